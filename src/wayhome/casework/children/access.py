"""What opens a child's record to a person: the relationships that hold now, the conflict wall, the classes they may read.

The database keeps organisations apart; this keeps people apart. Every query and action about a child starts here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from wayhome.casework import journal
from wayhome.casework.accounts.permissions import is_system, may
from wayhome.casework.children.models import ACCESS, Conflict, Identity, Relationship
from wayhome.casework.journal.context import Viewer, recalled
from wayhome.casework.records.refusals import NotAllowed, NotFound
from wayhome.domain.access import OPENED_BY, Extent, Grant
from wayhome.domain.vocabulary import DataClass, RelationshipKind


@dataclass(frozen=True, slots=True)
class Access:
    """What one viewer may do with one child's record now. `identities` are all the identities of that child."""

    viewer: Viewer
    child: UUID
    identities: tuple[UUID, ...]
    organisation: UUID
    relationships: frozenset[RelationshipKind]

    def grant(self, data_class: DataClass) -> Grant:
        """What the viewer sees of a class, and whether they write there."""
        return may(self.viewer, data_class, self.relationships)

    def may_read(self, data_class: DataClass) -> bool:
        """Whether the viewer reads a class itself; what was only shared is shown by the share, not here."""
        return self.grant(data_class).extent not in (Extent.NONE, Extent.SHARED)

    def reads_all(self, data_class: DataClass) -> bool:
        """Whether the viewer reads a class to the letter, and not only a summary of it."""
        return self.grant(data_class).extent in (Extent.FULL, Extent.OWN)

    def may_write(self, data_class: DataClass) -> bool:
        return self.grant(data_class).write

    def must_write(self, data_class: DataClass) -> None:
        """Raises NotAllowed when the viewer may not write in a class."""
        if not self.may_write(data_class):
            raise NotAllowed()


def open_child(viewer: Viewer, child: UUID, *, show: bool = True) -> Access:
    """The viewer's access to a child, by any of its identities; the response journals that the child was shown.

    Raises NotFound when there is no such child, no relationship holds, or a conflict was declared: all three look alike.
    """
    access = accesses(viewer, [child]).get(child)
    if access is None:
        raise NotFound()
    if show:
        journal.shows(viewer, "child", [access.child], of=access.organisation)
    return access


def accesses(viewer: Viewer, children: Iterable[UUID]) -> Mapping[UUID, Access]:
    """The viewer's access to many children at once, by the identities asked for; those without any are left out.

    What was found is remembered while the same block runs, until anything changes on which it hangs (`DecidesAccess`).
    """
    asked = set(children)
    known = _remembered(viewer)
    found = {identity: known[identity] for identity in asked & known.keys()}
    if missing := asked - found.keys():
        worked_out = _worked_out(viewer, missing)
        known.update(worked_out)
        found.update(worked_out)
    return found


def _remembered(viewer: Viewer) -> dict[UUID, Access]:
    """What the running block remembers of this very viewer: the same person, roles, purpose and time."""
    of_each: dict[Viewer, dict[UUID, Access]] | None = recalled(ACCESS)
    return {} if of_each is None else of_each.setdefault(viewer, {})


def opened_by_others(viewer: Viewer) -> list[UUID]:
    """The children of other organisations about whom something was opened to the viewer's, by all their identities."""
    kept: dict[Any, Any] | None = recalled(ACCESS)
    key = (viewer, "opened by others")
    if kept is not None and key in kept:
        known: list[UUID] = kept[key]
        return known
    rows = Relationship.objects.filter(_in_time(viewer)).exclude(organisation=F("to_organisation"))
    children = set(rows.values_list("child_id", flat=True))
    if children:
        current = Identity.objects.filter(pk__among=children).values("current_id")
        children |= set(Identity.objects.filter(current_id__among=current).values_list("id", flat=True))
    found = sorted(children)
    if kept is not None:
        kept[key] = found
    return found


def _worked_out(viewer: Viewer, asked: set[UUID]) -> dict[UUID, Access]:
    family: dict[UUID, list[UUID]] = defaultdict(list)
    owner: dict[UUID, UUID] = {}
    current: dict[UUID, UUID] = {}
    of_those = Identity.objects.filter(pk__among=asked).values("current_id")
    rows = Identity.objects.filter(current_id__among=of_those).order_by("recorded_at", "id")
    for id, child, organisation in rows.values_list("id", "current_id", "organisation_id"):
        family[child].append(id)
        owner[child] = organisation
        if id in asked:
            current[id] = child
    everyone = [i for ids in family.values() for i in ids]
    kinds = relationships_now(viewer, everyone)
    walled = conflicts_now(viewer, everyone)
    found: dict[UUID, Access] = {}
    for identity, child in current.items():
        ids = family[child]
        held = frozenset(kind for i in ids for kind in kinds.get(i, ()) if opens_for(viewer, kind))
        if (held or is_system(viewer)) and walled.isdisjoint(ids):
            found[identity] = Access(viewer, child, tuple(ids), owner[child], held)
    return found


def live(viewer: Viewer) -> Q:
    """The condition that a relationship holds now for this person; one that was passed on, while its case is still sent."""
    return _addressed_to(viewer) & (Q(passed_on=False) | Q(child_id__in=_sent(viewer).values("child_id")))


def _in_time(viewer: Viewer) -> Q:
    """The condition that a relationship with the viewer's organisation holds now."""
    now = Q(to_organisation_id=viewer.organisation, ended_at__isnull=True, starts_at__lte=viewer.at)
    return now & (Q(ends_at__isnull=True) | Q(ends_at__gt=viewer.at))


def _addressed_to(viewer: Viewer) -> Q:
    """The condition that it holds now, and for this person."""
    return (
        _in_time(viewer)
        & (Q(to_user_id__isnull=True) | Q(to_user_id=viewer.user))
        & (Q(to_team_id__isnull=True) | Q(to_team_id__in=viewer.teams))
    )


def _sent(viewer: Viewer) -> QuerySet[Relationship]:
    """What was sent to the viewer's organisation and still is: for as long, it may pass it on to its own people."""
    return Relationship.objects.filter(_in_time(viewer), kind=RelationshipKind.PROVIDER_REFERRAL.value, passed_on=False)


def referred_out(viewer: Viewer) -> list[tuple[UUID, UUID]]:
    """The cases for which the viewer's organisation opened records to providers, each with the provider; for jobs."""
    rows = Relationship.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=viewer.at), organisation_id=viewer.organisation, ended_at__isnull=True,
        kind=RelationshipKind.PROVIDER_REFERRAL.value, because_of__isnull=False,
    )  # fmt: skip
    return sorted(set(rows.values_list("because_of", "to_organisation_id")))


def opens_for(viewer: Viewer, kind: RelationshipKind) -> bool:
    """Whether a relationship of this kind opens anything to one of the viewer's roles (domain reference §10.1, §10.3).

    A team opens nothing to somebody who sees only the children they are named for.
    """
    for_anybody = (RelationshipKind.SHARE, RelationshipKind.BREAK_GLASS)
    return kind in for_anybody or any(kind in OPENED_BY[role] for role in viewer.roles)


def relationships_now(viewer: Viewer, identities: Iterable[UUID]) -> dict[UUID, set[RelationshipKind]]:
    """Which relationships hold now between the viewer and each identity: those that `live` chooses.

    Few were passed on, so whether the case is still sent is asked only where one was.
    """
    held: dict[UUID, set[RelationshipKind]] = defaultdict(set)
    rows = Relationship.objects.filter(_addressed_to(viewer), child_id__among=list(identities))
    found = list(rows.values_list("child_id", "kind", "passed_on"))
    passed_on = {child for child, _, was_passed_on in found if was_passed_on}
    sent = (
        set(_sent(viewer).filter(child_id__among=passed_on).values_list("child_id", flat=True)) if passed_on else set()
    )
    for child, kind, was_passed_on in found:
        if not was_passed_on or child in sent:
            held[child].add(RelationshipKind(kind))
    return held


def conflicts_now(viewer: Viewer, identities: Iterable[UUID]) -> set[UUID]:
    """The identities the viewer is walled off from, because a conflict was declared."""
    if viewer.user is None:
        return set()
    rows = Conflict.objects.filter(user_id=viewer.user, child_id__among=list(identities), ended_at__isnull=True)
    return set(rows.values_list("child_id", flat=True))


def open_to(viewer: Viewer) -> set[UUID]:
    """Every child that is open to the viewer now, as current children; for lists."""
    reached = Relationship.objects.filter(live(viewer)).values("child_id")
    rows = Identity.objects.filter(pk__in=reached)
    if viewer.user is not None:
        walled = Conflict.objects.filter(user_id=viewer.user, ended_at__isnull=True).values("child_id")
        shut = Identity.objects.filter(pk__in=walled).values("current_id")
        rows = rows.exclude(current_id__in=shut)
    return set(rows.values_list("current_id", flat=True))
