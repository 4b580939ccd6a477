"""Recording what somebody dates themselves: never so that it would stand before what it follows and move nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import locked
from wayhome.casework.journey.events import id_of
from wayhome.casework.records.refusals import Refused
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
    """Lock, guard, write: one dated event of one need. Raises Refused when its date puts it before what it follows.

    The journey is folded by when things happened, so an offer dated before its need was recorded would count for nothing.
    """
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        said = {name: value for name, value in detail.items() if value is not None}
        event = writing.append(
            kind, case=case, subject=need, happened=_just_now(happened, at), at=at, words=words or None, detail=said
        )
        if any(id_of(anomaly.event.id) == event for anomaly in writing.so_far.anomalies):
            raise Refused(
                _(
                    "This is dated before what it follows was recorded. Use a later day, and say in the note when it really was."
                ),
                rule="before_what_it_follows",
            )
    return event


def _just_now(happened: Moment, at: datetime) -> Moment:
    """A time typed in the minute in which it is recorded means this very moment; any other stands as it is."""
    if happened.is_exact and happened.earliest is not None and at - A_MINUTE < happened.earliest <= at:
        return Moment.exactly(at)
    return happened
