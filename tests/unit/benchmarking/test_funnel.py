"""The funnel: one code path for interval, significance and limits; nobody ranked; hollow figures give no signal."""

from __future__ import annotations

import math
from dataclasses import fields
from statistics import quantiles

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportions_ztest

from tests.unit.benchmarking.cases import CASES, NEAR, rng, shares
from wayhome.benchmarking.funnel import (
    Funnel,
    Point,
    beyond_chance,
    beyond_spread,
    chance_limits,
    funnel,
    ordinary_limits,
)
from wayhome.benchmarking.rates import ALERT, wilson
from wayhome.benchmarking.spread import OrdinarySpread, back, drawn_in, ordinary_spread, rooted
from wayhome.indicators.definition import Count, NoRate


def area(k: int, sd: float, seed: int = 3, centre: float = 0.4, n: tuple[int, int] = (20, 400)) -> dict[str, Count]:
    """Counts of k authorities whose true shares differ by so much."""
    chance = rng(seed)
    of = chance.integers(*n, k)
    x = chance.binomial(of, np.clip(chance.normal(centre, sd, k), 0.01, 0.99))
    return {f"authority {i:03}": Count(int(a), int(b)) for i, (a, b) in enumerate(zip(x, of, strict=True))}


@pytest.mark.parametrize("confidence", [0.95, ALERT])
def test_it_lies_outside_the_limits_of_chance_exactly_when_its_wilson_interval_leaves_the_benchmark_out(confidence):
    x, n = shares(most=2000)
    benchmarks = rng(4).uniform(0.01, 0.99, CASES)
    compared = 0
    for a, b, benchmark in zip(x.tolist(), n.tolist(), benchmarks.tolist(), strict=True):
        z = abs(a / b - benchmark) / math.sqrt(benchmark * (1 - benchmark) / b)
        if abs(z - stats.norm.ppf((1 + confidence) / 2)) < NEAR:
            continue
        compared += 1
        low, high = map(float, chance_limits(b, benchmark, confidence=confidence))
        by_limits = (a / b > high) - (a / b < low)
        _, p = proportions_ztest(a, b, benchmark, prop_var=benchmark)
        assert beyond_chance(a, b, benchmark, confidence=confidence) == by_limits
        assert bool(by_limits) == (p < 1 - confidence)
    assert compared > CASES - 5


@given(st.integers(1, 500), st.data(), st.floats(0.001, 0.999))
def test_it_is_the_same_question_asked_twice(n, data, benchmark):
    x = data.draw(st.integers(0, n))
    z = abs(x / n - benchmark) / math.sqrt(benchmark * (1 - benchmark) / n)
    assume(abs(z - 1.959963984540054) > 1e-9)
    low, high = wilson(x, n)
    below, above = chance_limits(n, benchmark)
    assert (not low <= benchmark <= high) == (not below <= x / n <= above)


def test_it_works_out_the_spread_as_written_on_a_thousand_cases():
    chance = rng(5)
    for _ in range(CASES):
        k = int(chance.integers(10, 60))
        n = chance.integers(5, 500, k)
        x = chance.binomial(n, np.clip(chance.normal(0.4, chance.uniform(0, 0.2), k), 0, 1))
        centre = float(x.sum() / n.sum())
        found = ordinary_spread(x, n, centre=centre)
        z = [
            2 * math.sqrt(b) * (math.asin(math.sqrt(a / b)) - math.asin(math.sqrt(centre)))
            for a, b in zip(x, n, strict=True)
        ]
        tenths = quantiles(z, n=10, method="inclusive")
        phi = math.fsum(min(max(each, tenths[0]), tenths[-1]) ** 2 for each in z) / k
        w = [4 * int(each) for each in n]
        tau2 = (k * phi - (k - 1)) / (sum(w) - sum(each**2 for each in w) / sum(w))
        assert found.phi == pytest.approx(phi, rel=NEAR)
        assert found.tau2 == pytest.approx(0 if k * phi < k - 1 else tau2, rel=NEAR, abs=1e-15)


def test_it_draws_the_wide_limits_as_written():
    spread = OrdinarySpread(0.3, 20, 4.0, 0.01)
    for n in (1, 7, 50, 10_000):
        low, high = map(float, ordinary_limits(n, spread, confidence=ALERT))
        reach = stats.norm.ppf(0.999) * math.sqrt((1 / (2 * math.sqrt(n))) ** 2 + 0.01)
        angle = math.asin(math.sqrt(0.3))
        assert low == pytest.approx(math.sin(max(angle - reach, 0)) ** 2, abs=NEAR)
        assert high == pytest.approx(math.sin(min(angle + reach, math.pi / 2)) ** 2, abs=NEAR)
        assert (beyond_spread(n, n, spread, confidence=ALERT) == 1) == (high < 1)
    assert beyond_spread(0, 400, spread) == -1
    assert beyond_spread(120, 400, spread) == 0


def test_it_finds_no_spread_where_chance_explains_it_all_and_the_true_one_where_there_is_one():
    none = funnel(area(150, 0.0)).spread
    assert none.tau2 < 0.0005
    sd = [math.sqrt(funnel(area(150, 0.10, seed)).spread.tau2) for seed in range(20)]
    assert np.mean(sd) == pytest.approx(0.10 / (2 * math.sqrt(0.4 * 0.6)), rel=0.25)


def test_it_alerts_only_beyond_ordinary_spread():
    """Authorities that differ by 15 points: chance alone flags most of them, the wide limits hardly any."""
    points = [point for seed in range(5) for point in funnel(area(152, 0.15, seed, n=(100, 1000))).points]
    plain = sum(point.far_beyond_chance != 0 for point in points) / len(points)
    alerts = sum(point.signal != 0 for point in points) / len(points)
    assert plain > 0.6
    assert alerts < 0.04


def test_it_still_alerts_for_one_that_stands_far_out():
    counts = area(60, 0.02) | {"far": Count(380, 400)}
    found = {point.name: point for point in funnel(counts).points}
    assert found["far"].signal == found["far"].beyond_spread == 1
    assert found["far"].beyond_chance == 1
    low = {point.name: point for point in funnel(area(60, 0.02) | {"far": Count(2, 400)}).points}
    assert low["far"].signal == -1


def test_it_gives_points_by_name_and_no_place_in_an_order_of_values():
    counts = area(30, 0.1)
    shuffled = dict(sorted(counts.items(), key=lambda item: item[1].share))
    found = funnel(shuffled)
    assert [point.name for point in found.points] == sorted(counts)
    assert {field.name for field in fields(Point)} == {
        "name", "figure", "beyond_chance", "far_beyond_chance", "beyond_spread", "signal",
    }  # fmt: skip
    assert funnel(counts) == found


def test_it_lets_no_hollow_figure_shape_the_funnel_or_give_a_signal():
    counts = area(20, 0.05)
    hollow = {"hollow": Count(90, 120, not_known=30), "nothing": Count(0, 50, not_known=50), "nobody": Count(0, 0)}
    with_hollow = funnel(counts | hollow)
    without = funnel(counts)
    assert (with_hollow.benchmark, with_hollow.spread) == (without.benchmark, without.spread)
    for point in with_hollow.points:
        if point.name in hollow:
            assert point.figure.hollow
            assert point.beyond_chance is point.far_beyond_chance is point.beyond_spread is point.signal is None


def test_it_draws_chance_alone_and_alerts_nobody_among_fewer_than_ten():
    found = funnel(area(9, 0.2))
    assert found.spread is None
    assert found.ordinary(50) is None
    assert {(point.beyond_spread, point.signal) for point in found.points} == {(None, None)}
    assert {point.beyond_chance for point in found.points} <= {-1, 0, 1}
    ten = funnel(area(10, 0.2))
    assert ten.spread is not None
    assert ten.ordinary(50) is not None


def test_it_takes_a_benchmark_from_outside():
    found = funnel(area(12, 0.1), benchmark=0.9)
    assert (found.benchmark, found.spread.centre) == (0.9, 0.9)
    assert all(point.beyond_chance == -1 for point in found.points)
    assert [beyond_chance(0, 5, 0.0), beyond_chance(5, 5, 1.0), beyond_chance(1, 5, 0.0)] == [0, 0, 1]
    edge = Funnel(1.0, None, ()).chance(10)
    assert (float(edge[0]), float(edge[1])) == (1, 1)


def test_it_refuses_plain_numbers_impossible_benchmarks_and_a_benchmark_of_nothing():
    with pytest.raises(ValueError, match="not of plain numbers"):
        funnel({"a": Count(1, None)})
    with pytest.raises(ValueError, match="from 0 to 1"):
        funnel({"a": Count(1, 2)}, benchmark=50)
    with pytest.raises(NoRate, match="known well enough"):
        funnel({"a": Count(0, 3, not_known=3)})
    assert funnel({}, benchmark=0.5).points == ()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_it_comes_back_from_the_arcsine_root_scale(given_shares):
    np.testing.assert_allclose(back(rooted(given_shares)), given_shares, atol=1e-12)
    np.testing.assert_array_equal(back([-1, 4]), [0, 1])


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50))
def test_it_draws_in_the_ends_and_leaves_the_middle(values):
    found = drawn_in(values)
    low, high = np.quantile(values, [0.1, 0.9])
    assert np.all((found >= low) & (found <= high))
    inside = [each for each in values if low <= each <= high]
    assert set(inside) <= set(found.tolist())


@given(st.floats(0.01, 0.99), st.floats(0, 0.5), st.integers(1, 1000))
def test_it_draws_wider_limits_for_more_spread_fewer_returns_and_more_confidence(centre, tau2, n):
    def width(tau2, n, confidence=0.95):
        low, high = ordinary_limits(n, OrdinarySpread(centre, 10, 1.0, tau2), confidence=confidence)
        return float(high - low)

    assert width(tau2, n) <= width(tau2 + 0.01, n) + 1e-12
    assert width(tau2, n + 1) <= width(tau2, n) + 1e-12
    assert width(tau2, n) <= width(tau2, n, ALERT) + 1e-12
