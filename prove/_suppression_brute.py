"""Every table there can be, one by one: what a tiny release gives away, found by other code than the attacker's.

A world of two or three authorities, groups and an answer is drawn; figures are hidden by primary suppression and at random
besides; all tables of whole numbers from which the same would have been printed are counted out, and the least and the
most of each hidden figure are compared with what the attacker says.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from wayhome.benchmarking.disclosure.attacker import attack
from wayhome.benchmarking.disclosure.counting import Counted
from wayhome.benchmarking.disclosure.frame import Cell, Dimension, Frame, Unit
from wayhome.benchmarking.disclosure.primary import Reason
from wayhome.benchmarking.disclosure.printing import Sheet, publish
from wayhome.benchmarking.disclosure.profiles import DFE, WALES, Profile
from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.benchmarking.disclosure.tables import Show, Table

RETURNS = "returns"
MOST_IN_A_PLACE = 12
MOST_TOGETHER = 100_000


@dataclass(frozen=True)
class Tiny:
    """A tiny world: how many episodes each place, group and answer has."""

    frame: Frame
    places: tuple[str, ...]
    groups: tuple[str, ...]
    answers: tuple[str, ...]
    table: np.ndarray
    """By place, group and answer."""

    def count(self, cell: Cell) -> Counted:
        """Each episode is about a child of its own; nobody outside knows that."""
        found = int(self.table[np.ix_(*self.inside(cell))].sum())
        return Counted(found, found)

    def inside(self, cell: Cell) -> list[list[int]]:
        """The places, groups and answers of a cell."""
        values = {"place": self.places, "group": self.groups, "offered": self.answers}
        return [
            [place for place, each in enumerate(known) if each in self.frame.meaning(cell, name)]
            for name, known in values.items()
        ]


def draw(dice: random.Random) -> Tiny:
    """A world whose places have few episodes each."""
    places = tuple("ABC"[: dice.choice((1, 2, 2, 3))])
    groups = ("home", "care in", "care out")[: dice.choice((2, 3))]
    answers = ("yes", "no")
    shape = len(places), len(groups), len(answers)
    table = np.zeros(shape, dtype=np.int64)
    for place in range(len(places)):
        for _ in range(dice.randint(6, MOST_IN_A_PLACE)):
            table[place, min(dice.randrange(6) // 2, len(groups) - 1), dice.random() < 0.35] += 1
    frame = Frame(
        (
            Dimension("place", places, children_add_up=True, geography=True),
            Dimension("group", groups),
            Dimension("offered", answers),
        )
    )
    return Tiny(frame, places, groups, answers, table)


def print_some(world: Tiny, dice: random.Random, profile: Profile) -> list[Publication]:
    """One or two releases of the world, with what is small hidden and some more besides."""
    everywhere = (*world.places, "all")
    tables = [
        Table(
            title="by group",
            population=RETURNS,
            by=(("place", dice.choice((world.places, everywhere))), ("group", (*world.groups, "all"))),
            counting=("offered", ("yes",)),
            shows=frozenset(dice.choice(({Show.OF, Show.NUMBER}, {Show.OF, Show.NUMBER, Show.PERCENTAGE}))),
        ),
        Table(
            title="in all",
            population=RETURNS,
            by=(("place", everywhere),),
            counting=("offered", ("yes",)),
            shows=frozenset(dice.choice(({Show.PERCENTAGE}, {Show.OF, Show.PERCENTAGE}))),
        ),
    ]
    asked = dice.choice(([tables[0]], tables, [tables[0], tables[0]]))
    publications = []
    for number, table in enumerate(asked):
        sheet = Sheet.of(f"release {number}", world.frame, profile, [table], world.count)
        share = dice.choice((0.0, 0.15, 0.4))
        hidden = set(sheet.primary)
        for cell, each in sheet.judged.items():
            is_total = cell.value("group") == "all" and not world.frame.is_wide(cell)
            if each is not None and each.number and not is_total and dice.random() < share:
                hidden.add(cell)
        publications.append(publish(sheet, hidden & set(sheet.counts)))
    return publications


def all_tables(world: Tiny, publications: list[Publication], profile: Profile) -> np.ndarray | None:
    """Every table from which the same would have been printed; None where they cannot be counted out."""
    shape = world.table.shape
    by_place = []
    for place, name in enumerate(world.places):
        total = int(world.table[place].sum())
        if not _total_is_printed(world, publications, name):
            return None
        mine = np.zeros((0, *shape[1:]), dtype=np.int64) if total < 0 else _compositions(total, shape[1:])
        whole = np.zeros((len(mine), *shape), dtype=np.int64)
        whole[:, place] = mine
        keep = np.ones(len(mine), dtype=bool)
        for publication in publications:
            keep &= _would_print(world, whole, publication, profile, only=name)
        by_place.append(mine[keep])
    if np.prod([float(len(each)) for each in by_place]) > MOST_TOGETHER:
        return None
    grids = np.meshgrid(*(np.arange(len(each)) for each in by_place), indexing="ij")
    whole = np.stack([mine[grid.ravel()] for mine, grid in zip(by_place, grids, strict=True)], axis=1)
    keep = np.ones(len(whole), dtype=bool)
    for publication in publications:
        keep &= _would_print(world, whole, publication, profile, only=None)
    return whole[keep]


def _total_is_printed(world: Tiny, publications: list[Publication], place: str) -> bool:
    cell = world.frame.cell(RETURNS, Unit.EPISODES, {"place": place})
    return any(
        said.cell == cell and said.number is not None and said.step == 1 for p in publications for said in p.counts
    )


def _compositions(total: int, shape: tuple[int, ...]) -> np.ndarray:
    """All ways to write a total as so many numbers."""
    parts = int(np.prod(shape))
    found = np.zeros((1, 0), dtype=np.int64)
    left = np.array([total])
    for _ in range(parts - 1):
        again = np.repeat(np.arange(len(found)), left + 1)
        starts = np.concatenate(([0], np.cumsum(left + 1)[:-1]))
        value = np.arange(len(again)) - starts[again]
        found = np.column_stack((found[again], value))
        left = left[again] - value
    return np.column_stack((found, left)).reshape(-1, *shape)


def _would_print(
    world: Tiny, tables: np.ndarray, publication: Publication, profile: Profile, only: str | None
) -> np.ndarray:
    """From which tables the same is printed, as far as one place goes, or everywhere."""

    def number(cell: Cell) -> np.ndarray:
        inside = world.inside(cell)
        return tables[np.ix_(range(len(tables)), *inside)].sum(axis=(1, 2, 3))

    def small(count: np.ndarray) -> np.ndarray:
        assert profile.least is not None
        return (count >= profile.least) & (count <= profile.most)

    keep = np.ones(len(tables), dtype=bool)
    said = {each.cell: each for each in publication.counts}
    for each in publication.counts:
        if only is not None and each.cell.value("place") != only:
            continue
        x = number(each.cell)
        of = number(each.of) if each.of else None
        if each.number is not None:
            step = each.step
            keep &= ((x + step // 2) // step * step == each.number) & ~small(x)
            if of is not None:
                keep &= ~small(of) & ~small(of - x)
        elif each.sign == "z":
            keep &= of == 0
        elif of is None or (each.of in said and said[each.of].number is not None):
            keep &= x >= (profile.least or 0)
    for rate in publication.rates:
        if only is not None and rate.number.value("place") != only:
            continue
        x, of = number(rate.number), number(rate.of)  # type: ignore[arg-type]
        scale = 2 * rate.scale * 10**rate.decimals
        keep &= (of > 0) & ((scale * x + of) // np.maximum(2 * of, 1) == rate.value)
        keep &= ~small(x) & ~small(of) & ~small(of - x) & ((x > 0) | (not rate.is_low))
        if rate.value == 0 and not rate.is_low:
            keep &= x == 0
    return keep


@dataclass
class Compared:
    """How many tiny releases were compared, over how many tables, and where the two differ."""

    releases: int = 0
    cells: int = 0
    tables: int = 0
    integer: int = 0
    differ: tuple[str, ...] = ()


def compare(seeds: Iterator[int], releases: int) -> Compared:
    """Count out so many tiny releases and ask the attacker about the same."""
    result = Compared()
    for seed in seeds:
        if result.releases == releases:
            return result
        dice = random.Random(seed)
        world, profile = draw(dice), dice.choice((DFE, DFE, WALES))
        publications = print_some(world, dice, profile)
        tables = all_tables(world, publications, profile)
        if tables is None:
            continue
        answer = attack(world.frame, publications, profile=profile)
        result.releases += 1
        result.tables += len(tables)
        result.integer += answer.integer
        for cell, found in answer.found.items():
            assert isinstance(cell, Cell)
            values = tables[np.ix_(range(len(tables)), *world.inside(cell))].sum(axis=(1, 2, 3))
            result.cells += 1
            if (found.low, found.high) != (int(values.min()), int(values.max())):
                result.differ += (f"seed {seed}: {cell} is {values.min()} to {values.max()}, said {found.interval}",)
    return result


__all__ = ["Compared", "Reason", "compare", "draw", "product"]
