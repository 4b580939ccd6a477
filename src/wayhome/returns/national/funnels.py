"""The funnel of the councils whose published counts may stand together, drawn once wide and once for 288 px; text is never scaled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

from wayhome.benchmarking.funnel import Funnel, Point, funnel
from wayhome.benchmarking.peers import authorities
from wayhome.benchmarking.rates import ALERT
from wayhome.indicators.definition import Count
from wayhome.returns.words import percent

LEAST = 3
"""With fewer councils there is no picture of who differs."""
STEPS = 48

TITLES = {
    -1: "Lower than chance and ordinary spread would give",
    0: "No different from what chance and ordinary spread would give",
    1: "Higher than chance and ordinary spread would give",
    None: "Too few councils to say what spread is ordinary",
}
"""Chosen by the 99.8% limits that allow for ordinary spread, and by nothing else."""


@dataclass(frozen=True, slots=True)
class Size:
    """One of the two drawings, in pixels."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int = 14
    bottom: int = 44

    def x(self, returns: float, most: float) -> float:
        """Where so many returns stand."""
        return round(self.left + (self.width - self.left - self.right) * returns / most, 1)

    def y(self, share: float) -> float:
        """Where a share stands; every council's funnel has the same scale."""
        return round(self.top + (self.height - self.top - self.bottom) * (1 - share), 1)


SIZES = (Size("wide", 640, 340, 44, 12), Size("narrow", 288, 260, 40, 8))


@dataclass(frozen=True, slots=True)
class Dot:
    """One council in a drawing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where everything stands that is the same for every council."""

    size: Size
    chance: tuple[str, ...]
    """The two dashed lines, as points."""
    spread: tuple[str, ...]
    """The two solid lines; none where no ordinary spread can be worked out."""
    middle: float
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    shares: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Comparable:
    """The councils of one figure whose published counts may stand together."""

    counts: Mapping[str, Count]
    funnel: Funnel
    most: int
    drawn: tuple[Drawn, ...]

    def point(self, code: str) -> Point | None:
        """The council's place; None where it is not among them."""
        name = authorities()[code].name
        return next((each for each in self.funnel.points if each.name == name), None) if code in self.counts else None

    def title(self, code: str) -> str:
        """A true sentence of at most ten words about one council."""
        point = self.point(code)
        return TITLES[None if point is None else point.signal]

    def own(self, code: str) -> tuple[tuple[Drawn, Dot], ...]:
        """Where one council stands, in each drawing."""
        count = self.counts[code]
        share, known = count.share or 0.0, count.known or 0
        return tuple((each, Dot(each.size.x(known, self.most), each.size.y(share))) for each in self.drawn)


def comparable(counts: Mapping[str, Count]) -> Comparable | None:
    """The funnel of published counts by code; None where too few can be drawn. Councils without a return are in none."""
    some = {code: count for code, count in counts.items() if count.known}
    if len(some) < LEAST:
        return None
    made = funnel({authorities()[code].name: count for code, count in some.items()})
    most = _round_up(max(count.known or 0 for count in some.values()))
    return Comparable(some, made, most, tuple(_drawn(size, some, made, most) for size in SIZES))


def words_of(count: Count, point: Point) -> str:
    """A share with its interval, in words."""
    interval = point.figure.interval
    if count.share is None or interval is None:
        return "no returns"
    return f"{percent(count.share)} ({percent(interval.low)} to {percent(interval.high)})"


def _drawn(size: Size, counts: Mapping[str, Count], made: Funnel, most: int) -> Drawn:
    known = np.linspace(most / STEPS, most, STEPS)
    spread = made.ordinary(known, confidence=ALERT)
    return Drawn(
        size,
        tuple(_line(size, known, ends, most) for ends in made.chance(known)),
        () if spread is None else tuple(_line(size, known, ends, most) for ends in spread),
        size.y(made.benchmark),
        tuple(Dot(size.x(each.known or 0, most), size.y(each.share or 0.0)) for each in counts.values()),
        tuple((size.x(at, most), f"{at:,}") for at in range(0, most + 1, most // (4 if size.name == "wide" else 2))),
        tuple((size.y(at / 100), f"{at}%") for at in (0, 25, 50, 75, 100)),
    )


def _line(size: Size, known: NDArray[np.float64], ends: NDArray[np.float64], most: int) -> str:
    return " ".join(f"{size.x(n, most)},{size.y(end)}" for n, end in zip(known.tolist(), ends.tolist(), strict=True))


def _round_up(most: int) -> int:
    """The end of the axis: four round steps that hold the largest council."""
    tens = (each * 10**power for power in count(0) for each in (10, 15, 20, 25, 30, 40, 50, 60, 80))
    steps = chain(range(1, 10), tens)
    end: int = next(4 * step for step in steps if 4 * step >= most)
    return end
