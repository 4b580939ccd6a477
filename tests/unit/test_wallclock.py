"""Times as people read them: the wall clock of Europe/London, and lengths that are never rounded up."""

# ruff: noqa: DTZ001  # wall times have no zone until they are read as instants
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from wayhome.domain.moment import NOT_RECORDED, Moment, PartOfDay, Precision, instant_of
from wayhome.domain.wallclock import (
    between,
    clock_change_between,
    day_words,
    days_and_hours,
    end_time_of_day,
    happens_twice,
    hours_and_minutes,
    local,
    local_day,
    moment_words,
    time_of_day,
    when,
)

MONDAY = date(2026, 3, 30)


def at(day, hour, minute=0, month=3, **which):
    return instant_of(datetime(2026, month, day, hour, minute), **which)


NOW = at(30, 8, 55)


def test_it_shows_the_wall_clock_of_london():
    assert local(datetime(2026, 6, 10, 22, 30, tzinfo=UTC)).isoformat() == "2026-06-10T23:30:00+01:00"
    assert local_day(datetime(2026, 6, 10, 23, 30, tzinfo=UTC)) == date(2026, 6, 11)
    assert time_of_day(at(31, 21)) == "21:00"


def test_it_adds_the_offset_only_in_the_hour_that_happened_twice():
    first, second = at(25, 1, 30, 10, second_time=False), at(25, 1, 30, 10, second_time=True)
    assert time_of_day(first) == "01:30 summer time (UTC+1)"
    assert time_of_day(second) == "01:30 winter time (UTC+0)"
    assert happens_twice(first)
    assert happens_twice(second)
    assert not happens_twice(at(25, 2, 0, 10))
    assert not happens_twice(at(25, 0, 59, 10))
    assert not happens_twice(at(29, 2, 0))
    assert not happens_twice(at(29, 0, 59))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 30), "today"),
        (date(2026, 3, 31), "tomorrow"),
        (date(2026, 3, 29), "yesterday"),
        (date(2026, 4, 1), "Wed"),
        (date(2026, 4, 5), "Sun"),
        (date(2026, 4, 6), "Mon 6 Apr"),
        (date(2026, 3, 28), "Sat 28 Mar"),
        (date(2025, 3, 28), "Fri 28 Mar 2025"),
        (date(2027, 1, 4), "Mon 4 Jan 2027"),
    ],
)
def test_it_names_a_day_as_it_is_said_on_the_day(day, words):
    assert day_words(day, MONDAY) == words


def test_it_says_when_something_is_due():
    assert when(at(31, 21), NOW) == "tomorrow 21:00"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (at(30, 6), at(30, 12), "today between 06:00 and 12:00"),
        (at(30, 18), at(31, 0), "today between 18:00 and midnight"),
        (at(30, 0), at(30, 6), "today between 00:00 and 06:00"),
        (at(30, 0), at(31, 0), "some time today"),
        (at(31, 0), at(1, 0, month=4), "some time tomorrow"),
        (at(29, 0), at(30, 0), "some time yesterday"),
        (at(1, 0, month=4), at(2, 0, month=4), "some time on Wed"),
        (at(30, 22), at(31, 4), "between today 22:00 and tomorrow 04:00"),
        (at(29, 22), at(31, 0), "between yesterday 22:00 and tomorrow 00:00"),
    ],
)
def test_it_says_between_which_times(start, end, words):
    assert between(start, end, NOW) == words


def test_it_calls_the_end_of_a_day_midnight():
    assert end_time_of_day(at(31, 0)) == "midnight"
    assert end_time_of_day(at(31, 0, 1)) == "00:01"


def on(month, day):
    return date(2026, month, day)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOT_RECORDED, "not recorded"),
        (Moment.exactly(at(28, 20)), "20:00 on Saturday"),
        (Moment.exactly(at(24, 20)), "20:00 on Tuesday"),
        (Moment.exactly(at(23, 20)), "20:00 on Monday 23 March 2026"),
        (Moment.exactly(at(6, 20, month=4)), "20:00 on Monday 6 April 2026"),
        (Moment.on(on(3, 28)), "28 March"),
        (Moment.on(date(2025, 6, 10)), "10 June 2025"),
        (Moment.part_of_day(on(3, 28), PartOfDay.EVENING), "Saturday evening"),
        (Moment.part_of_day(on(3, 28), PartOfDay.NIGHT), "Saturday, in the early hours"),
        (Moment.part_of_day(on(3, 28), PartOfDay.MORNING), "Saturday morning"),
        (Moment.part_of_day(on(3, 20), PartOfDay.AFTERNOON), "Friday 20 March 2026 afternoon"),
        (Moment.within_hour(at(30, 7)), "today between 07:00 and 08:00"),
        (Moment(at(30, 6), at(30, 17), Precision.PART_OF_DAY), "today between 06:00 and 17:00"),
    ],
)
def test_it_repeats_a_recorded_time_as_exactly_as_it_was_recorded(moment, words):
    assert moment_words(moment, NOW) == words


@pytest.mark.parametrize(
    ("length", "days", "hours"),
    [
        (timedelta(hours=36), "1 day 12 hours", "36 hours"),
        (timedelta(hours=26, minutes=59), "1 day 2 hours", "26 hours 59 minutes"),
        (timedelta(hours=24), "1 day", "24 hours"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 hours 59 minutes", "23 hours 59 minutes"),
        (timedelta(hours=78), "3 days 6 hours", "78 hours"),
        (timedelta(hours=43, minutes=10), "1 day 19 hours", "43 hours 10 minutes"),
        (timedelta(hours=5), "5 hours", "5 hours"),
        (timedelta(hours=1, minutes=1), "1 hour 1 minute", "1 hour 1 minute"),
        (timedelta(minutes=25), "25 minutes", "25 minutes"),
        (timedelta(minutes=1), "1 minute", "1 minute"),
        (timedelta(seconds=59), "less than a minute", "less than a minute"),
        (timedelta(), "less than a minute", "less than a minute"),
    ],
)
def test_it_says_how_long_without_rounding_up(length, days, hours):
    assert days_and_hours(length) == days
    assert hours_and_minutes(length) == hours


@pytest.mark.parametrize(
    ("start", "hours", "change"),
    [
        (at(28, 20), 72, (date(2026, 3, 29), timedelta(hours=1))),
        (at(24, 8, month=10), 72, (date(2026, 10, 25), timedelta(hours=-1))),
        (at(26, 1), 72, (date(2026, 3, 29), timedelta(hours=1))),
        (at(26, 0, 59), 72, None),
        (at(29, 2), 72, None),
        (at(29, 0, 59), 72, (date(2026, 3, 29), timedelta(hours=1))),
        (at(10, 8, month=6), 72, None),
    ],
)
def test_it_finds_the_day_the_clocks_changed(start, hours, change):
    assert clock_change_between(start, start + timedelta(hours=hours)) == change
