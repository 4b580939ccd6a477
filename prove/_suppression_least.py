"""The fewest figures that can be hidden, found by trying every smaller choice against the attacker."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import combinations

from wayhome.benchmarking.disclosure.attacker import Secrets, attack
from wayhome.benchmarking.disclosure.counting import Rows
from wayhome.benchmarking.disclosure.differences import unprinted
from wayhome.benchmarking.disclosure.frame import Cell, Dimension, Frame
from wayhome.benchmarking.disclosure.printing import Sheet, publish
from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.benchmarking.disclosure.release import Refused, prepare
from wayhome.benchmarking.disclosure.tables import Show, Table

GROUPS = ("home", "care in area", "care out of area")
SIZES = (0, 1, 2, 4, 7, 9, 14, 22, 30, 55)
MOST_TO_TRY = 3
"""Areas that need more than so many further figures take too long to try."""


@dataclass(frozen=True)
class Least:
    """One small area: how many figures are hidden from the start, how many more at the least, and how many are."""

    seed: int
    primary: int
    least: int
    exactly: int
    quickly: int

    @property
    def ratio(self) -> float:
        """Figures hidden, as the larger of both ways, to the fewest there can be."""
        return (self.primary + max(self.exactly, self.quickly)) / (self.primary + self.least)


def try_area(seed: int) -> Least | None:
    """One or two invented authorities. None: nothing further to hide, or too much to try."""
    dice = random.Random(seed)
    places = ("A", "B")[: dice.choice((1, 1, 2))]
    frame = Frame(
        (
            Dimension("place", places, children_add_up=True, geography=True),
            Dimension("group", GROUPS),
            Dimension("offered", ("yes", "no")),
        )
    )
    rows = [
        (place, group, answer)
        for place in places
        for group in GROUPS
        for answer in ("yes", "no")
        for _ in range(dice.choice(SIZES))
    ]
    columns = dict(zip(("place", "group", "offered"), zip(*rows, strict=True), strict=True))
    count = Rows(frame, range(len(rows)), columns)
    table = Table(
        title="Offered",
        population="returns",
        by=(("place", (*places, "all") if len(places) > 1 else places), ("group", (*GROUPS, "all"))),
        counting=("offered", ("yes",)),
        shows=frozenset({Show.OF, Show.NUMBER}),
    )
    try:
        found = [prepare("small", frame, [table], count, exactly=exactly) for exactly in (True, False)]
    except Refused:
        return None
    primary = len(found[0].sheet.primary.keys() & found[0].sheet.counts.keys())
    more = [len(each.reasons) - primary for each in found]
    if not min(more) or min(more) > MOST_TO_TRY:
        return None
    smaller = next((size for size in range(min(more)) if _can_do_with(found[0].sheet, count, size)), min(more))
    return Least(seed, primary, smaller, more[0], more[1])


def _can_do_with(sheet: Sheet, count: Rows, size: int) -> bool:
    """Whether any choice of so many further figures leaves the attacker with nothing."""
    hidden = sheet.primary.keys() & sheet.counts.keys()
    others = [cell for cell in sheet.counts if cell not in hidden and count(cell).episodes]
    return any(_is_safe(sheet, count, hidden | set(choice)) for choice in combinations(others, size))


def _is_safe(sheet: Sheet, count: Rows, hidden: set[Cell]) -> bool:
    few = frozenset(cell for cell in hidden if 0 < count(cell).episodes < 6)
    reasons = {cell: sheet.primary[cell] for cell in hidden & sheet.primary.keys()}
    secrets = Secrets(
        sensitive=few,
        not_sensitive=frozenset(hidden - few),
        unprinted=unprinted(sheet, (), count),
        reasons=reasons,
    )
    answer = attack(sheet.frame, [publish(sheet, hidden)], profile=DFE, secrets=secrets, closely=False)
    return answer.holds
