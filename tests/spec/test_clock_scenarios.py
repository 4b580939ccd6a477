"""The acceptance scenarios of the domain reference that are about time, each with the numbers it gives there."""

# ruff: noqa: DTZ001  # wall times have no zone until they are read as instants

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from wayhome.domain.assertions import Account, Assertion
from wayhome.domain.clock import (
    ClockState,
    InTime,
    Nation,
    Proxy,
    explain,
    notice_was_late,
    offered_within_72h,
    on_a_list,
    published,
    service_clock,
    statutory_clock,
    what_changed,
    working_days_clock,
)
from wayhome.domain.moment import LONDON, NOT_RECORDED, Moment, instant_of
from wayhome.domain.vocabulary import Source


def at(month, day, hour, minute=0, year=2026):
    return instant_of(datetime(year, month, day, hour, minute))


def exact(*when):
    return Moment.exactly(at(*when))


def on(month, day):
    return Moment.on(date(2026, month, day))


@pytest.mark.parametrize(("held", "result"), [(exact(6, 15, 17, 59), InTime.YES), (exact(6, 15, 18, 1), InTime.NO)])
def test_scenario_1_it_judges_a_friday_return_by_the_minute_on_monday(held, result):
    assert statutory_clock(returned=exact(6, 12, 18), held=held).result is result


def test_scenario_2_it_is_due_an_hour_later_on_the_wall_when_the_clocks_go_forward():
    clock = statutory_clock(returned=exact(3, 28, 20))
    assert clock.deadline.astimezone(LONDON).strftime("%A %H:%M %Z") == "Tuesday 21:00 BST"
    again = statutory_clock(returned=Moment.exactly(at(3, 29, 18, year=2025)))
    assert again.deadline == at(4, 1, 19, year=2025)


@pytest.mark.parametrize(
    ("held", "result"),
    [(exact(6, 13, 10), InTime.INDETERMINATE), (exact(6, 12, 9), InTime.YES), (on(6, 14), InTime.NO)],
)
def test_scenario_3_it_judges_a_return_known_only_by_its_date(held, result):
    assert statutory_clock(returned=on(6, 10), held=held).result is result


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (at(6, 13, 0), ClockState.RUNNING),
        (at(6, 13, 0, 1), ClockState.MAY_BE_OVERDUE),
        (at(6, 13, 23, 59), ClockState.MAY_BE_OVERDUE),
        (at(6, 14, 0), ClockState.OVERDUE),
    ],
)
def test_scenario_3_it_shows_the_start_of_the_day_and_may_be_overdue_until_its_end(now, state):
    clock = statutory_clock(returned=on(6, 10))
    assert clock.deadline == at(6, 13, 0)
    assert clock.state(now) is state


def test_scenario_5_the_first_clock_runs_on_when_the_child_is_missing_again():
    """Missing again twenty hours after the return: no clock knows of it, so none can stop for it."""
    first = statutory_clock(returned=exact(6, 8, 10))
    missing_again = at(6, 8, 10) + timedelta(hours=20)
    assert first.state(missing_again) is ClockState.RUNNING
    assert first.state(at(6, 11, 10, 1)) is ClockState.OVERDUE
    second = statutory_clock(returned=exact(6, 12, 9))
    assert second.deadline == at(6, 15, 9)
    assert str(on_a_list(first, at(6, 12, 12))) == "Past 72 hours, still not heard · 1 day 2 hours ago"


def test_scenario_17_late_notice_leaves_the_service_in_time_and_the_promise_broken():
    returned, notified, held = exact(6, 1, 10), exact(6, 6, 10), exact(6, 8, 10)
    assert notice_was_late(returned=returned, notified=notified) is True
    assert service_clock(notified=notified, held=held).result is InTime.YES
    assert statutory_clock(returned=returned, notified=notified, held=held).result is InTime.NO


def test_scenario_24_it_counts_a_talk_at_the_police_station_before_the_return_to_placement():
    found, talked, back = exact(6, 10, 2), exact(6, 10, 4), exact(6, 10, 9)
    clock = statutory_clock(returned=back, located=found, held=talked)
    assert clock.valid_talk is True
    assert clock.result is InTime.YES
    rough = statutory_clock(returned=on(6, 11), located=on(6, 10), held=on(6, 10))
    assert rough.result is InTime.YES
    earlier = statutory_clock(returned=back, located=found, held=exact(6, 9, 15))
    assert earlier.valid_talk is False
    assert earlier.result is None


def test_scenario_26_it_times_an_offer_only_from_when_the_child_was_found():
    """Offered on Monday, missing again on Tuesday, back on Wednesday: Monday's offer is not one for the second return."""
    back, found = exact(6, 10, 9), exact(6, 10, 8)
    assert offered_within_72h(returned=back, located=found, offered=exact(6, 8, 12)) is None
    assert offered_within_72h(returned=back, located=found, offered=exact(6, 11, 12)) is InTime.YES


def test_scenario_27_it_leaves_an_implied_offer_out_of_every_offer_timing():
    assert offered_within_72h(returned=exact(6, 10, 9), offered=exact(6, 10, 12), implied=True) is None


POLICE = Assertion("police", exact(3, 28, 20), Source.POLICE, at(3, 28, 20, 40))
CARER = Assertion("carer", exact(3, 28, 20, 30), Source.CARER, at(3, 29, 9, 30))


def test_scenario_30_it_works_to_the_earlier_of_two_times_and_shows_both():
    account = Account().adding(POLICE).adding(CARER)
    clock = statutory_clock(returned=account.working())
    now = at(3, 30, 8, 55)
    assert (clock.deadline, clock.latest_deadline) == (at(3, 31, 21), at(3, 31, 21, 30))
    line = on_a_list(clock, now, disputed=account.is_disputed)
    assert (str(line), line.beside) == (
        "Due tomorrow 21:00 · 1 day 12 hours left",
        "If the later time is right, 21:30",
    )
    paragraph = " ".join(explain(clock, now, account=account))
    assert "Police: back 20:00 on Saturday." in paragraph
    assert "Parent or carer: back 20:30 on Saturday." in paragraph


def test_scenario_30_it_derives_the_clock_again_when_settled_and_keeps_both_times():
    account = Account().adding(POLICE).adding(CARER)
    settled = account.settled(chosen="carer", why="On the phone as the child came in", by="R. Okoro", at=at(3, 30, 9))
    held = exact(3, 31, 21, 10)
    before = statutory_clock(returned=account.working(), held=held)
    after = statutory_clock(returned=settled.working(), held=held)
    assert (before.result, after.result) == (InTime.INDETERMINATE, InTime.YES)
    assert settled.losing == (POLICE,)
    assert set(settled.assertions) == {POLICE, CARER}
    assert what_changed(before, after)[-1] == "The answer was cannot be said; it is now in time."


def test_scenario_31_it_has_no_clock_without_any_date():
    assert statutory_clock(returned=NOT_RECORDED) is None


@pytest.mark.parametrize("held", [exact(6, 11, 9), exact(6, 20, 9)])
def test_scenario_31_it_counts_from_the_finding_as_a_stand_in_and_never_says_yes_or_no(held):
    clock = statutory_clock(returned=NOT_RECORDED, located=on(6, 10), held=held)
    assert clock.proxy is Proxy.LOCATED
    assert clock.deadline == at(6, 13, 0)
    assert clock.result is InTime.INDETERMINATE


def test_it_keeps_the_promise_and_the_working_days_apart_at_easter():
    """Back on Maundy Thursday at 20:00: the promise ends on Easter Sunday, the working days four days later."""
    returned = exact(4, 2, 20)
    working_days = working_days_clock(returned=returned, holidays=published(Nation.ENGLAND_AND_WALES))
    assert statutory_clock(returned=returned).deadline == at(4, 5, 20)
    assert working_days.due_day == date(2026, 4, 9)
    assert working_days.deadline - timedelta(minutes=1) == at(4, 9, 23, 59)
    assert "72" not in working_days.words()
