"""The chance of a talk by so many hours agrees with other code, and never counts a child who could not be heard as waiting."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from tests.unit.benchmarking.cases import CASES, NEAR, rng
from wayhome.benchmarking.rates import wilson
from wayhome.benchmarking.times import cumulative_incidence, log_log
from wayhome.indicators.definition import NoRate

TALK, MISSING_AGAIN, SAID_NO = 1, 2, 3

ended = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3)), min_size=1, max_size=40)


def cases(number: int, seed: int = 7):
    """Returns with hours to an end and how they ended, ties and open ones among them."""
    chance = rng(seed)
    for _ in range(number):
        n = int(chance.integers(1, 40))
        yield chance.integers(1, int(chance.integers(2, 200)), n), chance.integers(0, 4, n)


def variance_written_out(hours, how, way, kind=float):
    """Aalen's variance term by term: what an end at one hour does to the share at a later one, squared, times its variance."""
    times = sorted(set(hours))
    at_risk = {t: sum(h >= t for h in hours) for t in times}
    count = {t: {k: sum(h == t and e == k for h, e in zip(hours, how, strict=True)) for k in (1, 2, 3)} for t in times}
    still, share, before, after, shares = kind(1), kind(0), {}, {}, {}
    for t in times:
        before[t] = still
        share += still * kind(count[t][way]) / at_risk[t]
        still *= 1 - kind(sum(count[t].values())) / at_risk[t]
        after[t], shares[t] = still, share
    found = []
    for now in times:
        total = kind(0)
        for t in (each for each in times if each <= now):
            later = (shares[now] - shares[t]) / after[t] if after[t] else kind(0)
            for k, d in count[t].items():
                pull = before[t] * ((1 if k == way else 0) - later)
                ties = 1 - kind(max(d - 1, 0)) / max(at_risk[t] - 1, 1)
                total += pull**2 * d * ties / kind(at_risk[t]) ** 2
        found.append(total)
    return found


def test_it_gives_the_curve_of_statsmodels_and_the_variance_term_by_term_on_a_thousand_cases():
    for hours, how in cases(CASES):
        if not how.any():
            how[0] = TALK
        with np.errstate(all="ignore"):
            theirs = CumIncidenceRight(hours, how) if hours.size > 1 else None
        curves = cumulative_incidence(hours, how)
        assert set(curves) == set(how.tolist()) - {0}
        for way, curve in curves.items():
            if theirs is not None:
                np.testing.assert_allclose(curve.shares, theirs.cinc[way - 1], atol=NEAR)
                np.testing.assert_array_equal(curve.times, theirs.times)
            written = variance_written_out(hours.tolist(), how.tolist(), way)
            np.testing.assert_allclose(curve.errors**2, written, atol=NEAR)


def test_it_gives_the_variance_of_exact_fractions():
    for hours, how in cases(20, seed=8):
        for way, curve in cumulative_incidence(hours, how).items():
            exact = variance_written_out(hours.tolist(), how.tolist(), way, kind=Fraction)
            np.testing.assert_allclose(curve.errors**2, [float(each) for each in exact], atol=1e-12)


def test_it_comes_near_the_error_of_statsmodels_where_many_are_followed():
    chance = rng(9)
    hours, how = chance.exponential(50, 4000), chance.integers(0, 4, 4000)
    curve = cumulative_incidence(hours, how)[TALK]
    with np.errstate(all="ignore"):
        theirs = CumIncidenceRight(hours, how)
    np.testing.assert_allclose(curve.errors[100:-100], theirs.cinc_se[0][100:-100], rtol=0.01)


def test_it_is_a_plain_share_where_nobody_is_open():
    how = [TALK] * 12 + [MISSING_AGAIN] * 18 + [TALK] * 20 + [SAID_NO] * 30
    by = cumulative_incidence(range(80), how)[TALK].by(80)
    assert by.share == pytest.approx(32 / 80)
    assert by.error == pytest.approx(math.sqrt(0.4 * 0.6 / 80), rel=0.02)
    assert by.interval == pytest.approx([float(each) for each in wilson(32, 80)], abs=0.015)
    assert (by.followed, by.happened, by.of, by.enough) == (0, 32, 80, True)


def test_it_says_less_than_one_minus_kaplan_meier_where_others_went_missing_again():
    for hours, how in cases(200, seed=10):
        curve = cumulative_incidence(hours, how, ways=(TALK,))[TALK]
        if hours.size > 1 and (how == TALK).any():
            kaplan_meier = SurvfuncRight(hours, (how == TALK).astype(int))
            reached = np.searchsorted(kaplan_meier.surv_times, curve.times, side="right")
            staying = np.concatenate([[1.0], kaplan_meier.surv_prob])[reached]
            assert np.all(curve.shares <= 1 - staying + NEAR)


def test_it_holds_the_truth_about_as_often_as_it_says():
    chance, held = rng(11), []
    truth = (0.03 / 0.05) * (1 - math.exp(-0.05 * 24))
    for _ in range(600):
        talk, again, now = (
            chance.exponential(1 / 0.03, 80),
            chance.exponential(1 / 0.02, 80),
            chance.uniform(5, 120, 80),
        )
        hours = np.minimum(np.minimum(talk, again), now)
        how = np.where(hours == talk, TALK, np.where(hours == again, MISSING_AGAIN, 0))
        low, high = cumulative_incidence(hours, how)[TALK].by(24).interval
        held.append(low <= truth <= high)
    assert 0.92 <= np.mean(held) <= 0.98


@given(ended)
def test_it_adds_up_to_everybody(returns):
    hours, how = zip(*returns, strict=True)
    curves = cumulative_incidence(hours, how, ways=(TALK, MISSING_AGAIN, SAID_NO))
    assert set(curves) == {1, 2, 3}
    staying = np.ones(len(set(hours)))
    for place, hour in enumerate(sorted(set(hours))):
        at_risk, gone = sum(h >= hour for h in hours), sum(h == hour and e != 0 for h, e in returns)
        staying[place:] *= 1 - gone / at_risk
    np.testing.assert_allclose(sum(curve.shares for curve in curves.values()) + staying, 1, atol=NEAR)


@given(ended)
def test_it_rises_and_keeps_the_share_within_its_limits(returns):
    hours, how = zip(*returns, strict=True)
    for curve in cumulative_incidence(hours, how).values():
        assert np.all(np.diff(curve.shares) >= 0)
        inside = ~np.isnan(curve.low)
        assert np.all(inside == ((curve.shares > 0) & (curve.shares < 1)))
        assert np.all((curve.low <= curve.shares + NEAR)[inside])
        assert np.all((curve.shares <= curve.high + NEAR)[inside])
        assert np.all((curve.low >= 0)[inside] & (curve.high <= 1)[inside])
        for time in {0, *hours, 20.5}:
            by = curve.by(time)
            assert by.happened == sum(h <= time and e == _way(curve, returns) for h, e in returns)
            assert by.followed == sum(h >= time for h in hours)


def _way(curve, returns):
    """The way whose events the curve counts, found by what it counted in all."""
    last = [sum(h <= t and e == way for h, e in returns) for way in (1, 2, 3) for t in curve.times]
    size = curve.times.size
    return next(way for way in (1, 2, 3) if last[(way - 1) * size : way * size] == curve.happened.tolist())


def test_it_cannot_say_beyond_the_longest_follow_up_while_somebody_is_open():
    curve = cumulative_incidence([10, 20, 30], [TALK, TALK, 0])[TALK]
    assert curve.by(30).share == pytest.approx(2 / 3)
    later = curve.by(30.1)
    assert (later.share, later.error, later.interval, later.followed, later.enough) == (None, None, None, 0, False)
    settled = cumulative_incidence([10, 20, 30], [TALK, TALK, SAID_NO])[TALK]
    assert settled.by(1000).share == pytest.approx(2 / 3)


def test_it_gives_a_median_time_only_where_half_of_all_returns_reach_it():
    assert cumulative_incidence([10, 20, 30, 40], [TALK, TALK, 0, 0])[TALK].time_to() == 20
    assert cumulative_incidence([10, 20, 30, 40], [TALK, MISSING_AGAIN, SAID_NO, 0])[TALK].time_to() is None
    assert cumulative_incidence([10, 20], [TALK, TALK])[TALK].time_to(0.9) == 20


def test_it_gives_nought_and_no_interval_where_no_talk_was_held():
    curve = cumulative_incidence([10] * 25, [0] * 25, ways=(TALK,))[TALK]
    for time in (0, 5, 10):
        by = curve.by(time)
        assert (by.share, by.error, by.interval, by.happened, by.enough) == (0, 0, None, 0, False)
    assert curve.time_to() is None


def test_it_holds_for_one_return_and_for_all_heard_at_once():
    alone = cumulative_incidence([5], [TALK])[TALK].by(5)
    assert (alone.share, alone.error, alone.interval) == (1, 1, None)
    together = cumulative_incidence([5] * 4, [TALK] * 4)[TALK].by(5)
    assert (together.share, together.error, together.interval) == (1, 0, None)


@pytest.mark.parametrize(("returns", "talks", "enough"), [(20, 6, True), (19, 6, False), (20, 5, False)])
def test_it_is_published_only_from_twenty_returns_and_six_talks(returns, talks, enough):
    how = [TALK] * talks + [SAID_NO] * (returns - talks)
    assert cumulative_incidence([1] * returns, how)[TALK].by(72).enough is enough


def test_it_puts_a_talk_before_a_censoring_at_the_same_hour():
    assert cumulative_incidence([10, 10], [0, TALK])[TALK].by(10).share == 0.5


@pytest.mark.parametrize(
    ("hours", "how", "words"),
    [
        ([1, 2], [1], "one time and one way"),
        ([[1]], [[1]], "one time and one way"),
        ([-1], [1], "none is below 0"),
        ([math.nan], [1], "every time is known"),
        ([math.inf], [0], "every time is known"),
        ([1], [-1], "numbered from 1"),
    ],
)
def test_it_refuses_what_cannot_have_happened(hours, how, words):
    with pytest.raises(ValueError, match=words):
        cumulative_incidence(hours, how)


def test_it_says_in_words_that_there_is_nobody_to_follow():
    with pytest.raises(NoRate, match="no returns"):
        cumulative_incidence([], [])
    with pytest.raises(ValueError, match="before the start"):
        cumulative_incidence([1], [1])[TALK].by(-1)


def test_it_gives_log_log_limits_as_they_are_printed():
    for share in (0.01, 0.3, 0.99):
        low, high = map(float, log_log(share, 0.05))
        reach = 1.959963984540054 * 0.05 / (share * math.log(share))
        assert (low, high) == pytest.approx((share ** math.exp(-reach), share ** math.exp(reach)), rel=NEAR)
