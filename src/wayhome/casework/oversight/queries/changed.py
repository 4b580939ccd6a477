"""What we changed: what managers wrote of it, each entry with every version it ever had, always with name, role and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models

from wayhome.casework import journal
from wayhome.casework.accounts.queries import names
from wayhome.casework.journal.context import Viewer
from wayhome.casework.oversight.models import WhatWeChanged
from wayhome.casework.oversight.queries.counting import may_see_totals
from wayhome.casework.records.refusals import NotFound
from wayhome.domain.vocabulary import Role

KIND = "what_we_changed"
"""What the journal calls an entry."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version as it was written. `by` is None where the person is not known any more; `because` is None of a first version."""

    number: int
    theme: str
    said: str
    changed: str
    since: date
    by: str | None
    role: Role
    at: datetime
    because: str | None
    taken_back: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was changed: every version, the first one first."""

    id: UUID
    versions: tuple[Version, ...]

    @property
    def now(self) -> Version:
        return self.versions[-1]

    @property
    def earlier(self) -> tuple[Version, ...]:
        """What stood before, the latest first."""
        return self.versions[-2::-1]


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """All entries, by the day from which a thing was changed, the latest first: those that stand, and those taken back."""

    stand: tuple[Entry, ...]
    taken_back: tuple[Entry, ...]


def what_changed(viewer: Viewer) -> WhatChanged:
    """Every entry of the viewer's authority; each is journalled. Raises NotAllowed for a viewer who sees no totals."""
    may_see_totals(viewer)
    found = _entries(viewer, list(_rows(viewer).order_by("number")))
    journal.shows(viewer, KIND, [each.id for each in found])
    ordered = sorted(found, key=lambda each: (each.now.since, each.versions[0].at, each.id), reverse=True)
    return WhatChanged(
        tuple(each for each in ordered if not each.now.taken_back), tuple(each for each in ordered if each.now.taken_back)
    )  # fmt: skip


def entry(viewer: Viewer, id: UUID) -> Entry:
    """One entry that stands. Raises NotAllowed, and NotFound for one that is not there or was taken back."""
    may_see_totals(viewer)
    found = _entries(viewer, list(_rows(viewer).filter(entry=id).order_by("number")))
    if not found or found[0].now.taken_back:
        raise NotFound()
    journal.shows(viewer, KIND, [id])
    return found[0]


def _rows(viewer: Viewer) -> models.QuerySet[WhatWeChanged]:
    return WhatWeChanged.objects.filter(organisation_id=viewer.organisation)


def _entries(viewer: Viewer, rows: list[WhatWeChanged]) -> list[Entry]:
    people = names(viewer, [row.recorded_by for row in rows])
    of: dict[UUID, list[Version]] = {}
    for row in rows:
        who = people.get(row.recorded_by) if row.recorded_by else None
        of.setdefault(row.entry, []).append(
            Version(
                row.number, row.theme, row.said, row.changed, row.since, who.name if who else None, Role(row.role),
                row.recorded_at, row.because, row.taken_back,
            )
        )  # fmt: skip
    return [Entry(id, tuple(versions)) for id, versions in of.items()]
