"""Times and spans as people say them, in Europe/London and in the reader's language. What is not known is a word."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.dateformat import format as django_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.domain.moment import LONDON, Moment, PartOfDay, Precision

PART_BY_HOUR = {0: PartOfDay.NIGHT, 6: PartOfDay.MORNING, 12: PartOfDay.AFTERNOON, 18: PartOfDay.EVENING}


def part_words(part: PartOfDay) -> str:
    """The part of a day, in the reader's language."""
    return {
        PartOfDay.NIGHT: _("in the night"),
        PartOfDay.MORNING: _("in the morning"),
        PartOfDay.AFTERNOON: _("in the afternoon"),
        PartOfDay.EVENING: _("in the evening"),
    }[part]


def local(instant: datetime) -> datetime:
    """The wall clock in Europe/London. Raises ValueError for a time without a zone."""
    if instant.tzinfo is None:
        raise ValueError("a time on a page needs a time zone")
    return instant.astimezone(LONDON)


def hour(instant: datetime | None) -> str:
    """20:00."""
    return _("not recorded") if instant is None else local(instant).strftime("%H:%M")


def day(value: date | datetime | None) -> str:
    """Sat 28 March."""
    if value is None:
        return _("not recorded")
    return django_format(local(value) if isinstance(value, datetime) else value, "D j F")


def date_words(value: date | None) -> str:
    """28 March 2011: a day that may lie years back."""
    return _("not recorded") if value is None else django_format(value, "j F Y")


def full(instant: datetime | None) -> str:
    """Sat 28 March 20:00."""
    return _("not recorded") if instant is None else f"{day(instant)} {hour(instant)}"


def short(instant: datetime | None) -> str:
    """Sat 20:00: only where the week is plain from what stands beside it."""
    return _("not recorded") if instant is None else f"{django_format(local(instant), 'D')} {hour(instant)}"


def near(instant: datetime | None, now: datetime) -> str:
    """today 16:20, tomorrow 21:00, yesterday 09:30; a day and date beyond that."""
    if instant is None:
        return _("not recorded")
    away = (local(instant).date() - local(now).date()).days
    names = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    return f"{names[away]} {hour(instant)}" if away in names else full(instant)


def span(length: timedelta | None) -> str:
    """1 day 12 hours; 7 hours 25 minutes; 40 minutes. Never negative, never rounded up."""
    if length is None:
        return _("not recorded")
    minutes = int(abs(length).total_seconds() // 60)
    days, hours, left = minutes // 1440, minutes % 1440 // 60, minutes % 60
    said = []
    if days:
        said.append(ngettext("%(n)d day", "%(n)d days", days) % {"n": days})
    if hours:
        said.append(ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours})
    if not days and (left or not said):
        said.append(ngettext("%(n)d minute", "%(n)d minutes", left) % {"n": left})
    return " ".join(said)


def moment(value: Moment | None, now: datetime | None = None) -> str:
    """A moment as exactly as it is known: "Sat 28 March 20:00", "Sat 28 March in the evening", "not recorded"."""
    if value is None or value.earliest is None or value.latest is None:
        return _("not recorded")
    if value.precision is Precision.EXACT:
        return near(value.earliest, now) if now else full(value.earliest)
    if value.precision is Precision.DATE:
        return day(value.earliest)
    starts = local(value.earliest).hour
    if value.precision is Precision.PART_OF_DAY and starts in PART_BY_HOUR:
        return f"{day(value.earliest)} {part_words(PART_BY_HOUR[starts])}"
    return _("%(start)s to %(end)s") % {"start": full(value.earliest), "end": ends(value.earliest, value.latest)}


def short_moment(value: Moment) -> str:
    """Sat 20:00 where the time is known; else a moment as exactly as it is: a day is never said as its first minute."""
    return short(value.earliest) if value.precision is Precision.EXACT else moment(value)


def ends(earliest: datetime, latest: datetime) -> str:
    """The later end of an interval: only the hour when the day is the same."""
    return hour(latest) if local(earliest).date() == local(latest).date() else full(latest)
