"""What the clock is asked, question by question, and what the ticking clock or plain counting answers.

Every check takes the rules it tries, so that rules with a planted fault can be put through the same questions.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from prove._ticking import LAST_YEAR, PROMISE_IN_TICKS, TickingClock
from wayhome.domain.clock import ClockState, InTime, statutory_clock
from wayhome.domain.moment import (
    LONDON,
    LocalTimeHappenedTwice,
    Moment,
    NoSuchLocalTime,
    PartOfDay,
    Precision,
    instant_of,
)

START = datetime(2014, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PROMISE_IN_SECONDS = PROMISE_IN_TICKS * 60
LAST_SUB_TICK = timedelta(seconds=59, milliseconds=999)

Sink = Callable[[int, int, datetime, datetime, int, bool, bool], None]
"""Takes return, deadline, their wall times, the talk, whether it was in time, whether the return's hour came twice."""


@dataclass(frozen=True)
class Rules:
    """The functions under proof: the product's own, unless a fault is planted."""

    read: Callable[..., datetime] = instant_of
    clock: Callable[..., Any] = statutory_clock
    day: Callable[[date], Moment] = Moment.on
    part: Callable[[date, PartOfDay], Moment] = Moment.part_of_day


@dataclass
class Tally:
    """How often something was asked, and every disagreement by the question that found it."""

    asked: int = 0
    found: dict[str, int] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    def disagree(self, question: str, example: object) -> None:
        """Note a disagreement; the first five are kept in words."""
        self.found[question] = self.found.get(question, 0) + 1
        if len(self.examples) < 5:
            self.examples.append(f"{question}: {example}")

    @property
    def disagreements(self) -> int:
        """All disagreements."""
        return sum(self.found.values())


def instant(tick: int, second: int = 0) -> datetime:
    """The UTC instant of a tick: the number of minutes since the clock was started."""
    return START + timedelta(minutes=tick, seconds=second)


def epoch(moment: datetime) -> int:
    """Seconds since 1970."""
    return round((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def read(rules: Rules, wall: TickingClock, tick: int, tally: Tally) -> datetime | None:
    """The instant that the rules make of a reading; where it came twice, their question is answered."""
    *when, summer = wall.at(tick)
    local = datetime(*when)  # type: ignore[arg-type]  # noqa: DTZ001  # a wall time has no zone until it is read
    twice = tick in wall.doubled
    try:
        return rules.read(local, second_time=not summer) if twice else rules.read(local)
    except (NoSuchLocalTime, LocalTimeHappenedTwice) as refusal:
        tally.disagree("a wall time that was shown is taken", refusal)
        return None


def check_exact(
    rules: Rules, wall: TickingClock, questions: Iterable[tuple[int, int, int]], tally: Tally, sink: Sink | None = None
) -> None:
    """For each return (tick, second) and talk (seconds later): the deadline on the wall, the answer, and the state."""
    for tick, second, later in questions:
        tally.asked += 1
        came = read(rules, wall, tick, tally)
        if came is None:
            continue
        if came != instant(tick):
            tally.disagree("a wall time is read as the instant it was shown at", wall.at(tick))
        came += timedelta(seconds=second)
        held = came + timedelta(seconds=later)
        returned = Moment.exactly(came)
        clock = rules.clock(returned=returned, held=Moment.exactly(held))
        shown = clock.deadline.astimezone(LONDON)
        expected = wall.at(tick + PROMISE_IN_TICKS)
        reading = shown.year, shown.month, shown.day, shown.hour, shown.minute, bool(shown.utcoffset())
        if reading != expected or shown.second != second:
            tally.disagree("the deadline on the wall is 4,320 ticks on", (wall.at(tick), shown))
        in_time = later <= PROMISE_IN_SECONDS
        if clock.result is not (InTime.YES if in_time else InTime.NO):
            tally.disagree("a talk is in time up to and including tick 4,320", (wall.at(tick), later, clock.result))
        running = rules.clock(returned=returned).state(held)
        if running is not (ClockState.RUNNING if in_time else ClockState.OVERDUE):
            tally.disagree("the clock runs up to and including tick 4,320", (wall.at(tick), later, running))
        if sink:
            sink(
                epoch(came),
                epoch(clock.deadline),
                came.astimezone(LONDON),
                shown,
                epoch(held),
                in_time,
                tick in wall.doubled,
            )


def edge_questions(edges: Iterable[int], around: int = 96 * 60) -> Iterable[tuple[int, int, int]]:
    """Every minute within 96 hours of each change of the clocks, with a talk at the last second in time or the next."""
    for edge in edges:
        for tick in range(edge - around, edge + around + 1):
            yield tick, 0, PROMISE_IN_SECONDS + (tick & 1)


def random_questions(wall: TickingClock, number: int, dice: random.Random) -> Iterable[tuple[int, int, int]]:
    """Random returns to the second; half the talks fall within two seconds of the 72nd hour, half within ten days."""
    last = wall.first_of(LAST_YEAR + 1)
    for n in range(number):
        later = PROMISE_IN_SECONDS + dice.randint(-2, 2) if n % 2 else dice.randint(0, 864_000)
        yield dice.randrange(last), dice.randrange(60), later


@dataclass(frozen=True)
class Span:
    """A stretch of ticks as someone recorded it: an instant, a clock hour, a part of a day, a whole day."""

    first: int
    end: int
    moment: Moment

    def extremes(self) -> tuple[datetime, datetime]:
        """The first and the last instant in it, to the millisecond; of an instant, itself."""
        if self.first == self.end:
            return instant(self.first), instant(self.first)
        return instant(self.first), instant(self.end - 1) + LAST_SUB_TICK


def span_of(rules: Rules, wall: TickingClock, tick: int, precision: Precision) -> Span:
    """The stretch of ticks around `tick` that shares its hour, part of day or date on the wall, and the rules' own."""
    if precision is Precision.EXACT:
        return Span(tick, tick, Moment.exactly(instant(tick)))
    number = wall.day_of(tick)
    first, end = wall.day_starts[number], wall.day_starts[number + 1]
    year, month, day, hour, _, _ = wall.at(tick)
    if precision is Precision.DATE:
        return Span(first, end, rules.day(date(year, month, day)))
    if precision is Precision.HOUR:
        return Span(tick - tick % 60, tick - tick % 60 + 60, Moment.within_hour(instant(tick)))
    part = hour // 6
    shares = [t for t in range(first, end) if wall.at(t)[3] // 6 == part]
    return Span(shares[0], shares[-1] + 1, rules.part(date(year, month, day), tuple(PartOfDay)[part]))


def check_spans(rules: Rules, wall: TickingClock, pairs: Iterable[tuple[Span, Span]], tally: Tally) -> None:
    """Returns and talks known roughly: yes if every pair of instants is in time, no if none is, else nobody can say."""
    limit = timedelta(seconds=PROMISE_IN_SECONDS)
    for back, talk in pairs:
        tally.asked += 1
        for span in (back, talk):
            if (span.moment.earliest, span.moment.latest) != (instant(span.first), instant(span.end)):
                tally.disagree("a date or part of a day is the minutes the wall showed it", span.moment)
        (r_first, r_last), (h_first, h_last) = back.extremes(), talk.extremes()
        shortest, longest = h_first - r_last, h_last - r_first
        expected = InTime.YES if longest <= limit else InTime.NO if shortest > limit else InTime.INDETERMINATE
        clock = rules.clock(returned=back.moment, held=talk.moment)
        if clock.result is not expected and talk.first >= back.end:
            tally.disagree("an answer is given only when every possible time gives it", (back, talk, clock.result))
        if (clock.deadline, clock.latest_deadline) != (instant(back.first) + limit, instant(back.end) + limit):
            tally.disagree("the deadline shown is the earliest", (back, clock.deadline))


def day_pairs(rules: Rules, wall: TickingClock, numbers: Iterable[int]) -> Iterable[tuple[Span, Span]]:
    """A return known by its date on each of these days, with a talk at each minute where the answer turns."""
    for number in numbers:
        back = span_of(rules, wall, wall.day_starts[number], Precision.DATE)
        for turn in (back.first, back.end):
            for tick in range(turn + PROMISE_IN_TICKS - 1, turn + PROMISE_IN_TICKS + 2):
                yield back, span_of(rules, wall, tick, Precision.EXACT)


def random_pairs(rules: Rules, wall: TickingClock, number: int, dice: random.Random) -> Iterable[tuple[Span, Span]]:
    """Random precisions for both; every other return within four days of a change of the clocks."""
    precisions = [p for p in Precision if p is not Precision.UNKNOWN]
    last = wall.first_of(LAST_YEAR + 1)
    for n in range(number):
        tick = dice.choice(wall.edges) + dice.randint(-5760, 5760) if n % 2 else dice.randrange(last)
        later = tick + PROMISE_IN_TICKS + dice.randint(-1500, 1500) // dice.choice((1, 1, 30))
        yield span_of(rules, wall, tick, dice.choice(precisions)), span_of(rules, wall, later, dice.choice(precisions))


@dataclass
class Refusals:
    """Wall times of the days on which the clocks change, counted by what happened to them."""

    refused: int = 0
    asked_about: int = 0
    taken: int = 0


def check_change_days(rules: Rules, wall: TickingClock, tally: Tally) -> Refusals:
    """All 1,440 names of minutes on each day of a change: never shown is refused, shown twice is asked about."""
    counts = Refusals()
    for year, month, day, change in wall.change_days:
        for minute_of_day in range(24 * 60):
            hour, minute = divmod(minute_of_day, 60)
            local = datetime(year, month, day, hour, minute)  # noqa: DTZ001  # a wall time
            tally.asked += 1
            if hour != 1:
                counts.taken += _taken(rules, local, tally)
            elif change == "forward":
                counts.refused += all(_refused(rules, local, second, tally) for second in (None, False, True))
            else:
                counts.asked_about += _asked_about(rules, local, tally)
    return counts


def _taken(rules: Rules, local: datetime, tally: Tally) -> bool:
    try:
        rules.read(local)
    except (NoSuchLocalTime, LocalTimeHappenedTwice) as refusal:
        tally.disagree("a wall time that was shown once is taken", refusal)
        return False
    return True


def _refused(rules: Rules, local: datetime, second: bool | None, tally: Tally) -> bool:
    try:
        rules.read(local, second_time=second)
    except NoSuchLocalTime:
        return True
    tally.disagree("a wall time that was never shown is refused", local)
    return False


def _asked_about(rules: Rules, local: datetime, tally: Tally) -> bool:
    try:
        rules.read(local)
    except LocalTimeHappenedTwice as question:
        first, second = (rules.read(local, second_time=which) for which in (False, True))
        if (first, second) == (question.earlier, question.later) and second - first == timedelta(hours=1):
            return True
    tally.disagree("a wall time that was shown twice is asked about", local)
    return False
