"""Children and what is known of them (domain reference §5, item 5). The tenant is the responsible authority.

`Identity` is what every other record points at. It stands for one `Child` now; merging two records of one child moves
identities, and undoing the merge moves them back, so that no later record is ever rewritten.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from wayhome.casework.journal.context import forget
from wayhome.casework.records.models import Fact, Record
from wayhome.casework.records.moments import pair
from wayhome.casework.records.references import Within
from wayhome.casework.records.sealing import Narrative


class Child(Record):
    """The file of one child. Its first identity has the same id. Birth columns are the working value of the assertions."""

    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=20)
    local_id = models.CharField(max_length=40, null=True)
    upn = models.CharField(max_length=13, null=True)
    nhs_number = models.CharField(max_length=10, null=True)
    likes_to_be_called = models.CharField(max_length=80, null=True)
    born_earliest = models.DateField(null=True)
    born_latest = models.DateField(null=True)
    born_certainty = models.CharField(max_length=12, default="not_recorded")
    born_year = models.PositiveSmallIntegerField(null=True)
    born_month = models.PositiveSmallIntegerField(null=True)
    born_day = models.PositiveSmallIntegerField(null=True)
    sex = models.CharField(max_length=16, null=True)
    gender = models.CharField(max_length=40, null=True)
    ethnicity = models.CharField(max_length=8, null=True)
    first_language = models.CharField(max_length=40, null=True)
    needs_interpreter = models.BooleanField(null=True)
    disabled = models.BooleanField(null=True)
    communication_needs = Narrative()
    unaccompanied = models.BooleanField(null=True)
    deceased_at = models.DateTimeField(null=True)
    deceased_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="child_number_once"),
            models.UniqueConstraint(fields=["organisation", "local_id"], name="child_local_id_once"),
            pair("child", "deceased"),
        ]
        indexes = [
            models.Index(fields=["organisation", "born_year", "born_month", "born_day"], name="child_born"),
            models.Index(fields=["organisation", "reference"], name="child_by_reference"),
            models.Index(fields=["organisation", "upn"], name="child_upn"),
        ]

    @property
    def child_id(self) -> UUID:
        """The identity whose key seals this row's text: the child's own."""
        return self.id


ACCESS = "children.access"
"""Under what name a block remembers who may open which record, once it has worked that out."""


class DecidesAccess(models.QuerySet[Any]):
    """Rows on which it hangs who may open a record: whenever any is written, what was worked out before is forgotten."""

    def bulk_create(self, *args: Any, **options: Any) -> Any:
        forget(ACCESS)
        return super().bulk_create(*args, **options)

    def update(self, **values: Any) -> int:
        forget(ACCESS)
        return super().update(**values)

    def delete(self) -> Any:
        forget(ACCESS)
        return super().delete()


class Deciding(Record):
    """The same for one row."""

    objects = DecidesAccess.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Save the row, and forget what was worked out from how it was."""
        forget(ACCESS)
        super().save(*args, **options)


class Identity(Deciding):
    """What every record about a child points at: the child it stands for now, which a merge may change."""

    current = Within(Child)

    class Meta:
        verbose_name = "child"
        indexes = [models.Index(fields=["current"], name="identity_current")]


class Merge(Record):
    """Two records found to be one child: which identity was moved from which file to which, and whether it was undone."""

    kept = Within(Child)
    merged = Within(Child)
    moved = Within(Identity)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    class Meta:
        constraints = [pair("merge", "undone")]


class Name(Record):
    """A name a child has or had. The key columns are for finding a child by plain equality (security reference §3)."""

    child = Within(Identity)
    kind = models.CharField(max_length=12)
    given = models.CharField(max_length=80)
    family = models.CharField(max_length=80, blank=True)
    sound_given = models.CharField(max_length=24)
    sound_family = models.CharField(max_length=24)
    initials = models.CharField(max_length=4)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [pair("name", "ended")]
        indexes = [
            models.Index(fields=["child"], name="name_of_child"),
            models.Index(fields=["organisation", "sound_family", "sound_given"], name="name_by_sound"),
            models.Index(fields=["organisation", "sound_given"], name="name_by_given"),
            models.Index(fields=["organisation", "initials"], name="name_by_initials"),
        ]


class BirthAssertion(Record):
    """A date of birth as somebody gave it. Several may stand; one may be settled on (who, when), and the rest stay readable."""

    child = Within(Identity)
    earliest = models.DateField()
    latest = models.DateField()
    estimated = models.BooleanField(default=False)
    source = models.CharField(max_length=12)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(latest__gte=F("earliest")), name="birth_order"),
            pair("birth", "settled"),
            pair("birth", "withdrawn"),
        ]
        indexes = [models.Index(fields=["child"], name="birth_of_child")]


class Status(Record):
    """A spell of being looked after, of a legal status, or of a plan: kind, code, from and until."""

    child = Within(Identity)
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=24)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="status_order"
            ),
            pair("status", "withdrawn"),
        ]
        indexes = [models.Index(fields=["child", "kind", "starts_on"], name="status_of_child")]


class Address(Record):
    """Where a child lives or lived. Of a protected address only the town is shown, unless somebody was cleared for it."""

    child = Within(Identity)
    kind = models.CharField(max_length=16)
    lines = Narrative()
    postcode = Narrative()
    town = models.CharField(max_length=80, null=True)
    area_code = models.CharField(max_length=9, null=True)
    protected = models.BooleanField(default=False)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["child"], name="address_of_child")]


class Placement(Record):
    """A placement of a looked-after child: where, with whom, in which authority's area, from and until."""

    child = Within(Identity)
    kind = models.CharField(max_length=24)
    provider_name = models.CharField(max_length=120, null=True)
    home = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    urn = models.CharField(max_length=12, null=True)
    area_code = models.CharField(max_length=9, null=True)
    address = Within(Address, null=True)
    distance_miles = models.PositiveIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="placement_order"
            ),
            pair("placement", "withdrawn"),
        ]
        indexes = [models.Index(fields=["child", "starts_on"], name="placement_of_child")]


class ContactSafety(Fact):
    """How a child may be reached safely, as checked by somebody on a day. Each check is a new row; the latest holds."""

    child = Within(Identity)
    checked_at = models.DateTimeField()
    permissions = models.JSONField()
    named_adult = Narrative()
    named_adult_reached_by = Narrative()
    times = Narrative()
    whose_phone = Narrative()
    notes = Narrative()
    danger_at_home = models.BooleanField(null=True)
    no_unknown_numbers = models.BooleanField(null=True)
    not_at_address = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["child", "checked_at"], name="contact_safety_of_child")]


class Adult(Record):
    """An adult in a child's life: relation, parental responsibility, and whether they may be told or contacted."""

    child = Within(Identity)
    relation = models.CharField(max_length=24)
    name = Narrative()
    reached_by = Narrative()
    has_parental_responsibility = models.BooleanField(null=True)
    may_be_contacted = models.CharField(max_length=16, default="not_checked_yet")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [pair("adult", "ended")]
        indexes = [models.Index(fields=["child"], name="adult_of_child")]


class School(Record):
    """A school or college a child goes to, and who there can pass something on."""

    child = Within(Identity)
    name = models.CharField(max_length=160)
    urn = models.CharField(max_length=12, null=True)
    contact = Narrative()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["child"], name="school_of_child")]


class Worker(Record):
    """A professional with a lasting part in a child's life: allocated social worker, reviewing officer, advocate."""

    child = Within(Identity)
    part = models.CharField(max_length=24)
    user = Within("accounts.User")
    team = Within("organisations.Team", null=True)
    starts_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            pair("worker", "ended"),
            models.UniqueConstraint(
                fields=["child", "part"], condition=Q(ended_at__isnull=True), name="one_worker_a_part"
            ),
        ]


class Relationship(Deciding):
    """What opens a child's record, to an organisation, and there to everyone, one team or one person; from and until.

    Access of another organisation is never an exception in code: it is a row here, and row policies join it.
    """

    child = Within(Identity)
    to_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    to_user = Within("accounts.User", tenant="to_organisation_id", null=True)
    to_team = Within("organisations.Team", tenant="to_organisation_id", null=True)
    kind = models.CharField(max_length=24)
    purpose = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    because_of = models.UUIDField(null=True)
    passed_on = models.BooleanField(
        default=False
    )  # by a provider to its own worker: holds while the case is sent to it
    reason = Narrative()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="relationship_order"
            ),
            pair("relationship", "ended"),
            pair("relationship", "reviewed"),
        ]
        indexes = [
            models.Index(fields=["to_organisation", "child"], name="relationship_opens"),
            models.Index(fields=["child"], name="relationship_of_child"),
            models.Index(
                fields=["to_organisation", "child"],
                condition=~Q(organisation=F("to_organisation")),
                name="relationship_from_others",
            ),
        ]


class Conflict(Deciding):
    """A member of staff who must not see a child's record: a relative, a neighbour, somebody an allegation names."""

    child = Within(Identity)
    user_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    user = Within("accounts.User", tenant="user_organisation_id")
    kind = models.CharField(max_length=24)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [pair("conflict", "ended")]
        indexes = [models.Index(fields=["user", "child"], name="conflict_of_user")]


class Key(Record):
    """A data key that seals a child's narrative text, wrapped by a master key. Destroying it is how text is disposed of."""

    child = Within(Identity)
    master = models.CharField(max_length=16)
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            pair("key", "destroyed"),
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) | Q(wrapped__isnull=True), name="key_destroyed_is_gone"
            ),
        ]
        indexes = [models.Index(fields=["child"], name="key_of_child")]
