"""What figures are about: dimensions, their values and groups, and the cell as a set of returns or of children.

Two tables are linked when they speak of the same people. So a cell is named by what it contains, not by where it is
printed: the same set has one name in every table, release and reply, and what one of them says holds in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

ALL = "all"
"""The name of every value of a dimension together."""

TOGETHER = " + "
"""Between the values that make up a set nobody gave a name."""


class NotInFrame(ValueError):
    """A name or a set that the dimensions do not know, in words."""


class Unit(StrEnum):
    """What is counted. Episodes add up over everything; a child may stand in several groups and is counted once."""

    EPISODES = "episodes"
    CHILDREN = "children"


@dataclass(frozen=True)
class Dimension:
    """One way to divide: its finest values, named groups of them, and levels of groups that divide everything.

    `children_add_up`: a child stands in one value only, so that numbers of different children may be added.
    `geography`: places. A cell of several places is regional or national.
    """

    name: str
    values: tuple[str, ...]
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    levels: tuple[tuple[str, ...], ...] = ()
    children_add_up: bool = False
    geography: bool = False
    _names: Mapping[frozenset[str], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = frozenset(self.values)
        if not self.values or len(known) < len(self.values):
            raise NotInFrame(f"The dimension {self.name} needs at least one value, and each only once.")
        names = {frozenset((value,)): value for value in self.values}
        names[known] = ALL
        for name, meaning in self.groups.items():
            if name in known or name == ALL:
                raise NotInFrame(f"{self.name}: the group {name} has the name of something else.")
            if not meaning or meaning - known:
                strangers = ", ".join(sorted(meaning - known)) or "nothing"
                raise NotInFrame(
                    f"{self.name}: the group {name} contains {strangers}, which the dimension does not know."
                )
            names.setdefault(frozenset(meaning), name)
        object.__setattr__(self, "_names", names)
        for level in self.levels:
            self._check_level(level)

    def _check_level(self, level: Sequence[str]) -> None:
        together: set[str] = set()
        for name in level:
            if together & self.meaning(name):
                raise NotInFrame(f"{self.name}: {name} overlaps with another of its level; a level divides.")
            together |= self.meaning(name)

    def meaning(self, name: str) -> frozenset[str]:
        """The finest values that a name stands for. Raises NotInFrame for a name nobody gave."""
        if name == ALL:
            return frozenset(self.values)
        if name in self.groups:
            return self.groups[name]
        parts = frozenset(name.split(TOGETHER))
        if parts <= frozenset(self.values):
            return parts
        raise NotInFrame(f"The dimension {self.name} has no value or group called {name}.")

    def name_of(self, meaning: Iterable[str]) -> str:
        """The one name of a set of values; a set without a name of its own is named by its values."""
        wanted = frozenset(meaning)
        return self._names.get(wanted) or TOGETHER.join(value for value in self.values if value in wanted)

    def canonical(self, name: str) -> str:
        """The one name that means the same: a force of a single authority is that authority."""
        return self.name_of(self.meaning(name))


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """How many episodes, or different children, of a population are where. A dimension that is not named is whole."""

    population: str
    unit: Unit
    where: tuple[tuple[str, str], ...] = ()

    def value(self, dimension: str) -> str:
        """The value in one dimension, ALL when the cell does not narrow it."""
        return next((value for name, value in self.where if name == dimension), ALL)

    def put(self, dimension: str, value: str) -> Cell:
        """The cell with another value in one dimension."""
        kept = [pair for pair in self.where if pair[0] != dimension]
        if value != ALL:
            kept.append((dimension, value))
        return Cell(self.population, self.unit, tuple(sorted(kept)))

    def of(self, unit: Unit) -> Cell:
        """The same people counted in another unit."""
        return Cell(self.population, unit, self.where)

    def __str__(self) -> str:
        where = ", ".join(f"{dimension} {value}" for dimension, value in self.where) or "everything"
        return f"{self.unit.value} of {self.population}: {where}"


@dataclass(frozen=True)
class Frame:
    """The dimensions that a set of figures is about."""

    dimensions: tuple[Dimension, ...]
    _by_name: Mapping[str, Dimension] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {dimension.name: dimension for dimension in self.dimensions})
        if len(self._by_name) < len(self.dimensions):
            raise NotInFrame("Two dimensions have the same name.")

    def __getitem__(self, name: str) -> Dimension:
        if name not in self._by_name:
            known = ", ".join(self._by_name) or "none"
            raise NotInFrame(f"There is no dimension called {name}. There is: {known}.")
        return self._by_name[name]

    def cell(self, population: str, unit: Unit = Unit.EPISODES, where: Mapping[str, str] | None = None) -> Cell:
        """A cell under its one name. Raises NotInFrame for a dimension or value that nobody knows."""
        named = ((name, self[name].canonical(value)) for name, value in (where or {}).items())
        return Cell(population, unit, tuple(sorted(pair for pair in named if pair[1] != ALL)))

    def meaning(self, cell: Cell, dimension: str) -> frozenset[str]:
        """The finest values of one dimension that a cell covers."""
        return self[dimension].meaning(cell.value(dimension))

    def complement(self, cell: Cell, dimension: str) -> Cell:
        """Everyone in the cell's denominator who is not in the cell."""
        rest = frozenset(self[dimension].values) - self.meaning(cell, dimension)
        if not rest:
            raise NotInFrame(f"{cell} is everything; nobody is outside it.")
        return cell.put(dimension, self[dimension].name_of(rest))

    def span(self, cell: Cell) -> int:
        """How many places a cell covers; 1 where the frame has no places."""
        return max((len(self.meaning(cell, each.name)) for each in self.dimensions if each.geography), default=1)

    def is_wide(self, cell: Cell) -> bool:
        """Regional or national: the cell covers several places."""
        return self.span(cell) > 1
