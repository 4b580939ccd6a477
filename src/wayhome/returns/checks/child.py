"""Everything a return says of one child, as the SSDA903 rules read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wayhome.returns.profiles.ssda903 import CareRow, HeaderRow, MissingRow
from wayhome.returns.reporting_year import ReportingYear


@dataclass(frozen=True, slots=True)
class Care:
    """A period of care: episodes that follow each other without a gap. `ended` is None while it goes on."""

    started: date
    ended: date | None

    def leaves_out(self, row: MissingRow) -> bool:
        """Whether the missing period does not end within this period of care (rule 577)."""
        start, end = row.start.day, row.end.day
        if end is None:
            return self.ended is not None or (start is not None and start < self.started)
        return (self.ended is not None and end > self.ended) or end < self.started

    def holds(self, day: date) -> bool:
        return self.started <= day and (self.ended is None or day <= self.ended)


@dataclass(frozen=True)
class ChildReturn:
    """One child in this year's return. Tables that were not given are empty, and their rules are not run."""

    child: str
    missing: tuple[MissingRow, ...]
    care: tuple[CareRow, ...] = ()
    header: tuple[HeaderRow, ...] = ()
    last_year: tuple[MissingRow, ...] = ()
    year: ReportingYear | None = None

    def dated(self) -> Iterator[tuple[MissingRow, date]]:
        """The rows whose start can be read, with it."""
        for row in self.missing:
            if row.start.day:
                yield row, row.start.day

    @cached_property
    def episodes(self) -> list[tuple[date, date | None]]:
        """The episodes of care that can be read, in order of their start; None while one goes on."""
        spans = [(start, e.dec.day) for e in self.care if (start := e.decom.day) and not e.dec.is_wrong]
        return sorted(((a, b) for a, b in spans), key=lambda span: (span[0], span[1] or date.max))

    @cached_property
    def periods_of_care(self) -> list[Care]:
        """Episodes joined where each starts no later than the day the one before ended."""
        periods: list[Care] = []
        before: date | None = None
        for start, end in self.episodes:
            if not periods or (before is not None and start > before):
                periods.append(Care(start, end))
            else:
                periods[-1] = Care(periods[-1].started, end)
            before = end
        return periods

    def outside_care(self, row: MissingRow) -> str | None:
        """ "before" the first period of care or "after" one, when the start falls in none (rule 578); None when it falls in one.

        None too for a child with no episode that can be read: then nothing can be said (rule 577, 578 and 581 say so).
        """
        start, periods = row.start.day, self.periods_of_care
        if start is None or not periods or any(p.holds(start) for p in periods):
            return None
        return "before" if start < periods[0].started else "after"

    def breaks(self, row: MissingRow) -> set[str]:
        """Which of the rules 577, 578 and 581 a row of this year breaks, each as the common validator has it."""
        return self._broken[row.row]

    @cached_property
    def _broken(self) -> dict[int, set[str]]:
        return {row.row: self._breaks(row) for row in self.missing}

    def _breaks(self, row: MissingRow) -> set[str]:
        periods, start = self.periods_of_care, row.start.day
        if not periods or start is None:
            return set()
        broken = set()
        if not row.end.is_wrong and all(p.leaves_out(row) for p in periods):
            broken.add("577")
        if not any(p.holds(start) for p in periods):
            broken.add("578")
        if not any(a <= start and (b is None or start <= b) for a, b in self.episodes):
            broken.add("581")
        return broken
