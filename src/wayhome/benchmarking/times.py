"""How fast, and what came first: the chance of a talk within so many hours, among all returns, open ones too.

Whoever went missing again first, said no or turned 18 could no longer be heard for that return. One minus Kaplan–Meier
pretends they still could, and overstates; it is never used here for a talk.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wayhome.benchmarking.rates import CONFIDENCE, Floats, Interval, Limits, normal
from wayhome.indicators.definition import NoRate

STILL_OPEN = 0
"""How a return ended that has not ended: censored at its hours so far."""

LEAST_RETURNS, LEAST_EVENTS = 20, 6
"""With fewer returns, or fewer of what is counted among them, a chance is not published."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chance:
    """The estimated share by a time. `share` is None where nobody was followed so long, `interval` at a share of 0 or 1."""

    by: float
    share: float | None
    error: float | None
    interval: Interval | None
    followed: int
    """How many were still under observation just before the time."""
    happened: int
    """How many had it happen by the time."""
    of: int

    @property
    def enough(self) -> bool:
        """Enough returns, and enough of what is counted among them, to publish it."""
        return self.share is not None and self.of >= LEAST_RETURNS and self.happened >= LEAST_EVENTS


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A share that rises in steps. Arrays of equal length, one entry for each distinct time at which any return ended."""

    times: Floats
    shares: Floats
    errors: Floats
    """Standard errors of the shares."""
    low: Floats
    high: Floats
    """Log-log limits; not a number at a share of 0 or 1, where the method gives none."""
    followed: Ints
    happened: Ints
    """How many had it happen at or before each time."""
    of: int
    settled: bool
    """Nobody is still open after the last time, so the curve goes on level for ever."""

    def by(self, time: float) -> Chance:
        """The chance by a time, in the unit of the times. Raises ValueError below 0."""
        if not time >= 0:
            raise ValueError(f"nothing happens before the start, at {time}")
        if time > self.times[-1]:
            if not self.settled:
                return Chance(time, None, None, None, 0, int(self.happened[-1]), self.of)
            return self._chance(time, self.times.size - 1, followed=0)
        step = int(np.searchsorted(self.times, time, side="right")) - 1
        followed = int(self.followed[np.searchsorted(self.times, time)])
        if step < 0:
            return Chance(time, 0.0, 0.0, None, followed, 0, self.of)
        return self._chance(time, step, followed=followed)

    def time_to(self, share: float = 0.5) -> float | None:
        """The first time by which at least this share had it happen, the median time at 0.5; None where it is not reached."""
        reached = np.flatnonzero(self.shares >= share)
        return float(self.times[reached[0]]) if reached.size else None

    def _chance(self, time: float, step: int, *, followed: int) -> Chance:
        interval = Interval(float(self.low[step]), float(self.high[step]))
        return Chance(
            time,
            float(self.shares[step]),
            float(self.errors[step]),
            None if np.isnan(interval.low) else interval,
            followed,
            int(self.happened[step]),
            self.of,
        )


def cumulative_incidence(
    hours: ArrayLike, ended: ArrayLike, *, ways: Collection[int] = (), confidence: float = CONFIDENCE
) -> Mapping[int, Curve]:
    """The Aalen–Johansen curve of every way of ending, by its code; together with the share still open they add up to 1.

    `hours` (n,) from return to the end or, while open, to now; `ended` (n,) says how: 0 still open, 1, 2, … the ways. `ways`
    get a curve although none ended so. An end comes before a censoring at the same hour. Variance after Aalen (1978, Ann Stat
    6:534) as Gray (1988, Ann Stat 16:1141) works it out, ties included; log-log limits (Choudhury 2002, Stat Med 21:1129).
    Raises NoRate without returns, ValueError for unequal lengths, hours below 0 or not known, and codes below 0.
    """
    time, how = np.asarray(hours, np.float64), np.asarray(ended, np.int64)
    checked(time, how)
    times, place = np.unique(time, return_inverse=True)
    leaving = np.bincount(place, minlength=times.size)
    at_risk = time.size - np.concatenate([[0], np.cumsum(leaving)[:-1]])
    found = sorted({*map(int, how), *ways} - {STILL_OPEN})
    counts = {way: np.bincount(place[how == way], minlength=times.size) for way in found}
    every = sum(counts.values(), np.zeros(times.size, np.int64))
    open_after = np.cumprod(1 - every / at_risk)
    open_before = np.concatenate([[1.0], open_after[:-1]])
    settled = bool(every[-1] == at_risk[-1])
    curves = {}
    for way, happened in counts.items():
        shares = np.cumsum(open_before * happened / at_risk)
        others = [count for each, count in counts.items() if each != way]
        errors = np.sqrt(_variance(shares, open_before, open_after, at_risk, happened, others))
        low, high = log_log(shares, errors, confidence=confidence)
        curves[way] = Curve(times, shares, errors, low, high, at_risk, np.cumsum(happened), time.size, settled)
    return curves


def log_log(share: ArrayLike, error: ArrayLike, *, confidence: float = CONFIDENCE) -> Limits:
    """Limits share ** exp(± z error/(share log share)), which stay within 0 and 1; not a number at a share of 0 or 1."""
    share, error = np.asarray(share, np.float64), np.asarray(error, np.float64)
    inside = (share > 0) & (share < 1)
    safe = np.where(inside, share, 0.5)
    reach = normal(confidence) * error / np.abs(safe * np.log(safe))
    low, high = safe ** np.exp(reach), safe ** np.exp(-reach)
    return np.where(inside, low, np.nan), np.where(inside, high, np.nan)


def checked(time: Floats, codes: Ints) -> None:
    """Raises NoRate where there is nobody, ValueError where times and codes do not fit together or are not possible."""
    if time.shape != codes.shape or time.ndim != 1:
        raise ValueError("there is one time and one way of ending for each return")
    if not time.size:
        raise NoRate("Nobody to follow: there are no returns.")
    if not np.all(np.isfinite(time) & (time >= 0)):
        raise ValueError("every time is known, and none is below 0")
    if np.any(codes < 0):
        raise ValueError("ways of ending are numbered from 1, and 0 is still open")


def _variance(
    shares: Floats, before: Floats, after: Floats, at_risk: Ints, happened: Ints, others: list[Ints]
) -> Floats:
    """Sum over the steps so far of the squared pull of each step on the share, times the variance of the step.

    An event of the way itself pulls by 1 less what it takes from later events; any other only takes. What a step takes is
    (share now - share then)/(open after), so the sum splits into three that grow step by step.
    """
    lost = np.where(after > 0, before / np.where(after > 0, after, 1), 0.0)
    gone = before + lost * shares
    own, other = _step(happened, at_risk), sum((_step(count, at_risk) for count in others), np.zeros(shares.size))
    squares = np.cumsum(gone**2 * own + (lost * shares) ** 2 * other)
    crossed = np.cumsum(lost * gone * own + lost**2 * shares * other)
    paired = np.cumsum(lost**2 * (own + other))
    return np.maximum(squares - 2 * shares * crossed + shares**2 * paired, 0)


def _step(count: Ints, at_risk: Ints) -> Floats:
    """The variance of count/at_risk at one time: one event as a Poisson count, ties drawn without replacement."""
    ties = 1 - np.maximum(count - 1, 0) / np.maximum(at_risk - 1, 1)
    return count * ties / at_risk**2.0
