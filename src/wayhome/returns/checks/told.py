"""Rows of the event layout, as their checks read them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from wayhome.domain.journey import ChildSoFar, fold_child
from wayhome.returns.profiles.events import EventRow


@dataclass(frozen=True)
class ChildEvents:
    """Every event of one child, as written and folded."""

    child: str
    rows: tuple[EventRow, ...]

    @cached_property
    def so_far(self) -> ChildSoFar:
        """Where the events leave everything, and which of them had no effect."""
        return fold_child(row.event for row in self.rows if row.event is not None)

    def row_of(self, event: str) -> EventRow:
        """The row of an event by its id."""
        return next(row for row in self.rows if row.cells.get("event") == event)
