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


@dataclass(frozen=True)
class _Answer:
    """A choice, whether it is the cheapest, and the price that no choice is below."""

    chosen: frozenset[int]
    solved: bool
    least: float


class Cover:
    """Cuts so far, and the cheapest columns that meet them. Cuts that share no column are looked at apart, and once."""

    def __init__(self, weight: Mapping[int, float]) -> None:
        self.weight = weight
        self.cuts: list[Cut] = []
        self.solved_all = True
        self.least = 0.0
        """The price below which no choice meets all cuts."""
        self._known: dict[tuple[int, ...], _Answer] = {}

    def add(self, cut: Cut) -> None:
        """One more cut."""
        self.cuts.append(cut)

    def not_alone(self, column: int, others: Iterable[int]) -> None:
        """A column that helps only beside one of the others. Raises CannotProtect where a cut needs it and there are none."""
        beside = dict.fromkeys(others, 1.0)
        needing = [cut for cut in self.cuts if column in cut]
        self.cuts += [{each: gain for each, gain in (cut | beside).items() if each != column} for cut in needing]
        if any(sum(cut.values()) < ENOUGH for cut in self.cuts):
            raise CannotProtect("What can be worked out anyway is needed to protect something else.")

    def cheapest(self, clock: Clock) -> frozenset[int]:
        """The columns to hide."""
        found: set[int] = set()
        self.solved_all, self.least = True, 0.0
        for group in self._apart():
            key = tuple(group)
            if key not in self._known:
                self._known[key] = self._solve([self.cuts[number] for number in group], clock)
            answer = self._known[key]
            self.solved_all &= answer.solved
            self.least += answer.least
            found |= answer.chosen
        return frozenset(found)

    def _apart(self) -> list[list[int]]:
        """The cuts in groups that share columns."""
        if not self.cuts:
            return []
        row = [number for number, cut in enumerate(self.cuts) for _ in cut]
        column = [each for cut in self.cuts for each in cut]
        size = len(self.cuts)
        width = max(column) + 1
        graph = coo_matrix((np.ones(len(row)), (row, size + np.array(column))), (size + width, size + width))
        label = connected_components(graph, directed=False)[1][:size]
        groups: dict[int, list[int]] = {}
        for number, each in enumerate(label):
            groups.setdefault(int(each), []).append(number)
        return list(groups.values())

    def _solve(self, cuts: Sequence[Cut], clock: Clock) -> _Answer:
        columns = sorted(set().union(*cuts))
        if len(cuts) == 1 and all(gain >= ENOUGH for gain in cuts[0].values()):
            cheapest = min(columns, key=lambda column: (self.weight[column], column))
            return _Answer(frozenset((cheapest,)), True, self.weight[cheapest])
        if len(columns) > MOST_TO_SOLVE:
            return _Answer(greedy(cuts, self.weight), False, 0.0)
        place = {column: number for number, column in enumerate(columns)}
        row = [number for number, cut in enumerate(cuts) for _ in cut]
        which = [place[column] for cut in cuts for column in cut]
        gain = [each for cut in cuts for each in cut.values()]
        answer = milp(
            [self.weight[column] for column in columns],
            constraints=LinearConstraint(
                coo_matrix((gain, (row, which)), (len(cuts), len(columns))).tocsr(), ENOUGH, np.inf
            ),
            bounds=Bounds(0, 1),
            integrality=np.ones(len(columns)),
            options={"time_limit": min(SECONDS_FOR_ONE, clock.left()), "mip_rel_gap": 0},
        )
        least = float(answer.mip_dual_bound) if answer.mip_dual_bound is not None else 0.0
        if answer.x is None:
            return _Answer(greedy(cuts, self.weight), False, least)
        chosen = frozenset(column for column, value in zip(columns, answer.x, strict=True) if value > 0.5)
        return _Answer(chosen, answer.status == 0, least)


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
