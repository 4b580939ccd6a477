"""The funnel: who differs from the whole by more than chance, and by more than the ordinary spread of authorities.

Nobody is ranked: points come back by name. Only the limits that allow for ordinary spread give a signal, at 99.8%.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wayhome.benchmarking.rates import ALERT, CONFIDENCE, Figure, Limits, figure, normal, wilson
from wayhome.benchmarking.spread import OrdinarySpread, back, ordinary_spread, rooted
from wayhome.indicators.definition import Count, NoRate


@dataclass(frozen=True, slots=True)
class Point:
    """One authority in the funnel. Of each pair of limits: -1 below, 0 inside, 1 above; all None where it is hollow."""

    name: str
    figure: Figure
    beyond_chance: int | None
    """Of the 95% limits of chance alone."""
    far_beyond_chance: int | None
    """Of the 99.8% limits of chance alone."""
    beyond_spread: int | None
    """Of the 95% limits that allow for ordinary spread as well."""
    signal: int | None
    """Of the 99.8% limits that allow for ordinary spread: the only one that alerts. None where there is no spread."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """The points in the order of their names, the benchmark, and the spread the wide limits allow for."""

    benchmark: float
    spread: OrdinarySpread | None
    """None where fewer than ten authorities are well enough known: then only chance is drawn, and nothing alerts."""
    points: tuple[Point, ...]

    def chance(self, n: ArrayLike, *, confidence: float = CONFIDENCE) -> Limits:
        """Where the limits of chance alone lie for n known returns, as shares."""
        return chance_limits(n, self.benchmark, confidence=confidence)

    def ordinary(self, n: ArrayLike, *, confidence: float = CONFIDENCE) -> Limits | None:
        """Where the limits that allow for ordinary spread lie for n known returns, as shares; None without a spread."""
        return None if self.spread is None else ordinary_limits(n, self.spread, confidence=confidence)


def funnel(counts: Mapping[str, Count], *, benchmark: float | None = None) -> Funnel:
    """Put one count for each name against the benchmark; without one, against the pooled share of those well known.

    Figures below 85% known are drawn hollow: they are points, but shape neither benchmark nor spread and give no signal.
    Which figures may stand together is for the caller to ask first (`comparable`). Raises NoRate where no benchmark is
    given and none can be worked out, ValueError for plain numbers and for a benchmark outside 0 to 1.
    """
    if any(count.denominator is None for count in counts.values()):
        raise ValueError("a funnel is of shares, not of plain numbers")
    named = dict(sorted(counts.items()))
    solid = [count for count in named.values() if not count.is_hollow]
    x, n = np.array([c.numerator for c in solid]), np.array([c.known for c in solid], np.int64)
    if benchmark is None:
        if not solid:
            raise NoRate("Nobody is known well enough to say what is usual.")
        benchmark = float(x.sum() / n.sum())
    if not 0 <= benchmark <= 1:
        raise ValueError(f"a benchmark is a share from 0 to 1, {benchmark} is not")
    spread = ordinary_spread(x, n, centre=benchmark)
    return Funnel(benchmark, spread, tuple(_point(name, count, benchmark, spread) for name, count in named.items()))


def chance_limits(n: ArrayLike, benchmark: float, *, confidence: float = CONFIDENCE) -> Limits:
    """Limits of chance about the benchmark for n returns: benchmark ± z sqrt(benchmark (1 - benchmark)/n), kept in 0 to 1.

    A share lies outside them exactly when its own Wilson interval leaves the benchmark out; `beyond_chance` asks that.
    """
    reach = normal(confidence) * np.sqrt(benchmark * (1 - benchmark) / np.asarray(n, np.float64))
    return np.maximum(benchmark - reach, 0), np.minimum(benchmark + reach, 1)


def ordinary_limits(n: ArrayLike, spread: OrdinarySpread, *, confidence: float = CONFIDENCE) -> Limits:
    """Limits of chance and ordinary spread together: z sqrt(1/(4n) + tau2) on the arcsine-root scale (Spiegelhalter 2005)."""
    reach = normal(confidence) * np.sqrt(1 / (4 * np.asarray(n, np.float64)) + spread.tau2)
    return back(rooted(spread.centre) - reach), back(rooted(spread.centre) + reach)


def beyond_chance(x: int, n: int, benchmark: float, *, confidence: float = CONFIDENCE) -> int:
    """-1, 0 or 1: whether the Wilson interval of x of n lies below the benchmark, holds it, or lies above it."""
    low, high = wilson(x, n, confidence=confidence)
    return int(low > benchmark) - int(high < benchmark)


def beyond_spread(x: int, n: int, spread: OrdinarySpread, *, confidence: float = CONFIDENCE) -> int:
    """-1, 0 or 1: whether x of n lies below, within or above the limits that allow for ordinary spread."""
    low, high = ordinary_limits(n, spread, confidence=confidence)
    return int(x / n > high) - int(x / n < low)


def _point(name: str, count: Count, benchmark: float, spread: OrdinarySpread | None) -> Point:
    shown = figure(count)
    if not count.known or shown.hollow:
        return Point(name, shown, None, None, None, None)
    x, n = count.numerator, count.known
    chance, far = beyond_chance(x, n, benchmark), beyond_chance(x, n, benchmark, confidence=ALERT)
    if spread is None:
        return Point(name, shown, chance, far, None, None)
    return Point(name, shown, chance, far, beyond_spread(x, n, spread), beyond_spread(x, n, spread, confidence=ALERT))
