"""What an administrator may do, one function a rule: the words of the refusal, or None."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID

from django.utils.translation import gettext as _

from wayhome.casework.journal.context import Viewer
from wayhome.casework.records.refusals import NotAllowed, Refused, Stale
from wayhome.domain.vocabulary import Role

ADMINISTRATORS = (Role.SYSADMIN, Role.SERVICE_MANAGER, Role.PROVIDER_MANAGER)


def may_administer(by: Viewer) -> Refused | None:
    """Only an administrator, the head of service or a provider's manager changes how their organisation is set up."""
    return None if by.has(*ADMINISTRATORS) else NotAllowed()


def is_unchanged(*, seen: int, now: int) -> Refused | None:
    """A form that somebody overtook is not saved over their change."""
    return None if seen == now else Stale(seen=seen, now=now)


def may_be_called(name: str, short_name: str) -> Refused | None:
    if not name.strip() or not short_name.strip():
        return Refused(_("Enter a name and a short name."), rule="name_missing")
    return None


def may_name_team(name: str, *, taken: Collection[str]) -> Refused | None:
    if not name.strip():
        return Refused(_("Enter the name of the team."), rule="name_missing")
    if name.strip().casefold() in taken:
        return Refused(_("There is a team called “%s” already.") % name.strip(), rule="name_taken")
    return None


def may_end(ended_at: datetime | None) -> Refused | None:
    return None if ended_at is None else Refused(_("This was ended already."), rule="ended_already")


def may_agree(by: Viewer, other: UUID, starts_on: date, ends_on: date | None) -> Refused | None:
    if other == by.organisation:
        return Refused(_("Choose another organisation than your own."), rule="agreement_with_self")
    if ends_on is not None and ends_on < starts_on:
        return Refused(_("The end date must be the same as or after the start date."), rule="ends_before_it_starts")
    return None


def hours_make_sense(opens: time | None, closes: time | None) -> Refused | None:
    if (opens is None) != (closes is None):
        return Refused(_("Enter both the opening and the closing time, or neither."), rule="half_an_opening_time")
    if opens is not None and opens == closes:
        return Refused(_("For round the clock leave both times empty."), rule="hours_empty")
    return None
