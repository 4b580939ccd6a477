"""The reference: counts in pure Python, by asking each question of each row. Every other engine must agree with it.

Rows that read alike are asked once: what is counted is how many there are of each kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from wayhome.domain.outcome import both, opposite
from wayhome.indicators.definition import Count, Counts, Indicator, Stratum, numbers_of

Kind = tuple[Any, int]
"""A row, and how many rows read like it."""


def count(rows: Iterable[Any], indicators: Iterable[Indicator], by: Sequence[str] = ()) -> Counts:
    """Count each indicator over the rows, by the columns named; one entry for each stratum that has a row."""
    numbers, held = numbers_of(indicators), list(rows)
    asked_together = [[number for number in numbers if not number.distinct]]
    asked_together += [[number] for number in numbers if number.distinct]
    found: Counts = {}
    for together in asked_together:
        for stratum, kinds in _strata(held, together, by).items():
            found.update({(number, stratum): count_kinds(number, kinds) for number in together})
    return found


def _strata(rows: list[Any], numbers: list[Indicator], by: Sequence[str]) -> dict[Stratum, list[Kind]]:
    """The kinds of row there are, for these numbers, in each stratum. Without `by` there is one, be it empty."""
    columns = sorted(set(by).union(*(number.columns() for number in numbers)))
    strata: dict[Stratum, list[Kind]] = defaultdict(list)
    if not by:
        strata[()] = []
    if columns and rows:
        read = attrgetter(*columns, columns[0])  # at least two names, so that what is read is always a tuple
        for values, how_many in Counter(map(read, rows)).items():
            row = SimpleNamespace(**dict(zip(columns, values, strict=False)))
            strata[tuple(getattr(row, column) for column in by)].append((row, how_many))
    return strata


def count_kinds(indicator: Indicator, kinds: Iterable[Kind]) -> Count:
    """The Count of one indicator: how many rows, or how many different things, may belong, belong, and answer."""
    possible, members, known, yes = (_Tally(indicator.distinct) for _ in range(4))
    for kind in kinds:
        row, _ = kind
        belongs = indicator.of.answer(row)
        if belongs is False:
            continue
        possible.add(kind)
        placed = True if indicator.unplaced is None else opposite(indicator.unplaced.answer(row))
        if both(belongs, placed) is not True:
            continue
        members.add(kind)
        answer = None if indicator.counting is None else indicator.counting.answer(row)
        if answer is not None:
            known.add(kind)
        if answer:
            yes.add(kind)
    unplaced = possible.number - members.number
    if indicator.counting is None:
        return Count(members.number, None, 0, unplaced)
    return Count(yes.number, members.number, members.number - known.number, unplaced)


class _Tally:
    """How many rows, or how many different things where `distinct` names columns. A thing with no name is not counted."""

    def __init__(self, distinct: tuple[str, ...]):
        self.distinct = distinct
        self.rows = 0
        self.things: set[tuple[str, ...]] = set()

    def add(self, kind: Kind) -> None:
        row, how_many = kind
        self.rows += how_many
        thing = tuple(getattr(row, column) for column in self.distinct)
        if None not in thing:
            self.things.add(thing)

    @property
    def number(self) -> int:
        return len(self.things) if self.distinct else self.rows
