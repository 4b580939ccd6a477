"""The one statement: counts for any indicators in one scan, in SQL that DuckDB, PostgreSQL and Spark all run.

No function, cast, clause or quoting in it belongs to one engine, but that an engine may name its own way to count the rows
that meet a condition. Inside, each test of a column is worked out once for a
row, as yes or no and never NULL; outside, they are joined and added up. Numbers that several indicators need are counted
once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wayhome.indicators.definition import Count, Counts, Indicator, numbers_of
from wayhome.indicators.questions import TABLE, column_sql, joined

ROWS = "SUM(CAST({condition} AS INT))"
"""How the rows that meet a condition are counted by any engine: half the time of COUNT(CASE ...). Over no rows at all it is
NULL, which `counts` reads as 0."""


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
    tests: dict[str, str] = field(default_factory=dict)
    """What is worked out once for each row, by the name it is given: tests of a column, memberships, names of things."""
    numbers: list[str] = field(default_factory=list)
    """A condition of a row, or the whole number of different things."""
    things: set[str] = field(default_factory=set)
    places: dict[Indicator, Places] = field(default_factory=dict)

    def text(self, source: str = TABLE, *, rows: str = ROWS) -> str:
        """The SQL. `source` is a table, or a query or table function written by the caller and never by a file.

        `rows`: how the engine counts the rows that meet a {condition}, where it has a quicker way than every engine has.
        """
        strata = [column_sql(column) for column in self.by]
        grouped = f"\nGROUP BY {', '.join(strata)}" if strata else ""
        inner = _lines([*strata, *(f"{sql} AS {name}" for sql, name in self.tests.items())], "    ")
        numbers = [number if number in self.things else rows.format(condition=number) for number in self.numbers]
        outer = _lines([*_named(strata, "by"), *_named(numbers, "n")], "  ")
        return f"SELECT\n{outer}\nFROM (\n  SELECT\n{inner}\n  FROM {source} AS {TABLE}\n) AS {TABLE}{grouped}"

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
        """Write the numbers this indicator needs, each once."""
        possible = indicator.of.maybe_sql(self._test)
        members = self._test(membership(indicator))
        tally = self._things(indicator.distinct) if indicator.distinct else self._place
        yes = known = None
        if indicator.counting is not None:
            yes = tally(joined("AND", (members, indicator.counting.yes_sql(self._test))))
            known = tally(joined("AND", (members, indicator.counting.known_sql(self._test))))
        self.places[indicator] = Places(tally(possible), tally(members), yes, known)

    def _test(self, sql: str) -> str:
        return f"{TABLE}.{self.tests.setdefault(sql, f't_{len(self.tests) + 1}')}"

    def _things(self, columns: tuple[str, ...]) -> Callable[[str], int]:
        thing = self._test(" || '/' || ".join(column_sql(column) for column in columns))

        def different(condition: str) -> int:
            number = f"COUNT(DISTINCT CASE WHEN {condition} THEN {thing} END)"
            self.things.add(number)
            return self._place(number)

        return different

    def _place(self, number: str) -> int:
        if number not in self.numbers:
            self.numbers.append(number)
        return self.numbers.index(number)


class Part(StrEnum):
    """Which of the rows behind a number."""

    COUNTED = "counted"
    NOT_KNOWN = "not_known"
    UNPLACED = "unplaced"
    EVERYONE = "everyone"


def rows(indicator: Indicator, part: Part, columns: Sequence[str], source: str = TABLE) -> str:
    """The SQL that lists the rows behind one number of a count, asked as the count asks, in the order of `columns`.

    `source` is a table, or a query written by the caller and never by a file.
    """
    members, counting = membership(indicator), indicator.counting
    wanted = {
        Part.COUNTED: [members] if counting is None else [members, counting.yes_sql()],
        Part.NOT_KNOWN: [members, "FALSE" if counting is None else f"(NOT {counting.known_sql()})"],
        Part.UNPLACED: [indicator.of.maybe_sql(), f"(NOT {members})"],
        Part.EVERYONE: [members],
    }
    listed = ", ".join(column_sql(column) for column in columns)
    return f"SELECT {listed}\nFROM {source} AS {TABLE}\nWHERE {joined('AND', wanted[part])}\nORDER BY {listed}"


def membership(indicator: Indicator) -> str:
    """Whether a row belongs to the population of an indicator and is placed in it, never NULL."""
    if indicator.unplaced is None:
        return indicator.of.yes_sql()
    return joined("AND", (indicator.of.yes_sql(), (~indicator.unplaced).yes_sql()))


def _named(expressions: Iterable[str], name: str) -> list[str]:
    return [f"{sql} AS {name}_{place}" for place, sql in enumerate(expressions, 1)]


def _lines(parts: Iterable[str], margin: str) -> str:
    return ",\n".join(margin + part for part in parts)


def statement(indicators: Iterable[Indicator], by: Sequence[str] = ()) -> Statement:
    """The statement that counts these indicators in one scan, by these columns; one row for each stratum present."""
    made = Statement(numbers_of(indicators), tuple(by))
    for indicator in made.indicators:
        made.add(indicator)
    return made
