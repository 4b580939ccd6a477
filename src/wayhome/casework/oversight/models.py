"""The facts that figures are counted from: one row for each episode, rebuildable from the journey at any time.

The columns are those of `indicators.facts.EpisodeFacts`, made from their own declarations; the episode's reference is the
row's id and the child's is `current`. Nothing here is written by a person (`facts.refresh`, `facts.rebuild`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from wayhome.casework.children.models import Identity
from wayhome.casework.records.classes import Retention, classify
from wayhome.casework.records.models import Belongs, Fact, Record
from wayhome.casework.records.references import Within
from wayhome.domain.vocabulary import DataClass
from wayhome.indicators.facts import EPISODE_COLUMNS

COLUMNS = tuple(column for column in EPISODE_COLUMNS if column.name not in ("episode", "child"))
"""The columns of a fact row that are columns of the table: all but the two references."""

FIELDS: Mapping[str, Callable[..., models.Field[Any, Any]]] = {
    "string": models.TextField,
    "boolean": models.BooleanField,
    "date": models.DateField,
    "integer": models.IntegerField,
    "number": models.FloatField,
}


class Facts(Belongs):
    """What one episode counts as. The same id as its episode. `current` is the child that the identity stands for now.

    Beside the common facts: with whom the return is, whose police force it is, and whose move is next (`whose`).
    """

    child = Within(Identity)
    current = models.UUIDField()
    provider = models.UUIDField(null=True)
    force = models.UUIDField(null=True)
    back_timed = models.BooleanField(null=True)
    times_differ = models.BooleanField(null=True)
    next_step = models.CharField(max_length=12, null=True)

    class Meta:
        verbose_name = "facts"
        indexes = [models.Index(fields=["organisation", "returned_on"], name="facts_by_return")]


for _column in COLUMNS:
    Facts.add_to_class(_column.name, FIELDS[_column.kind](null=_column.may_be_empty))


class Derived(Belongs):
    """From what one child's facts were derived, and until when they stand by themselves. The same id as the child."""

    mark = models.CharField(max_length=32)
    as_of = models.DateTimeField()
    stands_until = models.DateTimeField(null=True)


class Release(Fact):
    """Figures that left the building: what they said, as a record that whatever comes later is attacked together with.

    Nothing in it was held back: `record` has what was printed and `notes` why other figures were not; `document` and `texts`,
    by the ending of the file, are the exact copies; `answers` is what was answered, question by question.
    """

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    lived = models.CharField(max_length=20, null=True)
    profile = models.CharField(max_length=20)
    record = models.JSONField()
    notes = models.JSONField()
    document = models.BinaryField()
    texts = models.JSONField(default=dict)
    answers = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["organisation", "recorded_at"], name="releases_in_order")]


class WhatWeChanged(Fact):
    """What a manager says was changed because of what children told: one row for each version of an entry, none ever lost.

    `number` counts the versions of an `entry`. `because` says why a later version was written; the last one may take the entry back.
    """

    entry = models.UUIDField()
    number = models.PositiveIntegerField()
    theme = models.CharField(max_length=60)
    said = models.TextField()
    changed = models.TextField()
    since = models.DateField()
    role = models.CharField(max_length=24)
    because = models.TextField(null=True)
    taken_back = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "entry", "number"], name="one_version_of_an_entry")
        ]


class AuditDraw(Fact):
    """Cases drawn for an audit, as they were drawn: from which seed, out of which cases, and for what.

    `drawn_from` has the references of every case by group, so that the draw can be repeated; `drawn` is a group, a reference and a
    case for each, in order.
    """

    day = models.DateField()
    word = models.CharField(max_length=40)
    seed = models.CharField(max_length=140)
    reason = models.CharField(max_length=20)
    drawn_from = models.JSONField()
    drawn = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "seed"], name="one_draw_of_a_seed")]


class ComparedCounts(Fact):
    """One measure of one reporting year, council by council, from a released comparison: counts, and nothing about a child.

    `councils` has for each its code, the three numbers (None where one is withheld) and why it may not be compared.
    """

    indicator = models.CharField(max_length=10)
    definition_version = models.PositiveIntegerField()
    year = models.CharField(max_length=7)
    profile = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    councils = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "indicator", "recorded_at"], name="compared_in_order")]


class InformationRequest(Record):
    """A request for information: its questions as they were asked, what each is matched to, and the reply once it is released."""

    name = models.CharField(max_length=120)
    first = models.DateField()
    last = models.DateField()
    questions = models.JSONField()
    release = Within(Release, null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "recorded_at"], name="requests_in_order")]


SENSITIVE = frozenset({"ethnicity", "disabled"})
WHO = frozenset({"sex", "age_at_return", "age_band"})
WHO_APART = frozenset({"unaccompanied"})
NEEDS = frozenset(column.name for column in COLUMNS if column.name.startswith(("need_", "needs", "support_")))
BESIDE = "provider force back_timed times_differ next_step"
READ_BACK, REASONS, HARM = frozenset({"read_back"}), frozenset({"reasons"}), frozenset({"harm"})
OF_ITS_OWN = SENSITIVE | WHO | WHO_APART | NEEDS | READ_BACK | REASONS | HARM


def _named(of: frozenset[str]) -> str:
    return " ".join(column.name for column in COLUMNS if column.name in of)


FACTS_HELD = classify(
    Facts,
    retention=Retention.CHILD_RECORD,
    about="child",
    personal={
        DataClass.IDENTITY: f"child current {_named(WHO)}",
        DataClass.EPISODE: f"{BESIDE} {_named(frozenset(column.name for column in COLUMNS) - OF_ITS_OWN)}",
        DataClass.NEEDS: _named(NEEDS),
        DataClass.WISHES_AND_SAFETY: _named(READ_BACK),
    },
    special={
        DataClass.IDENTITY: _named(WHO_APART),
        DataClass.SENSITIVE: _named(SENSITIVE),
        DataClass.REASONS: _named(REASONS),
        DataClass.HARM: _named(HARM),
    },
)
DERIVED_HELD = classify(Derived, retention=Retention.CHILD_RECORD, about="child", neither="mark as_of stands_until")
RELEASE_HELD = classify(
    Release,
    retention=Retention.ORGANISATION,
    about="organisation",
    neither="kind name first last lived profile record notes document texts answers",
)
WHAT_WE_CHANGED_HELD = classify(
    WhatWeChanged,
    retention=Retention.ORGANISATION,
    about="organisation",
    neither="entry number theme said changed since role because taken_back",
)
AUDIT_DRAW_HELD = classify(
    AuditDraw,
    retention=Retention.ORGANISATION,
    about="child",
    personal={DataClass.EPISODE: "drawn_from drawn"},
    neither="day word seed reason",
)
COMPARED_HELD = classify(
    ComparedCounts,
    retention=Retention.ORGANISATION,
    about="organisation",
    neither="indicator definition_version year profile source councils",
)
REQUEST_HELD = classify(
    InformationRequest,
    retention=Retention.ORGANISATION,
    about="organisation",
    neither="name first last questions release",
)
