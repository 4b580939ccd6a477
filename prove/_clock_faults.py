"""Faults that people plant in deadline code, each put through the checks, which have to find every one of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from prove._clock_checks import (
    Rules,
    Tally,
    check_change_days,
    check_exact,
    check_spans,
    day_pairs,
    edge_questions,
    random_pairs,
)
from prove._ticking import TickingClock
from wayhome.domain.clock import ClockState, InTime, StatutoryClock, statutory_clock
from wayhome.domain.moment import LONDON, LocalTimeHappenedTwice, Moment, NoSuchLocalTime, Precision, instant_of

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Faulty:
    """The product's clock with some of its answers replaced."""

    real: StatutoryClock
    deadline_of: Callable[[datetime], datetime] = lambda start: start + 72 * HOUR
    judge: Callable[[Faulty], InTime | None] = lambda clock: clock.real.result
    see: Callable[[Faulty, datetime], ClockState] = lambda clock, now: clock.real.state(now)

    @property
    def deadline(self) -> datetime:
        """The earliest deadline."""
        return self.deadline_of(self.real.start)

    @property
    def latest_deadline(self) -> datetime:
        """The latest deadline."""
        return self.deadline_of(self.real.latest_start)

    @property
    def result(self) -> InTime | None:
        """Whether the talk was in time."""
        return self.judge(self)

    def state(self, now: datetime) -> ClockState:
        """Where the clock is."""
        return self.see(self, now)


def faulty(**replaced: Any) -> Rules:
    """The product's rules, with a clock that answers some things otherwise."""

    def clock(**times: Any) -> Faulty | None:
        real = statutory_clock(**times)
        return None if real is None else Faulty(real, **replaced)

    return Rules(clock=clock)


def three_days_on_the_wall(start: datetime) -> datetime:
    """Python's own arithmetic on a local time: three days later at the same reading."""
    return (start.astimezone(LONDON) + timedelta(days=3)).astimezone(UTC)


def before_and_not_at(clock: Faulty) -> InTime | None:
    """`<` where the promise says `<=`."""
    talk = clock.real.talk.latest
    return InTime.NO if talk == clock.real.deadline and clock.real.start == talk - 72 * HOUR else clock.real.result


def overdue_at_the_last_instant(clock: Faulty, now: datetime) -> ClockState:
    """`<` where the promise says `<=`, in the state."""
    return ClockState.OVERDUE if now == clock.real.latest_deadline else clock.real.state(now)


def by_calendar_days(clock: Faulty) -> InTime | None:
    """Three dates later is in time, whatever the hour."""
    talk, start = clock.real.talk.latest, clock.real.start
    if talk is None:
        return None
    return InTime.YES if (talk.date() - start.date()).days <= 3 else InTime.NO


def doubt_counted_as_kept(clock: Faulty) -> InTime | None:
    """Indeterminate counted as yes."""
    return InTime.YES if clock.real.result is InTime.INDETERMINATE else clock.real.result


def as_if_always_winter(local: datetime, *, second_time: bool | None = None) -> datetime:
    """A local time taken for UTC."""
    return local.replace(tzinfo=UTC)


def always_the_first(local: datetime, *, second_time: bool | None = None) -> datetime:
    """Never asks which of two is meant."""
    try:
        return instant_of(local, second_time=second_time)
    except LocalTimeHappenedTwice as question:
        return question.earlier


def the_answer_is_ignored(local: datetime, *, second_time: bool | None = None) -> datetime:
    """Asks, and takes the first whatever the answer."""
    return instant_of(local, second_time=None if second_time is None else False)


def takes_what_never_was(local: datetime, *, second_time: bool | None = None) -> datetime:
    """Reads a skipped time as an hour later."""
    try:
        return instant_of(local, second_time=second_time)
    except NoSuchLocalTime:
        return local.replace(tzinfo=LONDON).astimezone(UTC)


def utc_day(day: date) -> Moment:
    """A date taken from midnight to midnight UTC."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Moment(start, start + 24 * HOUR, Precision.DATE)


def day_of_24_hours(day: date) -> Moment:
    """A local date that is always 24 hours long."""
    start = Moment.on(day).earliest
    assert start is not None
    return Moment(start, start + 24 * HOUR, Precision.DATE)


FAULTS: dict[str, Rules] = {
    "three days on the wall clock": faulty(deadline_of=three_days_on_the_wall),
    "a minute short": faulty(deadline_of=lambda start: start + 72 * HOUR - timedelta(minutes=1)),
    "an hour over": faulty(deadline_of=lambda start: start + 73 * HOUR),
    "< for <= in the answer": faulty(judge=before_and_not_at),
    "< for <= in the state": faulty(see=overdue_at_the_last_instant),
    "calendar days": faulty(judge=by_calendar_days),
    "doubt counted as kept": faulty(judge=doubt_counted_as_kept),
    "summer time ignored": Rules(read=as_if_always_winter),
    "a doubled time never asked about": Rules(read=always_the_first),
    "the answer to the question ignored": Rules(read=the_answer_is_ignored),
    "a skipped time taken": Rules(read=takes_what_never_was),
    "a date from midnight to midnight UTC": Rules(day=utc_day),
    "every day 24 hours long": Rules(day=day_of_24_hours),
}


def caught_by(rules: Rules, wall: TickingClock, seed: int, every: int = 3) -> dict[str, int]:
    """Which questions find the fault, on the changes of two years and one minute in `every` around them (an odd number)."""
    few = with_few_edges(wall, 4)
    tally = Tally()
    minutes = islice(edge_questions(few.edges, around=80 * 60), 0, None, every)
    check_exact(rules, few, minutes, tally)
    numbers = [number for edge in few.edges for number in range(few.day_of(edge) - 4, few.day_of(edge) + 5)]
    check_spans(rules, few, day_pairs(rules, few, numbers), tally)
    check_spans(rules, few, random_pairs(rules, few, 400, random.Random(seed)), tally)
    check_change_days(rules, few, tally)
    return tally.found


def with_few_edges(wall: TickingClock, number: int) -> TickingClock:
    """The same clock with only its first changes."""
    few = object.__new__(TickingClock)
    few.readings, few.day_starts = wall.readings, wall.day_starts
    few.doubled = wall.doubled
    few.edges, few.change_days = wall.edges[:number], wall.change_days[:number]
    return few
