"""Help: what can be said of the needs of one return, and until when a row of facts stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generative.journeys import FIRST, journeys
from wayhome.domain.episode import Need
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.support import Help
from wayhome.indicators.derive import facts_of, stands_until

MARCH = Moment.on(date(2025, 3, 5))


def day(month: int, number: int, hour: int = 12) -> datetime:
    return datetime(2025, month, number, hour, tzinfo=UTC)


def said(*needs: Need) -> tuple[bool | None, ...]:
    found = Help(needs)
    return found.needed, found.offered, found.accepted, found.started_in_time


class TestHelp:
    def test_it_knows_nothing_where_nobody_wrote_up_what_the_child_needs(self):
        nothing = Help(None)
        assert (nothing.needed, nothing.offered, nothing.accepted, nothing.started_in_time) == (None, None, None, None)
        assert (nothing.answer_pending, nothing.old_enough(day(3, 1)), nothing.turns_at) == (None, None, ())

    def test_it_has_nothing_to_offer_a_child_who_needs_nothing(self):
        assert said() == (False, False, False, False)
        assert Help(()).answer_pending is False

    def test_it_does_not_call_a_need_nobody_has_answered_unmet(self):
        assert said(Need()) == (True, None, None, None)
        assert said(Need(offered=False)) == (True, False, False, False)

    def test_it_is_enough_that_one_of_several_needs_is_met(self):
        met = Need(True, True, MARCH, True, MARCH)
        assert said(Need(offered=False), met, Need()) == (True, True, True, True)
        assert said(Need(offered=False), Need()) == (True, None, None, None)

    @pytest.mark.parametrize(
        ("need", "expected"),
        [
            (Need(accepted=True), (True, True, True, None)),
            (Need(started=True), (True, True, True, None)),
            (Need(offered=True, accepted=False), (True, True, False, False)),
            (Need(offered=True, accepted=True, started=False), (True, True, True, False)),
            (Need(offered=False, accepted=True), (True, True, True, None)),
            (Need(True, True, NOT_RECORDED, True, MARCH), (True, True, True, None)),
        ],
    )
    def test_it_lets_what_came_later_say_what_came_before(self, need, expected):
        assert said(need) == expected

    def test_it_waits_for_an_answer_only_where_nobody_has_said_yes_or_no(self):
        waiting = Need(offered=True, pending=True)
        assert Help([waiting]).answer_pending is True
        assert Help([waiting, Need(True, True)]).answer_pending is False
        assert Help([Need(offered=True)]).answer_pending is None
        assert Help([Need(offered=True, accepted=False)]).answer_pending is False

    @pytest.mark.parametrize(
        ("yes", "began", "in_time"),
        [
            (Moment.on(date(2025, 3, 5)), Moment.on(date(2025, 4, 2)), True),
            (Moment.on(date(2025, 3, 5)), Moment.on(date(2025, 4, 3)), False),
            (Moment.exactly(day(3, 5, 23)), Moment.exactly(day(4, 2, 1)), True),
            (Moment.on(date(2025, 3, 5)), Moment(day(4, 1), day(4, 4), Moment.on(date(2025, 4, 1)).precision), None),
            (Moment(day(3, 4), day(3, 7), Moment.on(date(2025, 3, 4)).precision), Moment.on(date(2025, 4, 2)), None),
        ],
    )
    def test_it_counts_28_days_by_the_days_that_can_be_meant(self, yes, began, in_time):
        assert said(Need(True, True, yes, True, began))[3] is in_time

    def test_it_is_old_enough_when_28_days_are_over_since_the_first_yes(self):
        first, later = Need(True, True, MARCH), Need(True, True, Moment.on(date(2025, 3, 20)))
        wanted = Help([later, first, Need(True, True)])
        assert wanted.old_enough(day(4, 2)) is False
        assert wanted.old_enough(day(4, 3)) is True
        assert wanted.turns_at == (datetime(2025, 4, 2, 23, tzinfo=UTC),) * 2

    def test_it_cannot_say_whether_a_yes_of_one_of_two_days_is_old_enough(self):
        wanted = Help([Need(True, True, Moment(day(3, 5), day(3, 7), MARCH.precision))])
        assert [wanted.old_enough(day(4, d)) for d in (2, 3, 4, 5)] == [False, None, None, True]


INSTANTS = st.integers(-24, 24 * 50).map(lambda hours: FIRST + timedelta(hours=hours, minutes=30))


@given(journeys(), INSTANTS, st.floats(0, 1))
def test_it_says_until_when_a_row_stands(journey, as_of, part):
    """Nothing changes by itself before the instant named, however close to it."""
    until = stands_until(journey, as_of=as_of)
    if until is None:
        later = as_of + timedelta(days=4000)
    else:
        assert until >= as_of
        later = min(as_of + (until - as_of) * part, until - timedelta.resolution)
    if later >= as_of:
        assert facts_of(journey, as_of=later) == facts_of(journey, as_of=as_of)


@given(journeys(), INSTANTS)
def test_it_does_not_stay_at_one_instant_for_ever(journey, as_of):
    """Derived again just after each instant, a row comes to stand for good within a few steps."""
    for _ in range(9):
        until = stands_until(journey, as_of=as_of)
        if until is None:
            return
        as_of = until + timedelta.resolution
    raise AssertionError("the row never comes to rest")
