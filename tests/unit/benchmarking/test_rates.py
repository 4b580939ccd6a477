"""Shares, rates and gaps agree with code that is not ours, and say so in words where there is nothing to divide by."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson

from tests.unit.benchmarking.cases import NEAR, rng, shares
from wayhome.benchmarking.rates import (
    ALERT,
    byar,
    exact_poisson,
    figure,
    gap,
    newcombe,
    normal,
    poisson,
    rate,
    wilson,
)
from wayhome.indicators.definition import Count, NoRate

CONFIDENCES = (0.95, ALERT)


@st.composite
def counts(draw):
    n = draw(st.integers(0, 300))
    not_known = draw(st.integers(0, n))
    return Count(draw(st.integers(0, n - not_known)), n, not_known, draw(st.integers(0, 5)))


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_it_gives_the_wilson_interval_of_statsmodels(confidence):
    x, n = shares()
    theirs = proportion_confint(x, n, alpha=1 - confidence, method="wilson")
    np.testing.assert_allclose(wilson(x, n, confidence=confidence), theirs, atol=NEAR)


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_it_gives_the_difference_interval_of_statsmodels(confidence):
    (x, n), (y, m) = shares(1), shares(2)
    y, m = np.roll(y, 25), np.roll(m, 25)
    theirs = [
        confint_proportions_2indep(*each, method="newcomb", compare="diff", alpha=1 - confidence)
        for each in zip(x, n, y, m, strict=True)
    ]
    np.testing.assert_allclose(np.transpose(newcombe(x, n, y, m, confidence=confidence)), theirs, atol=NEAR)


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_it_gives_the_exact_interval_of_statsmodels_for_a_number_of_events(confidence):
    x = rng().integers(0, 300, 1000)
    low, high = confint_poisson(x, 1, method="exact-c", alpha=1 - confidence)
    np.testing.assert_allclose(exact_poisson(x, confidence=confidence), (np.nan_to_num(low), high), rtol=NEAR)


def test_it_leaves_a_fortieth_beyond_either_exact_limit_by_adding_up_the_chances_themselves():
    for x in range(1, 10):
        low, high = map(float, exact_poisson(x))
        few = [math.exp(-low) * low**k / math.factorial(k) for k in range(x)]
        many = [math.exp(-high) * high**k / math.factorial(k) for k in range(x + 1)]
        assert 1 - math.fsum(few) == pytest.approx(0.025, abs=NEAR)
        assert math.fsum(many) == pytest.approx(0.025, abs=NEAR)


def test_it_gives_byars_limits_as_they_are_printed():
    def printed(x, z):
        return (
            x * (1 - 1 / (9 * x) - z / (3 * x**0.5)) ** 3,
            (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * (x + 1) ** 0.5)) ** 3,
        )

    x = rng().integers(10, 5000, 1000)
    z = stats.norm.ppf(0.975)
    np.testing.assert_allclose(np.transpose(byar(x)), [printed(int(each), z) for each in x], rtol=NEAR)


def test_it_takes_exact_limits_below_ten_and_byars_from_there():
    x = np.arange(30)
    for limits, exact, close in zip(poisson(x), exact_poisson(x), byar(x), strict=True):
        np.testing.assert_array_equal(limits[:10], exact[:10])
        np.testing.assert_array_equal(limits[10:], close[10:])
    np.testing.assert_allclose(byar(x)[1], exact_poisson(x)[1], rtol=0.02)


def test_it_holds_at_none_all_and_one():
    assert wilson(0, 5)[0] == 0 < wilson(0, 5)[1] < 1
    assert 0 < wilson(5, 5)[0] < 1 == wilson(5, 5)[1]
    assert list(map(float, wilson(1, 1))) == pytest.approx([0.2065493143772375, 1])
    assert exact_poisson(0)[0] == byar(0)[0] == 0
    assert byar(1, confidence=0.999)[0] == 0
    assert list(map(float, newcombe(0, 5, 5, 5))) == pytest.approx([-1, -1 + math.sqrt(2) * 0.43448246], abs=1e-7)


@pytest.mark.parametrize(("x", "n"), [(-1, 5), (6, 5), (math.nan, 5)])
def test_it_refuses_what_is_not_part_of_the_whole(x, n):
    with pytest.raises(ValueError, match="between 0 and the denominator"):
        wilson(x, n)


def test_it_refuses_impossible_numbers_and_confidences():
    with pytest.raises(NoRate, match="denominator is 0"):
        wilson([0, 1], [0, 2])
    for refuses in (exact_poisson, byar, poisson):
        with pytest.raises(ValueError, match="negative"):
            refuses(-1)
    for confidence in (0, 1, 95):
        with pytest.raises(ValueError, match="confidence"):
            normal(confidence)
        with pytest.raises(ValueError, match="confidence"):
            exact_poisson(1, confidence=confidence)
        with pytest.raises(ValueError, match="confidence"):
            figure(Count(0, 0), confidence=confidence)


def test_it_prints_a_share_of_those_known_with_the_bound_beside_it():
    shown = figure(Count(67, 212, not_known=4))
    assert shown.share == 67 / 208
    assert shown.bound == (67 / 212, 71 / 212)
    assert shown.interval == pytest.approx(proportion_confint(67, 208, method="wilson"))
    assert not shown.hollow
    assert shown.why_no_rate is None


@pytest.mark.parametrize(
    ("count", "words", "bound"),
    [
        (Count(0, 0), "Nobody to count", None),
        (Count(0, 12, not_known=12), "Not recorded for any of the 12", (0, 1)),
        (Count(7, None), "a number, not a share", None),
    ],
)
def test_it_gives_words_and_no_rate_where_there_is_nothing_to_divide_by(count, words, bound):
    shown = figure(count)
    assert shown.share is shown.interval is None
    assert words in shown.why_no_rate
    assert shown.bound == bound
    assert shown.hollow


def test_it_is_hollow_just_below_85_in_a_hundred_known():
    assert not figure(Count(10, 100, not_known=15)).hollow
    assert figure(Count(10, 100, not_known=16)).hollow


def test_it_divides_a_plain_number_by_a_population():
    shown = rate(Count(8, None), population=20_000)
    low, high = stats.chi2.ppf(0.025, 16) / 2, stats.chi2.ppf(0.975, 18) / 2
    assert shown.value == 4
    assert shown.interval == pytest.approx((low / 2, high / 2))
    assert rate(Count(8, None), population=80.5, per=100).value == pytest.approx(800 / 80.5)


def test_it_refuses_a_rate_of_a_share_or_of_nobody():
    with pytest.raises(ValueError, match="its own denominator"):
        rate(Count(1, 2), population=3)
    with pytest.raises(NoRate, match="no population"):
        rate(Count(1, None), population=0)


def test_it_gives_the_gap_between_two_groups():
    away, near = Count(10, 30, not_known=2), Count(60, 100)
    found = gap(away, near)
    assert found.difference == pytest.approx(10 / 28 - 0.6)
    assert found.interval == pytest.approx(
        confint_proportions_2indep(10, 28, 60, 100, method="newcomb", compare="diff")
    )
    assert found.bound == pytest.approx((10 / 30 - 0.6, 12 / 30 - 0.6))
    assert found.why_no_rate is None
    assert not found.hollow


@pytest.mark.parametrize("nobody", [Count(0, 0), Count(0, 3, not_known=3)])
def test_it_gives_words_where_one_side_of_a_gap_has_no_rate(nobody):
    for found in (gap(nobody, Count(1, 2)), gap(Count(1, 2), nobody)):
        assert found.difference is found.interval is None
        assert found.why_no_rate
        assert found.hollow
        assert (found.bound is None) == (nobody.denominator == 0)


@given(counts())
def test_it_keeps_the_share_within_its_interval_and_its_bound(count):
    shown = figure(count)
    assert (shown.share is None) == (shown.why_no_rate is not None)
    if shown.share is not None:
        low, high = shown.interval
        assert 0 <= low <= shown.share <= high <= 1
        assert shown.bound.low <= shown.share <= shown.bound.high or math.isclose(shown.share, shown.bound.high)


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_it_turns_a_gap_round_when_its_sides_are_swapped(n, m, data):
    x, y = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    one, other = gap(Count(x, n), Count(y, m)), gap(Count(y, m), Count(x, n))
    assert one.difference == pytest.approx(-other.difference)
    assert one.interval == pytest.approx((-other.interval.high, -other.interval.low))
    assert -1 <= one.interval.low <= one.difference <= one.interval.high <= 1
