"""Missing again: the chance within 28 or 90 days of a return, and how many episodes a child goes through.

Returns of one child are alike, so what is independent is the child and not the return. Nothing here compares children who
were heard with children who were not: who is offered a talk, and who says yes, differs before any talk is held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wayhome.benchmarking.rates import CONFIDENCE, Floats, Interval, normal
from wayhome.benchmarking.times import Chance, Ints, checked, log_log
from wayhome.indicators.definition import NoRate

WITHIN_DAYS = (28.0, 90.0)
LEAST_CHILDREN = 20
"""With fewer children a mean number of episodes is not published."""


def missing_again(
    days: ArrayLike,
    again: ArrayLike,
    child: ArrayLike,
    *,
    by: Sequence[float] = WITHIN_DAYS,
    confidence: float = CONFIDENCE,
) -> tuple[Chance, ...]:
    """The chance that the child is missing again within so many days of a return: one Chance for each of `by`.

    `days` (n,) from each return to the child's next episode or, where none has begun (`again` (n,) is false), to the end of
    watching: now, the 18th birthday, leaving the area. `child` (n,) are any labels. One minus Kaplan–Meier of these gaps; the
    variance adds up the influence of each child's returns on the curve (the infinitesimal jackknife by child; Ying and Wei
    1994, J Multivar Anal 50:17; Therneau and Grambsch 2000, ch. 8), log-log limits of the share not missing. A child's later
    gaps are watched for less long, so this speaks of returns and not of a child's future. Raises NoRate without returns,
    ValueError for unequal lengths and for days below 0 or not known.
    """
    gap, event = np.asarray(days, np.float64), np.asarray(again, np.bool_).astype(np.int64)
    checked(gap, event)
    children = np.unique(np.asarray(child), return_inverse=True)[1]
    if children.shape != gap.shape:
        raise ValueError("there is one child for each return")
    times, place = np.unique(gap, return_inverse=True)
    at_risk = gap.size - np.concatenate([[0], np.cumsum(np.bincount(place))[:-1]])
    events = np.bincount(place, weights=event).astype(np.int64)
    steps = _Steps(times, place, at_risk, events, event, children)
    return tuple(steps.by(float(time), confidence) for time in by)


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """The distinct gaps, which of them each return's is, and what happened at each."""

    times: Floats
    place: Ints
    at_risk: Ints
    events: Ints
    event: Ints
    children: Ints

    def by(self, time: float, confidence: float) -> Chance:
        happened, of = int(self.events[self.times <= time].sum()), self.place.size
        all_gone = bool(self.events[-1] == self.at_risk[-1])
        if time > self.times[-1] and not all_gone:
            return Chance(time, None, None, None, 0, happened, of)
        still = self.at_risk[self.times >= time]
        followed = int(still[0]) if still.size else 0
        seen = self.times <= time
        staying = float(np.prod(1 - self.events[seen] / self.at_risk[seen]))
        if staying in (0.0, 1.0):
            return Chance(time, 1 - staying, 0.0, None, followed, happened, of)
        error = staying * float(np.sqrt((self._influence(seen) ** 2).sum()))
        low, high = log_log(staying, error, confidence=confidence)
        return Chance(time, 1 - staying, error, Interval(1 - float(high), 1 - float(low)), followed, happened, of)

    def _influence(self, seen: NDArray[np.bool_]) -> Floats:
        """How far each child moves the logarithm of the share not missing again (children,).

        A return takes part in every step up to its own gap, where it would have gone at the common rate, and pulls the other
        way at its own step if the child went missing again there.
        """
        left = np.where(seen, self.at_risk - self.events, 1)
        shared = np.cumsum(np.where(seen, self.events / (self.at_risk * left), 0.0))
        own = np.where(seen, 1 / left, 0.0)
        moved = shared[self.place] - self.event * own[self.place]
        return np.bincount(self.children, weights=moved).astype(np.float64)


@dataclass(frozen=True, slots=True)
class MeanEpisodes:
    """The expected number of episodes of one child by a time, or None where no child was followed so long."""

    by: float
    mean: float | None
    error: float | None
    interval: Interval | None
    """None where nothing happened by then."""
    followed: int
    """Children still under observation at the time."""
    happened: int
    children: int

    @property
    def enough(self) -> bool:
        """Enough children to publish it."""
        return self.mean is not None and self.children >= LEAST_CHILDREN


def mean_episodes(
    watched: ArrayLike, child: ArrayLike, time: ArrayLike, *, by: Sequence[float], confidence: float = CONFIDENCE
) -> tuple[MeanEpisodes, ...]:
    """The mean cumulative number of episodes of a child by each time of `by`, counted from the child's own start.

    `watched` (m,) says how long each child was followed; `child` (e,) and `time` (e,) say whose each episode is, as a place in
    `watched`, and when it began, at or before the end of watching. Nelson's estimate with the variance that stays right
    when the episodes of one child hang together (Lawless and Nadeau 1995, Technometrics 37:158); limits mean ·
    exp(± z error/mean). Raises NoRate without children, ValueError for times below 0 or after the end of watching.
    """
    ends, whose, when = np.asarray(watched, np.float64), np.asarray(child, np.int64), np.asarray(time, np.float64)
    checked(ends, np.zeros(ends.shape, np.int64))
    if whose.shape != when.shape or whose.ndim != 1:
        raise ValueError("there is one child and one time for each episode")
    if np.any((whose < 0) | (whose >= ends.size)):
        raise ValueError("every episode belongs to a child that was followed")
    if not np.all((when >= 0) & (when <= ends[whose])):
        raise ValueError("every episode begins while its child is followed")
    return tuple(_mean_by(float(each), ends, whose, when, confidence) for each in by)


def _mean_by(by: float, ends: Floats, whose: Ints, when: Floats, confidence: float) -> MeanEpisodes:
    z = normal(confidence)
    seen = when <= by
    followed, happened = int(np.count_nonzero(ends >= by)), int(np.count_nonzero(seen))
    if by > ends.max():
        return MeanEpisodes(by, None, None, None, 0, happened, ends.size)
    times, count = np.unique(when[seen], return_counts=True)
    at_risk = ends.size - np.searchsorted(np.sort(ends), times, side="left")
    mean = float((count / at_risk).sum())
    if not happened:
        return MeanEpisodes(by, 0.0, 0.0, None, followed, 0, ends.size)
    usual = np.concatenate([[0.0], np.cumsum(count / at_risk**2.0)])[np.searchsorted(times, ends, side="right")]
    own = np.bincount(whose[seen], weights=1 / at_risk[np.searchsorted(times, when[seen])], minlength=ends.size)
    error = float(np.sqrt(((own - usual) ** 2).sum()))
    reach = float(np.exp(z * error / mean))
    return MeanEpisodes(by, mean, error, Interval(mean / reach, mean * reach), followed, happened, ends.size)


def concentration(episodes: ArrayLike, *, part: float = 0.1) -> float:
    """The share of all episodes that belong to the part of children with the most of them, from 0 to 1.

    `episodes` (m,) is the number of each child. Where the part is not a whole number of children the next child counts in
    proportion (a point of the Lorenz curve). Raises NoRate without episodes, ValueError outside 0 to 1 and below 0.
    """
    number = np.sort(np.asarray(episodes, np.float64))[::-1]
    if not 0 < part <= 1:
        raise ValueError(f"a part of the children lies between 0 and 1, {part} does not")
    if np.any(number < 0):
        raise ValueError("a number of episodes cannot be negative")
    if not number.sum():
        raise NoRate("There are no episodes.")
    so_far = np.concatenate([[0.0], np.cumsum(number)]) / number.sum()
    return float(np.interp(part * number.size, np.arange(number.size + 1), so_far))
