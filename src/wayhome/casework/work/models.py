"""What everyday work keeps of its own: when somebody last looked, what was asked of whom, what went up to whom."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wayhome.casework.children.models import Identity
from wayhome.casework.journey.models import Case
from wayhome.casework.records.classes import Retention, classify
from wayhome.casework.records.models import Belongs, Record
from wayhome.casework.records.moments import pair
from wayhome.casework.records.references import Within
from wayhome.casework.records.sealing import Narrative
from wayhome.domain.vocabulary import DataClass


class LastSeen(Record):
    """Up to when one person said that they have seen what is new."""

    user = models.UUIDField()
    seen_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="last_seen_once")]


class Asked(Record):
    """Something asked of somebody about one case: what, by whom, until when, chased how often, and what came back."""

    child = Within(Identity)
    case = Within(Case)
    of = models.CharField(max_length=16)
    whom = Narrative()
    what = Narrative()
    owner = models.UUIDField()
    due_at = models.DateTimeField()
    chases = models.PositiveSmallIntegerField(default=0)
    chased_at = models.DateTimeField(null=True)
    chased_by = models.UUIDField(null=True)
    answer = Narrative()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            pair("asked", "chased"),
            pair("asked", "answered"),
            models.CheckConstraint(condition=Q(due_at__gt=F("recorded_at")), name="asked_until_later"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_at"], condition=Q(answered_at__isnull=True), name="asked_and_waiting"
            ),
            models.Index(fields=["case"], name="asked_of_case"),
        ]


class Escalation(Record):
    """Something owed in a case that went up to somebody because its time was over: once for each thing it is about.

    `to` holds the roles it went to. `over_at` is when it was seen to be owed no longer; it may be owed again.
    """

    child = Within(Identity)
    case = Within(Case)
    rung = models.CharField(max_length=40)
    about = models.CharField(max_length=64)
    to = ArrayField(models.CharField(max_length=32))
    due_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    taken_up_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "case", "rung", "about"], name="escalation_once"),
            pair("escalation", "taken_up"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_at"], condition=Q(over_at__isnull=True), name="escalation_standing"
            ),
            models.Index(fields=["case"], name="escalation_of_case"),
        ]


class LookedAt(Belongs):
    """Until when nothing in a case can go up, unless the case changes: the same id as the case, for the job alone."""

    child = Within(Identity)
    case_version = models.PositiveIntegerField()
    look_again_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "look_again_at"], name="looked_at_until")]


LAST_SEEN_HELD = classify(
    LastSeen, retention=Retention.STAFF, about="staff", personal={DataClass.AUDIT: "user seen_until"}
)
ASKED_HELD = classify(
    Asked,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={DataClass.EPISODE: "child case of owner due_at chases chased_at chased_by answered_at answered_by"},
    special={DataClass.OWN_WORDS: "what answer"},
    third_party={DataClass.IDENTITY: "whom"},
)
ESCALATION_HELD = classify(
    Escalation,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={DataClass.EPISODE: "child case rung about to due_at over_at taken_up_at taken_up_by"},
)
LOOKED_AT_HELD = classify(
    LookedAt,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={DataClass.EPISODE: "child case_version look_again_at"},
)
