"""The organisations that an authority's returns are with: providers and police forces, and the authority itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.models import Contract, Organisation
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.oversight.models import Facts
from wayhome.casework.oversight.queries.counting import may_see_totals
from wayhome.casework.reach.models import Notice
from wayhome.casework.reach.queries import WAITING


@dataclass(frozen=True, slots=True)
class Here:
    """The name of the authority, and the names of those its returns are or were with, each in the order of the alphabet."""

    authority: UUID
    name: str
    providers: Mapping[UUID, str]
    """The authority itself is among them where a talk was given to somebody of its own."""
    forces: Mapping[UUID, str]

    def of(self, what: str) -> Mapping[UUID, str]:
        """`provider` or `force`."""
        return self.providers if what == "provider" else self.forces


def organisations_here(viewer: Viewer) -> Here:
    """One question: the authority, whoever has or had a contract or a return of it, and the forces its returns are with."""
    own = Facts.objects.filter(organisation_id=viewer.organisation)
    contracts = Contract.objects.filter(organisation_id=viewer.organisation).values("provider_id")
    with_them = Q(pk__in=own.values("provider")) | Q(pk__in=contracts)
    rows = Organisation.objects.filter(Q(pk=viewer.organisation) | with_them | Q(pk__in=own.values("force")))
    found = list(rows.order_by("name", "id").values_list("id", "name", "kind"))
    force = OrganisationKind.POLICE_FORCE.value
    return Here(
        viewer.organisation,
        next(name for id, name, _kind in found if id == viewer.organisation),
        {id: name for id, name, kind in found if kind != force},
        {id: name for id, name, kind in found if kind == force},
    )


def notices_waiting(viewer: Viewer, force: UUID) -> int:
    """How many notices of a police force wait for a person of the viewer's authority. Raises NotAllowed."""
    may_see_totals(viewer)
    return Notice.objects.filter(
        organisation_id=viewer.organisation, from_organisation_id=force, state__in=WAITING
    ).count()
