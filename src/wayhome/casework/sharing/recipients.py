"""Whom a recipient may be: the organisations of the right kind, those with an agreement first, and the child's own workers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from wayhome.casework.children.access import open_child
from wayhome.casework.children.models import Worker
from wayhome.casework.children.words import Part
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import (
    AgreementSeen,
    OrganisationSeen,
    agreement_with,
    agreements,
    directory,
)
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.domain.sharing import Recipient
from wayhome.domain.vocabulary import DataClass

ORGANISED: Mapping[Recipient, OrganisationKind] = {
    Recipient.POLICE: OrganisationKind.POLICE_FORCE,
    Recipient.HOST_LA: OrganisationKind.AUTHORITY,
    Recipient.RESPONSIBLE_LA: OrganisationKind.AUTHORITY,
    Recipient.PLACEMENT_OR_CARER: OrganisationKind.HOME,
    Recipient.SCHOOL: OrganisationKind.SCHOOL,
    Recipient.HEALTH: OrganisationKind.HEALTH,
}
"""Which organisations a recipient may be; the others are people, or the authority itself."""


def agreement_for(
    viewer: Viewer, tenant: UUID, to: UUID, *, purpose: str, classes: Iterable[DataClass]
) -> AgreementSeen | None:
    """A live agreement of the child's authority with an organisation, for this purpose and all of these classes."""
    # An interviewer of a provider sends in the name of the authority, so it is the authority's agreements that count.
    found = agreement_with(replace(viewer, organisation=tenant), to, purpose=purpose)
    return found if found is not None and {c.value for c in classes} <= set(found.classes) else None


def organisations_for(viewer: Viewer, recipient: Recipient, tenant: UUID) -> tuple[OrganisationSeen, ...]:
    """The organisations that a recipient may be, those with an agreement first. Never the child's own authority."""
    kind = ORGANISED.get(recipient)
    if kind is None:
        return ()
    agreed = {a.other for a in _agreed(viewer, tenant)}
    found = [o for o in directory(viewer, kind) if o.id != tenant]
    return tuple(sorted(found, key=lambda o: (o.id not in agreed, o.name)))


def usual_organisation(viewer: Viewer, recipient: Recipient, tenant: UUID) -> OrganisationSeen | None:
    """The one organisation of the right kind that there is an agreement with; None when there are several, or none."""
    agreed = {a.other for a in _agreed(viewer, tenant)}
    found = [o for o in organisations_for(viewer, recipient, tenant) if o.id in agreed]
    return found[0] if len(found) == 1 else None


def _agreed(viewer: Viewer, tenant: UUID) -> list[AgreementSeen]:
    return agreements(replace(viewer, organisation=tenant), live_only=True)


PARTS: Mapping[Recipient, Part] = {Recipient.SOCIAL_WORKER: Part.SOCIAL_WORKER, Recipient.IRO: Part.REVIEWING_OFFICER}


def worker_of(viewer: Viewer, child: UUID, recipient: Recipient) -> UUID | None:
    """The professional whom a recipient stands for, such as the allocated social worker; None when nobody is."""
    if recipient not in PARTS:
        return None
    access = open_child(viewer, child, show=False)
    rows = Worker.objects.filter(child_id__in=access.identities, part=PARTS[recipient].value, ended_at__isnull=True)
    return rows.values_list("user_id", flat=True).first()
