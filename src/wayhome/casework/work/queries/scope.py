"""Which children a person's lists are about: those that a relationship of one of their roles opens now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from wayhome.casework.accounts.permissions import is_system
from wayhome.casework.children.access import accesses, live, opened_by_others
from wayhome.casework.children.models import Conflict, Identity, Relationship
from wayhome.casework.journal.context import Viewer
from wayhome.casework.records.among import array_of
from wayhome.domain.access import OPENED_BY
from wayhome.domain.vocabulary import RelationshipKind

IN_ORGANISATION = "e.organisation_id = %(organisation)s"


def reachable(viewer: Viewer) -> QuerySet[Identity]:
    """Every identity of the children that are open to the viewer, as a part of another question: never read on its own."""
    if is_system(viewer):
        return Identity.objects.filter(organisation_id=viewer.organisation)
    kinds = [kind.value for kind in _kinds(viewer)]
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


def in_sight(viewer: Viewer, rows: QuerySet[Any], child: str = "child_id") -> QuerySet[Any]:
    """The rows that may be about a child open to the viewer: their organisation's, and what others opened to it.

    An index finds these; it lets nobody in. Which of them the person may see is for `on_lists` to say, once for a whole page.
    """
    own = Q(organisation_id=viewer.organisation)
    others = [] if is_system(viewer) else opened_by_others(viewer)
    return rows.filter(own | Q(**{f"{child}__in": others}) if others else own)


def sight_of(viewer: Viewer) -> tuple[str, dict[str, object]]:
    """The condition of `in_sight` in the database's own words, about the table `e`, and what it is given."""
    others = [] if is_system(viewer) else opened_by_others(viewer)
    if not others:
        return IN_ORGANISATION, {"organisation": viewer.organisation}
    condition = f"({IN_ORGANISATION} OR e.child_id = ANY(%(others)s::uuid[]))"
    return condition, {"organisation": viewer.organisation, "others": array_of(others)}


def on_lists(viewer: Viewer, children: Iterable[UUID]) -> set[UUID]:
    """Those of the children who are on the viewer's lists: the same as are `reachable`, asked for a few by their ids."""
    kinds = _kinds(viewer)
    found = accesses(viewer, children)
    return {i for i, access in found.items() if is_system(viewer) or not kinds.isdisjoint(access.relationships)}


def _kinds(viewer: Viewer) -> frozenset[RelationshipKind]:
    """The relationships that put a child on the lists of somebody in the viewer's roles."""
    return frozenset({kind for role in viewer.roles for kind in OPENED_BY[role]} | {RelationshipKind.BREAK_GLASS})
