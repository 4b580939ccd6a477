"""The 72-hour promise: due, kept, broken, or not to be said; and the two other clocks."""

# ruff: noqa: DTZ001  # wall times have no zone until they are read as instants
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from wayhome.domain.clock import (
    ClockState,
    InTime,
    Nation,
    Proxy,
    ReturnTimes,
    combined_clocks,
    notice_was_late,
    offered_within_72h,
    published,
    result_of,
    service_clock,
    statutory_clock,
    working_days_clock,
)
from wayhome.domain.moment import LONDON, NOT_RECORDED, Moment, PartOfDay, Precision, instant_of

YES, NO, INDETERMINATE = InTime.YES, InTime.NO, InTime.INDETERMINATE
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
BACK = datetime(2026, 6, 10, 9, tzinfo=UTC)
DUE = BACK + timedelta(hours=72)
ENGLAND = published(Nation.ENGLAND_AND_WALES)


def exact(instant):
    return Moment.exactly(instant)


def span(start, end):
    return Moment(start, end, Precision.HOUR)


def day(number, month=6):
    return Moment.on(date(2026, month, number))


def local(number, hour, minute=0, month=6):
    return instant_of(datetime(2026, month, number, hour, minute))


# The deadline and the state


def test_it_is_due_seventy_two_elapsed_hours_after_the_return():
    clock = statutory_clock(returned=exact(BACK))
    assert clock.deadline == clock.latest_deadline == DUE
    assert (clock.start, clock.latest_start, clock.returned) == (BACK, BACK, exact(BACK))
    assert clock.proxy is None
    assert clock.result is None
    assert clock.valid_talk is False


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (BACK, ClockState.RUNNING),
        (DUE - SECOND, ClockState.RUNNING),
        (DUE, ClockState.RUNNING),
        (DUE + timedelta(microseconds=1), ClockState.OVERDUE),
        (DUE + SECOND, ClockState.OVERDUE),
    ],
)
def test_it_runs_up_to_and_including_the_seventy_second_hour(now, state):
    assert statutory_clock(returned=exact(BACK)).state(now) is state
    assert statutory_clock(returned=exact(BACK)).state(now.astimezone(LONDON)) is state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (DUE, ClockState.RUNNING),
        (DUE + SECOND, ClockState.MAY_BE_OVERDUE),
        (DUE + HOUR - SECOND, ClockState.MAY_BE_OVERDUE),
        (DUE + HOUR, ClockState.OVERDUE),
    ],
)
def test_it_may_be_overdue_between_the_earliest_and_the_latest_deadline(now, state):
    assert statutory_clock(returned=span(BACK, BACK + HOUR)).state(now) is state


def test_it_stops_when_a_talk_was_held():
    assert statutory_clock(returned=exact(BACK), held=exact(DUE)).state(DUE + HOUR) is ClockState.STOPPED


def test_it_refuses_a_now_without_a_zone():
    with pytest.raises(ValueError, match="time zone"):
        statutory_clock(returned=exact(BACK)).state(datetime(2026, 6, 10, 9))


@pytest.mark.parametrize(
    ("returned", "due"),
    [
        ((3, 28, 20, 0), "2026-03-31T21:00:00+01:00"),
        ((10, 24, 20, 0), "2026-10-27T19:00:00+00:00"),
        ((6, 10, 20, 0), "2026-06-13T20:00:00+01:00"),
        ((10, 22, 2, 30), "2026-10-25T01:30:00+00:00"),
    ],
)
def test_it_counts_time_passed_over_a_change_of_the_clocks(returned, due):
    month, number, hour, minute = returned
    clock = statutory_clock(returned=exact(local(number, hour, minute, month)))
    assert clock.deadline.astimezone(LONDON).isoformat() == due


# The result


@pytest.mark.parametrize(
    ("held", "result"),
    [
        (exact(BACK), YES),
        (exact(DUE - SECOND), YES),
        (exact(DUE), YES),
        (exact(DUE + timedelta(microseconds=1)), NO),
        (exact(DUE + SECOND), NO),
        (span(DUE - HOUR, DUE), YES),
        (span(DUE - HOUR, DUE + SECOND), INDETERMINATE),
        (span(DUE, DUE + HOUR), INDETERMINATE),
        (span(DUE + SECOND, DUE + HOUR), NO),
    ],
)
def test_it_judges_a_talk_against_an_exact_return(held, result):
    clock = statutory_clock(returned=exact(BACK), held=held)
    assert clock.result is result
    assert clock.valid_talk is True
    assert clock.talk == held


@pytest.mark.parametrize(
    ("held", "result"),
    [
        (exact(DUE), YES),
        (exact(DUE + SECOND), INDETERMINATE),
        (exact(DUE + HOUR - SECOND), INDETERMINATE),
        (exact(DUE + HOUR), NO),
        (span(DUE + HOUR, DUE + 2 * HOUR), NO),
        (span(DUE + HOUR - SECOND, DUE + 2 * HOUR), INDETERMINATE),
        (span(DUE - HOUR, DUE), YES),
        (span(DUE - HOUR, DUE + SECOND), INDETERMINATE),
    ],
)
def test_it_judges_a_talk_against_a_return_known_to_the_hour(held, result):
    assert statutory_clock(returned=span(BACK, BACK + HOUR), held=held).result is result


def test_it_judges_another_limit_the_same_way():
    assert result_of(BACK, BACK, exact(BACK + HOUR), HOUR) is YES
    assert result_of(BACK, BACK, exact(BACK + HOUR + SECOND), HOUR) is NO
    assert result_of(BACK, BACK, NOT_RECORDED, HOUR) is INDETERMINATE


def test_it_cannot_say_when_a_talk_was_held_and_nobody_wrote_when():
    clock = statutory_clock(returned=exact(BACK), was_held=True)
    assert clock.valid_talk is True
    assert clock.result is INDETERMINATE
    assert clock.state(DUE) is ClockState.STOPPED


# A return known only by its date


def test_it_takes_a_date_only_return_as_the_whole_local_day():
    clock = statutory_clock(returned=day(10))
    assert (clock.deadline, clock.latest_deadline) == (local(13, 0), local(14, 0))
    assert clock.narrowed_by == NOT_RECORDED


@pytest.mark.parametrize(
    ("notified", "held", "latest_start", "by"),
    [
        (exact(local(10, 15)), NOT_RECORDED, local(10, 15), "notice"),
        (span(local(10, 15), local(10, 16)), NOT_RECORDED, local(10, 16), "notice"),
        (exact(local(11, 9)), NOT_RECORDED, local(11, 0), None),
        (exact(local(11, 0)), NOT_RECORDED, local(11, 0), None),
        (day(10), NOT_RECORDED, local(11, 0), None),
        (exact(local(9, 15)), NOT_RECORDED, local(11, 0), None),
        (day(9), NOT_RECORDED, local(11, 0), None),
        (exact(local(10, 0)), NOT_RECORDED, local(10, 0), "notice"),
        (NOT_RECORDED, exact(local(10, 17)), local(10, 17), "talk"),
        (exact(local(10, 15)), exact(local(10, 17)), local(10, 15), "notice"),
        (exact(local(10, 17)), exact(local(10, 15)), local(10, 15), "talk"),
        (NOT_RECORDED, exact(local(9, 17)), local(11, 0), None),
        (NOT_RECORDED, exact(local(12, 17)), local(11, 0), None),
    ],
)
def test_it_ends_a_date_only_return_at_the_notice_or_the_talk(notified, held, latest_start, by):
    clock = statutory_clock(returned=day(10), located=day(8), notified=notified, held=held)
    assert (clock.start, clock.latest_start) == (local(10, 0), latest_start)
    assert clock.narrowed_by == {"notice": notified, "talk": held, None: NOT_RECORDED}[by]


def test_it_does_not_narrow_by_a_talk_that_came_before_the_return():
    talk = exact(local(10, 9))
    told = statutory_clock(returned=day(10), located=exact(local(10, 8)), held=talk, talk_before_return=True)
    assert told.latest_start == local(11, 0)
    assert told.talk_first
    assert told.result is YES
    untold = statutory_clock(returned=day(10), located=exact(local(10, 8)), held=talk, talk_before_return=False)
    assert untold.latest_start == local(10, 9)
    assert not untold.talk_first


@pytest.mark.parametrize(
    "returned",
    [
        exact(local(10, 20)),
        span(local(10, 12), local(10, 20)),
        Moment.part_of_day(date(2026, 6, 10), PartOfDay.EVENING),
    ],
)
def test_it_narrows_nothing_but_a_date(returned):
    clock = statutory_clock(returned=returned, notified=exact(local(10, 19)))
    assert clock.latest_start == returned.latest
    assert clock.narrowed_by == NOT_RECORDED


def test_it_turns_a_narrowed_return_into_an_answer():
    held = exact(local(13, 18))
    assert statutory_clock(returned=day(10), held=held).result is INDETERMINATE
    assert statutory_clock(returned=day(10), notified=exact(local(10, 15)), held=held).result is NO


# No recorded return


@pytest.mark.parametrize("held", [exact(BACK), exact(DUE), exact(DUE + timedelta(days=9))])
@pytest.mark.parametrize(
    ("located", "notified", "proxy"),
    [
        (exact(BACK), exact(BACK + HOUR), Proxy.LOCATED),
        (exact(BACK), NOT_RECORDED, Proxy.LOCATED),
        (NOT_RECORDED, exact(BACK), Proxy.NOTIFIED),
    ],
)
def test_it_never_says_in_time_or_late_from_a_stand_in(located, notified, proxy, held):
    clock = statutory_clock(returned=NOT_RECORDED, located=located, notified=notified, held=held)
    assert clock.proxy is proxy
    assert clock.deadline == DUE
    assert clock.result is INDETERMINATE


def test_it_names_the_stand_in_by_the_word_that_files_use():
    assert Proxy.LOCATED == "located"
    assert Proxy.NOTIFIED == "notified"


def test_it_runs_on_a_stand_in_and_narrows_it_by_nothing():
    clock = statutory_clock(returned=NOT_RECORDED, located=day(10), notified=exact(local(10, 15)))
    assert (clock.deadline, clock.latest_deadline) == (local(13, 0), local(14, 0))
    assert clock.state(local(13, 0)) is ClockState.RUNNING
    assert clock.state(local(13, 1)) is ClockState.MAY_BE_OVERDUE
    assert clock.result is None


def test_it_has_no_clock_for_a_return_with_no_date_at_all():
    assert statutory_clock(returned=NOT_RECORDED) is None
    assert statutory_clock(returned=NOT_RECORDED, held=exact(BACK)) is None


# A talk before the return


@pytest.mark.parametrize(
    ("located", "held", "valid", "result"),
    [
        (exact(BACK - 5 * HOUR), exact(BACK - 2 * HOUR), True, YES),
        (exact(BACK - 5 * HOUR), exact(BACK - 5 * HOUR), True, YES),
        (exact(BACK - 5 * HOUR), exact(BACK - 5 * HOUR - SECOND), False, None),
        (exact(BACK - 5 * HOUR), span(BACK - 6 * HOUR, BACK - 5 * HOUR), False, None),
        (exact(BACK - 5 * HOUR), span(BACK - 6 * HOUR, BACK - 4 * HOUR), True, YES),
        (day(9), exact(local(9, 9)), True, YES),
        (day(9), day(9), True, YES),
        (day(9), day(8), False, None),
        (NOT_RECORDED, exact(BACK - SECOND), None, INDETERMINATE),
        (NOT_RECORDED, exact(BACK), True, YES),
        (NOT_RECORDED, day(10), True, YES),
        (exact(BACK + HOUR), exact(BACK + SECOND), True, YES),
    ],
)
def test_it_counts_a_talk_before_the_return_only_once_the_child_was_found(located, held, valid, result):
    clock = statutory_clock(returned=exact(BACK), located=located, held=held)
    assert clock.valid_talk is valid
    assert clock.result is result
    assert clock.state(DUE + SECOND) is (ClockState.OVERDUE if valid is False else ClockState.STOPPED)


def test_it_lets_a_person_say_that_the_talk_came_first_where_the_times_cannot():
    wide = span(BACK, BACK + timedelta(days=5))
    held = exact(BACK + timedelta(days=4))
    assert statutory_clock(returned=wide, located=exact(BACK), held=held).result is INDETERMINATE
    assert statutory_clock(returned=wide, located=exact(BACK), held=held, talk_before_return=True).result is YES
    assert statutory_clock(returned=wide, held=held, talk_before_return=True).result is INDETERMINATE
    after = statutory_clock(returned=exact(BACK), held=held, talk_before_return=True)
    assert (after.talk_first, after.result) == (False, NO)


def test_it_cannot_say_when_a_talk_before_the_return_has_no_time():
    clock = statutory_clock(returned=exact(BACK), located=exact(BACK), was_held=True, talk_before_return=True)
    assert clock.result is INDETERMINATE


# Several episodes, and the offer


def test_it_gives_each_episode_of_one_talk_its_own_answer():
    clocks = combined_clocks(
        exact(DUE),
        {
            "first": ReturnTimes(exact(BACK - HOUR)),
            "second": ReturnTimes(exact(BACK)),
            "third": ReturnTimes(NOT_RECORDED, located=exact(BACK)),
            "fourth": ReturnTimes(NOT_RECORDED, notified=exact(BACK)),
            "fifth": ReturnTimes(NOT_RECORDED),
        },
    )
    assert {name: clock and clock.result for name, clock in clocks.items()} == {
        "first": NO,
        "second": YES,
        "third": INDETERMINATE,
        "fourth": INDETERMINATE,
        "fifth": None,
    }


@pytest.mark.parametrize(
    ("offered", "extra", "result"),
    [
        (exact(DUE), {}, YES),
        (exact(DUE + SECOND), {}, NO),
        (NOT_RECORDED, {}, INDETERMINATE),
        (exact(DUE), {"implied": True}, None),
        (exact(BACK - HOUR), {"located": exact(BACK - 2 * HOUR)}, YES),
        (exact(BACK - 3 * HOUR), {"located": exact(BACK - 2 * HOUR)}, None),
        (exact(DUE), {"returned": NOT_RECORDED}, None),
        (exact(DUE), {"returned": NOT_RECORDED, "notified": exact(BACK)}, INDETERMINATE),
        (exact(local(13, 18)), {"returned": day(10), "notified": exact(local(10, 15))}, NO),
    ],
)
def test_it_times_the_offer_by_the_same_clock(offered, extra, result):
    assert offered_within_72h(**{"returned": exact(BACK), "offered": offered, **extra}) is result


# The service clock


def test_it_counts_the_service_clock_from_the_notice():
    clock = service_clock(notified=span(BACK, BACK + HOUR))
    assert (clock.deadline, clock.latest_deadline) == (DUE, DUE + HOUR)
    assert clock.result is None
    assert clock.state(DUE) is ClockState.RUNNING
    assert clock.state(DUE + SECOND) is ClockState.MAY_BE_OVERDUE
    assert clock.state(DUE + HOUR) is ClockState.OVERDUE


@pytest.mark.parametrize(
    ("held", "result"), [(DUE, YES), (DUE + SECOND, INDETERMINATE), (DUE + HOUR, NO), (BACK - HOUR, YES)]
)
def test_it_judges_the_talk_against_the_notice(held, result):
    clock = service_clock(notified=span(BACK, BACK + HOUR), held=exact(held))
    assert clock.result is result
    assert clock.state(DUE + 9 * HOUR) is ClockState.STOPPED


def test_it_has_no_service_clock_without_a_notice():
    assert service_clock(notified=NOT_RECORDED, held=exact(BACK)) is None


def test_it_cannot_say_for_the_service_when_the_talk_has_no_time():
    assert service_clock(notified=exact(BACK), was_held=True).result is INDETERMINATE


@pytest.mark.parametrize(
    ("notified", "late"),
    [
        (exact(BACK + 24 * HOUR), False),
        (exact(BACK + 24 * HOUR + SECOND), True),
        (span(BACK + 23 * HOUR, BACK + 25 * HOUR), None),
        (NOT_RECORDED, None),
    ],
)
def test_it_says_whether_the_notice_of_the_return_was_late(notified, late):
    assert notice_was_late(returned=exact(BACK), notified=notified) is late


def test_it_uses_an_authoritys_own_threshold_for_late_notice():
    assert notice_was_late(returned=exact(BACK), notified=exact(BACK + 3 * HOUR), threshold=2 * HOUR) is True
    assert notice_was_late(returned=NOT_RECORDED, notified=exact(BACK)) is None


# The three-working-day clock


def easter(hour=20):
    return exact(local(2, hour, month=4))


def test_it_ends_the_third_working_day_four_days_after_the_promise_at_easter():
    clock = working_days_clock(returned=easter(), holidays=ENGLAND)
    assert clock.due_day == clock.latest_due_day == date(2026, 4, 9)
    assert clock.deadline == clock.latest_deadline == local(10, 0, month=4)
    assert statutory_clock(returned=easter()).deadline == local(5, 20, month=4)
    assert clock.result is None
    assert not clock.provisional


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (local(9, 23, 59, month=4), ClockState.RUNNING),
        (local(10, 0, month=4), ClockState.OVERDUE),
    ],
)
def test_it_runs_to_the_end_of_the_last_working_day(now, state):
    assert working_days_clock(returned=easter(), holidays=ENGLAND).state(now) is state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (local(12, 0) - SECOND, ClockState.RUNNING),
        (local(12, 0), ClockState.MAY_BE_OVERDUE),
        (local(13, 0) - SECOND, ClockState.MAY_BE_OVERDUE),
        (local(13, 0), ClockState.OVERDUE),
    ],
)
def test_it_may_be_overdue_when_the_date_of_return_is_in_doubt(now, state):
    clock = working_days_clock(returned=span(local(8, 22), local(9, 2)), holidays=ENGLAND)
    assert (clock.due_day, clock.latest_due_day) == (date(2026, 6, 11), date(2026, 6, 12))
    assert clock.state(now) is state


@pytest.mark.parametrize(
    ("held", "result"),
    [
        (exact(local(12, 0) - SECOND), YES),
        (day(11), YES),
        (exact(local(12, 0)), INDETERMINATE),
        (span(local(11, 23), local(12, 1)), INDETERMINATE),
        (day(12), INDETERMINATE),
        (exact(local(13, 0) - SECOND), INDETERMINATE),
        (exact(local(13, 0)), NO),
        (day(13), NO),
    ],
)
def test_it_judges_the_talk_against_the_working_days(held, result):
    clock = working_days_clock(returned=span(local(8, 22), local(9, 2)), holidays=ENGLAND, held=held)
    assert clock.result is result
    assert clock.state(local(20, 0)) is ClockState.STOPPED


def test_it_cannot_say_for_working_days_when_the_talk_has_no_time():
    assert working_days_clock(returned=day(8), holidays=ENGLAND, was_held=True).result is INDETERMINATE


def test_it_has_no_working_day_clock_without_a_return():
    assert working_days_clock(returned=NOT_RECORDED, holidays=ENGLAND) is None


@pytest.mark.parametrize(
    ("returned", "provisional"),
    [
        (date(2028, 12, 19), False),
        (date(2028, 12, 20), True),
        (date(2029, 1, 10), True),
        (date(2011, 12, 30), True),
        (date(2012, 1, 2), False),
    ],
)
def test_it_marks_a_date_beyond_the_published_holidays_as_provisional(returned, provisional):
    assert working_days_clock(returned=Moment.on(returned), holidays=ENGLAND).provisional is provisional


def test_it_says_the_working_days_in_words_of_their_own():
    words = working_days_clock(returned=easter(), holidays=ENGLAND).words()
    assert words == (
        "Three working days: by the end of Thursday 9 April 2026, bank holidays of England and Wales left out."
    )
    doubt = working_days_clock(returned=span(local(8, 22), local(9, 2)), holidays=ENGLAND).words()
    assert (
        "by the end of Thursday 11 June 2026, or of Friday 12 June 2026 if the later date of return is right" in doubt
    )
    beyond = working_days_clock(returned=Moment.on(date(2028, 12, 29)), holidays=ENGLAND).words()
    assert beyond.endswith("Provisional: bank holidays are published up to Tuesday 26 December 2028.")
    assert not any("72" in text for text in (words, doubt, beyond))
