"""Notices that come in from other organisations: kept as they came, before anything is done with them."""

from __future__ import annotations

from django.db import models

from wayhome.casework.organisations.models import Organisation
from wayhome.casework.records.classes import Retention, classify
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.models import Record
from wayhome.casework.records.moments import pair
from wayhome.domain.vocabulary import DataClass


class Notice(Record):
    """One notice, as the sender wrote it. The tenant is the authority it is for; the sender sees what became of it.

    `number` is the sender's own id: the same number with the same content is the same notice, with other content it is
    refused and goes to a person.
    """

    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=16, default="received")
    why = models.CharField(max_length=40, blank=True)
    given = models.CharField(max_length=80, blank=True)
    family = models.CharField(max_length=80, blank=True)
    born = models.DateField(null=True)
    police_reference = models.CharField(max_length=40, blank=True)
    content = models.JSONField()
    episode_id = models.UUIDField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    taken_up_by = models.UUIDField(null=True)
    matched_child = models.UUIDField(null=True)
    """Which child a person says it is about; with `matched_at` set and no child: one who has no file yet."""
    matched_at = models.DateTimeField(null=True)
    matched_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "from_organisation", "number"], name="notice_number_once"),
            pair("notice", "taken_up"),
            pair("notice", "matched"),
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="notice_to_see_to"),
            models.Index(fields=["organisation", "police_reference"], name="notice_by_police_reference"),
        ]


class SigningKey(models.Model):
    """A secret by which an organisation signs what its machines send. Sealed with the master key; two may overlap."""

    id = models.UUIDField(primary_key=True, default=fresh_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    secret = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"signing key {self.name}"


NOTICE_HELD = classify(
    Notice,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={
        DataClass.IDENTITY: "given family born content",
        DataClass.EPISODE: "from_organisation number kind state why police_reference episode_id taken_up_at taken_up_by "
        "matched_child matched_at matched_by",
    },
    neither="sha256",
)
KEY_HELD = classify(
    SigningKey,
    retention=Retention.ORGANISATION,
    about="organisation",
    neither="organisation name secret starts_at ends_at",
)
