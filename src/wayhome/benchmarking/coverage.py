"""What can be said about the whole country from those who answered: coverage first, then bounds, never a bare percentage.

A ladder of five rungs, all shown for every national figure: who answered; those alone; if the silent are like them; if the
silent differ by so many points; if nothing is assumed. Only the last always holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from scipy import special

from wayhome.benchmarking.rates import CONFIDENCE, Interval, gap, normal
from wayhome.domain.vocabulary.word import Word
from wayhome.indicators.definition import Count

TIMES_THE_BUSIEST = 2
"""How many times the returns per child of the busiest who answered a silent authority is allowed, where its own are not known."""


class Silence(Word):
    """Why an authority is in no national figure. Silence is never read as nought, nor as poor."""

    WAITING = ("waiting", "Asked and waiting", "The authority was asked, and its answer is not yet due.")
    NO_ANSWER = ("no_answer", "Did not answer", "The answer was due, and none has come.")
    NOT_HELD = ("not_held", "Does not hold it", "The authority says that it does not hold what was asked.")
    COST_LIMIT = (
        "cost_limit",
        "Refused on cost",
        "Refused because finding it would cost more than the limit of section 12.",
    )
    REFUSED = ("refused", "Refused", "Refused for another reason than cost.")
    SOMETHING_ELSE = ("something_else", "Answered something else", "What came back does not answer what was asked.")
    ANOTHER_MEANING = (
        "another_meaning",
        "Counts something else",
        "The figure means another thing and is not put with the others.",
    )
    OTHER_DAYS = (
        "other_days",
        "Answered for other days",
        "The figure is of another period, and periods are never merged.",
    )
    HELD_BACK = (
        "held_back",
        "Held back",
        "The authority sent its numbers, and they could be worked out from a national figure made with so few.",
    )
    IN_REPLY = (
        "in_reply",
        "With the council for its reply",
        "The authority answered, and its numbers are shown once they are signed off or its time to reply is over.",
    )
    NOT_RECORDED = (
        "not_recorded",
        "Not recorded",
        "The authority answered, and recorded the answer for none of its returns.",
    )
    NOT_SAID = ("not_said", "Reason not known", "The figure is not there, and nobody has said why.")


class WeighedBy(Word):
    """What says how much of the country those who answered are."""

    RETURNS = (
        "returns",
        "returns",
        "The returns of every authority are known, those of the silent too: nothing is assumed.",
    )
    CHILDREN = (
        "children",
        "children aged 0 to 17",
        "Assumes that returns are spread over authorities as children are.",
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """The first rung: how many authorities could say, their share of children, and why the others could not."""

    answered: int
    of: int
    share_of_children: float
    silent: Mapping[Silence, tuple[str, ...]]
    """Who did not, by reason, each reason in the order of names."""


@dataclass(frozen=True, slots=True)
class Respondents:
    """The second rung: those who answered, alone. "An average of 63%" does not say which of the two it is."""

    pooled: float
    """All that was counted over all that is known."""
    median: float
    """The middle of the authorities' own shares, each counting alike."""
    bound: Interval
    """The least and the most the pooled share can be, whatever their unknown answers are."""
    councils: int
    """How many of them know anything: those that stand for themselves in both."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Everything that can be said about the country, from who answered to what holds whatever the silent do."""

    coverage: Coverage
    respondents: Respondents | None
    """None where nobody could say."""
    alike: Interval | None
    """The third rung: had those who answered been drawn by lot. None with fewer than two of them."""
    covered: float
    """The part of all returns that those who answered stand for."""
    weighed_by: WeighedBy
    worst: Interval
    """The fifth rung: nothing assumed about what the silent did, nor about answers not recorded."""
    unsized: Interval
    """The fifth rung without children in the place of returns: nothing much assumed about how many returns they had either.

    As `worst` where the returns of all the silent are known.
    """

    def differing(self, by: float) -> Interval:
        """The fourth rung: the silent lie at most `by` (a share, 0.1 for ten points) from those who answered.

        Answers not recorded are taken to be as the recorded ones. Raises ValueError for `by` outside 0 to 1.
        """
        if not 0 <= by <= 1:
            raise ValueError(f"points to differ by lie between 0 and 1, {by} does not")
        if self.respondents is None:
            return self.worst
        pooled = self.respondents.pooled
        return within(pooled, self.covered, max(pooled - by, 0), min(pooled + by, 1))


def ladder(
    answered: Mapping[str, Count],
    children: Mapping[str, float],
    *,
    silent: Mapping[str, Silence] | None = None,
    returns: Mapping[str, float] | None = None,
    confidence: float = CONFIDENCE,
) -> Ladder:
    """The ladder of one share. `answered` holds comparable counts only, `children` every authority of the country.

    `silent` says why an authority is not among the answers. `returns` are the denominators of the silent as far as they are
    known; where one is not, children stand in for returns, and the result says so. An answer of which nothing is known counts
    as silent. Never raises because too few answered; raises ValueError for an authority not in `children`, and for plain
    numbers.
    """
    if any(count.denominator is None for count in answered.values()):
        raise ValueError("the ladder is of shares, not of plain numbers")
    if strangers := (answered.keys() | (silent or {}).keys()) - children.keys():
        raise ValueError(f"not among the authorities of the country: {', '.join(sorted(strangers))}")
    if not sum(children.values()) > 0:
        raise ValueError("a country has children")
    told = {name: count for name, count in answered.items() if count.known or not count.denominator}
    coverage = _coverage(told, answered, children, silent or {})
    weights, by = _weights(told, children, returns)
    respondents = _respondents(told)
    if respondents is None:
        return Ladder(coverage, None, None, 0.0, by, Interval(0.0, 1.0), Interval(0.0, 1.0))
    covered = sum(weights[name] for name in told) / sum(weights.values())
    x, n = [count.numerator for count in told.values()], [count.known or 0 for count in told.values()]
    alike = cluster_interval(x, n, of=len(children), confidence=confidence)
    worst = _whatever(respondents, covered)
    least = covered if by is WeighedBy.RETURNS else min(covered, _least_covered(told, children, returns or {}))
    return Ladder(coverage, respondents, alike, covered, by, worst, _whatever(respondents, least))


def cluster_interval(x: list[int], n: list[int], *, of: int, confidence: float = CONFIDENCE) -> Interval | None:
    """The interval of the pooled share Σx/Σn when whole authorities, m out of `of`, were drawn by lot; None below two.

    The ratio estimator with its correction for a finite country, and t with m-1 degrees (Cochran 1977, Sampling
    Techniques, 6.3): v = (1 - m/of) · m/(m-1) · Σ(x - rn)²/(Σn)². Right only if who answers has nothing to do with the share;
    if better authorities answer more it covers the truth a third of the time or less. Raises ValueError where m exceeds
    `of` or nothing is known.
    """
    counted, known, m = np.asarray(x, np.float64), np.asarray(n, np.float64), len(x)
    if m > of or not known.sum():
        raise ValueError("at most all authorities answer, and something is known of them")
    normal(confidence)
    if m < 2:
        return None
    share = counted.sum() / known.sum()
    variance = (1 - m / of) * m / (m - 1) * ((counted - share * known) ** 2).sum() / known.sum() ** 2
    reach = float(special.stdtrit(m - 1, (1 + confidence) / 2) * np.sqrt(variance))
    return Interval(max(float(share) - reach, 0.0), min(float(share) + reach, 1.0))


def cluster_gap(
    one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]], *, of: int, confidence: float = CONFIDENCE
) -> Interval | None:
    """The interval of one pooled share less another, (counted, known) by authority, when m out of `of` were drawn by lot; None below two.

    Both shares are of the same authorities in the same order, so that what an authority does to both is not taken for chance:
    the linearised difference of two ratios, v = (1 - m/of) · m/(m-1) · Σ((x - rn)/Σn - (x' - r'n')/Σn')², and t with m-1
    degrees (Cochran 1977, Sampling Techniques, 6.3 and 6.17). Raises ValueError where m exceeds `of`, the two are not of as
    many authorities, or nothing is known on a side.
    """
    first, second, m = np.asarray(one, np.float64), np.asarray(other, np.float64), len(one)
    if m > of or len(other) != m or not (m and first[:, 1].sum() and second[:, 1].sum()):
        raise ValueError("the same authorities on both sides, at most all of them, and something known of each side")
    normal(confidence)
    if m < 2:
        return None
    shares = [side[:, 0].sum() / side[:, 1].sum() for side in (first, second)]
    apart = [
        (side[:, 0] - share * side[:, 1]) / side[:, 1].sum()
        for side, share in zip((first, second), shares, strict=True)
    ]
    variance = (1 - m / of) * m / (m - 1) * ((apart[0] - apart[1]) ** 2).sum()
    reach = float(special.stdtrit(m - 1, (1 + confidence) / 2) * np.sqrt(variance))
    between = float(shares[0] - shares[1])
    return Interval(max(between - reach, -1.0), min(between + reach, 1.0))


def wider_gap(
    one: Sequence[Count], other: Sequence[Count], *, of: int, confidence: float = CONFIDENCE
) -> Interval | None:
    """What chance allows of a difference of two pooled shares, among authorities (`cluster_gap`) or among children (Newcombe's
    interval of all of them together), whichever allows more: a few authorities that are alike by luck prove nothing.

    None below two authorities, and where nothing is known on a side. Raises ValueError as `cluster_gap`.
    """
    if not one or not all(sum(count.known or 0 for count in side) for side in (one, other)):
        return None
    pairs = [[(count.numerator, count.known or 0) for count in side] for side in (one, other)]
    authorities = cluster_gap(*pairs, of=of, confidence=confidence)
    children = gap(*(sum(side, Count(0, 0)) for side in (one, other)), confidence=confidence).interval
    if authorities is None or children is None:
        return None
    return Interval(min(authorities.low, children.low), max(authorities.high, children.high))


def within(share: float, covered: float, low: float, high: float) -> Interval:
    """The share of the whole when `covered` of it has `share`, and the rest lies between `low` and `high` (all 0 to 1).

    With 0 and 1 the worst case, [rf, rf + 1 - f] (Manski 1989, J Hum Resour 24:343). Raises ValueError out of order.
    """
    if not (0 <= low <= high <= 1 and 0 <= covered <= 1 and 0 <= share <= 1):
        raise ValueError("shares lie between 0 and 1, the least before the most")
    return Interval(share * covered + low * (1 - covered), share * covered + high * (1 - covered))


def split_of_total(counted: int, total: int, part: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """How many of `counted`, out of `total`, can lie in a part of that size and how many in the rest, each least and most.

    For totals published without a split (Fréchet 1951, Ann Univ Lyon A 14:53). Raises ValueError where they do not fit.
    """
    if not (0 <= part <= total and 0 <= counted <= total):
        raise ValueError("the part and the counted lie between 0 and the total")
    rest = total - part
    return (max(0, counted - rest), min(counted, part)), (max(0, counted - part), min(counted, rest))


def _coverage(
    told: Mapping[str, Count], answered: Mapping[str, Count], children: Mapping[str, float], said: Mapping[str, Silence]
) -> Coverage:
    silent: dict[Silence, tuple[str, ...]] = {}
    for name in sorted(children.keys() - told.keys()):
        why = Silence.NOT_RECORDED if name in answered else said.get(name, Silence.NOT_SAID)
        silent[why] = (*silent.get(why, ()), name)
    share = sum(children[name] for name in told) / sum(children.values())
    return Coverage(len(told), len(children), share, silent)


def _weights(
    told: Mapping[str, Count], children: Mapping[str, float], returns: Mapping[str, float] | None
) -> tuple[Mapping[str, float], WeighedBy]:
    if returns is None or children.keys() - told.keys() - returns.keys():
        return children, WeighedBy.CHILDREN
    known = {name: float(count.denominator or 0) for name, count in told.items()}
    return {name: known.get(name, returns.get(name, 0.0)) for name in children}, WeighedBy.RETURNS


def _whatever(respondents: Respondents, covered: float) -> Interval:
    """What the whole can be, whatever the rest did, when those who answered are this part of it."""
    return Interval(covered * respondents.bound.low, covered * respondents.bound.high + 1 - covered)


def _least_covered(told: Mapping[str, Count], children: Mapping[str, float], returns: Mapping[str, float]) -> float:
    """The least part of all returns that those who answered can stand for.

    A silent authority whose returns are not known has at most `TIMES_THE_BUSIEST` as many for its children as the busiest of
    those who answered.
    """
    sizes = {name: float(count.denominator or 0) for name, count in told.items()}
    busiest = max((size / children[name] for name, size in sizes.items() if children[name] > 0), default=None)
    if busiest is None:
        return 0.0
    silent = children.keys() - told.keys()
    others = sum(returns.get(name, TIMES_THE_BUSIEST * busiest * children[name]) for name in silent)
    return sum(sizes.values()) / (sum(sizes.values()) + others)


def _respondents(told: Mapping[str, Count]) -> Respondents | None:
    whole = sum(told.values(), Count(0, 0))
    if whole.share is None or whole.bound is None:
        return None
    shares = [count.share for count in told.values() if count.share is not None]
    return Respondents(whole.share, median(shares), Interval(*whole.bound), len(shares))
