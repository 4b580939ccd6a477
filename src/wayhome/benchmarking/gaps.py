"""Gaps between children: those placed away and those placed here (O3), and each group of children and the rest (E1).

They compare counts that are already made, by group of living and by one column; a value that nobody recorded has a row of
its own and is in no "rest".
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from wayhome.benchmarking.rates import ALERT, CONFIDENCE, Gap, gap
from wayhome.benchmarking.standard import Standardised, standardised
from wayhome.domain.vocabulary import Group
from wayhome.indicators.definition import NEVER_ADDED, Count, Counts, Indicator, NoRate, nothing_counted

MANY = 10
"""With more comparisons than this each is made at 99.8%: at 95% some would stand out by chance."""


def out_of_area_gap(counts: Counts, indicator: Indicator, *, confidence: float = CONFIDENCE) -> Gap:
    """O3: how far the share of children placed elsewhere lies above that of children placed here. Counts are by `group`."""
    nothing = nothing_counted(indicator)
    away = counts.get((indicator, (Group.CARE_OUT,)), nothing)
    here = counts.get((indicator, (Group.CARE_IN,)), nothing)
    return gap(away, here, confidence=confidence)


@dataclass(frozen=True, slots=True)
class Equity:
    """One value of a column beside the rest of the children, as it is and with the groups of living taken into account."""

    value: Hashable
    """None: not recorded. It has a count, and no gap."""
    count: Count
    gap: Gap | None
    """Against the children of every other recorded value; None where there are none, and for not recorded."""
    standardised: Standardised | None
    """Observed over what the authority's own rates by group would give; None where those say nothing."""
    confidence: float


def equity(counts: Counts, indicator: Indicator, *, comparisons: int | None = None) -> tuple[Equity, ...]:
    """E1: every value of a column beside the rest. Counts are by `group` and that column, in this order.

    `comparisons` is how many are made side by side, where this column is shown with others; None: its own values. Hosted
    children and visitors are left out. Raises ValueError for a plain number, and for counts by anything else.
    """
    found: dict[Hashable, dict[Hashable, Count]] = {}
    for (of, stratum), count in counts.items():
        if of is not indicator:
            continue
        if len(stratum) != 2 or count.denominator is None:
            raise ValueError("equity is read from shares counted by group and one column")
        if stratum[0] not in NEVER_ADDED:
            found.setdefault(stratum[1], {})[stratum[0]] = count
    recorded = [value for value in found if value is not None]
    confidence = ALERT if (len(recorded) if comparisons is None else comparisons) > MANY else CONFIDENCE
    whole = _together(found.values())
    ordered = sorted(found, key=lambda value: (value is None, str(value)))
    return tuple(_one(value, found, whole, confidence) for value in ordered)


def _one(
    value: Hashable,
    found: Mapping[Hashable, Mapping[Hashable, Count]],
    whole: Mapping[Hashable, Count],
    confidence: float,
) -> Equity:
    own = found[value]
    others = [by_group for other, by_group in found.items() if other not in (value, None)]
    against = None
    if value is not None and others:
        against = gap(_sum(own), _sum(_together(others)), confidence=confidence)
    try:
        expected = standardised(own, whole, confidence=confidence)
    except NoRate:
        expected = None
    return Equity(value, _sum(own), against, expected, confidence)


def _together(many: Iterable[Mapping[Hashable, Count]]) -> dict[Hashable, Count]:
    added: dict[Hashable, Count] = {}
    for by_group in many:
        for group, count in by_group.items():
            added[group] = added[group] + count if group in added else count
    return added


def _sum(by_group: Mapping[Hashable, Count]) -> Count:
    return sum(by_group.values(), Count(0, 0))
