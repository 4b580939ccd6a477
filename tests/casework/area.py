"""An area to test in: organisations, teams and people made by the product's own actions, new for each test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID, uuid4

from django.db import transaction

from wayhome.casework.accounts import actions as accounts
from wayhome.casework.children import actions as children
from wayhome.casework.journal.context import Purpose, Seen, Viewer
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.organisations import actions as organisations
from wayhome.casework.organisations.words import DataProtectionRole, OrganisationKind
from wayhome.domain.vocabulary import DataClass, Role, SharingPurpose

NOW = datetime(2026, 3, 31, 9, 0, tzinfo=UTC)
PASSWORD = "a long pass phrase"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation: its id, its e-mail domain, its team and its administrator."""

    id: UUID
    name: str
    domain: str
    team: UUID
    administrator: Viewer


@dataclass(frozen=True, slots=True)
class Area:
    """Two authorities, a charity that works for the first, and a police force; one person in each usual role."""

    eastmere: Place
    westmarsh: Place
    harbour: Place
    police: Place
    rosa: Viewer
    """Coordinator at Eastmere."""
    omar: Viewer
    """Social worker at Eastmere."""
    tess: Viewer
    """Team manager at Eastmere."""
    wren: Viewer
    """Coordinator at Westmarsh."""
    sam: Viewer
    """Interviewer at Harbour."""
    mona: Viewer
    """Manager at Harbour."""
    pat: Viewer
    """Missing person coordinator of the police."""


STAFF = {
    "eastmere": (
        ("rosa", "Rosa Okoro", Role.RHI_COORDINATOR),
        ("omar", "Omar Shah", Role.SOCIAL_WORKER),
        ("tess", "Tess Hall", Role.TEAM_MANAGER),
    ),
    "westmarsh": (("wren", "Wren Cole", Role.RHI_COORDINATOR),),
    "harbour": (("sam", "Sam Reed", Role.PROVIDER_INTERVIEWER), ("mona", "Mona Price", Role.PROVIDER_MANAGER)),
    "police": (("pat", "Pat Lowe", Role.POLICE_MPC),),
}  # fmt: skip


def new_area(at: datetime = NOW) -> Area:
    """Organisations nobody else has, with their people."""
    run = f"{next(_numbers)}{uuid4().hex[:6]}"
    authority, provider, force = OrganisationKind.AUTHORITY, OrganisationKind.PROVIDER, OrganisationKind.POLICE_FORCE
    kinds = {"eastmere": authority, "westmarsh": authority, "harbour": provider, "police": force}
    names = {"eastmere": "Eastmere", "westmarsh": "Westmarsh", "harbour": "Harbour", "police": "Eastmere Police"}
    places, people = {}, {}
    for key, kind in kinds.items():
        places[key], here = new_place(names[key], kind, f"{key}{run}.example", at, staff=STAFF[key])
        people |= here
    agree(places["eastmere"], places["harbour"], at)
    agree(places["eastmere"], places["police"], at)
    return Area(**places, **people)


def new_place(
    name: str,
    kind: OrganisationKind,
    domain: str,
    at: datetime = NOW,
    *,
    staff: Iterable[tuple[str, str, Role]] = (),
    gss_code: str | None = None,
) -> tuple[Place, dict[str, Viewer]]:
    """Register an organisation, its first administrator, a team and its people, in one transaction."""
    founder = Viewer(uuid4(), None, frozenset({Role.SYSADMIN}), at, Purpose.ADMINISTRATION)
    with transaction.atomic(), acting_as(founder, doing="set up"):
        organisations.register_organisation(
            kind=kind, name=name, short_name=name, reference_prefix=name[:2].upper(), email_domains=[domain],
            started_on=date(2025, 1, 1), gss_code=gss_code, by=founder, at=at,
        )  # fmt: skip
        team = organisations.add_team(name="Missing team", by=founder, at=at)
        user = accounts.add_person(name=f"Ada of {name}", email=f"ada@{domain}", password=PASSWORD, by=founder, at=at)
        accounts.give_role(user=user, role=Role.SYSADMIN, starts_at=at, by=founder, at=at)
        people = {key: _person(founder, who, role, domain, team) for key, who, role in staff}
    administrator = replace(founder, user=user, seen=Seen())
    return Place(founder.organisation, name, domain, team, administrator), people


def new_person(place: Place, name: str, role: Role, at: datetime = NOW, *, team: UUID | None = None) -> Viewer:
    """Add a person with one role in the team of the place; the viewer they are."""
    admin = replace(place.administrator, at=at)
    with transaction.atomic(), acting_as(admin, doing="set up"):
        return _person(admin, name, role, place.domain, team or place.team)


def _person(admin: Viewer, name: str, role: Role, domain: str, team: UUID) -> Viewer:
    email = f"{name.split()[0].lower()}@{domain}"
    user = accounts.add_person(name=name, email=email, password=PASSWORD, by=admin, at=admin.at)
    accounts.give_role(user=user, role=role, team=team, starts_at=admin.at, by=admin, at=admin.at)
    return Viewer(admin.organisation, user, frozenset({role}), admin.at, teams=frozenset({team}))


def agree(one: Place, other: Place, at: datetime = NOW) -> UUID:
    """An agreement from `one` to `other` for every purpose and class."""
    with transaction.atomic(), acting_as(replace(one.administrator, at=at), doing="set up"):
        return organisations.make_agreement(
            with_organisation=other.id, title=f"{one.name} and {other.name}", purposes=[p.value for p in SharingPurpose],
            classes=[c.value for c in DataClass], role=DataProtectionRole.PROCESSOR, starts_on=date(2025, 1, 1),
            by=one.administrator, at=at,
        )  # fmt: skip


def new_child(
    by: Viewer, given: str = "Aisha", family: str = "Karim", born: date | None = date(2011, 6, 10), **facts: object
) -> UUID:
    """A child of the viewer's authority, open to the viewer's team. Call it inside `acting(by)`."""
    return children.register_child(given=given, family=family, born=born, by=by, at=by.at, **facts)  # type: ignore[arg-type]
