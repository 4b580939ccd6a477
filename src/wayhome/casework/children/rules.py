"""What may be done with a child's record, one function a rule: the words of the refusal, or None."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from wayhome.casework.accounts.permissions import is_system
from wayhome.casework.journal.context import Viewer
from wayhome.casework.records.refusals import NotAllowed, Refused
from wayhome.domain.moment import LONDON
from wayhome.domain.vocabulary import Role

REGISTER = (Role.RHI_COORDINATOR, Role.FRONT_DOOR, Role.SOCIAL_WORKER, Role.TEAM_MANAGER)
OPEN = (Role.RHI_COORDINATOR, Role.TEAM_MANAGER, Role.SERVICE_MANAGER)
TELL_OF_DEATH = (Role.RHI_COORDINATOR, Role.SOCIAL_WORKER, Role.TEAM_MANAGER)
MERGE = (Role.RHI_COORDINATOR, Role.TEAM_MANAGER)
BREAK_GLASS = (
    Role.FRONT_DOOR, Role.RHI_COORDINATOR, Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.AUDITOR_IG,
)  # fmt: skip
BREAK_GLASS_LASTS = timedelta(hours=12)
OLDEST = 26  # a care leaver may be recorded until 25


def may_register(by: Viewer) -> Refused | None:
    """Coordinators, the front door, social workers and their managers start a file, and the system when a notice comes in."""
    return None if by.has(*REGISTER) or is_system(by) else NotAllowed()


def may_be_named(given: str, family: str) -> Refused | None:
    if not given.strip() and not family.strip():
        return Refused(_("Enter a name. If it is not known, enter “not known” as the given name."), rule="name_missing")
    return None


def are_known_facts(facts: Collection[str], allowed: Collection[str]) -> Refused | None:
    """Only the columns that a form may change are changed, whatever was sent."""
    unknown = set(facts) - set(allowed)
    return (
        Refused(_("This form asks for something that cannot be changed here."), rule="not_a_fact") if unknown else None
    )


def has_own_number(*, taken: bool) -> Refused | None:
    """The number in the social care system is one child's. Whose it is already is not said: that record may be shut."""
    if not taken:
        return None
    return Refused(
        _(
            "Another child here has this number in your social care system. Check the number, or look it up under Children."
        ),
        rule="number_taken",
    )


def may_end_name(ended_at: datetime | None, *, others: bool) -> Refused | None:
    if ended_at is not None:
        return Refused(_("This was ended already."), rule="ended_already")
    return None if others else Refused(_("A child keeps at least one name. Add the new one first."), rule="last_name")


def may_be_born(earliest: date, latest: date, at: datetime) -> Refused | None:
    today = at.astimezone(LONDON).date()
    if latest < earliest:
        return Refused(_("The later date must be the same as or after the earlier one."), rule="ends_before_it_starts")
    if latest > today:
        return Refused(_("The date of birth cannot be in the future."), rule="born_in_the_future")
    if earliest.year < today.year - OLDEST:
        return Refused(_("This date makes the child older than 25. Check the year."), rule="born_too_early")
    return None


def may_settle(withdrawn_at: datetime | None) -> Refused | None:
    if withdrawn_at is None:
        return None
    return Refused(_("This date was marked as recorded in error."), rule="withdrawn_already")


def may_record_death(by: Viewer, died_at: datetime, at: datetime) -> Refused | None:
    if not by.has(*TELL_OF_DEATH):
        return NotAllowed()
    return Refused(_("The time of death cannot be in the future."), rule="in_the_future") if died_at > at else None


def may_take_death_back(by: Viewer) -> Refused | None:
    return None if by.has(Role.TEAM_MANAGER) else NotAllowed()


def may_withdraw(withdrawn_at: datetime | None) -> Refused | None:
    return (
        None
        if withdrawn_at is None
        else Refused(_("This was marked as recorded in error already."), rule="withdrawn_already")
    )


def days_in_order(starts_on: date | None, ends_on: date | None) -> Refused | None:
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        return Refused(_("The end date must be the same as or after the start date."), rule="ends_before_it_starts")
    return None


def does_not_overlap(
    starts_on: date, ends_on: date | None, others: Collection[tuple[date, date | None]]
) -> Refused | None:
    """A child is in one placement at a time; the day of a move belongs to both."""
    for other_start, other_end in others:
        if (other_end is None or starts_on < other_end) and (ends_on is None or other_start < ends_on):
            return Refused(_("The child has another placement at that time. End it first."), rule="placements_overlap")
    return None


def may_open(by: Viewer) -> Refused | None:
    """Who gives others access: coordinators, managers, and the system when the journey asks for it."""
    return None if by.has(*OPEN) or is_system(by) else NotAllowed()


def may_merge(by: Viewer) -> Refused | None:
    return None if by.has(*MERGE) else NotAllowed()


def may_break_glass(by: Viewer, reason: str) -> Refused | None:
    """Anybody whose work it may become can open a record in an emergency: with a reason, for a time, and it is reviewed."""
    if not by.has(*BREAK_GLASS):
        return NotAllowed()
    if len(reason.strip()) < 10:
        return Refused(_("Say in a few words why you need this record now. It is reviewed."), rule="reason_missing")
    return None


def may_review(by: Viewer, *, who_broke: object) -> Refused | None:
    if not by.has(Role.AUDITOR_IG, Role.SERVICE_MANAGER):
        return NotAllowed()
    return (
        Refused(_("Somebody else reviews this: it was you who opened it."), rule="own_review")
        if who_broke == by.user
        else None
    )
