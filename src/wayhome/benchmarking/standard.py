"""Case mix: what would be expected of an authority if each of its groups went as that group goes elsewhere."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from wayhome.benchmarking.rates import CONFIDENCE, Interval, poisson
from wayhome.indicators.definition import ENOUGH_KNOWN, NEVER_ADDED, Count, NoRate


@dataclass(frozen=True, slots=True)
class Standardised:
    """Observed over expected: 1 is as elsewhere, group for group. Never a ranking: two ratios have two yardsticks."""

    observed: int
    expected: float
    known: int
    not_known: int
    confidence: float
    ratio: float
    interval: Interval
    bound: Interval
    """The least and the most the ratio can be, whatever the unknown answers of the authority are."""
    expected_by_group: Mapping[Hashable, float]

    @property
    def hollow(self) -> bool:
        """Less than 85% is known: drawn hollow, and gives no signal."""
        return self.known / (self.known + self.not_known) < ENOUGH_KNOWN


def standardised(
    own: Mapping[Hashable, Count], elsewhere: Mapping[Hashable, Count], *, confidence: float = CONFIDENCE
) -> Standardised:
    """The indirectly standardised ratio of `own`, the shares by group of `elsewhere` as the standard.

    Groups are any labels, None for not recorded. Limits are those of the observed number, exact below ten and Byar's
    from there, over the expected number taken as known (Breslow and Day 1987, IARC 82, ch. 2); for a share near 1 they are
    too wide, never too narrow. Raises NoRate where nothing is known or expected, or where nothing is known elsewhere of a
    group that has returns here; ValueError for plain numbers and for groups that are never added.
    """
    if any(group in NEVER_ADDED for group in own):
        raise ValueError("hosted and visiting children are added to no total")
    if any(count.denominator is None for count in own.values()):
        raise ValueError("a plain number has no share to compare")
    known = {group: count.known or 0 for group, count in own.items()}
    rates = {group: _rate(group, elsewhere) for group, count in own.items() if count.denominator}
    expected = {group: known[group] * rate for group, rate in rates.items()}
    of_all = sum(rate * (own[group].denominator or 0) for group, rate in rates.items())
    observed, whole = sum(count.numerator for count in own.values()), sum(expected.values())
    not_known = sum(count.not_known for count in own.values())
    if whole == 0:
        raise NoRate("Nothing is expected here, so there is nothing to compare with.")
    low, high = poisson(observed, confidence=confidence)
    return Standardised(
        observed,
        whole,
        sum(known.values()),
        not_known,
        confidence,
        observed / whole,
        Interval(float(low) / whole, float(high) / whole),
        Interval(observed / of_all, (observed + not_known) / of_all),
        expected,
    )


def _rate(group: Hashable, elsewhere: Mapping[Hashable, Count]) -> float:
    share = elsewhere[group].share if group in elsewhere else None
    if share is None:
        raise NoRate(f"Nothing is known elsewhere of the group {'not recorded' if group is None else group}.")
    return share
