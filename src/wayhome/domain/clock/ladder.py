"""Who is told when something has not happened: the escalation ladder as data (domain reference §7.3).

No value here is statutory; an authority sets its own. Rules fire on time passed; who is on duty decides who is paged.
No suspension stops a rung.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wayhome.domain.holidays import Due, Holidays, WorkTime
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Role
from wayhome.domain.vocabulary.word import Word


class Since(Word):
    """What a rung counts from."""

    RETURNED = ("returned", "Since the child came back")
    CASE_OPENED = ("case_opened", "Since the first case opened, or the return if later")
    PARENT_REFUSED = ("parent_refused", "Since a parent said no")
    PHONE_ANSWER = ("phone_answer", "Since an answer came by phone")
    HELD = ("held", "Since the talk")
    SUBMITTED = ("submitted", "Since the record was submitted")
    APPROVED = ("approved", "Since the record was approved")
    NEED_FOUND = ("need_found", "Since the need was found")
    SENT_ON = ("sent_on", "Since the case was sent to the responsible authority")


class Unit(Word):
    """How a delay is counted."""

    HOURS = ("hours", "hours, as time passed")
    WORK_HOURS = ("work_hours", "hours of work time")
    WORKING_DAYS = ("working_days", "working days, to the end of the last")
    DAYS = ("days", "days of 24 hours")


@dataclass(frozen=True, slots=True)
class Delay:
    """How long after its start a rung is reached."""

    amount: float
    unit: Unit = Unit.HOURS

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a delay is not negative")

    def halved(self) -> Delay:
        """Half as long: for a child at high risk. Raises ValueError for a delay in whole days."""
        if self.unit not in (Unit.HOURS, Unit.WORK_HOURS):
            raise ValueError("only a delay in hours can be halved")
        return replace(self, amount=self.amount / 2)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rule: if `condition` still holds this long after `since`, it goes to these people."""

    key: str
    since: Since
    after: Delay
    condition: str
    to: tuple[Role, ...]
    halved_at_high_risk: bool = False


LADDER = (
    Rung("returned", Since.RETURNED, Delay(0), "Returned", (Role.RHI_COORDINATOR,)),
    Rung(
        "not_checked",
        Since.RETURNED,
        Delay(4, Unit.WORK_HOURS),
        "Not checked: who, where, how to reach safely",
        (Role.RHI_COORDINATOR,),
        True,
    ),
    Rung(
        "not_allocated",
        Since.RETURNED,
        Delay(24),
        "Not allocated, or told of the return late",
        (Role.TEAM_MANAGER,),
        True,
    ),
    Rung(
        "no_attempt",
        Since.RETURNED,
        Delay(24),
        "Nobody has tried to reach the child",
        (Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.PROVIDER_MANAGER),
        True,
    ),
    Rung("not_asked", Since.RETURNED, Delay(48), "The child has not been told of the talk", (Role.TEAM_MANAGER,), True),
    Rung("not_booked", Since.RETURNED, Delay(60), "Not booked before the deadline", (Role.SERVICE_MANAGER,)),
    Rung("not_held", Since.RETURNED, Delay(72), "Not held", (Role.SERVICE_MANAGER,)),
    Rung(
        "no_decision",
        Since.RETURNED,
        Delay(5, Unit.WORKING_DAYS),
        "Still open without a decision",
        (Role.NAMED_SENIOR_MANAGER,),
    ),
    Rung("unresolved", Since.CASE_OPENED, Delay(28, Unit.DAYS), "Overdue and unresolved", (Role.NAMED_SENIOR_MANAGER,)),
    Rung(
        "parent_refused",
        Since.PARENT_REFUSED,
        Delay(1, Unit.WORKING_DAYS),
        "Parent said no and nobody has decided",
        (Role.SERVICE_MANAGER,),
    ),
    Rung(
        "phone_answer",
        Since.PHONE_ANSWER,
        Delay(4, Unit.WORK_HOURS),
        "Nobody has confirmed that it was the child",
        (Role.RHI_COORDINATOR,),
    ),
    Rung(
        "not_submitted",
        Since.HELD,
        Delay(2, Unit.WORKING_DAYS),
        "Record not submitted",
        (Role.PROVIDER_MANAGER, Role.TEAM_MANAGER),
    ),
    Rung("not_approved", Since.SUBMITTED, Delay(2, Unit.WORKING_DAYS), "Record not approved", (Role.SERVICE_MANAGER,)),
    Rung(
        "not_shared",
        Since.APPROVED,
        Delay(1, Unit.WORKING_DAYS),
        "Nobody has decided who is told",
        (Role.RHI_COORDINATOR,),
    ),
    Rung("nobody_yet", Since.NEED_FOUND, Delay(0), "Nobody yet to meet the need", (Role.TEAM_MANAGER,)),
    Rung(
        "support_not_offered",
        Since.NEED_FOUND,
        Delay(10, Unit.WORKING_DAYS),
        "Support not offered",
        (Role.TEAM_MANAGER,),
    ),
)
"""The defaults. `not_allocated` also sends an event of late notice to the police missing person coordinator."""


TRANSFER_LADDER = (
    Rung(
        "not_acknowledged",
        Since.SENT_ON,
        Delay(24),
        "The responsible authority has not said it has it",
        (Role.TEAM_MANAGER,),
    ),
    Rung(
        "still_not_acknowledged",
        Since.SENT_ON,
        Delay(48),
        "The responsible authority has still not said it has it",
        (Role.NAMED_SENIOR_MANAGER,),
    ),
)
"""A case that was sent on and that nobody there has acknowledged (domain reference §6.4)."""


def with_values(values: Mapping[str, Delay], ladder: tuple[Rung, ...] = LADDER) -> tuple[Rung, ...]:
    """The ladder with an authority's own delays, by key. Raises KeyError for a key that is on no rung."""
    unknown = set(values) - {rung.key for rung in ladder}
    if unknown:
        raise KeyError(f"no rung is called {', '.join(sorted(unknown))}")
    return tuple(replace(rung, after=values.get(rung.key, rung.after)) for rung in ladder)


def due_at(
    rung: Rung, start: Moment, *, holidays: Holidays, high_risk: bool = False, work_time: WorkTime | None = None
) -> Due | None:
    """When the rung is reached, from the earliest time its start can have been. None when nobody recorded the start.

    `high_risk` is what halves the first five values: high risk grade, under 13, child protection plan, exploitation
    flag, or three episodes in 30 days.
    """
    if start.earliest is None:
        return None
    delay = rung.after.halved() if high_risk and rung.halved_at_high_risk else rung.after
    return after(start.earliest, delay, holidays, work_time or WorkTime())


def after(start: datetime, delay: Delay, holidays: Holidays, work_time: WorkTime) -> Due:
    """The instant `delay` after `start`, counted in the delay's own unit."""
    if delay.unit is Unit.WORKING_DAYS:
        return holidays.end_of_working_day_after(start, int(delay.amount))
    if delay.unit is Unit.WORK_HOURS and delay.amount:
        return work_time.after(start, timedelta(hours=delay.amount), holidays)
    return Due(
        start + timedelta(days=delay.amount) if delay.unit is Unit.DAYS else start + timedelta(hours=delay.amount)
    )
