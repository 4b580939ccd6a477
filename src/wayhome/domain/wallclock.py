"""How a time is shown: the wall clock of Europe/London in words, and lengths of time as people say them.

An hour that happened twice is shown with its offset, because "01:30" alone would be two different instants.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from wayhome.domain.moment import LONDON, PART_STARTS, Moment, PartOfDay, Precision, in_utc

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

PART_WORDS = {
    PartOfDay.NIGHT: "{}, in the early hours",
    PartOfDay.MORNING: "{} morning",
    PartOfDay.AFTERNOON: "{} afternoon",
    PartOfDay.EVENING: "{} evening",
}


def local(instant: datetime) -> datetime:
    """The instant as the wall clock of Europe/London showed it. Raises ValueError for a time without a zone."""
    return in_utc(instant).astimezone(LONDON)


def local_day(instant: datetime) -> date:
    """The Europe/London date of an instant."""
    return local(instant).date()


def happens_twice(instant: datetime) -> bool:
    """Whether the wall clock shows this reading a second time within the hour before or after."""
    shown = local(instant)
    return shown.utcoffset() != shown.replace(fold=1 - shown.fold).utcoffset()


def time_of_day(instant: datetime) -> str:
    """ "21:00", and with its offset in the hour that happens twice: "01:30 winter time (UTC+0)"."""
    shown = local(instant)
    if not happens_twice(instant):
        return f"{shown:%H:%M}"
    return f"{shown:%H:%M} {'winter time (UTC+0)' if shown.fold else 'summer time (UTC+1)'}"


def end_time_of_day(instant: datetime) -> str:
    """As time_of_day, for the end of a span: midnight as "midnight", since "00:00" would read as the day's start."""
    shown = time_of_day(instant)
    return "midnight" if shown == "00:00" else shown


def day_words(day: date, today: date) -> str:
    """ "today", "tomorrow", "yesterday", "Thu" in the coming week, else "Tue 31 Mar", with the year when it differs."""
    away = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(away)
    if near:
        return near
    if 1 < away < 7:
        return f"{day:%a}"
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def when(instant: datetime, now: datetime) -> str:
    """ "tomorrow 21:00" or "Tue 31 Mar 21:00", as read at `now`."""
    return f"{day_words(local_day(instant), local_day(now))} {time_of_day(instant)}"


def between(start: datetime, end: datetime, now: datetime) -> str:
    """ "today between 06:00 and 12:00"; a whole local day is "some time today"; otherwise both days are named."""
    first, today = local_day(start), local_day(now)
    if local_day(end - timedelta.resolution) != first:
        return f"between {when(start, now)} and {when(end, now)}"
    if time_of_day(start) == "00:00" and end_time_of_day(end) == "midnight":
        return f"some time {_on_day(first, today)}"
    return f"{day_words(first, today)} between {time_of_day(start)} and {end_time_of_day(end)}"


def _on_day(day: date, today: date) -> str:
    words = day_words(day, today)
    return words if words in ("today", "tomorrow", "yesterday") else f"on {words}"


def moment_words(moment: Moment, now: datetime) -> str:
    """A recorded time in the words it was given in: "Saturday evening", "10 June", "not recorded"."""
    if moment.earliest is None or moment.latest is None:
        return "not recorded"
    day = local_day(moment.earliest)
    near = abs((day - local_day(now)).days) < 7
    if moment.is_exact:
        return f"{time_of_day(moment.earliest)} on {weekday(day) if near else long_date(day)}"
    if moment == Moment.on(day):
        return f"{day.day} {day:%B}" + ("" if day.year == local_day(now).year else f" {day.year}")
    if moment.precision is Precision.PART_OF_DAY:
        for part in PART_STARTS:
            if moment == Moment.part_of_day(day, part):
                return PART_WORDS[part].format(weekday(day) if near else long_date(day))
    return between(moment.earliest, moment.latest, now)


def weekday(day: date) -> str:
    """ "Saturday"."""
    return f"{day:%A}"


def long_date(day: date) -> str:
    """ "Saturday 28 March 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def days_and_hours(length: timedelta) -> str:
    """ "1 day 12 hours", "7 hours 25 minutes", "1 minute": whole units of time passed, never rounded up."""
    if length < DAY:
        return hours_and_minutes(length)
    return _counted((length // DAY, "day"), (length % DAY // HOUR, "hour"))


def hours_and_minutes(length: timedelta) -> str:
    """ "43 hours 10 minutes", "5 hours", "less than a minute": whole minutes, never rounded up."""
    if length < MINUTE:
        return "less than a minute"
    return _counted((length // HOUR, "hour"), (length % HOUR // MINUTE, "minute"))


def _counted(*units: tuple[int, str]) -> str:
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in units if n)


def clock_change_between(start: datetime, end: datetime) -> tuple[date, timedelta] | None:
    """The local date and the size of a change of the clocks in (start, end], or None. Forward is positive.

    A span of a few days holds one at most: the two changes of a year are months apart.
    """
    before, after = local(start), local(end)
    shift = (after.utcoffset() or timedelta()) - (before.utcoffset() or timedelta())
    if not shift:
        return None
    day = before.date()
    while _offset_at_end_of(day) == before.utcoffset():
        day += DAY
    return day, shift


def _offset_at_end_of(day: date) -> timedelta | None:
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=LONDON).utcoffset()
