"""What can be said of the country: the hand checks of the reference, and bounds that hold whatever the silent do."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.unit.benchmarking.cases import CASES, NEAR, rng
from wayhome.benchmarking.coverage import (
    Interval,
    Silence,
    WeighedBy,
    cluster_gap,
    cluster_interval,
    ladder,
    split_of_total,
    within,
)
from wayhome.benchmarking.rates import wilson
from wayhome.indicators.definition import Count


def alike(told: int, of: int, count: Count) -> tuple[dict[str, Count], dict[str, int]]:
    """So many authorities that all answered the same, among so many of equal size."""
    return {f"A{i:03}": count for i in range(told)}, {f"A{i:03}": 1 for i in range(of)}


@st.composite
def countries(draw):
    """A country: what every authority would say, which of them say it, and the truth."""
    n = draw(st.lists(st.integers(0, 200), min_size=1, max_size=12))
    counts, tell = {}, []
    for place, of in enumerate(n):
        not_known = draw(st.integers(0, of))
        counts[f"A{place}"] = Count(draw(st.integers(0, of - not_known)), of, not_known)
        if draw(st.booleans()):
            tell.append(f"A{place}")
    return counts, tell


def test_it_gives_the_hand_check_of_three_authorities():
    found = ladder({"A": Count(40, 50), "B": Count(30, 100)}, {"A": 1, "B": 1, "C": 1}, returns={"C": 150})
    assert found.weighed_by is WeighedBy.RETURNS
    assert found.respondents.pooled == pytest.approx(70 / 150)
    assert found.respondents.median == pytest.approx((0.8 + 0.3) / 2)
    assert found.covered == 0.5
    assert found.worst == pytest.approx((70 / 300, 220 / 300))


@pytest.mark.parametrize(
    ("told", "worst", "inside"),
    [(24, (7.9, 92.1), (24.7, 92.1)), (21, (6.9, 93.1), (24.1, 93.1)), (14, (4.6, 95.4), (22.8, 95.4))],
)
def test_it_gives_the_hand_checks_of_the_survey_of_2018(told, worst, inside):
    found = ladder(*alike(told, 152, Count(50, 100)))
    assert found.weighed_by is WeighedBy.CHILDREN
    assert (found.coverage.answered, found.coverage.of) == (told, 152)
    assert found.coverage.share_of_children == pytest.approx(told / 152)
    assert [round(100 * end, 1) for end in found.worst] == list(worst)
    assert [round(100 * end, 1) for end in within(0.5, told / 152, 0.2, 1)] == list(inside)


def test_it_gives_the_hand_check_of_totals_without_splits():
    assert split_of_total(70, 100, 20) == ((0, 20), (50, 70))


@given(st.integers(0, 40), st.integers(0, 40), st.data())
def test_it_bounds_a_split_as_closely_as_can_be(part, rest, data):
    total = part + rest
    counted = data.draw(st.integers(0, total))
    possible = [(here, counted - here) for here in range(part + 1) if 0 <= counted - here <= rest]
    (low, high), (other_low, other_high) = split_of_total(counted, total, part)
    assert (low, high) == (min(here for here, _ in possible), max(here for here, _ in possible))
    assert (other_low, other_high) == (min(there for _, there in possible), max(there for _, there in possible))


@pytest.mark.parametrize("numbers", [(71, 70, 20), (-1, 70, 20), (10, 70, 71), (10, 70, -1)])
def test_it_refuses_a_split_that_does_not_fit(numbers):
    with pytest.raises(ValueError, match="between 0 and the total"):
        split_of_total(*numbers)


def test_it_gives_the_cluster_interval_by_another_route_on_a_thousand_cases():
    """The ratio estimator as a mean of residuals, whose sum is nought, by the variance and the t interval of others."""
    chance = rng(15)
    for _ in range(CASES):
        m, of = int(chance.integers(2, 60)), int(chance.integers(60, 160))
        n = chance.integers(1, 400, m)
        x = chance.binomial(n, np.clip(chance.normal(0.5, 0.2, m), 0, 1))
        share = x.sum() / n.sum()
        spread = np.var(x - share * n, ddof=1)
        error = math.sqrt((1 - m / of) / m * spread) / n.mean()
        low, high = stats.t.interval(0.95, m - 1, share, error) if error else (share, share)
        assert cluster_interval(x.tolist(), n.tolist(), of=of) == pytest.approx((max(low, 0), min(high, 1)), abs=NEAR)


def test_it_gives_the_gap_of_two_shares_of_the_same_authorities_as_a_regression_with_clusters_does():
    """The coefficient of a saturated regression, with errors clustered by authority, of each child as one row."""
    chance = rng(17)
    for _ in range(CASES):
        m, of = int(chance.integers(2, 25)), 160
        n = chance.integers(1, 30, (2, m))
        x = chance.binomial(n, np.clip(chance.normal(0.5, 0.2, m), 0, 1))
        side, who = np.repeat([[0], [1]], m, axis=1), np.tile(np.arange(m), (2, 1))
        rows = np.repeat(np.stack([side.ravel(), who.ravel()], 1), n.ravel(), axis=0)
        done = np.concatenate(
            [np.r_[np.ones(k), np.zeros(of_n - k)] for k, of_n in zip(x.ravel(), n.ravel(), strict=True)]
        )
        fit = sm.OLS(done, sm.add_constant(rows[:, 0].astype(float))).fit(
            cov_type="cluster", cov_kwds={"groups": rows[:, 1], "use_correction": False}
        )
        error = float(fit.bse[1]) * math.sqrt((1 - m / of) * m / (m - 1))
        low, high = stats.t.interval(0.95, m - 1, float(fit.params[1]), error) if error else (fit.params[1],) * 2
        found = cluster_gap(*(list(zip(*map(np.ndarray.tolist, (x[k], n[k])), strict=True)) for k in (1, 0)), of=of)
        assert found == pytest.approx((max(low, -1), min(high, 1)), abs=1e-8)


def test_it_takes_what_an_authority_does_to_both_sides_for_no_gap():
    assert cluster_gap([(10, 20), (40, 40)], [(5, 10), (20, 20)], of=150) == pytest.approx((0, 0), abs=NEAR)
    assert cluster_gap([(10, 20)], [(5, 10)], of=150) is None
    for wrong in (([(1, 2)], []), ([], []), ([(1, 2), (1, 2)], [(0, 0), (0, 0)])):
        with pytest.raises(ValueError, match="the same authorities"):
            cluster_gap(*wrong, of=150)


def test_it_covers_the_truth_where_a_pooled_wilson_interval_hardly_ever_does():
    chance, cluster, pooled = rng(16), [], []
    for _ in range(600):
        n = np.maximum(chance.lognormal(4.5, 0.8, 152).astype(int), 5)
        x = chance.binomial(n, np.clip(chance.normal(0.5, 0.2, 152), 0, 1))
        truth, told = x.sum() / n.sum(), chance.choice(152, 24, replace=False)
        low, high = cluster_interval(x[told].tolist(), n[told].tolist(), of=152)
        cluster.append(low <= truth <= high)
        low, high = wilson(x[told].sum(), n[told].sum())
        pooled.append(low <= truth <= high)
    assert 0.88 <= np.mean(cluster) <= 0.97
    assert np.mean(pooled) < 0.4


def test_it_is_certain_when_everybody_answered_and_unsure_of_one():
    assert cluster_interval([10, 30], [20, 40], of=2) == pytest.approx((40 / 60, 40 / 60))
    assert cluster_interval([10], [20], of=152) is None
    with pytest.raises(ValueError, match="at most all"):
        cluster_interval([1, 1], [2, 2], of=1)
    with pytest.raises(ValueError, match="something is known"):
        cluster_interval([0, 0], [0, 0], of=5)
    with pytest.raises(ValueError, match="confidence"):
        cluster_interval([1], [2], of=5, confidence=95)


def test_it_says_who_is_silent_and_why_by_name():
    found = ladder(
        {"D": Count(1, 2), "E": Count(0, 9, not_known=9), "F": Count(0, 0)},
        {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 5},
        silent={"A": Silence.COST_LIMIT, "C": Silence.COST_LIMIT},
    )
    assert found.coverage.silent == {
        Silence.COST_LIMIT: ("A", "C"),
        Silence.NOT_SAID: ("B",),
        Silence.NOT_RECORDED: ("E",),
    }
    assert (found.coverage.answered, found.coverage.of) == (2, 6)
    assert found.coverage.share_of_children == pytest.approx(9 / 20)


def test_it_weighs_by_returns_only_when_those_of_all_the_silent_are_known():
    told, children = {"A": Count(30, 60, not_known=10)}, {"A": 100, "B": 300, "C": 100}
    by_children = ladder(told, children, returns={"B": 40})
    assert (by_children.weighed_by, by_children.covered) == (WeighedBy.CHILDREN, 0.2)
    by_returns = ladder(told, children, returns={"B": 40, "C": 20})
    assert (by_returns.weighed_by, by_returns.covered) == (WeighedBy.RETURNS, 0.5)
    assert by_returns.worst == pytest.approx((30 / 120, 100 / 120))
    assert by_returns.respondents.bound == pytest.approx((30 / 60, 40 / 60))
    assert by_returns.alike is None


@pytest.mark.parametrize("told", [{}, {"A": Count(0, 5, not_known=5)}, {"A": Count(0, 0)}])
def test_it_can_say_nothing_where_nobody_can(told):
    found = ladder(told, {"A": 1, "B": 1})
    assert found.respondents is found.alike is None
    assert found.covered == 0
    assert found.worst == found.differing(0.1) == Interval(0, 1)


def test_it_lets_a_silent_authority_have_twice_the_returns_per_child_of_the_busiest_that_answered():
    told = {"A": Count(30, 60), "B": Count(20, 40)}
    found = ladder(told, {"A": 100, "B": 100, "C": 50, "D": 50}, returns={"D": 40})
    assert found.weighed_by is WeighedBy.CHILDREN
    assert found.unsized == pytest.approx((50 / 200, 150 / 200))  # C: 2 x 0.6 x 50 = 60, D: 40
    sized = ladder(told, {"A": 100, "B": 100, "C": 50, "D": 50}, returns={"C": 9, "D": 40})
    assert sized.unsized == sized.worst == pytest.approx((50 / 149, 99 / 149))
    assert ladder({"A": Count(1, 2)}, {"A": 0, "B": 1}).unsized == Interval(0, 1)


@given(countries(), st.lists(st.floats(0, 2), min_size=12, max_size=12), st.floats(0, 1))
def test_it_holds_the_truth_when_the_silent_have_up_to_twice_the_returns_of_the_busiest(country, busy, unknown_yes):
    counts, tell = country
    answered = {name: counts[name] for name in tell}
    busiest = max((count.denominator for count in answered.values()), default=0)
    sizes = {name: busy[at] * busiest for at, name in enumerate(counts) if name not in answered}
    found = ladder(answered, dict.fromkeys(counts, 1))
    if found.respondents is not None:
        yes = sum(count.numerator + unknown_yes * count.not_known for count in answered.values())
        whole = sum(count.denominator for count in answered.values()) + sum(sizes.values())
        told = [count.denominator for count in answered.values() if count.known or not count.denominator]
        if len(told) == len(answered):
            assert found.unsized.low - NEAR <= yes / whole
            assert (yes + sum(sizes.values())) / whole <= found.unsized.high + NEAR
    assert found.unsized.low <= found.worst.low + NEAR and found.worst.high - NEAR <= found.unsized.high


def test_it_lets_the_silent_differ_by_so_many_points():
    found = ladder({"A": Count(40, 50)}, {"A": 1, "B": 1})
    assert found.differing(0) == pytest.approx((0.8, 0.8))
    assert found.differing(0.1) == pytest.approx((0.75, 0.85))
    assert found.differing(0.5) == pytest.approx((0.55, 0.9))
    for points in (-0.1, 10):
        with pytest.raises(ValueError, match="points to differ by"):
            found.differing(points)


def test_it_refuses_strangers_plain_numbers_and_an_empty_country():
    with pytest.raises(ValueError, match="not among the authorities of the country: Z"):
        ladder({"Z": Count(1, 2)}, {"A": 1})
    with pytest.raises(ValueError, match="not among the authorities of the country: Z"):
        ladder({}, {"A": 1}, silent={"Z": Silence.REFUSED})
    with pytest.raises(ValueError, match="plain numbers"):
        ladder({"A": Count(1, None)}, {"A": 1})
    for nobody in ({}, {"A": 0}):
        with pytest.raises(ValueError, match="has children"):
            ladder({}, nobody)
    for shares in ((0.5, 0.5, 0.6, 0.4), (0.5, 1.5, 0, 1), (2, 0.5, 0, 1), (0.5, 0.5, -1, 1)):
        with pytest.raises(ValueError, match="the least before the most"):
            within(*shares)


@given(countries(), st.floats(0, 1))
def test_it_holds_the_truth_in_the_worst_case_whatever_the_silent_and_the_unknown_turn_out_to_be(country, unknown_yes):
    counts, tell = country
    whole = sum(count.denominator for count in counts.values())
    found = ladder(
        {name: counts[name] for name in tell},
        dict.fromkeys(counts, 1),
        returns={name: count.denominator for name, count in counts.items()},
    )
    yes = sum(count.numerator + unknown_yes * count.not_known for count in counts.values())
    if whole:
        assert found.worst.low - NEAR <= yes / whole <= found.worst.high + NEAR


@given(countries(), st.floats(0, 1), st.floats(0, 1))
def test_it_widens_from_rung_to_rung(country, some, more):
    counts, tell = country
    found = ladder({name: counts[name] for name in tell}, {name: 1 + len(name) for name in counts})
    narrow, wide = (found.differing(points) for points in sorted((some, more)))
    assert found.worst.low - NEAR <= wide.low <= narrow.low + NEAR
    assert narrow.high - NEAR <= wide.high <= found.worst.high + NEAR
    if found.respondents is not None:
        assert narrow.low - NEAR <= found.respondents.pooled <= narrow.high + NEAR
        assert found.respondents.bound.low - NEAR <= found.respondents.pooled <= found.respondents.bound.high + NEAR


def test_it_gives_every_reason_words_of_its_own():
    assert len({reason.label for reason in Silence}) == len({reason.definition for reason in Silence}) == len(Silence)
    assert all(by.definition for by in WeighedBy)
