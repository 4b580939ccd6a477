"""Requests for information that are being answered, and what was answered before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wayhome.casework import journal
from wayhome.casework.journal.context import Viewer
from wayhome.casework.oversight.foi.request import Question
from wayhome.casework.oversight.models import InformationRequest
from wayhome.casework.oversight.periods import Period
from wayhome.casework.oversight.queries.counting import may_see_totals
from wayhome.casework.oversight.queries.released import releases
from wayhome.casework.oversight.releasing.leaving import Kind
from wayhome.casework.records.refusals import NotFound


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """One request as it stands."""

    id: UUID
    name: str
    first: date
    last: date
    questions: tuple[Question, ...]
    version: int
    recorded_at: datetime
    release: UUID | None

    @property
    def period(self) -> Period:
        return Period("", self.first, self.last)


@dataclass(frozen=True, slots=True)
class Before:
    """What was answered to the same question of the same children in an earlier reply."""

    release: UUID
    period: Period
    number: str
    """The number as it was printed, or the sign in its place."""
    versions: str
    released_at: datetime


def open_requests(viewer: Viewer) -> list[RequestSeen]:
    """The requests that are not answered yet, the latest first. Raises NotAllowed for a viewer who sees no totals."""
    may_see_totals(viewer)
    rows = InformationRequest.objects.filter(organisation_id=viewer.organisation, release__isnull=True)
    found = [_seen(row) for row in rows.order_by("-recorded_at", "id")]
    journal.shows(viewer, "information_request", [each.id for each in found])
    return found


def information_request(viewer: Viewer, id: UUID) -> RequestSeen:
    """One request. Raises NotAllowed, NotFound."""
    may_see_totals(viewer)
    row = InformationRequest.objects.filter(pk=id, organisation_id=viewer.organisation).first()
    if row is None:
        raise NotFound()
    journal.shows(viewer, "information_request", [row.pk])
    return _seen(row)


def answered_before(viewer: Viewer) -> Mapping[tuple[str, str], list[Before]]:
    """What earlier replies said, by measure and group, the latest first. Raises NotAllowed."""
    found: dict[tuple[str, str], list[Before]] = {}
    for each in releases(viewer, Kind.FOI):
        for answer in each.answers:
            for _label, number, *_others in answer["lines"][:1]:
                said = Before(each.id, Period("", each.first, each.last), number, answer["versions"], each.recorded_at)
                found.setdefault((answer["measure"], answer["group"]), []).append(said)
    return found


def written_before(viewer: Viewer) -> Mapping[str, str]:
    """What earlier replies answered in words, by the question as it was asked; the latest of each. Raises NotAllowed."""
    found: dict[str, str] = {}
    for each in releases(viewer, Kind.FOI):
        for answer in each.answers:
            if answer["words"] and answer["measure"] == "in_words":
                found.setdefault(answer["asked"], answer["words"])
    return found


def _seen(row: InformationRequest) -> RequestSeen:
    questions = tuple(Question.read(each) for each in row.questions)
    return RequestSeen(row.pk, row.name, row.first, row.last, questions, row.version, row.recorded_at, row.release_id)
