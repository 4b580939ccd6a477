"""Making the practice area: organisations, people and agreements by their own actions, then every scenario in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP  # type: ignore[import-untyped]
from django.db import transaction

from wayhome.casework.accounts import actions as accounts
from wayhome.casework.accounts.models import User
from wayhome.casework.journal.context import Purpose, Viewer, tell_database
from wayhome.casework.journal.writing import acting_as, in_turn
from wayhome.casework.organisations import actions as organisations
from wayhome.casework.organisations.models import Team
from wayhome.casework.organisations.queries import organisation_of_email
from wayhome.casework.organisations.words import DataProtectionRole
from wayhome.casework.records.ids import fresh_id
from wayhome.cli.demonstration import cast, second_step
from wayhome.cli.demonstration.cast import Person, Place
from wayhome.domain.vocabulary import DataClass, Role, SharingPurpose

BEGAN = date(2023, 4, 1)
YEAR = "wayhome"
DAYS_OF_DUTY = 28


@dataclass
class Area:
    """The practice area while it is being made: who there is, and the hour from which its stories count back.

    `secret` is what the second steps are derived from, another for each practice home; `year` is the seed of the past
    year, the same everywhere unless somebody chooses another.
    """

    now: datetime
    secret: str
    year: str = YEAR
    viewers: dict[str, Viewer] = field(default_factory=dict)
    organisation: dict[str, UUID] = field(default_factory=dict)
    team: dict[str, UUID] = field(default_factory=dict)
    children: dict[str, UUID] = field(default_factory=dict)
    reports: int = 0

    @contextmanager
    def acting(self, who: str, at: datetime, *, purpose: str = Purpose.CASEWORK) -> Iterator[Viewer]:
        """Everything inside is done by this person at this hour, and journalled as theirs."""
        with acting_as(replace(self.viewers[who], at=at, purpose=purpose), doing="practice area") as viewer:
            yield viewer

    @property
    def area_codes(self) -> dict[str, str]:
        """The statistical code of each authority's area."""
        return {place.key: place.gss_code for place in cast.PLACES if place.gss_code}

    def police_reference(self) -> str:
        """The next number of the police's own list."""
        self.reports += 1
        return f"TR-{self.now:%y}-{4100 + self.reports}"

    def ago(self, **spell: float) -> datetime:
        """The hour that lies so long back, to the whole minute: `area.ago(days=2, hours=3)`."""
        return (self.now - timedelta(**spell)).replace(second=0, microsecond=0)


def is_made() -> bool:
    """Whether the practice area is in the database already."""
    with transaction.atomic():
        tell_database(purpose=Purpose.SIGNING_IN)
        return organisation_of_email(f"somebody@{cast.PLACES[0].domain}") is not None


def holds_others() -> bool:
    """Whether the database holds organisations that are not of the practice area."""
    from wayhome.casework.organisations.models import EmailDomain

    invented = {place.domain for place in cast.PLACES}
    with transaction.atomic():
        tell_database(purpose=Purpose.SIGNING_IN)
        return EmailDomain.objects.exclude(pk__in=invented).exists()


def make(*, secret: str, now: datetime, year: str = YEAR) -> Area | None:
    """Make the area with its live stories in one transaction: it is there, or nothing of it is.

    None where it was there already. The past year is filled in afterwards (`year.filling`).
    """
    from wayhome.cli.demonstration.scenarios import stories

    if is_made():
        return None
    with in_turn():
        area = Area(now, secret, year)
        for place in sorted(
            cast.PLACES, key=lambda place: place.police is not None
        ):  # the police of an area come first
            open_place(area, place)
        for person in cast.PEOPLE:
            welcome(area, person)
        for one, others in cast.PARTNERS:
            for other in others:
                agree(area, one, other)
        commission(area)
        plan_duty(area)
        for story in stories():
            story.tell(area)
    return area


def found(*, secret: str, now: datetime, year: str = YEAR) -> Area:
    """The area that is in the database, to go on with. Asks for accounts alone, and shows nothing of anybody."""
    area = Area(now, secret, year)
    for place in cast.PLACES:
        with transaction.atomic():
            tell_database(purpose=Purpose.SIGNING_IN)
            organisation = organisation_of_email(cast.ADMINISTRATORS[place.key])
            assert organisation is not None
            tell_database(organisation=organisation, purpose=Purpose.ADMINISTRATION, at=now)
            area.organisation[place.key] = organisation
            accounts_here = dict(User.objects.filter(organisation_id=organisation).values_list("email", "id"))
            teams = {team.name: team.id for team in Team.objects.filter(organisation_id=organisation)}
            tell_database()
        area.team[place.key] = team = teams[place.team]
        here: list[tuple[str, str, Role, frozenset[UUID]]] = [
            (f"ada of {place.key}", cast.ADMINISTRATORS[place.key], Role.SYSADMIN, frozenset())
        ]
        here += [(p.key, cast.email_of(p), p.role, frozenset({team})) for p in cast.PEOPLE if p.place == place.key]
        for key, email, role, belongs in here:
            purpose = Purpose.ADMINISTRATION if role is Role.SYSADMIN else Purpose.CASEWORK
            area.viewers[key] = Viewer(
                organisation, accounts_here[email], frozenset({role}), now, purpose, teams=belongs
            )
    return area


def open_place(area: Area, place: Place) -> None:
    """Register an organisation, its administrator, its team and where it is reached."""
    at, admin = area.ago(days=400), f"ada of {place.key}"
    founder = Viewer(fresh_id(), None, frozenset({Role.SYSADMIN}), at, Purpose.ADMINISTRATION)
    area.viewers[admin] = founder
    with area.acting(admin, at, purpose=Purpose.ADMINISTRATION) as by:
        organisations.register_organisation(
            kind=place.kind, name=place.name, short_name=place.short_name, reference_prefix=place.prefix, gss_code=place.gss_code,
            email_domains=[place.domain], started_on=BEGAN, provider_type=place.provider_type,
            police_force=area.organisation.get(place.police or ""), by=by, at=at,
        )  # fmt: skip
        email = cast.ADMINISTRATORS[place.key]
        user = accounts.add_person(
            name=cast.ADMINISTRATOR, email=email, password=cast.PASSWORD, job_title="Runs Wayhome", by=by, at=at
        )
        accounts.give_role(user=user, role=Role.SYSADMIN, starts_at=at, by=by, at=at)
        area.team[place.key] = organisations.add_team(name=place.team, by=by, at=at)
        for kind, label, address in place.contacts:
            organisations.add_contact_point(kind=kind, label=label, address=address, by=by, at=at)
    area.organisation[place.key] = founder.organisation
    area.viewers[admin] = replace(founder, user=user)
    give_second_step(area, admin, email)


def welcome(area: Area, person: Person) -> None:
    """Add a person with their role in the team of their place."""
    at, team, email = area.ago(days=398), area.team[person.place], cast.email_of(person)
    with area.acting(f"ada of {person.place}", at, purpose=Purpose.ADMINISTRATION) as by:
        user = accounts.add_person(
            name=person.name, email=email, password=cast.PASSWORD, job_title=person.job_title,
            training_rhi_on=area.ago(days=450).date(), dbs_checked_on=area.ago(days=500).date(), by=by, at=at,
        )  # fmt: skip
        accounts.give_role(user=user, role=person.role, team=team, starts_at=at, by=by, at=at)
    area.viewers[person.key] = Viewer(
        area.organisation[person.place], user, frozenset({person.role}), at, teams=frozenset({team})
    )
    give_second_step(area, person.key, email)


def give_second_step(area: Area, who: str, email: str) -> None:
    """Add an authenticator to a person's account, in their own name, as they would themselves."""
    with area.acting(who, area.viewers[who].at, purpose=Purpose.ADMINISTRATION) as viewer:
        TOTP.activate(User.objects.get(pk=viewer.user), second_step.secret_of(email, seed=area.secret))


def agree(area: Area, one: str, other: str) -> None:
    """Two organisations agree to share what is needed about a child."""
    at, names = area.ago(days=390), {place.key: place.short_name for place in cast.PLACES}
    with area.acting(f"ada of {one}", at, purpose=Purpose.ADMINISTRATION) as by:
        organisations.make_agreement(
            with_organisation=area.organisation[other], title=f"{names[one]} and {names[other]}: children who go missing",
            purposes=[purpose.value for purpose in SharingPurpose], classes=[each.value for each in DataClass],
            role=DataProtectionRole.PROCESSOR if other == "harbour" else DataProtectionRole.INDEPENDENT_CONTROLLER,
            starts_on=BEGAN, by=by, at=at,
        )  # fmt: skip


def commission(area: Area) -> None:
    """Eastmere pays Harbour to hold talks."""
    at = area.ago(days=380)
    with area.acting("ada of eastmere", at, purpose=Purpose.ADMINISTRATION) as by:
        organisations.make_contract(
            provider=area.organisation["harbour"], reference="RHI-2025", starts_on=BEGAN, value_pounds=48_000,
            areas=["Eastmere", "Northby"], travel_miles=60, by=by, at=at,
        )  # fmt: skip


def plan_duty(area: Area) -> None:
    """Somebody is on duty every day: Rosa first, Femi second, for four weeks from yesterday."""
    at = area.ago(days=7)
    with area.acting("tess", at) as by:
        for order, who in enumerate(("rosa", "femi"), start=1):
            user = area.viewers[who].user
            assert user is not None
            accounts.set_duty(
                user=user,
                starts_at=area.ago(days=1),
                ends_at=area.now + timedelta(days=DAYS_OF_DUTY),
                order=order,
                by=by,
                at=at,
            )
