"""A wall clock of the United Kingdom that ticks minute by minute, without zoneinfo and without date arithmetic.

It knows four things: how long the months are, that 1 January 2014 was a Wednesday in winter time, that on the last
Sunday of March the minute after 00:59 is 02:00, and that on the last Sunday of October the first minute after 01:59 is
01:00.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator

FIRST_YEAR, LAST_YEAR = 2014, 2035
PROMISE_IN_TICKS = 72 * 60
MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEDNESDAY, SUNDAY = 2, 6


def length_of_month(year: int, month: int) -> int:
    """Days in a month; every fourth year is a leap year between 2001 and 2099."""
    return 29 if month == 2 and year % 4 == 0 else MONTHS[month - 1]


def days(first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR + 1) -> Iterator[tuple[int, int, int, int]]:
    """Year, month, day and weekday (Monday 0) of every day, one after the other, from 1 January of the first year."""
    weekday = WEDNESDAY
    for year in range(first_year, last_year + 1):
        for month in range(1, 13):
            for day in range(1, length_of_month(year, month) + 1):
                yield year, month, day, weekday
                weekday = 0 if weekday == SUNDAY else weekday + 1


def changes_on(month: int, day: int, weekday: int) -> str | None:
    """ "forward" on the last Sunday of March, "back" on the last of October. Both months have 31 days."""
    if weekday != SUNDAY or day + 7 <= 31:
        return None
    return {3: "forward", 10: "back"}.get(month)


Reading = tuple[int, int, int, int, int, bool]
"""Year, month, day, hour, minute, and whether it was summer time."""


class TickingClock:
    """Every reading of the wall clock from 1 January 2014 on, in the order in which they were shown.

    `readings[n]` is what it showed `n` minutes after it started; a start at midnight in winter is midnight UTC.
    """

    def __init__(self) -> None:
        self.readings = array("I")
        self.day_starts: list[int] = []
        self.change_days: list[tuple[int, int, int, str]] = []
        self.edges: list[int] = []
        summer = False
        for year, month, day, weekday in days():
            change = changes_on(month, day, weekday)
            if change:
                self.change_days.append((year, month, day, change))
            self.day_starts.append(len(self.readings))
            for hour in range(24):
                if change == "forward" and hour == 1:
                    self.edges.append(len(self.readings))
                    summer = True  # 01:00 to 01:59 are never shown
                    continue
                self._tick_an_hour(year, month, day, hour, summer)
                if change == "back" and hour == 1:
                    self.edges.append(len(self.readings))
                    summer = False  # 01:00 to 01:59 are shown again
                    self._tick_an_hour(year, month, day, hour, summer)
        self.doubled = {
            tick for edge in self.edges if not self.readings[edge] & 1 for tick in range(edge - 60, edge + 60)
        }
        """Ticks whose reading was shown a second time: the hour before the clocks went back, and the hour after."""
        self.edges = [edge for edge in self.edges if edge < self.first_of(LAST_YEAR + 1)]
        self.change_days = [change for change in self.change_days if change[0] <= LAST_YEAR]

    def _tick_an_hour(self, year: int, month: int, day: int, hour: int, summer: bool) -> None:
        base = (((((year - FIRST_YEAR) << 4 | month) << 5 | day) << 5 | hour) << 6) << 1 | summer
        show = self.readings.append
        for minute in range(60):
            show(base + (minute << 1))

    def first_of(self, year: int) -> int:
        """The tick at which a year began."""
        number = sum(366 if y % 4 == 0 else 365 for y in range(FIRST_YEAR, year))
        return self.day_starts[number]

    def day_of(self, tick: int) -> int:
        """The number of the local day that a tick falls on."""
        number = bisect_left(self.day_starts, tick)
        return number if number < len(self.day_starts) and self.day_starts[number] == tick else number - 1

    def at(self, tick: int) -> Reading:
        """What the clock showed at a tick."""
        return unpack(self.readings[tick])


def unpack(packed: int) -> Reading:
    """A reading from the number it is kept as."""
    rest = packed >> 1
    minute, rest = rest & 63, rest >> 6
    hour, rest = rest & 31, rest >> 5
    day, rest = rest & 31, rest >> 5
    return FIRST_YEAR + (rest >> 4), rest & 15, day, hour, minute, bool(packed & 1)
