"""What one cell of a file says about a day or a time, and how it was written. Nothing is guessed: what cannot be read is unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from wayhome.domain.moment import (
    NOT_RECORDED,
    LocalTimeHappenedTwice,
    Moment,
    NoSuchLocalTime,
    PartOfDay,
    Precision,
    instant_of,
)

DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z", re.ASCII)
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?\Z", re.ASCII)
SERIAL = re.compile(r"\d{5}(?:\.\d+)?\Z", re.ASCII)
ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?\Z", re.ASCII)
DAY_TIME = re.compile(r"(\d{1,2}/\d{1,2}/\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?\Z", re.ASCII)
PART = re.compile(r"(\S+) (night|morning|afternoon|evening)\Z", re.ASCII | re.IGNORECASE)

SERIAL_EPOCH = date(1899, 12, 30)
LONGEST_DATE = 40


class Form(StrEnum):
    """How a date was written."""

    BLANK = "blank"
    DAY = "dd/mm/yyyy"
    ISO = "yyyy-mm-dd"
    SERIAL = "an Excel serial number"
    NOT_A_DATE = "not a date"


@dataclass(frozen=True, slots=True)
class Day:
    """A cell that ought to hold a date: its text, the date if one can be read, and how it was written."""

    text: str
    day: date | None
    form: Form

    @property
    def is_blank(self) -> bool:
        return self.form is Form.BLANK

    @property
    def is_wrong(self) -> bool:
        """Something is written, and no date can be read from it."""
        return self.day is None and self.form is not Form.BLANK

    @property
    def likely(self) -> date | None:
        """The date that an Excel serial number probably stands for: a hint for the remedy, never used as the date."""
        if self.form is not Form.SERIAL:
            return None
        return SERIAL_EPOCH + timedelta(days=int(float(self.text)))


@lru_cache(maxsize=100_000)
def day_of(text: str) -> Day:
    """Read a cell as a date: dd/mm/yyyy, or ISO. An Excel serial number or anything else is recognised, not read."""
    text = text.strip()
    if not text:
        return Day("", None, Form.BLANK)
    if len(text) > LONGEST_DATE:
        return Day(text[:LONGEST_DATE], None, Form.NOT_A_DATE)
    try:
        if found := DAY.match(text):
            return Day(text, date(int(found[3]), int(found[2]), int(found[1])), Form.DAY)
        if found := ISO_DAY.match(text):
            return Day(text, date(int(found[1]), int(found[2]), int(found[3])), Form.ISO)
    except ValueError:
        return Day(text, None, Form.NOT_A_DATE)
    if SERIAL.match(text) and 20_000 <= float(text) < 80_000:
        return Day(text, None, Form.SERIAL)
    return Day(text, None, Form.NOT_A_DATE)


@dataclass(frozen=True, slots=True)
class When:
    """A cell that ought to hold a date and time: its text, the moment, and what is wrong with it, if anything."""

    text: str
    moment: Moment
    trouble: str | None = None
    midnight: bool = False
    """Written with the time 00:00, which most systems write when they hold no time."""


@lru_cache(maxsize=100_000)
def when_of(text: str) -> When:
    """Read a cell as a moment: ISO or dd/mm/yyyy, with or without a time, or a date and a part of the day.

    Midnight exactly is read as the date alone: systems that lose the time write 00:00:00 (interop notes on Eclipse and Mosaic).
    A local time that the clocks skipped is no time; one that happened twice is the hour that holds both.
    """
    text = text.strip()
    if not text:
        return When("", NOT_RECORDED)
    if len(text) > LONGEST_DATE:
        return When(text[:LONGEST_DATE], NOT_RECORDED, "not a date and time")
    if found := PART.match(text):
        day = day_of(found[1])
        if day.day:
            return When(text, Moment.part_of_day(day.day, PartOfDay(found[2].lower())))
    if (day := day_of(text)).day:
        return When(text, Moment.on(day.day), midnight=len(text) > 10)
    if day.form is Form.SERIAL:
        return When(text, NOT_RECORDED, "an Excel serial number, not a date and time")
    return _with_time(text)


def _with_time(text: str) -> When:
    try:
        if found := ISO_TIME.match(text):
            local = datetime.fromisoformat(text.replace(",", "."))
            if local.tzinfo is not None:
                return When(text, Moment.exactly(local.astimezone(UTC)))
        elif found := DAY_TIME.match(text):
            day = day_of(found[1]).day
            if day is None:
                return When(text, NOT_RECORDED, "not a date and time")
            local = datetime.combine(day, time(int(found[2]), int(found[3]), int(found[4] or 0)))
            if local.time() == time.min:
                return When(text, Moment.on(day), midnight=True)
        else:
            return When(text, NOT_RECORDED, "not a date and time")
        return _local(text, local)
    except (ValueError, OverflowError):
        return When(text, NOT_RECORDED, "not a date and time")


def _local(text: str, local: datetime) -> When:
    try:
        return When(text, Moment.exactly(instant_of(local)))
    except NoSuchLocalTime:
        return When(text, NOT_RECORDED, "a time that does not exist: the clocks went forward over it")
    except LocalTimeHappenedTwice as twice:
        return When(text, Moment(twice.earlier, twice.later + timedelta(minutes=1), Precision.HOUR))
