"""What left the building: earlier releases, what they said, and the rows that a new one is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.casework import journal
from wayhome.casework.journal.context import Viewer
from wayhome.casework.oversight.models import Facts, Release
from wayhome.casework.oversight.queries.counting import may_see_totals
from wayhome.casework.oversight.releasing.ground import COLUMNS
from wayhome.casework.oversight.releasing.leaving import Kind
from wayhome.casework.records.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Withheld:
    """One figure that is not printed: what it is, why, and what anybody can work out of it all the same."""

    what: str
    why: str
    interval: str


@dataclass(frozen=True, slots=True)
class Released:
    """One release as it is listed: never its document."""

    id: UUID
    kind: Kind
    name: str
    first: date
    last: date
    recorded_at: datetime
    recorded_by: UUID | None
    profile: str
    withheld: tuple[Withheld, ...]
    of_all: tuple[str, ...]
    """Printed numbers that say the same of everybody they are about: nothing small, and still a word about each."""
    printed: int
    endings: tuple[str, ...]
    """Of the copies that are kept as text beside the PDF: "csv", "html"."""
    answers: tuple[Mapping[str, Any], ...]
    """What was answered, question by question."""


def releases(viewer: Viewer, kind: Kind | None = None) -> list[Released]:
    """Everything that was released, or one kind of it, the latest first. Raises NotAllowed for a viewer who sees no totals."""
    may_see_totals(viewer)
    rows = Release.objects.filter(organisation_id=viewer.organisation).defer("document").order_by("-recorded_at", "id")
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    found = [_released(row) for row in rows]
    journal.shows(viewer, "release", [each.id for each in found])
    return found


def release(viewer: Viewer, id: UUID) -> Released:
    """One release. Raises NotAllowed, NotFound."""
    return _released(_row(viewer, id))


def document(viewer: Viewer, id: UUID) -> bytes:
    """The exact copy of what left. Raises NotAllowed, NotFound."""
    return bytes(_row(viewer, id).document)


def text(viewer: Viewer, id: UUID, ending: str) -> str:
    """The exact copy of what left as text: a CSV file, a reply to paste. Raises NotAllowed, NotFound."""
    texts: Mapping[str, str] = _row(viewer, id).texts
    if ending not in texts:
        raise NotFound()
    return texts[ending]


def publications(viewer: Viewer) -> list[Publication]:
    """What every earlier release said, in order. Raises NotAllowed."""
    may_see_totals(viewer)
    rows = Release.objects.filter(organisation_id=viewer.organisation).order_by("recorded_at", "id")
    return [Publication.from_record(record) for record in rows.values_list("record", flat=True)]


def ground_rows(viewer: Viewer) -> list[Facts]:
    """The facts of every return, as far as a release asks them; they are counted and never shown. Raises NotAllowed."""
    may_see_totals(viewer)
    return list(Facts.objects.filter(organisation_id=viewer.organisation).only("id", "current", *COLUMNS))


def _row(viewer: Viewer, id: UUID) -> Release:
    may_see_totals(viewer)
    row = Release.objects.filter(pk=id, organisation_id=viewer.organisation).first()
    if row is None:
        raise NotFound()
    journal.shows(viewer, "release", [row.pk])
    return row


def _released(row: Release) -> Released:
    withheld, of_all = tuple(Withheld(*note) for note in row.notes["withheld"]), tuple(row.notes["of_all"])
    printed = sum(count["number"] is not None for count in row.record["counts"])
    return Released(
        row.pk, Kind(row.kind), row.name, row.first, row.last, row.recorded_at, row.recorded_by, row.profile, withheld,
        of_all, printed, tuple(sorted(row.texts)), tuple(row.answers),
    )  # fmt: skip
