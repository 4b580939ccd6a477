"""Which cells to hide so that every cut is met, at the least price: exactly where it can be, and well where it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from wayhome.benchmarking.disclosure.clock import Clock
from wayhome.benchmarking.disclosure.programmes import CannotProtect, Cut

ENOUGH = 1 - 1e-6
SECONDS_FOR_ONE = 20.0
MOST_TO_SOLVE = 3000
INFEASIBLE = 2
NEEDED = "What can be worked out anyway is needed to protect something else."


@dataclass(frozen=True)
class _Answer:
    """A choice, whether it is the cheapest, and the price that no choice is below."""

    chosen: frozenset[int]
    solved: bool
    least: float


@dataclass(frozen=True)
class _Row:
    """What the chosen columns have to come to: a cut to enough; what may not be hidden alone, with the others, to nothing."""

    gain: Cut
    need: float


class Cover:
    """Cuts so far, and the cheapest columns that meet them. Cuts that share no column are looked at apart, and once."""

    def __init__(self, weight: Mapping[int, float]) -> None:
        self.weight = weight
        self.rows: list[_Row] = []
        self.solved_all = True
        self.least = 0.0
        """The price below which no choice meets all cuts."""
        self._known: dict[tuple[int, ...], _Answer] = {}

    def add(self, cut: Cut) -> None:
        """One more cut."""
        self.rows.append(_Row(cut, ENOUGH))

    def not_alone(self, column: int, others: Iterable[int]) -> None:
        """A column that may be hidden only beside one of the others; never, where there are none."""
        self.rows.append(_Row({**dict.fromkeys(others, 1.0), column: -1.0}, 0.0))

    def cheapest(self, clock: Clock) -> frozenset[int]:
        """The columns to hide. Raises CannotProtect where a cut needs what may not be hidden."""
        found: set[int] = set()
        self.solved_all, self.least = True, 0.0
        for group in self._apart():
            key = tuple(group)
            if key not in self._known:
                self._known[key] = self._solve([self.rows[number] for number in group], clock)
            answer = self._known[key]
            self.solved_all &= answer.solved
            self.least += answer.least
            found |= answer.chosen
        return frozenset(found)

    def _apart(self) -> list[list[int]]:
        """The rows in groups that share columns."""
        if not self.rows:
            return []
        row = [number for number, each in enumerate(self.rows) for _ in each.gain]
        column = [each for row in self.rows for each in row.gain]
        size = len(self.rows)
        width = max(column) + 1
        graph = coo_matrix((np.ones(len(row)), (row, size + np.array(column))), (size + width, size + width))
        label = connected_components(graph, directed=False)[1][:size]
        groups: dict[int, list[int]] = {}
        for number, each in enumerate(label):
            groups.setdefault(int(each), []).append(number)
        return list(groups.values())

    def _solve(self, rows: Sequence[_Row], clock: Clock) -> _Answer:
        columns = sorted(set().union(*(row.gain for row in rows)))
        if len(rows) == 1 and all(gain >= ENOUGH for gain in rows[0].gain.values()):
            cheapest = self._cheapest_of(columns)
            return _Answer(frozenset((cheapest,)), True, self.weight[cheapest])
        if len(columns) > MOST_TO_SOLVE:
            return _Answer(self._quickly(rows), False, 0.0)
        place = {column: number for number, column in enumerate(columns)}
        number = [number for number, row in enumerate(rows) for _ in row.gain]
        which = [place[column] for row in rows for column in row.gain]
        gain = [each for row in rows for each in row.gain.values()]
        answer = milp(
            [self.weight[column] for column in columns],
            constraints=LinearConstraint(
                coo_matrix((gain, (number, which)), (len(rows), len(columns))).tocsr(),
                [row.need for row in rows],
                np.inf,
            ),
            bounds=Bounds(0, 1),
            integrality=np.ones(len(columns)),
            options={"time_limit": min(SECONDS_FOR_ONE, clock.left()), "mip_rel_gap": 0},
        )
        if answer.status == INFEASIBLE:
            raise CannotProtect(NEEDED)
        least = float(answer.mip_dual_bound) if answer.mip_dual_bound is not None else 0.0
        if answer.x is None:
            return _Answer(self._quickly(rows), False, least)
        chosen = frozenset(column for column, value in zip(columns, answer.x, strict=True) if value > 0.5)
        return _Answer(chosen, answer.status == 0, least)

    def _cheapest_of(self, columns: Iterable[int]) -> int:
        return min(columns, key=lambda column: (self.weight[column], column))

    def _quickly(self, rows: Sequence[_Row]) -> frozenset[int]:
        """A cheap choice for the cuts, and what each of its columns may not be hidden without."""
        chosen = set(greedy([row.gain for row in rows if row.need], self.weight))
        beside = [row.gain for row in rows if not row.need]
        while alone := [gain for gain in beside if sum(gain.get(column, 0) for column in chosen) < 0]:
            others = [column for column, each in alone[0].items() if each > 0]
            if not others:
                raise CannotProtect(NEEDED)
            chosen.add(self._cheapest_of(others))
        return frozenset(chosen)


def greedy(cuts: Sequence[Cut], weight: Mapping[int, float]) -> frozenset[int]:
    """A cheap choice that meets every cut: always the column that helps most for its price, then none that is not needed.

    The rule of Chvátal (1979, Mathematics of Operations Research 4:233) for covering.
    """
    missing = [1.0] * len(cuts)
    helps: dict[int, list[tuple[int, float]]] = {}
    for number, cut in enumerate(cuts):
        for column, gain in cut.items():
            helps.setdefault(column, []).append((number, gain))
    chosen: list[int] = []
    while any(each > 1 - ENOUGH for each in missing):
        best = max(
            (column for column in helps if column not in chosen),
            key=lambda column: (
                sum(min(gain, max(missing[number], 0)) for number, gain in helps[column]) / weight[column],
                -column,
            ),
        )
        chosen.append(best)
        for number, gain in helps[best]:
            missing[number] -= gain
    for column in sorted(chosen, key=lambda column: (-weight[column], column)):
        if all(missing[number] + gain <= 1 - ENOUGH for number, gain in helps[column]):
            chosen.remove(column)
            for number, gain in helps[column]:
                missing[number] += gain
    return frozenset(chosen)
