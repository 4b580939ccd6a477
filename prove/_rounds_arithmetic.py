"""What a round allows to be said, worked out apart from the command: in fractions, from what councils were told to answer."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import mean, median, variance

from scipy import stats

from prove._rounds_replies import NEVER_ASKED, SAID, SAYS_A_NUMBER, Round
from prove._rounds_world import Council, Country

TWICE = 2
"""How many times the returns per child of the busiest council that answered a silent one may have had."""
TEN = Fraction(1, 10)
Range = tuple[float, float]


@dataclass(frozen=True)
class Allowed:
    """Every rung for one figure, and why each other council is not in it."""

    answered: int
    of: int
    share_of_children: float
    pooled: float
    median: float
    cluster: Range | None
    ten_points: Range
    worst: Range
    unsized: Range
    silent: dict[str, str]
    """The word of the open data for the reason of each council that is not in it."""
    never_asked: frozenset[str]


def allowed(country: Country, asked: Round, figure: str) -> Allowed:
    """What may be said of one figure, at least one council answering with what it counts."""
    told = [each for each in country.councils if each.code in asked.told[figure]]
    rest = [each for each in country.councils if each.code not in asked.told[figure]]
    counted, returns = sum(each.own.counted[figure] for each in told), sum(each.own.returns for each in told)
    pooled = Fraction(counted, returns)
    children = Fraction(sum(each.children for each in told), sum(each.children for each in country.councils))
    all_sized = all(each.code in asked.sized for each in rest)
    covered = Fraction(returns, returns + sum(each.own.returns for each in rest)) if all_sized else children
    least = covered if all_sized else min(covered, Fraction(returns) / (returns + _most(told, rest, asked)))
    worst = _range(pooled, covered, Fraction(0), Fraction(1))
    cluster = _cluster(told, figure, pooled, len(country.councils))
    silent = {each.code: _word(asked.silent[figure, each.code]) for each in rest}
    return Allowed(
        len(told), len(country.councils), float(children), float(pooled),
        float(median(Fraction(each.own.counted[figure], each.own.returns) for each in told if each.own.returns)),
        None if cluster is None else (max(cluster[0], worst[0]), min(cluster[1], worst[1])),
        _range(pooled, covered, max(pooled - TEN, Fraction(0)), min(pooled + TEN, Fraction(1))), worst,
        _range(pooled, least, Fraction(0), Fraction(1)), silent,
        frozenset(each.code for each in rest if asked.silent[figure, each.code] == NEVER_ASKED),
    )  # fmt: skip


def _most(told: list[Council], rest: list[Council], asked: Round) -> Fraction:
    """The most returns that the silent can have had."""
    busiest = max(Fraction(each.own.returns, each.children) for each in told)
    return sum(
        (Fraction(each.own.returns) if each.code in asked.sized else TWICE * busiest * each.children for each in rest),
        Fraction(0),
    )


def _range(pooled: Fraction, covered: Fraction, low: Fraction, high: Fraction) -> Range:
    return float(pooled * covered + low * (1 - covered)), float(pooled * covered + high * (1 - covered))


def _cluster(told: list[Council], figure: str, pooled: Fraction, of: int) -> Range | None:
    """The ratio of two means by its residuals, with the correction for a finite country, on t."""
    if len(told) < 2:
        return None
    residuals = [each.own.counted[figure] - pooled * each.own.returns for each in told]
    middle = mean(Fraction(each.own.returns) for each in told)
    error = sqrt((1 - Fraction(len(told), of)) * variance(residuals) / len(told)) / float(middle)
    reach = float(stats.t.ppf(0.975, len(told) - 1)) * error
    return max(float(pooled) - reach, 0.0), min(float(pooled) + reach, 1.0)


def _word(way: str) -> str:
    if way == NEVER_ASKED:
        return "not_said"
    return SAID[way][0] if way in SAID else SAYS_A_NUMBER[way]
