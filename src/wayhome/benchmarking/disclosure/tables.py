"""What somebody wants to print: a table as a specification, and the cells that it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

from wayhome.benchmarking.disclosure.frame import Cell, Frame, Unit


class CannotPrint(ValueError):
    """A table that asks for what cannot be, in words."""


class Show(StrEnum):
    """What a line of a table may show."""

    OF = "of"
    """How many there are: the denominator where something is counted among them."""
    NUMBER = "number"
    """How many of them have the answer that is counted."""
    PERCENTAGE = "percentage"
    CHILDREN = "children"
    """How many different children: of the number where there is one, of the denominator otherwise."""
    AVERAGE = "average"
    """Episodes for each different child, to one decimal."""
    RATE = "rate"
    """Episodes per 10,000 of a population, to one decimal."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number to print. `of` is its denominator, and `complement` everyone else in it."""

    cell: Cell
    of: Cell | None = None
    complement: Cell | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A quotient to print: scale × number ÷ of, where `of` is a cell or a population that everybody can look up."""

    show: Show
    number: Cell
    of: Cell | int
    scale: int
    decimals: int
    complement: Cell | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about, and its figures from left to right, each with a heading."""

    about: tuple[str, ...]
    figures: tuple[tuple[str, Count | Rate], ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: lines for every combination of the values of `by`, all `within` some values.

    `counting`: a dimension of answers and those to count, for example ("offered", ("yes",)). `residents`: the population
    of each place, for rates.
    """

    title: str
    population: str
    by: tuple[tuple[str, tuple[str, ...]], ...] = ()
    within: Mapping[str, str] = field(default_factory=dict)
    counting: tuple[str, tuple[str, ...]] | None = None
    shows: frozenset[Show] = frozenset({Show.OF, Show.NUMBER, Show.PERCENTAGE})
    residents: Mapping[str, int] = field(default_factory=dict)

    def lines(self, frame: Frame) -> Iterator[Line]:
        """Every line in order. Raises CannotPrint or NotInFrame, in words."""
        self._check(frame)
        names = [name for name, _ in self.by]
        for values in product(*(values for _, values in self.by)):
            where = dict(self.within) | dict(zip(names, values, strict=True))
            yield Line(values, tuple(self._figures(frame, where)))

    def _check(self, frame: Frame) -> None:
        named = [name for name, _ in self.by] + list(self.within)
        if self.counting:
            named.append(self.counting[0])
        twice = {name for name in named if named.count(name) > 1}
        if twice:
            raise CannotPrint(f"{self.title}: {', '.join(sorted(twice))} is used twice.")
        if self.counting is None and self.shows & {Show.NUMBER, Show.PERCENTAGE} and Show.OF not in self.shows:
            raise CannotPrint(f"{self.title}: a number and a percentage need an answer to count.")
        if Show.RATE in self.shows and not self.residents:
            raise CannotPrint(f"{self.title}: a rate needs the population of each place.")
        for name in named:
            frame[name]

    def _figures(self, frame: Frame, where: Mapping[str, str]) -> Iterator[tuple[str, Count | Rate]]:
        of = frame.cell(self.population, Unit.EPISODES, where)
        if Show.OF in self.shows:
            yield Show.OF, Count(of)
        if self.counting is None:
            yield from self._beside(frame, of, Count(of), "")
            return
        dimension, answers = self.counting
        for answer in answers:
            number = frame.cell(self.population, Unit.EPISODES, {**where, dimension: answer})
            rest = frame.complement(number, dimension)
            count = Count(number, of, rest)
            named = f" {answer}" if len(answers) > 1 else ""
            if Show.NUMBER in self.shows:
                yield Show.NUMBER + named, count
            if Show.PERCENTAGE in self.shows:
                yield Show.PERCENTAGE + named, Rate(Show.PERCENTAGE, number, of, 100, 0, rest)
            yield from self._beside(frame, number, count, named)

    def _beside(self, frame: Frame, cell: Cell, count: Count, named: str) -> Iterator[tuple[str, Count | Rate]]:
        different = cell.of(Unit.CHILDREN)
        if Show.CHILDREN in self.shows:
            of = count.of.of(Unit.CHILDREN) if count.of else None
            yield Show.CHILDREN + named, Count(different, of, count.complement)
        if Show.AVERAGE in self.shows:
            yield Show.AVERAGE + named, Rate(Show.AVERAGE, cell, different, 1, 1)
        if Show.RATE in self.shows:
            yield Show.RATE + named, Rate(Show.RATE, cell, self._residents(frame, cell), 10_000, 1)

    def _residents(self, frame: Frame, cell: Cell) -> int:
        place = next((cell.value(each.name) for each in frame.dimensions if each.geography), "all")
        if self.residents.get(place, 0) <= 0:
            raise CannotPrint(f"{self.title}: there is no population for {place}.")
        return self.residents[place]
