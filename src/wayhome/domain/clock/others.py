"""The other two clocks. Neither is the 72-hour promise, and neither may carry its label (domain reference §7.2).

The service clock counts 72 hours from the notice of the return: what the service could still do. The working-day clock
is a local rule of some authorities: the end of the third working day after the date of the return.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wayhome.domain.clock.statutory import PROMISE, ClockState, InTime, result_of, state_at
from wayhome.domain.holidays import DAY, Holidays
from wayhome.domain.moment import NOT_RECORDED, Moment, in_utc, start_of_local_day
from wayhome.domain.wallclock import long_date

WORKING_DAYS = 3


@dataclass(frozen=True, slots=True)
class ServiceClock:
    """72 hours from the first notice of the return that reached the authority."""

    start: datetime
    latest_start: datetime
    held: Moment
    was_held: bool

    @property
    def deadline(self) -> datetime:
        """The earliest deadline."""
        return self.start + PROMISE

    @property
    def latest_deadline(self) -> datetime:
        """The deadline if the latest possible time of the notice is right."""
        return self.latest_start + PROMISE

    @property
    def result(self) -> InTime | None:
        """Whether the talk was within 72 hours of the notice. None when none was held."""
        return result_of(self.start, self.latest_start, self.held) if self.was_held else None

    def state(self, now: datetime) -> ClockState:
        """Where the clock is at `now`."""
        return ClockState.STOPPED if self.was_held else state_at(now, self.deadline, self.latest_deadline)


def service_clock(*, notified: Moment, held: Moment = NOT_RECORDED, was_held: bool = False) -> ServiceClock | None:
    """The service clock, or None when nobody recorded the notice."""
    if notified.earliest is None or notified.latest is None:
        return None
    return ServiceClock(notified.earliest, notified.latest, held, was_held or held.is_known)


@dataclass(frozen=True, slots=True)
class WorkingDaysClock:
    """The end of the third working day after the date of the return. `provisional` beyond the published holidays."""

    due_day: date
    latest_due_day: date
    provisional: bool
    holidays: Holidays
    held: Moment
    was_held: bool

    @property
    def deadline(self) -> datetime:
        """The local midnight that ends the earliest due day. A talk at that instant is already late."""
        return start_of_local_day(self.due_day + DAY)

    @property
    def latest_deadline(self) -> datetime:
        """The local midnight that ends the latest due day."""
        return start_of_local_day(self.latest_due_day + DAY)

    @property
    def result(self) -> InTime | None:
        """Whether the talk was in time by this clock. None when none was held."""
        if not self.was_held:
            return None
        if self.held.earliest is None or self.held.latest is None:
            return InTime.INDETERMINATE
        if self.held.is_before(Moment.on(self.due_day + DAY)):
            return InTime.YES
        return InTime.NO if self.held.earliest >= self.latest_deadline else InTime.INDETERMINATE

    def state(self, now: datetime) -> ClockState:
        """Where the clock is at `now`."""
        if self.was_held:
            return ClockState.STOPPED
        if in_utc(now) < self.deadline:
            return ClockState.RUNNING
        return ClockState.MAY_BE_OVERDUE if in_utc(now) < self.latest_deadline else ClockState.OVERDUE

    def words(self) -> str:
        """The rule and its end in a sentence, never using the name of the 72-hour clock."""
        days = f"by the end of {long_date(self.due_day)}"
        if self.due_day != self.latest_due_day:
            days += f", or of {long_date(self.latest_due_day)} if the later date of return is right"
        words = f"Three working days: {days}, bank holidays of {self.holidays.nation.label} left out."
        if not self.provisional:
            return words
        return f"{words} Provisional: bank holidays are published up to {long_date(self.holidays.last)}."


def working_days_clock(
    *, returned: Moment, holidays: Holidays, held: Moment = NOT_RECORDED, was_held: bool = False
) -> WorkingDaysClock | None:
    """The three-working-day clock, or None when nobody recorded the return. Day 0 is the date of the return."""
    first, last = returned.local_date(), returned.last_local_date()
    if first is None or last is None:
        return None
    due, latest = (holidays.working_day_after(day, WORKING_DAYS) for day in (first, last))
    return WorkingDaysClock(
        due_day=due,
        latest_due_day=latest,
        provisional=holidays.is_provisional(first) or holidays.is_provisional(latest),
        holidays=holidays,
        held=held,
        was_held=was_held or held.is_known,
    )
