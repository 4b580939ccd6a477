"""When something happened: an interval of instants with a precision, never a bare date.

Instants are kept in UTC and shown in Europe/London. What was recorded only as "10 June" is the whole local day,
what was recorded as "Saturday evening" is those six local hours, and what was not recorded is an interval without ends.
(Definitions: §4.0 of the domain reference; the vocabulary module carries the public wording.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
YEARS = range(1900, 2201)
"""The years that a day somebody tells can be in; any other is a slip."""


class Precision(StrEnum):
    """How exactly a time is known, from the finest to the coarsest."""

    EXACT = "exact"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DATE = "date"
    UNKNOWN = "unknown"


class PartOfDay(StrEnum):
    """A quarter of a local day; the day's name decides which night is meant."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PART_STARTS = {PartOfDay.NIGHT: 0, PartOfDay.MORNING: 6, PartOfDay.AFTERNOON: 12, PartOfDay.EVENING: 18}


class NoSuchLocalTime(ValueError):
    """The clocks went forward over this local time, so nothing can have happened at it."""


class LocalTimeHappenedTwice(ValueError):
    """The clocks went back over this local time; someone must say which of the two is meant.

    `earlier` and `later` are the two instants. A form that asks may suggest the earlier: it gives the shorter deadline.
    """

    def __init__(self, local: datetime, earlier: datetime, later: datetime):
        super().__init__(
            f"{local:%d %B %Y %H:%M} happened twice, because the clocks went back. "
            "Say whether it was the first time (summer time) or the second (winter time)."
        )
        self.earlier = earlier
        self.later = later


def in_utc(instant: datetime) -> datetime:
    """The same instant in UTC, where adding hours adds elapsed hours. Raises ValueError for a time without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone; read a wall time with instant_of")
    return instant.astimezone(UTC)


def instant_of(local: datetime, *, second_time: bool | None = None) -> datetime:
    """The UTC instant of a naive Europe/London wall time.

    Raises NoSuchLocalTime for a time the clocks skipped, and LocalTimeHappenedTwice when `second_time` is needed and
    not given.
    """
    if local.tzinfo is not None:
        raise ValueError("a local wall time must have no time zone")
    first, second = (local.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    if first.astimezone(LONDON).replace(tzinfo=None) != local:
        raise NoSuchLocalTime(
            f"{local:%d %B %Y %H:%M} does not exist: the clocks went forward. Check the time and enter it again."
        )
    if second_time is None:
        raise LocalTimeHappenedTwice(local, first, second)
    return second if second_time else first


def start_of_local_day(day: date) -> datetime:
    """The UTC instant of local midnight, which exists once on every day of Europe/London since 1972."""
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened: [earliest, latest) in UTC. Exact: both ends are the same instant. Unknown: both None.

    Raises ValueError for ends without a time zone, out of order, or at odds with the precision.
    """

    earliest: datetime | None
    latest: datetime | None
    precision: Precision

    def __post_init__(self) -> None:
        if self.earliest is None or self.latest is None:
            if self.earliest is not self.latest:
                raise ValueError("a moment has both ends or neither")
            if self.precision is not Precision.UNKNOWN:
                raise ValueError("a moment without ends is unknown")
            return
        if self.earliest.tzinfo is not UTC or self.latest.tzinfo is not UTC:
            # Two instants of the same local zone are compared and added by their wall time, so they are kept in UTC.
            object.__setattr__(self, "earliest", in_utc(self.earliest))
            object.__setattr__(self, "latest", in_utc(self.latest))
        if self.earliest > self.latest:
            raise ValueError("a moment cannot end before it starts")
        if self.precision is Precision.UNKNOWN:
            raise ValueError("an unknown moment has no ends")
        if (self.precision is Precision.EXACT) != (self.earliest == self.latest):
            raise ValueError("a moment is exact when, and only when, both ends are the same instant")

    @classmethod
    def exactly(cls, instant: datetime) -> Moment:
        """One instant. Raises ValueError for a time without a zone."""
        return cls(instant, instant, Precision.EXACT)

    @classmethod
    def within_hour(cls, instant: datetime) -> Moment:
        """The clock hour that holds `instant`. Raises ValueError for a time without a zone."""
        start = in_utc(instant).replace(minute=0, second=0, microsecond=0)
        return cls(start, start + timedelta(hours=1), Precision.HOUR)

    @classmethod
    def part_of_day(cls, day: date, part: PartOfDay) -> Moment:
        """Six local hours of `day`: night 00–06, morning 06–12, afternoon 12–18, evening 18–24."""
        starts = PART_STARTS[part]
        start = datetime.combine(day, time(starts), LONDON)
        if part is PartOfDay.EVENING:
            end = start_of_local_day(day + timedelta(days=1))
        else:
            end = datetime.combine(day, time(starts + 6), LONDON)
        return cls(start, end, Precision.PART_OF_DAY)

    @classmethod
    def on(cls, day: date) -> Moment:
        """Local midnight to local midnight: 23, 24 or 25 hours."""
        return cls(start_of_local_day(day), start_of_local_day(day + timedelta(days=1)), Precision.DATE)

    @property
    def is_known(self) -> bool:
        """Whether anybody recorded when."""
        return self.earliest is not None

    @property
    def is_exact(self) -> bool:
        """Whether it is one instant."""
        return self.precision is Precision.EXACT

    def local_date(self) -> date | None:
        """The Europe/London date it began on: the period a return is counted in. None when unknown."""
        return None if self.earliest is None else self.earliest.astimezone(LONDON).date()

    def last_local_date(self) -> date | None:
        """The latest Europe/London date it can have been. None when unknown."""
        if self.latest is None:
            return None
        last = self.latest if self.is_exact else self.latest - timedelta.resolution
        return last.astimezone(LONDON).date()

    def is_before(self, other: Moment) -> bool:
        """Whether this was certainly earlier than `other`. False when either is unknown or they may overlap."""
        if self.latest is None or other.earliest is None:
            return False
        return self.latest < other.earliest or (self.latest == other.earliest and not self.is_exact)

    def is_not_before(self, other: Moment) -> bool:
        """Whether this was certainly with `other` or later. False when either is unknown or nobody can say."""
        if self.earliest is None or other.latest is None:
            return False
        return self.earliest >= other.latest


NOT_RECORDED = Moment(None, None, Precision.UNKNOWN)


def hull(moments: Iterable[Moment]) -> Moment:
    """The working value of assertions that nobody has settled: smallest earliest to largest latest (§4.0)."""
    known = [m for m in moments if m.is_known]
    if not known:
        return NOT_RECORDED
    earliest = min(m.earliest for m in known if m.earliest is not None)
    latest = max(m.latest for m in known if m.latest is not None)
    if earliest == latest:
        return Moment.exactly(earliest)
    coarsest = max((m.precision for m in known), key=list(Precision).index)
    return Moment(earliest, latest, Precision.HOUR if coarsest is Precision.EXACT else coarsest)


def elapsed(start: Moment, end: Moment) -> tuple[timedelta, timedelta] | None:
    """The shortest and longest time from `start` to `end`, or None when either is unknown.

    Negative where `end` may have come first.
    """
    if start.earliest is None or start.latest is None or end.earliest is None or end.latest is None:
        return None
    return end.earliest - start.latest, end.latest - start.earliest
