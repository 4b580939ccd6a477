"""The 72-hour promise: when it is due, whether it was kept, and when that cannot be said (domain reference §7.2).

The guidance counts 72 elapsed hours from the child's return to their home or care setting. Weekends, bank holidays and
suspensions stop nothing; a change of the clocks moves the reading on the wall and not the promise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from wayhome.domain.moment import NOT_RECORDED, Moment, Precision, in_utc
from wayhome.domain.vocabulary.word import Word

PROMISE = timedelta(hours=72)


class ClockState(Word):
    """Where a clock is now."""

    RUNNING = ("running", "Can still be kept", "Up to and including the last instant of the time allowed.")
    MAY_BE_OVERDUE = (
        "may_be_overdue",
        "May be overdue",
        "The start is not known exactly, and the time allowed is over for the earliest start and not for the latest.",
    )
    OVERDUE = ("overdue", "Past 72 hours, still not heard", "The time allowed is over, and no talk was held.")
    STOPPED = ("stopped", "Talked", "A talk was held; the result says whether it was in time.")


class InTime(Word):
    """Whether something was done within the time allowed: worked out from dates, never asked of who did it."""

    YES = ("yes", "In time", "In time whichever of the possible times is right.")
    NO = ("no", "After 72 hours", "Late whichever of the possible times is right.")
    INDETERMINATE = (
        "indeterminate",
        "Cannot be said",
        "The recorded times allow both, or the start is a stand-in. Never counted as in time; its own share.",
    )


class Proxy(Word):
    """What a clock starts from when nobody recorded the return: a stand-in deadline, an indeterminate result."""

    LOCATED = ("located", "From when the child was found", "The return cannot have been earlier.")
    NOTIFIED = ("notified", "From when we were told", "The return cannot have been later.")


def result_of(start: datetime, latest_start: datetime, held: Moment, limit: timedelta = PROMISE) -> InTime:
    """Whether `held` came within `limit` of a start in [start, latest_start), or of `start` when both are the same."""
    if held.earliest is None or held.latest is None:
        return InTime.INDETERMINATE
    if held.latest <= start + limit:
        return InTime.YES
    end = latest_start + limit
    if held.earliest > end or (held.earliest == end and start < latest_start):
        return InTime.NO
    return InTime.INDETERMINATE


def state_at(now: datetime, deadline: datetime, latest_deadline: datetime) -> ClockState:
    """Where a clock with nothing held is at `now`. Raises ValueError when `now` has no time zone."""
    now = in_utc(now)
    if now <= deadline:
        return ClockState.RUNNING
    return ClockState.MAY_BE_OVERDUE if now < latest_deadline else ClockState.OVERDUE


@dataclass(frozen=True, slots=True)
class StatutoryClock:
    """The 72-hour clock of one episode. Everything it says is worked out from what was recorded, so a correction or a
    settlement is a new clock; `what_changed` puts the difference in words.
    """

    returned: Moment
    """The return as recorded; NOT_RECORDED when the start is a stand-in."""
    start: datetime
    """The earliest instant the 72 hours can run from."""
    latest_start: datetime
    """The latest instant the 72 hours can run from; the same as `start` when it is known exactly."""
    proxy: Proxy | None
    talk: Moment
    """When the talk was held, whether or not it is valid for this episode."""
    valid_talk: bool | None
    """True: held for this episode. False: none, or held before the child was found, so about an earlier episode.
    None: held before the return, and nobody recorded when the child was found."""
    talk_first: bool
    """The talk came before the child was back, which is allowed once the child was found (duty D5)."""
    narrowed_by: Moment
    """What showed that a return known only by its date cannot have been later that day."""

    @property
    def deadline(self) -> datetime:
        """The earliest deadline: the one shown."""
        return self.start + PROMISE

    @property
    def latest_deadline(self) -> datetime:
        """The deadline if the latest possible start is right."""
        return self.latest_start + PROMISE

    @property
    def result(self) -> InTime | None:
        """Whether the child was heard in time. None when no talk was held for this episode."""
        if self.valid_talk is False:
            return None
        if self.valid_talk is None or self.proxy is not None:
            return InTime.INDETERMINATE
        if self.talk_first and self.talk.is_known:
            return InTime.YES
        return result_of(self.start, self.latest_start, self.talk)

    def state(self, now: datetime) -> ClockState:
        """Where the clock is at `now`. Raises ValueError when `now` has no time zone."""
        if self.valid_talk is not False:
            return ClockState.STOPPED
        return state_at(now, self.deadline, self.latest_deadline)


@dataclass(frozen=True, slots=True)
class ReturnTimes:
    """The times of one episode that its clock needs."""

    returned: Moment
    located: Moment = NOT_RECORDED
    notified: Moment = NOT_RECORDED


def statutory_clock(
    *,
    returned: Moment,
    located: Moment = NOT_RECORDED,
    notified: Moment = NOT_RECORDED,
    held: Moment = NOT_RECORDED,
    was_held: bool = False,
    talk_before_return: bool | None = None,
) -> StatutoryClock | None:
    """The 72-hour clock of one episode that ended by return, or None when no date at all was recorded: *unplaced*.

    `held` is when the talk was held; `was_held` says that one was, where nobody recorded when. `talk_before_return`
    says that it came before the child was back, where the recorded times alone do not.
    """
    start, proxy = _start_of(returned, located, notified)
    if start.earliest is None or start.latest is None:
        return None
    talk_first = held.is_before(returned) or (bool(talk_before_return) and not held.is_not_before(returned))
    narrowed_by = NOT_RECORDED
    if proxy is None and start.precision is Precision.DATE:
        narrowed_by = _narrowing(start, notified, NOT_RECORDED if talk_first else held)
    return StatutoryClock(
        returned=returned,
        start=start.earliest,
        latest_start=start.latest if narrowed_by.latest is None else narrowed_by.latest,
        proxy=proxy,
        talk=held,
        valid_talk=(was_held or held.is_known) and _is_valid(held, returned, located, talk_first),
        talk_first=talk_first,
        narrowed_by=narrowed_by,
    )


def combined_clocks(held: Moment, discussed: Mapping[str, ReturnTimes]) -> dict[str, StatutoryClock | None]:
    """One talk about several episodes: each keeps its own clock (domain reference §4.15). Pass only those discussed."""
    return {
        episode: statutory_clock(returned=times.returned, located=times.located, notified=times.notified, held=held)
        for episode, times in discussed.items()
    }


def offered_within_72h(
    *,
    returned: Moment,
    offered: Moment,
    located: Moment = NOT_RECORDED,
    notified: Moment = NOT_RECORDED,
    implied: bool = False,
) -> InTime | None:
    """Whether the child was told of the talk within 72 hours of the return. Call it for an offer that was made: one
    whose time nobody recorded is indeterminate.

    None when there is nothing to time: no date of return at all, an offer made before the child was found, or one only
    implied by a talk, which is left out of every offer-timing figure (domain reference §4.9).
    """
    clock = statutory_clock(returned=returned, located=located, notified=notified, held=offered, was_held=True)
    return None if implied or clock is None else clock.result


def _start_of(returned: Moment, located: Moment, notified: Moment) -> tuple[Moment, Proxy | None]:
    if returned.is_known:
        return returned, None
    if located.is_known:
        return located, Proxy.LOCATED
    return notified, Proxy.NOTIFIED


def _narrowing(returned: Moment, notified: Moment, held: Moment) -> Moment:
    """The notice or the talk that ends a date-only return sooner than midnight: a return cannot follow either."""
    narrowest = NOT_RECORDED
    end = returned.latest
    for later in (notified, held):
        if later.latest is None or end is None or later.is_before(returned):
            continue  # earlier than the whole day of return: it says nothing about the time of day
        if later.latest < end:
            narrowest, end = later, later.latest
    return narrowest


def _is_valid(held: Moment, returned: Moment, located: Moment, talk_first: bool) -> bool | None:
    """Whether the talk was held for this episode. A talk after the return was, whatever is recorded of the finding."""
    if held.is_not_before(returned):
        return True
    if located.is_known:
        return not held.is_before(located)
    return None if talk_first else True
