"""Telling somebody, or deciding not to: each leaves an exact copy or a reason (domain reference §6.3.5, §12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework.journal import wrote
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import Writing, locked
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import Refused
from wayhome.casework.sharing.disclosure import (
    Disclosure,
    Source,
    of_headline_note,
    of_one_fact,
    of_record,
    source_of,
)
from wayhome.casework.sharing.models import Copy
from wayhome.casework.sharing.recipients import worker_of
from wayhome.casework.sharing.route import Allowed, Route, allowed, must_be_allowed_class
from wayhome.casework.sharing.words import What
from wayhome.domain.disclosure import granted_to, may_also_get
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.states import Sharing
from wayhome.domain.journey.track import Track
from wayhome.domain.moment import Moment
from wayhome.domain.sharing import Recipient
from wayhome.domain.vocabulary import DataClass, ReasonWithheld

ARRIVED = (Sharing.SENT, Sharing.OPENED, Sharing.ACKNOWLEDGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about one recipient: told, in this way; or not told, because."""

    recipient: Recipient
    because: ReasonWithheld | None = None
    route: Route | None = None
    chosen: frozenset[DataClass] = frozenset()
    added: str | None = None
    seen: str | None = None
    """What was shown before deciding, by its hash: nothing else is sent."""


def decide_who_is_told(
    *, case: UUID, decisions: Sequence[Decision], by: Viewer, at: datetime, seen_version: int | None
) -> list[UUID]:
    """Record every decision of one page in one go: all of them, or, when one is refused, none. The events."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        source = source_of(by, case, writing.so_far)
        return [_decided(writing, source, each, at) for each in decisions]


def share_record(
    *,
    case: UUID,
    recipient: Recipient,
    route: Route,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    chosen: Iterable[DataClass] = (),
    added: str | None = None,
    seen: str | None = None,
) -> UUID:
    """Send what a recipient may have of the approved record, and keep the exact copy (SH1, SH7). The copy."""
    decision = Decision(recipient=recipient, route=route, chosen=frozenset(chosen), added=added, seen=seen)
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        return _record_sent(writing, source_of(by, case, writing.so_far), decision, route, at)


def withhold(
    *,
    case: UUID,
    recipient: Recipient,
    because: ReasonWithheld,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Decide not to tell a default recipient, with the reason (SH4). Carers and parents see nothing of it."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        return _withheld(writing, recipient, because, at, words)


def share_one_fact(
    *,
    case: UUID,
    recipient: Recipient,
    fact: str,
    data_class: DataClass,
    route: Route,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    seen: str | None = None,
) -> UUID:
    """Send one fact now, without waiting for approval, marked not yet checked (SH1). The copy."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        disclosure = of_one_fact(source_of(by, case, writing.so_far), recipient, fact=fact, data_class=data_class)
        by_default = data_class in granted_to(recipient)
        must_be_allowed_class(disclosure, data_class, route, by_default or data_class in may_also_get(recipient))
        _as_seen(disclosure, seen)
        return _sent(writing, disclosure, route, at, subject=None)


def send_headline_note(
    *,
    case: UUID,
    how_they_are: str,
    one_thing: str,
    done_so_far: str,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
) -> UUID:
    """Send three lines to the coordinator and the allocated social worker at once, marked not yet checked. The copy."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        lines = {"how_they_are": how_they_are, "one_thing": one_thing, "done_so_far": done_so_far}
        disclosure = of_headline_note(source_of(by, case, writing.so_far), lines=lines)
        to = Route(
            to_organisation=writing.organisation, to_user=worker_of(by, writing.child, Recipient.SOCIAL_WORKER),
            to_words=_("Missing coordinator and allocated social worker"),
        )  # fmt: skip
        return _sent(writing, disclosure, to, at, subject=None)


def _decided(writing: Writing, source: Source, decision: Decision, at: datetime) -> UUID:
    if decision.because is not None:
        return _withheld(writing, decision.recipient, decision.because, at, None)
    if decision.route is None:
        raise Refused(
            _("%s: say that they are told, or why they are not.") % decision.recipient.label, rule="not_decided"
        )
    return _record_sent(writing, source, decision, decision.route, at)


def _record_sent(writing: Writing, source: Source, decision: Decision, route: Route, at: datetime) -> UUID:
    disclosure = of_record(source, decision.recipient, chosen=decision.chosen, added=decision.added)
    _as_seen(disclosure, decision.seen)
    return _sent(writing, disclosure, route, at, subject=decision.recipient.value)


def _withheld(writing: Writing, recipient: Recipient, because: ReasonWithheld, at: datetime, words: str | None) -> UUID:
    return writing.append(
        E.SHARE_WITHHELD, case=writing.case_id, subject=recipient.value, happened=Moment.exactly(at), at=at, words=words,
        detail={"reason": because.value, "recipient": recipient.value},
    )  # fmt: skip


def _as_seen(disclosure: Disclosure, seen: str | None) -> None:
    """Nothing is sent but what the sender looked at. None: a job or a test, which looks at nothing."""
    if seen is not None and seen != disclosure.sha256:
        raise Refused(
            _("What %s would get is not what you looked at. Look again, then save.") % disclosure.recipient.label,
            rule="not_as_previewed",
        )


def _sent(writing: Writing, disclosure: Disclosure, route: Route, at: datetime, *, subject: str | None) -> UUID:
    """The event and the exact copy of one disclosure: the only place where a copy is made."""
    by, id = writing.by, fresh_id()
    may_go = allowed(by, disclosure, route)
    subject = subject or str(id)
    before = Copy.objects.filter(case_id=disclosure.case, subject=subject).order_by("-recorded_at", "-id").first()
    resent = writing.case.shares.get(subject, Track(Sharing.UNDECIDED)).state in ARRIVED
    writing.append(
        E.SHARE_CORRECTED if resent else E.SHARE_SENT, case=disclosure.case, subject=subject, happened=Moment.exactly(at),
        at=at, words=route.reason, detail=_detail(disclosure, route, may_go, id),
    )  # fmt: skip
    copy = Copy(
        id=id, organisation_id=writing.organisation, child_id=writing.child, case_id=disclosure.case, subject=subject,
        recipient=disclosure.recipient.value, what=disclosure.what.value, by_organisation=by.organisation,
        to_organisation_id=route.to_organisation, to_user=route.to_user, to_words=route.to_words,
        classes=[c.value for c in disclosure.classes], purpose=route.purpose.value, lawful_basis=route.lawful_basis.value,
        article_9=route.article_9.value, agreement=may_go.agreement,
        override=may_go.override.value if may_go.override and not may_go.agreement else None, reason=route.reason,
        second_person=route.second_person, against_wishes=route.against_wishes, child_told=route.child_told,
        method=route.method.value, record_version=disclosure.version if disclosure.what is What.RECORD else None,
        supersedes_id=before.pk if before and resent else None, content=disclosure.content, sha256=disclosure.sha256,
        **recorded(by, at),
    )  # fmt: skip
    copy.save(force_insert=True)
    wrote(
        by, "sharing.sent", "copy", id, of=writing.organisation, recipient=disclosure.recipient.value,
        what=disclosure.what.value, method=route.method.value, to=str(route.to_organisation or ""),
    )  # fmt: skip
    return id


def _detail(disclosure: Disclosure, route: Route, may_go: Allowed, copy: UUID) -> dict[str, object]:
    """What the event says of it: codes and ids alone, never what was told."""
    detail = {
        "what": disclosure.what.value,
        "recipient": disclosure.recipient.value,
        "copy": str(copy),
        "agreement": may_go.agreement,
        "override": may_go.override.value if may_go.override and not may_go.agreement else None,
        "reason": "given" if route.reason and route.reason.strip() else None,
        "second_person": str(route.second_person) if route.second_person else None,
        "to_organisation": str(route.to_organisation) if route.to_organisation else None,
        "method": route.method.value,
        "purpose": route.purpose.value,
        "classes": [c.value for c in disclosure.classes],
        "version": disclosure.version,
    }
    return {name: value for name, value in detail.items() if value is not None}
