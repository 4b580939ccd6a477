"""The list behind a number: exactly its rows, each named only to those whom the child is open to, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from wayhome.casework import journal
from wayhome.casework.accounts.queries import names
from wayhome.casework.children.access import accesses
from wayhome.casework.children.queries import who
from wayhome.casework.children.seen import Person
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import CaseNow, Episode
from wayhome.casework.organisations.queries import organisations
from wayhome.casework.oversight.models import Facts
from wayhome.casework.oversight.queries.counting import behind
from wayhome.casework.oversight.which import Which
from wayhome.domain.vocabulary import DataClass, Group, Outcome, Role, Word
from wayhome.engines.sql import Part
from wayhome.indicators.definition import Indicator

W = TypeVar("W", bound=Word)

WORK_WITH_CHILDREN = (
    Role.RHI_COORDINATOR,
    Role.TEAM_MANAGER,
    Role.SERVICE_MANAGER,
    Role.NAMED_SENIOR_MANAGER,
    Role.DCS,
    Role.PROVIDER_MANAGER,
)
"""Roles that may know who a row is, where a relationship opens the child to them."""

FEWEST = 6
"""To a role that never sees a child by name, fewer children than this are not listed: their rows could be recognised."""


class NotListed(StrEnum):
    """Why there is no list."""

    TOO_FEW = "too_few"
    NO_LIST = "no_list"


@dataclass(frozen=True, slots=True)
class Listed:
    """One return behind a number. `person` is None where the child is not open to the viewer: then `number` tells children apart."""

    number: int
    returned_on: date | None
    group: Group | None
    outcome: Outcome | None
    person: Person | None = None
    reference: str = ""
    case: UUID | None = None
    holder: str | None = None
    episode: UUID | None = None
    child: UUID | None = None

    @property
    def is_open(self) -> bool:
        return self.person is not None


@dataclass(frozen=True, slots=True)
class Behind:
    """The list: how many rows and different children in all, the rows of this page, or why none is shown."""

    total: int
    children: int
    rows: tuple[Listed, ...] = ()
    why_not: NotListed | None = None

    @property
    def needs_a_purpose(self) -> bool:
        """Somebody who could see names has not said what for."""
        return any(row.person is not None and row.person.masked for row in self.rows)

    @property
    def not_open(self) -> int:
        return sum(not row.is_open for row in self.rows)


def listing(
    viewer: Viewer, number: Indicator, part: Part, which: Which, *, after: int = 0, most: int | None = None
) -> Behind:
    """The rows behind a number as far as the viewer may see them, the latest return first; each that is shown is journalled.

    Raises NotAllowed for a viewer who sees no totals.
    """
    episodes = [episode for _day, episode in behind(viewer, number, part, which)]
    child_of = dict(Facts.objects.filter(pk__in=episodes).values_list("id", "current"))
    places = {child: place for place, child in enumerate(dict.fromkeys(child_of[e] for e in episodes), 1)}
    if not viewer.has(*WORK_WITH_CHILDREN, Role.ANALYST):
        return Behind(len(episodes), len(places), why_not=NotListed.NO_LIST)
    if not viewer.has(*WORK_WITH_CHILDREN) and 0 < len(places) < FEWEST:
        return Behind(len(episodes), len(places), why_not=NotListed.TOO_FEW)
    wanted = episodes[after : None if most is None else after + most]
    rows = Facts.objects.in_bulk(wanted)
    shown = [rows[episode] for episode in wanted]
    open_to_them = _open(viewer, shown) if viewer.has(*WORK_WITH_CHILDREN) else {}
    _note(viewer, shown, open_to_them)
    return Behind(len(episodes), len(places), tuple(_row(row, places, open_to_them.get(row.pk)) for row in shown))


@dataclass(frozen=True, slots=True)
class _Known:
    person: Person
    reference: str
    case: UUID | None
    holder: str | None


def _open(viewer: Viewer, rows: Sequence[Facts]) -> Mapping[UUID, _Known]:
    """What the viewer may know of each row: nothing, unless a relationship opens the child and its episodes to them."""
    access = accesses(viewer, {row.child_id for row in rows})
    readable = [row for row in rows if row.child_id in access and access[row.child_id].may_read(DataClass.EPISODE)]
    people = who(viewer, {row.child_id for row in readable})
    references = dict(Episode.objects.filter(pk__in=[row.pk for row in readable]).values_list("id", "reference"))
    cases = CaseNow.objects.filter(episodes__overlap=[row.pk for row in readable]).order_by("opened_at", "id")
    case_of = {episode: case for case in cases for episode in case.episodes}
    held = holders(viewer, case_of.values())
    return {
        row.pk: _Known(
            people[row.child_id], references.get(row.pk, ""), case.pk if (case := case_of.get(row.pk)) else None,
            held[case.pk] if case else None,
        )
        for row in readable
        if row.child_id in people
    }  # fmt: skip


def holders(viewer: Viewer, cases: Iterable[CaseNow]) -> Mapping[UUID, str | None]:
    """Who holds each case: a person, else the provider it was sent to, else nobody."""
    asked = list(cases)
    staff = names(viewer, [case.holder for case in asked])
    providers = organisations(viewer, {case.provider for case in asked if case.provider})

    def holder(case: CaseNow) -> str | None:
        person = staff.get(case.holder) if case.holder else None
        if person is not None:
            return person.beside(viewer)
        return providers[case.provider].short_name if case.provider in providers else None

    return {case.pk: holder(case) for case in asked}


def _note(viewer: Viewer, rows: Sequence[Facts], open_to_them: Mapping[UUID, _Known]) -> None:
    """Which rows the answer shows: those of children who are open to the viewer, and those without a name, apart."""
    for row in rows:
        journal.shows(viewer, "episode" if row.pk in open_to_them else "facts", [row.pk], of=row.organisation_id)


def _row(row: Facts, places: Mapping[UUID, int], known: _Known | None) -> Listed:
    plain = (places[row.current], row.returned_on, _word(Group, row.group), _word(Outcome, row.outcome))
    if known is None:
        return Listed(*plain)
    return Listed(*plain, known.person, known.reference, known.case, known.holder, row.pk, row.child_id)


def _word(words: type[W], value: str | None) -> W | None:
    return None if value is None else words(value)
