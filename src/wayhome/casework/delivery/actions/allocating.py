"""Who holds the talk: sent to a provider, accepted, handed back; an interviewer named, and the record opened to them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework.children.actions.access import close_record, give_up_record, open_record, open_to_colleague
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import locked, record
from wayhome.casework.organisations.queries import agreement_with, contract_over, organisation
from wayhome.casework.records.refusals import Refused
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.events import SYSTEM
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.states import Record, TalkState
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import DataClass, InterviewerRelation, RelationshipKind, SharingPurpose

TO_A_PROVIDER = (DataClass.IDENTITY.value, DataClass.EPISODE.value, DataClass.WISHES_AND_SAFETY.value, "risk_flags")
"""What goes to a provider: who, when, how to reach safely, and risk flags; nothing else (domain reference §12.2)."""


def refer_to_provider(
    *,
    case: UUID,
    provider: UUID,
    conflict: bool,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Send the case to a provider under a live agreement, and open the child's record to its managers (AL1)."""
    agreement = agreement_with(by, provider, purpose=SharingPurpose.SAFEGUARD_CHILD)
    if contract_over(by, provider) is not None:
        raise Refused(
            _(
                "The contract with this provider is over. Choose another, or ask an administrator to record the new contract."
            ),
            rule="contract_over",
        )
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        detail = {
            "provider": str(provider),
            "agreement": str(agreement.id) if agreement else None,
            "conflict": conflict,
            "classes": list(TO_A_PROVIDER),
            "reason": "given" if words else None,
        }
        event = writing.append(
            EventKind.REFERRED_TO_PROVIDER, case=case, happened=Moment.exactly(at), at=at, words=words,
            detail={name: value for name, value in detail.items() if value is not None},
        )  # fmt: skip
        open_record(
            child=writing.child, kind=RelationshipKind.PROVIDER_REFERRAL, purpose=SharingPurpose.SAFEGUARD_CHILD, by=by,
            at=at, to_organisation=provider, because_of=case,
        )  # fmt: skip
    return event


def answer_referral(
    *,
    case: UUID,
    answer: EventKind,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Record that a referral was opened, accepted, queried or answered (AL2 to AL5). A question is written in words."""
    asked = {"question": "given"} if answer is EventKind.REFERRAL_QUERIED and words else {}
    return record(
        kind=answer,
        case=case,
        happened=Moment.exactly(at),
        by=by,
        at=at,
        seen_version=seen_version,
        words=words,
        **asked,
    )


def take_back(*, case: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Take the case back from a provider; their access ends with this transaction (AL7)."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        event = writing.append(
            EventKind.RECALLED_FROM_PROVIDER, case=case, happened=Moment.exactly(at), at=at, words=reason,
            detail={"reason": "given"} if reason.strip() else {},
        )  # fmt: skip
        close_record(child=writing.child, because_of=case, by=by, at=at)
    return event


def end_with_contract(*, case: UUID, provider: UUID, by: Viewer, at: datetime) -> bool:
    """End a provider's access to a case because their contract is over; for a job. False: nothing was to end, or not yet.

    A case whose talk is still to come goes back to the coordinator, who finds somebody else. While a talk with somebody of
    theirs is on, or is not written up and approved, their access stays: nobody else can write what the child said. Who held a
    talk stays in the record, and what the journal says of their work stays.
    """
    over = contract_over(by, provider)
    if over is None:
        return False
    name = organisation(by, provider).short_name
    day = over.over_on or over.starts_on
    with transaction.atomic(), locked(case, by=by, seen_version=None) as writing:
        if _is_being_heard_there(writing.case, at):
            return False
        if writing.case.is_open and writing.case.is_with_provider and writing.case.talk.state is not TalkState.HELD:
            writing.append(
                EventKind.RECALLED_FROM_PROVIDER, case=case, happened=Moment.exactly(at), at=at, as_role=SYSTEM,
                words=f"The contract with {name} ended on {day.day} {day:%B %Y}.", detail={"reason": "given"},
            )  # fmt: skip
        return close_record(child=writing.child, because_of=case, to_organisation=provider, by=by, at=at) > 0


def _is_being_heard_there(case: CaseSoFar, at: datetime) -> bool:
    """Whether a talk with somebody of the provider's has begun, as far as anybody knows, and its record is not approved."""
    if not (case.is_open and case.is_with_provider):
        return False
    if case.talk.state is TalkState.HELD:
        return case.record.state is not Record.APPROVED
    booked = case.talk.last(EventKind.APPOINTMENT_BOOKED, EventKind.APPOINTMENT_REARRANGED)
    planned = booked.instant("planned") if booked and case.talk.state is TalkState.BOOKED else None
    return planned is not None and planned <= at


def hand_back(*, case: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Hand the case back, with the reason; the coordinator finds somebody else (AL6).

    A provider's access ends with this, the interviewer's too; an interviewer of the authority's own gives up theirs.
    """
    with transaction.atomic():
        with locked(case, by=by, seen_version=seen_version) as writing:
            event = writing.append(
                EventKind.HANDED_BACK, case=case, happened=Moment.exactly(at), at=at, words=reason,
                detail={"reason": "given"} if reason.strip() else {},
            )  # fmt: skip
        give_up_record(child=writing.child, because_of=case, by=by, at=at)  # last: nothing can be written after it
    return event


def allocate_interviewer(
    *,
    case: UUID,
    interviewer: UUID,
    relation: InterviewerRelation,
    trained: bool,
    conflict: bool,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Name the interviewer, store what they are to the child, and open the record to them (AL8, AL9).

    Not trained, or a conflict: refused without a reason in words, never silent.
    """
    detail: dict[str, object] = {
        "interviewer": str(interviewer), "relation": relation.value, "trained": trained, "conflict": conflict,
    }  # fmt: skip
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        event = writing.append(
            EventKind.INTERVIEWER_ALLOCATED, case=case, happened=Moment.exactly(at), at=at, words=words,
            detail=detail | ({"reason": "given"} if words else {}),
        )  # fmt: skip
        open_to_colleague(
            child=writing.child, user=interviewer, purpose=SharingPurpose.SAFEGUARD_CHILD, because_of=case, by=by, at=at
        )
    return event


def change_interviewer(
    *,
    case: UUID,
    to: str,
    reason: str,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    interviewer: UUID | None = None,
    relation: InterviewerRelation | None = None,
) -> UUID:
    """Name another interviewer, nobody yet, or give it back to the provider's manager (AL10)."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        detail = {
            "to": to,
            "interviewer": str(interviewer) if interviewer else None,
            "relation": relation.value if relation else None,
            "reason": "given" if reason.strip() else None,
        }
        event = writing.append(
            EventKind.ALLOCATION_CHANGED, case=case, happened=Moment.exactly(at), at=at, words=reason,
            detail={name: value for name, value in detail.items() if value is not None},
        )  # fmt: skip
        if interviewer is not None:
            open_to_colleague(
                child=writing.child,
                user=interviewer,
                purpose=SharingPurpose.SAFEGUARD_CHILD,
                because_of=case,
                by=by,
                at=at,
            )
    return event
