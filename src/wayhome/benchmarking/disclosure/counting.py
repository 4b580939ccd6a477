"""From rows to counts: how many episodes, and how many different children, a cell contains."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wayhome.benchmarking.disclosure.frame import Cell, Frame, Unit


@dataclass(frozen=True, slots=True)
class Counted:
    """Episodes, and the different children they are about. None: not known how many different children."""

    episodes: int
    children: int | None

    def __post_init__(self) -> None:
        if self.episodes < 0 or (self.children is not None and not 0 <= self.children <= self.episodes):
            raise ValueError(f"{self.episodes} episodes cannot be about {self.children} different children")
        if self.children == 0 and self.episodes:
            raise ValueError("every episode is about a child")

    def number(self, unit: Unit) -> int | None:
        """How many there are in one unit; None where the children were not counted."""
        return self.episodes if unit is Unit.EPISODES else self.children


Counting = Callable[[Cell], Counted | None]
"""Counts the people of a cell, whatever its unit. None: nobody supplied it."""


def number_of(cell: Cell, counting: Counting) -> int | None:
    """A cell in its own unit; None where it was not supplied."""
    counted = counting(cell)
    return None if counted is None else counted.number(cell.unit)


class Rows:
    """Rows of one population in memory, counted cell by cell: the reference, and what small replies are made from."""

    def __init__(self, frame: Frame, children: Sequence[object], columns: Mapping[str, Sequence[str]]) -> None:
        self.frame = frame
        self._child: NDArray[np.int64] = np.unique(np.array([str(each) for each in children]), return_inverse=True)[1]
        self._codes: dict[str, NDArray[np.int64]] = {}
        for name, column in columns.items():
            code = {value: number for number, value in enumerate(frame[name].values)}
            strangers = set(column) - set(code)
            if strangers or len(column) != len(children):
                raise ValueError(
                    f"The column {name} does not fit: {', '.join(sorted(strangers)) or 'its length differs'}."
                )
            self._codes[name] = np.fromiter((code[value] for value in column), np.int64, len(column))
        self._rows: dict[tuple[str, str], NDArray[np.int64]] = {}
        self._has: dict[tuple[str, str], NDArray[np.bool_]] = {}

    def __call__(self, cell: Cell) -> Counted:
        """How many episodes and different children."""
        found = self._found(cell)
        return Counted(len(found), len(np.unique(self._child[found])))

    def _found(self, cell: Cell) -> NDArray[np.int64]:
        if not cell.where:
            return np.arange(len(self._child))
        pairs = sorted(cell.where, key=lambda pair: len(self._of(pair)))
        found = self._of(pairs[0])
        for pair in pairs[1:]:
            found = found[self._has[pair][found]]
        return found

    def _of(self, pair: tuple[str, str]) -> NDArray[np.int64]:
        if pair not in self._rows:
            name, value = pair
            meant = self.frame[name].meaning(value)
            wanted = np.array([each in meant for each in self.frame[name].values])
            self._has[pair] = wanted[self._codes[name]]
            self._rows[pair] = np.flatnonzero(self._has[pair])
        return self._rows[pair]
