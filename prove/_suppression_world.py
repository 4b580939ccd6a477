"""Invented national figures: authorities in forces in regions, children who go missing more than once, answers of yes and no.

Nothing in it is about a real place or child.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wayhome.benchmarking.disclosure.counting import Rows
from wayhome.benchmarking.disclosure.frame import Dimension, Frame
from wayhome.benchmarking.disclosure.tables import Show, Table

RETURNS = "eligible returns"
OURS = ("home", "care in area", "care out of area")
GROUPS = (*OURS, "hosted")
AGES = ("5-9", "10-12", "13-15", "16-17")
YES_NO = ("yes", "no")
EVERYTHING = "England"
OWN = "own children"


@dataclass(frozen=True)
class World:
    """Where, and the rows that are counted."""

    frame: Frame
    places: tuple[str, ...]
    regions: tuple[str, ...]
    forces: tuple[str, ...]
    count: Rows
    episodes: int


def world(seed: int, *, authorities: int = 150, size: float = 260.0) -> World:
    """One country: sizes that differ widely, groups and answers that differ from place to place."""
    dice = np.random.default_rng(seed)
    places = tuple(f"LA{number:03d}" for number in range(authorities))
    forces, regions = _map(places, dice)
    frame = Frame(
        (
            Dimension(
                "place",
                places,
                groups={**regions, **forces},
                levels=(tuple(regions), tuple(forces)),
                children_add_up=True,
                geography=True,
            ),
            Dimension("group", GROUPS, groups={OWN: frozenset(OURS)}, levels=((OWN, "hosted"),)),
            Dimension("age", AGES),
            Dimension("offered", YES_NO),
            Dimension("heard", YES_NO),
        )
    )
    rows = _rows(places, dice, size)
    children, columns = rows
    return World(frame, places, tuple(regions), tuple(forces), Rows(frame, children, columns), len(children))


def _map(
    places: tuple[str, ...], dice: np.random.Generator
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Forces of one to eight authorities, regions of three to six forces."""
    forces: dict[str, frozenset[str]] = {}
    start = 0
    while start < len(places):
        end = start + int(dice.integers(1, 9))
        forces[f"F{len(forces):02d}"] = frozenset(places[start:end])
        start = end
    regions: dict[str, frozenset[str]] = {}
    names = list(forces)
    start = 0
    while start < len(names):
        end = start + int(dice.integers(3, 7))
        regions[f"R{len(regions)}"] = frozenset().union(*(forces[name] for name in names[start:end]))
        start = end
    return forces, regions


def _rows(places: tuple[str, ...], dice: np.random.Generator, size: float) -> tuple[list[str], dict[str, list[str]]]:
    children: list[str] = []
    columns: dict[str, list[str]] = {name: [] for name in ("place", "group", "age", "offered", "heard")}
    for place in places:
        total = max(12, int(dice.lognormal(np.log(size), 0.7)))
        mix = dice.dirichlet((12, 6, 4, 5))
        offer, hear = dice.beta(8, 2, 4), dice.beta(5, 4, 4)
        child = 0
        while total > 0:
            child += 1
            times = min(total, int(dice.geometric(0.5)))
            total -= times
            home = int(dice.choice(4, p=mix))
            age = int(dice.choice(4, p=(0.04, 0.14, 0.5, 0.32)))
            for _ in range(times):
                group = home if dice.random() < 0.92 else int(dice.choice(4, p=mix))
                offered = dice.random() < offer[group]
                children.append(f"{place}/{child}")
                columns["place"].append(place)
                columns["group"].append(GROUPS[group])
                columns["age"].append(AGES[age])
                columns["offered"].append(YES_NO[0 if offered else 1])
                columns["heard"].append(YES_NO[0 if offered and dice.random() < hear[group] else 1])
    return children, columns


def first_tables(country: World) -> list[Table]:
    """What a national release prints: an indicator by place and group, and different children."""
    everywhere = (*country.places, *country.regions, "all")
    return [
        Table(
            title="Offered",
            population=RETURNS,
            by=(("place", everywhere), ("group", (*GROUPS, OWN))),
            counting=("offered", ("yes",)),
            shows=frozenset({Show.OF, Show.NUMBER, Show.PERCENTAGE}),
        ),
        Table(
            title="Children",
            population=RETURNS,
            by=(("place", everywhere),),
            within={"group": OWN},
            shows=frozenset({Show.OF, Show.CHILDREN, Show.AVERAGE}),
        ),
    ]


def later_tables(country: World) -> list[Table]:
    """What comes after it, of the same children: another indicator of the larger groups, and ages by police force."""
    return [
        Table(
            title="Heard",
            population=RETURNS,
            by=(("place", (*country.places, *country.regions, "all")), ("group", (OWN, "all"))),
            counting=("heard", ("yes",)),
            shows=frozenset({Show.OF, Show.NUMBER, Show.PERCENTAGE}),
        ),
        Table(
            title="Ages",
            population=RETURNS,
            by=(("place", (*country.forces, *country.regions, "all")), ("age", AGES)),
            within={"group": OWN},
            shows=frozenset({Show.OF}),
        ),
    ]
