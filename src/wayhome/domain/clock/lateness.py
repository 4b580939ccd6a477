"""Where the 72 hours went: the way from return to talk, stage by stage (domain reference §7.2, indicator T4).

Each stage belongs to someone who can act on it. The stages follow one another, so their lengths add up to the whole
way; a stage whose start or end nobody recorded has no length, and then nobody can say which stage was the longest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from wayhome.domain.clock.statutory import InTime, result_of
from wayhome.domain.moment import NOT_RECORDED, Moment, elapsed
from wayhome.domain.vocabulary.word import Word

NOTHING = timedelta()
S = TypeVar("S", bound=Word)


class Stage(Word):
    """One stage of the way from return to talk."""

    SENDING = ("sending", "Notice not yet sent", "From the return to the notice of it being sent.")
    ON_THE_WAY = ("on_the_way", "Notice on the way", "From the notice being sent to its reaching the authority.")
    UNOPENED = ("unopened", "Notice not yet opened", "From the notice reaching the authority to a person opening it.")
    ALLOCATION = (
        "allocation",
        "Waiting for someone to take it",
        "From the notice being opened to an interviewer having it.",
    )
    CONTACT = ("contact", "Waiting to be asked", "From allocation to the child being told of the talk.")
    APPOINTMENT = ("appointment", "Waiting for a time", "From the child being told to the first time that was booked.")
    CHILD_DELAY = (
        "child_delay",
        "The child chose later",
        "From the first time booked to the talk, where the child moved it.",
    )


NOTIFICATION = (Stage.SENDING, Stage.ON_THE_WAY, Stage.UNOPENED)


class Part(Word):
    """The way from return to talk in three parts, for records that hold no more of it."""

    NOTIFICATION = ("notification", "Waiting to hear of the return", "From the return to the first notice of it.")
    OFFER = ("offer", "Waiting to be asked", "From the notice to the child being told of the talk.")
    ARRANGING = ("arranging", "Waiting for the talk", "From the child being told to the talk.")


@dataclass(frozen=True, slots=True)
class Stamps:
    """The times between return and talk, as recorded. `moved_by_child`: the child asked for later than the first time
    booked; None means that nobody recorded whose wish it was.
    """

    returned: Moment = NOT_RECORDED
    notice_sent: Moment = NOT_RECORDED
    notice_received: Moment = NOT_RECORDED
    notice_opened: Moment = NOT_RECORDED
    allocated: Moment = NOT_RECORDED
    told: Moment = NOT_RECORDED
    first_booked: Moment = NOT_RECORDED
    held: Moment = NOT_RECORDED
    moved_by_child: bool | None = None


@dataclass(frozen=True, slots=True)
class Lag:
    """How long a stage took at least and at most; the same when its times are exact."""

    shortest: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Lateness:
    """The length of each stage; None where a time is missing."""

    stages: dict[Stage, Lag | None]

    @property
    def notification_lag(self) -> Lag | None:
        """From the return to someone here opening the notice of it."""
        parts = [self.stages[stage] for stage in NOTIFICATION]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return Lag(sum((p.shortest for p in known), NOTHING), sum((p.longest for p in known), NOTHING))

    @property
    def allocation_lag(self) -> Lag | None:
        """From opening the notice to an interviewer having it."""
        return self.stages[Stage.ALLOCATION]

    @property
    def contact_lag(self) -> Lag | None:
        """From allocation to the child being told."""
        return self.stages[Stage.CONTACT]

    @property
    def appointment_lag(self) -> Lag | None:
        """From the child being told to the first time booked; to the talk, where it was not the child who moved it."""
        return self.stages[Stage.APPOINTMENT]

    @property
    def child_delay(self) -> Lag | None:
        """From the first time booked to the talk, where the child asked for later."""
        return self.stages[Stage.CHILD_DELAY]

    @property
    def longest(self) -> Stage | None:
        """The stage that took most of the time. None when a stage has no length, or the times allow another answer."""
        return _longest(self.stages)


def slowest_part(*, returned: Moment, notified: Moment, told: Moment, held: Moment) -> Part | None:
    """The part of the way from return to talk that took most of the time, None where that cannot be said (indicator T4)."""
    return _longest(_one_after_another(returned, {Part.NOTIFICATION: notified, Part.OFFER: told, Part.ARRANGING: held}))


def lateness(stamps: Stamps) -> Lateness:
    """The length of each stage. Stages run one after the other: work done before its turn takes no time of its own."""
    ends = {
        Stage.SENDING: stamps.notice_sent,
        Stage.ON_THE_WAY: stamps.notice_received,
        Stage.UNOPENED: stamps.notice_opened,
        Stage.ALLOCATION: stamps.allocated,
        Stage.CONTACT: stamps.told,
        Stage.APPOINTMENT: _end_of_booking(stamps),
        Stage.CHILD_DELAY: stamps.held,
    }
    return Lateness(_one_after_another(stamps.returned, ends))


def _one_after_another(begun: Moment, ends: Mapping[S, Moment]) -> dict[S, Lag | None]:
    lags: dict[S, Lag | None] = {}
    for stage, end in ends.items():
        reached = _not_before(end, begun)
        lags[stage] = _lag(begun, reached)
        begun = reached
    return lags


def _longest(stages: Mapping[S, Lag | None]) -> S | None:
    lags = {stage: lag for stage, lag in stages.items() if lag is not None}
    if len(lags) < len(stages):
        return None
    top = max(lags, key=lambda stage: lags[stage].shortest)
    others = [lag.longest for stage, lag in lags.items() if stage is not top]
    return top if all(lags[top].shortest > longest for longest in others) else None


def _end_of_booking(stamps: Stamps) -> Moment:
    """The first time booked where the child moved it or it was kept; the talk itself where others moved it."""
    if stamps.moved_by_child is False:
        return stamps.held
    if stamps.moved_by_child or stamps.first_booked == stamps.held:
        return stamps.first_booked
    return NOT_RECORDED


def _not_before(end: Moment, begun: Moment) -> Moment:
    """`end`, or where it came before its turn, the start of its turn."""
    return begun if end.is_before(begun) else end


def _lag(start: Moment, end: Moment) -> Lag | None:
    span = elapsed(start, end)
    return None if span is None else Lag(max(NOTHING, span[0]), max(NOTHING, span[1]))


def notice_was_late(*, returned: Moment, notified: Moment, threshold: timedelta = timedelta(hours=24)) -> bool | None:
    """Whether the notice of the return took longer than `threshold` to reach the authority (domain reference §4.16).

    None when either time is missing, or the recorded times allow both answers.
    """
    if returned.earliest is None or returned.latest is None:
        return None
    in_time = result_of(returned.earliest, returned.latest, notified, threshold)
    return {InTime.YES: False, InTime.NO: True, InTime.INDETERMINATE: None}[in_time]


def notice_within(limit: timedelta, *, returned: Moment, located: Moment, notified: Moment) -> bool | None:
    """Whether the notice reached the authority within `limit` of the return (indicator T1).

    A notice that the child was found may come before the return, and then nobody waited. Any other notice from before the
    return is a fault of the record, and answers nothing.
    """
    if notified.is_before(returned):
        return True if notified.is_not_before(located) else None
    return came_within(limit, returned, notified)


def came_within(limit: timedelta, start: Moment, end: Moment) -> bool | None:
    """Whether `end` came within `limit` of `start`. None when a time is missing, when the recorded times allow both answers,
    and when `end` came first, which is a fault of the record.
    """
    if start.earliest is None or start.latest is None or end.earliest is None or end.is_before(start):
        return None
    found = result_of(start.earliest, start.latest, end, limit)
    if found is InTime.YES:
        return True
    return False if found is InTime.NO else None
