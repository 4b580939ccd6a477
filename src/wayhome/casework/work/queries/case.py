"""What a case's page shows beside the journey: the record of the talk, and what was asked of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wayhome.casework import journal
from wayhome.casework.accounts.queries import names
from wayhome.casework.children.access import open_child
from wayhome.casework.delivery.queries import ReadSection, record_of
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.steps import Opened
from wayhome.casework.records.refusals import NotFound
from wayhome.casework.work.models import Asked
from wayhome.casework.work.words import AskedOf
from wayhome.domain.journey.states import Record
from wayhome.domain.vocabulary import DataClass

READ_IN = frozenset({Record.SUBMITTED, Record.RETURNED, Record.APPROVED})


@dataclass(frozen=True, slots=True)
class AskedSeen:
    """Something asked of somebody: whom, what, by whom, until when, and what came back."""

    id: UUID
    case: UUID
    child: UUID
    of: AskedOf
    whom: str | None
    what: str | None
    owner: str | None
    asked_at: datetime
    due_at: datetime
    chases: int
    answer: str | None
    answered_at: datetime | None
    version: int

    def is_late(self, now: datetime) -> bool:
        return self.answered_at is None and now > self.due_at


def talk_of(viewer: Viewer, about: Opened) -> Sequence[ReadSection]:
    """The record of the talk once it is handed in, as far as the viewer may read it; empty before, and for others."""
    if about.so_far.record.state not in READ_IN:
        return ()
    try:
        sections = record_of(viewer, about.case)
    except NotFound:
        return ()
    return tuple(s for s in sections if s.answers or s.hidden or s.left)


def asked_of(viewer: Viewer, about: Opened) -> list[AskedSeen]:
    """What was asked of others about this case, what waits first."""
    rows = Asked.objects.filter(case_id=about.case).order_by("answered_at", "due_at", "id")
    return asked_seen(viewer, rows, readable=open_child(viewer, about.child).may_read(DataClass.OWN_WORDS))


def asked(viewer: Viewer, id: UUID) -> AskedSeen:
    """One question. Raises NotFound."""
    row = Asked.objects.filter(pk=id).first()
    if row is None:
        raise NotFound()
    access = open_child(viewer, row.child_id)
    return asked_seen(viewer, [row], readable=access.may_read(DataClass.OWN_WORDS))[0]


def asked_seen(viewer: Viewer, rows: Sequence[Asked] | object, *, readable: bool) -> list[AskedSeen]:
    """Questions as pages show them; each is journalled."""
    found = list(rows)  # type: ignore[call-overload]
    people = names(viewer, [r.owner for r in found])
    for organisation in {r.organisation_id for r in found}:
        journal.shows(viewer, "asked", [r.pk for r in found if r.organisation_id == organisation], of=organisation)
    return [
        AskedSeen(
            r.pk, r.case_id, r.child_id, AskedOf(r.of), r.whom if readable else None, r.what if readable else None,
            people[r.owner].beside(viewer) if r.owner in people else None, r.recorded_at, r.due_at, r.chases,
            r.answer if readable else None, r.answered_at, r.version,
        )
        for r in found
    ]  # fmt: skip
