"""Ranges that are shown by example: whole tables from which the same would have been printed.

Two such tables in which a figure is 2 and 11 prove that nobody can work it out more closely than that. One table pushed at
random, with many figures up and others down, shows it for many at once; only what is left is worked out one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from wayhome.benchmarking.disclosure.attacker.atoms import Sum
from wayhome.benchmarking.disclosure.attacker.puzzle import Puzzle

PUSHES = 12
FEW = 3
"""So few figures are quicker worked out one by one."""


class Witnesses:
    """The tables at hand, part by part, and what they show."""

    def __init__(self, puzzle: Puzzle, seed: int = 72) -> None:
        self.puzzle = puzzle
        self.dice = np.random.default_rng(seed)

    def shown(self, total: Sum) -> tuple[float, float]:
        """The least and the most that a sum is in the tables at hand; infinite where nothing limits it."""
        left, base = self.puzzle.split(total)
        low = high = base
        for part, inside, direction in self.puzzle.by_part(left):
            if part.is_loose:
                bottom, top = self.puzzle.rough(inside)
            else:
                values = np.stack(part.solutions) @ direction
                bottom, top = float(values.min()), float(values.max())
            low, high = low + bottom, high + top
        return low, high

    def push(self, totals: Sequence[Sum], is_enough: Callable[[int], bool]) -> None:
        """Add tables until what is asked of each of the sums is shown, or pushing does not help any more."""
        for _ in range(PUSHES):
            close = [number for number in range(len(totals)) if not is_enough(number)]
            if len(close) < FEW:
                return
            self._push([totals[number] for number in close])

    def _push(self, totals: Sequence[Sum]) -> None:
        wish = np.zeros(self.puzzle.size)
        for total in totals:
            wish[total.which] += self.dice.choice((-1.0, 1.0)) * self.dice.uniform(0.5, 1.5) * total.weight
        for part in self.puzzle.parts:
            direction = wish[part.unknowns]
            if direction.any() and not part.is_loose:
                part.solutions.append(self.puzzle.another(part, direction))
