"""Reading children: who they are for lists, one child's record by class, how to reach them safely, who may open it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wayhome.casework import journal
from wayhome.casework.accounts.queries import PersonNamed, names
from wayhome.casework.children import models as m
from wayhome.casework.children.access import Access, accesses, open_child, open_to
from wayhome.casework.children.ages import NOT_RECORDED, Birth
from wayhome.casework.children.keys import open_keys
from wayhome.casework.children.seen import (
    AddressSeen,
    AdultSeen,
    AssertionSeen,
    Card,
    Glance,
    NameSeen,
    Person,
    PlacementSeen,
    Record,
    RelationshipSeen,
    SchoolSeen,
    StatusSeen,
    WorkerSeen,
)
from wayhome.casework.children.words import (
    AddressKind,
    BirthCertainty,
    NameKind,
    Part,
    PlacementKind,
    Relation,
    StatusKind,
)
from wayhome.casework.journal.context import Viewer
from wayhome.casework.records.refusals import NotAllowed, NotFound
from wayhome.domain.moment import LONDON
from wayhome.domain.vocabulary import Channel, ContactPermission, DataClass, RelationshipKind, Role, Source

OF_A_PERSON = (
    "id", "reference", "likes_to_be_called", "born_earliest", "born_latest", "born_certainty", "deceased_at",
)  # fmt: skip
OF_A_NAME = ("id", "child_id", "kind", "given", "family", "recorded_at")
"""What a list needs of a child and of a name: a few columns of many rows, and none that is sealed."""


def who(viewer: Viewer, children: Iterable[UUID]) -> Mapping[UUID, Person]:
    """Names, ages and references for lists, by the identities asked for; a child not open to the viewer is left out.

    A viewer whose roles see no names gets the reference alone (masking, domain reference §10.4).
    """
    found = accesses(viewer, children)
    columns = m.Child.objects.filter(pk__among={a.child for a in found.values()}).values_list(*OF_A_PERSON, named=True)
    rows = {row.id: row for row in columns}
    called = names_of(found.values())
    for organisation in {a.organisation for a in found.values()}:
        ours = {a.child for a in found.values() if a.organisation == organisation}
        journal.shows(viewer, "child", sorted(ours), of=organisation)
    return {i: _person(a, rows[a.child], called.get(a.child)) for i, a in found.items() if a.child in rows}


def children(viewer: Viewer) -> list[Person]:
    """Every child whose record is open to the viewer, by family name and given name."""
    people = who(viewer, open_to(viewer))
    return sorted(people.values(), key=lambda p: (p.family.casefold(), p.given.casefold(), str(p.id)))


def person(viewer: Viewer, child: UUID) -> Person:
    """One child's name, age and reference. Raises NotFound."""
    access = open_child(viewer, child)
    row = m.Child.objects.values_list(*OF_A_PERSON, named=True).get(pk=access.child)
    return _person(access, row, names_of([access]).get(access.child))


def record(viewer: Viewer, child: UUID) -> Record:
    """Everything of a child's record that the viewer may read, part by part. Raises NotFound."""
    access = open_child(viewer, child)
    row = m.Child.objects.get(pk=access.child)
    ids = access.identities
    identity = access.may_read(DataClass.IDENTITY)
    addresses = _addresses(access) if identity else ()
    return Record(
        person=_person(access, row, names_of([access]).get(access.child)),
        version=row.version,
        sensitive=access.may_read(DataClass.SENSITIVE),
        disabled=row.disabled if access.may_read(DataClass.SENSITIVE) else None,
        communication_needs=row.communication_needs if access.may_read(DataClass.SENSITIVE) else None,
        sex=row.sex if identity else None,
        gender=row.gender if identity else None,
        ethnicity=row.ethnicity if identity else None,
        first_language=row.first_language if identity else None,
        needs_interpreter=row.needs_interpreter if identity else None,
        unaccompanied=row.unaccompanied if identity else None,
        local_id=row.local_id if identity else None,
        names=_names(ids) if identity else (),
        births=_births(ids) if identity else (),
        statuses=_statuses(ids) if identity else (),
        placements=_placements(access, addresses) if identity else (),
        addresses=addresses,
        adults=_adults(ids) if identity else (),
        schools=_schools(ids) if identity else (),
        workers=_workers(viewer, ids) if identity else (),
        card=card_of(access),
    )


def glance(viewer: Viewer, child: UUID) -> Glance:
    """Of a child's record as the viewer may read it, what a case's page says beside the name. Raises NotFound."""
    access = open_child(viewer, child)
    row = m.Child.objects.only("first_language", "needs_interpreter", "communication_needs").get(pk=access.child)
    identity = access.may_read(DataClass.IDENTITY)
    addresses = _addresses(access) if identity else ()
    return Glance(
        first_language=row.first_language if identity else None,
        needs_interpreter=row.needs_interpreter if identity else None,
        communication_needs=row.communication_needs if access.may_read(DataClass.SENSITIVE) else None,
        placements=_placements(access, addresses) if identity else (),
        addresses=addresses,
    )


def card(viewer: Viewer, child: UUID) -> Card:
    """How the child may be reached safely: the latest check, or not checked yet. Raises NotFound."""
    return card_of(open_child(viewer, child))


def cards(viewer: Viewer, found: Iterable[Access]) -> dict[UUID, Card]:
    """The cards of many children by child, for lists: three questions however many. Who checked stands on the child's page."""
    readable = {i: a for a in found for i in a.identities if a.may_read(DataClass.WISHES_AND_SAFETY)}
    open_keys(readable)
    rows = m.ContactSafety.objects.filter(child_id__among=readable).order_by("checked_at", "recorded_at", "id")
    latest = {readable[row.child_id].child: row for row in rows}
    return {child: _card(row, None) for child, row in latest.items()}


def card_of(access: Access) -> Card:
    """The safe-contact card for somebody who may open the child; every page that can contact anyone shows it."""
    row = (
        m.ContactSafety.objects.filter(child_id__among=access.identities)
        .order_by("-checked_at", "-recorded_at", "-id")
        .first()
    )
    nothing = dict.fromkeys(Channel, ContactPermission.NOT_CHECKED_YET)
    if row is None or not access.may_read(DataClass.WISHES_AND_SAFETY):
        return Card(nothing, checked_at=None, hidden=row is not None)
    checker = names(access.viewer, [row.recorded_by]).get(row.recorded_by) if row.recorded_by else None
    return _card(row, checker.beside(access.viewer) if checker else None)


def _card(row: m.ContactSafety, checked_by: str | None) -> Card:
    permissions = dict.fromkeys(Channel, ContactPermission.NOT_CHECKED_YET) | {
        Channel(c): ContactPermission(p) for c, p in row.permissions.items()
    }
    return Card(
        permissions, row.checked_at, False, checked_by, row.named_adult, row.named_adult_reached_by, row.times,
        row.whose_phone, row.notes, row.danger_at_home, row.no_unknown_numbers, row.not_at_address,
    )  # fmt: skip


CLEARED = (Role.RHI_COORDINATOR, Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.FRONT_DOOR)
"""Who may open a protected address: people of the child's own authority whose work it is, and then one address at a time."""


def protected_address(viewer: Viewer, address: UUID) -> AddressSeen:
    """The whole of one protected address; the journal names the look. Raises NotFound, NotAllowed."""
    row = m.Address.objects.filter(pk=address).first()
    if row is None:
        raise NotFound()
    access = open_child(viewer, row.child_id)
    if viewer.organisation != access.organisation or not viewer.has(*CLEARED):
        raise NotAllowed()
    journal.shows(viewer, "protected_address", [address], of=access.organisation)
    return _address(row, whole=True)


def relationships(viewer: Viewer, child: UUID) -> list[RelationshipSeen]:
    """Who may open the child's record and why, live ones first. Raises NotFound."""
    access = open_child(viewer, child)
    rows = m.Relationship.objects.filter(child_id__among=access.identities).select_related("to_organisation", "to_team")
    people = names(viewer, [r.to_user_id for r in rows])
    seen = [_relationship(viewer, r, people.get(r.to_user_id)) for r in rows.order_by("starts_at", "id")]
    return sorted(seen, key=lambda s: not s.live)


def names_of(found: Iterable[Access]) -> dict[UUID, Any]:
    """The name each child goes by: known as before legal, the newest of its kind."""
    child_of = {i: a.child for a in found for i in a.identities}
    order = {
        kind.value: n for n, kind in enumerate((NameKind.ALIAS, NameKind.PREVIOUS, NameKind.LEGAL, NameKind.KNOWN_AS))
    }
    rows = m.Name.objects.filter(child_id__among=child_of, ended_at__isnull=True).values_list(*OF_A_NAME, named=True)
    best: dict[UUID, Any] = {}
    for row in sorted(rows, key=lambda n: (order.get(n.kind, 0), n.recorded_at, str(n.id))):
        best[child_of[row.child_id]] = row
    return best


def birth_of(row: Any) -> Birth:
    """The working date of birth in a child's columns."""
    return Birth(row.born_earliest, row.born_latest, BirthCertainty(row.born_certainty))


def _relationship(viewer: Viewer, r: m.Relationship, person: PersonNamed | None) -> RelationshipSeen:
    live = r.ended_at is None and r.starts_at <= viewer.at and (r.ends_at is None or r.ends_at > viewer.at)
    return RelationshipSeen(
        r.id, RelationshipKind(r.kind), r.to_organisation.name, person.name if person else None,
        r.to_team.name if r.to_team else None, r.purpose, r.starts_at, r.ended_at or r.ends_at, live, r.version,
    )  # fmt: skip


def _person(access: Access, row: Any, name: Any) -> Person:
    if not access.reads_all(DataClass.IDENTITY):  # a role that reads codes alone is shown nobody by name
        return Person(row.id, access.organisation, row.reference, "", "", None, NOT_RECORDED, None, masked=True)
    given, family = (name.given, name.family) if name else ("", "")
    return Person(
        row.id,
        access.organisation,
        row.reference,
        given,
        family,
        row.likes_to_be_called,
        birth_of(row),
        row.deceased_at,
    )


def _names(ids: tuple[UUID, ...]) -> tuple[NameSeen, ...]:
    rows = m.Name.objects.filter(child_id__among=ids).order_by("recorded_at", "id")
    return tuple(NameSeen(n.id, NameKind(n.kind), n.given, n.family, n.ended_at, n.version) for n in rows)


def _births(ids: tuple[UUID, ...]) -> tuple[AssertionSeen, ...]:
    rows = m.BirthAssertion.objects.filter(child_id__among=ids).order_by("recorded_at", "id")
    return tuple(
        AssertionSeen(
            b.id, b.earliest, b.latest, b.estimated, Source(b.source), b.recorded_at, b.settled_at is not None,
            b.withdrawn_at is not None, b.version,
        )
        for b in rows
    )  # fmt: skip


def _statuses(ids: tuple[UUID, ...]) -> tuple[StatusSeen, ...]:
    rows = m.Status.objects.filter(child_id__among=ids, withdrawn_at__isnull=True).order_by("-starts_on", "id")
    return tuple(StatusSeen(s.id, StatusKind(s.kind), s.code, s.starts_on, s.ends_on, s.version) for s in rows)


def _placements(access: Access, addresses: Iterable[AddressSeen]) -> tuple[PlacementSeen, ...]:
    rows = m.Placement.objects.filter(child_id__among=access.identities, withdrawn_at__isnull=True)
    today = access.viewer.at.astimezone(LONDON).date()
    known = {a.id: a for a in addresses}
    found = []
    for p in rows.order_by("-starts_on", "id"):
        address = known.get(p.address_id) if p.address_id else None
        now = p.starts_on <= today and (p.ends_on is None or today <= p.ends_on)
        found.append(
            PlacementSeen(
                p.id, PlacementKind(p.kind), p.provider_name if not p.address_id or (address and not address.protected) else None, p.urn,
                p.area_code, p.distance_miles, p.starts_on, p.ends_on, now, address, p.version,
            )
        )  # fmt: skip
    return tuple(found)


def _addresses(access: Access) -> tuple[AddressSeen, ...]:
    rows = m.Address.objects.filter(child_id__among=access.identities).order_by("-starts_on", "recorded_at", "id")
    return tuple(_address(a) for a in rows)


def _address(a: m.Address, *, whole: bool = False) -> AddressSeen:
    """An address; of a protected one the town only, and the rest is not even opened."""
    hidden = a.protected and not whole
    return AddressSeen(
        a.id, AddressKind(a.kind), None if hidden else a.lines, a.town, None if hidden else a.postcode, a.area_code,
        a.protected, a.starts_on, a.ends_on, a.version,
    )  # fmt: skip


def _adults(ids: tuple[UUID, ...]) -> tuple[AdultSeen, ...]:
    rows = m.Adult.objects.filter(child_id__among=ids, ended_at__isnull=True).order_by("recorded_at", "id")
    return tuple(
        AdultSeen(
            a.id, Relation(a.relation), a.name, a.reached_by, a.has_parental_responsibility,
            ContactPermission(a.may_be_contacted), a.version,
        )
        for a in rows
    )  # fmt: skip


def _schools(ids: tuple[UUID, ...]) -> tuple[SchoolSeen, ...]:
    rows = m.School.objects.filter(child_id__among=ids).order_by("-starts_on", "recorded_at", "id")
    return tuple(SchoolSeen(s.id, s.name, s.urn, s.contact, s.starts_on, s.ends_on, s.version) for s in rows)


def _workers(viewer: Viewer, ids: tuple[UUID, ...]) -> tuple[WorkerSeen, ...]:
    rows = list(m.Worker.objects.filter(child_id__among=ids, ended_at__isnull=True).order_by("starts_at", "id"))
    people = names(viewer, [w.user_id for w in rows])
    return tuple(
        WorkerSeen(
            w.id,
            Part(w.part),
            w.user_id,
            people[w.user_id].name if w.user_id in people else None,
            w.starts_at,
            w.version,
        )
        for w in rows
    )
