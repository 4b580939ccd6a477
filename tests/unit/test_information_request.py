"""When an answer is due by the Act: holidays of any part of the kingdom do not count (Freedom of Information Act 2000, s.10(6))."""

from __future__ import annotations

from datetime import date

import pytest

from wayhome.domain.information_request import DueDay, answer_due, working_day_after, working_days_since


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2025, 6, 2), date(2025, 6, 30)),
        # The Battle of the Boyne, kept on Monday 14 July 2025, is a holiday of Northern Ireland alone.
        (date(2025, 7, 1), date(2025, 7, 30)),
        # Good Friday, Easter Monday and the early May holiday.
        (date(2025, 4, 10), date(2025, 5, 13)),
        # Christmas, Boxing Day, New Year's Day, and 2 January, which is a holiday of Scotland alone.
        (date(2024, 12, 13), date(2025, 1, 16)),
        # A Saturday: the first day that counts is the Monday after it.
        (date(2025, 6, 7), date(2025, 7, 4)),
    ],
)
def test_it_counts_twenty_days_that_are_working_days_everywhere(received, due):
    assert answer_due(received) == DueDay(due, provisional=False)
    assert working_days_since(received, due) == 20


def test_it_says_that_a_day_beyond_the_published_holidays_is_provisional():
    assert working_day_after(date(2099, 1, 5), 3).provisional
    assert working_day_after(date(2025, 6, 2), 0) == DueDay(date(2025, 6, 2), False)


def test_it_counts_no_days_before_the_day():
    assert working_days_since(date(2025, 6, 2), date(2025, 6, 2)) == 0
    assert working_days_since(date(2025, 6, 2), date(2025, 5, 2)) == 0
