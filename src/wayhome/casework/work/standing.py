"""Where one case stands: the one sentence, the next step, what stands in the way of the others, what the child wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from wayhome.casework.accounts.queries import names
from wayhome.casework.design.components import Act
from wayhome.casework.design.times import full, moment, near, short_moment
from wayhome.casework.journey.projection import clocks_of, first_due
from wayhome.casework.journey.steps import Opened
from wayhome.casework.organisations.queries import organisation
from wayhome.casework.records.refusals import NotFound
from wayhome.casework.work.clocks import Shown
from wayhome.casework.work.lines import ASK_AGAIN_DAYS, DECIDE_DAYS, WRITE_UP_DAYS, working_days_after
from wayhome.casework.work.links import link_if, present
from wayhome.casework.work.telling import label
from wayhome.domain.clock import InTime, StatutoryClock
from wayhome.domain.independence import Independence, independence
from wayhome.domain.journey.case_so_far import OFFERS
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.headline import headline
from wayhome.domain.journey.headline_words import Headline, Names
from wayhome.domain.journey.headline_words import HeadlineCode as H
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.may import legal_next
from wayhome.domain.journey.states import Allocation, TalkState
from wayhome.domain.vocabulary import Group, InterviewerRelation, ReturnSetting

PAGES: Mapping[E, tuple[str, ...]] = {
    E.CASE_CHECKED: ("case_check",),
    E.ATTEMPT_MADE: ("try_new",),
    E.CHILD_TOLD: ("offer_new",),
    E.CARER_TOLD: ("carer_told",),
    E.OFFERED_AGAIN: ("offer_again",),
    E.OFFER_RECONFIRMED: ("offer_reconfirm",),
    E.CHILD_SAID_YES: ("answer_yes",),
    E.CHILD_SAID_NO: ("answer_no",),
    E.PARENT_REFUSED: ("parent_no",),
    E.DECIDED_TO_ASK_ANYWAY: ("ask_anyway",),
    E.ANSWER_CAME_BY_PHONE: ("phone_answer",),
    E.PHONE_ANSWER_CONFIRMED: ("phone_answer_check",),
    E.CARER_INFORMATION_ASKED: ("carer_asked",),
    E.REFERRED_TO_PROVIDER: ("refer",),
    E.REFERRAL_OPENED: ("referral_open",),
    E.REFERRAL_ACCEPTED: ("referral_accept",),
    E.REFERRAL_QUERIED: ("referral_ask",),
    E.REFERRAL_ANSWERED: ("referral_answer",),
    E.HANDED_BACK: ("hand_back",),
    E.RECALLED_FROM_PROVIDER: ("take_back",),
    E.INTERVIEWER_ALLOCATED: ("allocate",),
    E.ALLOCATION_CHANGED: ("reallocate",),
    E.APPOINTMENT_BOOKED: ("book_talk",),
    E.APPOINTMENT_REARRANGED: ("rearrange_talk",),
    E.APPOINTMENT_MISSED: ("talk_missed",),
    E.APPOINTMENT_CANCELLED: ("talk_cancel",),
    E.TALK_HELD: ("talk_new",),
    E.SEEN_WITHOUT_TALKING: ("talk_seen",),
    E.RECORD_STARTED: ("write_up",),
    E.RECORD_SUBMITTED: ("write_up",),
    E.RECORD_APPROVED: ("record_check",),
    E.RECORD_RETURNED: ("record_back",),
    E.SHARE_SENT: ("share_decide",),
    E.SHARE_WITHHELD: ("share_decide",),
    E.NEED_RECORDED: ("need_new",),
    E.RISK_REVIEWED: ("risk_review",),
    E.CLOSED_UNDERTAKEN: ("case_close",),
    E.CLOSED_NOT_UNDERTAKEN: ("case_close_without",),
    E.CLOSED_NOT_REQUIRED: ("case_not_required",),
    E.CASE_KEPT: ("case_twice_decide",),
    E.CLOSED_DECEASED: ("case_deceased",),
    E.TRANSFER_ACKNOWLEDGED: ("transfer_acknowledged",),
    E.TRANSFER_OUTCOME_CAME_BACK: ("transfer_ended",),
    E.CLOSED_TRANSFERRED: ("case_transferred",),
    E.CLOSED_TURNED_18: ("case_turned_18",),
    E.TRANSFER_SENT: ("transfer_send",),
    E.CASE_MERGE_PROPOSED: ("case_twice",),
    E.CLOSED_VOID: ("case_in_error",),
    E.CASE_REOPENED: ("case_reopen",),
    E.NOT_FIT_TO_TALK: ("not_fit",),
    E.POLICE_ASKED_TO_WAIT: ("police_wait",),
    E.WAITING_FOR_AUTHORITY: ("authority_wait",),
}
"""The page on which each thing is recorded."""

FIRST: Mapping[H, tuple[E, ...]] = {
    H.TRIAGE: (E.CASE_CHECKED, E.ATTEMPT_MADE),
    H.DUE: (E.ATTEMPT_MADE, E.INTERVIEWER_ALLOCATED),
    H.ALLOCATED: (E.INTERVIEWER_ALLOCATED, E.ATTEMPT_MADE),
    H.CONTACTING: (E.ATTEMPT_MADE,),
    H.CARER_TOLD: (E.CHILD_TOLD, E.ATTEMPT_MADE),
    H.NO_CONTACT: (E.CARER_INFORMATION_ASKED, E.ATTEMPT_MADE),
    H.NO_RESPONSE: (E.ATTEMPT_MADE,),
    H.OFFERED: (E.CHILD_SAID_YES,),
    H.ANSWER_BY_PHONE: (E.PHONE_ANSWER_CONFIRMED,),
    H.ASK_AGAIN_ALONE: (E.ATTEMPT_MADE,),
    H.DECLINED: (E.OFFERED_AGAIN,),
    H.PARENT_REFUSED: (E.DECIDED_TO_ASK_ANYWAY, E.CARER_INFORMATION_ASKED),
    H.ACCEPTED: (E.INTERVIEWER_ALLOCATED, E.APPOINTMENT_BOOKED),
    H.SCHEDULED: (E.INTERVIEWER_ALLOCATED, E.TALK_HELD),
    H.HELD: (E.RECORD_STARTED,),
    H.DRAFT: (E.RECORD_SUBMITTED,),
    H.RETURNED: (E.RECORD_SUBMITTED,),
    H.SUBMITTED: (E.RECORD_APPROVED,),
    H.APPROVED: (E.SHARE_SENT, E.SHARE_WITHHELD),
    H.SHARED: (E.CLOSED_UNDERTAKEN,),
    H.FOLLOW_UP: (E.CLOSED_UNDERTAKEN,),
    H.DECEASED: (E.CLOSED_DECEASED,),
}
"""What the next step is likely to be, by where the case stands; the first that this person may record."""

REFERRALS = (E.REFERRAL_ANSWERED, E.REFERRAL_OPENED, E.REFERRAL_ACCEPTED)
"""A referral that waits for this person comes before anything else about the case."""

ASKED_WHY = (
    E.CHILD_TOLD, E.CHILD_SAID_YES, E.INTERVIEWER_ALLOCATED, E.APPOINTMENT_BOOKED, E.TALK_HELD, E.RECORD_APPROVED,
    E.SHARE_SENT, E.CLOSED_UNDERTAKEN, E.CLOSED_NOT_UNDERTAKEN,
)  # fmt: skip
"""The steps of which people ask why they cannot take them."""

BESIDE = (
    E.ATTEMPT_MADE,
    E.APPOINTMENT_REARRANGED,
    E.CHILD_SAID_NO,
    E.CHILD_TOLD,
    E.INTERVIEWER_ALLOCATED,
    E.REFERRED_TO_PROVIDER,
)
"""The few that stand as links beside the button; the rest are one opening further."""


@dataclass(frozen=True, slots=True)
class Stands:
    """Where the case stands now, for one reader."""

    headline: Headline
    clocks: Mapping[str, StatutoryClock]
    clock: StatutoryClock | None
    due_for: EpisodeSoFar | None
    interviewer: str | None
    relation: InterviewerRelation | None
    group: Group | None

    @property
    def independence(self) -> Independence:
        return independence(self.relation, self.group)


def stands(about: Opened) -> Stands:
    """Fold a case once more into what its page says first."""
    case, viewer = about.so_far, about.viewer
    clocks = clocks_of(case)
    clock = first_due(clocks.values())
    due_for = next((e for e in case.covered if clocks.get(e.episode) is clock), None) if clock else None
    people = names(viewer, [_id(case.interviewer), *(_id(a) for a in case.authors)])
    interviewer = people.get(_id(case.interviewer))  # type: ignore[arg-type]
    author = next((people[i] for a in sorted(case.authors) if (i := _id(a)) in people), None)
    named = Names(
        interviewer=interviewer.name if interviewer else None,
        organisation=_provider(about)
        or (interviewer.organisation_name if interviewer and interviewer.organisation != about.organisation else None),
        author=author.name if author else None,
        write_up_due=_after(case.talks[-1] if case.talks else None, WRITE_UP_DAYS),
        ask_again_by=_after(case.contact.last(E.CHILD_SAID_NO), ASK_AGAIN_DAYS),
        decide_by=_after(case.contact.last(E.PARENT_REFUSED), DECIDE_DAYS),
    )
    allocated = case.allocation.last(E.INTERVIEWER_ALLOCATED, E.ALLOCATION_CHANGED)
    relation = allocated.says("relation") if allocated and case.interviewer else None
    groups = [e.says("group") for e in about.events if e.says("group")]
    return Stands(
        headline(case, at=viewer.at, names=named, policy=about.known.policy), clocks, clock, due_for,
        interviewer.beside(viewer) if interviewer else None, InterviewerRelation(relation) if relation else None,
        Group(groups[-1]) if groups else None,
    )  # fmt: skip


def _provider(about: Opened) -> str | None:
    sent = about.so_far.allocation.last(E.REFERRED_TO_PROVIDER)
    provider = _id(sent.says("provider")) if sent else None
    if provider is None:
        return None
    try:
        return organisation(about.viewer, provider).short_name
    except NotFound:
        return None


def _after(event: object, days: int) -> object:
    return working_days_after(event.happened, days) if event is not None else None  # type: ignore[attr-defined]


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def sentence(about: Opened, now: Stands) -> str:
    """Back when and where; due when; asked, answered; booked with whom, independent of what."""
    parts = [_back(about, now), _due(about, now), _asked(about, now)]
    parts.append(format_html("<strong>{}</strong>.", now.headline.staff))
    if now.interviewer and not about.so_far.talks:
        parts.append(_with(now))
    parts.append(_waits(about))
    return format_html_join(" ", "{}", ((p,) for p in parts if p))


def _back(about: Opened, now: Stands) -> str:
    absence = now.due_for or (about.so_far.covered[-1] if about.so_far.covered else None)
    if absence is None:
        return ""
    if not absence.is_back:
        return _("%s.") % absence.whereabouts.state.label
    back = absence.whereabouts.last(E.RETURNED)
    setting = back.says("setting") if back else None
    where = _(" (%s)") % label(ReturnSetting, setting).lower() if setting else ""
    return _("Back %(when)s%(where)s.") % {"when": moment(absence.returned), "where": where}


def _due(about: Opened, now: Stands) -> str:
    if now.clock is None and about.so_far.child_has_died:
        return ""
    if now.clock is None:
        return _("The 72 hours have not started.") if about.so_far.covered and not now.due_for else ""
    result = now.clock.result
    if result is not None:
        said = {InTime.YES: _("Talked within 72 hours."), InTime.NO: _("Talked after 72 hours.")}
        return said.get(result, _("Whether the talk was within 72 hours cannot be said."))
    words = _("Talk was due") if about.viewer.at > now.clock.latest_deadline else _("Talk due")
    return format_html("{} <strong>{}</strong>.", words, full(now.clock.deadline))


def _asked(about: Opened, now: Stands) -> str:
    if now.headline.code in (H.CARER_TOLD, H.DECEASED):
        return ""  # the headline says all there is to say
    told, answer = about.so_far.contact.last(*OFFERS), about.so_far.contact.last(E.CHILD_SAID_YES)
    if told is None and answer is None:
        return "" if about.so_far.child_was_told else format_html("<strong>{}</strong>", _("Not yet asked."))
    asked = _("Asked %s") % short_moment(told.happened) if told and told.happened.is_known else _("Asked")
    return format_html("{}, <strong>{}</strong>.", asked, _("said yes")) if answer else f"{asked}."


def _with(now: Stands) -> str:
    who = format_html('<a class="govuk-link" href="#independence">{}</a>', independent_in_words(now.independence))
    return format_html(_("With {}: {}."), now.interviewer, who)


def _waits(about: Opened) -> str:
    """What a provider has not done yet, while nobody there is named: whose move it is. A talk that nobody is to hold, too."""
    if about.so_far.talk.state is TalkState.BOOKED and about.so_far.interviewer is None:
        return _("Nobody is named to hold the booked talk: choose somebody, or tell the child and move it.")
    said = {
        Allocation.SENT: _("Sent to %s, not opened yet."), Allocation.OPENED: _("%s has opened it, and not accepted it yet."),
        Allocation.QUERIED: _("%s has a question."), Allocation.ACCEPTED: _("%s has accepted it, and named nobody yet."),
    }.get(about.so_far.allocation.state)  # fmt: skip
    return said % (_provider(about) or _("a provider")) if said else ""


def independent_in_words(found: Independence) -> str:
    """ "independent of their care and their case": always of what."""
    if found.of_care is None or found.of_case is None:
        return _("independence not known")
    if found.of_care and found.of_case:
        return _("independent of their care and their case")
    return _("independent of their care, not of their case") if found.of_care else _("not independent of their care")


def tests_of_independence(found: Independence) -> list[tuple[str, str]]:
    """Each test in words, never one of them alone."""
    said = {True: _("yes"), False: _("no"), None: _("not known")}
    return [
        (_("Independent of their care"), said[found.of_care]),
        (_("Independent of their case"), said[found.of_case]),
        (_("Independent of the placement"), said[found.of_placement]),
        (_("Independent of the responsible council"), said[found.of_responsible_la]),
    ]


def legal(about: Opened) -> dict[E, str | None]:
    """What this person may record next, over all their roles, each with what it would be about."""
    found: dict[E, str | None] = {}
    by = str(about.viewer.user) if about.viewer.user else None
    for role in sorted(about.viewer.roles):
        for step in legal_next(about.so_far, by_role=role, at=about.viewer.at, by=by, known=about.known):
            found.setdefault(step.kind, step.subject)
    return found


def page_for(about: Opened, kind: E, words: str = "") -> Act | None:
    """The page on which a kind of event is recorded, if there is one and this person may open it."""
    for name in PAGES.get(kind, ()):
        found = link_if(about.viewer, name, words or act_words(kind), about.case, about=about.person.name)
        if found:
            return found
    return None


ACTS: Mapping[E, Any] = {
    E.CASE_CHECKED: lazy("Check who and where"), E.ATTEMPT_MADE: lazy("Log a try"), E.CHILD_TOLD: lazy("Record: told of the talk"),
    E.CARER_TOLD: lazy("Only the carer was told"), E.OFFERED_AGAIN: lazy("Offer again"), E.OFFER_RECONFIRMED: lazy("Say the offer again"),
    E.CHILD_SAID_YES: lazy("Record a yes"), E.CHILD_SAID_NO: lazy("Record a no"), E.PARENT_REFUSED: lazy("A parent said no"),
    E.DECIDED_TO_ASK_ANYWAY: lazy("Decide to ask all the same"), E.ANSWER_CAME_BY_PHONE: lazy("An answer came by phone"),
    E.PHONE_ANSWER_CONFIRMED: lazy("Check who answered by phone"), E.CARER_INFORMATION_ASKED: lazy("What the carer knows"),
    E.REFERRED_TO_PROVIDER: lazy("Send to a provider"), E.REFERRAL_OPENED: lazy("Open the referral"),
    E.REFERRAL_ACCEPTED: lazy("Accept the referral"),
    E.REFERRAL_QUERIED: lazy("Ask the coordinator"), E.REFERRAL_ANSWERED: lazy("Answer the provider"), E.HANDED_BACK: lazy("Hand back"),
    E.RECALLED_FROM_PROVIDER: lazy("Take back from the provider"), E.INTERVIEWER_ALLOCATED: lazy("Allocate"),
    E.ALLOCATION_CHANGED: lazy("Name another interviewer"), E.APPOINTMENT_BOOKED: lazy("Arrange a time"),
    E.APPOINTMENT_REARRANGED: lazy("Rearrange"), E.APPOINTMENT_MISSED: lazy("It did not happen"), E.APPOINTMENT_CANCELLED: lazy("Cancel the talk"),
    E.TALK_HELD: lazy("Record the talk"), E.SEEN_WITHOUT_TALKING: lazy("Met, nothing talked about"), E.RECORD_STARTED: lazy("Write up"),
    E.RECORD_SUBMITTED: lazy("Go on writing"), E.RECORD_APPROVED: lazy("Check the record"), E.RECORD_RETURNED: lazy("Send the record back"),
    E.SHARE_SENT: lazy("Decide who is told"), E.SHARE_WITHHELD: lazy("Decide who is told"), E.NEED_RECORDED: lazy("Record a need"),
    E.RISK_REVIEWED: lazy("Review the risk"), E.CLOSED_UNDERTAKEN: lazy("Close the case"),
    E.CLOSED_NOT_UNDERTAKEN: lazy("Close without a talk"),
    E.CLOSED_NOT_REQUIRED: lazy("No talk is required"),
    E.CASE_KEPT: lazy("Decide what was proposed"), E.CLOSED_DECEASED: lazy("Close after their death"),
    E.TRANSFER_SENT: lazy("Another council is responsible"), E.TRANSFER_ACKNOWLEDGED: lazy("The other council has it"),
    E.TRANSFER_OUTCOME_CAME_BACK: lazy("How it ended there"), E.CLOSED_TRANSFERRED: lazy("Close here: another council has it"),
    E.CLOSED_TURNED_18: lazy("Close: turned 18"), E.CASE_MERGE_PROPOSED: lazy("This case was entered twice"),
    E.CLOSED_VOID: lazy("Close: recorded in error"),
    E.CASE_REOPENED: lazy("Reopen"), E.NOT_FIT_TO_TALK: lazy("Not well enough yet"), E.POLICE_ASKED_TO_WAIT: lazy("Police asked us to wait"),
    E.WAITING_FOR_AUTHORITY: lazy("Waiting for another authority"),
}  # fmt: skip
"""The act by which a kind of event comes about, as a button says it."""


def act_words(kind: E) -> str:
    """The act by which a kind of event comes about; the word for the event itself where there is none."""
    return str(ACTS.get(kind, kind.label))


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The one button, the few links beside it, everything else that may be recorded, and why the rest may not."""

    first: Act | None
    beside: tuple[Act, ...]
    more: tuple[Act, ...]
    why_not: tuple[tuple[str, str], ...]


def next_steps(about: Opened, now: Stands) -> NextSteps:
    """What this person can do now."""
    found = legal(about)
    who = about.person.first_name
    wanted = [k for k in (*REFERRALS, *FIRST.get(now.headline.code, ())) if k in found and not _too_early(about, k)]
    first = next((a for k in wanted if (a := page_for(about, k, f"{act_words(k)}: {who}"))), None)
    if now.headline.code is H.SCHEDULED and first is None and about.so_far.interviewer == str(about.viewer.user):
        first = link_if(about.viewer, "interview_before", _("Get ready: %s") % who, about.case)
    beside = present(*(page_for(about, k) for k in BESIDE if k in found and not about.so_far.talks))
    shown = {a.url for a in (first, *beside) if a}
    more = tuple(a for a in present(*(page_for(about, k) for k in PAGES if k in found)) if a.url not in shown)
    beside = tuple(a for a in beside if first is None or a.url != first.url)
    return NextSteps(first, beside, more, tuple(_why_not(about, found)))


def _too_early(about: Opened, kind: E) -> bool:
    """A talk that is booked for later is not the next thing to record."""
    if kind is not E.TALK_HELD:
        return False
    booked = about.so_far.talk.last(E.APPOINTMENT_BOOKED, E.APPOINTMENT_REARRANGED)
    planned = booked.instant("planned") if booked else None
    return planned is not None and planned > about.viewer.at


def _why_not(about: Opened, found: Iterable[E]) -> Iterable[tuple[str, str]]:
    may_now = set(found)
    for kind in ASKED_WHY:
        if kind not in may_now and (refused := about.why_not(kind)):
            yield act_words(kind), " ".join(dict.fromkeys(r.words for r in refused))


def on_the_line(about: Opened) -> list[Shown]:
    """The events that stand on the clock's line: told, answered, booked, talked."""
    case, now = about.so_far, about.viewer.at
    told, talk = case.contact.last(*OFFERS), case.talks[0] if case.talks else None
    answer = case.contact.last(E.CHILD_SAID_YES, E.CHILD_SAID_NO)
    marks = []
    same = told and answer and told.happened == answer.happened
    said = {E.CHILD_SAID_YES: _("said yes"), E.CHILD_SAID_NO: _("said no")}
    if told and told.happened.earliest:
        title = _("Asked, %s") % said[answer.kind] if same and answer else _("Asked")
        marks.append(Shown(told.happened.earliest, title, short_moment(told.happened)))
    if answer and not same and answer.happened.earliest:
        marks.append(Shown(answer.happened.earliest, said[answer.kind].capitalize(), short_moment(answer.happened)))
    booked = case.talk.last(E.APPOINTMENT_BOOKED, E.APPOINTMENT_REARRANGED)
    planned = booked.instant("planned") if booked else None
    if planned and not talk and planned > now:
        marks.append(Shown(planned, _("Booked"), near(planned, now)))
    if talk and talk.happened.earliest:
        marks.append(Shown(talk.happened.earliest, _("Talked"), short_moment(talk.happened)))
    return marks
