"""What happened, in words: one title and one line of detail for every kind of event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from wayhome.casework.design.components import Account, Act, Happened
from wayhome.casework.design.times import full, moment, short
from wayhome.casework.journey.queries import MACHINE_PARTS, PARTS_BY_KIND, EventSeen
from wayhome.domain.assertions import Account as Said
from wayhome.domain.clock import PROMISE
from wayhome.domain.journey.events import SYSTEM, Event
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.tables import machines_recording
from wayhome.domain.sharing import Recipient
from wayhome.domain.vocabulary import (
    Answerer,
    AttemptResult,
    AttemptTarget,
    Channel,
    Completeness,
    DataClass,
    DeclineReason,
    Group,
    InterviewerRelation,
    LateReason,
    MissedReason,
    Mode,
    NeedKind,
    OfferLevel,
    Outcome,
    Place,
    ReasonWithheld,
    ReturnSetting,
    RiskGrade,
    Source,
    TalkedFreely,
    Word,
)

TIMES_SAID = {
    "missing_from": lazy("Went missing"), "left": lazy("Left"), "last_seen": lazy("Last seen"), "reported": lazy("Reported, by another account"),
    "located": lazy("Found, by another account"), "returned": lazy("Back, by another account"),
}  # fmt: skip

CODES: Mapping[str, tuple[Any, type[Word]]] = {
    "target": (lazy("Tried"), AttemptTarget),
    "channel": (lazy("How"), Channel),
    "result": (lazy("What happened"), AttemptResult),
    "level": (lazy("How they know"), OfferLevel),
    "could_talk_freely": (lazy("Could talk freely"), TalkedFreely),
    "conveyed_by": (lazy("Said by"), Answerer),
    "refused_by": (lazy("Refused by"), Answerer),
    "place": (lazy("Where"), Place),
    "mode": (lazy("In what way"), Mode),
    "completeness": (lazy("How much of it"), Completeness),
    "relation": (lazy("The interviewer is"), InterviewerRelation),
    "grade": (lazy("Grade"), RiskGrade),
    "setting": (lazy("Back at"), ReturnSetting),
    "group": (lazy("The child is"), Group),
    "late_reason": (lazy("Why later than 72 hours"), LateReason),
    "kind": (lazy("Need"), NeedKind),
}
"""Codes of an event that its line says, with the words before them."""

INSTANTS = {"planned": lazy("For"), "review_at": lazy("Look again"), "next_try_at": lazy("Next try")}
PERSONS = {
    "interviewer": lazy("Interviewer"),
    "owner": lazy("Owner"),
    "author": lazy("Author"),
    "escalated_to": lazy("Taken to"),
    "second": lazy("With"),
    "head_of_service": lazy("Head of service told"),
    "provider": lazy("Provider"),
}
PLAIN = {
    "police_reference": lazy("Police reference"),
    "officer": lazy("Officer"),
    "reference": lazy("Reference"),
    "service": lazy("Service"),
    "area": lazy("Area"),
    "goes_on_as": lazy("Goes on as"),
    "to_name": lazy("To"),
}


def part_of(event: Event) -> str:
    """The part of the timeline that an event belongs to: missing, tries, talk, told, help; empty for the rest."""
    if event.kind in PARTS_BY_KIND:
        return PARTS_BY_KIND[event.kind]
    return next((MACHINE_PARTS[m.name] for m in machines_recording(event.kind) if m.name in MACHINE_PARTS), "")


def label(members: type[Word], code: str | None) -> str:
    """The public word of a code; the code itself only if the list has lost it."""
    return next((m.label for m in members if m.value == code), code or _("not recorded"))


def title_of(event: Event) -> str:
    """What happened, in a few words."""
    said = event.says
    if event.kind is E.ATTEMPT_MADE:
        return _("Tried: %(who)s, %(how)s") % {
            "who": label(AttemptTarget, said("target")).lower(),
            "how": label(Channel, said("channel")).lower(),
        }
    if event.kind is E.TIME_SAID:
        return str(TIMES_SAID.get(said("of") or "", event.kind.label))
    if event.kind is E.RISK_GRADED:
        return _("Risk graded: %s") % label(RiskGrade, said("grade")).lower()
    if event.kind is E.APPOINTMENT_BOOKED and event.instant("planned"):
        return _("Booked for %s") % full(event.instant("planned"))
    if event.kind is E.NEED_RECORDED and said("kind"):
        return _("Need: %s") % label(NeedKind, said("kind")).lower()
    if event.kind in (E.SHARE_SENT, E.SHARE_WITHHELD) and said("recipient"):
        return f"{event.kind.label}: {label(Recipient, said('recipient')).lower()}"
    return event.kind.label


ALREADY_IN_TITLE: Mapping[E, frozenset[str]] = {
    E.ATTEMPT_MADE: frozenset({"target", "channel"}),
    E.RISK_GRADED: frozenset({"grade"}),
    E.APPOINTMENT_BOOKED: frozenset({"planned"}),
    E.NEED_RECORDED: frozenset({"kind"}),
}


def detail_of(event: Event, people: Mapping[UUID, str], *, may_read: Callable[[DataClass], bool]) -> list[str]:
    """The codes of an event, in words, one sentence each."""
    leave_out = ALREADY_IN_TITLE.get(event.kind, frozenset())
    found = [
        f"{words}: {label(members, event.says(key)).lower()}."
        for key, (words, members) in CODES.items()
        if event.says(key) and key not in leave_out
    ]
    found += [
        f"{words}: {full(event.instant(key))}."
        for key, words in INSTANTS.items()
        if event.instant(key) and key not in leave_out
    ]
    found += [f"{words}: {name}." for key, words in PERSONS.items() if (name := _name(event.says(key), people))]
    found += [f"{words}: {event.says(key)}." for key, words in PLAIN.items() if event.says(key)]
    return found + _reasons(event, may_read)


def _reasons(event: Event, may_read: Callable[[DataClass], bool]) -> list[str]:
    """Reasons, as far as the class of what they say may be read."""
    if event.kind is E.CHILD_SAID_NO and event.lists("reasons") and may_read(DataClass.REASONS):
        return [_("Why: %s.") % ", ".join(label(DeclineReason, r).lower() for r in event.lists("reasons"))]
    if event.kind is E.APPOINTMENT_MISSED:
        return [_("Why: %s.") % label(MissedReason, event.says("reason")).lower()]
    if event.kind is E.SHARE_WITHHELD:
        return [_("Because: %s.") % label(ReasonWithheld, event.says("reason")).lower()]
    if event.kind is E.CLOSED_NOT_UNDERTAKEN:
        return [
            _("Outcome: %s.") % ", ".join(dict.fromkeys(label(Outcome, o) for o in event.pairs("outcomes").values()))
        ]
    return []


def _name(id: str | None, people: Mapping[UUID, str]) -> str:
    try:
        return people.get(UUID(id), "") if id else ""
    except ValueError:
        return ""


def by_line(seen: EventSeen) -> str:
    """Who says so, and who wrote it down."""
    event = seen.event
    who = event.by_role.label if event.by_role is SYSTEM or seen.by is None else seen.by
    if event.source and event.source not in (Source.LA, Source.SYSTEM):
        return _("from %(source)s, by %(who)s") % {
            "source": _(event.source.label).lower() if event.source is not Source.POLICE else _("police"),
            "who": who,
        }
    return _("by %s") % who


def when_line(event: Event, now: datetime) -> str:
    """When it happened, as exactly as anyone knows; when it was written down, where that is all there is."""
    if event.happened.is_known:
        return moment(event.happened)
    return _("Time not recorded; written down %s") % short(event.recorded_at)


def happened(
    seen: EventSeen, now: datetime, people: Mapping[UUID, str], *, may_read: Callable[[DataClass], bool]
) -> Happened:
    """One line of the timeline. What was struck out stays, with who took it away."""
    event = seen.event
    lines = detail_of(event, people, may_read=may_read)
    detail = format_html("{}{}", " ".join(lines), _quoted(seen.words, bool(lines)))
    if seen.is_struck:
        said = {"who": seen.struck_by, "when": short(seen.struck_at)}
        why = _quoted(seen.struck_words, False) or _("Kept here so the change can be seen.")
        return Happened(
            _("recorded in error"),
            when_line(event, now),
            _("struck out by %(who)s, %(when)s") % said,
            why,
            gone=title_of(event),
        )
    gone = ""
    if seen.gone is not None:
        gone = (
            f"{title_of(seen.gone)} {moment(seen.gone.happened)}"
            if seen.gone.happened.is_known
            else title_of(seen.gone)
        )
    return Happened(title_of(event), when_line(event, now), by_line(seen), detail, gone=gone, id=f"event-{seen.id}")


def _quoted(words: str | None, after: bool) -> str:
    return format_html("{}“{}”", " " if after else "", words.strip()) if words else ""


def two_times(said: Said, seen: Sequence[EventSeen], now: datetime, settle: Act | None) -> Happened:
    """Two sources that differ, side by side, the same size; we work to the earlier until somebody settles it."""
    by_id = {each.event.id: each for each in seen}
    first, second = sorted((a for a in said.standing if a.happened.is_known), key=lambda a: a.happened.earliest or now)[
        :2
    ]

    def half(one: Any) -> Account:
        who = one.source.label
        told = by_id.get(one.id)
        more = _("Written down %(when)s by %(who)s.") % {
            "when": short(one.recorded_at),
            "who": (told.by if told else None) or _("Wayhome"),
        }
        words = _quoted(told.words, True) if told else ""
        due = "" if one is first else _(" Would make it due %s.") % full((one.happened.earliest or now) + PROMISE)
        return Account(f"{who}: {moment(one.happened)}", format_html("{}{}{}", more, due, words))

    after = _("We work to the earlier, %s, until someone settles it.") % moment(first.happened)
    return Happened(
        _("Back: two times on record"),
        moment(first.happened),
        _("not settled"),
        accounts=(half(first), half(second)),
        after=after,
        act=settle,
    )
