"""The exact copy of everything that was told to anyone, kept as it was sent; what came back, and what was taken back."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from wayhome.casework.children.models import Identity
from wayhome.casework.journey.models import Case
from wayhome.casework.records.classes import Retention, classify
from wayhome.casework.records.models import Fact
from wayhome.casework.records.references import Within
from wayhome.casework.records.sealing import Narrative
from wayhome.domain.vocabulary import DataClass


class Copy(Fact):
    """What one recipient was sent, to the letter. `subject` is the track of the share in the journey: the code word of a
    default recipient, or an id of its own. `agreement` is an agreement's id, or why none is needed (`words.WithoutOne`).
    """

    child = Within(Identity)
    case = Within(Case)
    subject = models.CharField(max_length=64)
    recipient = models.CharField(max_length=24)
    what = models.CharField(max_length=16)
    by_organisation = models.UUIDField()
    to_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    to_user = models.UUIDField(null=True)
    to_words = Narrative()
    classes = ArrayField(models.CharField(max_length=24))
    purpose = models.CharField(max_length=40)
    lawful_basis = models.CharField(max_length=8)
    article_9 = models.CharField(max_length=8)
    agreement = models.CharField(max_length=40, null=True)
    override = models.CharField(max_length=24, null=True)
    reason = Narrative()
    second_person = models.UUIDField(null=True)
    against_wishes = models.BooleanField(null=True)
    child_told = models.BooleanField(null=True)
    method = models.CharField(max_length=16)
    record_version = models.PositiveSmallIntegerField(null=True)
    supersedes = Within("self", null=True)
    content = Narrative()
    sha256 = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "recorded_at"], name="copy_sent_to"),
            models.Index(fields=["case", "subject"], name="copy_of_case"),
        ]


class Recall(Fact):
    """A copy that was taken back: the recipient's access ends with this row, and deletion is asked for."""

    child = Within(Identity)
    copy = Within(Copy)
    to_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    reason = Narrative()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "copy"], name="recalled_once")]


class Receipt(Fact):
    """What came back from a recipient who uses Wayhome: they write it, and the case takes note of it afterwards."""

    child = Within(Identity)
    copy = Within(Copy)
    to_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    came = models.CharField(max_length=12)
    role = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "copy", "came"], name="receipt_once")]


COPY_HELD = classify(
    Copy,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={
        DataClass.EPISODE: "child case subject recipient what by_organisation to_organisation to_user classes purpose lawful_basis "
        "article_9 agreement override second_person method record_version supersedes sha256",
        DataClass.WISHES_AND_SAFETY: "against_wishes child_told",
    },
    special={DataClass.OWN_WORDS: "content", DataClass.ANALYSIS: "reason"},
    third_party={DataClass.THIRD_PARTY: "to_words"},
)
RECALL_HELD = classify(
    Recall,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={DataClass.EPISODE: "child copy to_organisation"},
    special={DataClass.ANALYSIS: "reason"},
)
RECEIPT_HELD = classify(
    Receipt,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={DataClass.EPISODE: "child copy to_organisation came role"},
)
