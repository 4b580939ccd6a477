"""Missing again: the child is what is independent, and the errors are those of moving one child's weight a little."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from tests.unit.benchmarking.cases import CASES, NEAR, rng
from wayhome.benchmarking.repeats import concentration, mean_episodes, missing_again
from wayhome.indicators.definition import NoRate

A_LITTLE = 1e-30j
"""A step off the real line: what a weight does to a result can then be read off exactly, without any formula for it."""


def staying(gap, again, weight, by):
    """The weighted Kaplan–Meier share not missing again, in complex numbers."""
    share = 1 + 0j
    for time in sorted({t for t, e in zip(gap, again, strict=True) if e and t <= by}):
        at_risk = sum(w for t, w in zip(gap, weight, strict=True) if t >= time)
        share *= 1 - sum(w for t, e, w in zip(gap, again, weight, strict=True) if e and t == time) / at_risk
    return share


def mean(ends, episodes, weight, by):
    """The weighted mean cumulative number, in complex numbers."""
    total = 0j
    for time in sorted({t for _, t in episodes if t <= by}):
        at_risk = sum(w for end, w in zip(ends, weight, strict=True) if end >= time)
        total += sum(weight[child] for child, t in episodes if t == time) / at_risk
    return total


def moved_by_each(of, children):
    """How far the result moves with the weight of each child."""
    return [of(child).imag / A_LITTLE.imag for child in children]


def test_it_gives_kaplan_meier_and_greenwood_where_every_return_is_another_child_on_a_thousand_cases():
    chance = rng(12)
    for _ in range(CASES):
        n = int(chance.integers(2, 60))
        gap, again = chance.integers(1, 60, n), chance.integers(0, 2, n)
        again[0] = 1
        found = missing_again(gap, again, np.arange(n), by=(28,))[0]
        theirs = SurvfuncRight(gap, again)
        place = np.searchsorted(theirs.surv_times, 28, side="right") - 1
        if found.share is None:
            assert gap.max() < 28
        elif place >= 0 and found.share < 1:
            assert found.share == pytest.approx(1 - theirs.surv_prob[place], rel=NEAR)
            assert found.error == pytest.approx(theirs.surv_prob_se[place], rel=NEAR)


def test_it_adds_up_the_influence_of_each_child_on_a_thousand_cases():
    chance = rng(13)
    for _ in range(CASES):
        n = int(chance.integers(2, 16))
        gap, again, child = (
            chance.integers(1, 40, n).tolist(),
            chance.integers(0, 2, n).tolist(),
            chance.integers(0, 5, n).tolist(),
        )
        found = missing_again(gap, again, child, by=(28,))[0]
        if found.interval is None:
            continue

        def weighted(of, gap=gap, again=again, child=child):
            return staying(gap, again, [1 + A_LITTLE * (each == of) for each in child], 28)

        moved = moved_by_each(weighted, sorted(set(child)))
        assert found.share == pytest.approx(1 - weighted(None).real, rel=NEAR)
        assert found.error == pytest.approx(math.sqrt(math.fsum(each**2 for each in moved)), rel=NEAR, abs=1e-15)


def test_it_is_less_sure_when_returns_of_one_child_are_alike():
    gap, again = [5] * 20 + [60] * 20, [1] * 20 + [0] * 20
    each_another = missing_again(gap, again, list(range(40)), by=(28,))[0]
    four_children = missing_again(gap, again, [i // 10 for i in range(40)], by=(28,))[0]
    assert each_another.share == four_children.share == 0.5
    assert four_children.error == pytest.approx(each_another.error * math.sqrt(10))
    assert four_children.interval.high - four_children.interval.low > 2 * (
        each_another.interval.high - each_another.interval.low
    )


def test_it_takes_labels_of_any_kind_for_children():
    by_name = missing_again([3, 9, 40], [True, True, False], ["Ada", "Ada", "Bo"])
    by_number = missing_again([3, 9, 40], [1, 1, 0], [7, 7, 2])
    assert by_name == by_number
    assert [each.by for each in by_name] == [28, 90]
    assert by_name[0].share == pytest.approx(2 / 3)
    assert by_name[1].share is None


def test_it_has_no_interval_at_nobody_and_at_everybody():
    nobody = missing_again([40] * 25, [0] * 25, range(25), by=(28,))[0]
    assert (nobody.share, nobody.interval, nobody.happened, nobody.followed) == (0, None, 0, 25)
    everybody = missing_again([4] * 25, [1] * 25, range(25), by=(3, 28))
    assert (everybody[0].share, everybody[1].share, everybody[1].interval) == (0, 1, None)
    assert everybody[1].followed == 0
    assert everybody[1].enough
    assert missing_again([4], [1], ["one"], by=(28,))[0].share == 1


def test_it_refuses_returns_that_do_not_fit_and_says_when_there_are_none():
    with pytest.raises(ValueError, match="one child for each"):
        missing_again([1, 2], [0, 1], ["Ada"])
    with pytest.raises(ValueError, match="below 0"):
        missing_again([-1], [0], ["Ada"])
    with pytest.raises(NoRate, match="no returns"):
        missing_again([], [], [])


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans(), st.integers(0, 6)), min_size=1, max_size=50))
def test_it_rises_with_time_and_keeps_the_share_within_its_interval(returns):
    gap, again, child = zip(*returns, strict=True)
    found = missing_again(gap, again, child, by=range(0, 101, 10))
    said = [each for each in found if each.share is not None]
    assert all(later.share >= earlier.share for earlier, later in pairwise(said))
    for each in said:
        if each.interval is not None:
            assert 0 <= each.interval.low <= each.share + NEAR
            assert each.share - NEAR <= each.interval.high <= 1


def test_it_gives_the_mean_number_of_episodes_and_the_error_by_moving_weights_on_a_thousand_cases():
    chance = rng(14)
    for _ in range(CASES):
        m = int(chance.integers(1, 8))
        ends = chance.integers(1, 60, m)
        child = chance.integers(0, m, int(chance.integers(0, 12)))
        time = np.floor(ends[child] * chance.uniform(0, 1, child.size)).astype(int)
        found = mean_episodes(ends, child, time, by=(30,))[0]
        if found.mean is None:
            assert max(ends) < 30
            continue
        ends, episodes = ends.tolist(), list(zip(child.tolist(), time.tolist(), strict=True))

        def weighted(of, ends=ends, episodes=episodes, m=m):
            return mean(ends, episodes, [1 + A_LITTLE * (each == of) for each in range(m)], 30)

        moved = moved_by_each(weighted, range(m))
        assert found.mean == pytest.approx(weighted(None).real, rel=NEAR)
        assert found.error == pytest.approx(math.sqrt(math.fsum(each**2 for each in moved)), rel=NEAR, abs=1e-12)


def test_it_is_the_plain_mean_where_every_child_is_followed_to_the_end():
    numbers = [1, 1, 2, 6, 0] * 5
    child = [place for place, number in enumerate(numbers) for _ in range(number)]
    found = mean_episodes([365] * 25, child, [40.0] * len(child), by=(365,))[0]
    assert found.mean == pytest.approx(np.mean(numbers))
    assert found.error == pytest.approx(np.std(numbers) / math.sqrt(25))
    reach = math.exp(1.959963984540054 * found.error / found.mean)
    assert found.interval == pytest.approx((found.mean / reach, found.mean * reach))
    assert (found.followed, found.happened, found.children, found.enough) == (25, 50, 25, True)


def test_it_gives_no_interval_without_episodes_and_no_mean_beyond_the_longest_watch():
    soon, later = mean_episodes([100, 80], [0], [50], by=(20, 200))
    assert (soon.mean, soon.error, soon.interval, soon.followed) == (0, 0, None, 2)
    assert (later.mean, later.interval, later.happened, later.enough) == (None, None, 1, False)
    assert not mean_episodes([100] * 19, [0], [50], by=(60,))[0].enough


@pytest.mark.parametrize(
    ("watched", "child", "time", "words"),
    [
        ([10], [0, 0], [1], "one child and one time"),
        ([10], [1], [1], "belongs to a child"),
        ([10], [-1], [1], "belongs to a child"),
        ([10], [0], [11], "while its child is followed"),
        ([10], [0], [-1], "while its child is followed"),
        ([-1], [], [], "below 0"),
    ],
)
def test_it_refuses_episodes_that_fit_no_child(watched, child, time, words):
    with pytest.raises(ValueError, match=words):
        mean_episodes(watched, child, time, by=(5,))


def test_it_says_when_there_are_no_children():
    with pytest.raises(NoRate):
        mean_episodes([], [], [], by=(5,))


def test_it_says_what_share_of_episodes_a_tenth_of_children_have():
    assert concentration([10] + [1] * 9) == pytest.approx(10 / 19)
    assert concentration([4, 3, 2, 1, 0], part=0.5) == pytest.approx((4 + 3 + 1) / 10)
    assert concentration([3, 9], part=1) == 1
    with pytest.raises(NoRate, match="no episodes"):
        concentration([])
    for part in (0, 1.1):
        with pytest.raises(ValueError, match="part of the children"):
            concentration([1], part=part)
    with pytest.raises(ValueError, match="negative"):
        concentration([-1, 2])


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40).filter(any), st.floats(0.01, 1), st.floats(0.01, 1))
def test_it_never_says_less_than_an_even_spread_and_more_for_more_children(numbers, some, more):
    part, larger = sorted((some, more))
    assert (
        part - NEAR <= concentration(numbers, part=part) <= concentration(numbers, part=larger) + NEAR <= 1 + 2 * NEAR
    )
