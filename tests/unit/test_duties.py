"""When a talk is owed by local policy, and when a placement has to be notified."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wayhome.domain.duties import (
    ENGLAND,
    WALES,
    Away,
    OfferFacts,
    OfferPolicy,
    OfferRule,
    offer_duty,
    placement_notice,
)
from wayhome.domain.holidays import Nation, published
from wayhome.domain.vocabulary import EpisodeKind

CRITERIA = OfferPolicy(rule=OfferRule.CRITERIA)
NONE_MET = OfferFacts(
    episodes_so_far=1,
    absent_for=timedelta(hours=24),
    crime_believed=False,
    mental_health_known=False,
    exploitation_or_contact_posing_risk=False,
)
HOLIDAYS = published(Nation.ENGLAND_AND_WALES)


def test_it_owes_a_talk_after_every_episode_however_little_is_known():
    assert offer_duty(ENGLAND, OfferFacts()).due is True
    assert offer_duty(ENGLAND, OfferFacts(episodes_so_far=1, absent_for=timedelta(minutes=20))).due is True


@pytest.mark.parametrize(("so_far", "due"), [(1, False), (2, False), (3, True), (9, True), (None, None)])
def test_it_owes_a_talk_from_the_third_episode_in_wales(so_far, due):
    found = offer_duty(WALES, OfferFacts(episodes_so_far=so_far))
    assert found.due is due
    assert found.record_on_file is (due is False)


def test_it_allows_wales_to_offer_after_the_first():
    assert offer_duty(OfferPolicy(OfferRule.AFTER_N, after=1), OfferFacts(episodes_so_far=1)).due is True
    with pytest.raises(ValueError, match="at least one"):
        OfferPolicy(OfferRule.AFTER_N, after=0)


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("absent_for", timedelta(hours=24, minutes=1), "more than 24 hours"),
        ("episodes_so_far", 2, "missing before"),
        ("crime_believed", True, "crime"),
        ("mental_health_known", True, "mental health"),
        ("exploitation_or_contact_posing_risk", True, "exploitation"),
    ],
)
def test_it_owes_a_talk_when_one_local_criterion_is_met_whatever_else_is_unknown(fact, value, words):
    found = offer_duty(CRITERIA, OfferFacts(**{fact: value}))
    assert found.due is True
    assert words in found.because


def test_it_asks_for_a_decision_not_to_offer_to_be_recorded_on_the_file():
    found = offer_duty(CRITERIA, NONE_MET)
    assert found.due is False
    assert found.record_on_file is True
    assert "child's file" in found.because


def test_it_does_not_call_an_unknown_criterion_unmet():
    found = offer_duty(CRITERIA, OfferFacts(episodes_so_far=1, absent_for=timedelta(hours=2), crime_believed=False))
    assert found.due is None
    assert "mental health" in found.because and "crime" not in found.because


@pytest.mark.parametrize(("away", "due"), [(Away.ASK_MANAGER, None), (Away.ALWAYS, True), (Away.NEVER, False)])
def test_it_follows_the_local_rule_for_an_absence_with_whereabouts_known(away, due):
    assert offer_duty(OfferPolicy(away=away), OfferFacts(kind=EpisodeKind.AWAY)).due is due


def test_it_leaves_a_hidden_absence_to_a_decision():
    for policy in (ENGLAND, WALES, CRITERIA):
        assert offer_duty(policy, OfferFacts(kind=EpisodeKind.HIDDEN, episodes_so_far=9)).due is None


def test_it_asks_for_notice_before_a_planned_placement_starts():
    found = placement_notice(date(2026, 3, 10), emergency=False, at_a_distance=False, holidays=HOLIDAYS)
    assert found.notify_by == date(2026, 3, 9)
    assert found.provisional is False
    assert found.approver == "nominated officer"
    assert "a copy of the care plan, where not already given" in found.must_hold


def test_it_gives_five_working_days_in_an_emergency_over_easter():
    # Maundy Thursday 2 April 2026: Good Friday, the weekend and Easter Monday are no working days.
    found = placement_notice(date(2026, 4, 2), emergency=True, at_a_distance=True, holidays=HOLIDAYS)
    assert found.notify_by == date(2026, 4, 13)
    assert found.approver == "director of children's services"
    assert "consulted" in found.words


def test_it_marks_a_day_beyond_the_published_holidays_as_provisional():
    beyond = HOLIDAYS.last + timedelta(days=30)
    assert placement_notice(beyond, emergency=True, at_a_distance=False, holidays=HOLIDAYS).provisional is True
    before = HOLIDAYS.last - timedelta(days=1)
    assert placement_notice(before, emergency=True, at_a_distance=False, holidays=HOLIDAYS).provisional is True


def test_it_takes_the_stricter_approval_until_the_distance_is_known():
    found = placement_notice(date(2026, 3, 10), emergency=False, at_a_distance=None, holidays=HOLIDAYS)
    assert found.approver == "director of children's services"
    assert "not known" in found.words
