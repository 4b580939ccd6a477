"""Recording what somebody dates themselves, to the minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import record
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment

A_MINUTE = timedelta(minutes=1)


def record_dated(
    *,
    kind: EventKind,
    case: UUID,
    need: UUID,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
    **detail: object,
) -> UUID:
    """Lock, guard, write: one dated event of one need. Raises Refused, also when its date puts it before what it follows."""
    return record(
        kind=kind, case=case, subject=need, happened=_just_now(happened, at), by=by, at=at, seen_version=seen_version,
        words=words, **detail,
    )  # fmt: skip


def _just_now(happened: Moment, at: datetime) -> Moment:
    """A time typed in the minute in which it is recorded means this very moment; any other stands as it is."""
    if happened.is_exact and happened.earliest is not None and at - A_MINUTE < happened.earliest <= at:
        return Moment.exactly(at)
    return happened
