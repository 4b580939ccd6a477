"""Secondary suppression: the fewest further figures to hide so that no hidden one can be worked out.

Of every figure to protect the least and the most are found by linear programmes; each that is too close gives a cut, and
the cheapest choice that meets all cuts is tried next, until nothing is too close (Fischetti and Salazar-González 2001).
First within each place, where most of it is settled, then everywhere together. Where every choice was solved exactly, what
comes out is the fewest there can be against attacks by linear programme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wayhome.benchmarking.disclosure.clock import Clock
from wayhome.benchmarking.disclosure.covering import Cover, greedy
from wayhome.benchmarking.disclosure.frame import Cell
from wayhome.benchmarking.disclosure.linking import Flags, Floats, Linked, Wanted
from wayhome.benchmarking.disclosure.programmes import (
    NEAR,
    CannotProtect,
    Cut,
    Loosening,
    Programme,
    by_prices,
    cut_of,
    loosening,
    near,
)
from wayhome.benchmarking.disclosure.tables import Rate

TRIES_TOGETHER = 4
"""Programmes that push many figures at once, before single ones are looked at."""

STEPS_TO_STRENGTHEN = 8
FEW = 3
"""A cut over so few columns is as good as it gets."""

MOST_ROUNDS = 200
SMALL_ENOUGH = 700
"""Systems of at most so many columns are searched to the end; larger ones within each place, and mended from there."""

MOST_TABLES = 400
"""Tables kept from one choice of what is hidden to the next."""


@dataclass(frozen=True)
class Pattern:
    """What is hidden besides what had to be, how few that could have been at the least, and whether it is as few as that.

    `fewest` counts what no choice can do without; where `proved`, this choice does with no more.
    """

    hidden: frozenset[Cell]
    hidden_rates: frozenset[Rate]
    fewest: int
    proved: bool

    @property
    def everything(self) -> frozenset[Cell | Rate]:
        """Counts and quotients."""
        return self.hidden | self.hidden_rates


class _Seen:
    """Tables that agree with what is printed, for one kind of onlooker: how far each column is known to range."""

    def __init__(self, truth: Floats) -> None:
        self._tables = truth[None, :].copy()
        self.least, self.most = truth.copy(), truth.copy()

    def begin(self, programme: Programme) -> None:
        """Start again from the tables that agree with another choice of what is hidden."""
        agree = ((self._tables >= programme.low - NEAR) & (self._tables <= programme.high + NEAR)).all(axis=1)
        self._tables = self._tables[agree][-MOST_TABLES:]
        self.least, self.most = self._tables.min(axis=0), self._tables.max(axis=0)

    def add(self, table: Floats) -> None:
        """One more table."""
        self._tables = np.vstack((self._tables, table))
        np.minimum(self.least, table, out=self.least)
        np.maximum(self.most, table, out=self.most)


@dataclass(frozen=True)
class _Test:
    """One thing asked of one figure: to reach so high (or so low), and to be so uncertain."""

    wanted: Wanted
    programme: Programme
    seen: _Seen
    reach: float
    width: float

    def holds(self) -> bool:
        """Whether the tables at hand show it."""
        return self.is_met(self.seen.least[self.wanted.column], self.seen.most[self.wanted.column])

    def is_met(self, low: float, high: float) -> bool:
        """Far enough up, or down where that will do, and far enough from each other."""
        down = self.wanted.or_down_to
        reaches = high >= self.reach - NEAR or (down is not None and low <= down + NEAR)
        return bool(reaches and high - low >= self.width - NEAR)


class Protection:
    """One release to protect, again and again as attacks show what has to be hidden besides."""

    def __init__(self, linked: Linked, clock: Clock, *, exactly: bool = True, seed: int = 72) -> None:
        self.linked, self.clock = linked, clock
        weight = {int(column): float(linked.weight[column]) for column in np.flatnonzero(linked.may_hide)}
        self.cover = Cover(weight)
        self.dice = np.random.default_rng(seed)
        self.hidden = linked.start.copy()
        self._attacked = self.hidden.copy()
        self.small = exactly and len(linked.columns) <= SMALL_ENOUGH
        self._stages = _stages(linked)
        self._begun = False
        self._settled: set[int] = set()
        self._asked_for: set[int] = set()
        for cut in self._cuts_by_rows():
            self.cover.add(cut)

    def must_hide_one_of(self, cells: Iterable[Cell], chiefly: Iterable[Cell] = ()) -> bool:
        """What an attack used: one of these has to be hidden. False: there is nothing left to hide."""
        useful = self._might_be_hidden(cells)
        if useful:
            self.cover.add(dict.fromkeys(useful, 1.0))
            self._hide_one_of(self._might_be_hidden(chiefly) or useful)
        return bool(useful)

    def must_not_hide_alone(self, cell: Cell, cells: Iterable[Cell]) -> None:
        """It can be worked out anyway. What an attack asked for is hidden with one of these; anything else is shown."""
        column, useful = self.linked.number[cell], self._might_be_hidden(cells)
        self.cover.not_alone(column, useful)
        if useful and column in self._asked_for:
            self._hide_one_of(useful)
        else:
            self.hidden[column] = False
            self.linked.may_hide[column] = self.small and bool(useful)

    def _might_be_hidden(self, cells: Iterable[Cell]) -> list[int]:
        """Those of the cells that were printed when the attack was made, and need not have been."""
        columns = (self.linked.number[cell] for cell in cells if cell in self.linked.number)
        return sorted(column for column in columns if self.linked.may_hide[column] and not self._attacked[column])

    def _hide_one_of(self, columns: Sequence[int]) -> None:
        if not self.hidden[columns].any():
            cheapest = min(columns, key=lambda column: self.linked.weight[column])
            self.hidden[cheapest] = True
            self._asked_for.add(cheapest)
            self._settled.add(cheapest)

    def protect(self) -> Pattern:
        """Hide more until nothing is too close. Raises CannotProtect, OutOfTime."""
        is_safe = (self.small or not self._begun) and self._search_everywhere()
        self._begun = True
        proved = is_safe and self.cover.solved_all
        # Prices are 1 and a little each, and all those littles together come to less than a half.
        fewest = int(np.ceil(self.cover.least - 0.5 - NEAR))
        if not is_safe:
            self._mend(self._stages[-1])
        self._attacked = self.hidden.copy()
        chosen = np.flatnonzero(self.hidden & self.linked.may_hide)
        what = [self.linked.columns[column] for column in chosen]
        return Pattern(
            frozenset(each for each in what if isinstance(each, Cell)),
            frozenset(each for each in what if isinstance(each, Rate)),
            len(chosen) if proved else fewest,
            proved,
        )

    def _choose(self) -> None:
        self.hidden = self.linked.start.copy()
        self.hidden[list(self.cover.cheapest(self.clock))] = True

    def _cuts_by_rows(self) -> Iterator[Cut]:
        """What every single row asks for already: in a sum that is printed, one hidden part needs another."""
        by_column = self.linked.by_column
        for wanted in self.linked.wanted:
            for row in by_column.indices[by_column.indptr[wanted.column] : by_column.indptr[wanted.column + 1]]:
                inside = slice(self.linked.matrix.indptr[row], self.linked.matrix.indptr[row + 1])
                columns, weights = self.linked.matrix.indices[inside], self.linked.matrix.data[inside]
                mine = columns == wanted.column
                others, rest = columns[~mine], -weights[~mine] / weights[mine]
                for told, reach, width in _asked(wanted):
                    above = loosening(self.linked, others, rest, told=told)
                    below = loosening(self.linked, others, -rest, told=told)
                    yield from self._cuts_from(wanted, reach, width, above, below, self.hidden)

    def _search_everywhere(self) -> bool:
        """Stage by stage; of a large system only the first. False: not safe yet."""
        self._choose()
        done = False
        for rows in self._stages if self.small else self._stages[:1]:
            done = self._search(rows)
            if rows is self._stages[0]:
                self._settled |= set(np.flatnonzero(self.hidden).tolist())
        return done and self.small

    def _search(self, rows: NDArray[np.int64]) -> bool:
        """Try the cheapest choice that meets all cuts, and cut again. False: not safe yet after so many rounds."""
        seen = _Seen(self.linked.truth), _Seen(self.linked.truth)
        for _ in range(MOST_ROUNDS):
            cuts = list(self._cuts(rows, seen))
            if not cuts:
                return True
            for cut in cuts:
                self.cover.add(cut)
            self._choose()
        return False

    def _mend(self, rows: NDArray[np.int64]) -> None:
        """From the best choice so far: hide more, greedily, until it is safe; then show again what was not needed."""
        seen = _Seen(self.linked.truth), _Seen(self.linked.truth)
        while cuts := list(self._cuts(rows, seen)):
            left = [{column: gain for column, gain in cut.items() if not self.hidden[column]} for cut in cuts]
            more = greedy([dict.fromkeys(cut, 1.0) for cut in left], self.cover.weight)
            self.hidden[list(more)] = True
            for cut in cuts:
                self.cover.add(cut)
        spare = set(np.flatnonzero(self.hidden & self.linked.may_hide).tolist()) - self._settled
        for column in sorted(spare, key=lambda column: -self.linked.weight[column]):
            self.hidden[column] = False
            tests = self._tests(rows, seen)
            if any(not test.holds() and self._cut(test) for test in tests):
                self.hidden[column] = True
                self._settled.add(column)

    def _cuts(self, rows: NDArray[np.int64], seen: tuple[_Seen, _Seen]) -> Iterator[Cut]:
        """A cut for every figure that is too close."""
        for test in self._tests(rows, seen):
            if not test.holds():
                cut = self._cut(test)
                if cut:
                    yield self._strengthened(test, cut) if self.small or rows is not self._stages[-1] else cut

    def _tests(self, rows: NDArray[np.int64], seen: tuple[_Seen, _Seen]) -> list[_Test]:
        """Everything that is asked, after many figures have been pushed together."""
        tests: list[_Test] = []
        for told in (False, True):
            programme = Programme(self.linked, self.hidden, rows, told=told)
            seen[told].begin(programme)
            tests += [
                _Test(wanted, programme, seen[told], reach, width)
                for wanted in self.linked.wanted
                for to_whom, reach, width in _asked(wanted)
                if to_whom is told
            ]
            self._push_together([test for test in tests if test.programme is programme])
        return tests

    def _push_together(self, tests: list[_Test]) -> None:
        """Push all figures that are not yet far enough, up or down at random: one programme answers for many."""
        for _ in range(TRIES_TOGETHER):
            close = [test for test in tests if not test.holds()]
            if len(close) < FEW:
                return
            columns = [test.wanted.column for test in close]
            direction = np.zeros(len(self.linked.columns))
            direction[columns] = self.dice.choice((1.0, 1.0, -1.0), len(close)) * self.dice.uniform(
                0.5, 1.5, len(close)
            )
            close[0].seen.add(close[0].programme.most(direction, self.clock).at)

    def _cut_at(self, test: _Test, programme: Programme, hidden: Flags) -> Cut | None:
        """The cut of one figure for a choice of what is hidden; None where it is far enough."""
        direction = np.zeros(len(self.linked.columns))
        direction[test.wanted.column] = 1
        mine = programme is test.programme
        up = programme.most(direction, self.clock)
        if mine:
            test.seen.add(up.at)
        if test.is_met(self.linked.truth[test.wanted.column], up.value) or (mine and test.holds()):
            return None
        down = programme.most(-direction, self.clock)
        if mine:
            test.seen.add(down.at)
        if test.is_met(-down.value, up.value):
            return None
        above = by_prices(self.linked, programme, direction, up.prices)
        below = by_prices(self.linked, programme, -direction, down.prices)
        cuts = list(self._cuts_from(test.wanted, test.reach, test.width, above, below, hidden))
        return min(cuts, key=len) if cuts else None

    def _cut_near(self, test: _Test, hidden: Flags) -> Cut | None:
        """The same with the rows near the figure only: quicker, and none where the reason lies further off."""
        told, among = test.programme.told, test.programme.rows
        rows = near(self.linked, test.wanted.column, hidden, among, told=told)
        return self._cut_at(test, Programme(self.linked, hidden, rows, told=told), hidden)

    def _cut(self, test: _Test) -> Cut | None:
        return self._cut_near(test, self.hidden) or self._cut_at(test, test.programme, self.hidden)

    def _strengthened(self, test: _Test, cut: Cut) -> Cut:
        """The cut with fewer columns: those are left out that would not help even if they were all hidden together."""
        hidden, size = self.hidden.copy(), len(cut)
        candidates = self._to_try(cut, hidden, set())
        needed: set[int] = set()
        for _ in range(STEPS_TO_STRENGTHEN):
            if len(candidates) + len(needed) <= FEW:
                break
            size = max(1, min(size, len(candidates)) // 2)
            chunk = candidates[:size]
            trial = hidden.copy()
            trial[chunk] = True
            found = self._cut_near(test, trial)
            if found is not None:
                cut, hidden, size = found, trial, len(found)
            elif size == 1:
                needed.update(chunk)
                size = len(candidates)
            candidates = self._to_try(cut, hidden, needed)
        return cut

    def _to_try(self, cut: Cut, hidden: Flags, needed: set[int]) -> list[int]:
        left = (column for column in cut if not hidden[column] and column not in needed)
        return sorted(left, key=lambda column: (self.linked.weight[column], column))

    def _cuts_from(
        self, wanted: Wanted, reach: float, width: float, above: Loosening, below: Loosening, hidden: Flags
    ) -> Iterator[Cut]:
        """What it takes for a figure to be far enough, by bounds from above and from below."""
        words = f"{self.linked.columns[wanted.column]} can be worked out, whatever else is hidden."
        down = wanted.or_down_to
        if reach > -np.inf:
            ways = [(reach, above), *([(-down, below)] if down is not None else [])]
            cut = _any_of(ways, hidden, words)
            if cut:
                yield cut
        cut = cut_of(width, [above, below], hidden, words)
        if cut:
            yield cut


def _asked(wanted: Wanted) -> Iterator[tuple[bool, float, float]]:
    """What is asked of a figure: whether of somebody who is told, how high it must reach, and how wide it must be."""
    yield False, wanted.reach, wanted.width
    if wanted.told:
        yield True, -np.inf, 1


def _any_of(ways: Sequence[tuple[float, Loosening]], hidden: Flags, words: str) -> Cut:
    """A cut that holds wherever one of several does: none where one is met already. Raises where none can be."""
    found: list[Cut] = []
    for need, by in ways:
        try:
            found.append(cut_of(need, [by], hidden, words))
        except CannotProtect:
            continue
    if not found:
        raise CannotProtect(words)
    columns = set().union(*found) if all(found) else set()
    return {column: max(cut.get(column, 0) for cut in found) for column in columns}


def _stages(linked: Linked) -> list[NDArray[np.int64]]:
    """The rows within one place; those that do not reach across everything, in parts by region; and all of them."""
    every = np.arange(linked.matrix.shape[0])
    if not len(every):
        return [every]
    widest = abs(linked.matrix).sign().multiply(linked.span).max(axis=1).toarray().ravel()
    parts = [np.flatnonzero(widest <= 1), np.flatnonzero(widest < linked.span.max(initial=1))]
    return [*(rows for rows in parts if 0 < len(rows) < len(every)), every]
