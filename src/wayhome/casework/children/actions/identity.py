"""Who a child is: registering, names, date of birth as it was given and as it was settled, death."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from wayhome.casework import journal
from wayhome.casework.children import rules
from wayhome.casework.children.access import Access, open_child
from wayhome.casework.children.models import BirthAssertion, Child, Identity, Name, Relationship
from wayhome.casework.children.sounds import initials, sound
from wayhome.casework.children.words import BirthCertainty, NameKind
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import organisation
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotAllowed, NotFound, raise_if
from wayhome.domain.vocabulary import DataClass, RelationshipKind, Source

FIRST_NUMBER = 1001
MAY_CHANGE = frozenset(
    {
        "local_id", "upn", "nhs_number", "likes_to_be_called", "sex", "gender", "ethnicity", "first_language",
        "needs_interpreter", "disabled", "communication_needs", "unaccompanied",
    }
)  # fmt: skip


def register_child(
    *,
    given: str,
    by: Viewer,
    at: datetime,
    family: str = "",
    born: date | None = None,
    born_latest: date | None = None,
    born_estimated: bool = False,
    source: Source = Source.LA,
    team: UUID | None = None,
    **facts: Any,
) -> UUID:
    """Start a child's file in the viewer's authority, open to the given team (or the viewer's own). The child's first identity.

    `facts` are columns of `Child`: local_id, sex, likes_to_be_called and so on. Raises NotAllowed, Refused.
    """
    with transaction.atomic():
        raise_if(rules.may_register(by))
        raise_if(rules.may_be_named(given, family))
        raise_if(rules.are_known_facts(facts, MAY_CHANGE))
        number = _next_number(by)
        reference = f"{organisation(by).reference_prefix}-{number}"
        child = Child.objects.create(
            organisation_id=by.organisation, number=number, reference=reference, **recorded(by, at)
        )
        Identity.objects.create(id=child.id, organisation_id=by.organisation, current=child, **recorded(by, at))
        opened = team or next(iter(sorted(by.teams)), None)
        Relationship.objects.create(
            organisation_id=by.organisation, child_id=child.id, to_organisation_id=by.organisation, to_team_id=opened,
            kind=RelationshipKind.TEAM_MEMBERSHIP.value, purpose=by.purpose, starts_at=at, **recorded(by, at),
        )  # fmt: skip
        if facts:
            _only_one(by.organisation, facts)
            _set(child, facts)
        _add_name(by, at, child.id, child.organisation_id, NameKind.KNOWN_AS, given, family)
        if born is not None:
            _add_birth(by, at, child.id, child.organisation_id, born, born_latest or born, born_estimated, source)
            _work_out_birth(Child.locked(child.id, seen_version=None), (child.id,))
        journal.wrote(by, "child.registered", "child", child.id)
    return child.id


def change_child(*, child: UUID, seen_version: int, by: Viewer, at: datetime, **facts: Any) -> None:
    """Change what is known of a child. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        access, row = _opened(by, child, seen_version)
        raise_if(rules.are_known_facts(facts, MAY_CHANGE))
        _only_one(access.organisation, facts, but=row.pk)
        row.change(**facts)
        journal.wrote(
            by, "child.changed", "child", access.child, of=access.organisation, columns=",".join(sorted(facts))
        )


def add_name(
    *, child: UUID, given: str, by: Viewer, at: datetime, family: str = "", kind: NameKind = NameKind.KNOWN_AS
) -> UUID:
    """Record another name of a child. Earlier names stay, so that old papers still find the child."""
    with transaction.atomic():
        access, _ = _opened(by, child, None)
        raise_if(rules.may_be_named(given, family))
        name = _add_name(by, at, child, access.organisation, kind, given, family)
        journal.wrote(by, "child.named", "child", access.child, of=access.organisation, kind=kind.value)
    return name


def end_name(*, name: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Say that a name is no longer used. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = Name.locked(name, seen_version=seen_version)
        access, _ = _opened(by, row.child_id, None)
        others = Name.objects.filter(child_id__in=access.identities, ended_at__isnull=True).exclude(pk=name).exists()
        raise_if(rules.may_end_name(row.ended_at, others=others))
        row.change(ended_at=at, ended_by=by.user)
        journal.wrote(by, "child.name_ended", "child", access.child, of=access.organisation)


def record_birth(
    *,
    child: UUID,
    earliest: date,
    source: Source,
    by: Viewer,
    at: datetime,
    latest: date | None = None,
    estimated: bool = False,
) -> UUID:
    """Record a date of birth as somebody gave it. Where it differs from an earlier one both stand until one is settled on."""
    with transaction.atomic():
        access, row = _opened(by, child, None)
        raise_if(rules.may_be_born(earliest, latest or earliest, at))
        id = _add_birth(by, at, child, access.organisation, earliest, latest or earliest, estimated, source)
        _work_out_birth(row, access.identities)
        journal.wrote(by, "child.birth_recorded", "child", access.child, of=access.organisation)
    return id


def settle_birth(*, assertion: UUID, seen_version: int, by: Viewer, at: datetime) -> UUID:
    """Settle on one of the dates given; the others stay readable. The child. Raises NotFound, NotAllowed, Stale."""
    with transaction.atomic():
        whose = BirthAssertion.objects.filter(pk=assertion).values_list("child_id", flat=True).first()
        if whose is None:
            raise NotFound()
        open_child(by, whose, show=False)  # before the version is compared: to others there is nothing, not a change
        row = BirthAssertion.locked(assertion, seen_version=seen_version)
        access, child = _opened(by, row.child_id, None)
        raise_if(rules.may_settle(row.withdrawn_at))
        for other in BirthAssertion.objects.filter(child_id__in=access.identities, settled_at__isnull=False).exclude(
            pk=assertion
        ):
            other.change(settled_at=None, settled_by=None)
        row.change(settled_at=at, settled_by=by.user)
        _work_out_birth(child, access.identities)
        journal.wrote(by, "child.birth_settled", "child", access.child, of=access.organisation)
    return access.child


def withdraw_birth(*, assertion: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Say that a date was recorded in error; it stays readable. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = BirthAssertion.locked(assertion, seen_version=seen_version)
        access, child = _opened(by, row.child_id, None)
        raise_if(rules.may_settle(row.withdrawn_at))
        row.change(withdrawn_at=at, withdrawn_by=by.user, settled_at=None, settled_by=None)
        _work_out_birth(child, access.identities)
        journal.wrote(by, "child.birth_withdrawn", "child", access.child, of=access.organisation)


def record_death(*, child: UUID, died_at: datetime, seen_version: int | None, by: Viewer, at: datetime) -> None:
    """Record that a child has died, by `died_at` at the latest. Raises NotFound, NotAllowed, Refused, Stale.

    Whoever may tell of a death need not be allowed to change who the child is: nothing may wait for that.
    """
    with transaction.atomic():
        raise_if(rules.may_record_death(by, died_at, at))
        row = _own_file(by, child, seen_version)
        row.change(deceased_at=died_at, deceased_by=by.user)
        journal.wrote(by, "child.died", "child", row.pk, of=row.organisation_id)


def take_death_back(*, child: UUID, by: Viewer, at: datetime) -> None:
    """Say that the death was recorded in error. Raises NotFound, NotAllowed."""
    with transaction.atomic():
        raise_if(rules.may_take_death_back(by))
        row = _own_file(by, child, None)
        row.change(deceased_at=None, deceased_by=None)
        journal.wrote(by, "child.death_taken_back", "child", row.pk, of=row.organisation_id)


def _own_file(by: Viewer, child: UUID, seen_version: int | None) -> Child:
    access = open_child(by, child, show=False)
    if by.organisation != access.organisation:
        raise NotAllowed()
    return Child.locked(access.child, seen_version=seen_version)


def _opened(by: Viewer, child: UUID, seen_version: int | None) -> tuple[Access, Child]:
    """The access of somebody who may write who the child is, and the file, locked."""
    access = open_child(by, child, show=False)
    access.must_write(DataClass.IDENTITY)
    if by.organisation != access.organisation:
        raise NotAllowed()
    return access, Child.locked(access.child, seen_version=seen_version)


def _next_number(by: Viewer) -> int:
    """The next number of the authority's children."""
    _one_at_a_time(by.organisation)
    highest = Child.objects.filter(organisation_id=by.organisation).aggregate(highest=Max("number"))["highest"]
    return FIRST_NUMBER if highest is None else highest + 1


def _one_at_a_time(organisation: UUID) -> None:
    """A lock until the transaction ends: it keeps two files of an authority from taking one number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [str(organisation)])


def _only_one(organisation: UUID, facts: Mapping[str, Any], *, but: UUID | None = None) -> None:
    """Nobody else of the authority has this number in its social care system. Raises Refused."""
    number = facts.get("local_id")
    if number is not None:
        _one_at_a_time(organisation)
        others = Child.objects.filter(organisation_id=organisation, local_id=number).exclude(pk=but)
        raise_if(rules.has_own_number(taken=others.exists()))


def _set(child: Child, facts: dict[str, Any]) -> None:
    for column, value in facts.items():
        setattr(child, column, value)
    child.save(update_fields=list(facts))


def _add_name(by: Viewer, at: datetime, child: UUID, owner: UUID, kind: NameKind, given: str, family: str) -> UUID:
    name = Name.objects.create(
        organisation_id=owner, child_id=child, kind=kind.value, given=given.strip(), family=family.strip(),
        sound_given=sound(given), sound_family=sound(family), initials=initials(given, family), **recorded(by, at),
    )  # fmt: skip
    return name.id


def _add_birth(
    by: Viewer, at: datetime, child: UUID, owner: UUID, earliest: date, latest: date, estimated: bool, source: Source
) -> UUID:
    row = BirthAssertion.objects.create(
        organisation_id=owner, child_id=child, earliest=earliest, latest=latest, estimated=estimated, source=source.value,
        **recorded(by, at),
    )  # fmt: skip
    return row.id


def _work_out_birth(child: Child, identities: tuple[UUID, ...]) -> None:
    """The working value: the one settled on, else the hull of all that stand, disputed when they differ."""
    standing = list(BirthAssertion.objects.filter(child_id__in=identities, withdrawn_at__isnull=True))
    settled = [b for b in standing if b.settled_at is not None]
    counted = settled or standing
    if not counted:
        child.change(
            born_earliest=None, born_latest=None, born_certainty=BirthCertainty.NOT_RECORDED.value,
            born_year=None, born_month=None, born_day=None,
        )  # fmt: skip
        return
    earliest, latest = min(b.earliest for b in counted), max(b.latest for b in counted)
    if len({(b.earliest, b.latest) for b in counted}) > 1:
        certainty = BirthCertainty.DISPUTED
    else:
        guessed = any(b.estimated for b in counted) or earliest != latest
        certainty = BirthCertainty.ESTIMATED if guessed else BirthCertainty.EXACT
    one = earliest if earliest == latest else None
    child.change(
        born_earliest=earliest, born_latest=latest, born_certainty=certainty.value,
        born_year=one.year if one else None, born_month=one.month if one else None, born_day=one.day if one else None,
    )  # fmt: skip
