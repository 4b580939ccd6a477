"""Writing organisations: registering one, and what its administrator keeps up to date. Each act is journalled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework import journal
from wayhome.casework.journal.context import Viewer, forget
from wayhome.casework.organisations import rules
from wayhome.casework.organisations.models import (
    ORGANISATIONS,
    POLICIES,
    Agreement,
    ContactPoint,
    Contract,
    EmailDomain,
    Organisation,
    Policy,
    Team,
)
from wayhome.casework.organisations.policies import may_set
from wayhome.casework.organisations.words import ContactKind, DataProtectionRole, OrganisationKind
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotFound, Refused, raise_if


def register_organisation(
    *,
    kind: OrganisationKind,
    name: str,
    short_name: str,
    reference_prefix: str,
    email_domains: Iterable[str],
    started_on: date,
    by: Viewer,
    at: datetime,
    gss_code: str | None = None,
    nation: str = "E",
    provider_type: str | None = None,
    police_force: UUID | None = None,
) -> UUID:
    """Add an organisation to the service. `by` is a viewer whose organisation is the new one's id: nobody else could write it."""
    with transaction.atomic():
        raise_if(rules.may_be_called(name, short_name))
        domains = sorted({d.strip().lower() for d in email_domains})
        organisation = Organisation.objects.create(
            id=by.organisation, kind=kind.value, name=name.strip(), short_name=short_name.strip(), gss_code=gss_code,
            nation=nation, reference_prefix=reference_prefix, provider_type=provider_type, police_force_id=police_force,
            started_on=started_on,
        )  # fmt: skip
        EmailDomain.objects.bulk_create(EmailDomain(domain=d, organisation=organisation) for d in domains)
        journal.wrote(by, "organisation.registered", "organisation", organisation.id, kind=kind.value)
    return organisation.id


def rename_organisation(*, name: str, short_name: str, seen_version: int, by: Viewer, at: datetime) -> None:
    """Change what the viewer's own organisation is called. Raises NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = Organisation.objects.select_for_update().filter(pk=by.organisation).first()
        if row is None:
            raise NotFound()
        raise_if(rules.may_administer(by))
        raise_if(rules.may_be_called(name, short_name))
        raise_if(rules.is_unchanged(seen=seen_version, now=row.version))
        Organisation.objects.filter(pk=row.pk).update(
            name=name.strip(), short_name=short_name.strip(), version=row.version + 1
        )
        forget(ORGANISATIONS)
        journal.wrote(by, "organisation.renamed", "organisation", row.pk)


def add_team(*, name: str, by: Viewer, at: datetime) -> UUID:
    """Add a team to the viewer's organisation. Raises NotAllowed, and Refused when the name is in use."""
    with transaction.atomic():
        raise_if(rules.may_administer(by))
        raise_if(rules.may_name_team(name, taken=_team_names(by)))
        team = Team.objects.create(organisation_id=by.organisation, name=name.strip(), **recorded(by, at))
        journal.wrote(by, "team.added", "team", team.id)
    return team.id


def rename_team(*, team: UUID, name: str, seen_version: int, by: Viewer, at: datetime) -> None:
    """Change what a team is called. Raises NotAllowed, NotFound, Refused, Stale."""
    with transaction.atomic():
        row = Team.locked(team, seen_version=seen_version)
        raise_if(rules.may_administer(by))
        raise_if(rules.may_name_team(name, taken=_team_names(by, but=team)))
        row.change(name=name.strip())
        journal.wrote(by, "team.renamed", "team", team)


def end_team(*, team: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Close a team; what it did stays. Raises NotAllowed, NotFound, Stale."""
    with transaction.atomic():
        row = Team.locked(team, seen_version=seen_version)
        raise_if(rules.may_administer(by))
        raise_if(rules.may_end(row.ended_at))
        row.change(ended_at=at, ended_by=by.user)
        journal.wrote(by, "team.ended", "team", team)


def make_agreement(
    *,
    with_organisation: UUID,
    title: str,
    purposes: Iterable[str],
    classes: Iterable[str],
    role: DataProtectionRole,
    starts_on: date,
    by: Viewer,
    at: datetime,
    ends_on: date | None = None,
) -> UUID:
    """Record an agreement with another organisation: purposes, classes of information, and until when (§12.1)."""
    with transaction.atomic():
        raise_if(rules.may_administer(by))
        raise_if(rules.may_agree(by, with_organisation, starts_on, ends_on))
        agreement = Agreement.objects.create(
            organisation_id=by.organisation, with_organisation_id=with_organisation, title=title.strip(),
            purposes=sorted(purposes), classes=sorted(classes), data_protection_role=role.value,
            starts_on=starts_on, ends_on=ends_on, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "agreement.made", "agreement", agreement.id, other=str(with_organisation))
    return agreement.id


def end_agreement(*, agreement: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """End an agreement now. Sending in vital interests stays possible without one. Raises NotAllowed, NotFound, Stale."""
    with transaction.atomic():
        row = Agreement.locked(agreement, seen_version=seen_version)
        raise_if(rules.may_administer(by))
        raise_if(rules.may_end(row.ended_at))
        row.change(ended_at=at, ended_by=by.user)
        journal.wrote(by, "agreement.ended", "agreement", agreement)


def make_contract(
    *,
    provider: UUID,
    reference: str,
    starts_on: date,
    by: Viewer,
    at: datetime,
    ends_on: date | None = None,
    value_pounds: int | None = None,
    areas: Iterable[str] = (),
    travel_miles: int | None = None,
    access_days_after_closure: int = 28,
) -> UUID:
    """Record a contract with a provider of talks. Raises NotAllowed, Refused."""
    with transaction.atomic():
        raise_if(rules.may_administer(by))
        raise_if(rules.may_agree(by, provider, starts_on, ends_on))
        contract = Contract.objects.create(
            organisation_id=by.organisation, provider_id=provider, reference=reference.strip(), starts_on=starts_on,
            ends_on=ends_on, value_pounds=value_pounds, areas=list(areas), travel_miles=travel_miles,
            access_days_after_closure=access_days_after_closure, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "contract.made", "contract", contract.id, provider=str(provider))
    return contract.id


def end_contract(*, contract: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """End a contract now. Raises NotAllowed, NotFound, Stale."""
    with transaction.atomic():
        row = Contract.locked(contract, seen_version=seen_version)
        raise_if(rules.may_administer(by))
        raise_if(rules.may_end(row.ended_at))
        row.change(ended_at=at, ended_by=by.user)
        journal.wrote(by, "contract.ended", "contract", contract)


def add_contact_point(
    *,
    kind: ContactKind,
    label: str,
    address: str,
    by: Viewer,
    at: datetime,
    days: Iterable[int] = (),
    opens: time | None = None,
    closes: time | None = None,
) -> UUID:
    """Say where and when the organisation is reached. No days: every day; no hours: round the clock."""
    with transaction.atomic():
        raise_if(rules.may_administer(by))
        raise_if(rules.hours_make_sense(opens, closes))
        point = ContactPoint.objects.create(
            organisation_id=by.organisation, kind=kind.value, label=label.strip(), address=address.strip(),
            days=sorted(set(days)), opens=opens, closes=closes, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "contact_point.added", "contact_point", point.id, kind=kind.value)
    return point.id


def end_contact_point(*, contact_point: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Stop using a contact point. Raises NotAllowed, NotFound, Stale."""
    with transaction.atomic():
        row = ContactPoint.locked(contact_point, seen_version=seen_version)
        raise_if(rules.may_administer(by))
        raise_if(rules.may_end(row.ended_at))
        row.change(ended_at=at, ended_by=by.user)
        journal.wrote(by, "contact_point.ended", "contact_point", contact_point)


def set_policy(*, name: str, value: Any, starts_at: datetime, by: Viewer, at: datetime) -> UUID:
    """Make a local choice that holds from an instant. Earlier dates keep the choice they had. Raises NotAllowed, Refused."""
    with transaction.atomic():
        raise_if(rules.may_administer(by))
        raise_if(may_set(name, value))
        if starts_at < at:
            raise Refused(
                _("A choice holds from now or later: the past keeps the choice it had."), rule="policy_in_the_past"
            )
        policy = Policy.objects.create(
            organisation_id=by.organisation, name=name, value=value, starts_at=starts_at, **recorded(by, at)
        )
        forget(POLICIES)
        journal.wrote(by, "policy.set", "policy", policy.id, name=name)
    return policy.id


def _team_names(by: Viewer, but: UUID | None = None) -> set[str]:
    rows = Team.objects.filter(organisation_id=by.organisation, ended_at__isnull=True).exclude(pk=but)
    return {name.casefold() for name in rows.values_list("name", flat=True)}
