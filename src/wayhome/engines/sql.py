"""The one statement: counts for any indicators in one scan, in SQL that DuckDB, PostgreSQL and Spark all run.

No function, cast, clause or quoting in it belongs to one engine. Numbers that several indicators need are counted once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from wayhome.indicators.definition import Count, Counts, Indicator, numbers_of
from wayhome.indicators.questions import TABLE, column_sql, joined


@dataclass(frozen=True, slots=True)
class Places:
    """Where in a result row the numbers of one indicator stand."""

    possible: int
    members: int
    yes: int | None
    known: int | None

    def count(self, numbers: Sequence[int]) -> Count:
        """The Count of one stratum from the numbers of its result row."""
        members = numbers[self.members]
        unplaced = numbers[self.possible] - members
        if self.yes is None or self.known is None:
            return Count(members, None, 0, unplaced)
        return Count(numbers[self.yes], members, members - numbers[self.known], unplaced)


@dataclass(slots=True)
class Statement:
    """A statement for some indicators over some strata, and how to read its result."""

    indicators: tuple[Indicator, ...]
    by: tuple[str, ...]
    numbers: list[str] = field(default_factory=list)
    places: dict[Indicator, Places] = field(default_factory=dict)

    def text(self, source: str = TABLE) -> str:
        """The SQL. `source` is a table, or a query or table function written by the caller and never by a file."""
        strata = [column_sql(column) for column in self.by]
        named = [f"{sql} AS by_{place}" for place, sql in enumerate(strata, 1)]
        named += [f"{sql} AS n_{place}" for place, sql in enumerate(self.numbers, 1)]
        grouped = f"\nGROUP BY {', '.join(strata)}" if strata else ""
        return "SELECT\n  " + ",\n  ".join(named) + f"\nFROM {source} AS {TABLE}{grouped}"

    def counts(self, rows: Iterable[Sequence[object]]) -> Counts:
        """The Counts from the result rows of the statement, in any order."""
        found: Counts = {}
        for row in rows:
            stratum = tuple(row[: len(self.by)])
            numbers = [int(str(number or 0)) for number in row[len(self.by) :]]
            for indicator in self.indicators:
                found[indicator, stratum] = self.places[indicator].count(numbers)
        return found

    def add(self, indicator: Indicator) -> None:
        """Write the numbers this indicator needs, each once. Of what is never NULL, `AND` is the same as in arithmetic."""
        possible = indicator.of.maybe_sql()
        members = indicator.of.yes_sql()
        if indicator.unplaced is not None:
            members = joined("AND", (members, (~indicator.unplaced).yes_sql()))
        tally = self._things(indicator.distinct) if indicator.distinct else self._rows
        yes = known = None
        if indicator.counting is not None:
            yes = tally(joined("AND", (members, indicator.counting.yes_sql())))
            known = tally(joined("AND", (members, indicator.counting.known_sql())))
        self.places[indicator] = Places(tally(possible), tally(members), yes, known)

    def _rows(self, condition: str) -> int:
        return self._place(f"SUM(CAST({condition} AS INT))")

    def _things(self, columns: tuple[str, ...]) -> Callable[[str], int]:
        thing = " || '/' || ".join(column_sql(column) for column in columns)
        return lambda condition: self._place(f"COUNT(DISTINCT CASE WHEN {condition} THEN {thing} END)")

    def _place(self, number: str) -> int:
        if number not in self.numbers:
            self.numbers.append(number)
        return self.numbers.index(number)


def statement(indicators: Iterable[Indicator], by: Sequence[str] = ()) -> Statement:
    """The statement that counts these indicators in one scan, by these columns; one row for each stratum present."""
    made = Statement(numbers_of(indicators), tuple(by))
    for indicator in made.indicators:
        made.add(indicator)
    return made
