"""The 72-hour clock in words: the two lines on a list, and the paragraph that explains itself (design §4).

The words are for staff. No clock is ever shown to a child, a parent or a carer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wayhome.domain.assertions import Account
from wayhome.domain.clock.statutory import PROMISE, ClockState, InTime, Proxy, StatutoryClock
from wayhome.domain.vocabulary.word import Word
from wayhome.domain.wallclock import (
    MINUTE,
    between,
    clock_change_between,
    days_and_hours,
    hours_and_minutes,
    local_day,
    long_date,
    moment_words,
    time_of_day,
    weekday,
    when,
)

SATURDAY = 5


class Shape(Word):
    """The shape beside the words, so that nothing is said by colour alone."""

    ROUND_CLOCK = ("round_clock", "Round clock", "The time allowed is running.")
    DASHED_SQUARE_CLOCK = ("dashed_square_clock", "Dashed square clock", "The time allowed may be over.")
    SOLID_SQUARE_CLOCK = ("solid_square_clock", "Solid square clock", "Past 72 hours, still not heard.")
    TICK_IN_A_DISC = ("tick_in_a_disc", "Tick in a disc", "Talked in time.")
    HALF_DISC = ("half_disc", "Half disc", "Talked after 72 hours.")
    HATCHED_SQUARE = ("hatched_square", "Hatched square", "Cannot be said, or counted from a stand-in.")


@dataclass(frozen=True, slots=True)
class ListLine:
    """What a list shows of a clock: a shape and two lines of words, with a third where a later time may be right."""

    shape: Shape
    first: str
    second: str
    beside: str | None = None

    def __str__(self) -> str:
        """Both lines as one: "Due today 16:20 · 5 hours left"."""
        return f"{self.first} · {self.second}"


def on_a_list(clock: StatutoryClock, now: datetime, *, told_by: str = "police", disputed: bool = False) -> ListLine:
    """The clock's two lines as read at `now`. `told_by` is who gave notice of the return; `disputed` says that two
    sources differ and nobody has settled it, so that the later deadline stands beside the earlier.
    """
    if clock.result is not None:
        return _talked(clock, clock.result, now)
    if clock.proxy is not None:
        return _stand_in(clock, now, told_by)
    state = clock.state(now)
    if state is ClockState.MAY_BE_OVERDUE:
        due = between(clock.deadline, clock.latest_deadline, now)
        return ListLine(Shape.DASHED_SQUARE_CLOCK, "May be overdue", f"due {due}")
    if state is ClockState.OVERDUE:
        ago = _ago(clock, now)
        return ListLine(Shape.SOLID_SQUARE_CLOCK, "Past 72 hours, still not heard", ago)
    beside = f"If the later time is right, {_short(clock.latest_deadline, clock.deadline, now)}" if disputed else None
    left = days_and_hours(clock.deadline - now)
    return ListLine(Shape.ROUND_CLOCK, f"Due {when(clock.deadline, now)}", f"{left} left", beside)


def _short(later: datetime, earlier: datetime, now: datetime) -> str:
    """The later deadline: its time of day alone when it falls on the same day as the earlier."""
    return time_of_day(later) if local_day(later) == local_day(earlier) else when(later, now)


def _ago(clock: StatutoryClock, now: datetime) -> str:
    """Since the latest possible deadline, so never more than is certain."""
    certain = "" if clock.start == clock.latest_start else "at least "
    return f"{certain}{days_and_hours(now - clock.latest_deadline)} ago"


def _stand_in(clock: StatutoryClock, now: datetime, told_by: str) -> ListLine:
    since = f"72 hours from when {_stand_in_words(clock, told_by)}"
    state = clock.state(now)
    if state is ClockState.RUNNING:
        return ListLine(Shape.HATCHED_SQUARE, f"Due about {when(clock.deadline, now)}", since)
    if state is ClockState.MAY_BE_OVERDUE:
        return ListLine(Shape.HATCHED_SQUARE, "May be overdue", since)
    return ListLine(Shape.HATCHED_SQUARE, f"Past {since}, still not heard", _ago(clock, now))


def _stand_in_words(clock: StatutoryClock, told_by: str) -> str:
    return "they were found" if clock.proxy is Proxy.LOCATED else f"{told_by} told us"


def _talked(clock: StatutoryClock, result: InTime, now: datetime) -> ListLine:
    if result is InTime.YES:
        return ListLine(Shape.TICK_IN_A_DISC, "Talked in time", _length_in_time(clock))
    if result is InTime.NO:
        return ListLine(Shape.HALF_DISC, "Talked after 72 hours", _length_late(clock))
    return ListLine(Shape.HATCHED_SQUARE, "Cannot be said", _why_not(clock, now))


def _length_in_time(clock: StatutoryClock) -> str:
    """How long after the return: exact where both times are, otherwise the most it can have been, rounded up."""
    if clock.talk_first:
        return "before they were back"
    shortest, longest = _lengths(clock)
    if shortest == longest:
        return f"after {hours_and_minutes(shortest)}"
    return f"after at most {hours_and_minutes(longest + (-longest % MINUTE))}"


def _length_late(clock: StatutoryClock) -> str:
    shortest, longest = _lengths(clock)
    return f"{'' if shortest == longest else 'at least '}{days_and_hours(shortest)}"


def _lengths(clock: StatutoryClock) -> tuple[timedelta, timedelta]:
    """The shortest and longest time from the return to the talk; a talk whose time is unknown is never asked about."""
    held = clock.talk
    earliest, latest = held.earliest or clock.start, held.latest or clock.start
    return max(timedelta(), earliest - clock.latest_start), latest - clock.start


def _why_not(clock: StatutoryClock, now: datetime) -> str:
    if clock.proxy is not None:
        return "when they came back is not recorded"
    if clock.valid_talk is None:
        return "talked before they were back, and when they were found is not recorded"
    if not clock.talk.is_known:
        return "when the talk was held is not recorded"
    if clock.start != clock.latest_start:
        return f'back "{moment_words(clock.returned, now)}"'
    return f'talked "{moment_words(clock.talk, now)}"'


def explain(
    clock: StatutoryClock,
    now: datetime,
    *,
    they_were: str = "the child was",
    told_by: str = "police",
    account: Account | None = None,
) -> list[str]:
    """The clock in plain sentences: the start, the rule, clock changes, weekends, the other source, the result.

    `they_were` is how the child is spoken of ("she was"); `account` is what each source says of the return.
    """
    return [
        _rule(clock, they_were, told_by),
        _from_to(clock, now),
        *_narrowed(clock, told_by),
        *_weekends(clock),
        *(account_words(account, now) if account is not None else ()),
        *_outcome(clock, now),
    ]


def _rule(clock: StatutoryClock, they_were: str, told_by: str) -> str:
    if clock.proxy is None:
        return f"72 hours after {they_were} back, counted as time passed."
    words = _stand_in_words(clock, told_by)
    return f"When the child came back is not recorded, so this counts 72 hours from when {words}, as time passed."


def _from_to(clock: StatutoryClock, now: datetime) -> str:
    verb = {None: "Back", Proxy.LOCATED: "Found", Proxy.NOTIFIED: "Told"}[clock.proxy]
    change = _clock_change(clock, now)
    if clock.start != clock.latest_start:
        began = f"{verb} {between(clock.start, clock.latest_start, now)}" + (f"; {change}" if change else "")
        late = f"past 72 hours for certain from {_on(clock.latest_deadline)}"
        return f"{began}: due {_on(clock.deadline)} if the earliest time is right, and {late}."
    began = f"{verb} {_on(clock.start)}"
    if not change:
        return f"{began}, so due {_on(clock.deadline)}."
    return f"{began}; {change}, so the wall clock says {time_of_day(clock.deadline)}."


def _clock_change(clock: StatutoryClock, now: datetime) -> str:
    """ "the clocks go forward on Sunday", or nothing where none falls within the 72 hours."""
    change = clock_change_between(clock.start, clock.latest_deadline)
    if change is None:
        return ""
    day, shift = change
    goes = "go" if local_day(now) <= day else "went"
    return f"the clocks {goes} {'forward' if shift > timedelta() else 'back'} on {weekday(day)}"


def _on(instant: datetime) -> str:
    return f"{time_of_day(instant)} on {weekday(local_day(instant))}"


def _narrowed(clock: StatutoryClock, told_by: str) -> list[str]:
    if clock.narrowed_by == clock.talk and clock.talk.is_known:
        return [
            f"Only the date of the return is recorded; it cannot be later than the talk, {_on(clock.latest_start)}."
        ]
    if clock.narrowed_by.is_known:
        told = f"when {told_by} told us of it"
        return [f"Only the date of the return is recorded; it cannot be later than {told}, {_on(clock.latest_start)}."]
    return []


def _weekends(clock: StatutoryClock) -> list[str]:
    day, last = local_day(clock.start), local_day(clock.latest_deadline)
    while day <= last:
        if day.weekday() >= SATURDAY:
            return ["Weekends count."]
        day += timedelta(days=1)
    return []


def _outcome(clock: StatutoryClock, now: datetime) -> list[str]:
    if clock.result is None:
        too_soon = clock.talk.is_known
        return (
            ["The talk on record was before the child was found, so it is not about this return."] if too_soon else []
        )
    line = _talked(clock, clock.result, now)
    return [f"{line.first}: {line.second}."]


def account_words(account: Account, now: datetime) -> list[str]:
    """What each source says, and what that means for the deadline. Nothing where there was never a difference."""
    said = [f"{a.source.label}: back {moment_words(a.happened, now)}." for a in account.standing]
    if account.is_disputed:
        latest = max(a.happened.latest for a in account.standing if a.happened.latest is not None) + PROMISE
        return [
            *said,
            f"We work to the earlier until someone settles it; if the later time is right, due {_on(latest)}.",
        ]
    settlement, winner = account.settlement, account.winner
    if settlement is None or winner is None:
        return []
    lost = [f"{a.source.label} said {moment_words(a.happened, now)}." for a in account.losing]
    settled = f"Settled by {settlement.by}: {moment_words(winner.happened, now)}, because {settlement.why.rstrip('.')}."
    newer = ["Something else has been said since, so look at it again."] if account.said_since else []
    return [settled, *lost, *newer]


def what_changed(before: StatutoryClock | None, after: StatutoryClock | None) -> list[str]:
    """What a correction or a settlement changed, in sentences. Empty when it changed nothing that is shown."""
    if before is None or after is None:
        return [] if before is after else [_placed(before, after)]
    changes = []
    if (before.start, before.latest_start, before.proxy) != (after.start, after.latest_start, after.proxy):
        changes.append(f"The 72 hours now count from {_start_words(after)}, not from {_start_words(before)}.")
        changes.append(f"Due {_dated(after.deadline)}, not {_dated(before.deadline)}.")
    if before.result is not after.result:
        changes.append(f"The answer was {_result_words(before.result)}; it is now {_result_words(after.result)}.")
    return changes


def _placed(before: StatutoryClock | None, after: StatutoryClock | None) -> str:
    if after is not None:
        return f"A time is now recorded: the 72 hours count from {_start_words(after)}, due {_dated(after.deadline)}."
    return "No date is recorded any more, so there is no clock and the return is counted as unplaced."


def _start_words(clock: StatutoryClock) -> str:
    what = {None: "the return", Proxy.LOCATED: "when the child was found", Proxy.NOTIFIED: "when we were told"}[
        clock.proxy
    ]
    if clock.start == clock.latest_start:
        return f"{what}, {_dated(clock.start)}"
    return f"{what}, between {_dated(clock.start)} and {_dated(clock.latest_start)}"


def _dated(instant: datetime) -> str:
    return f"{time_of_day(instant)} on {long_date(local_day(instant))}"


def _result_words(result: InTime | None) -> str:
    return "not yet heard" if result is None else result.label.lower()
