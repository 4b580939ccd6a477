"""Each need and what came of it. "No service for this here" is a permitted answer, and is counted (domain reference §6.3.6)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework.accounts.queries import people_in_role
from wayhome.casework.children.actions.access import open_to_colleague
from wayhome.casework.children.models import Relationship
from wayhome.casework.followup.actions.dated import record_dated
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import locked, record
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.refusals import Refused
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Answerer, NeedKind, Role, SharingPurpose


def record_need(
    *,
    case: UUID,
    kind: NeedKind,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    childs_view: str | None = None,
    words: str | None = None,
) -> UUID:
    """Record a need, at any level of risk, with whether the child wants it, by code, if that was asked (SU1). The need."""
    need = fresh_id()
    record(
        kind=EventKind.NEED_RECORDED, case=case, subject=need, happened=Moment.exactly(at), by=by, at=at,
        seen_version=seen_version, words=words, need=kind.value, childs_view=childs_view,
    )  # fmt: skip
    return need


def name_owner(*, case: UUID, need: UUID, owner: UUID, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Name the person who sees to a need, and open the child's record to them if it is not open yet (SU3)."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        event = writing.append(
            EventKind.OWNER_NAMED,
            case=case,
            subject=need,
            happened=Moment.exactly(at),
            at=at,
            detail={"owner": str(owner)},
        )
        opened = Relationship.objects.filter(child_id=writing.child, to_user_id=owner, ended_at__isnull=True)
        if owner != by.user and not opened.exists():
            open_to_colleague(
                child=writing.child, user=owner, purpose=SharingPurpose.SAFEGUARD_CHILD, because_of=need, by=by, at=at
            )
    return event


def say_nobody_owns_it(
    *, case: UUID, need: UUID, escalated_to: UUID, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Record that nobody can own a need yet, and which team manager knows by name (SU2). Raises Refused."""
    return _taken_to(EventKind.NOBODY_TO_OWN_IT, case, need, escalated_to, by, at, seen_version)


def say_owner_gone(
    *, case: UUID, need: UUID, escalated_to: UUID, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Record that the owner of a need has gone; a team manager by name sees that it gets another (SU2). Raises Refused."""
    return _taken_to(EventKind.OWNER_GONE, case, need, escalated_to, by, at, seen_version)


def _taken_to(
    kind: EventKind, case: UUID, need: UUID, manager: UUID, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """A need goes to a person who is a team manager of the child's own authority: nobody else can find it an owner."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        managers = {m.id for m in people_in_role(by, Role.TEAM_MANAGER, at=at, of=writing.organisation)}
        if manager not in managers:
            raise Refused(
                _("Choose a team manager of the child’s own council, by name: that is who takes it on."),
                rule="not_a_team_manager",
            )
        return writing.append(
            kind, case=case, subject=need, happened=Moment.exactly(at), at=at, detail={"escalated_to": str(manager)}
        )


def offer_support(
    *,
    case: UUID,
    need: UUID,
    service: str,
    offered_on: date,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Record help that was offered: a named service and a date. Being told where to look is not an offer (SU4)."""
    return record_dated(
        kind=EventKind.SUPPORT_OFFERED, case=case, need=need, happened=Moment.on(offered_on), by=by, at=at,
        seen_version=seen_version, words="\n".join(filter(None, [service.strip(), words])),
        service="named" if service.strip() else None,
    )  # fmt: skip


def accept_support(
    *, case: UUID, need: UUID, said_by: Answerer, happened: Moment, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Record a yes to help, and who said it; 28 days for the first session begin (SU5)."""
    return record_dated(
        kind=EventKind.SUPPORT_ACCEPTED, case=case, need=need, happened=happened, by=by, at=at, seen_version=seen_version,
        words=None, said_by=said_by.value,
    )  # fmt: skip


def decline_support(
    *, case: UUID, need: UUID, reason: str, happened: Moment, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Record that help was not wanted, or not any more, and why (SU6)."""
    return record_dated(
        kind=EventKind.SUPPORT_DECLINED, case=case, need=need, happened=happened, by=by, at=at, seen_version=seen_version,
        words=reason, reason="given" if reason.strip() else None,
    )  # fmt: skip


def say_no_service(
    *, case: UUID, need: UUID, service: str, area: str, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Record that there is no such service here, or its list is shut: a need that could not be met (SU7)."""
    return record(
        kind=EventKind.NO_SERVICE_FOUND, case=case, subject=need, happened=Moment.exactly(at), by=by, at=at,
        seen_version=seen_version, words=None, service=service or None, area=area or None,
    )  # fmt: skip


def start_support(
    *, case: UUID, need: UUID, happened: Moment, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Record that the first session took place (SU8)."""
    return record_dated(
        kind=EventKind.SUPPORT_STARTED, case=case, need=need, happened=happened, by=by, at=at, seen_version=seen_version,
        words=None,
    )  # fmt: skip


def end_support(
    *, case: UUID, need: UUID, ended_how: str, happened: Moment, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Record that help is over, and how: as planned, broken off, moved, turned 18 (SU9)."""
    return record_dated(
        kind=EventKind.SUPPORT_ENDED, case=case, need=need, happened=happened, by=by, at=at, seen_version=seen_version,
        words=None, ended_how=ended_how,
    )  # fmt: skip


def meet_otherwise(*, case: UUID, need: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Record that a need was met another way, is not wanted, or was entered twice, and which (SU10)."""
    return record(
        kind=EventKind.NEED_MET_OTHERWISE, case=case, subject=need, happened=Moment.exactly(at), by=by, at=at,
        seen_version=seen_version, words=reason, reason="given" if reason.strip() else None,
    )  # fmt: skip
