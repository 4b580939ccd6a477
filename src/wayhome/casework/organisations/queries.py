"""Reading organisations: the directory, teams, agreements, contact points by hour, and the policy of a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q

from wayhome.casework.journal.context import Viewer, recalled
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
from wayhome.casework.organisations.policies import CHOICES
from wayhome.casework.organisations.words import ContactKind, DataProtectionRole, OrganisationKind
from wayhome.casework.records.refusals import NotFound
from wayhome.domain.moment import LONDON


@dataclass(frozen=True, slots=True)
class OrganisationSeen:
    """An organisation as everybody who is signed in may see it."""

    id: UUID
    kind: OrganisationKind
    name: str
    short_name: str
    reference_prefix: str
    gss_code: str | None
    nation: str
    provider_type: str | None
    version: int


@dataclass(frozen=True, slots=True)
class TeamSeen:
    id: UUID
    name: str
    ended: bool
    version: int


@dataclass(frozen=True, slots=True)
class AgreementSeen:
    """An agreement, from the side of the organisation that looks."""

    id: UUID
    title: str
    other: UUID
    other_name: str
    purposes: tuple[str, ...]
    classes: tuple[str, ...]
    role: DataProtectionRole
    starts_on: date
    ends_on: date | None
    live: bool
    ours: bool
    version: int


@dataclass(frozen=True, slots=True)
class ContractSeen:
    id: UUID
    provider: UUID
    provider_name: str
    reference: str
    starts_on: date
    ends_on: date | None
    value_pounds: int | None
    areas: tuple[str, ...]
    travel_miles: int | None
    access_days_after_closure: int
    live: bool
    version: int
    ended_at: datetime | None = None

    @property
    def over_on(self) -> date | None:
        """The last day of it: the day on which somebody ended it, or the one that was agreed. None: it has no end."""
        return self.ended_at.astimezone(LONDON).date() if self.ended_at else self.ends_on


@dataclass(frozen=True, slots=True)
class ContactSeen:
    id: UUID
    kind: ContactKind
    label: str
    address: str
    days: tuple[int, ...]
    opens: time | None
    closes: time | None
    version: int


@dataclass(frozen=True, slots=True)
class PolicySeen:
    """A local choice in force at a date, and since when; `since` None means nobody chose and the default holds."""

    name: str
    value: Any
    since: datetime | None


def organisation(viewer: Viewer, id: UUID | None = None) -> OrganisationSeen:
    """One organisation, the viewer's own when no id is given. Raises NotFound."""
    wanted = id or viewer.organisation
    found = organisations(viewer, [wanted])
    if wanted not in found:
        raise NotFound()
    return found[wanted]


def organisations(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, OrganisationSeen]:
    """Several at once, by id; what was read is remembered for as long as the block runs that reads it."""
    wanted, kept = set(ids), recalled(ORGANISATIONS)
    known: dict[UUID, OrganisationSeen] = {} if kept is None else kept
    if new := wanted - known.keys():
        known.update((o.pk, _organisation(o)) for o in Organisation.objects.filter(pk__among=new))
    return {id: known[id] for id in wanted & known.keys()}


def directory(viewer: Viewer, *kinds: OrganisationKind) -> list[OrganisationSeen]:
    """Every organisation that uses the service, of the given kinds or all, by name."""
    rows = Organisation.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=viewer.at.date())).order_by(
        "name", "id"
    )
    return [_organisation(o) for o in (rows.filter(kind__in=kinds) if kinds else rows)]


def organisation_of_email(email: str) -> UUID | None:
    """The organisation a work e-mail address belongs to, by the part after @; for sign-in, when nobody is known yet."""
    domain = email.rpartition("@")[2].strip().lower()
    row = EmailDomain.objects.filter(pk=domain).first() if domain else None
    return row.organisation_id if row else None


def email_domains(viewer: Viewer) -> list[str]:
    """The e-mail domains of the viewer's organisation."""
    rows = EmailDomain.objects.filter(organisation_id=viewer.organisation).order_by("domain")
    return [d.domain for d in rows]


def teams(viewer: Viewer, *, ended: bool = False) -> list[TeamSeen]:
    """The teams of the viewer's organisation, by name; those that ended only when asked for."""
    rows = Team.objects.filter(organisation_id=viewer.organisation).order_by("name", "id")
    rows = rows if ended else rows.filter(ended_at__isnull=True)
    return [TeamSeen(t.id, t.name, t.ended_at is not None, t.version) for t in rows]


def agreements(viewer: Viewer, *, live_only: bool = False) -> list[AgreementSeen]:
    """Agreements that the viewer's organisation is party to, whichever side wrote them down."""
    rows = Agreement.objects.filter(
        Q(organisation_id=viewer.organisation) | Q(with_organisation_id=viewer.organisation)
    ).select_related("organisation", "with_organisation")
    seen = [_agreement(viewer, a) for a in rows.order_by("starts_on", "id")]
    return [a for a in seen if a.live] if live_only else seen


def agreement_with(viewer: Viewer, other: UUID, *, purpose: str) -> AgreementSeen | None:
    """A live agreement with the other organisation that covers the purpose; None when there is none."""
    live = agreements(viewer, live_only=True)
    return next((a for a in live if a.other == other and purpose in a.purposes), None)


def contracts(viewer: Viewer) -> list[ContractSeen]:
    """Contracts the viewer's organisation made, and those it holds as a provider."""
    rows = Contract.objects.filter(
        Q(organisation_id=viewer.organisation) | Q(provider_id=viewer.organisation)
    ).select_related("provider")
    return [_contract(viewer, c) for c in rows.order_by("starts_on", "id")]


def contract_over(viewer: Viewer, provider: UUID) -> ContractSeen | None:
    """The last contract of the viewer's authority with a provider, once none holds any more.

    None while one holds or is still to come, and where there never was one: an agreement alone can be enough.
    """
    today = viewer.at.astimezone(LONDON).date()
    found = [c for c in contracts(viewer) if c.provider == provider]
    if not found or any(c.live or (c.ended_at is None and c.starts_on > today) for c in found):
        return None
    return max(found, key=lambda c: c.over_on or c.starts_on)


def contact_points(viewer: Viewer, of: UUID | None = None) -> list[ContactSeen]:
    """Where an organisation is reached; the viewer's own when `of` is not given."""
    rows = ContactPoint.objects.filter(organisation_id=of or viewer.organisation, ended_at__isnull=True)
    return [_contact(c) for c in rows.order_by("kind", "label", "id")]


def reached_at(viewer: Viewer, of: UUID, at: datetime, *kinds: ContactKind) -> list[ContactSeen]:
    """The contact points of an organisation that are open at an instant, by local weekday and hour."""
    return [c for c in contact_points(viewer, of) if (not kinds or c.kind in kinds) and is_open(c, at)]


def is_open(contact: ContactSeen, at: datetime) -> bool:
    """Whether a contact point answers at an instant. No days means every day, no hours means round the clock."""
    local = at.astimezone(LONDON)
    day, hour = local.isoweekday(), local.time()
    days = contact.days or (1, 2, 3, 4, 5, 6, 7)
    if contact.opens is None or contact.closes is None:
        return day in days
    if contact.opens < contact.closes:
        return day in days and contact.opens <= hour < contact.closes
    yesterday = (day - 2) % 7 + 1
    return (day in days and hour >= contact.opens) or (yesterday in days and hour < contact.closes)


def policy_at(viewer: Viewer, name: str, at: datetime, *, of: UUID | None = None) -> PolicySeen:
    """The choice of an organisation that held at an instant; the default when it had made none. Raises KeyError."""
    return policies_at(viewer, at, of=of)[name]


def policies_at(viewer: Viewer, at: datetime, *, of: UUID | None = None) -> dict[str, PolicySeen]:
    """Every local choice of an organisation at an instant, by name, in the order of the settings page.

    What was read is remembered for as long as the block runs that reads it.
    """
    kept, key = recalled(POLICIES), (of or viewer.organisation, at)
    known: dict[tuple[UUID, datetime], dict[str, PolicySeen]] = {} if kept is None else kept
    if key not in known:
        rows = Policy.objects.filter(organisation_id=key[0], starts_at__lte=at).order_by(
            "starts_at", "recorded_at", "id"
        )
        chosen = {p.name: PolicySeen(p.name, p.value, p.starts_at) for p in rows}
        known[key] = {name: chosen.get(name) or PolicySeen(name, c.default, None) for name, c in CHOICES.items()}
    return known[key]


def _organisation(o: Organisation) -> OrganisationSeen:
    return OrganisationSeen(
        o.id,
        OrganisationKind(o.kind),
        o.name,
        o.short_name,
        o.reference_prefix,
        o.gss_code,
        o.nation,
        o.provider_type,
        o.version,
    )


def _agreement(viewer: Viewer, a: Agreement) -> AgreementSeen:
    ours = a.organisation_id == viewer.organisation
    other = a.with_organisation if ours else a.organisation
    today = viewer.at.astimezone(LONDON).date()
    live = a.ended_at is None and a.starts_on <= today and (a.ends_on is None or today <= a.ends_on)
    return AgreementSeen(
        a.id, a.title, other.id, other.name, tuple(a.purposes), tuple(a.classes),
        DataProtectionRole(a.data_protection_role), a.starts_on, a.ends_on, live, ours, a.version,
    )  # fmt: skip


def _contract(viewer: Viewer, c: Contract) -> ContractSeen:
    today = viewer.at.astimezone(LONDON).date()
    live = c.ended_at is None and c.starts_on <= today and (c.ends_on is None or today <= c.ends_on)
    return ContractSeen(
        c.id, c.provider_id, c.provider.name, c.reference, c.starts_on, c.ends_on, c.value_pounds,
        tuple(c.areas), c.travel_miles, c.access_days_after_closure, live, c.version, c.ended_at,
    )  # fmt: skip


def _contact(c: ContactPoint) -> ContactSeen:
    return ContactSeen(c.id, ContactKind(c.kind), c.label, c.address, tuple(c.days), c.opens, c.closes, c.version)
