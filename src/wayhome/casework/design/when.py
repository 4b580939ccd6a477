"""A form field for "when did it happen, as far as you know": answers with a Moment, and works without script.

A day, a time, a part of the day and how exactly it is known are plain inputs of one name each. What the person did not
choose is ignored, so nothing that is hidden can change the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from wayhome.domain.moment import (
    LONDON,
    NOT_RECORDED,
    YEARS,
    LocalTimeHappenedTwice,
    Moment,
    NoSuchLocalTime,
    PartOfDay,
    Precision,
    instant_of,
)

PRECISIONS = (
    (Precision.EXACT, lazy("Exact time")),
    (Precision.HOUR, lazy("To the hour")),
    (Precision.PART_OF_DAY, lazy("Part of the day")),
    (Precision.DATE, lazy("Only the day")),
    (Precision.UNKNOWN, lazy("Not known")),
)
PARTS = (
    (PartOfDay.NIGHT, lazy("Night, midnight to 6am")),
    (PartOfDay.MORNING, lazy("Morning, 6am to noon")),
    (PartOfDay.AFTERNOON, lazy("Afternoon, noon to 6pm")),
    (PartOfDay.EVENING, lazy("Evening, 6pm to midnight")),
)
NAMES = ("precision", "day", "time", "part", "second")
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%d-%m-%Y")
TIMES = ("%H:%M", "%H.%M", "%H%M", "%H:%M:%S", "%I:%M%p", "%I.%M%p", "%I%p")


class WhenWidget(forms.Widget):
    """Five inputs under one name. The macro `ui.field` draws it; nothing else needs to know the names."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> dict[str, str]:
        return {part: str(data.get(f"{name}_{part}", "")).strip() for part in NAMES}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in NAMES)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_precision" if id_ else id_


class WhenField(forms.Field):
    """When something happened. Cleans to a Moment; "not known" is an answer and cleans to NOT_RECORDED.

    `precisions` narrows what may be chosen: an appointment is always exact, a report of last year may be a day.
    A worded ValidationError says what to do when a time does not exist or happened twice.
    """

    widget = WhenWidget

    def __init__(self, *, precisions: tuple[Precision, ...] = tuple(Precision), **kwargs: Any) -> None:
        self.precisions = precisions
        super().__init__(**kwargs)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(str(p.value), str(words)) for p, words in PRECISIONS if p in self.precisions]

    @property
    def parts(self) -> list[tuple[str, str]]:
        return [(str(p.value), str(words)) for p, words in PARTS]

    def prepare_value(self, value: Any) -> dict[str, str]:
        """A Moment, or what was typed, as the five inputs."""
        return written(value) if isinstance(value, Moment) else dict.fromkeys(NAMES, "") | (value or {})

    def clean(self, value: dict[str, str]) -> Moment:
        chosen = value.get("precision", "") or (str(self.precisions[0].value) if len(self.precisions) == 1 else "")
        if not chosen:
            if self.required or value.get("day") or value.get("time"):
                raise ValidationError(_("Say how exactly the time is known, or that it is not known"), code="precision")
            return NOT_RECORDED
        if chosen not in {str(p.value) for p in self.precisions}:
            raise ValidationError(_("Choose how exactly the time is known from the list"), code="precision")
        return moment_of(Precision(chosen), value)


def moment_of(precision: Precision, value: Mapping[str, str]) -> Moment:
    """The Moment that was typed. Raises a worded ValidationError naming what is missing."""
    if precision is Precision.UNKNOWN:
        return NOT_RECORDED
    day = day_of(value.get("day", ""))
    if precision is Precision.DATE:
        return Moment.on(day)
    if precision is Precision.PART_OF_DAY:
        try:
            return Moment.part_of_day(day, PartOfDay(value.get("part", "")))
        except ValueError:
            raise ValidationError(_("Choose the part of the day"), code="part") from None
    try:
        second = {"first": False, "second": True}.get(value.get("second", ""))
        instant = instant_of(datetime.combine(day, time_of(value.get("time", ""))), second_time=second)
    except NoSuchLocalTime:
        raise ValidationError(
            _("There was no such time: the clocks went forward. Check the time and enter it again"), code="no_such_time"
        ) from None
    except LocalTimeHappenedTwice:
        raise ValidationError(
            _("This time happened twice: the clocks went back. Say if it was the first time or the second"),
            code="twice",
        ) from None
    return Moment.exactly(instant) if precision is Precision.EXACT else Moment.within_hour(instant)


def day_of(typed: str) -> date:
    """A day in any of the ways people write one. Raises ValidationError."""
    for pattern in DAYS:
        try:
            found = datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if found.year in YEARS:
            return found
    raise ValidationError(_("Enter the day, like 28/03/2026"), code="day")


def time_of(typed: str) -> time:
    """A time of day in any of the ways people write one. Raises ValidationError."""
    for pattern in TIMES:
        try:
            return datetime.strptime(typed.replace(" ", "").upper(), pattern).time()  # noqa: DTZ007 - a time of day has no zone
        except ValueError:
            continue
    raise ValidationError(_("Enter the time, like 16:20"), code="time")


def written(value: Moment) -> dict[str, str]:
    """A Moment as the five inputs, for a form that shows what is already known."""
    empty = dict.fromkeys(NAMES, "") | {"precision": str(value.precision.value)}
    if value.earliest is None:
        return empty
    local = value.earliest.astimezone(LONDON)
    parts = {0: PartOfDay.NIGHT, 6: PartOfDay.MORNING, 12: PartOfDay.AFTERNOON, 18: PartOfDay.EVENING}
    timed = value.precision in (Precision.EXACT, Precision.HOUR)
    in_part = value.precision is Precision.PART_OF_DAY and local.hour in parts
    return empty | {
        "day": f"{local:%Y-%m-%d}",
        "time": f"{local:%H:%M}" if timed else "",
        "part": str(parts[local.hour].value) if in_part else "",
        "second": ("second" if local.fold else "") if timed else "",
    }
