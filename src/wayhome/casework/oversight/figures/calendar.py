"""When children come back: by the day of the week and the hour, and day by day, so that somebody is there to listen.

Single hours and days point at single children: these pictures are for people in the building, are no file, and are in no paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.dateformat import format as in_words
from django.utils.translation import gettext as _

from wayhome.casework.oversight.drawing import cells
from wayhome.casework.oversight.figures.figure import Figure, Grid, Key, Line, Opens
from wayhome.casework.oversight.numbers import FAIR, Numbered, percent
from wayhome.casework.oversight.periods import CUSTOM, Chosen
from wayhome.domain.holidays import Holidays
from wayhome.indicators.catalogue import way
from wayhome.indicators.definition import Count, Counts
from wayhome.indicators.facts import ReturnDay

HOURS = tuple(f"{hour:02d}" for hour in range(24))
SLOTS: tuple[str | None, ...] = (*HOURS, None)
"""The hours of a day, and at the end a place for returns known to the day only."""
DAYS = tuple(ReturnDay)
STAFFED = range(9, 17)
"""The hours in which offices are staffed from Monday to Friday."""
OFF = (ReturnDay.SATURDAY, ReturnDay.SUNDAY, ReturnDay.BANK_HOLIDAY)
WEEKS = 26
A_DAY = timedelta(days=1)

At = Mapping[tuple[ReturnDay, str | None], int]


def at_hours(counts: Counts) -> At:
    """Returns by day and hour, from counts by both."""
    return {
        (ReturnDay(str(day)), hour if hour is None else str(hour)): n.numerator
        for (_n, (day, hour)), n in counts.items()
        if day
    }


def week_figure(found: At, chosen: Chosen) -> Figure:
    """Returns by the day of the week and the hour."""
    across = {
        (row, column): found.get((day, hour), 0) for row, day in enumerate(DAYS) for column, hour in enumerate(SLOTS)
    }
    down = {(column, row): number for (row, column), number in across.items()}
    names = [day_name(day) for day in DAYS]
    total = sum(found.values())
    return Figure(
        id="week",
        title=title_of_week(found),
        subtitle=_("Returns by day and hour, %(period)s") % {"period": chosen.period.words},
        key=_key(),
        wide=cells.drawn(names, [*HOURS, _("day")], across, cells.WIDE, strong=[day_name(day) for day in OFF]),
        narrow=cells.drawn(
            [*(f"{hour}:00" for hour in HOURS), _("day")], [_short(day) for day in DAYS], down, cells.ON_A_PHONE,
            strong=[_short(day) for day in OFF],
        ),
        text=" ".join(f"{day_name(day)}: {sum(found.get((day, hour), 0) for hour in SLOTS)}." for day in DAYS),
        lines=(Line(_("All returns"), Numbered(way.ALL_RETURNS, Count(total, None))),),
        caption=(
            _("Europe/London hours: 08 is from 08:00 to 08:59. The last place, “day”, has returns whose time of day is not recorded."),
            _("A bank holiday of England and Wales is counted in its own row, and not as a day of the week."),
            _("For people in this building: a single hour can point at a single child."),
        ),
        empty="" if total else _("No return of this period is counted."),
        grid=_week_grid(found),
        stays_here=True,
    )  # fmt: skip


def title_of_week(found: At) -> str:
    """At most ten words: how many of those with an hour came back while offices are shut."""
    timed = {(day, hour): number for (day, hour), number in found.items() if hour is not None}
    whole = sum(timed.values())
    if whole < FAIR:
        return _("When children come back")
    shut = sum(n for (day, hour), n in timed.items() if day in OFF or int(hour or 0) not in STAFFED)
    return _("%(share)s come back outside Monday to Friday, 9 to 5") % {"share": percent(shut / whole)}


def _week_grid(found: At) -> Grid:
    head = (_("Hour"), *(day_name(day) for day in DAYS))
    rows = [
        (hour_name(hour), *(_cell(found.get((day, hour), 0), day, hour) for day in DAYS)) for hour in SLOTS
    ]  # fmt: skip
    return Grid(_("Returns by day and hour"), head, tuple(rows))


def _cell(number: int, day: ReturnDay, hour: str | None) -> str | Opens:
    if not number:
        return "0"
    about = _("%(day)s, %(hour)s") % {"day": day_name(day), "hour": hour_name(hour)}
    return Opens(str(number), way.returned_at(day, hour), about)


def hour_name(hour: str | None) -> str:
    """An hour in words."""
    return _("Time not recorded") if hour is None else _("%(hour)s:00 to %(hour)s:59") % {"hour": hour}


def day_name(day: ReturnDay) -> str:
    """A day of the week in words."""
    return {
        ReturnDay.MONDAY: _("Monday"), ReturnDay.TUESDAY: _("Tuesday"), ReturnDay.WEDNESDAY: _("Wednesday"),
        ReturnDay.THURSDAY: _("Thursday"), ReturnDay.FRIDAY: _("Friday"), ReturnDay.SATURDAY: _("Saturday"),
        ReturnDay.SUNDAY: _("Sunday"), ReturnDay.BANK_HOLIDAY: _("Bank holiday"),
    }[day]  # fmt: skip


def _short(day: ReturnDay) -> str:
    return _("Hol") if day is ReturnDay.BANK_HOLIDAY else day_name(day)[:2]


def _key() -> tuple[Key, ...]:
    return (Key("cell-1", _("Few")), Key("cell-4", _("Most in one cell; the number stands in each")))


def first_day(today: date) -> date:
    """The Monday with which the picture of days begins."""
    return today - timedelta(days=today.weekday()) - timedelta(weeks=WEEKS - 1)


def days_figure(counts: Counts, today: date, chosen: Chosen, holidays: Holidays) -> Figure:
    """Returns day by day over half a year, weeks beside each other; `counts` are by day of return."""
    monday, of = first_day(today), {day: count.numerator for (_n, (day,)), count in counts.items()}
    days = [monday + A_DAY * n for n in range((today - monday).days + 1)]
    found = {day: of.get(day, 0) for day in days}
    across = {(day.weekday(), (day - monday).days // 7): number for day, number in found.items()}
    down = {(week, weekday): number for (weekday, week), number in across.items()}
    free = [(day.weekday(), (day - monday).days // 7) for day in days if day in holidays.names]
    weeks = [monday + A_DAY * 7 * n for n in range(WEEKS)]
    names = [day_name(day) for day in DAYS[:7]]
    return Figure(
        id="days",
        title=title_of_days(found, holidays),
        subtitle=_("Returns day by day, %(first)s to %(last)s") % {"first": _date(monday), "last": _date(today)},
        key=(*_key(), Key("cell-mark", _("Bank holiday"))),
        wide=cells.drawn(names, _months(weeks), across, cells.WIDE, outlined=free, strong=[day_name(day) for day in OFF]),
        narrow=cells.drawn(
            [in_words(week, "j M") for week in weeks], [_short(day) for day in DAYS[:7]], down, cells.ON_A_PHONE,
            outlined=[(week, weekday) for weekday, week in free], strong=[_short(day) for day in OFF],
        ),
        text=" ".join(_("Week of %(day)s: %(number)d.") % {"day": _date(week), "number": _of_week(found, week)} for week in weeks),
        lines=(Line(_("All returns of these weeks"), Numbered(way.ALL_RETURNS, Count(sum(found.values()), None)), has_page=False),),
        caption=tuple(_caption(days, holidays, chosen)),
        empty="" if sum(found.values()) else _("No child came back in these weeks."),
        grid=_days_grid(found, weeks),
        stays_here=True,
    )  # fmt: skip


def title_of_days(found: Mapping[date, int], holidays: Holidays) -> str:
    """At most ten words: the share that came back on days on which fewer people work."""
    whole = sum(found.values())
    if whole < FAIR:
        return _("Returns day by day")
    off = sum(number for day, number in found.items() if not holidays.is_working_day(day))
    return _("%(share)s came back on a weekend or bank holiday") % {"share": percent(off / whole)}


def _caption(days: list[date], holidays: Holidays, chosen: Chosen) -> list[str]:
    named = [f"{_date(day)} {holidays.names[day]}" for day in days if day in holidays.names]
    said = [_("Bank holidays outlined: %(days)s.") % {"days": "; ".join(named)}] if named else []
    if any(holidays.is_provisional(day) for day in days):
        said.append(_("The list of bank holidays ends before the last of these days: later ones are not marked."))
    said.append(_("Weekends in bold. The last %(weeks)d weeks, whatever period is chosen.") % {"weeks": WEEKS})
    said.append(_("For people in this building: a single day can point at a single child."))
    return said


def _days_grid(found: Mapping[date, int], weeks: list[date]) -> Grid:
    head = (_("Week of"), *(day_name(day) for day in DAYS[:7]))
    rows = [(_date(week), *(_day_cell(found, week + A_DAY * n) for n in range(7))) for week in reversed(weeks)]
    return Grid(_("Returns day by day"), head, tuple(rows))


def _day_cell(found: Mapping[date, int], day: date) -> str | Opens:
    if day not in found:
        return _("still to come")
    if not found[day]:
        return "0"
    only = (("period", CUSTOM), ("from", day.isoformat()), ("to", day.isoformat()))
    return Opens(str(found[day]), way.ALL_RETURNS, _date(day), only)


def _of_week(found: Mapping[date, int], week: date) -> int:
    return sum(found.get(week + A_DAY * n, 0) for n in range(7))


def _months(weeks: list[date]) -> list[str]:
    """The month above the week in which it begins, and nothing above the others."""
    return [in_words(week + A_DAY * 6, "M") if (week + A_DAY * 6).day <= 7 else "" for week in weeks]


def _date(day: date) -> str:
    return in_words(day, "j F Y")
