"""Two sources, one time: nothing is thrown away, and work goes on with the hull until someone settles it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wayhome.domain.assertions import Account, Assertion, CannotSettle
from wayhome.domain.moment import NOT_RECORDED, Moment, Precision
from wayhome.domain.vocabulary import Source

EIGHT = datetime(2026, 3, 28, 20, tzinfo=UTC)
HALF_PAST = EIGHT + timedelta(minutes=30)
NEXT_DAY = EIGHT + timedelta(days=1)

POLICE = Assertion("a1", Moment.exactly(EIGHT), Source.POLICE, EIGHT)
CARER = Assertion("a2", Moment.exactly(HALF_PAST), Source.CARER, HALF_PAST)
TWO = Account().adding(POLICE).adding(CARER)


def settle(account, chosen="a2", why="The officer wrote down the time of the call."):
    return account.settled(chosen=chosen, why=why, by="R. Okoro", at=NEXT_DAY)


def test_it_works_to_one_source_as_it_stands():
    one = Account().adding(POLICE)
    assert one.working() == POLICE.happened
    assert not one.is_disputed
    assert one.winner is None
    assert one.losing == ()


def test_it_knows_nothing_when_nobody_said_anything():
    assert Account().working() == NOT_RECORDED
    assert not Account().is_disputed


def test_it_works_from_the_earlier_to_the_later_until_someone_settles_it():
    assert TWO.is_disputed
    assert TWO.working() == Moment(EIGHT, HALF_PAST, Precision.HOUR)
    assert TWO.losing == ()
    assert TWO.settlement is None
    assert TWO.said_since == ()


def test_it_is_no_dispute_when_two_sources_agree_or_one_does_not_know():
    same = Account().adding(POLICE).adding(Assertion("a2", POLICE.happened, Source.HOME, HALF_PAST))
    unsure = Account().adding(POLICE).adding(Assertion("a2", NOT_RECORDED, Source.CARER, HALF_PAST))
    assert not same.is_disputed
    assert not unsure.is_disputed
    assert same.working() == unsure.working() == POLICE.happened


def test_it_works_to_the_settled_time_and_keeps_the_other_readable():
    settled = settle(TWO)
    assert settled.working() == CARER.happened
    assert settled.winner == CARER
    assert settled.losing == (POLICE,)
    assert settled.assertions == (POLICE, CARER)
    assert not settled.is_disputed
    assert (settled.settlement.by, settled.settlement.at) == ("R. Okoro", NEXT_DAY)


def test_it_leaves_the_account_before_a_decision_as_it_was():
    settle(TWO)
    assert TWO.is_disputed
    assert Account().adding(POLICE).assertions == (POLICE,)


def test_it_lets_a_later_decision_replace_an_earlier_one_and_keeps_both():
    twice = settle(settle(TWO), chosen="a1")
    assert twice.working() == POLICE.happened
    assert twice.losing == (CARER,)
    assert [s.chosen for s in twice.settlements] == ["a2", "a1"]


def test_it_no_longer_works_to_a_time_its_own_source_corrected():
    corrected = TWO.adding(
        Assertion("a3", Moment.exactly(EIGHT - timedelta(hours=1)), Source.POLICE, NEXT_DAY, "K", "a1")
    )
    assert corrected.standing == (CARER, corrected.assertions[2])
    assert corrected.losing == (POLICE,)
    assert corrected.working() == Moment(EIGHT - timedelta(hours=1), HALF_PAST, Precision.HOUR)


def test_it_opens_the_question_again_when_the_chosen_time_is_corrected():
    settled = settle(TWO)
    corrected = settled.adding(Assertion("a3", Moment.exactly(NEXT_DAY), Source.CARER, NEXT_DAY, corrects="a2"))
    assert corrected.settlement is None
    assert corrected.winner is None
    assert corrected.is_disputed
    assert corrected.working() == Moment(EIGHT, NEXT_DAY, Precision.HOUR)


def test_it_keeps_a_decision_when_something_else_is_said_later_and_says_so():
    later = NEXT_DAY + timedelta(minutes=1)
    settled = settle(TWO)
    other = Assertion("a3", Moment.exactly(NEXT_DAY), Source.SCHOOL, later)
    agrees = Assertion("a3", CARER.happened, Source.SCHOOL, later)
    unsure = Assertion("a3", NOT_RECORDED, Source.SCHOOL, later)
    earlier = Assertion("a3", Moment.exactly(NEXT_DAY), Source.SCHOOL, NEXT_DAY)
    assert settled.adding(other).working() == CARER.happened
    assert settled.adding(other).said_since == (other,)
    assert not settled.adding(other).is_disputed
    for quiet in (agrees, unsure, earlier):
        assert settled.adding(quiet).said_since == ()


@pytest.mark.parametrize(
    ("account", "chosen", "why", "words"),
    [
        (TWO, "a9", "because", "still stand"),
        (TWO, "a1", "  ", "Say why"),
        (
            TWO.adding(Assertion("a3", CARER.happened, Source.POLICE, NEXT_DAY, corrects="a1")),
            "a1",
            "because",
            "corrected",
        ),
    ],
)
def test_it_refuses_a_decision_without_a_reason_or_for_a_time_that_does_not_stand(account, chosen, why, words):
    with pytest.raises(CannotSettle, match=words):
        account.settled(chosen=chosen, why=why, by="R. Okoro", at=NEXT_DAY)


def test_it_refuses_an_id_twice_and_a_correction_of_nothing():
    with pytest.raises(ValueError, match="already in the account"):
        TWO.adding(POLICE)
    with pytest.raises(ValueError, match="not in the account"):
        TWO.adding(Assertion("a3", NOT_RECORDED, Source.HOME, NEXT_DAY, corrects="a9"))
