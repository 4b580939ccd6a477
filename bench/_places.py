"""The organisations of the invented nation as rows: authorities, charities, one police force, and everyone who works there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from bench._nation import FAMILY, GIVEN, Authority, Nation, _id

PASSWORD = "everyone comes home"
STARTED = date(2020, 1, 1)


def coordinator_email(authority: Authority) -> str:
    """The address with which the authority's first coordinator signs in."""
    return f"coordinator@{authority.domain}"


def secret_of(authority: Authority) -> str:
    """The secret of that coordinator's authenticator app."""
    from wayhome.cli.demonstration.second_step import secret_of

    return secret_of(coordinator_email(authority), seed="bench")


def rows(whole: Nation) -> Iterator[Any]:
    """Every organisation with its teams, people, roles, numbers to ring and agreements, as unsaved models."""
    from django.contrib.auth.hashers import make_password

    password = make_password(PASSWORD)
    chance = Random(f"{whole.seed} places")
    force = _id(chance)
    yield from _organisation(force, "police_force", "Bench Police", "BP", "bench-police.example")
    providers = dict.fromkeys(a.provider for a in whole.authorities)
    for number, provider in enumerate(providers, start=1):
        yield from _organisation(provider, "provider", f"Charity {number}", f"CH{number}", f"charity{number}.example")
        interviewer = next(a.provider_interviewer for a in whole.authorities if a.provider == provider)
        yield from _person(
            whole, chance, provider, interviewer, "provider_interviewer", f"interviewer@charity{number}.example"
        )
    for authority in whole.authorities:
        yield from _authority(whole, chance, authority, force, password)


def _organisation(
    id: UUID, kind: str, name: str, prefix: str, domain: str, gss_code: str | None = None
) -> Iterator[Any]:
    from wayhome.casework.organisations.models import EmailDomain, Organisation

    yield Organisation(
        id=id, kind=kind, name=name, short_name=name, reference_prefix=prefix, started_on=STARTED, gss_code=gss_code
    )
    yield EmailDomain(domain=domain, organisation_id=id)


def _person(
    whole: Nation,
    chance: Random,
    organisation: UUID,
    id: UUID,
    role: str,
    email: str,
    team: UUID | None = None,
    password: str = "!",
) -> Iterator[Any]:
    from wayhome.casework.accounts.models import RoleAssignment, User

    at = whole.now - timedelta(days=2000)
    yield User(
        id=id, organisation_id=organisation, email=email, name=f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
        password=password, joined_at=at, recorded_at=at,
    )  # fmt: skip
    yield RoleAssignment(
        id=_id(chance), organisation_id=organisation, user_id=id, role=role, team_id=team, starts_at=at, recorded_at=at
    )


def _authority(whole: Nation, chance: Random, a: Authority, force: UUID, password: str) -> Iterator[Any]:
    from wayhome.casework.accounts.models import DutyShift
    from wayhome.casework.organisations.models import ContactPoint, Team

    at = whole.now - timedelta(days=2000)
    yield from _organisation(a.id, "authority", a.name, a.prefix, a.domain, a.gss_code)
    for number, team in enumerate(a.teams, start=1):
        yield Team(id=team, organisation_id=a.id, name=f"Team {number}", recorded_at=at)
    for role, people in (
        ("rhi_coordinator", a.coordinators), ("rhi_interviewer", a.interviewers), ("social_worker", a.social_workers),
        ("team_manager", (a.manager,)),
    ):  # fmt: skip
        each = max(1, len(people) // len(a.teams))
        for number, person in enumerate(people):
            signs_in = person == a.coordinators[0]
            email = coordinator_email(a) if signs_in else f"{role}{number}@{a.domain}"
            team = a.teams[min(number // each, len(a.teams) - 1)]
            yield from _person(whole, chance, a.id, person, role, email, team, password if signs_in else "!")
    yield _authenticator(a)
    for kind in ("duty", "worries", "out_of_hours"):
        yield ContactPoint(
            id=_id(chance),
            organisation_id=a.id,
            kind=kind,
            label=kind,
            address=f"01632 96{chance.randrange(10**4):04}",
            recorded_at=at,
        )
    yield DutyShift(
        id=_id(chance), organisation_id=a.id, user_id=a.coordinators[0], recorded_at=at,
        starts_at=whole.now - timedelta(days=3), ends_at=whole.now + timedelta(days=30),
    )  # fmt: skip
    for other in (force, a.provider):
        yield _agreement(whole, chance, a.id, other)


def _authenticator(a: Authority) -> Any:
    from allauth.mfa.models import Authenticator

    from wayhome.casework.accounts.secrets import sealed_secret

    return Authenticator(
        id=a.number + 1,
        user_id=a.coordinators[0],
        type=Authenticator.Type.TOTP,
        data={"secret": sealed_secret(secret_of(a))},
    )


def _agreement(whole: Nation, chance: Random, authority: UUID, other: UUID) -> Any:
    from wayhome.casework.organisations.models import Agreement
    from wayhome.casework.organisations.words import DataProtectionRole
    from wayhome.domain.vocabulary import DataClass, SharingPurpose

    return Agreement(
        id=_id(chance), organisation_id=authority, with_organisation_id=other, title="Children who go missing",
        purposes=[purpose.value for purpose in SharingPurpose], classes=[each.value for each in DataClass],
        data_protection_role=DataProtectionRole.PROCESSOR.value, starts_on=STARTED, recorded_at=whole.now - timedelta(days=2000),
    )  # fmt: skip
