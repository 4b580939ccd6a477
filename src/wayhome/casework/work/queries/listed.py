"""Open cases as a list shows them: the same few questions to the database for three rows and for three hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from wayhome.casework import journal
from wayhome.casework.accounts.queries import PersonNamed, names
from wayhome.casework.children.access import Access, accesses
from wayhome.casework.children.queries import cards, who
from wayhome.casework.children.seen import Person
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import CaseNow, EpisodeNow
from wayhome.casework.journey.projection import first_due
from wayhome.casework.organisations.queries import organisations
from wayhome.casework.records.among import array_of
from wayhome.casework.records.asking import answers_to
from wayhome.casework.records.moments import SUFFIXES, moment_of
from wayhome.casework.work.queries.scope import in_sight, on_lists
from wayhome.casework.work.queries.seen import Listed, Placed, Return, Said
from wayhome.domain.clock import statutory_clock
from wayhome.domain.journey.headline_words import HeadlineCode
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.states import Allocation, Record, TalkState, Whereabouts
from wayhome.domain.moment import LONDON, NOT_RECORDED
from wayhome.domain.vocabulary import DataClass, Group, RiskGrade, TalkedFreely

BACK = frozenset({Whereabouts.RETURNED.value, Whereabouts.CLOSED.value})
TOLD_IN_A_ROW = (
    EventKind.CARER_TOLD,
    EventKind.CHILD_SAID_NO,
    EventKind.PARENT_REFUSED,
    EventKind.TALK_HELD,
    EventKind.REFERRED_TO_PROVIDER,
    EventKind.POLICE_ASKED_TO_WAIT,
    EventKind.WAITING_FOR_AUTHORITY,
    EventKind.RECORD_SUBMITTED,
    EventKind.RECORD_RETURNED,
    EventKind.NOTICE_DELIVERED,
)
"""What a row says with its day."""
OF_AN_ABSENCE = (
    "id", "organisation_id", "child_id", "whereabouts", "group", "risk", "is_out", "is_unsettled", "version",
    *(f"{name}_{suffix}" for name in ("missing_from", "located", "returned", "notified") for suffix in SUFFIXES),
)  # fmt: skip
"""What a list needs of where an absence stands."""
Absence = Any
"""An `EpisodeNow`, or those columns of one by name."""
FREELY = frozenset(t.value for t in TalkedFreely)


def open_cases(viewer: Viewer, only: Q | None = None) -> list[Listed]:
    """Every open case of the children that are open to the viewer, earliest due first; each is journalled as shown."""
    rows = in_sight(viewer, CaseNow.objects.filter(is_open=True))
    found = (rows.filter(only) if only is not None else rows).values_list("child_id", "id")
    shown = on_lists(viewer, {child for child, _ in found})
    return listed(viewer, [case for child, case in found if child in shown])


STANDING = """
SELECT c.*, (SELECT k.reference FROM journey_case k WHERE k.id = c.id) AS reference
  FROM journey_casenow c
 WHERE c.id = ANY(%(cases)s::uuid[])
"""
Standing = Any
"""Where a case stands: the columns of a `CaseNow` by name, and the reference of its case."""


def standing_now(viewer: Viewer, cases: Iterable[UUID]) -> list[Standing]:
    """Where cases stand now, in no order: what every list here is made from."""
    wanted = list(cases)
    return answers_to(STANDING, {"cases": array_of(wanted)}) if wanted else []


def listed(viewer: Viewer, cases: Iterable[UUID], known: Mapping[UUID, Person] | None = None) -> list[Listed]:
    """The given cases as a list shows them; those of children that the viewer may not open are left out.

    `known`: who they are, where a page asked for all of its lists together.
    """
    return in_full(viewer, marked(viewer, in_brief(viewer, standing_now(viewer, cases), known)))


def in_full(viewer: Viewer, rows: Sequence[Listed]) -> list[Listed]:
    """The rows with what only a row that is drawn needs: how to reach the child, what was said last, where they are placed."""
    access = accesses(viewer, {r.child for r in rows})
    known = cards(viewer, {a.child: a for a in access.values()}.values())
    said = latest_of(viewer, [r.case for r in rows], *TOLD_IN_A_ROW)
    away = placed_away(viewer, [r.child for r in rows if any(e.group is Group.CARE_OUT for e in r.returns)])
    return [
        replace(r, card=known.get(access[r.child].child), said=said.get(r.case, {}), placed=away.get(r.child))
        for r in rows
    ]


def in_brief(
    viewer: Viewer,
    rows: Sequence[Standing],
    known: Mapping[UUID, Person] | None = None,
    absences: Mapping[UUID, Absence] | None = None,
) -> list[Listed]:
    """The same as they are sorted and counted; each is journalled as shown. `absences`: theirs, where a page has them already."""
    access = {i: a for i, a in accesses(viewer, {r.child_id for r in rows}).items() if a.may_read(DataClass.EPISODE)}
    seen = [r for r in rows if r.child_id in access]
    about = _About(viewer, seen, access, known, absences)
    for organisation, cases in _by_organisation(seen).items():
        journal.shows(viewer, "case", cases, of=organisation)
    return sorted((about.row(r) for r in seen), key=in_order)


def in_order(row: Listed) -> tuple[Any, ...]:
    """Earliest due first; then by police grade, then the younger child."""
    grades = {RiskGrade.HIGH: 0, RiskGrade.MEDIUM: 1, RiskGrade.LOW: 2}
    due = row.clock.deadline.timestamp() if row.clock else float("inf")
    born = row.person.birth.latest.toordinal() if row.person.birth.latest else 0
    return due, grades.get(row.risk, 3) if row.risk else 3, -born, row.reference


def marked(viewer: Viewer, rows: list[Listed], others: Iterable[Person] = ()) -> list[Listed]:
    """Two children with the same first name and initial are each marked (domain reference §10.4); `others` stand elsewhere on the page."""
    everyone = [*(row.person for row in rows), *others]
    alike: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in everyone:
        alike[first_and_initial(person)].append(person)
    others_of = (other_of(viewer, row.person, alike[first_and_initial(row.person)]) for row in rows)
    return [replace(row, namesake=other) if other else row for row, other in zip(rows, others_of, strict=True)]


def first_and_initial(person: Person) -> tuple[str, str]:
    """What two children share who are easily taken for each other."""
    return person.given.casefold(), person.family[:1].casefold()


def other_of(viewer: Viewer, person: Person, people: Iterable[Person]) -> str:
    """Another child of these who is easily taken for this one: "Jamie Sale, 15"; empty when there is none."""
    if person.masked or not person.given:
        return ""
    same = (
        p for p in people if p.id != person.id and not p.masked and first_and_initial(p) == first_and_initial(person)
    )
    return next((f"{p.name}, {p.age(viewer.at)}" for p in same), "")


def returns_of(
    viewer: Viewer, rows: Iterable[Standing], absences: Mapping[UUID, Absence] | None = None
) -> dict[UUID, tuple[Return, ...]]:
    """The absences of each case with the clock of each, from the columns of where things stand."""
    wanted = list(rows)
    found = absences_of(viewer, wanted) if absences is None else absences
    return {r.id: tuple(_return(found[e], r) for e in r.episodes if e in found) for r in wanted}


def absences_of(viewer: Viewer, rows: Iterable[Standing], *, and_also: Iterable[UUID] = ()) -> dict[UUID, Absence]:
    """The absences that cases answer for, and these, by their ids."""
    wanted = {*(e for r in rows for e in r.episodes), *and_also}
    return {e.id: e for e in EpisodeNow.objects.filter(pk__among=wanted).values_list(*OF_AN_ABSENCE, named=True)}


def _return(row: Absence, case: Standing) -> Return:
    is_back = row.whereabouts in BACK
    held = case.talk == TalkState.HELD.value
    returned = moment_of(row, "returned")
    clock = (
        statutory_clock(
            returned=returned,
            located=moment_of(row, "located"),
            notified=moment_of(row, "notified"),
            held=moment_of(case, "held") if held else NOT_RECORDED,
            was_held=held,
        )
        if is_back and (held or case.headline != HeadlineCode.DECEASED.value)
        else None
    )
    return Return(
        row.id, moment_of(row, "missing_from"), returned, row.is_out, is_back, row.is_unsettled,
        RiskGrade(row.risk) if row.risk else None, Group(row.group) if row.group else None, clock,
    )  # fmt: skip


LATEST = """
SELECT DISTINCT ON (e.case_id, e.kind)
       e.case_id, e.kind, e.happened_earliest, e.happened_latest, e.happened_precision, e.recorded_at, e.recorded_by,
       e.detail ->> 'could_talk_freely' AS freely
  FROM journey_event e
 WHERE e.case_id = ANY(%(cases)s::uuid[]) AND e.kind = ANY(%(kinds)s)
   AND NOT EXISTS (
        SELECT FROM journey_event s
         WHERE s.organisation_id = e.organisation_id AND s.child_id = e.child_id
           AND (s.corrects = e.id OR s.recorded_in_error_of = e.id))
 ORDER BY e.case_id, e.kind, e.number DESC
"""


def latest_of(viewer: Viewer, cases: Iterable[UUID], *kinds: EventKind) -> dict[UUID, dict[EventKind, Said]]:
    """The latest event of each kind in each case that nobody struck out or corrected since."""
    found: dict[UUID, dict[EventKind, Said]] = defaultdict(dict)
    wanted = list(cases)
    for e in answers_to(LATEST, {"cases": array_of(wanted), "kinds": [k.value for k in kinds]}) if wanted else ():
        known = TalkedFreely(e.freely) if e.freely in FREELY else None
        happened = moment_of(e, "happened")
        found[e.case_id][EventKind(e.kind)] = Said(happened, e.recorded_at, e.recorded_by, known)
    return found


PLACED = """
SELECT p.child_id, p.distance_miles AS miles,
       (SELECT o.short_name FROM organisations_organisation o WHERE o.gss_code = p.area_code) AS authority
  FROM children_placement p
 WHERE p.child_id = ANY(%(children)s::uuid[]) AND p.withdrawn_at IS NULL
   AND p.starts_on <= %(today)s AND (p.ends_on IS NULL OR p.ends_on >= %(today)s)
 ORDER BY p.starts_on
"""


def placed_away(viewer: Viewer, children: Iterable[UUID]) -> dict[UUID, Placed]:
    """Where the children are placed now, by the child asked for."""
    wanted = set(children)
    if not wanted:
        return {}
    found = answers_to(PLACED, {"children": array_of(wanted), "today": viewer.at.astimezone(LONDON).date()})
    return {p.child_id: Placed(p.authority, p.miles) for p in found}


class _About:
    """Everything that the rows of one list need besides their own columns, asked for once."""

    def __init__(
        self,
        viewer: Viewer,
        rows: Sequence[Standing],
        access: Mapping[UUID, Access],
        known: Mapping[UUID, Person] | None,
        absences: Mapping[UUID, Absence] | None,
    ) -> None:
        self.viewer = viewer
        self.access = access
        self.people = who(viewer, [r.child_id for r in rows]) if known is None else known
        self.returns = returns_of(viewer, rows, absences)
        self.staff: Mapping[UUID, PersonNamed] = names(viewer, [u for r in rows for u in (r.holder, r.author)])
        places = {r.provider for r in rows if r.provider} | {r.organisation_id for r in rows}
        self.places = {o.id: o.short_name for o in organisations(viewer, places).values()}

    def row(self, r: Standing) -> Listed:
        """One case with what belongs to it."""
        returns = self.returns[r.id]
        held_elsewhere = r.organisation_id != self.viewer.organisation
        return Listed(
            case=r.id,
            reference=r.reference or "",
            child=r.child_id,
            person=self.people[r.child_id],
            card=None,
            headline=HeadlineCode(r.headline),
            asked=r.asked,
            carer_told=r.carer_told,
            tries=r.tries,
            allocation=Allocation(r.allocation),
            talk=TalkState(r.talk),
            record=Record(r.record),
            booked_for=r.booked_for,
            next_try_at=r.next_try_at,
            review_due=r.review_due,
            suspended=tuple(r.suspended),
            holder=self.staff.get(r.holder) if r.holder else None,
            author=self.staff.get(r.author) if r.author else None,
            provider=self.places.get(r.provider) if r.provider else None,
            authority=self.places.get(r.organisation_id) if held_elsewhere else None,
            undecided=r.undecided,
            needs_open=r.needs_open,
            needs_started=r.needs_started,
            worries_waiting=r.worries_waiting,
            opened_at=r.opened_at,
            returns=returns,
            clock=first_due(each.clock for each in returns if each.clock),
            version=r.version,
        )


def _by_organisation(rows: Iterable[Standing]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        found[row.organisation_id].append(row.id)
    return found
