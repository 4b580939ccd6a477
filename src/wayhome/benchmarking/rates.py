"""Shares, rates and gaps, each with what chance allows and with a bound for what is not known (indicators reference §2, §4).

The functions of arrays take numbers or arrays that broadcast, and give arrays of the joint shape. Shares are from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from wayhome.indicators.definition import Count, NoRate

Floats = NDArray[np.float64]
Limits = tuple[Floats, Floats]
"""The lower and the upper limits of many intervals."""

CONFIDENCE = 0.95
ALERT = 0.998
"""What is drawn, and what alerts: at 95% a national set of indicators would flag hundreds of authorities by chance."""

FEW = 10
"""Below so many events the Poisson limits are exact."""


class Interval(NamedTuple):
    """From the least to the most."""

    low: float
    high: float


def normal(confidence: float) -> float:
    """How many standard errors either side hold this confidence, 0.95 giving 1.96. Raises ValueError outside 0 to 1."""
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence lies between 0 and 1, {confidence} does not")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(x: ArrayLike, n: ArrayLike, *, confidence: float = CONFIDENCE) -> Limits:
    """Limits of the share x of n: the score interval (Wilson 1927, J Am Stat Assoc 22:209).

    A share lies outside the funnel of chance exactly when this interval leaves out the benchmark. Raises NoRate where n
    is 0, ValueError where x is below 0 or above n.
    """
    x, n = _shares(x, n)
    z = normal(confidence)
    middle, reach = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    whole = 2 * (n + z**2)
    return np.where(x == 0, 0.0, (middle - reach) / whole), np.where(x == n, 1.0, (middle + reach) / whole)


def exact_poisson(x: ArrayLike, *, confidence: float = CONFIDENCE) -> Limits:
    """Exact limits of the expected number behind x events (Garwood 1936, Biometrika 28:437). Raises ValueError below 0."""
    x = _numbers(x)
    tail = (1 - _checked(confidence)) / 2
    low = np.where(x == 0, 0.0, special.gammaincinv(np.maximum(x, 1), tail))
    return low, np.asarray(special.gammainccinv(x + 1, tail))


def byar(x: ArrayLike, *, confidence: float = CONFIDENCE) -> Limits:
    """Byar's limits of the expected number behind x events (Breslow and Day 1987, IARC 82:69). Raises ValueError below 0."""
    x = _numbers(x)
    z = normal(confidence)
    most, some = x + 1, np.maximum(x, 1)
    low = x * np.maximum(1 - 1 / (9 * some) - z / (3 * np.sqrt(some)), 0) ** 3
    return low, most * (1 - 1 / (9 * most) + z / (3 * np.sqrt(most))) ** 3


def poisson(x: ArrayLike, *, confidence: float = CONFIDENCE) -> Limits:
    """Limits of the expected number behind x events: exact below ten, Byar's from there. Raises ValueError below 0."""
    x = _numbers(x)
    exact, close = exact_poisson(x, confidence=confidence), byar(x, confidence=confidence)
    return np.where(x < FEW, exact[0], close[0]), np.where(x < FEW, exact[1], close[1])


def newcombe(x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike, *, confidence: float = CONFIDENCE) -> Limits:
    """Limits of the difference x/n - y/m of two shares: Wilson's, squared and added (Newcombe 1998, Stat Med 17:873, method 10).

    Raises NoRate and ValueError as `wilson`.
    """
    (low, high), (other_low, other_high) = wilson(x, n, confidence=confidence), wilson(y, m, confidence=confidence)
    (x, n), (y, m) = _shares(x, n), _shares(y, m)
    p, q = x / n, y / m
    return p - q - np.hypot(p - low, other_high - q), p - q + np.hypot(high - p, q - other_low)


@dataclass(frozen=True, slots=True)
class Figure:
    """A share as it is printed: of those known with its interval, the bound beside it, or the words why there is none."""

    count: Count
    confidence: float
    share: float | None
    interval: Interval | None
    """What chance allows, had all answers been known in the share they are known in. None without a share."""
    bound: Interval | None
    """The least and the most the share can be, whatever the unknown answers are. None without a denominator."""

    @property
    def why_no_rate(self) -> str | None:
        """Why there is no share, in words, or None where there is one."""
        return self.count.why_no_rate

    @property
    def hollow(self) -> bool:
        """Drawn hollow, and gives no signal: less than 85% is known, or nothing is."""
        return self.count.is_hollow


def figure(count: Count, *, confidence: float = CONFIDENCE) -> Figure:
    """The figure of one count, with Wilson's interval over those known. Never raises for a count without a rate."""
    bound = None if count.bound is None else Interval(*count.bound)
    if count.share is None or count.known is None:
        return Figure(count, _checked(confidence), None, None, bound)
    low, high = wilson(count.numerator, count.known, confidence=confidence)
    return Figure(count, confidence, count.share, Interval(float(low), float(high)), bound)


@dataclass(frozen=True, slots=True)
class Rate:
    """A number of events for so many of a population or of years lived, with its interval."""

    count: Count
    population: float
    per: int
    confidence: float
    value: float
    interval: Interval


def rate(count: Count, *, population: float, per: int = 10_000, confidence: float = CONFIDENCE) -> Rate:
    """A plain number per so many of a population: R1 per 10,000 children, or per 100 years of looking after.

    Limits as `poisson`, the population taken as known. Raises NoRate without a population, ValueError for a share.
    """
    if count.denominator is not None:
        raise ValueError("a share has its own denominator; only a plain number is divided by a population")
    if population <= 0:
        raise NoRate("There is no population to divide by.")
    low, high = poisson(count.numerator, confidence=confidence)
    interval = Interval(float(low) * per / population, float(high) * per / population)
    return Rate(count, population, per, confidence, count.numerator * per / population, interval)


@dataclass(frozen=True, slots=True)
class Gap:
    """One share less another, as percentage points from -1 to 1; or the words why there is none."""

    one: Figure
    other: Figure
    difference: float | None
    interval: Interval | None
    bound: Interval | None
    """The least and the most the gap can be, whatever the unknown answers on either side are."""

    @property
    def why_no_rate(self) -> str | None:
        """Why there is no gap, or None where there is one."""
        return self.one.why_no_rate or self.other.why_no_rate

    @property
    def hollow(self) -> bool:
        """Too little is known on either side: drawn hollow, and gives no signal."""
        return self.one.hollow or self.other.hollow


def gap(one: Count, other: Count, *, confidence: float = CONFIDENCE) -> Gap:
    """How far one share lies above another, for two sets of returns with none in common, by Newcombe's interval.

    Never raises for a count without a rate.
    """
    first, second = figure(one, confidence=confidence), figure(other, confidence=confidence)
    bound = interval = difference = None
    if first.bound is not None and second.bound is not None:
        bound = Interval(first.bound.low - second.bound.high, first.bound.high - second.bound.low)
    if one.share is not None and other.share is not None:
        difference = one.share - other.share
        limits = newcombe(one.numerator, one.known or 0, other.numerator, other.known or 0, confidence=confidence)
        interval = Interval(*map(float, limits))
    return Gap(first, second, difference, interval, bound)


def _shares(x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    x, n = np.broadcast_arrays(np.asarray(x, np.float64), np.asarray(n, np.float64))
    if np.any(n == 0):
        raise NoRate("Nobody to count: the denominator is 0.")
    if not np.all((x >= 0) & (x <= n)):
        raise ValueError("what is counted lies between 0 and the denominator")
    return x, n


def _numbers(x: ArrayLike) -> Floats:
    x = np.asarray(x, np.float64)
    if not np.all(x >= 0):
        raise ValueError("a number of events cannot be negative")
    return x


def _checked(confidence: float) -> float:
    normal(confidence)
    return confidence
