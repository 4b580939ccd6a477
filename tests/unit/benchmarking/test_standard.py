"""Case mix: the standardised ratio is observed over expected, and a group nothing is known of elsewhere stops it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.unit.benchmarking.cases import CASES, NEAR, rng
from wayhome.benchmarking.standard import standardised
from wayhome.domain.vocabulary import Group
from wayhome.indicators.definition import Count, NoRate

HOME, IN, OUT = Group.HOME, Group.CARE_IN, Group.CARE_OUT
ELSEWHERE = {HOME: Count(500, 1000), IN: Count(360, 600), OUT: Count(60, 300)}


def test_it_agrees_with_the_formula_written_out_on_a_thousand_cases():
    chance = rng()
    for _ in range(CASES):
        n, of = chance.integers(1, 200, 3), chance.integers(20, 2000, 3)
        x, y = chance.binomial(n, chance.uniform(0, 1, 3)), chance.binomial(of - 1, 0.4) + 1
        own = {g: Count(int(a), int(b)) for g, a, b in zip((HOME, IN, OUT), x, n, strict=True)}
        like = {g: Count(int(a), int(b)) for g, a, b in zip((HOME, IN, OUT), y, of, strict=True)}
        found = standardised(own, like)
        observed, expected = int(x.sum()), float(np.dot(n, y / of))
        if observed < 10:
            limits = (
                stats.chi2.ppf(0.025, 2 * observed) / 2 if observed else 0,
                stats.chi2.ppf(0.975, 2 * observed + 2) / 2,
            )
        else:
            most, z = observed + 1, stats.norm.isf(0.025)
            limits = (
                observed * (1 - 1 / (9 * observed) - z / 3 / observed**0.5) ** 3,
                most * (1 - 1 / (9 * most) + z / 3 / most**0.5) ** 3,
            )
        assert found.ratio == pytest.approx(observed / expected, rel=NEAR)
        assert found.interval == pytest.approx([limit / expected for limit in limits], rel=NEAR)


def test_it_expects_of_each_group_what_that_group_gets_elsewhere():
    found = standardised({HOME: Count(10, 20), OUT: Count(2, 12, not_known=2)}, ELSEWHERE)
    assert dict(found.expected_by_group) == {HOME: 10, OUT: 2}
    assert (found.observed, found.expected, found.ratio) == (12, 12, 1)
    assert found.bound == pytest.approx((12 / 12.4, 14 / 12.4))
    assert (found.known, found.not_known, found.hollow) == (30, 2, False)
    assert not standardised({HOME: Count(10, 100, not_known=15)}, ELSEWHERE).hollow
    assert standardised({HOME: Count(10, 100, not_known=16)}, ELSEWHERE).hollow


def test_it_leaves_out_a_group_with_no_returns_here_whatever_is_known_elsewhere():
    assert standardised({HOME: Count(1, 2), None: Count(0, 0)}, ELSEWHERE).expected == 1


@pytest.mark.parametrize(
    ("own", "like", "words"),
    [
        ({HOME: Count(1, 2)}, {}, "Nothing is known elsewhere of the group home"),
        ({None: Count(1, 2)}, ELSEWHERE, "the group not recorded"),
        ({HOME: Count(1, 2)}, {HOME: Count(0, 5, not_known=5)}, "Nothing is known elsewhere"),
        ({HOME: Count(1, 2)}, {HOME: Count(0, 5)}, "Nothing is expected"),
        ({HOME: Count(0, 2, not_known=2)}, ELSEWHERE, "Nothing is expected"),
        ({}, ELSEWHERE, "Nothing is expected"),
    ],
)
def test_it_says_in_words_why_there_is_nothing_to_compare_with(own, like, words):
    with pytest.raises(NoRate, match=words):
        standardised(own, like)


@pytest.mark.parametrize("group", [Group.HOSTED, Group.VISITOR])
def test_it_never_adds_a_hosted_or_visiting_child(group):
    with pytest.raises(ValueError, match="added to no total"):
        standardised({group: Count(1, 2)}, ELSEWHERE)


def test_it_refuses_a_plain_number():
    with pytest.raises(ValueError, match="no share"):
        standardised({HOME: Count(1, None)}, ELSEWHERE)


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 50)), min_size=1, max_size=3))
def test_it_is_one_for_whoever_is_the_standard(groups):
    own = {g: Count(x, x + more) for g, (x, more) in zip(ELSEWHERE, groups, strict=False)}
    found = standardised(own, own)
    assert found.ratio == pytest.approx(1)
    assert found.interval.low <= 1 <= found.interval.high
