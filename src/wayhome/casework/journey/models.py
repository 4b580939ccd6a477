"""Episodes, cases, their events, and where those events put them (domain reference §5, items 7 and 11).

`Episode` and `Case` hold nothing but an identity: what is known of them is folded from `Event`, which is only ever added
to. `EpisodeNow` and `CaseNow` are that fold written down for lists, in the transaction of the event that changed it; they
can be emptied and rebuilt at any time (`projection.rebuild`).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wayhome.casework.children.models import Identity
from wayhome.casework.records.classes import Retention, classify
from wayhome.casework.records.models import Belongs, Fact
from wayhome.casework.records.moments import MomentColumns, moment_in_order
from wayhome.casework.records.references import Within
from wayhome.casework.records.sealing import Narrative
from wayhome.domain.vocabulary import DataClass

WORRIES_OPEN_AND_SHUT = ("worry_raised", "worry_received", "worry_handed_on", "recorded_in_error")
"""The kinds of event that say whether anybody has a worry; few among many, so they have an index of their own."""


class Episode(Fact):
    """One absence of one child, from being missed to being back."""

    child = Within(Identity)
    reference = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "reference"], name="episode_reference_once")]
        indexes = [models.Index(fields=["organisation", "child"], name="episode_of_child")]


class Case(Fact):
    """What is owed to a child who came back: one talk, and what follows from it, over one return or several."""

    child = Within(Identity)
    reference = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "reference"], name="case_reference_once")]
        indexes = [models.Index(fields=["organisation", "child"], name="case_of_child")]


class Event(Fact):
    """Something that happened, as someone said it did. `number` counts a child's events and gives their order.

    `detail` holds codes, ids and numbers; whatever a person wrote in words is in `words`, sealed for the child.
    """

    child = Within(Identity)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    happened = MomentColumns()
    source = models.CharField(max_length=12, null=True)
    by_role = models.CharField(max_length=32)
    by_organisation = models.UUIDField(null=True)
    episode = Within(Episode, null=True)
    case = Within(Case, null=True)
    subject = models.CharField(max_length=64, null=True)  # an id, or the code word of a recipient or of a wait
    corrects = models.UUIDField(null=True)
    recorded_in_error_of = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    words = Narrative()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "child", "number"], name="event_order"),
            moment_in_order("event", "happened"),
        ]
        indexes = [
            models.Index(fields=["organisation", "recorded_at"], name="event_as_recorded"),
            models.Index(
                fields=["organisation", "child"], condition=Q(kind__in=WORRIES_OPEN_AND_SHUT), name="event_about_worry"
            ),
            models.Index(fields=["organisation", "recorded_at"], condition=Q(kind="died"), name="event_of_death"),
        ]


class EpisodeNow(Belongs):
    """Where one episode stands. The same id as its episode; rebuildable from events."""

    child = Within(Identity)
    whereabouts = models.CharField(max_length=20)
    police_report = models.CharField(max_length=20)
    prevention = models.CharField(max_length=12)
    kind = models.CharField(max_length=16)
    group = models.CharField(max_length=12, null=True)
    risk = models.CharField(max_length=20, null=True)
    missing_from = MomentColumns()
    located = MomentColumns()
    returned = MomentColumns()
    notified = MomentColumns()
    is_out = models.BooleanField()
    is_unsettled = models.BooleanField()
    police_reference = models.CharField(max_length=40, null=True)
    version = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "child"], name="episode_now_of_child"),
            models.Index(
                fields=["organisation", "missing_from_earliest"], condition=Q(is_out=True), name="episode_now_out"
            ),
            models.Index(fields=["organisation", "returned_earliest"], name="episode_now_by_return"),
        ]


class CaseNow(Belongs):
    """Where one case stands. The same id as its case; rebuildable from events."""

    child = Within(Identity)
    is_open = models.BooleanField()
    container = models.CharField(max_length=24)
    contact = models.CharField(max_length=16)
    allocation = models.CharField(max_length=16)
    talk = models.CharField(max_length=8)
    record = models.CharField(max_length=12)
    headline = models.CharField(max_length=32)
    checked = models.BooleanField()
    asked = models.BooleanField()
    carer_told = models.BooleanField()
    tries = models.PositiveIntegerField()
    episodes = ArrayField(models.UUIDField(), default=list)
    deadline = models.DateTimeField(null=True)
    latest_deadline = models.DateTimeField(null=True)
    stand_in = models.CharField(max_length=12, null=True)
    in_time = models.CharField(max_length=16, null=True)
    held = MomentColumns()
    booked_for = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    holder = models.UUIDField(null=True)
    provider = models.UUIDField(null=True)
    author = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    suspended = ArrayField(models.CharField(max_length=20), default=list)
    review_due = models.DateTimeField(null=True)
    worries_waiting = models.PositiveIntegerField()
    undecided = models.PositiveIntegerField()
    needs_open = models.PositiveIntegerField()
    needs_started = models.PositiveIntegerField()
    version = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "child"], name="case_now_of_child"),
            models.Index(fields=["organisation", "deadline"], condition=Q(is_open=True), name="case_now_open_work"),
            models.Index(fields=["holder", "deadline"], condition=Q(is_open=True), name="case_now_held_by"),
        ]


_TIMES = "earliest latest precision"


def _moment(*names: str) -> str:
    return " ".join(f"{name}_{part}" for name in names for part in _TIMES.split())


EPISODE_HELD = classify(
    Episode, retention=Retention.CHILD_RECORD, about="child", personal={DataClass.EPISODE: "child reference"}
)
CASE_HELD = classify(
    Case, retention=Retention.CHILD_RECORD, about="child", personal={DataClass.EPISODE: "child reference"}
)
EVENT_HELD = classify(
    Event,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={
        DataClass.EPISODE: f"child number kind source by_role by_organisation episode case subject corrects "
        f"recorded_in_error_of detail {_moment('happened')}"
    },
    special={DataClass.OWN_WORDS: "words"},
)
EPISODE_NOW_HELD = classify(
    EpisodeNow,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={
        DataClass.EPISODE: "child whereabouts police_report prevention kind group risk is_out is_unsettled police_reference "
        + _moment("missing_from", "located", "returned", "notified")
    },
)
CASE_NOW_HELD = classify(
    CaseNow,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={
        DataClass.EPISODE: "child is_open container contact allocation talk record headline checked asked carer_told "
        "tries episodes deadline latest_deadline stand_in in_time booked_for next_try_at holder provider author opened_at "
        "suspended review_due worries_waiting undecided " + _moment("held"),
        DataClass.NEEDS: "needs_open needs_started",
    },
)
