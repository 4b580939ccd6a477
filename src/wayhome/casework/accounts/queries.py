"""Reading people: who works here, in which roles, who is on duty, who covers for whom, and names for ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from wayhome.casework import journal
from wayhome.casework.accounts.models import NAMES, DutyShift, LeaveCover, RoleAssignment, SingleSignOn, User
from wayhome.casework.journal.context import Viewer, recalled
from wayhome.casework.records.among import array_of
from wayhome.casework.records.asking import answers_to
from wayhome.casework.records.refusals import NotFound
from wayhome.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class RoleSeen:
    id: UUID
    role: Role
    team: UUID | None
    starts_at: datetime
    ends_at: datetime | None
    live: bool
    version: int


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A member of staff, as their own organisation sees them."""

    id: UUID
    organisation: UUID
    name: str
    email: str
    job_title: str
    phone: str
    active: bool
    disabled_why: str
    last_signed_in: datetime | None
    training_rhi_on: date | None
    dbs_checked_on: date | None
    roles: tuple[RoleSeen, ...]
    version: int


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """A person as records name them: who it was, and for which organisation."""

    id: UUID
    name: str
    organisation: UUID
    organisation_name: str

    def beside(self, viewer: Viewer) -> str:
        """The name, with the organisation when it is another than the viewer's: "Sam Reed (Harbour)"."""
        return self.name if self.organisation == viewer.organisation else f"{self.name} ({self.organisation_name})"


@dataclass(frozen=True, slots=True)
class ShiftSeen:
    id: UUID
    user: UUID
    name: str
    team: UUID | None
    order: int
    starts_at: datetime
    ends_at: datetime
    now: bool
    version: int


@dataclass(frozen=True, slots=True)
class CoverSeen:
    id: UUID
    away: UUID
    away_name: str
    covered_by: UUID
    covered_by_name: str
    starts_at: datetime
    ends_at: datetime
    now: bool
    version: int


NAMED = """
SELECT u.id, u.name, u.organisation_id, o.short_name
  FROM accounts_user u JOIN organisations_organisation o ON o.id = u.organisation_id
 WHERE u.id = ANY(%(people)s::uuid[])
"""


def names(viewer: Viewer, ids: Iterable[UUID | None]) -> Mapping[UUID, PersonNamed]:
    """Names for the ids that stand in records: of this organisation and its partners. Others are simply not there."""
    wanted = {i for i in ids if i is not None}
    kept: dict[UUID, PersonNamed] | None = recalled(NAMES)
    known = {} if kept is None else kept
    if new := wanted - known.keys():
        found = answers_to(NAMED, {"people": array_of(new)})
        known.update((u.id, PersonNamed(u.id, u.name, u.organisation_id, u.short_name)) for u in found)
    return {i: known[i] for i in wanted if i in known}


def people(viewer: Viewer, *, closed: bool = False) -> list[PersonSeen]:
    """Everyone of the viewer's organisation with their roles, by name; closed accounts only when asked for."""
    rows = User.objects.filter(organisation_id=viewer.organisation).order_by("name", "id")
    users = list(rows if closed else rows.filter(is_active=True))
    roles = _roles(viewer, [u.pk for u in users])
    journal.shows(viewer, "user", [u.pk for u in users])
    return [_person(u, roles.get(u.pk, ())) for u in users]


def person(viewer: Viewer, user: UUID) -> PersonSeen:
    """One person of the viewer's organisation. Raises NotFound."""
    row = User.objects.filter(pk=user, organisation_id=viewer.organisation).first()
    if row is None:
        raise NotFound()
    journal.shows(viewer, "user", [row.pk])
    return _person(row, _roles(viewer, [row.pk]).get(row.pk, ()))


def people_in_role(viewer: Viewer, *roles: Role, at: datetime, of: UUID | None = None) -> list[PersonNamed]:
    """The people of an organisation who hold one of the roles at an instant and can sign in, by name.

    Of the viewer's own organisation, or of another: of an authority whose child is open to them they see the team managers.
    """
    held = _held_now(of or viewer.organisation, roles, at)
    rows = User.objects.filter(pk__in=held.values("user_id")).select_related("organisation")
    return [
        PersonNamed(u.pk, u.name, u.organisation_id, u.organisation.short_name) for u in rows.order_by("name", "id")
    ]


def people_by_role(viewer: Viewer, *roles: Role, at: datetime) -> dict[Role, list[str]]:
    """The names of the same people of the viewer's organisation, role by role."""
    held = _held_now(viewer.organisation, roles, at).order_by("user__name", "user_id")
    found: dict[Role, list[str]] = {role: [] for role in roles}
    for role, name, _ in held.values_list("role", "user__name", "user_id").distinct():
        found[Role(role)].append(name)
    return found


def _held_now(organisation: UUID, roles: Iterable[Role], at: datetime) -> QuerySet[RoleAssignment]:
    """Who of an organisation holds one of the roles at an instant and can sign in."""
    rows = RoleAssignment.objects.filter(
        organisation_id=organisation, role__in=[r.value for r in roles], starts_at__lte=at, ended_at__isnull=True,
        user__is_active=True,
    )  # fmt: skip
    return rows.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))


ON_DUTY = """
SELECT s.id, s.user_id AS "user", u.name, s.team_id AS team, s."order", s.starts_at, s.ends_at, TRUE AS now, s.version
  FROM accounts_dutyshift s JOIN accounts_user u ON u.id = s.user_id
 WHERE s.organisation_id = %(organisation)s AND s.starts_at <= %(at)s AND s.ends_at > %(at)s AND s.ended_at IS NULL
   AND (%(team)s::uuid IS NULL OR s.team_id = %(team)s::uuid)
 ORDER BY s."order", s.starts_at, s.id
"""


def on_duty(viewer: Viewer, at: datetime, *, team: UUID | None = None) -> list[ShiftSeen]:
    """Who is on duty at an instant, in the order in which they are asked. Empty: nobody, which a screen must say."""
    found = answers_to(ON_DUTY, {"organisation": viewer.organisation, "at": at, "team": team})
    return [ShiftSeen(**s._asdict()) for s in found]


def rota(viewer: Viewer, *, since: datetime) -> list[ShiftSeen]:
    """Shifts that end after `since`, earliest first."""
    rows = DutyShift.objects.filter(organisation_id=viewer.organisation, ends_at__gt=since, ended_at__isnull=True)
    return _shifts(rows.order_by("starts_at", "order", "id"), viewer.at)


def leave_cover(viewer: Viewer, *, since: datetime) -> list[CoverSeen]:
    """Who covers for whom, for spells that end after `since`, earliest first."""
    rows = LeaveCover.objects.filter(organisation_id=viewer.organisation, ends_at__gt=since, ended_at__isnull=True)
    rows = rows.select_related("away", "covered_by").order_by("starts_at", "id")
    return [
        CoverSeen(
            c.id, c.away_id, c.away.name, c.covered_by_id, c.covered_by.name, c.starts_at, c.ends_at,
            c.starts_at <= viewer.at < c.ends_at, c.version,
        )
        for c in rows
    ]  # fmt: skip


def stands_in_for(viewer: Viewer, user: UUID, at: datetime) -> UUID:
    """Who acts for a person at an instant: the one who covers, followed on while that one is away too, else the person."""
    seen = {user}
    while True:
        cover = (
            LeaveCover.objects.filter(
                organisation_id=viewer.organisation,
                away_id=user,
                starts_at__lte=at,
                ends_at__gt=at,
                ended_at__isnull=True,
            )
            .order_by("-starts_at", "-id")
            .first()
        )
        if cover is None or cover.covered_by_id in seen:
            return user
        user = cover.covered_by_id
        seen.add(user)


def single_sign_on(viewer: Viewer | None, organisation: UUID) -> SingleSignOn | None:
    """An organisation's own sign-in, while it is in use. For sign-in, when nobody is known yet, `viewer` is None."""
    return SingleSignOn.objects.filter(organisation_id=organisation, ended_at__isnull=True).order_by("id").first()


def sign_on_named(viewer: Viewer | None, provider_id: str) -> SingleSignOn | None:
    """The sign-in of this name, while it is in use. For sign-in, when nobody is known yet, `viewer` is None."""
    return SingleSignOn.objects.filter(provider_id=provider_id, ended_at__isnull=True).first()


def _roles(viewer: Viewer, users: list[UUID]) -> dict[UUID, tuple[RoleSeen, ...]]:
    found: dict[UUID, tuple[RoleSeen, ...]] = {}
    rows = RoleAssignment.objects.filter(organisation_id=viewer.organisation, user_id__in=users, ended_at__isnull=True)
    for r in rows.order_by("starts_at", "id"):
        live = r.starts_at <= viewer.at and (r.ends_at is None or r.ends_at > viewer.at)
        seen = RoleSeen(r.id, Role(r.role), r.team_id, r.starts_at, r.ends_at, live, r.version)
        found[r.user_id] = (*found.get(r.user_id, ()), seen)
    return found


def _person(u: User, roles: tuple[RoleSeen, ...]) -> PersonSeen:
    return PersonSeen(
        u.pk, u.organisation_id, u.name, u.email, u.job_title, u.phone, u.is_active, u.disabled_why, u.last_login,
        u.training_rhi_on, u.dbs_checked_on, roles, u.version,
    )  # fmt: skip


def _shifts(rows: QuerySet[DutyShift], at: datetime) -> list[ShiftSeen]:
    columns = ("id", "user_id", "user__name", "team_id", "order", "starts_at", "ends_at", "version")
    return [
        ShiftSeen(id, user, name, team, order, starts_at, ends_at, starts_at <= at < ends_at, version)
        for id, user, name, team, order, starts_at, ends_at, version in rows.values_list(*columns)
    ]
