"""Working days: bank holidays as data, provisional where the list says nothing."""

# ruff: noqa: DTZ001  # wall times have no zone until they are read as instants
from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from wayhome.domain.holidays import Due, Holidays, Nation, WorkTime, published
from wayhome.domain.moment import instant_of

ENGLAND = published(Nation.ENGLAND_AND_WALES)
WORK = WorkTime()


def at(*when):
    return instant_of(datetime(*when))


def hours(number):
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("nation", "holidays"),
    [(Nation.ENGLAND_AND_WALES, 140), (Nation.SCOTLAND, 158), (Nation.NORTHERN_IRELAND, 174)],
)
def test_it_ships_the_published_lists_with_their_source_and_last_date(nation, holidays):
    shipped = published(nation)
    assert len(shipped.names) == holidays
    assert (shipped.first, shipped.last) == (date(2012, 1, 2), date(2028, 12, 26))
    assert "GOV.UK" in shipped.source
    assert shipped.nation is nation


@pytest.mark.parametrize(
    ("nation", "day", "name"),
    [
        (Nation.ENGLAND_AND_WALES, date(2026, 4, 3), "Good Friday"),
        (Nation.ENGLAND_AND_WALES, date(2026, 12, 28), "Boxing Day"),
        (Nation.ENGLAND_AND_WALES, date(2020, 5, 8), "Early May bank holiday"),
        (Nation.ENGLAND_AND_WALES, date(2022, 9, 19), "Bank Holiday for the State Funeral of Queen Elizabeth II"),
        (Nation.SCOTLAND, date(2026, 11, 30), "St Andrew’s Day"),
        (Nation.SCOTLAND, date(2026, 6, 15), "Bank holiday for the men’s football World Cup"),
        (Nation.NORTHERN_IRELAND, date(2026, 7, 13), "Battle of the Boyne (Orangemen’s Day)"),
    ],
)
def test_it_names_each_holiday_in_the_nation_that_keeps_it(nation, day, name):
    assert published(nation).names[day] == name
    assert not published(nation).is_working_day(day)


def test_it_keeps_a_holiday_of_one_nation_out_of_the_others():
    assert ENGLAND.is_working_day(date(2026, 11, 30))
    assert ENGLAND.is_working_day(date(2026, 7, 13))
    assert published(Nation.SCOTLAND).is_working_day(date(2026, 4, 6))


def test_it_agrees_with_a_second_copy_of_the_published_list():
    """The package is used here only; nothing of it runs in the product."""
    second = pytest.importorskip(
        "govuk_bank_holidays", reason="install govuk-bank-holidays to compare with a second copy"
    )
    copy = json.loads((Path(second.__file__).parent / "bank-holidays.json").read_text("utf-8"))
    for nation in Nation:
        listed = {date.fromisoformat(event["date"]) for event in copy[nation.value.replace("_", "-")]["events"]}
        proclaimed_later = {date(2026, 6, 15)} if nation is Nation.SCOTLAND else set()
        assert set(published(nation).names) - listed <= proclaimed_later
        assert {day for day in listed if day <= published(nation).last} <= set(published(nation).names)


def test_it_rests_on_saturdays_sundays_and_holidays():
    week = [date(2026, 4, day) for day in (2, 3, 4, 5, 6, 7)]
    assert [ENGLAND.is_working_day(day) for day in week] == [True, False, False, False, False, True]


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 4, 2), 3, date(2026, 4, 9)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 4), 1, date(2026, 4, 7)),
        (date(2026, 6, 8), 3, date(2026, 6, 11)),
        (date(2026, 6, 8), 0, date(2026, 6, 8)),
        (date(2026, 6, 13), 0, date(2026, 6, 13)),
    ],
)
def test_it_counts_working_days_after_day_nought(day, number, expected):
    assert ENGLAND.working_day_after(day, number) == expected


@pytest.mark.parametrize(
    ("day", "provisional"),
    [
        (date(2012, 1, 1), True),
        (date(2012, 1, 2), False),
        (date(2028, 12, 26), False),
        (date(2028, 12, 27), True),
    ],
)
def test_it_is_provisional_where_the_list_says_nothing(day, provisional):
    assert ENGLAND.is_provisional(day) is provisional


@pytest.mark.parametrize(
    ("start", "number", "due", "provisional"),
    [
        (at(2026, 6, 8, 23, 59), 2, at(2026, 6, 11), False),
        (at(2026, 3, 27, 9), 1, at(2026, 3, 31), False),
        (at(2028, 12, 21, 9), 2, at(2028, 12, 28), True),
        (at(2028, 12, 21, 9), 1, at(2028, 12, 23), False),
        (at(2011, 12, 30, 9), 1, at(2012, 1, 4), True),
    ],
)
def test_it_ends_at_the_local_midnight_after_the_last_working_day(start, number, due, provisional):
    assert ENGLAND.end_of_working_day_after(start, number) == Due(due, provisional)


@pytest.mark.parametrize(
    ("start", "work", "due"),
    [
        (at(2026, 6, 8, 10), 4, at(2026, 6, 8, 14)),
        (at(2026, 6, 8, 13), 4, at(2026, 6, 8, 17)),
        (at(2026, 6, 8, 13, 1), 4, at(2026, 6, 9, 9, 1)),
        (at(2026, 6, 8, 6), 4, at(2026, 6, 8, 13)),
        (at(2026, 6, 8, 20), 4, at(2026, 6, 9, 13)),
        (at(2026, 6, 8, 17), 4, at(2026, 6, 9, 13)),
        (at(2026, 6, 6, 12), 4, at(2026, 6, 8, 13)),
        (at(2026, 4, 2, 16), 4, at(2026, 4, 7, 12)),
        (at(2026, 3, 27, 16), 2, at(2026, 3, 30, 10)),
        (at(2026, 6, 8, 9), 20, at(2026, 6, 10, 13)),
        (at(2026, 6, 8, 10), 2.5, at(2026, 6, 8, 12, 30)),
    ],
)
def test_it_counts_work_hours_in_opening_times_only(start, work, due):
    assert WORK.after(start, hours(work), ENGLAND) == Due(due)


def test_it_counts_an_authoritys_own_opening_hours():
    early = WorkTime(time(7, 30), time(12))
    assert early.after(at(2026, 6, 8, 11), hours(2), ENGLAND) == Due(at(2026, 6, 9, 8, 30))


def test_it_marks_work_time_beyond_the_list_as_provisional():
    assert WORK.after(at(2028, 12, 26, 12), hours(4), ENGLAND) == Due(at(2028, 12, 27, 13), provisional=True)
    assert WORK.after(at(2028, 12, 22, 9), hours(4), ENGLAND) == Due(at(2028, 12, 22, 13))
    before = WORK.after(at(2012, 1, 1, 9), hours(4), ENGLAND)
    assert before == Due(at(2012, 1, 3, 13), provisional=True)


def test_it_refuses_what_cannot_be_counted():
    with pytest.raises(ValueError, match="has to open before it closes"):
        WorkTime(time(9), time(9))
    with pytest.raises(ValueError, match="more than nothing"):
        WORK.after(at(2026, 6, 8, 9), timedelta(), ENGLAND)
    with pytest.raises(ValueError, match="time zone"):
        WORK.after(datetime(2026, 6, 8, 9), hours(1), ENGLAND)
    with pytest.raises(ValueError, match="at least one date"):
        Holidays.of(Nation.SCOTLAND, {}, "nowhere")


def test_it_takes_a_list_as_data_and_finds_its_ends():
    days = {date(2030, 5, 6): "May", date(2030, 1, 1): "New Year"}
    given = Holidays.of(Nation.SCOTLAND, days, "a circular")
    days.clear()
    assert (given.first, given.last, given.source) == (date(2030, 1, 1), date(2030, 5, 6), "a circular")
    assert given.names[date(2030, 5, 6)] == "May"
    assert given.end_of_working_day_after(datetime(2030, 5, 3, 9, tzinfo=UTC), 1) == Due(
        datetime(2030, 5, 7, 23, tzinfo=UTC), True
    )
