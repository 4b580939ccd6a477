"""A quantile has an interval made of two of the values, and is not given where there are too few."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import quantiles

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.unit.benchmarking.cases import CASES, NEAR, rng
from wayhome.benchmarking.spread import MEDIAN, NINE_TENTHS, OrdinarySpread, least, quantile, ranks


def test_it_gives_the_interval_of_scipy_and_the_value_of_the_standard_library_on_a_thousand_cases():
    chance = rng(6)
    for number in range(CASES):
        of = (MEDIAN, NINE_TENTHS)[number % 2]
        hours = chance.exponential(40, int(chance.integers(least(of), 300)))
        found = quantile(hours.tolist(), of)
        theirs = stats.quantile_test(hours, q=0, p=of).confidence_interval(0.95)
        tenths = quantiles(hours, n=10, method="inclusive")
        assert found.value == pytest.approx(tenths[round(of * 10) - 1], rel=NEAR)
        assert found.interval == (theirs.low, theirs.high)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize("of", [0.1, 0.25, 0.5, 0.9])
def test_it_holds_the_quantile_as_often_as_it_says_by_adding_up_the_chances(of, confidence):
    for n in range(1, 160):
        places = ranks(n, of, confidence=confidence)
        chances = [math.comb(n, k) * of**k * (1 - of) ** (n - k) for k in range(n + 1)]
        tail = (1 - confidence) / 2
        if places is None:
            assert chances[0] > tail or chances[n] > tail
            continue
        low, high = places
        assert 1 <= low < high <= n
        assert math.fsum(chances[low:high]) >= confidence - NEAR
        assert math.fsum(chances[: low + 1]) > tail
        assert math.fsum(chances[high - 1 :]) > tail


@pytest.mark.parametrize(("of", "needed"), [(MEDIAN, 20), (0.25, 20), (NINE_TENTHS, 50), (0.1, 50)])
def test_it_gives_no_quantile_of_too_few(of, needed):
    few = quantile([1.0] * (needed - 1) + [None] * 7, of)
    assert few.value is few.interval is None
    assert few.why_not == f"Too few to show fairly: {needed - 1} known, {needed} needed."
    assert (few.known, few.not_known) == (needed - 1, 7)
    enough = quantile([1.0] * needed, of)
    assert (enough.value, enough.interval, enough.why_not) == (1, (1, 1), None)


def test_it_gives_the_value_and_words_where_the_values_do_not_reach_far_enough_for_an_interval():
    far = quantile(range(60), 0.99)
    assert far.value == pytest.approx(58.41)
    assert far.interval is None
    assert far.why_not == "60 values do not reach far enough for an interval."


def test_it_gives_no_median_of_nothing():
    assert quantile([]).value is None
    assert ranks(0, 0.5) is None


def test_it_refuses_quantiles_and_confidences_that_do_not_exist():
    for of in (0, 1, 50):
        with pytest.raises(ValueError, match="a quantile lies between"):
            quantile([1.0] * 60, of)
    with pytest.raises(ValueError, match="a confidence lies between"):
        ranks(60, 0.5, confidence=95)


@given(st.lists(st.none() | st.floats(-100, 1000), min_size=50, max_size=120), st.sampled_from([0.3, 0.5, 0.7]))
def test_it_keeps_the_value_within_its_interval_and_counts_what_is_not_known(hours, of):
    found = quantile(hours, of)
    assert found.known + found.not_known == len(hours)
    assert (found.value is None) == (found.known < 20)
    if found.interval is not None:
        assert found.interval.low <= found.value <= found.interval.high
        assert set(found.interval) <= set(hours)


def test_it_says_between_which_shares_authorities_would_lie_without_chance():
    spread = OrdinarySpread(0.4, 50, 3.0, 0.01)
    low, high = spread.band()
    angle = math.asin(math.sqrt(0.4))
    assert low == pytest.approx(math.sin(angle - 0.1959963984540054) ** 2)
    assert high == pytest.approx(math.sin(angle + 0.1959963984540054) ** 2)
    assert OrdinarySpread(0.4, 50, 1.0, 0.0).band() == pytest.approx((0.4, 0.4))
    bands = [spread.band(confidence=each) for each in (0.5, 0.8, 0.95)]
    assert all(wide.low < narrow.low < narrow.high < wide.high for narrow, wide in pairwise(bands))
    assert np.isfinite(bands).all()
