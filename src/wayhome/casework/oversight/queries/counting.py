"""Counting an authority's own returns: the one statement of every engine, over the facts, under row security."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from wayhome.casework.accounts.permissions import may
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import Event
from wayhome.casework.oversight import facts
from wayhome.casework.oversight.which import EVERY_RETURN, Which
from wayhome.casework.records.refusals import NotAllowed
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.vocabulary import DataClass
from wayhome.engines import memory, postgres
from wayhome.engines.sql import Part
from wayhome.indicators.definition import Counts, Indicator
from wayhome.indicators.questions import TABLE, column_sql


def brought_up_to_date(viewer: Viewer) -> int:
    """Derive again what changed since somebody last looked. Raises NotAllowed for a viewer who sees no totals."""
    may_see_totals(viewer)
    return facts.refresh(viewer)


def counts(viewer: Viewer, indicators: Iterable[Indicator], which: Which, by: Sequence[str] = ()) -> Counts:
    """A Count for each indicator, or for each of its strata. Raises NotAllowed for a viewer who sees no totals."""
    may_see_totals(viewer)
    return postgres.count(which.sql(viewer.organisation), indicators, by, connection=_raw())


def counts_here(viewer: Viewer, indicators: Iterable[Indicator], which: Which) -> Counts:
    """The same counted in this process, over the few hundred rows there are: quicker where different things are counted by
    hundreds of measures at once, each of which the database would sort for. Raises NotAllowed for a viewer who sees no totals.
    """
    may_see_totals(viewer)
    asked = list(indicators)
    columns = sorted(set().union(*(each.columns() for each in asked)))
    return memory.count(_rows(viewer, columns, which), asked)


def followed(viewer: Viewer, which: Which) -> list[Any]:
    """Of each eligible return what the curve of time to a talk reads, and nothing that says whose it is. Raises NotAllowed."""
    may_see_totals(viewer)
    columns = ("eligible", "returned_on", "returned_hour", "ending", "hours_to_ending", "hours_to_interview")
    return [row for row in _rows(viewer, columns, which) if row.eligible]


def absences(viewer: Viewer) -> list[Any]:
    """Of every absence what the chance of another one reads: days, whose it is as a reference, and no name. Raises NotAllowed."""
    may_see_totals(viewer)
    columns = ("episode", "authority", "child", "kind", "void", "ours", "eligible", "started_on", "returned_on")
    return _rows(viewer, columns, EVERY_RETURN)


def _rows(viewer: Viewer, columns: Sequence[str], which: Which) -> list[Any]:
    named = ", ".join(column_sql(column) for column in columns)
    found = _raw().execute(f"SELECT {named} FROM {which.sql(viewer.organisation)} AS {TABLE}".encode())
    return [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in found]


def behind(viewer: Viewer, number: Indicator, part: Part, which: Which) -> list[tuple[date | None, UUID]]:
    """The rows behind one number: day of return and episode, the latest return first. Raises NotAllowed."""
    may_see_totals(viewer)
    found: list[Any] = postgres.rows(
        which.sql(viewer.organisation), number, part, ("returned_on", "episode"), connection=_raw()
    )
    placed = [(day, UUID(episode)) for day, episode in found if day is not None]
    return [*reversed(placed), *((None, UUID(episode)) for day, episode in found if day is None)]


def first_need_recorded(viewer: Viewer) -> datetime | None:
    """When the first need was recorded here: before that, help is not recorded at all."""
    may_see_totals(viewer)
    rows = Event.objects.filter(organisation_id=viewer.organisation, kind=EventKind.NEED_RECORDED.value)
    return rows.order_by("recorded_at").values_list("recorded_at", flat=True).first()


def may_see_totals(viewer: Viewer) -> None:
    """Raises NotAllowed for a viewer who sees no totals."""
    if not may(viewer, DataClass.AGGREGATE, ()).may_read:
        raise NotAllowed()


def _raw() -> psycopg.Connection[tuple[object, ...]]:
    """The connection of this transaction as the engine knows it: the same role, the same tenant, the same rows."""
    connection.ensure_connection()
    raw: psycopg.Connection[tuple[object, ...]] = connection.connection
    return raw
