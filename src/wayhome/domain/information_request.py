"""When a request for information has to be answered (Freedom of Information Act 2000, s.10).

A working day of the Act is any day but a Saturday, a Sunday, Christmas Day, Good Friday and a bank holiday *in any part of the
United Kingdom* (s.10(6)): Scottish and Northern Irish holidays give an English council more time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wayhome.domain.holidays import DAY, Nation, published

ANSWER_IN = 20
"""Working days, the first being the one after the day the request was received (s.10(1))."""


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last day on which something is in time. Provisional: it depends on bank holidays that are not published yet."""

    day: date
    provisional: bool


def working_day_after(day: date, number: int) -> DueDay:
    """The `number`th working day of the Act after `day`; day 0 is `day` itself."""
    lists = [published(nation) for nation in Nation]
    last = day
    while number > 0:
        last += DAY
        number -= all(each.is_working_day(last) for each in lists)
    return DueDay(last, any(each.is_provisional(day) or each.is_provisional(last) for each in lists))


def answer_due(received: date) -> DueDay:
    """The last day for the answer to a request that was received on this day."""
    return working_day_after(received, ANSWER_IN)


def working_days_since(day: date, today: date) -> int:
    """How many working days of the Act have begun after `day`, up to and with `today`; 0 where it is not past."""
    lists, number = [published(nation) for nation in Nation], 0
    while day < today:
        day += DAY
        number += all(each.is_working_day(day) for each in lists)
    return number
