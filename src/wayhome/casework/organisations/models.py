"""Organisations and what holds between them (domain reference §5, items 1 to 3, and §12.1)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wayhome.casework.organisations.words import Nation
from wayhome.casework.records.classes import Retention, classify
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.models import Fact, Record
from wayhome.casework.records.moments import pair
from wayhome.domain.vocabulary import DataClass

ORGANISATIONS, POLICIES = "organisations", "organisations.policies"
"""Under what names a block remembers the organisations, and their local choices, that it has read."""


class Organisation(models.Model):
    """A tenant: an authority, a police force, a provider or another. Its name is public; everything else about it is not."""

    id = models.UUIDField(primary_key=True, default=fresh_id, editable=False)
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    gss_code = models.CharField(max_length=9, null=True, unique=True)
    nation = models.CharField(max_length=1, default=Nation.ENGLAND.value)
    reference_prefix = models.CharField(max_length=4)
    provider_type = models.CharField(max_length=24, null=True)
    police_force = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class EmailDomain(models.Model):
    """The part after @ by which a work e-mail address belongs to one organisation."""

    domain = models.CharField(max_length=253, primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.domain


class Team(Record):
    """A team that children are allocated to and people work in."""

    name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(ended_at__isnull=True), name="team_name_once"
            ),
            pair("team", "ended"),
        ]


class Agreement(Record):
    """What two organisations agreed to share: parties, purposes, classes, and until when (§12.1)."""

    with_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    purposes = ArrayField(models.CharField(max_length=40))
    classes = ArrayField(models.CharField(max_length=24))
    data_protection_role = models.CharField(max_length=24)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(organisation=F("with_organisation")), name="agreement_between_two"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="agreement_order"
            ),
            pair("agreement", "ended"),
        ]


class Contract(Record):
    """A provider commissioned to hold talks: for which areas, how far they travel, at what value."""

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    value_pounds = models.PositiveIntegerField(null=True)
    areas = ArrayField(models.CharField(max_length=80), default=list)
    travel_miles = models.PositiveIntegerField(null=True)
    access_days_after_closure = models.PositiveIntegerField(default=28)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="contract_order"
            ),
            pair("contract", "ended"),
        ]


class ContactPoint(Record):
    """Where an organisation is reached, by hour: the missing inbox, the duty number, the number out of hours.

    `days` are ISO weekdays (1 Monday); hours are local. A span that ends at or before it starts runs over midnight.
    """

    kind = models.CharField(max_length=24)
    label = models.CharField(max_length=120)
    address = models.CharField(max_length=254)
    days = ArrayField(models.PositiveSmallIntegerField(), default=list)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [pair("contact_point", "ended")]


class Policy(Fact):
    """A local choice and the instant from which it holds. A change is a new row, so that every past date keeps its own."""

    name = models.CharField(max_length=60)
    value = models.JSONField()
    starts_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "name", "starts_at"], name="policy_by_date")]


_STAFF = {DataClass.IDENTITY: "address label"}

ORGANISATION_HELD = classify(
    Organisation,
    retention=Retention.ORGANISATION,
    about="organisation",
    neither="kind name short_name gss_code nation reference_prefix provider_type police_force started_on ended_on",
)
DOMAIN_HELD = classify(EmailDomain, retention=Retention.ORGANISATION, about="organisation", neither="domain")
TEAM_HELD = classify(Team, retention=Retention.ORGANISATION, about="organisation", neither="name ended_at ended_by")
AGREEMENT_HELD = classify(
    Agreement,
    retention=Retention.ORGANISATION,
    about="organisation",
    neither="with_organisation title purposes classes data_protection_role starts_on ends_on ended_at ended_by",
)
CONTRACT_HELD = classify(
    Contract,
    retention=Retention.ORGANISATION,
    about="organisation",
    neither="provider reference starts_on ends_on value_pounds areas travel_miles access_days_after_closure ended_at ended_by",
)
CONTACT_HELD = classify(
    ContactPoint,
    retention=Retention.ORGANISATION,
    about="staff",
    personal=_STAFF,
    neither="kind days opens closes ended_at ended_by",
)
POLICY_HELD = classify(Policy, retention=Retention.ORGANISATION, about="organisation", neither="name value starts_at")
