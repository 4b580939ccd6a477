"""How many returns share a talk: a ratio of two numbers of the same children, with an interval by drawing children again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wayhome.benchmarking.rates import CONFIDENCE, Floats, Interval, normal
from wayhome.indicators.definition import NoRate

LEAST_TALKS = 6
"""With fewer talks the ratio is not published."""

AT_A_TIME = 1_000_000
"""How many draws are held in memory together."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """What is counted over what it is counted by, 1.0 being one return for each talk."""

    over: int
    under: int
    value: float
    interval: Interval
    confidence: float

    @property
    def enough(self) -> bool:
        """Enough talks to publish it."""
        return self.under >= LEAST_TALKS


def returns_per_talk(
    returns: ArrayLike, talks: ArrayLike, *, confidence: float = CONFIDENCE, draws: int = 2000, seed: int = 1
) -> Ratio:
    """Returns covered for each talk (D8), from the returns (c,) and the different talks (c,) of each child that was heard.

    The interval holds the middle of the ratios of `draws` sets of as many children, drawn again with replacement: a child's
    returns and talks stay together (cluster bootstrap, percentiles; Davison and Hinkley 1997, 3.8). The same seed draws the
    same sets. A talk with two children counts for each. Raises NoRate without children, ValueError for unequal lengths, a
    child without a talk, or returns below 0.
    """
    normal(confidence)
    over, under = np.asarray(returns, np.float64), np.asarray(talks, np.float64)
    if over.shape != under.shape or over.ndim != 1:
        raise ValueError("there is one number of returns and one of talks for each child")
    if not over.size:
        raise NoRate("No talk was held.")
    if np.any(under < 1) or np.any(over < 0):
        raise ValueError("every child here had a talk, and no number is below 0")
    tail = (1 - confidence) / 2
    low, high = np.quantile(_drawn(over, under, draws, seed), [tail, 1 - tail])
    value = float(over.sum() / under.sum())
    return Ratio(int(over.sum()), int(under.sum()), value, Interval(float(low), float(high)), confidence)


def _drawn(over: Floats, under: Floats, draws: int, seed: int) -> Floats:
    chance = np.random.default_rng(seed)
    step = max(1, AT_A_TIME // over.size)
    found = []
    for done in range(0, draws, step):
        who = chance.integers(0, over.size, (min(step, draws - done), over.size))
        found.append(over[who].sum(axis=1) / under[who].sum(axis=1))
    return np.concatenate(found)
