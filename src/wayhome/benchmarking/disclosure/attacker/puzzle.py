"""An attack as a puzzle in whole numbers: what is left unknown after plain arithmetic, in parts that do not touch.

Arithmetic first (each row against the bounds of its other unknowns, over and over), because most of a release falls to
it; what is left is solved part by part, as a linear programme and, where that gives no whole numbers, as an integer one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_matrix, vstack
from scipy.sparse.csgraph import connected_components

from wayhome.benchmarking.disclosure.attacker.atoms import Rows, Sum
from wayhome.benchmarking.disclosure.clock import Clock, OutOfTime
from wayhome.benchmarking.disclosure.frame import Cell

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

NEAR = 1e-6
ROUNDS_OF_ARITHMETIC = 60
A_LOT = 1_000_000
"""More than any figure can be, in place of "no limit": solvers tell a sum without limit and no solution apart badly."""

ACROSS = 100_000
"""How far the other side of a gap reaches: little enough that a switch that is nearly off cannot let a person through."""


NOT_FAR = 30.0
GOOD_ENOUGH = 0.1
FEW_NODES = 20
"""How hard to look for another solution: any will do."""


class NoSuchFigures(ValueError):
    """No numbers at all agree with the statements."""


@dataclass(frozen=True)
class Gap:
    """A sum that, with what is already known of it, is 0 or at least so much, and the cell that says so."""

    total: Sum
    least: int
    said_by: Cell
    base: float = 0.0

    def is_stepped_into(self, table: Floats) -> bool:
        """Whether the sum is few in a table."""
        return 0 < float(self.base + self.total.weight @ table[self.total.which]) < self.least


@dataclass
class Tally:
    """How often the solver was asked."""

    linear: int = 0
    integer: int = 0


@dataclass
class Part:
    """Unknowns that hang together, the rows between them, and solutions in whole numbers found so far."""

    unknowns: Whole
    matrix: csr_matrix
    low: Floats
    high: Floats
    least: Floats
    most: Floats
    gaps: list[Gap] = field(default_factory=list)
    """Over the unknowns of the part."""
    solutions: list[Floats] = field(default_factory=list)

    @property
    def is_loose(self) -> bool:
        """Nothing holds these unknowns but their own bounds."""
        return not self.matrix.shape[0] and not self.gaps


class Puzzle:
    """The bounds of any sum of unknowns."""

    def __init__(self, size: int, rows: Rows, gaps: Sequence[Gap], clock: Clock) -> None:
        self.size, self.clock, self.tally = size, clock, Tally()
        self.matrix = matrix_of(rows.sums, size)
        self.low, self.high = np.array(rows.low, float), np.array(rows.high, float)
        self.least, self.most = np.zeros(size), np.full(size, inf)
        self._tighten()
        self.parts: list[Part] = []
        self.part_of = np.full(size, -1)
        self._take_apart(gaps)

    def _tighten(self) -> None:
        """Plain arithmetic until nothing more follows from it."""
        column, weight, rows = self.matrix.indices, self.matrix.data, self.matrix.shape[0]
        for _ in range(ROUNDS_OF_ARITHMETIC):
            self.clock.left()
            before = self.least.copy(), self.most.copy()
            row, smallest, largest = _terms(self.matrix, self.least, self.most)
            up = _others(self.high[row], smallest, row, rows, -inf)
            down = _others(self.low[row], largest, row, rows, inf)
            top, bottom = np.where(weight > 0, up, down) / weight, np.where(weight > 0, down, up) / weight
            np.minimum.at(self.most, column, np.floor(top + NEAR))
            np.maximum.at(self.least, column, np.ceil(bottom - NEAR))
            if (self.least > self.most).any():
                raise NoSuchFigures("No numbers agree with everything that the releases say.")
            if np.array_equal(before[0], self.least) and np.array_equal(before[1], self.most):
                return

    def _take_apart(self, gaps: Sequence[Gap]) -> None:
        free = self.least < self.most
        known = np.where(free, 0, self.least)
        rest = self.matrix @ known
        open_matrix = (self.matrix @ _diagonal(free)).tocsr()
        open_matrix.eliminate_zeros()
        row, *ends = _terms(open_matrix, self.least, self.most)
        smallest, largest = (np.bincount(row, end, open_matrix.shape[0]) for end in ends)
        low, high = self.low - rest, self.high - rest
        binding = (np.diff(open_matrix.indptr) > 0) & ((smallest < low - NEAR) | (largest > high + NEAR))
        used, low, high = open_matrix[binding], low[binding], high[binding]
        open_gaps = [gap for gap in (self._open(gap, free) for gap in gaps) if gap is not None]
        together = [used, *(matrix_of([gap.total], self.matrix.shape[1]) for gap in open_gaps)]
        label = _labels(together, free)
        of_row = np.array([label[used.indices[start]] for start in used.indptr[:-1]], dtype=np.int64)
        for number in np.unique(label[free]):
            unknowns = np.flatnonzero(free & (label == number))
            rows = np.flatnonzero(of_row == number)
            self.part_of[unknowns] = len(self.parts)
            part = Part(
                unknowns,
                used[rows][:, unknowns].tocsr(),
                low[rows],
                high[rows],
                self.least[unknowns],
                np.minimum(self.most[unknowns], A_LOT),
            )
            self.parts.append(part)
        for gap in open_gaps:
            part = self.parts[self.part_of[gap.total.which[0]]]
            inside = np.searchsorted(part.unknowns, gap.total.which)
            part.gaps.append(replace(gap, total=Sum(inside, gap.total.weight)))

    def _open(self, gap: Gap, free: NDArray[np.bool_]) -> Gap | None:
        """A gap that can still be stepped into; None where arithmetic has settled it."""
        total, base = self.split(gap.total, free)
        low, high = self.rough(gap.total)
        is_open = len(total.which) and low < gap.least and high > 0
        return replace(gap, total=total, base=base) if is_open else None

    def split(self, total: Sum, free: NDArray[np.bool_] | None = None) -> tuple[Sum, float]:
        """What of a sum is still unknown, and what the rest comes to."""
        is_free = (self.least < self.most if free is None else free)[total.which]
        base = float(total.weight[~is_free] @ self.least[total.which[~is_free]])
        return Sum(total.which[is_free], total.weight[is_free]), base

    def by_part(self, total: Sum) -> Iterator[tuple[Part, Sum, Floats]]:
        """What is still unknown of a sum, part by part: also as weights over all unknowns of the part."""
        for number in np.unique(self.part_of[total.which]):
            part, mine = self.parts[number], self.part_of[total.which] == number
            inside = Sum(total.which[mine], total.weight[mine])
            direction = np.zeros(len(part.unknowns))
            direction[np.searchsorted(part.unknowns, inside.which)] = inside.weight
            yield part, inside, direction

    def rough(self, total: Sum) -> tuple[float, float]:
        """Bounds of a sum by arithmetic alone."""
        least, most = self.least[total.which], self.most[total.which]
        up = total.weight > 0
        return (
            float(np.where(up, total.weight * least, total.weight * most).sum()),
            float(np.where(up, total.weight * most, total.weight * least).sum()),
        )

    def solve(self, part: Part, direction: Floats, *, whole: bool) -> tuple[float, Floats] | None:
        """The most that a sum of a part's unknowns can be, and where. None: without limit, or so much that it is none."""
        answer = self._solve(part, direction, whole=whole, low=part.least, high=part.most, options={})
        if answer.status == 2:
            raise NoSuchFigures("No whole numbers agree with everything that the releases say.")
        if answer.status != 0:
            raise OutOfTime
        value = -float(answer.fun)
        return None if value > A_LOT / 2 else (value, np.asarray(answer.x[: len(part.unknowns)], float))

    def another(self, part: Part, direction: Floats) -> Floats:
        """A solution in whole numbers, not far from one at hand, and far along a direction if not the furthest."""
        near = part.solutions[-1]
        low, high = np.maximum(part.least, near - NOT_FAR), np.minimum(part.most, near + NOT_FAR)
        options = {"mip_rel_gap": GOOD_ENOUGH, "node_limit": FEW_NODES}
        answer = self._solve(part, direction, whole=True, low=low, high=high, options=options)
        return near if answer.x is None else np.round(answer.x[: len(near)])

    def _solve(
        self, part: Part, direction: Floats, *, whole: bool, low: Floats, high: Floats, options: dict[str, float]
    ) -> OptimizeResult:
        gaps = part.gaps if whole else []
        size, off = len(part.unknowns), np.zeros(len(gaps))
        matrix, at_least, at_most = (part.matrix, part.low, part.high) if not gaps else _with_gaps(part)
        if whole:
            self.tally.integer += 1
        else:
            self.tally.linear += 1
        return milp(
            np.concatenate((-direction, off)),
            constraints=LinearConstraint(matrix, at_least, at_most) if matrix.shape[0] else None,
            bounds=Bounds(np.concatenate((low, off)), np.concatenate((high, off + 1))),
            integrality=np.ones(size + len(gaps)) if whole else None,
            options={"time_limit": self.clock.left()} | options,
        )


def whole_and_right(part: Part, found: Floats) -> Floats | None:
    """A solution rounded, if it is in whole numbers and steps into no gap."""
    rounded = np.round(found)
    if np.abs(found - rounded).max(initial=0) > NEAR:
        return None
    return None if any(gap.is_stepped_into(rounded) for gap in part.gaps) else rounded


def _with_gaps(part: Part) -> tuple[csr_matrix, Floats, Floats]:
    """The rows, and for each gap a switch: off, the sum is 0; on, it is at least the other side of the gap."""
    size, number = len(part.unknowns), len(part.gaps)
    sums, low, high = [], [], []
    for switch, gap in enumerate(part.gaps, start=size):
        which = np.append(gap.total.which, switch)
        sums += [Sum(which, np.append(gap.total.weight, -far)) for far in (gap.least, ACROSS)]
        low += [-gap.base, -inf]
        high += [inf, -gap.base]
    wide = csr_matrix(
        (part.matrix.data, part.matrix.indices, part.matrix.indptr), (part.matrix.shape[0], size + number)
    )
    return (
        vstack([wide, matrix_of(sums, size + number)]).tocsr(),
        np.concatenate((part.low, low)),
        np.concatenate((part.high, high)),
    )


def matrix_of(sums: Sequence[Sum], size: int) -> csr_matrix:
    """Sums as the rows of a matrix."""
    ends = np.concatenate(([0], np.cumsum([len(each.which) for each in sums], dtype=np.int64)))
    which = np.concatenate([each.which for each in sums]) if sums else np.zeros(0, np.int64)
    weight = np.concatenate([each.weight for each in sums]) if sums else np.zeros(0)
    return csr_matrix((weight, which, ends), (len(sums), size))


def _diagonal(free: NDArray[np.bool_]) -> csr_matrix:
    size = len(free)
    return csr_matrix((free.astype(float), (np.arange(size), np.arange(size))), (size, size))


def _labels(matrices: Sequence[csr_matrix], free: NDArray[np.bool_]) -> Whole:
    """Which unknowns hang together through a row."""
    size = len(free)
    pairs = []
    for matrix in matrices:
        starts = matrix.indptr[:-1][np.diff(matrix.indptr) > 0]
        first = np.repeat(matrix.indices[starts], np.diff(matrix.indptr)[np.diff(matrix.indptr) > 0])
        pairs.append((first, matrix.indices))
    one = np.concatenate([pair[0] for pair in pairs])
    other = np.concatenate([pair[1] for pair in pairs])
    graph = csr_matrix((np.ones(len(one)), (one, other)), (size, size))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def _terms(matrix: csr_matrix, least: Floats, most: Floats) -> tuple[Whole, Floats, Floats]:
    """Of each entry its row, and the least and the most that it adds to that."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    one, other = matrix.data * least[matrix.indices], matrix.data * most[matrix.indices]
    return row, np.where(matrix.data > 0, one, other), np.where(matrix.data > 0, other, one)


def _others(limit: Floats, activity: Floats, row: Whole, rows: int, endless: float) -> Floats:
    """A row's limit less what its other unknowns come to at the best: what is left for each one."""
    without = np.isinf(activity)
    finite = np.where(without, 0, activity)
    total = np.bincount(row, finite, rows)
    unlimited = np.bincount(row, without, rows)
    others_unlimited = unlimited[row] - without > 0
    left = limit - (total[row] - finite)
    return np.where(others_unlimited, -endless, left)
