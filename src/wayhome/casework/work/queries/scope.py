"""Which children a person's lists are about: those that a relationship of one of their roles opens now."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from wayhome.casework.accounts.permissions import is_system
from wayhome.casework.children.access import live
from wayhome.casework.children.models import Conflict, Identity, Relationship
from wayhome.casework.journal.context import Viewer
from wayhome.domain.access import OPENED_BY
from wayhome.domain.vocabulary import RelationshipKind


def reachable(viewer: Viewer) -> QuerySet[Identity]:
    """Every identity of the children that are open to the viewer, as a part of another question: never read on its own."""
    if is_system(viewer):
        return Identity.objects.filter(organisation_id=viewer.organisation)
    kinds = {kind.value for role in viewer.roles for kind in OPENED_BY[role]} | {RelationshipKind.BREAK_GLASS.value}
    opened = Relationship.objects.filter(live(viewer), kind__in=kinds).values("child_id")
    family = Identity.objects.filter(pk__in=opened).values("current_id")
    rows = Identity.objects.filter(current_id__in=family)
    if viewer.user is None:
        return rows
    walled = Conflict.objects.filter(user_id=viewer.user, ended_at__isnull=True).values("child_id")
    return rows.exclude(current_id__in=Identity.objects.filter(pk__in=walled).values("current_id"))


def of_reachable(viewer: Viewer, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows that are about a child open to the viewer."""
    return rows.filter(child_id__in=reachable(viewer).values("id"))
