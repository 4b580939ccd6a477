"""Closing a case, and opening it again. One guard over all tracks says what would otherwise be lost (domain reference §6.5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from wayhome.casework.accounts.queries import people_in_role
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import record
from wayhome.casework.records.refusals import Refused
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Outcome, Role


def close_undertaken(
    *, case: UUID, child_told_what_next: bool | None, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Close a case whose child was heard: approved, everybody decided, every need answered."""
    return record(
        kind=EventKind.CLOSED_UNDERTAKEN, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=None, child_told_what_next=child_told_what_next,
    )  # fmt: skip


def review_risk(*, case: UUID, by: Viewer, at: datetime, seen_version: int | None, words: str) -> UUID:
    """Record a social worker's or team manager's review of the risk, when nobody heard the child."""
    return record(
        kind=EventKind.RISK_REVIEWED,
        case=case,
        happened=Moment.exactly(at),
        by=by,
        at=at,
        seen_version=seen_version,
        words=words,
    )


def close_not_undertaken(
    *,
    case: UUID,
    outcomes: Mapping[UUID, Outcome],
    leaflet_given: bool | None,
    offer_again: str,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    signed_off_by: UUID | None = None,
    no_tries_because: str | None = None,
    words: str | None = None,
) -> UUID:
    """Close a case without a talk: one outcome for each return, and a manager's sign-off where it is due. Raises Refused."""
    if signed_off_by is not None and signed_off_by not in {m.id for m in people_in_role(by, Role.TEAM_MANAGER, at=at)}:
        raise Refused(_("Only a team manager signs this off. Choose one by name."), rule="not_a_team_manager")
    return record(
        kind=EventKind.CLOSED_NOT_UNDERTAKEN, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=words, outcomes={str(e): o.value for e, o in outcomes.items()}, leaflet_given=leaflet_given,
        offer_again=offer_again or None, no_tries_because=no_tries_because,
        second=str(signed_off_by) if signed_off_by else None, second_role=Role.TEAM_MANAGER.value if signed_off_by else None,
    )  # fmt: skip


def close_not_required(*, case: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Record a manager's decision that no talk is required here. The return is still counted, unless it is void."""
    return record(
        kind=EventKind.CLOSED_NOT_REQUIRED, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=reason, reason="given" if reason.strip() else None,
    )  # fmt: skip


def reopen(*, case: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Open a closed case again, with the reason (CA5). A new talk keeps the original result of the clock."""
    return record(
        kind=EventKind.CASE_REOPENED, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=reason, reason="given" if reason.strip() else None,
    )  # fmt: skip


def close_turned_18(
    *, case: UUID, offered: str | None, by: Viewer, at: datetime, seen_version: int | None, words: str | None = None
) -> UUID:
    """Close the case of somebody who has turned 18, once a talk or an adult service was offered. Raises Refused."""
    return record(
        kind=EventKind.CLOSED_TURNED_18, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=words, offered=offered,
    )  # fmt: skip


def close_deceased(
    *, case: UUID, head_of_service: UUID, by: Viewer, at: datetime, seen_version: int | None, words: str | None = None
) -> UUID:
    """Close the case of a child who has died, naming the head of service who was told. Raises Refused."""
    if head_of_service not in {m.id for m in people_in_role(by, Role.SERVICE_MANAGER, at=at)}:
        raise Refused(_("Choose the head of service who was told, by name."), rule="not_a_head_of_service")
    return record(
        kind=EventKind.CLOSED_DECEASED, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=words, head_of_service=str(head_of_service),
    )  # fmt: skip


def close_void(*, case: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Close a case that was recorded in error: every return it covers goes out of the counts. Raises Refused."""
    return record(
        kind=EventKind.CLOSED_VOID, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=reason, reason="given" if reason.strip() else None,
    )  # fmt: skip
