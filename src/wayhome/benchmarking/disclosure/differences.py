"""Small numbers that nobody prints and a subtraction gives: everyone in one figure who is not in another.

Children up to 15 in one reply, up to 14 in the next: nobody printed those aged 15, and everybody can. Different children of a
year less those of ten of its months are the children who went missing in the other two alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wayhome.benchmarking.disclosure.counting import Counting, number_of
from wayhome.benchmarking.disclosure.frame import Cell, Frame, Unit
from wayhome.benchmarking.disclosure.primary import small
from wayhome.benchmarking.disclosure.printing import Sheet, cells_of
from wayhome.benchmarking.disclosure.statements import Difference, Target
from wayhome.benchmarking.disclosure.tables import Count, Rate

MOST_TO_PAIR = 400
"""In larger releases only complements and cells of the same tables are looked at; their differences are cells."""


def unprinted(sheet: Sheet, before: Iterable[Cell], counting: Counting) -> tuple[Target, ...]:
    """Every small number without a figure of its own that the figures might give away."""
    found: dict[Target, None] = dict.fromkeys(_behind(sheet, counting))
    earlier = set(before)
    for unit in Unit:
        printed = [cell for cell in sheet.counts if cell.unit is unit]
        if len(printed) <= MOST_TO_PAIR:
            others = {cell for cell in earlier if cell.unit is unit}
            found |= dict.fromkeys(_subtracted(sheet, printed, others, counting))
    return tuple(found)


def _behind(sheet: Sheet, counting: Counting) -> Iterator[Cell]:
    """Everyone else in a denominator, and what a percentage is worked out from."""
    figures: list[Count | Rate] = [*sheet.counts.values(), *sheet.rates]
    cells = {figure.complement for figure in figures if figure.complement is not None}
    cells |= {cell for rate in sheet.rates for cell in cells_of(rate)}
    for cell in sorted({cell.of(Unit.EPISODES) for cell in cells} - sheet.counts.keys()):
        counted = counting(cell)
        if counted is not None and small(counted, sheet.profile, cell) is not None:
            yield cell


def _subtracted(sheet: Sheet, printed: list[Cell], others: set[Cell], counting: Counting) -> Iterator[Target]:
    covers = {cell: _Covers(sheet.frame, cell) for cell in sorted({*printed, *others})}
    for new in printed:
        for other in covers:
            for outer, inner in ((new, other), (other, new)):
                if outer != inner and covers[inner].inside(covers[outer]):
                    yield from _difference(sheet, outer, inner, counting)


class _Covers:
    """What a cell covers of every dimension that it narrows, looked up once."""

    def __init__(self, frame: Frame, cell: Cell) -> None:
        self.population = cell.population
        self.values = {name: frame.meaning(cell, name) for name, _ in cell.where}

    def inside(self, outer: _Covers) -> bool:
        """Whether everybody here is there too."""
        return self.population == outer.population and all(
            name in self.values and self.values[name] <= values for name, values in outer.values.items()
        )


def _difference(sheet: Sheet, outer: Cell, inner: Cell, counting: Counting) -> Iterator[Target]:
    rest = one_step(sheet.frame, outer, inner) if outer.unit is Unit.EPISODES else None
    if rest is not None:
        counted = counting(rest)
        if rest not in sheet.counts and counted is not None and small(counted, sheet.profile, rest) is not None:
            yield rest
        return
    more, less = number_of(outer, counting), number_of(inner, counting)
    if more is not None and less is not None and sheet.profile.is_small(more - less):
        yield Difference(outer, inner)


def one_step(frame: Frame, outer: Cell, inner: Cell) -> Cell | None:
    """The difference as a cell, where two cells differ in one dimension only."""
    names = {name for name, _ in (*outer.where, *inner.where) if outer.value(name) != inner.value(name)}
    if len(names) != 1:
        return None
    name = names.pop()
    return outer.put(name, frame[name].name_of(frame.meaning(outer, name) - frame.meaning(inner, name)))
