"""`wayhome add-organisation` and `wayhome single-sign-on`: what only whoever runs the server can do."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import typer

from wayhome.cli.server.home import Home
from wayhome.cli.server.words import Cannot, case_system_installed, in_words


def add_organisation(
    name: str = typer.Argument(help="Its name, such as 'Eastmere Council'."),
    short_name: str = typer.Option(help="What it is called in lists, such as Eastmere."),
    kind: str = typer.Option("authority", help="authority, police_force, provider, home, school, health or oversight."),
    prefix: str = typer.Option(help="Two to four letters before its children's references."),
    domain: list[str] = typer.Option(help="The part after @ of its work e-mail; may be given more than once."),
    administrator: str = typer.Option(help="The name of its first administrator."),
    email: str = typer.Option(help="The administrator's work e-mail."),
    gss_code: str = typer.Option("", help="The nine-letter code of an authority."),
    police_domain: str = typer.Option(
        "",
        help="The part after @ of the work e-mail of the police force of an authority's area, which is here already.",
    ),
) -> None:
    """Add an organisation and its first administrator, and print their first password, once."""
    with in_words(), case_system():
        from wayhome.casework.accounts import actions as accounts
        from wayhome.casework.organisations import actions as organisations
        from wayhome.casework.organisations.words import OrganisationKind
        from wayhome.casework.records.ids import fresh_id
        from wayhome.domain.vocabulary import Role

        if kind not in [each.value for each in OrganisationKind]:
            raise Cannot(
                f"{kind!r} is no kind of organisation. Choose {', '.join(each.value for each in OrganisationKind)}."
            )
        for each in domain:
            if find_organisation(each) is not None:
                raise Cannot(f"Work e-mail at {each} belongs to an organisation that is here already.")
        force = police_with(police_domain) if police_domain else None
        at, password = datetime.now(UTC), secrets.token_urlsafe(12)
        with acting_for(fresh_id(), at) as by:
            organisations.register_organisation(
                kind=OrganisationKind(kind), name=name, short_name=short_name, reference_prefix=prefix.upper(),
                email_domains=domain, started_on=at.date(), gss_code=gss_code or None, police_force=force,
                by=by, at=at,
            )  # fmt: skip
            user = accounts.add_person(name=administrator, email=email, password=password, by=by, at=at)
            accounts.give_role(user=user, role=Role.SYSADMIN, starts_at=at, by=by, at=at)
        print(f"{name} is there. {administrator} signs in as {email} with this password, then sets up a second step:")
        print(f"    {password}")


def single_sign_on(
    domain: str = typer.Argument(help="The part after @ of the organisation's work e-mail."),
    issuer: str = typer.Option("", help="The address of its OpenID provider, as the provider itself writes it."),
    client_id: str = typer.Option("", help="What the provider calls Wayhome."),
    group: list[str] = typer.Option(
        [], metavar="GROUP=ROLE", help="A group of the provider and the role it stands for."
    ),
    claim: str = typer.Option("groups", help="The claim that lists a person's groups."),
    end: bool = typer.Option(False, "--end", help="Stop using it; people sign in with a password again."),
) -> None:
    """Let people of an organisation sign in with its own OpenID provider. The client secret is asked for, or read from
    WAYHOME_CLIENT_SECRET.
    """
    with in_words(), case_system():
        at, provider_id = datetime.now(UTC), domain.replace(".", "-")[:40]
        with acting_for(organisation_with(domain), at) as by:
            if end:
                end_it(by, at)
                return
            if not issuer or not client_id or not group:
                raise Cannot("Say --issuer, --client-id, and at least one --group GROUP=ROLE.")
            set_it_up(
                by, at, provider_id=provider_id, issuer=issuer, client_id=client_id, roles=roles_of(group), claim=claim
            )
        print(
            f"Set up. Give the provider this address to send people back to: https://HOST/sign-in/with/{provider_id}/back/"
        )


def set_it_up(
    by: Any, at: datetime, *, provider_id: str, issuer: str, client_id: str, roles: dict[str, str], claim: str
) -> None:
    """Ask for the secret, and keep what the provider is."""
    from wayhome.casework.accounts import actions
    from wayhome.casework.organisations.queries import organisation

    secret: str = os.environ.get("WAYHOME_CLIENT_SECRET") or typer.prompt("Client secret", hide_input=True, err=True)
    actions.set_up_single_sign_on(
        provider_id=provider_id, name=organisation(by).name, issuer=issuer, client_id=client_id, client_secret=secret,
        roles_by_group=roles, groups_claim=claim, by=by, at=at,
    )  # fmt: skip


def end_it(by: Any, at: datetime) -> None:
    """Stop using an organisation's provider. Raises Cannot where it has none."""
    from wayhome.casework.accounts import actions, queries

    row = queries.single_sign_on(by, by.organisation)
    if row is None:
        raise Cannot("This organisation has no single sign-on.")
    actions.end_single_sign_on(sign_on=row.id, seen_version=row.version, by=by, at=at)
    print("Ended. People sign in with their password and second step again.")


def roles_of(groups: list[str]) -> dict[str, str]:
    """The role that each group stands for. Raises Cannot for what is not GROUP=ROLE, or for no role of ours."""
    from wayhome.domain.vocabulary import Role

    known = {role.value for role in Role}
    pairs = dict(each.partition("=")[::2] for each in groups)
    for name, role in pairs.items():
        if not name or role not in known:
            raise Cannot(f"{name}={role}: write GROUP=ROLE. Roles are {', '.join(sorted(known))}.")
    return pairs


def organisation_with(domain: str) -> Any:
    """The organisation of a domain. Raises Cannot where there is none."""
    found = find_organisation(domain)
    if found is None:
        raise Cannot(f"No organisation has work e-mail at {domain}.")
    return found


def police_with(domain: str) -> Any:
    """The police force of a domain. Raises Cannot where there is none, and where it is another kind of organisation."""
    from wayhome.casework.organisations.models import Organisation
    from wayhome.casework.organisations.words import OrganisationKind

    found = organisation_with(domain)
    if not Organisation.objects.filter(pk=found, kind=OrganisationKind.POLICE_FORCE.value).exists():
        raise Cannot(f"The organisation with work e-mail at {domain} is no police force.")
    return found


def find_organisation(domain: str) -> Any:
    """The organisation whose work e-mail ends in a domain, or None."""
    from django.db import transaction

    from wayhome.casework.journal.context import Purpose, tell_database
    from wayhome.casework.organisations.queries import organisation_of_email

    with transaction.atomic():
        tell_database(purpose=Purpose.SIGNING_IN)
        return organisation_of_email(f"somebody@{domain}")


@contextmanager
def case_system() -> Iterator[None]:
    """The case system of this home, started, with its database. Raises Cannot with what is missing."""
    case_system_installed()
    from wayhome.cli.server import ready

    home = Home.here()
    home.use()
    ready.raise_if(ready.keys_are_there(home))
    with home.database() as server:
        ready.ensure(home, server.dsn("app"))
        yield


@contextmanager
def acting_for(organisation: Any, at: datetime) -> Iterator[Any]:
    """One transaction in the name of an organisation's own system, journalled; a refusal becomes words."""
    from django.db import transaction

    from wayhome.casework.journal.context import Purpose, Viewer
    from wayhome.casework.journal.writing import acting_as
    from wayhome.casework.records.refusals import Refused
    from wayhome.domain.vocabulary import Role

    viewer = Viewer(organisation, None, frozenset({Role.SYSADMIN}), at, Purpose.ADMINISTRATION)
    try:
        with transaction.atomic(), acting_as(viewer, doing="command line") as by:
            yield by
    except Refused as refused:
        raise Cannot(str(refused.words)) from refused
