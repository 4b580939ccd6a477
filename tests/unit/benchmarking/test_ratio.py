"""Returns for each talk: the interval comes from drawing children, and comes out the same again."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.benchmarking.cases import CASES, NEAR, rng
from wayhome.benchmarking import ratio
from wayhome.benchmarking.ratio import returns_per_talk
from wayhome.indicators.definition import NoRate

children = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 5)), min_size=1, max_size=30)


def test_it_draws_whole_children_as_a_plain_loop_does_on_a_thousand_cases():
    chance = rng(17)
    for seed in range(CASES):
        c = int(chance.integers(1, 12))
        talks = chance.integers(1, 4, c)
        returns = talks + chance.integers(0, 5, c)
        found = returns_per_talk(returns, talks, draws=20, seed=seed)
        drawn = []
        for who in np.random.default_rng(seed).integers(0, c, (20, c)).tolist():
            drawn.append(sum(returns[i].item() for i in who) / sum(talks[i].item() for i in who))
        assert found.value == pytest.approx(sum(returns.tolist()) / sum(talks.tolist()), rel=NEAR)
        assert found.interval == pytest.approx(np.percentile(drawn, [2.5, 97.5]).tolist(), rel=NEAR)


def test_it_comes_near_the_interval_of_the_ratio_estimator_where_there_are_many_children():
    chance = rng(18)
    talks = chance.integers(1, 5, 800)
    returns = talks + chance.poisson(0.7, 800)
    found = returns_per_talk(returns, talks, draws=4000)
    error = np.std(returns - found.value * talks, ddof=1) / math.sqrt(800) / talks.mean()
    assert found.interval == pytest.approx((found.value - 1.96 * error, found.value + 1.96 * error), rel=0.01)


def test_it_draws_the_same_again_and_in_any_portions(monkeypatch):
    returns, talks = [3, 1, 4, 1, 5, 9, 2], [1, 1, 2, 1, 2, 3, 1]
    whole = returns_per_talk(returns, talks)
    assert returns_per_talk(returns, talks) == whole
    assert returns_per_talk(returns, talks, seed=2).interval != whole.interval
    monkeypatch.setattr(ratio, "AT_A_TIME", 50)
    assert returns_per_talk(returns, talks) == whole


@pytest.mark.parametrize(("talks", "enough"), [([3, 3], True), ([3, 2], False)])
def test_it_is_published_only_from_six_talks(talks, enough):
    assert returns_per_talk([4, 4], talks).enough is enough


def test_it_is_one_for_one_talk_after_each_return():
    found = returns_per_talk([1, 2, 3], [1, 2, 3])
    assert (found.over, found.under, found.value, found.interval) == (6, 6, 1, (1, 1))


@given(children)
def test_it_keeps_the_interval_within_what_single_children_have(pairs):
    returns, talks = zip(*pairs, strict=True)
    found = returns_per_talk(returns, talks, draws=100)
    each = [a / b for a, b in pairs]
    assert min(each) - NEAR <= found.interval.low <= found.interval.high <= max(each) + NEAR
    assert min(each) - NEAR <= found.value <= max(each) + NEAR


def test_it_refuses_children_without_a_talk_and_numbers_that_do_not_fit():
    with pytest.raises(NoRate, match="No talk"):
        returns_per_talk([], [])
    for returns, talks in (([1], [0]), ([-1], [1])):
        with pytest.raises(ValueError, match="had a talk"):
            returns_per_talk(returns, talks)
    for returns, talks in (([1, 2], [1]), ([[1]], [[1]])):
        with pytest.raises(ValueError, match="for each child"):
            returns_per_talk(returns, talks)
    with pytest.raises(ValueError, match="confidence"):
        returns_per_talk([1], [1], confidence=2)
