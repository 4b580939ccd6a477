"""Clocks that others use, beside the promise: what each allows, and what it cannot say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.other_clocks import turns, within_hours_of_notice, within_working_days

FRIDAY = datetime(2025, 3, 7, 18, tzinfo=UTC)
BACK = Moment.exactly(FRIDAY)
LATER = datetime(2025, 12, 31, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LAST = datetime(2025, 3, 13, tzinfo=UTC)
"""Midnight after Wednesday, the third working day after that Friday."""


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (Moment.exactly(LAST - HOUR), True),
        (Moment.exactly(LAST + HOUR), False),
        (Moment.on(date(2025, 3, 12)), True),
        (NOT_RECORDED, None),
    ],
)
def test_it_stops_for_the_weekend(held: Moment, expected: bool | None):
    assert within_working_days(BACK, held, undertaken=True, as_of=LATER) is expected


def test_it_says_no_of_nobody_heard_once_the_days_are_over():
    assert within_working_days(BACK, NOT_RECORDED, undertaken=False, as_of=LAST) is False
    assert within_working_days(BACK, NOT_RECORDED, undertaken=False, as_of=LAST - HOUR) is None
    assert within_working_days(BACK, NOT_RECORDED, undertaken=None, as_of=LATER) is None
    assert within_working_days(NOT_RECORDED, BACK, undertaken=True, as_of=LATER) is None


TOLD = Moment.exactly(FRIDAY + 20 * HOUR)


@pytest.mark.parametrize(
    ("notified", "hours", "expected"),
    [
        (TOLD, 20 + 72, True),
        (TOLD, 20 + 73, False),
        (Moment.exactly(FRIDAY - HOUR), 72, True),
        (Moment.exactly(FRIDAY - HOUR), 73, False),
        (NOT_RECORDED, 30, None),
    ],
)
def test_it_counts_from_the_notice_and_never_from_before_the_return(
    notified: Moment, hours: int, expected: bool | None
):
    held = Moment.exactly(FRIDAY + hours * HOUR)
    assert within_hours_of_notice(BACK, notified, held, undertaken=True, as_of=LATER) is expected


def test_it_says_no_of_nobody_heard_once_72_hours_from_the_notice_are_over():
    over = FRIDAY + (20 + 72) * HOUR
    assert within_hours_of_notice(BACK, TOLD, NOT_RECORDED, undertaken=False, as_of=over) is None
    assert within_hours_of_notice(BACK, TOLD, NOT_RECORDED, undertaken=False, as_of=over + HOUR) is False
    assert within_hours_of_notice(BACK, TOLD, NOT_RECORDED, undertaken=None, as_of=LATER) is None


def test_it_names_the_instants_at_which_an_answer_may_change():
    assert turns(BACK, TOLD) == (LAST, LAST, FRIDAY + 92 * HOUR)
    assert turns(BACK, NOT_RECORDED) == (LAST, LAST)
    assert turns(NOT_RECORDED, TOLD) == (FRIDAY + 92 * HOUR,)
    assert turns(NOT_RECORDED, NOT_RECORDED) == ()
