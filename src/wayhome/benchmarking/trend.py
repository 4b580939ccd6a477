"""Has something changed? The XmR chart of one measure over time, with a rule set that has a name (indicators reference §4).

Published tools disagree on each of these rules, so a chart always says which it followed. Everything is worked out in
fractions: a run of equal rates lies on its mean, and not a rounding beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

RULES = "Wayhome XmR rules, version 1"
WIDTH = Fraction("2.66")
"""The limits lie so many mean moving ranges from the average."""
TOO_WIDE = Fraction("3.267")
"""A moving range of more than so many mean moving ranges says nothing of ordinary spread, and is left out of it, once."""
NEAR = Fraction(2, 3)
"""From so far on the way from the average to a limit a value is near the limit."""
RUN = 7
ENOUGH = 12
"""With fewer values than this the limits are on trial."""
FEWEST = 4
"""With fewer values than this no limits are drawn at all."""


class Signal(StrEnum):
    """A sign of change, by the rule that found it."""

    BEYOND = "beyond"  # one value outside the limits
    SHIFT = "shift"  # seven or more in a row on one side of the average
    TREND = "trend"  # seven or more in a row, each higher, or each lower, than the one before
    NEAR_LIMIT = "near_limit"  # two of three in a row near one limit, and inside it


class Side(StrEnum):
    """Which way."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Found:
    """One sign of change: which rule, which way, and which values it rests on, by their places."""

    signal: Signal
    side: Side
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """The average and what ordinary spread allows around it; not cut at 0 or 1, where no rate can lie."""

    average: Fraction
    spread: Fraction
    """The mean moving range, without those that are too wide."""

    @property
    def upper(self) -> Fraction:
        return self.average + WIDTH * self.spread

    @property
    def lower(self) -> Fraction:
        return self.average - WIDTH * self.spread


@dataclass(frozen=True, slots=True)
class Chart:
    """Values in order of time, None where there is none to show; the limits, if there are enough; and what they show."""

    values: tuple[Fraction | None, ...]
    limits: Limits | None
    found: tuple[Found, ...]

    @property
    def on_trial(self) -> bool:
        """Limits from fewer than twelve values may still move a good deal."""
        return self.limits is not None and sum(value is not None for value in self.values) < ENOUGH

    def signals_at(self, place: int) -> tuple[Found, ...]:
        """The signs of change that rest on one value."""
        return tuple(found for found in self.found if place in found.places)

    @property
    def latest(self) -> Found | None:
        """The sign of change that the latest values rest on; where several end together, the longest."""
        return max(self.found, key=lambda found: (found.places[-1], len(found.places)), default=None)


def xmr(values: Sequence[Fraction | float | int | None]) -> Chart:
    """The chart of some values in order of time. A gap (None) breaks every run, and no range is taken over it."""
    exact = tuple(None if value is None else Fraction(value) for value in values)
    limits = limits_of(exact)
    if limits is None:
        return Chart(exact, None, ())
    rules = (beyond, shifts, trends, near_limits)
    found = [each for rule in rules for each in rule(exact, limits)]
    return Chart(exact, limits, tuple(sorted(found, key=lambda each: (each.places, each.signal))))


def limits_of(values: Sequence[Fraction | None]) -> Limits | None:
    """The average of all, and the mean moving range without those that are too wide; None for too few values."""
    known = [value for value in values if value is not None]
    ranges = [abs(after - before) for before, after in pairwise(values) if before is not None and after is not None]
    if len(known) < FEWEST or not ranges:
        return None
    mean = sum(ranges, Fraction(0)) / len(ranges)
    kept = [each for each in ranges if each <= TOO_WIDE * mean]
    kept = kept if any(kept) else ranges  # where nothing else ever moved, the one jump is all there is to go by
    return Limits(sum(known, Fraction(0)) / len(known), sum(kept, Fraction(0)) / len(kept))


def beyond(values: Sequence[Fraction | None], limits: Limits) -> Iterator[Found]:
    """One value outside the limits."""
    for place, value in enumerate(values):
        if value is not None and not limits.lower <= value <= limits.upper:
            yield Found(Signal.BEYOND, _side(value, limits), (place,))


def shifts(values: Sequence[Fraction | None], limits: Limits) -> Iterator[Found]:
    """Seven or more in a row on one side of the average; a value on the average ends the run."""
    for side in Side:
        sign = 1 if side is Side.HIGHER else -1

        def on_this_side(place: int, sign: int = sign) -> bool:
            value = values[place]
            return value is not None and sign * (value - limits.average) > 0

        yield from _runs(Signal.SHIFT, side, len(values), on_this_side)


def trends(values: Sequence[Fraction | None], limits: Limits) -> Iterator[Found]:
    """Seven or more in a row, each higher, or each lower, than the one before; two equal values end the run."""
    for side in Side:
        sign = 1 if side is Side.HIGHER else -1

        def goes_on(place: int, sign: int = sign) -> bool:
            before, after = values[place], values[place + 1]
            return before is not None and after is not None and sign * (after - before) > 0

        for run in _stretches(len(values) - 1, goes_on):
            if len(run) + 1 >= RUN:
                yield Found(Signal.TREND, side, (*run, run[-1] + 1))


def near_limits(values: Sequence[Fraction | None], limits: Limits) -> Iterator[Found]:
    """Two of three in a row near the same limit, and inside it."""
    for side in Side:
        sign = 1 if side is Side.HIGHER else -1
        near = [
            value is not None
            and NEAR * WIDTH * limits.spread < sign * (value - limits.average) <= WIDTH * limits.spread
            for value in values
        ]
        said: set[tuple[int, ...]] = set()
        for first in range(len(values) - 2):
            three = range(first, first + 3)
            places = tuple(place for place in three if near[place])
            if len(places) >= 2 and None not in [values[place] for place in three] and places not in said:
                said.add(places)
                yield Found(Signal.NEAR_LIMIT, side, places)


def _side(value: Fraction, limits: Limits) -> Side:
    return Side.HIGHER if value > limits.average else Side.LOWER


def _runs(signal: Signal, side: Side, length: int, holds: Callable[[int], bool]) -> Iterator[Found]:
    for run in _stretches(length, holds):
        if len(run) >= RUN:
            yield Found(signal, side, run)


def _stretches(length: int, holds: Callable[[int], bool]) -> Iterator[tuple[int, ...]]:
    """The longest stretches of places, one after another, for which something holds."""
    run: list[int] = []
    for place in range(length):
        if holds(place):
            run.append(place)
            continue
        if run:
            yield tuple(run)
        run = []
    if run:
        yield tuple(run)
