"""Everything a release prints, and everything printed before, as one linear system: what protects it reads from here.

A column is a cell, printed or not; a row says that a whole is the sum of its parts. Each column has bounds for when it is
printed, for when it is hidden, and for somebody who is told why it is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from wayhome.benchmarking.disclosure.counting import Counting
from wayhome.benchmarking.disclosure.frame import ALL, Cell, Dimension, Frame, Unit
from wayhome.benchmarking.disclosure.primary import Reason, small
from wayhome.benchmarking.disclosure.printing import Sheet, cells_of, rate_value, says_more
from wayhome.benchmarking.disclosure.profiles import Profile
from wayhome.benchmarking.disclosure.reading import Known
from wayhome.benchmarking.disclosure.statements import Difference, Target
from wayhome.benchmarking.disclosure.tables import Rate

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FAR = 100.0
"""How far above its true number a hidden cell is thought to reach: more than any protection asks for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What protection one column needs: to reach so high, to be so uncertain, and to be uncertain to those told."""

    column: int
    reach: float
    width: float
    told: bool
    or_down_to: float | None = None
    """Reaching so low will do instead of reaching high."""


@dataclass
class Bounds:
    """The least and the most of each column: printed, hidden, and hidden for a reason that somebody is told."""

    printed_low: Floats
    printed_high: Floats
    hidden_low: Floats
    hidden_high: Floats
    told_low: Floats
    told_high: Floats


@dataclass
class Linked:
    """The system. `start`: hidden from the start; `may_hide`: may be hidden besides, at a price of `weight`."""

    columns: list[Cell | Rate | None]
    matrix: csr_matrix
    bounds: Bounds
    truth: Floats
    span: NDArray[np.int64]
    """How many places each column covers."""
    start: Flags
    may_hide: Flags
    weight: Floats
    wanted: list[Wanted]
    zero_if: dict[int, int]
    """Numbers and their denominators: hidden together, the number may be 0."""
    freed_by: dict[int, tuple[int, ...]]
    """Quotients and what they are made of: where one of those is hidden the quotient says nothing."""
    number: dict[Cell | Rate | Difference, int] = field(default_factory=dict)
    _at_start: dict[bool, tuple[Floats, Floats]] = field(default_factory=dict)

    def between(self, hidden: Flags, *, told: bool) -> tuple[Floats, Floats]:
        """The bounds of every column for a choice of what is hidden."""
        b = self.bounds
        low = np.where(hidden, b.told_low if told else b.hidden_low, b.printed_low)
        high = np.where(hidden, b.told_high if told else b.hidden_high, b.printed_high)
        number, of = self._pairs
        both = hidden[number] & hidden[of]
        if told:
            both &= b.told_low[number] == b.hidden_low[number]
        low[number[both]] = 0
        for quotient, parts in self.freed_by.items():
            if hidden[list(parts)].any():
                low[quotient], high[quotient] = b.hidden_low[quotient], b.hidden_high[quotient]
        return low, high

    @cached_property
    def by_column(self) -> csc_matrix:
        """The rows of each column."""
        return self.matrix.tocsc()

    @cached_property
    def _pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return np.array(list(self.zero_if), np.int64), np.array(list(self.zero_if.values()), np.int64)

    def at_start(self, *, told: bool) -> tuple[Floats, Floats]:
        """The bounds when only what must be is hidden."""
        if told not in self._at_start:
            self._at_start[told] = self.between(self.start, told=told)
        return self._at_start[told]


class Linking:
    """Lays out the system of a sheet beside what is already known from earlier releases."""

    def __init__(self, sheet: Sheet, counting: Counting, earlier: Known, unprinted: Sequence[Target] = ()) -> None:
        self.sheet, self.counting, self.earlier, self.unprinted = sheet, counting, earlier, unprinted
        self.frame: Frame = sheet.frame
        self.profile: Profile = sheet.profile
        self.columns: list[Cell | Rate | None] = []
        self.number: dict[Cell | Rate | Difference, int] = {}
        self.truth: list[float] = []
        self.rows: list[tuple[list[int], list[float]]] = []
        self._own: dict[Cell, bool] = {}

    def lay(self) -> Linked:
        """The whole system."""
        printed = [cell for cell in self.sheet.counts if self.sheet.judged[cell] is not None]
        for cell in self._all_cells(printed):
            self._column(cell)
        self._sums()
        slack = self._children()
        self._differences()
        rates = self._rates()
        size = len(self.columns)
        bounds = self._bounds(size, set(printed), slack, rates)
        rows = [(np.array(which), np.array(weight)) for which, weight in self.rows]
        ends = np.concatenate(([0], np.cumsum([len(which) for which, _ in rows], dtype=np.int64)))
        matrix = csr_matrix(
            (
                np.concatenate([weight for _, weight in rows]) if rows else np.zeros(0),
                np.concatenate([which for which, _ in rows]) if rows else np.zeros(0, np.int64),
                ends,
            ),
            (len(rows), size),
        )
        start, may_hide = self._choices(size, set(printed), rates)
        truth = np.array(self.truth)
        weight = 1 + np.where(may_hide, truth, 0) / (2 * truth[may_hide & ~start].sum() + 1)
        linked = Linked(
            self.columns,
            matrix,
            bounds,
            truth,
            np.array([self.frame.span(c) if isinstance(c, Cell) else 0 for c in self.columns]),
            start,
            may_hide,
            weight,
            list(self._wanted(set(printed))),
            self._zero_if(set(printed), bounds),
            {self.number[rate]: self._parts_of(rate, set(printed)) for rate in rates},
            self.number,
        )
        for rate in rates:
            linked.span[self.number[rate]] = max(self.frame.span(cell) for cell in cells_of(rate))
        return linked

    def _all_cells(self, printed: Sequence[Cell]) -> Iterator[Cell]:
        """What is printed, what is behind a rate, everyone else in each denominator, and what was printed before."""
        yield from printed
        for cell, each in self.sheet.judged.items():
            if each is not None:
                yield cell
        for count in self.sheet.counts.values():
            if count.complement is not None and self.sheet.judged[count.cell] is not None:
                yield count.complement.of(Unit.EPISODES)
        for rate in self.sheet.rates:
            if rate.complement is not None and self.sheet.judged[rate.number] is not None:
                yield rate.complement
        yield from self.earlier.low
        for target in self.unprinted:
            yield from (target.outer, target.inner) if isinstance(target, Difference) else (target,)

    def _column(self, cell: Cell) -> None:
        if cell in self.number:
            return
        counted = self.counting(cell)
        number = None if counted is None else counted.number(cell.unit)
        if counted is None or number is None:
            return
        self.number[cell] = len(self.columns)
        self.columns.append(cell)
        self.truth.append(float(number))
        self._own[cell] = small(counted, self.profile, cell) is not None

    def _slack(self, value: float) -> int:
        self.columns.append(None)
        self.truth.append(value)
        return len(self.columns) - 1

    def _families(self, unit: Unit) -> Iterator[tuple[Dimension, dict[frozenset[str], int]]]:
        """Cells that differ in one dimension only, by what they cover of it."""
        for dimension in self.frame.dimensions:
            families: dict[Cell, dict[frozenset[str], int]] = {}
            for cell, column in self.number.items():
                if isinstance(cell, Cell) and cell.unit is unit:
                    meaning = self.frame.meaning(cell, dimension.name)
                    families.setdefault(cell.put(dimension.name, ALL), {})[meaning] = column
            for family in families.values():
                if len(family) > 1:
                    yield dimension, family

    def _sums(self) -> None:
        """A whole is the sum of its parts: episodes always, children where they add up."""
        for unit in Unit:
            for dimension, family in self._families(unit):
                if unit is Unit.EPISODES or dimension.children_add_up:
                    for whole, parts in divided(dimension, family):
                        columns = [family[whole], *(family[part] for part in parts)]
                        self.rows.append((columns, [1.0] + [-1.0] * len(parts)))

    def _children(self) -> list[int]:
        """A child has an episode, is in the whole when in a part, and in some part when in the whole: as differences."""
        slack = []
        pairs: set[tuple[int, int]] = set()
        for cell, column in list(self.number.items()):
            if isinstance(cell, Cell) and cell.unit is Unit.CHILDREN and cell.of(Unit.EPISODES) in self.number:
                pairs.add((self.number[cell.of(Unit.EPISODES)], column))
        for dimension, family in list(self._families(Unit.CHILDREN)):
            if dimension.children_add_up:
                continue
            for whole, parts in divided(dimension, family):
                total = sum(self.truth[family[part]] for part in parts)
                slack.append(self._slack(total - self.truth[family[whole]]))
                columns = [*(family[part] for part in parts), family[whole], slack[-1]]
                self.rows.append((columns, [1.0] * len(parts) + [-1.0, -1.0]))
            pairs |= {(family[w], family[part]) for w in family for part in family if part < w}
        for more, less in sorted(pairs):
            slack.append(self._slack(self.truth[more] - self.truth[less]))
            self.rows.append(([more, less, slack[-1]], [1.0, -1.0, -1.0]))
        return slack

    def _differences(self) -> None:
        """Everyone in one cell and not in another, as a column of its own."""
        for target in self.unprinted:
            if isinstance(target, Difference):
                more, less = self.number[target.outer], self.number[target.inner]
                self.number[target] = self._slack(self.truth[more] - self.truth[less])
                self.rows.append(([more, less, self.number[target]], [1.0, -1.0, -1.0]))

    def _rates(self) -> list[Rate]:
        """Quotients that say more than the counts beside them, each as the remainder that its rounding leaves."""
        rates = []
        for rate in self.sheet.rates:
            value = rate_value(self.sheet, rate)
            if value is None or not says_more(self.sheet, rate) or any(c not in self.number for c in cells_of(rate)):
                continue
            rates.append(rate)
            number, scale = self.number[rate.number], 2.0 * rate.scale * 10**rate.decimals
            of = rate.of if isinstance(rate.of, int) else self.truth[self.number[rate.of]]
            column = self._slack(scale * self.truth[number] - 2 * value * of)
            self.columns[column] = rate
            self.number[rate] = column
            if isinstance(rate.of, int):
                self.rows.append(([number, column], [scale, -1.0]))
                self.truth[column] = scale * self.truth[number]
            else:
                self.rows.append(([number, self.number[rate.of], column], [scale, -2.0 * value, -1.0]))
        return rates

    def _bounds(self, size: int, printed: set[Cell], slack: list[int], rates: list[Rate]) -> Bounds:
        truth = np.array(self.truth)
        b = Bounds(*(np.zeros(size) for _ in range(6)))
        b.hidden_high[:] = b.told_high[:] = b.printed_high[:] = truth + FAR
        primary = self.sheet.primary
        for cell, column in self.number.items():
            if isinstance(cell, Cell):
                self._bounds_of(cell, column, cell in printed, primary.get(cell), b)
        for column in slack:
            b.hidden_high[column] = b.told_high[column] = b.printed_high[column] = inf
        for rate in rates:
            column = self.number[rate]
            low, high = self._remainder(rate, truth)
            b.printed_low[column], b.printed_high[column] = low, high
            b.hidden_low[column] = b.told_low[column] = -inf
            b.hidden_high[column] = b.told_high[column] = inf
        return b

    def _bounds_of(self, cell: Cell, column: int, printed: bool, reason: Reason | None, b: Bounds) -> None:
        number, least, most = int(self.truth[column]), self.profile.least, self.profile.most
        assert least is not None
        if printed:
            wide = self.frame.is_wide(cell)
            step = self.profile.step(wide=wide)
            b.printed_low[column], b.printed_high[column] = (
                self.profile.may_be(self.profile.printed(number, wide=wide), step)
                if reason is None
                else (0, number + FAR)
            )
            b.hidden_low[column] = b.told_low[column] = least if number else 0
            if reason is None:
                b.told_low[column] = most + 1
            elif reason is Reason.SMALL or (reason is Reason.FEW_CHILDREN and cell.unit is Unit.CHILDREN):
                b.told_low[column], b.told_high[column] = least, most
        low, high = self.earlier.low.get(cell, 0), self.earlier.high.get(cell, inf)
        for each in (b.printed_low, b.hidden_low, b.told_low):
            each[column] = max(each[column], low)
        for each in (b.printed_high, b.hidden_high, b.told_high):
            each[column] = min(each[column], high)

    def _remainder(self, rate: Rate, truth: Floats) -> tuple[float, float]:
        """What rounding may leave: half of the denominator up or down, taken at its truth."""
        value = rate_value(self.sheet, rate) or 0
        if isinstance(rate.of, int):
            return (2 * value - 1) * rate.of, (2 * value + 1) * rate.of - 1
        of = truth[self.number[rate.of]]
        return -of, of - 1

    def _parts_of(self, rate: Rate, printed: set[Cell]) -> tuple[int, ...]:
        """What takes the rate with it when it is hidden; a part that nobody prints is no reason to hide the rate."""
        parts = (cell for cell in cells_of(rate) if cell in printed or cell in self.sheet.primary)
        return tuple(self.number[cell] for cell in parts)

    def _choices(self, size: int, printed: set[Cell], rates: list[Rate]) -> tuple[Flags, Flags]:
        start, may_hide = np.zeros(size, bool), np.zeros(size, bool)
        primary = self.sheet.primary
        for cell, column in self.number.items():
            if not isinstance(cell, Cell):
                continue
            start[column] = cell not in printed or cell in primary
            may_hide[column] = cell in printed and not start[column] and self.truth[column] > 0
        for rate in rates:
            column = self.number[rate]
            start[column] = any(cell in primary for cell in cells_of(rate))
            may_hide[column] = not start[column]
        return start, may_hide

    def _zero_if(self, printed: set[Cell], b: Bounds) -> dict[int, int]:
        """A hidden number may be 0 where its denominator is hidden too; a printed 0 has a denominator that is not small."""
        found = {}
        for cell in printed:
            of = self.sheet.counts[cell].of
            if of is None or of not in self.number or not self.profile.least:
                continue
            if cell not in self.sheet.primary and not self.truth[self.number[cell]]:
                b.hidden_low[self.number[of]] = max(b.hidden_low[self.number[of]], self.profile.most + 1)
            elif b.hidden_low[self.number[cell]] == self.profile.least:
                found[self.number[cell]] = self.number[of]
        return found

    def _wanted(self, printed: set[Cell]) -> Iterator[Wanted]:
        profile = self.profile
        assert profile.least is not None
        primary = self.sheet.primary
        for cell, column in self.number.items():
            if not isinstance(cell, Cell):
                continue
            number, own = self.truth[column], self._own[cell]
            is_small = own and profile.least <= number <= profile.most
            reach = profile.most + 1 if is_small else -inf
            if cell in printed and cell in primary:
                yield Wanted(column, reach, profile.width if own else 1, own)
            elif cell in self.earlier.hidden and (own or cell not in printed):
                yield Wanted(column, reach, profile.width if own else 1, False)
        for target in self.unprinted:
            column = self.number[target]
            reach = profile.most + 1 if profile.is_small(int(self.truth[column])) else -inf
            yield Wanted(column, reach, profile.width, False, profile.least - 1 if profile.least else None)


def divided(
    dimension: Dimension, family: Mapping[frozenset[str], int]
) -> Iterator[tuple[frozenset[str], list[frozenset[str]]]]:
    """Which cells of a family are the sums of others: by the coarsest level that divides them, and in twos."""
    levels = [list(map(dimension.meaning, level)) for level in (*dimension.levels, dimension.values)]
    for whole in family:
        coarser: list[frozenset[str]] = []
        for level in levels:
            parts = [part for part in level if part < whole]
            if not parts or frozenset().union(*parts) != whole or not all(part in family for part in parts):
                continue
            if not coarser or not all(any(part <= each for each in coarser) for part in parts):
                yield whole, parts
            coarser = parts
        for part in family:
            if part < whole and whole - part in family and sorted(part) < sorted(whole - part):
                yield whole, [part, whole - part]
