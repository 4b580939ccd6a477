"""Who may open a child's record: given, ended, broken open in an emergency, walled off; and the workers it belongs to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wayhome.casework import journal
from wayhome.casework.accounts.models import RoleAssignment, User
from wayhome.casework.accounts.permissions import is_system
from wayhome.casework.accounts.queries import people_in_role
from wayhome.casework.children import rules
from wayhome.casework.children.access import Access, open_child
from wayhome.casework.children.models import Conflict, Identity, Relationship, Worker
from wayhome.casework.children.words import ConflictKind, Part
from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.casework.organisations.rules import may_end
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotAllowed, NotFound, raise_if
from wayhome.domain.access import OPENED_BY
from wayhome.domain.vocabulary import RelationshipKind, Role


def open_record(
    *,
    child: UUID,
    kind: RelationshipKind,
    purpose: str,
    by: Viewer,
    at: datetime,
    to_organisation: UUID | None = None,
    to_user: UUID | None = None,
    to_team: UUID | None = None,
    ends_at: datetime | None = None,
    because_of: UUID | None = None,
) -> list[UUID]:
    """Open a child's record to an organisation, and there to everyone, one team or one person; a row for each identity.

    `because_of` is what opened it (a referral, an allocation, a notice), so that it can be closed with it.
    Raises NotFound, NotAllowed.
    """
    with transaction.atomic():
        raise_if(rules.may_open(by))
        access = _own(by, child)
        rows = [
            Relationship(
                organisation_id=access.organisation, child_id=identity, to_organisation_id=to_organisation or by.organisation,
                to_user_id=to_user, to_team_id=to_team, kind=kind.value, purpose=purpose, starts_at=at, ends_at=ends_at,
                because_of=because_of, **recorded(by, at),
            )
            for identity in access.identities
        ]  # fmt: skip
        Relationship.objects.bulk_create(rows)
        journal.wrote(
            by, "record.opened", "child", access.child, of=access.organisation, kind=kind.value,
            to=str(to_organisation or by.organisation), person=str(to_user) if to_user else None,
        )  # fmt: skip
    return [r.id for r in rows]


def open_to_colleague(*, child: UUID, user: UUID, purpose: str, because_of: UUID, by: Viewer, at: datetime) -> UUID:
    """Open a record to one person who is allocated to the child: anyone the authority names, or a colleague at a provider
    that the case was sent to. Raises NotFound, NotAllowed.
    """
    with transaction.atomic():
        access = open_child(by, child, show=False)
        person = User.objects.filter(pk=user, is_active=True).first()
        if person is None:
            raise NotFound()
        sent_here = (
            RelationshipKind.PROVIDER_REFERRAL in access.relationships and person.organisation_id == by.organisation
        )
        if by.organisation != access.organisation and not sent_here:
            raise NotAllowed()
        row = Relationship.objects.create(
            organisation_id=access.organisation, child_id=child, to_organisation_id=person.organisation_id, to_user_id=user,
            kind=RelationshipKind.ALLOCATION.value, purpose=purpose, starts_at=at, because_of=because_of,
            passed_on=by.organisation != access.organisation, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(
            by, "record.opened", "child", access.child, of=access.organisation, kind=RelationshipKind.ALLOCATION.value,
            to=str(person.organisation_id), person=str(user),
        )  # fmt: skip
    return row.id


def open_to_manager(*, child: UUID, user: UUID, because_of: UUID, by: Viewer, at: datetime) -> UUID | None:
    """Open a record to a manager of the child's own authority who must know of it now; None when it is open to them.

    Whoever records what they must know may do this, whatever else they may open. Raises NotFound, NotAllowed.
    """
    with transaction.atomic():
        access = _own(by, child)
        person = User.objects.filter(pk=user, organisation_id=access.organisation, is_active=True).first()
        if person is None:
            raise NotFound()
        teams = RoleAssignment.objects.filter(user_id=user, ended_at__isnull=True).values("team_id")
        held = Relationship.objects.filter(
            child_id__in=access.identities, kind=RelationshipKind.TEAM_MEMBERSHIP.value, ended_at__isnull=True,
            to_organisation_id=access.organisation,
        )  # fmt: skip
        if held.filter(Q(to_user_id=user) | Q(to_user_id__isnull=True, to_team_id__in=teams)).exists():
            return None
        row = Relationship.objects.create(
            organisation_id=access.organisation, child_id=child, to_organisation_id=access.organisation, to_user_id=user,
            kind=RelationshipKind.TEAM_MEMBERSHIP.value, purpose=Purpose.OVERSIGHT, starts_at=at, because_of=because_of,
            **recorded(by, at),
        )  # fmt: skip
        journal.wrote(
            by, "record.opened", "child", access.child, of=access.organisation, person=str(user),
            kind=RelationshipKind.TEAM_MEMBERSHIP.value, to=str(access.organisation),
        )  # fmt: skip
    return row.id


def open_to_rung(*, child: UUID, role: Role, because_of: UUID, by: Viewer, at: datetime) -> int:
    """Open a record to those who hold a role at the child's authority, where it is open to none of them. To how many.

    What goes up a ladder has to reach somebody: the role by which a team opens, and nobody in the team who holds it.
    """
    if RelationshipKind.TEAM_MEMBERSHIP not in OPENED_BY[role]:
        return 0
    with transaction.atomic():
        people = [] if _some_hold_it(by, child, role, at) else people_in_role(by, role, at=at)
        for person in people:
            open_to_manager(child=child, user=person.id, because_of=because_of, by=by, at=at)
    return len(people)


def _some_hold_it(by: Viewer, child: UUID, role: Role, at: datetime) -> bool:
    """Whether the record is open to anybody of this role already, by their team or by name."""
    access = _own(by, child)
    live = Relationship.objects.filter(
        child_id__in=access.identities, kind=RelationshipKind.TEAM_MEMBERSHIP.value, ended_at__isnull=True,
        to_organisation_id=access.organisation,
    )  # fmt: skip
    holders = RoleAssignment.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), organisation_id=access.organisation, role=role.value,
        starts_at__lte=at, ended_at__isnull=True,
    )  # fmt: skip
    by_team = Q(to_user_id__isnull=True, to_team_id__in=holders.values("team_id"))
    return live.filter(by_team | Q(to_user_id__in=holders.values("user_id"))).exists()


def close_record(
    *,
    child: UUID,
    by: Viewer,
    at: datetime,
    relationship: UUID | None = None,
    because_of: UUID | None = None,
    to_organisation: UUID | None = None,
) -> int:
    """End relationships from the next request on: one, all that something opened, or all of one organisation. How many ended.

    A job has no name to sign an end with, so what it ends runs out at `at`.
    """
    end = {"ended_at": at, "ended_by": by.user} if by.user else {"ends_at": at}
    with transaction.atomic():
        raise_if(rules.may_open(by))
        access = _own(by, child)
        rows = Relationship.objects.select_for_update().filter(child_id__in=access.identities, ended_at__isnull=True)
        if relationship is None and because_of is None and to_organisation is None:
            raise ValueError("say which relationships end")
        rows = rows if relationship is None else rows.filter(pk=relationship)
        rows = rows if because_of is None else rows.filter(because_of=because_of)
        rows = rows if to_organisation is None else rows.filter(to_organisation_id=to_organisation)
        ended = list(rows)
        for row in ended:
            row.change(**end)
        journal.wrote(by, "record.closed", "child", access.child, of=access.organisation, count=len(ended))
    return len(ended)


def give_up_record(*, child: UUID, because_of: UUID, by: Viewer, at: datetime) -> int:
    """Give up what something opened: all of it at another organisation, one's own at the child's authority. How many ended.

    It holds from this statement on, so whatever else is to be written about the child is written before. Raises NotFound.
    """
    with transaction.atomic():
        access = open_child(by, child, show=False)
        rows = Relationship.objects.select_for_update().filter(
            child_id__in=access.identities,
            because_of=because_of,
            to_organisation_id=by.organisation,
            ended_at__isnull=True,
        )
        ended = list(rows if by.organisation != access.organisation else rows.filter(to_user_id=by.user))
        journal.wrote(by, "record.given_up", "child", access.child, of=access.organisation, count=len(ended))
        for row in ended:
            row.change(ended_at=at, ended_by=by.user)
    return len(ended)


def break_glass(*, child: UUID, reason: str, by: Viewer, at: datetime) -> UUID:
    """Open a record of one's own authority in an emergency: with a reason, for twelve hours, and it is reviewed.

    The conflict wall holds even then. Raises NotFound, NotAllowed, Refused.
    """
    with transaction.atomic():
        raise_if(rules.may_break_glass(by, reason))
        identity = Identity.objects.filter(pk=child, organisation_id=by.organisation).first()
        walled = Conflict.objects.filter(
            user_id=by.user, child__current_id=identity.current_id if identity else None, ended_at__isnull=True
        )
        if identity is None or walled.exists():
            raise NotFound()
        row = Relationship.objects.create(
            organisation_id=by.organisation, child_id=identity.current_id, to_organisation_id=by.organisation,
            to_user_id=by.user, kind=RelationshipKind.BREAK_GLASS.value, purpose=Purpose.BREAK_GLASS, starts_at=at,
            ends_at=at + rules.BREAK_GLASS_LASTS, reason=reason.strip(), **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "record.broken_open", "child", identity.current_id)
    return row.id


def review_break_glass(*, relationship: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Say that an emergency opening was looked at by somebody else. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = Relationship.locked(relationship, seen_version=seen_version)
        raise_if(rules.may_review(by, who_broke=row.to_user_id))
        row.change(reviewed_at=at, reviewed_by=by.user)
        journal.wrote(by, "record.opening_reviewed", "child", row.child_id)


def allocate_worker(*, child: UUID, part: Part, user: UUID, by: Viewer, at: datetime, team: UUID | None = None) -> UUID:
    """Say which professional has a lasting part in the child's life; the one before is ended, and the record opens to them."""
    with transaction.atomic():
        raise_if(rules.may_open(by))
        access = _own(by, child)
        for before in Worker.objects.select_for_update().filter(
            child_id__in=access.identities, part=part.value, ended_at__isnull=True
        ):
            _end_worker(before, access, by, at)
        row = Worker.objects.create(
            organisation_id=access.organisation, child_id=child, part=part.value, user_id=user, team_id=team, starts_at=at,
            **recorded(by, at),
        )  # fmt: skip
        journal.wrote(
            by,
            "child.worker_allocated",
            "child",
            access.child,
            of=access.organisation,
            part=part.value,
            person=str(user),
        )
        open_record(
            child=child,
            kind=RelationshipKind.ALLOCATION,
            purpose=Purpose.CASEWORK,
            to_user=user,
            because_of=row.id,
            by=by,
            at=at,
        )
    return row.id


def end_worker(*, worker: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """End a professional's part, and the access that came with it. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        raise_if(rules.may_open(by))
        row = Worker.locked(worker, seen_version=seen_version)
        access = _own(by, row.child_id)
        raise_if(may_end(row.ended_at))
        _end_worker(row, access, by, at)
        journal.wrote(by, "child.worker_ended", "child", access.child, of=access.organisation, part=row.part)


def declare_conflict(
    *, child: UUID, user: UUID, kind: ConflictKind, by: Viewer, at: datetime, user_organisation: UUID | None = None
) -> UUID:
    """Wall a member of staff off from a child's record. They may say so themselves; a coordinator or manager may say it of them."""
    with transaction.atomic():
        identity = Identity.objects.filter(pk=child, organisation_id=by.organisation).first()
        if identity is None:
            raise NotFound()
        if by.user != user and not by.has(*rules.OPEN, Role.SYSADMIN):
            raise NotAllowed()
        row = Conflict.objects.create(
            organisation_id=by.organisation, child_id=child, user_id=user,
            user_organisation_id=user_organisation or by.organisation, kind=kind.value, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "record.walled_off", "child", identity.current_id, person=str(user), kind=kind.value)
    return row.id


def end_conflict(*, conflict: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Lift the wall; never by the person it holds off. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = Conflict.locked(conflict, seen_version=seen_version)
        if by.user == row.user_id:
            raise NotAllowed()
        raise_if(rules.may_open(by))
        raise_if(may_end(row.ended_at))
        row.change(ended_at=at, ended_by=by.user)
        journal.wrote(by, "record.wall_lifted", "child", row.child_id)


def _own(by: Viewer, child: UUID) -> Access:
    """The access of somebody of the child's own authority: nobody else gives or ends access to the record."""
    access = open_child(by, child, show=False)
    if by.organisation != access.organisation and not is_system(by):
        raise NotAllowed()
    return access


def _end_worker(row: Worker, access: Access, by: Viewer, at: datetime) -> None:
    row.change(ended_at=at, ended_by=by.user)
    opened = Relationship.objects.select_for_update().filter(
        child_id__in=access.identities, because_of=row.id, ended_at__isnull=True
    )
    for relationship in opened:
        relationship.change(ended_at=at, ended_by=by.user)
