"""The unknowns of an attack: the smallest pieces that any figure divides people into, and one row for each statement.

Every number of episodes is a sum of pieces, so whatever two tables share is the same pieces, in whichever release they
were printed. Different children do not add up: of them only inequalities are known, except where a child has one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import inf

import numpy as np
from numpy.typing import NDArray

from wayhome.benchmarking.disclosure.attacker.acyclic import Link, Scope, tree_of
from wayhome.benchmarking.disclosure.frame import ALL, Cell, Dimension, Frame, Unit
from wayhome.benchmarking.disclosure.reading import Known
from wayhome.benchmarking.disclosure.statements import SaidRate

MOST_PIECES = 200_000


class TooManyPieces(ValueError):
    """The figures cut people so finely that they cannot be attacked, and so cannot be released."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A weighted sum of unknowns."""

    which: NDArray[np.int64]
    weight: NDArray[np.float64]

    def __sub__(self, other: Sum) -> Sum:
        return self.plus(other, -1)

    def plus(self, other: Sum, times: float) -> Sum:
        """This and so many times the other, with what cancels out left away."""
        which = np.concatenate((self.which, other.which))
        weight = np.concatenate((self.weight, times * other.weight))
        kept, place = np.unique(which, return_inverse=True)
        total = np.zeros(len(kept))
        np.add.at(total, place, weight)
        return Sum(kept[total != 0], total[total != 0])

    def times(self, factor: float) -> Sum:
        """So many times this."""
        return Sum(self.which, self.weight * factor)


def plain(which: Iterable[int]) -> Sum:
    """The sum of unknowns, each once."""
    found = np.asarray(which if isinstance(which, np.ndarray) else list(which), dtype=np.int64)
    return Sum(found, np.ones(len(found)))


@dataclass
class Rows:
    """Statements as rows: a sum of unknowns that lies between two numbers, and the cell that says so."""

    sums: list[Sum] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    said_by: list[Cell | None] = field(default_factory=list)

    def add(self, total: Sum, low: float, high: float, said_by: Cell | None = None) -> None:
        """One more row."""
        self.sums.append(total)
        self.low.append(low)
        self.high.append(high)
        self.said_by.append(said_by)


class _Grid:
    """The pieces of one table: every combination of the classes of its dimensions."""

    def __init__(self, first: int, scope: Scope, classes: dict[str, tuple[frozenset[str], ...]]) -> None:
        self.names = sorted(scope)
        self.classes = [classes[name] for name in self.names]
        shape = [len(each) for each in self.classes]
        self.size = int(np.prod(shape, dtype=np.int64))
        if self.size > MOST_PIECES:
            raise TooManyPieces(
                f"Tables by {', '.join(self.names)} together cut people into {self.size:,} pieces, more than an attack "
                f"can look at ({MOST_PIECES:,}). Release fewer crossings."
            )
        self.number = first + np.arange(self.size).reshape(shape)

    def pieces(self, wanted: dict[str, frozenset[str]]) -> NDArray[np.int64]:
        """The pieces inside a set of values for each dimension."""
        inside = [
            [place for place, each in enumerate(classes) if name not in wanted or each <= wanted[name]]
            for name, classes in zip(self.names, self.classes, strict=True)
        ]
        return self.number[np.ix_(*inside)].ravel() if inside else self.number.ravel()


class Pieces:
    """The unknowns and the rows of everything that is known."""

    def __init__(self, frame: Frame, known: Known, others: Iterable[Cell] = ()) -> None:
        """`others`: cells that nobody printed and that are asked about."""
        self.frame, self.known, self.size = frame, known, 0
        self.rows = Rows()
        self._grids: dict[str, list[_Grid]] = {}
        self._child: dict[Cell, int] = {}
        self._meant: dict[tuple[str, str], frozenset[str]] = {}
        self._sums: dict[Cell, Sum] = {}
        cells = {
            *known.low,
            *others,
            *(cell for pair in (*known.gaps, *known.apart) for cell in pair),
            *_of_rates(known.rates),
        }
        for population in sorted({cell.population for cell in cells}):
            self._lay(population, [cell for cell in cells if cell.population == population])
        for cell in sorted(cell for cell in cells if cell.unit is Unit.CHILDREN):
            self._child[cell] = self.size
            self.size += 1
        for cell in known.low:
            self.rows.add(self.sum(cell), known.low[cell], known.high[cell], cell)
        for (of, number), least in known.apart.items():
            self.rows.add(self.sum(of) - self.sum(number), least, inf, number)
        self._relate_children()
        for rate in known.rates:
            self._relate_rate(rate)

    def sum(self, cell: Cell) -> Sum:
        """A cell as a sum of unknowns."""
        if cell not in self._sums:
            self._sums[cell] = plain((self._child[cell],)) if cell.unit is Unit.CHILDREN else plain(self._inside(cell))
        return self._sums[cell]

    def _inside(self, cell: Cell) -> NDArray[np.int64]:
        wanted = {name: self._meaning(name, value) for name, value in cell.where}
        grids = self._grids[cell.population]
        grid = min((grid for grid in grids if set(wanted) <= set(grid.names)), key=lambda grid: grid.size)
        return grid.pieces(wanted)

    def _meaning(self, name: str, value: str) -> frozenset[str]:
        if (name, value) not in self._meant:
            self._meant[name, value] = self.frame[name].meaning(value)
        return self._meant[name, value]

    def _lay(self, population: str, cells: list[Cell]) -> None:
        """The tables of one population, and that they agree on what they share."""
        tables, links = tree_of({frozenset(name for name, _ in cell.where) for cell in cells})
        classes = {name: self._classes(name, cells) for name in frozenset().union(*tables)}
        grids = {}
        for scope in tables:
            grids[scope] = _Grid(self.size, scope, classes)
            self.size += grids[scope].size
        self._grids[population] = list(grids.values())
        for link in links:
            self._agree(link, grids, classes)

    def _classes(self, name: str, cells: list[Cell]) -> tuple[frozenset[str], ...]:
        """Values that no cell tells apart are one class."""
        sets = [self._meaning(name, value) for value in sorted({cell.value(name) for cell in cells})]
        found: dict[tuple[bool, ...], set[str]] = {}
        for value in self.frame[name].values:
            found.setdefault(tuple(value in each for each in sets), set()).add(value)
        return tuple(map(frozenset, found.values()))

    def _agree(self, link: Link, grids: dict[Scope, _Grid], classes: dict[str, tuple[frozenset[str], ...]]) -> None:
        names = sorted(link.shared)
        for combination in product(*(classes[name] for name in names)):
            wanted = dict(zip(names, combination, strict=True))
            one, other = plain(grids[link.one].pieces(wanted)), plain(grids[link.other].pieces(wanted))
            self.rows.add(one - other, 0, 0)

    def _relate_rate(self, rate: SaidRate) -> None:
        """scale × number ÷ of rounds to the value: twice both sides, so that all is in whole numbers."""
        scale = 2.0 * rate.scale * 10**rate.decimals
        number = self.sum(rate.number).times(scale)
        if isinstance(rate.of, int):
            self.rows.add(number, (2 * rate.value - 1) * rate.of, (2 * rate.value + 1) * rate.of - 1, rate.number)
            return
        of = self.sum(rate.of)
        self.rows.add(number.plus(of, -(2 * rate.value - 1)), 0, inf, rate.number)
        self.rows.add(number.plus(of, -(2 * rate.value + 1)), -inf, -1, rate.number)

    def _relate_children(self) -> None:
        """A child has at least one episode, is in the whole when in a part, and in some part when in the whole."""
        for cell, number in self._child.items():
            self.rows.add(self.sum(cell.of(Unit.EPISODES)) - plain((number,)), 0, inf)
        for dimension in self.frame.dimensions:
            families: dict[Cell, dict[frozenset[str], Cell]] = {}
            for cell in self._child:
                meaning = self._meaning(dimension.name, cell.value(dimension.name))
                families.setdefault(cell.put(dimension.name, ALL), {})[meaning] = cell
            for family in families.values():
                for whole in family:
                    self._relate_parts(dimension, whole, family)

    def _relate_parts(self, dimension: Dimension, whole: frozenset[str], family: dict[frozenset[str], Cell]) -> None:
        own = self.sum(family[whole])
        smaller = {meaning: cell for meaning, cell in family.items() if meaning < whole}
        for cell in smaller.values():
            self.rows.add(own - self.sum(cell), 0, inf)
        for parts in _divisions(dimension, whole, smaller):
            total = plain(self._child[smaller[part]] for part in parts)
            self.rows.add(own - total, 0 if dimension.children_add_up else -inf, 0)


def _divisions(
    dimension: Dimension, whole: frozenset[str], smaller: Mapping[frozenset[str], Cell]
) -> Iterator[list[frozenset[str]]]:
    """How a set of values is divided into sets that are there: by each level, and in two."""
    for level in (*dimension.levels, dimension.values):
        parts = [meaning for meaning in map(dimension.meaning, level) if meaning < whole]
        if parts and frozenset().union(*parts) == whole and all(part in smaller for part in parts):
            yield parts
    for part in smaller:
        rest = whole - part
        if rest in smaller and sorted(part) < sorted(rest):
            yield [part, rest]


def _of_rates(rates: Iterable[SaidRate]) -> Iterator[Cell]:
    for rate in rates:
        yield rate.number
        if isinstance(rate.of, Cell):
            yield rate.of
