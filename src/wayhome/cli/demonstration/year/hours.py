"""Hours of the day: when children leave and come back, and when people are at work. Everything in UTC, chosen by London's clock."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from wayhome.domain.moment import LONDON, Moment, PartOfDay, in_utc

LEAVING = (4, 2, 1, 1, 1, 1, 1, 2, 5, 3, 2, 2, 3, 3, 4, 7, 9, 9, 12, 15, 16, 15, 12, 6)
"""How often children leave in each hour of the day: a small peak on the way to school, a large one in the evening."""

BY_WEEKDAY = (9, 9, 9, 10, 14, 14, 10)
BY_MONTH = (8, 8, 9, 10, 12, 13, 13, 12, 11, 10, 9, 7)
OPENS, CLOSES = 9, 17
SATURDAY = 5
AN_HOUR = timedelta(hours=1)


def leaving_hour(rng: Random, day: datetime) -> datetime:
    """An instant of the local day of `day` at which a child may leave."""
    hour = rng.choices(range(24), LEAVING)[0]
    return local(day, hour, rng.randrange(60))


def local(day: datetime, hour: int, minute: int) -> datetime:
    """A wall time of London on the local day of an instant."""
    return in_utc(datetime.combine(day.astimezone(LONDON).date(), time(hour, minute), LONDON))


def weight(day: datetime) -> int:
    """How likely children are to leave on this day: weekends and summer more."""
    there = day.astimezone(LONDON)
    return BY_WEEKDAY[there.weekday()] * BY_MONTH[there.month - 1]


def at_work(after: datetime, rng: Random, *, every_day: bool = False) -> datetime:
    """The same instant if people are at work then, else soon after they begin again."""
    there = after.astimezone(LONDON)
    if there.hour < OPENS:
        there = local(after, OPENS, rng.randrange(50)).astimezone(LONDON)
    elif there.hour >= CLOSES:
        there = local(after + timedelta(days=1), OPENS, rng.randrange(50)).astimezone(LONDON)
    while there.weekday() >= SATURDAY and not every_day:
        there = local(in_utc(there) + timedelta(days=1), OPENS, rng.randrange(50)).astimezone(LONDON)
    return whole_minute(in_utc(there))


def hours(number: float) -> timedelta:
    """So many hours."""
    return timedelta(hours=number)


def whole_minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def known_as(how: str, instant: datetime) -> Moment:
    """The instant as somebody wrote it down: to the minute, the hour, the part of the day, or the day alone."""
    if how == "hour":
        return Moment.within_hour(instant)
    there = instant.astimezone(LONDON)
    if how == "part":
        return Moment.part_of_day(there.date(), tuple(PartOfDay)[there.hour // 6])
    return Moment.on(there.date()) if how == "date" else Moment.exactly(instant)
