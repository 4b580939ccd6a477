"""Events as rows, and rows as the events that the rules fold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models
from wayhome.casework.records.asking import answers_to
from wayhome.casework.records.models import recorded
from wayhome.casework.records.moments import moment_of, moment_values
from wayhome.domain.journey.events import SYSTEM, Actor, Event
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.vocabulary import Role, Source

ACTORS: Mapping[str, Actor] = {**{role.value: role for role in Role}, SYSTEM.value: SYSTEM}


def as_event(row: Any) -> Event:
    """The row, or its columns by name, as the rules read it. What a person wrote in words stays sealed in the row."""
    return Event(
        id=named(row.number, row.id),
        kind=EventKind(row.kind),
        happened=moment_of(row, "happened"),
        recorded_at=row.recorded_at,
        source=Source(row.source) if row.source else None,
        by_role=ACTORS[row.by_role],
        by=None if row.recorded_by is None else str(row.recorded_by),
        detail=row.detail,
        corrects=_struck(row.corrects, row),
        recorded_in_error_of=_struck(row.recorded_in_error_of, row),
        episode=_text(row.episode_id),
        case=_text(row.case_id),
        subject=row.subject,
    )


def named(number: int, id: UUID) -> str:
    """The name of an event in the fold: its number first, so that what was recorded in one instant keeps its order."""
    return f"{number:06d}-{id}"


def id_of(name: str) -> UUID:
    """The row that a folded event came from."""
    return UUID(name.split("-", 1)[1])


def _struck(id: UUID | None, row: Any) -> str | None:
    return None if id is None else str(row.detail["strikes"])


def _text(id: UUID | None) -> str | None:
    return None if id is None else str(id)


HISTORY = """
SELECT id, number, kind, happened_earliest, happened_latest, happened_precision, recorded_at, source, by_role, recorded_by,
       detail, corrects, recorded_in_error_of, episode_id, case_id, subject
  FROM journey_event
 WHERE organisation_id = %(organisation)s AND child_id = %(child)s
 ORDER BY number
"""
"""What the rules read of every event of a child: all but what a person wrote in words."""


def history(organisation: UUID, child: UUID) -> list[Event]:
    """Every event of one child, in the order they were recorded. The narrative columns are not read."""
    return [as_event(row) for row in answers_to(HISTORY, {"organisation": organisation, "child": child})]


def as_row(
    event: Event, *, number: int, child: UUID, organisation: UUID, id: UUID, words: str | None, by: Viewer
) -> models.Event:
    """A new row for an event that the rules have let through."""
    strikes = event.strikes
    detail = dict(event.detail) | ({"strikes": strikes} if strikes else {})
    return models.Event(
        id=id,
        organisation_id=organisation,
        child_id=child,
        number=number,
        kind=event.kind.value,
        source=event.source.value if event.source else None,
        by_role=event.by_role.value,
        by_organisation=by.organisation,
        episode_id=_id(event.episode),
        case_id=_id(event.case),
        subject=event.subject,
        corrects=id_of(event.corrects) if event.corrects else None,
        recorded_in_error_of=id_of(event.recorded_in_error_of) if event.recorded_in_error_of else None,
        detail=detail,
        words=words,
        **moment_values("happened", event.happened),
        **recorded(by, event.recorded_at),
    )


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
