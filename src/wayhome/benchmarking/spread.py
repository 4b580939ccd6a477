"""Spread: of hours within one authority (a median with its interval), and of authorities about the whole beyond chance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wayhome.benchmarking.rates import CONFIDENCE, Floats, Interval, normal

MEDIAN, NINE_TENTHS = 0.5, 0.9
LEAST_IN_THE_MIDDLE, LEAST_AT_THE_ENDS = 20, 50
"""How many values a quantile of the middle half needs, and one nearer the ends, the 90th centile for example."""

TRIMMED = 0.1
LEAST_AUTHORITIES = 10
"""A tenth is drawn in at either end, so fewer than ten authorities say nothing about how far authorities differ."""


@dataclass(frozen=True, slots=True)
class Quantile:
    """The value below which a share `of` of the known values lie, or the words why it is not given."""

    of: float
    known: int
    not_known: int
    confidence: float
    value: float | None
    interval: Interval | None
    why_not: str | None


def least(of: float) -> int:
    """How many known values the quantile needs before it is given: 20 in the middle half, 50 beyond."""
    return LEAST_IN_THE_MIDDLE if 0.25 <= of <= 0.75 else LEAST_AT_THE_ENDS


def quantile(values: Iterable[float | None], of: float = MEDIAN, *, confidence: float = CONFIDENCE) -> Quantile:
    """The quantile of values in any unit, hours for example, with an interval from two of the values themselves.

    None is not known, and is counted as such. Between two values it is interpolated (Hyndman and Fan 1996, Am Stat
    50:361, type 7); the interval assumes nothing about the shape (`ranks`). Too few values give words and no value.
    Raises ValueError where `of` or `confidence` is not between 0 and 1.
    """
    held = list(values)
    known = np.sort(np.array([value for value in held if value is not None], np.float64))
    places = ranks(known.size, of, confidence=confidence)
    value = interval = why_not = None
    if known.size < least(of):
        why_not = f"Too few to show fairly: {known.size} known, {least(of)} needed."
    else:
        value = float(np.quantile(known, of))
        if places is None:
            why_not = f"{known.size} values do not reach far enough for an interval."
        else:
            interval = Interval(float(known[places[0] - 1]), float(known[places[1] - 1]))
    return Quantile(of, known.size, len(held) - known.size, confidence, value, interval, why_not)


def ranks(n: int, of: float, *, confidence: float = CONFIDENCE) -> tuple[int, int] | None:
    """Which of n values in ascending order, counted from 1, are the limits of a quantile; None where n is too small.

    The narrowest pair with at most (1 - confidence)/2 outside either end, by the binomial distribution of how many values
    lie below the quantile (Conover 1999, Practical Nonparametric Statistics, 3.2). Raises ValueError outside 0 to 1.
    """
    if not 0 < of < 1:
        raise ValueError(f"a quantile lies between 0 and 1, {of} does not")
    normal(confidence)
    tail = (1 - confidence) / 2
    below = special.bdtr(np.arange(n), n, of)  # the chance that at most 0, 1, … n-1 values lie below the quantile
    low = int(np.count_nonzero(below <= tail))
    high = n - int(np.count_nonzero(below >= 1 - tail)) + 1
    return (low, high) if low >= 1 and high <= n else None


@dataclass(frozen=True, slots=True)
class OrdinarySpread:
    """How far authorities differ beyond chance, on the arcsine-root scale, where chance is the same for every share."""

    centre: float
    authorities: int
    phi: float
    """How many times the variance of chance the shares vary by; 1 is chance alone."""
    tau2: float
    """The variance between authorities; 0 where chance explains it all."""

    def band(self, *, confidence: float = CONFIDENCE) -> Interval:
        """Within which shares this part of authorities would lie, did each have returns without end."""
        reach = normal(confidence) * np.sqrt(self.tau2)
        low, high = back(rooted(self.centre) + np.array([-reach, reach]))
        return Interval(float(low), float(high))


def ordinary_spread(x: ArrayLike, n: ArrayLike, *, centre: float) -> OrdinarySpread | None:
    """The spread of the shares x of n, one for each authority, about `centre`; None below ten authorities.

    z on the arcsine-root scale, a tenth drawn in at either end, phi their mean square, and tau2 by moments (Spiegelhalter
    2005, Qual Saf Health Care 14:347; DerSimonian and Laird 1986, Control Clin Trials 7:177). Every n must be above 0.
    """
    n = np.asarray(n, np.float64)
    k = n.size
    if k < LEAST_AUTHORITIES:
        return None
    weight = 4 * n
    z = drawn_in((rooted(np.asarray(x) / n) - rooted(centre)) * np.sqrt(weight))
    phi = float(np.mean(z**2))
    beyond = k * phi - (k - 1)
    tau2 = max(0.0, beyond / float(weight.sum() - (weight**2).sum() / weight.sum()))
    return OrdinarySpread(centre, k, phi, tau2)


def drawn_in(z: ArrayLike, *, part: float = TRIMMED) -> Floats:
    """The values with the lowest and the highest part of them set to the quantile they lie beyond (winsorised)."""
    low, high = np.quantile(np.asarray(z, np.float64), [part, 1 - part])
    return np.clip(np.asarray(z, np.float64), low, high)


def rooted(share: ArrayLike) -> Floats:
    """Shares on the arcsine-root scale, where the standard error of n returns is 1/(2 sqrt(n)) for every share."""
    return np.asarray(np.arcsin(np.sqrt(np.asarray(share, np.float64))))


def back(angle: ArrayLike) -> Floats:
    """From the arcsine-root scale back to shares; beyond its ends lie 0 and 1."""
    return np.asarray(np.sin(np.clip(np.asarray(angle, np.float64), 0, np.pi / 2)) ** 2)
