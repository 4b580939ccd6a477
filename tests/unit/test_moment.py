"""Times as intervals: what was recorded, in UTC, never more exact than it was."""

# ruff: noqa: DTZ001  # wall times have no zone until they are read as instants
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from wayhome.domain.moment import (
    LONDON,
    NOT_RECORDED,
    LocalTimeHappenedTwice,
    Moment,
    NoSuchLocalTime,
    PartOfDay,
    Precision,
    elapsed,
    hull,
    in_utc,
    instant_of,
    start_of_local_day,
)

TEN = datetime(2026, 6, 10, 10, tzinfo=UTC)
ELEVEN = TEN + timedelta(hours=1)
TWELVE = TEN + timedelta(hours=2)
HOUR = timedelta(hours=1)


def test_it_reads_a_winter_wall_time_as_utc_and_a_summer_one_as_an_hour_earlier():
    assert instant_of(datetime(2026, 1, 10, 9, 30)) == datetime(2026, 1, 10, 9, 30, tzinfo=UTC)
    assert instant_of(datetime(2026, 6, 10, 9, 30)) == datetime(2026, 6, 10, 8, 30, tzinfo=UTC)
    assert instant_of(datetime(2026, 6, 10, 9, 30)).tzinfo is UTC


@pytest.mark.parametrize("second_time", [None, False, True])
@pytest.mark.parametrize("minute", [0, 30, 59])
def test_it_refuses_a_wall_time_the_clocks_skipped(minute, second_time):
    with pytest.raises(NoSuchLocalTime, match=rf"29 March 2026 01:{minute:02} does not exist: the clocks went forward"):
        instant_of(datetime(2026, 3, 29, 1, minute), second_time=second_time)


def test_it_takes_the_minutes_beside_a_skipped_hour():
    assert instant_of(datetime(2026, 3, 29, 0, 59)) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert instant_of(datetime(2026, 3, 29, 2, 0)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_it_asks_which_of_two_is_meant_when_the_wall_time_happened_twice():
    with pytest.raises(LocalTimeHappenedTwice, match=r"25 October 2026 01:30 happened twice") as asked:
        instant_of(datetime(2026, 10, 25, 1, 30))
    assert asked.value.earlier == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert asked.value.later == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert instant_of(datetime(2026, 10, 25, 1, 30), second_time=False) == asked.value.earlier
    assert instant_of(datetime(2026, 10, 25, 1, 30), second_time=True) == asked.value.later


def test_it_does_not_ask_about_a_wall_time_that_happened_once():
    once = datetime(2026, 10, 25, 2, 0)
    assert instant_of(once) == instant_of(once, second_time=True) == datetime(2026, 10, 25, 2, tzinfo=UTC)
    assert instant_of(datetime(2026, 10, 25, 0, 59)) == datetime(2026, 10, 24, 23, 59, tzinfo=UTC)


def test_it_refuses_a_wall_time_that_already_has_a_zone():
    with pytest.raises(ValueError, match="no time zone"):
        instant_of(TEN)


def test_it_keeps_instants_in_utc_whatever_zone_they_came_in():
    abroad = datetime(2026, 6, 10, 12, tzinfo=timezone(timedelta(hours=2)))
    assert in_utc(abroad) == TEN
    assert in_utc(abroad).tzinfo is UTC
    moment = Moment(abroad, abroad + HOUR, Precision.HOUR)
    assert moment.earliest.tzinfo is UTC
    assert moment.latest.tzinfo is UTC


def test_it_adds_elapsed_hours_to_a_moment_given_in_local_time():
    """Adding to a local Europe/London time would add wall-clock hours; a moment has left the wall behind."""
    before_the_change = datetime(2026, 3, 28, 20, tzinfo=LONDON)
    assert (Moment.exactly(before_the_change).earliest + timedelta(hours=72)).astimezone(LONDON).hour == 21


def test_it_refuses_an_instant_without_a_zone():
    with pytest.raises(ValueError, match="needs a time zone"):
        in_utc(datetime(2026, 6, 10, 10))
    with pytest.raises(ValueError, match="needs a time zone"):
        Moment.exactly(datetime(2026, 6, 10, 10))
    with pytest.raises(ValueError, match="needs a time zone"):
        Moment(TEN, datetime(2026, 6, 10, 11), Precision.HOUR)


def test_it_makes_an_exact_moment_one_instant():
    moment = Moment.exactly(TEN)
    assert (moment.earliest, moment.latest, moment.precision) == (TEN, TEN, Precision.EXACT)
    assert moment.is_exact
    assert moment.is_known


def test_it_makes_the_clock_hour_that_holds_an_instant():
    moment = Moment.within_hour(datetime(2026, 6, 10, 10, 59, 59, 999999, tzinfo=UTC))
    assert (moment.earliest, moment.latest, moment.precision) == (TEN, ELEVEN, Precision.HOUR)
    assert not moment.is_exact


@pytest.mark.parametrize(
    ("part", "starts", "ends"),
    [
        (PartOfDay.NIGHT, "2026-06-09T23:00", "2026-06-10T05:00"),
        (PartOfDay.MORNING, "2026-06-10T05:00", "2026-06-10T11:00"),
        (PartOfDay.AFTERNOON, "2026-06-10T11:00", "2026-06-10T17:00"),
        (PartOfDay.EVENING, "2026-06-10T17:00", "2026-06-10T23:00"),
    ],
)
def test_it_takes_a_part_of_the_day_as_six_local_hours(part, starts, ends):
    moment = Moment.part_of_day(date(2026, 6, 10), part)
    assert moment.earliest == datetime.fromisoformat(starts).replace(tzinfo=UTC)
    assert moment.latest == datetime.fromisoformat(ends).replace(tzinfo=UTC)
    assert moment.precision is Precision.PART_OF_DAY


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 5), ((2026, 10, 25), 7), ((2026, 6, 10), 6)])
def test_it_lets_the_night_of_a_clock_change_be_as_long_as_it_was(day, hours):
    night = Moment.part_of_day(date(*day), PartOfDay.NIGHT)
    assert night.latest - night.earliest == hours * HOUR


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 6, 10), 24)])
def test_it_takes_a_date_from_local_midnight_to_local_midnight(day, hours):
    moment = Moment.on(date(*day))
    assert moment.earliest == start_of_local_day(date(*day))
    assert moment.latest - moment.earliest == hours * HOUR
    assert moment.precision is Precision.DATE


@pytest.mark.parametrize(
    ("ends", "why"),
    [
        ((TEN, None, Precision.HOUR), "both ends or neither"),
        ((None, TEN, Precision.HOUR), "both ends or neither"),
        ((None, None, Precision.DATE), "without ends is unknown"),
        ((ELEVEN, TEN, Precision.HOUR), "end before it starts"),
        ((TEN, ELEVEN, Precision.UNKNOWN), "unknown moment has no ends"),
        ((TEN, TEN, Precision.HOUR), "exact when, and only when"),
        ((TEN, ELEVEN, Precision.EXACT), "exact when, and only when"),
    ],
)
def test_it_refuses_ends_that_contradict_each_other(ends, why):
    with pytest.raises(ValueError, match=why):
        Moment(*ends)


def test_it_knows_nothing_of_a_time_that_was_not_recorded():
    assert not NOT_RECORDED.is_known
    assert not NOT_RECORDED.is_exact
    assert NOT_RECORDED.local_date() is None
    assert NOT_RECORDED.last_local_date() is None


def test_it_dates_a_moment_by_the_local_day_it_began_on_and_the_last_it_can_have_been():
    late = Moment.exactly(datetime(2026, 6, 10, 23, 30, tzinfo=UTC))
    assert late.local_date() == late.last_local_date() == date(2026, 6, 11)
    assert Moment.on(date(2026, 6, 10)).last_local_date() == date(2026, 6, 10)
    midnight = Moment.exactly(start_of_local_day(date(2026, 6, 11)))
    assert midnight.last_local_date() == date(2026, 6, 11)
    two_days = Moment(start_of_local_day(date(2026, 6, 10)), start_of_local_day(date(2026, 6, 12)), Precision.DATE)
    assert (two_days.local_date(), two_days.last_local_date()) == (date(2026, 6, 10), date(2026, 6, 11))


def exact(instant):
    return Moment.exactly(instant)


def hour(start):
    return Moment(start, start + HOUR, Precision.HOUR)


@pytest.mark.parametrize(
    ("one", "other", "before", "not_before"),
    [
        (exact(TEN), exact(ELEVEN), True, False),
        (exact(TEN), exact(TEN), False, True),
        (exact(ELEVEN), exact(TEN), False, True),
        (hour(TEN), exact(ELEVEN), True, False),
        (hour(TEN), hour(ELEVEN), True, False),
        (exact(TEN), hour(TEN), False, False),
        (hour(TEN), exact(TEN), False, True),
        (hour(ELEVEN), hour(TEN), False, True),
        (exact(ELEVEN), hour(TEN), False, True),
        (hour(TEN), hour(TEN), False, False),
        (exact(TEN + HOUR / 2), hour(TEN), False, False),
        (hour(TEN), exact(TEN + HOUR / 2), False, False),
        (NOT_RECORDED, exact(TEN), False, False),
        (exact(TEN), NOT_RECORDED, False, False),
    ],
)
def test_it_says_which_came_first_only_when_that_is_certain(one, other, before, not_before):
    assert one.is_before(other) is before
    assert one.is_not_before(other) is not_before


def test_it_works_to_the_hull_of_times_that_nobody_settled():
    working = hull([exact(ELEVEN), NOT_RECORDED, exact(TEN)])
    assert (working.earliest, working.latest, working.precision) == (TEN, ELEVEN, Precision.HOUR)


def test_it_gives_the_hull_the_coarsest_precision_of_what_it_holds():
    day = Moment.on(date(2026, 6, 10))
    assert hull([exact(TEN), day, hour(TEN)]) == day
    assert hull([hour(TEN), hour(ELEVEN)]) == Moment(TEN, TWELVE, Precision.HOUR)
    assert (
        hull([Moment.part_of_day(date(2026, 6, 10), PartOfDay.MORNING), hour(TEN)]).precision is Precision.PART_OF_DAY
    )


def test_it_keeps_one_instant_exact_and_nothing_unknown():
    assert hull([exact(TEN), exact(TEN)]) == exact(TEN)
    assert hull([]) == hull([NOT_RECORDED]) == NOT_RECORDED


def test_it_measures_the_shortest_and_longest_time_between_two_moments():
    assert elapsed(exact(TEN), exact(TWELVE)) == (2 * HOUR, 2 * HOUR)
    assert elapsed(hour(TEN), hour(TWELVE)) == (HOUR, 3 * HOUR)
    assert elapsed(hour(TEN), hour(TEN)) == (-HOUR, HOUR)
    assert elapsed(NOT_RECORDED, exact(TEN)) is None
    assert elapsed(exact(TEN), NOT_RECORDED) is None
