"""The record of a talk: the page as its author writes it, and each approved version, frozen."""

from __future__ import annotations

from django.db import models

from wayhome.casework.children.models import Identity
from wayhome.casework.journey.models import Case
from wayhome.casework.records.classes import Retention, classify
from wayhome.casework.records.models import Fact, Record
from wayhome.casework.records.references import Within
from wayhome.casework.records.sealing import Narrative
from wayhome.domain.vocabulary import DataClass


class WriteUp(Record):
    """The page being written: one for each case. `answers` is every field of the form by its name, sealed for the child."""

    child = Within(Identity)
    case = Within(Case)
    author = models.UUIDField()
    answers = Narrative()
    jottings = Narrative()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "case"], name="one_write_up_a_case")]


class ApprovedVersion(Fact):
    """A version in force when it was approved: its number, its content and the hash that must never change."""

    child = Within(Identity)
    case = Within(Case)
    number = models.PositiveSmallIntegerField()
    author = models.UUIDField()
    answers = Narrative()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "case", "number"], name="approved_version_order")
        ]


WRITE_UP_HELD = classify(
    WriteUp,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={DataClass.EPISODE: "child case author saved_at"},
    special={DataClass.OWN_WORDS: "answers jottings"},
)
APPROVED_HELD = classify(
    ApprovedVersion,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={DataClass.EPISODE: "child case number author sha256"},
    special={DataClass.OWN_WORDS: "answers"},
)
