"""Linear programmes over the columns of a linked system, with the price of every row, and the cuts that prices give.

The cuts are those of Fischetti and Salazar-González (2001, Management Science 47:1008): whatever is hidden, the prices of
one attack bound that attack, so a choice of hidden cells that does not loosen the bound enough cannot protect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from wayhome.benchmarking.disclosure.clock import Clock, OutOfTime
from wayhome.benchmarking.disclosure.linking import Flags, Floats, Linked

NEAR = 1e-6
SMALL_PRICE = 1e-9

STEPS_NEAR = 3

Cut = dict[int, float]
"""Of these columns enough must be hidden for the weights to reach 1."""


class CannotProtect(ValueError):
    """However much is hidden, something can be worked out."""


@dataclass(frozen=True)
class Answer:
    """The most of one direction, where, and the price of each row."""

    value: float
    at: Floats
    prices: Floats


class Programme:
    """The rows among some columns that are not yet settled, for one choice of what is hidden."""

    def __init__(self, linked: Linked, hidden: Flags, rows: NDArray[np.int64], *, told: bool) -> None:
        self.linked, self.rows, self.told = linked, rows, told
        self.low, self.high = linked.between(hidden, told=told)
        matrix = linked.matrix if len(rows) == linked.matrix.shape[0] else linked.matrix[rows]
        open_columns = self.low < self.high
        inside = np.zeros(matrix.shape[1], bool)
        inside[matrix.indices] = True
        self.free = np.flatnonzero(open_columns & inside)
        self.loose = np.flatnonzero(open_columns & ~inside)
        fixed = np.where(open_columns, 0, self.low)
        reduced = matrix[:, self.free].tocsr()
        self.kept = np.flatnonzero(np.diff(reduced.indptr) > 0)
        self.matrix = reduced[self.kept].tocsr()
        self.right = -(matrix @ fixed)[self.kept]
        self._column_part, self._row_part = _parts(self.matrix)

    def most(self, direction: Floats, clock: Clock) -> Answer:
        """The most of a direction over all columns. Only the parts that it touches are solved."""
        at = np.where(self.low < self.high, self.linked.truth, self.low)
        wish = direction[self.loose]
        at[self.loose] = np.select((wish > 0, wish < 0), (self.high[self.loose], self.low[self.loose]), at[self.loose])
        prices = np.zeros(len(self.rows))
        touched = np.unique(self._column_part[direction[self.free] != 0])
        columns = np.flatnonzero(np.isin(self._column_part, touched))
        rows = np.flatnonzero(np.isin(self._row_part, touched))
        if len(columns):
            free = self.free[columns]
            answer = linprog(
                -direction[free],
                A_eq=self.matrix[rows][:, columns],
                b_eq=self.right[rows],
                bounds=np.column_stack((self.low[free], self.high[free])),
                method="highs",
                options={"time_limit": clock.left()},
            )
            if answer.status == 1:
                raise OutOfTime
            if answer.status != 0:
                raise CannotProtect(f"The figures do not agree with each other: {answer.message}")
            at[free] = answer.x
            prices[self.kept[rows]] = -answer.eqlin.marginals
        return Answer(float(direction @ at), at, prices)


def near(linked: Linked, column: int, hidden: Flags, among: NDArray[np.int64], *, told: bool) -> NDArray[np.int64]:
    """The rows within a few steps of a column, over columns that are not settled: what bounds it is mostly found there."""
    low, high = linked.between(hidden, told=told)
    may = np.zeros(linked.matrix.shape[0], bool)
    may[among] = True
    inside = np.zeros(len(may), bool)
    columns = np.array([column])
    seen = np.zeros(len(low), bool)
    for _ in range(STEPS_NEAR):
        seen[columns] = True
        rows = np.unique(_indices(linked.by_column, columns))
        rows = rows[may[rows] & ~inside[rows]]
        inside[rows] = True
        columns = np.unique(_indices(linked.matrix, rows))
        columns = columns[(low[columns] < high[columns]) & ~seen[columns]]
    return np.flatnonzero(inside)


def _indices(matrix: csr_matrix, lines: NDArray[np.int64]) -> NDArray[np.int64]:
    """What stands in some lines of a matrix in compressed form."""
    parts = [matrix.indices[matrix.indptr[line] : matrix.indptr[line + 1]] for line in lines]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _parts(matrix: csr_matrix) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which part each column and each row belongs to, where parts touch nowhere."""
    rows, columns = matrix.shape
    cells = matrix.tocoo()
    graph = csr_matrix((np.ones(cells.nnz), (cells.row, rows + cells.col)), (rows + columns, rows + columns))
    label = connected_components(graph, directed=False)[1]
    return label[rows:], label[:rows]


@dataclass(frozen=True)
class Loosening:
    """What prices bound a direction by when only what must be is hidden, and how hiding each column loosens it."""

    bound: float
    gain: Cut


def by_prices(linked: Linked, programme: Programme, direction: Floats, prices: Floats) -> Loosening:
    """What the prices of a programme say."""
    every = np.zeros(linked.matrix.shape[0])
    every[programme.rows] = prices
    rest = direction - every @ linked.matrix
    columns = np.flatnonzero(np.abs(rest) > SMALL_PRICE)
    return loosening(linked, columns, rest[columns], told=programme.told)


def loosening(linked: Linked, columns: NDArray[np.int64], rest: Floats, *, told: bool) -> Loosening:
    """The bound of a weighted sum of columns, each by its own bounds."""
    low, high = linked.at_start(told=told)
    b = linked.bounds
    hidden_low, hidden_high = (b.told_low, b.told_high) if told else (b.hidden_low, b.hidden_high)
    up, may = rest > 0, linked.may_hide[columns]
    bound = float(np.where(up, rest * high[columns], rest * low[columns]).sum())
    which = columns[may]
    wider = np.where(up[may], hidden_high[which] - high[which], low[which] - hidden_low[which])
    gain = {int(c): float(abs(r) * w) for c, r, w in zip(which, rest[may], wider, strict=True) if w > NEAR}
    for column, weight in zip(columns, rest, strict=True):
        of = linked.zero_if.get(int(column))
        if weight < 0 and of is not None and low[column] > 0 and hidden_low[column] == b.hidden_low[column]:
            loosened = of if linked.may_hide[of] else int(column)
            gain[loosened] = gain.get(loosened, 0) + float(-weight * hidden_low[column])
        for part in linked.freed_by.get(int(column), ()):
            gain[part] = np.inf
    return Loosening(bound, {column: more for column, more in gain.items() if linked.may_hide[column]})


def cut_of(need: float, loosenings: Sequence[Loosening], hidden: Flags, words: str) -> Cut:
    """The cut that says: the bounds together have to reach what is needed. Raises CannotProtect where they never can."""
    missing = need - sum(each.bound for each in loosenings)
    if missing <= NEAR:
        return {}
    cut: Cut = {}
    for each in loosenings:
        for column, gain in each.gain.items():
            cut[column] = cut.get(column, 0) + gain / missing
    cut = {column: min(1.0, gain) for column, gain in cut.items() if gain > NEAR}
    if sum(gain for column, gain in cut.items() if hidden[column]) >= 1 - NEAR:
        cut = {column: 1.0 for column in cut if not hidden[column]}
    if sum(cut.values()) < 1 - NEAR:
        raise CannotProtect(words)
    return cut
