"""The pack for an inspection: Annex A's list 8 of the viewer's authority, the cases a draw is made from, and the draws made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from wayhome.casework import journal
from wayhome.casework.accounts.queries import names
from wayhome.casework.children.access import accesses, conflicts_now
from wayhome.casework.children.models import Child, Identity
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import Case, CaseNow
from wayhome.casework.organisations.models import Organisation
from wayhome.casework.oversight.models import AuditDraw, Facts
from wayhome.casework.oversight.queries.counting import may_see_totals
from wayhome.casework.oversight.queries.listing import holders
from wayhome.casework.records.refusals import NotFound
from wayhome.domain.journey.states import CaseState
from wayhome.domain.moment import LONDON
from wayhome.returns.profiles.annex_a import ChildRow, ListEight, list_eight, year_before

IN_TIME, LATER, NO_TALK, OPEN = "in_time", "later", "no_talk", "open"
GROUPS = (IN_TIME, LATER, NO_TALK, OPEN)
"""What a case is drawn by, in order: how it ended, or that it has not."""
NO_CASE = (CaseState.VOID.value, CaseState.MERGED.value, CaseState.NOT_OPENED.value)


@dataclass(frozen=True, slots=True)
class CaseToDraw:
    """One case that may be drawn."""

    id: UUID
    reference: str
    group: str


@dataclass(frozen=True, slots=True)
class DrawnCase:
    """One case as it was drawn. `reference` is None where a conflict is declared with the viewer; `is_open`: they may open it."""

    group: str
    reference: str | None
    id: UUID
    holder: str | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw as it was made: when, by whom, from which seed, from how many cases of each group."""

    id: UUID
    day: date
    word: str
    seed: str
    at: datetime
    by: str | None
    sizes: Mapping[str, int]


def eighth_list(viewer: Viewer) -> ListEight:
    """Annex A's list 8 as totals: nobody on it is shown. Raises NotAllowed for a viewer who sees no totals."""
    may_see_totals(viewer)
    return list_eight(((str(row.current), row) for row in _facts(viewer)), _today(viewer))


def eighth_list_in_full(viewer: Viewer) -> ListEight:
    """The same with the authority's own number of each child, in the order of it; every child on it is journalled.

    Without the children with whom a conflict of the viewer is declared. Where the authority's number is not recorded, the
    reference of the record here stands in its place. Raises NotAllowed for a viewer who sees no totals.
    """
    found = eighth_list(viewer)
    children = [UUID(row.child) for row in found.rows]
    walled = _walled(viewer, children)
    files = Child.objects.filter(pk__in=children).values_list("id", "local_id", "reference")
    called = {id: local or reference for id, local, reference in files if id not in walled}
    journal.shows(viewer, "child", sorted(called))
    rows = [
        ChildRow(called[UUID(row.child)], row.missing, row.absent, row.offered, row.accepted)
        for row in found.rows
        if UUID(row.child) in called
    ]
    ordered = tuple(sorted(rows, key=lambda row: row.child))
    return ListEight(found.since, found.until, ordered, found.no_start, found.care_not_known)


def without_own_number(viewer: Viewer, found: ListEight) -> int:
    """For how many children of list 8, as totals, the authority's own number is not recorded. Raises NotAllowed."""
    may_see_totals(viewer)
    children = [UUID(row.child) for row in found.rows]
    return Child.objects.filter(pk__in=children, local_id__isnull=True).count()


def cases_to_draw(viewer: Viewer) -> list[CaseToDraw]:
    """The cases of the viewer's authority that cover a return of the last twelve months, each once. Raises NotAllowed."""
    may_see_totals(viewer)
    today = _today(viewer)
    rows = Facts.objects.filter(
        organisation_id=viewer.organisation, eligible=True, returned_on__gte=year_before(today), returned_on__lte=today
    )
    facts = {row.pk: row for row in rows.only("id", "undertaken", "within_72_hours")}
    cases = CaseNow.objects.filter(organisation_id=viewer.organisation, episodes__overlap=list(facts))
    cases = cases.exclude(container__in=NO_CASE).order_by("id")
    references = dict(Case.objects.filter(pk__in=[case.pk for case in cases]).values_list("id", "reference"))
    return [
        CaseToDraw(case.pk, references[case.pk], _group(case, [facts[e] for e in case.episodes if e in facts]))
        for case in cases
    ]


def authority_code(viewer: Viewer) -> str:
    """What the seed calls the viewer's authority: its official code, or its number here where it has none."""
    may_see_totals(viewer)
    code = Organisation.objects.values_list("gss_code", flat=True).get(pk=viewer.organisation)
    return code or str(viewer.organisation)


def draws(viewer: Viewer) -> list[Draw]:
    """Every draw that was made, the latest first: trying words until the cases please would show. Raises NotAllowed."""
    may_see_totals(viewer)
    rows = list(AuditDraw.objects.filter(organisation_id=viewer.organisation).order_by("-recorded_at", "id"))
    people = names(viewer, [row.recorded_by for row in rows])
    return [_draw(row, people[row.recorded_by].name if row.recorded_by in people else None) for row in rows]


def draw_of(viewer: Viewer, id: UUID) -> tuple[Draw, list[DrawnCase], Mapping[str, list[str]]]:
    """One draw, its cases in order, and the references it was drawn from, group by group; each case named is journalled.

    Without the references of children with whom a conflict of the viewer is declared. Raises NotAllowed, NotFound.
    """
    may_see_totals(viewer)
    row = AuditDraw.objects.filter(pk=id, organisation_id=viewer.organisation).first()
    if row is None:
        raise NotFound()
    who = names(viewer, [row.recorded_by]).get(row.recorded_by) if row.recorded_by else None
    every = [reference for references in row.drawn_from.values() for reference in references]
    rows = Case.objects.filter(organisation_id=viewer.organisation, reference__in=every)
    known = {case.reference: case for case in rows.only("id", "reference", "child_id")}
    walled = _walled(viewer, {case.child_id for case in known.values()})
    shown = {reference: case.pk for reference, case in known.items() if case.child_id not in walled}
    journal.shows(viewer, "case", sorted(shown.values()))
    cases = {case.pk: case for case in CaseNow.objects.filter(pk__in=[UUID(case) for _g, _r, case in row.drawn])}
    opened, held = accesses(viewer, {case.child_id for case in cases.values()}), holders(viewer, cases.values())
    found = [
        DrawnCase(group, reference, id, held[id], cases[id].child_id in opened)
        if reference in shown and id in cases
        else DrawnCase(group, None, id, None, False)
        for group, reference, id in ((group, reference, UUID(case)) for group, reference, case in row.drawn)
    ]
    drawn_from = {name: [each for each in row.drawn_from[name] if each in shown] for name in row.drawn_from}
    return _draw(row, who.name if who else None), found, drawn_from


def _draw(row: AuditDraw, by: str | None) -> Draw:
    sizes = {name: len(row.drawn_from.get(name, ())) for name in GROUPS}
    return Draw(row.pk, row.day, row.word, row.seed, row.recorded_at, by, sizes)


def _group(case: CaseNow, rows: list[Facts]) -> str:
    if any(row.undertaken and row.within_72_hours for row in rows):
        return IN_TIME
    if any(row.undertaken for row in rows):
        return LATER
    return OPEN if case.is_open else NO_TALK


def _facts(viewer: Viewer) -> Iterable[Facts]:
    of_the_year = Q(started_on__isnull=True) | Q(started_on__gte=year_before(_today(viewer)))
    return Facts.objects.filter(of_the_year, organisation_id=viewer.organisation).order_by("current", "id")


def _walled(viewer: Viewer, children: Iterable[UUID]) -> set[UUID]:
    """The children, among some, with whom a conflict of the viewer is declared under any of their identities."""
    of = dict(Identity.objects.filter(current_id__in=_current(children)).values_list("id", "current_id"))
    shut = {of[identity] for identity in conflicts_now(viewer, of)}
    return {child for child in children if child in shut or of.get(child) in shut}


def _current(children: Iterable[UUID]) -> set[UUID]:
    return set(Identity.objects.filter(pk__in=list(children)).values_list("current_id", flat=True))


def _today(viewer: Viewer) -> date:
    return viewer.at.astimezone(LONDON).date()
