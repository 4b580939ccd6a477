"""How far two people who read the same things agree, and how far beyond chance (Cohen 1960, Educ Psychol Meas 20:37)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

from wayhome.benchmarking.rates import CONFIDENCE, Interval, normal, wilson


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of how many things two people said the same, with what chance allows, and Cohen's kappa beside it."""

    agreed: int
    of: int
    share: float
    interval: Interval
    """Wilson's interval of the share."""
    kappa: float | None
    """0 is what chance alone would give, 1 is full agreement. None where each said one thing of everything: nothing to tell apart."""
    kappa_interval: Interval | None
    """None without a kappa, and where they agreed in everything: the method gives no width then."""


def agreement(said: Sequence[tuple[Hashable, Hashable]], *, confidence: float = CONFIDENCE) -> Agreement:
    """How far two people agree; `said` holds what each called one thing, and any number of names may be used.

    The interval of kappa is the large-sample one (Fleiss, Cohen and Everitt 1969, Psychol Bull 72:323), cut at -1 and 1. Raises
    NoRate where nothing was read by both.
    """
    n = len(said)
    agreed = sum(one == other for one, other in said)
    low, high = wilson(agreed, n, confidence=confidence)
    share = agreed / n
    first, second = (Counter(each[at] for each in said) for at in (0, 1))
    by_chance = sum(first[name] * second[name] for name in first) / n**2
    interval = Interval(float(low), float(high))
    if by_chance == 1:
        return Agreement(agreed, n, share, interval, None, None)
    kappa = (share - by_chance) / (1 - by_chance)
    if agreed == n:
        return Agreement(agreed, n, share, interval, kappa, None)
    reach = normal(confidence) * _standard_error(Counter(said), first, second, n, kappa, by_chance)
    return Agreement(agreed, n, share, interval, kappa, Interval(max(kappa - reach, -1.0), min(kappa + reach, 1.0)))


def _standard_error(
    cells: Counter[tuple[Hashable, Hashable]],
    first: Counter[Hashable],
    second: Counter[Hashable],
    n: int,
    kappa: float,
    by_chance: float,
) -> float:
    alike = sum(
        count / n * (1 - (first[one] + second[one]) / n * (1 - kappa)) ** 2
        for (one, other), count in cells.items() if one == other
    )  # fmt: skip
    apart = sum(
        count / n * ((second[one] + first[other]) / n * (1 - kappa)) ** 2
        for (one, other), count in cells.items() if one != other
    )  # fmt: skip
    variance = (alike + apart - (kappa - by_chance * (1 - kappa)) ** 2) / (n * (1 - by_chance) ** 2)
    return sqrt(max(variance, 0.0))
