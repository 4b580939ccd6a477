"""Rows of the episode list and of the fact layout, as their checks read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from wayhome.domain.episode import Journey
from wayhome.domain.moment import Moment
from wayhome.indicators.facts import EpisodeFacts
from wayhome.returns.journeys import journey_of


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the episode list: its cells that are not blank, by column."""

    file: str
    row: int
    cells: Mapping[str, str]

    @property
    def child(self) -> str:
        return self.cells.get("child", "").strip()

    def journey(self) -> Journey | None:
        """The row as a journey; None where it does not say whether the child was missing or away."""
        read = journey_of(self.cells, episode=f"row {self.row}", authority="")
        return None if read is None else read.journey


@dataclass(frozen=True)
class ChildEpisodes:
    """Every row of one child, with the time of the check."""

    child: str
    rows: tuple[ListRow, ...]
    as_of: datetime

    def journeys(self) -> Iterator[tuple[ListRow, Journey]]:
        """The rows that can be read as journeys."""
        for row in self.rows:
            journey = row.journey()
            if journey is not None:
                yield row, journey


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of facts: as written, as read, and what could not be read."""

    file: str
    row: int
    cells: Mapping[str, str]
    facts: EpisodeFacts
    wrong: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class EpisodeRows:
    """The rows of facts of one episode and authority: one, if all is well."""

    rows: tuple[FactRow, ...]


def out_of_order(
    child: ChildEpisodes, earlier: Callable[[Journey], Moment], later: Callable[[Journey], Moment]
) -> Iterator[ListRow]:
    """Rows in which the later thing certainly happened before the earlier one."""
    for row, journey in child.journeys():
        if later(journey).is_known and earlier(journey).is_known and later(journey).is_before(earlier(journey)):
            yield row
