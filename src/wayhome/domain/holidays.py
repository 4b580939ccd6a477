"""Working days: bank holidays as data passed in, by nation; provisional beyond the published list.

Nothing here touches the 72-hour clock, which never uses holidays (domain reference §4.0, §7.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType

from wayhome.domain import bank_holidays
from wayhome.domain.moment import LONDON, in_utc, start_of_local_day
from wayhome.domain.vocabulary.word import Word

DAY = timedelta(days=1)
SATURDAY = 5


class Nation(Word):
    """The nations that publish bank holidays of their own."""

    ENGLAND_AND_WALES = ("england_and_wales", "England and Wales")
    SCOTLAND = ("scotland", "Scotland")
    NORTHERN_IRELAND = ("northern_ireland", "Northern Ireland")


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due. Provisional: it depends on a day beyond the published list of bank holidays."""

    at: datetime
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Holidays:
    """A published list: the names of the holidays by date, its first and last date, and where it came from."""

    nation: Nation
    names: Mapping[date, str]
    first: date
    last: date
    source: str

    @classmethod
    def of(cls, nation: Nation, names: Mapping[date, str], source: str) -> Holidays:
        """A list as published. Raises ValueError for an empty one, which cannot say how far it reaches."""
        if not names:
            raise ValueError("a published list of bank holidays has at least one date")
        return cls(nation, MappingProxyType(dict(names)), min(names), max(names), source)

    def is_working_day(self, day: date) -> bool:
        """Neither a Saturday or Sunday nor a holiday on the list."""
        return day.weekday() < SATURDAY and day not in self.names

    def is_provisional(self, day: date) -> bool:
        """Whether the list says nothing about this day, because it ends before it or starts after it."""
        return not self.first <= day <= self.last

    def working_day_after(self, day: date, number: int) -> date:
        """The `number`th working day after `day`; day 0 is `day` itself, whether or not it is a working day."""
        while number > 0:
            day += DAY
            number -= self.is_working_day(day)
        return day

    def end_of_working_day_after(self, instant: datetime, number: int) -> Due:
        """The end (local midnight) of the `number`th working day after the local day of `instant`."""
        start = in_utc(instant).astimezone(LONDON).date()
        day = self.working_day_after(start, number)
        return Due(start_of_local_day(day + DAY), self.is_provisional(start) or self.is_provisional(day))


@dataclass(frozen=True, slots=True)
class WorkTime:
    """The hours of a working day, as local wall times of one day. An authority sets its own."""

    opens: time = time(9)
    closes: time = time(17)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("work has to open before it closes")

    def after(self, instant: datetime, work: timedelta, holidays: Holidays) -> Due:
        """The instant at which `work` has passed since `instant`, counting only opening hours of working days.

        Raises ValueError for a length that is not positive.
        """
        if work <= timedelta():
            raise ValueError("a length of work time is more than nothing")
        started = in_utc(instant)
        day = started.astimezone(LONDON).date()
        provisional = False
        while True:
            provisional = provisional or holidays.is_provisional(day)
            if holidays.is_working_day(day):
                begins, ends = max(started, self._instant(day, self.opens)), self._instant(day, self.closes)
                if begins + work <= ends:
                    return Due(begins + work, provisional)
                work -= max(timedelta(), ends - begins)
            day += DAY

    def _instant(self, day: date, at: time) -> datetime:
        return in_utc(datetime.combine(day, at, LONDON))


@cache
def published(nation: Nation) -> Holidays:
    """The list that ships with Wayhome for a nation."""
    rows, names, once = {
        Nation.ENGLAND_AND_WALES: (
            bank_holidays.ENGLAND_AND_WALES,
            bank_holidays.ENGLAND_AND_WALES_NAMES,
            bank_holidays.ENGLAND_AND_WALES_ONCE,
        ),
        Nation.SCOTLAND: (bank_holidays.SCOTLAND, bank_holidays.SCOTLAND_NAMES, bank_holidays.SCOTLAND_ONCE),
        Nation.NORTHERN_IRELAND: (
            bank_holidays.NORTHERN_IRELAND,
            bank_holidays.NORTHERN_IRELAND_NAMES,
            bank_holidays.NORTHERN_IRELAND_ONCE,
        ),
    }[nation]
    dates = {date.fromisoformat(day): name for day, name in once.items()}
    for row in rows.split("\n"):
        year, *days = row.split() or [""]
        dates.update({date.fromisoformat(f"{year}-{day}"): name for day, name in zip(days, names, strict=bool(days))})
    return Holidays.of(nation, dates, bank_holidays.SOURCE)
