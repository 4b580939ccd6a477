"""The journal's tables. No foreign keys: it must outlive what it speaks of, and holds ids and codes only."""

from __future__ import annotations

from django.db import models

from wayhome.casework.records.classes import Retention, classify
from wayhome.casework.records.ids import fresh_id
from wayhome.domain.vocabulary import DataClass


class Counter(models.Model):
    """Where an organisation's journal stands: its last number and leaf. Its row lock gives the order."""

    organisation_id = models.UUIDField(primary_key=True)
    last = models.BigIntegerField(default=0)
    head = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"journal of {self.organisation_id} at {self.last}"


class Entry(models.Model):
    """One act: a response that showed records, a write, or a refusal, numbered without gaps in its organisation."""

    id = models.UUIDField(primary_key=True, default=fresh_id)
    organisation_id = models.UUIDField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=32)
    act = models.CharField(max_length=16)
    what = models.CharField(max_length=120)
    subjects = models.JSONField(default=list)
    codes = models.JSONField(default=dict)
    prev = models.BinaryField()
    salt = models.BinaryField()
    leaf = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "number"], name="journal_entry_order"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.number} {self.act} {self.what}"


class Mention(models.Model):
    """One record named by an entry, so that "who has looked at this child" is one plain equality.

    Readable by the organisation that acted and by the organisation the record belongs to, and by nobody else.
    """

    id = models.UUIDField(primary_key=True, default=fresh_id)
    organisation_id = models.UUIDField()
    number = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    belongs_to = models.UUIDField()
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=32)
    act = models.CharField(max_length=16)
    what = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["subject_id", "at"], name="journal_mention_subject")]

    def __str__(self) -> str:
        return f"{self.act} {self.kind} {self.subject_id}"


COUNTED = classify(Counter, retention=Retention.JOURNAL, about="organisation", neither="organisation_id last head")
ENTERED = classify(
    Entry,
    retention=Retention.JOURNAL,
    about="staff",
    personal={DataClass.AUDIT: "user_id at purpose act what subjects codes"},
    neither="organisation_id number prev salt leaf",
)
MENTIONED = classify(
    Mention,
    retention=Retention.JOURNAL,
    about="child",
    personal={DataClass.AUDIT: "user_id at purpose act what kind subject_id"},
    neither="organisation_id number belongs_to",
)
