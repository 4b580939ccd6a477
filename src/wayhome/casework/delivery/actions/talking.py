"""The talk: booked, rearranged, missed, held; a return nobody talked about moves to a case of its own (CA3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import Writing, locked, new_case, record
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Completeness, InterviewerRelation, MissedReason, Mode, Place, TalkedFreely


def book_talk(
    *,
    case: UUID,
    planned: datetime,
    place: Place,
    mode: Mode,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Book the talk with a child who said yes. A time after the deadline is warned of on the page, never refused (TK1)."""
    return record(
        kind=EventKind.APPOINTMENT_BOOKED, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=words, planned=planned.isoformat(), place=place.value, mode=mode.value,
    )  # fmt: skip


def rearrange_talk(
    *,
    case: UUID,
    planned: datetime,
    asked_by: str,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    place: Place | None = None,
    words: str | None = None,
) -> UUID:
    """Move a booked talk to another time, and keep who asked for it (TK2)."""
    return record(
        kind=EventKind.APPOINTMENT_REARRANGED, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=words, planned=planned.isoformat(), asked_by=asked_by, place=place.value if place else None,
    )  # fmt: skip


def record_missed(
    *,
    case: UUID,
    reason: MissedReason,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Record that a booked talk was missed, and whose miss it was; ours is never the child's (TK3)."""
    return record(
        kind=EventKind.APPOINTMENT_MISSED, case=case, happened=happened, by=by, at=at, seen_version=seen_version, words=words,
        reason=reason.value,
    )  # fmt: skip


def cancel_talk(*, case: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Cancel a booked talk, with the reason (TK4)."""
    return record(
        kind=EventKind.APPOINTMENT_CANCELLED, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=reason, reason="given" if reason.strip() else None,
    )  # fmt: skip


def record_talk(
    *,
    case: UUID,
    held: Moment,
    completeness: Completeness,
    discussed: Sequence[UUID],
    mode: Mode,
    place: Place,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    interviewer: UUID | None = None,
    relation: InterviewerRelation | None = None,
    ended: datetime | None = None,
    others_present: Sequence[str] = (),
    could_talk_freely: TalkedFreely | None = None,
    confidentiality_explained: bool | None = None,
    preference_exception: bool | None = None,
    late_reason: str | None = None,
    words: str | None = None,
) -> UUID:
    """Record that the child was heard: the clock of each return talked about stops; the others move on (TK5, TK7, CA3)."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        told = [str(e) for e in discussed]
        moved_to = _case_for_the_rest(writing, told, at)
        detail = {
            "completeness": completeness.value,
            "discussed": told,
            "moved_to": str(moved_to) if moved_to else None,
            "mode": mode.value,
            "place": place.value,
            "interviewer": str(interviewer or by.user),
            "relation": relation.value if relation else None,
            "ended_at": ended.isoformat() if ended else None,
            "others_present": list(others_present) or None,
            "could_talk_freely": could_talk_freely.value if could_talk_freely else None,
            "confidentiality_explained": confidentiality_explained,
            "preference_exception": preference_exception,
            "late_reason": late_reason,
        }
        said = {name: value for name, value in detail.items() if value is not None}
        return writing.append(EventKind.TALK_HELD, case=case, happened=held, at=at, words=words, detail=said)


def record_seen_without_talking(
    *, case: UUID, happened: Moment, by: Viewer, at: datetime, seen_version: int | None, words: str | None = None
) -> UUID:
    """Record that the child was met and nothing was talked about: a try in person, not a talk (TK6)."""
    return record(
        kind=EventKind.SEEN_WITHOUT_TALKING,
        case=case,
        happened=happened,
        by=by,
        at=at,
        seen_version=seen_version,
        words=words,
    )


def _case_for_the_rest(writing: Writing, discussed: list[str], at: datetime) -> UUID | None:
    """A new case for returns that were not talked about; None when every one was, or this talk is a further one."""
    left = [each.episode for each in writing.case.covered if each.episode not in discussed]
    if not left or not discussed or writing.case.talks:
        return None
    return new_case(writing, at=at)
