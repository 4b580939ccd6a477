"""What changed: the limits of an XmR chart by hand, each rule at its edge, and nothing found where nothing changed."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.benchmarking.trend import (
    ENOUGH,
    FEWEST,
    TOO_WIDE,
    WIDTH,
    Found,
    Side,
    Signal,
    beyond,
    near_limits,
    xmr,
)

UP_AND_DOWN = (10, 12) * 6
"""Average 11, every moving range 2, so the limits are 11 ± 5.32."""


RULE = {Signal.BEYOND: beyond, Signal.NEAR_LIMIT: near_limits}


def judged(values, limits, signal: Signal = Signal.BEYOND) -> list[tuple[Side, tuple[int, ...]]]:
    """What one rule finds in values that are judged by the limits of other values."""
    exact = [None if value is None else Fraction(value) for value in values]
    return [(each.side, each.places) for each in RULE[signal](exact, limits)]


def found(values, signal: Signal) -> list[tuple[Side, tuple[int, ...]]]:
    return [(each.side, each.places) for each in xmr(values).found if each.signal is signal]


class TestLimits:
    def test_it_draws_them_by_the_mean_moving_range(self):
        limits = xmr(UP_AND_DOWN).limits
        assert (limits.average, limits.spread) == (11, 2)
        assert (limits.lower, limits.upper) == (Fraction("5.68"), Fraction("16.32"))

    def test_it_agrees_with_limits_worked_out_by_hand(self):
        """Ten values with the ranges 1 2 1 1 3 2 2 1 2: average 22.4, mean moving range 15/9, limits ± 4.4333…"""
        limits = xmr([22, 23, 21, 22, 23, 20, 22, 24, 23, 25]).limits
        assert limits.average == Fraction("22.5")
        assert limits.spread == Fraction(15, 9)
        assert float(limits.upper) == pytest.approx(26.9333, abs=1e-4)

    def test_it_leaves_a_range_out_that_is_too_wide_and_only_once(self):
        """One jump of 40 among steps of 2: the mean range 82/12 screens it out, and what is left is not screened again."""
        values = [*UP_AND_DOWN, 52]
        mean = Fraction(11 * 2 + 40, 12)
        assert TOO_WIDE * mean < 40
        assert xmr(values).limits.spread == 2

    def test_it_goes_by_the_one_jump_where_nothing_else_ever_moved(self):
        assert xmr([0] * 7 + [2] * 7).limits.spread == Fraction(2, 13)

    def test_it_keeps_the_average_of_all_values(self):
        assert xmr([*UP_AND_DOWN, 52]).limits.average == Fraction(132 + 52, 13)

    def test_it_takes_no_range_over_a_gap(self):
        assert xmr([10, 12, None, 50, 52, 50]).limits.spread == 2

    @pytest.mark.parametrize("values", [[], [1], [1, 2, 3], [1, None, 2, None, 3, None, 4]])
    def test_it_draws_none_of_too_few_values(self, values):
        chart = xmr(values)
        assert (chart.limits, chart.found, chart.on_trial) == (None, (), False)

    @pytest.mark.parametrize(("number", "on_trial"), [(FEWEST, True), (ENOUGH - 1, True), (ENOUGH, False)])
    def test_it_calls_limits_of_fewer_than_twelve_values_trial(self, number, on_trial):
        assert xmr([n % 2 for n in range(number)]).on_trial is on_trial


class TestRules:
    def test_it_finds_a_value_outside_the_limits_and_none_on_them(self):
        limits = xmr(UP_AND_DOWN).limits
        assert judged((*UP_AND_DOWN, limits.upper), limits) == []
        assert judged((*UP_AND_DOWN, limits.upper + 1, limits.lower - 1), limits) == [
            (Side.HIGHER, (12,)), (Side.LOWER, (13,)),
        ]  # fmt: skip

    def test_it_finds_seven_in_a_row_on_one_side_and_not_six(self):
        before = [0, 2] * 7 + [0]
        assert found([*before, *[1.4] * 7], Signal.SHIFT) == [(Side.HIGHER, tuple(range(15, 22)))]
        assert found([*before, *[1.4] * 6, 0], Signal.SHIFT) == []

    def test_it_ends_a_run_at_a_value_on_the_average_and_at_a_gap(self):
        low, high = [0] * 7, [2] * 7
        assert found([*low, 1, *high], Signal.SHIFT) == [
            (Side.LOWER, tuple(range(7))),
            (Side.HIGHER, tuple(range(8, 15))),
        ]
        assert found([*low[:4], 1, *low[:4], *high[:4], 1, *high[:4]], Signal.SHIFT) == []
        broken = [0, 0, 0, None, 0, 0, 0, 2, 2, 2, 2, 2, 2]
        assert found(broken, Signal.SHIFT) == []

    def test_it_finds_seven_that_rise_and_not_six(self):
        assert found([5, 5, 1, 2, 3, 4, 5, 6, 7, 5], Signal.TREND) == [(Side.HIGHER, tuple(range(2, 9)))]
        assert found([5, 5, 1, 2, 3, 4, 5, 6, 5, 5], Signal.TREND) == []
        assert found([9, 8, 7, 6, 5, 4, 3, 3], Signal.TREND) == [(Side.LOWER, tuple(range(7)))]
        assert found([1, 2, 3, 3, 4, 5, 6, 7], Signal.TREND) == []

    def test_it_finds_two_of_three_near_a_limit(self):
        limits = xmr(UP_AND_DOWN).limits
        near = limits.average + WIDTH * limits.spread * Fraction(9, 10)
        edge = limits.average + WIDTH * limits.spread * Fraction(2, 3)
        assert judged((near, 11, near, 11), limits, Signal.NEAR_LIMIT) == [(Side.HIGHER, (0, 2))]
        assert judged((near, 11, 11, near), limits, Signal.NEAR_LIMIT) == []
        assert judged((near, edge, 11), limits, Signal.NEAR_LIMIT) == []
        assert judged((near, limits.upper + 1, 11), limits, Signal.NEAR_LIMIT) == [], (
            "outside the limits is another rule"
        )
        assert judged((near, None, near), limits, Signal.NEAR_LIMIT) == []
        assert judged((22 - near, 22 - near, 11), limits, Signal.NEAR_LIMIT) == [(Side.LOWER, (0, 1))]


class TestChart:
    def test_it_finds_nothing_where_nothing_changes(self):
        for value in (0.1, 0, 1, 1 / 3):
            chart = xmr([value] * 20)
            assert (chart.found, chart.limits.lower) == ((), Fraction(value)), "equal rates lie on their own average"

    def test_it_says_which_sign_of_change_is_the_latest(self):
        chart = xmr([0, 1, 0, 1, 0, 1, 0, 2, 3, 2, 3, 2, 3, 2])
        assert chart.latest == Found(Signal.SHIFT, Side.HIGHER, tuple(range(7, 14)))
        assert chart.signals_at(0) == (Found(Signal.SHIFT, Side.LOWER, tuple(range(7))),)
        assert xmr(UP_AND_DOWN).latest is None


RATES = st.lists(st.fractions(0, 1, max_denominator=60) | st.none(), max_size=30)


@given(RATES)
def test_it_rests_every_sign_on_values_that_are_there(values):
    chart = xmr(values)
    for each in chart.found:
        assert all(chart.values[place] is not None for place in each.places)
        assert list(each.places) == sorted(set(each.places))
        if each.signal in (Signal.SHIFT, Signal.TREND):
            assert len(each.places) >= 7 and all(b - a == 1 for a, b in pairwise(each.places))


@given(RATES, st.fractions(Fraction(1, 9), 9), st.fractions(-3, 3))
def test_it_finds_the_same_whatever_the_unit(values, scale, shift):
    moved = [None if value is None else value * scale + shift for value in values]
    assert xmr(moved).found == xmr(values).found


@given(RATES)
def test_it_finds_the_mirror_image_upside_down(values):
    other = {Side.HIGHER: Side.LOWER, Side.LOWER: Side.HIGHER}
    mirrored = {(f.signal, other[f.side], f.places) for f in xmr([None if v is None else -v for v in values]).found}
    assert mirrored == {(f.signal, f.side, f.places) for f in xmr(values).found}
