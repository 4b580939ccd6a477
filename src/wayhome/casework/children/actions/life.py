"""A child's life as far as it bears on the talk: status, placements, addresses, adults, school, safe contact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wayhome.casework import journal
from wayhome.casework.children import rules
from wayhome.casework.children.access import Access, open_child
from wayhome.casework.children.models import Address, Adult, ContactSafety, Placement, School, Status
from wayhome.casework.children.words import AddressKind, PlacementKind, Relation, StatusKind
from wayhome.casework.journal.context import Viewer
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotAllowed, raise_if
from wayhome.domain.vocabulary import Channel, ContactPermission, DataClass


def record_status(
    *, child: UUID, kind: StatusKind, code: str, starts_on: date, by: Viewer, at: datetime, ends_on: date | None = None
) -> UUID:
    """Record a spell of being looked after, of a legal status, or of a plan. Raises NotFound, NotAllowed, Refused."""
    with transaction.atomic():
        access = _writing(by, child)
        raise_if(rules.days_in_order(starts_on, ends_on))
        row = Status.objects.create(
            organisation_id=access.organisation, child_id=child, kind=kind.value, code=code, starts_on=starts_on,
            ends_on=ends_on, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(
            by, "child.status_recorded", "child", access.child, of=access.organisation, kind=kind.value, code=code
        )
    return row.id


def withdraw_status(*, status: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Say that a status was recorded in error. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = Status.locked(status, seen_version=seen_version)
        access = _writing(by, row.child_id)
        raise_if(rules.may_withdraw(row.withdrawn_at))
        row.change(withdrawn_at=at, withdrawn_by=by.user)
        journal.wrote(by, "child.status_withdrawn", "child", access.child, of=access.organisation)


def record_placement(
    *,
    child: UUID,
    kind: PlacementKind,
    starts_on: date,
    by: Viewer,
    at: datetime,
    ends_on: date | None = None,
    provider_name: str | None = None,
    home: UUID | None = None,
    urn: str | None = None,
    area_code: str | None = None,
    address: UUID | None = None,
    distance_miles: int | None = None,
) -> UUID:
    """Record where a looked-after child is placed; `area_code` is the authority whose area that is in.

    Raises NotFound, NotAllowed, and Refused when another placement stands at that time.
    """
    with transaction.atomic():
        access = _writing(by, child)
        raise_if(rules.days_in_order(starts_on, ends_on))
        others = Placement.objects.filter(child_id__in=access.identities, withdrawn_at__isnull=True).values_list(
            "starts_on", "ends_on"
        )
        raise_if(rules.does_not_overlap(starts_on, ends_on, list(others)))
        row = Placement.objects.create(
            organisation_id=access.organisation, child_id=child, kind=kind.value, provider_name=provider_name, home_id=home,
            urn=urn, area_code=area_code, address_id=address, distance_miles=distance_miles, starts_on=starts_on,
            ends_on=ends_on, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "child.placed", "child", access.child, of=access.organisation, kind=kind.value)
    return row.id


def end_placement(*, placement: UUID, ends_on: date, seen_version: int, by: Viewer, at: datetime) -> None:
    """Say when a placement ended. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = Placement.locked(placement, seen_version=seen_version)
        access = _writing(by, row.child_id)
        raise_if(rules.days_in_order(row.starts_on, ends_on))
        row.change(ends_on=ends_on)
        journal.wrote(by, "child.placement_ended", "child", access.child, of=access.organisation)


def withdraw_placement(*, placement: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Say that a placement was recorded in error. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = Placement.locked(placement, seen_version=seen_version)
        access = _writing(by, row.child_id)
        raise_if(rules.may_withdraw(row.withdrawn_at))
        row.change(withdrawn_at=at, withdrawn_by=by.user)
        journal.wrote(by, "child.placement_withdrawn", "child", access.child, of=access.organisation)


def record_address(
    *,
    child: UUID,
    kind: AddressKind,
    by: Viewer,
    at: datetime,
    lines: str | None = None,
    town: str | None = None,
    postcode: str | None = None,
    area_code: str | None = None,
    protected: bool = False,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> UUID:
    """Record an address. Of a protected one only the town is ever shown, unless somebody is cleared for one look."""
    with transaction.atomic():
        access = _writing(by, child)
        raise_if(rules.days_in_order(starts_on, ends_on))
        row = Address.objects.create(
            organisation_id=access.organisation, child_id=child, kind=kind.value, lines=lines, town=town, postcode=postcode,
            area_code=area_code, protected=protected, starts_on=starts_on, ends_on=ends_on, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "child.address_recorded", "child", access.child, of=access.organisation, protected=protected)
    return row.id


def protect_address(*, address: UUID, protected: bool, seen_version: int, by: Viewer, at: datetime) -> None:
    """Protect an address, or lift the protection. Raises NotFound, NotAllowed, Stale."""
    with transaction.atomic():
        row = Address.locked(address, seen_version=seen_version)
        access = _writing(by, row.child_id)
        row.change(protected=protected)
        journal.wrote(by, "child.address_protected", "child", access.child, of=access.organisation, protected=protected)


def record_adult(
    *,
    child: UUID,
    relation: Relation,
    name: str,
    by: Viewer,
    at: datetime,
    reached_by: str | None = None,
    has_parental_responsibility: bool | None = None,
    may_be_contacted: ContactPermission = ContactPermission.NOT_CHECKED_YET,
) -> UUID:
    """Record an adult in the child's life, whether they hold parental responsibility, and whether they may be contacted."""
    with transaction.atomic():
        access = _writing(by, child)
        raise_if(rules.may_be_named(name, ""))
        row = Adult.objects.create(
            organisation_id=access.organisation, child_id=child, relation=relation.value, name=name.strip(),
            reached_by=reached_by, has_parental_responsibility=has_parental_responsibility,
            may_be_contacted=may_be_contacted.value, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(
            by, "child.adult_recorded", "child", access.child, of=access.organisation, relation=relation.value
        )
    return row.id


def end_adult(*, adult: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Say that an adult no longer belongs on the record. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = Adult.locked(adult, seen_version=seen_version)
        access = _writing(by, row.child_id)
        raise_if(rules.may_withdraw(row.ended_at))
        row.change(ended_at=at, ended_by=by.user)
        journal.wrote(by, "child.adult_ended", "child", access.child, of=access.organisation)


def record_school(
    *,
    child: UUID,
    name: str,
    by: Viewer,
    at: datetime,
    urn: str | None = None,
    contact: str | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> UUID:
    """Record a school and who there can pass something on. Raises NotFound, NotAllowed, Refused."""
    with transaction.atomic():
        access = _writing(by, child)
        raise_if(rules.may_be_named(name, ""))
        raise_if(rules.days_in_order(starts_on, ends_on))
        row = School.objects.create(
            organisation_id=access.organisation, child_id=child, name=name.strip(), urn=urn, contact=contact,
            starts_on=starts_on, ends_on=ends_on, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "child.school_recorded", "child", access.child, of=access.organisation)
    return row.id


def check_contact_safety(
    *,
    child: UUID,
    permissions: Mapping[Channel, ContactPermission],
    by: Viewer,
    at: datetime,
    checked_at: datetime | None = None,
    named_adult: str | None = None,
    named_adult_reached_by: str | None = None,
    times: str | None = None,
    whose_phone: str | None = None,
    notes: str | None = None,
    danger_at_home: bool | None = None,
    no_unknown_numbers: bool | None = None,
    not_at_address: bool | None = None,
) -> UUID:
    """Record a check of how the child may be reached safely. A channel left out stays not checked; earlier checks stay.

    Whoever may write wishes and safety records it, an interviewer of a provider too. Raises NotFound, NotAllowed.
    """
    with transaction.atomic():
        access = open_child(by, child, show=False)
        access.must_write(DataClass.WISHES_AND_SAFETY)
        row = ContactSafety.objects.create(
            organisation_id=access.organisation, child_id=child, checked_at=checked_at or at,
            permissions={c.value: p.value for c, p in permissions.items()}, named_adult=named_adult,
            named_adult_reached_by=named_adult_reached_by, times=times, whose_phone=whose_phone, notes=notes,
            danger_at_home=danger_at_home, no_unknown_numbers=no_unknown_numbers, not_at_address=not_at_address,
            **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "child.contact_checked", "child", access.child, of=access.organisation)
    return row.id


def _writing(by: Viewer, child: UUID) -> Access:
    """The access of somebody of the child's own authority who may write who the child is."""
    access = open_child(by, child, show=False)
    access.must_write(DataClass.IDENTITY)
    if by.organisation != access.organisation:
        raise NotAllowed()
    return access
