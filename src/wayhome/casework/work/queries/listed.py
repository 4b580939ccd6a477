"""Open cases as a list shows them: the same few questions to the database for three rows and for three hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from wayhome.casework import journal
from wayhome.casework.accounts.queries import PersonNamed, names
from wayhome.casework.children.access import Access, accesses
from wayhome.casework.children.models import Placement
from wayhome.casework.children.queries import cards, who
from wayhome.casework.children.seen import Person
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import Case, CaseNow, EpisodeNow, Event
from wayhome.casework.journey.projection import first_due
from wayhome.casework.organisations.models import Organisation
from wayhome.casework.organisations.queries import organisations
from wayhome.casework.records.moments import moment_of
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
TOLD_COLUMNS = (
    "case_id", "kind", "happened_earliest", "happened_latest", "happened_precision", "recorded_at", "recorded_by",
    "detail__could_talk_freely",
)  # fmt: skip
FREELY = frozenset(t.value for t in TalkedFreely)


def open_cases(viewer: Viewer, only: Q | None = None) -> list[Listed]:
    """Every open case of the children that are open to the viewer, earliest due first; each is journalled as shown."""
    rows = in_sight(viewer, CaseNow.objects.filter(is_open=True))
    found = list(rows.filter(only) if only is not None else rows)
    shown = on_lists(viewer, {r.child_id for r in found})
    return listed(viewer, [r for r in found if r.child_id in shown])


def listed(viewer: Viewer, rows: Sequence[CaseNow], known: Mapping[UUID, Person] | None = None) -> list[Listed]:
    """The given cases as a list shows them; those of children that the viewer may not open are left out.

    `known`: who they are, where a page asked for all of its lists together.
    """
    return in_full(viewer, in_brief(viewer, rows, known))


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


def in_brief(viewer: Viewer, rows: Sequence[CaseNow], known: Mapping[UUID, Person] | None = None) -> list[Listed]:
    """The same as they are sorted and counted; each is journalled as shown."""
    access = {i: a for i, a in accesses(viewer, {r.child_id for r in rows}).items() if a.may_read(DataClass.EPISODE)}
    seen = [r for r in rows if r.child_id in access]
    about = _About(viewer, seen, access, known)
    for organisation, cases in _by_organisation(seen).items():
        journal.shows(viewer, "case", cases, of=organisation)
    return sorted(marked(viewer, [about.row(r) for r in seen]), key=in_order)


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
    return [replace(row, namesake=other_of(viewer, row.person, alike[first_and_initial(row.person)])) for row in rows]


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


def returns_of(viewer: Viewer, rows: Iterable[CaseNow]) -> dict[UUID, tuple[Return, ...]]:
    """The absences of each case with the clock of each, from the columns of where things stand."""
    wanted = list(rows)
    found = {e.pk: e for e in EpisodeNow.objects.filter(pk__among=[e for r in wanted for e in r.episodes])}
    return {r.pk: tuple(_return(found[e], r) for e in r.episodes if e in found) for r in wanted}


def _return(row: EpisodeNow, case: CaseNow) -> Return:
    is_back = row.whereabouts in BACK
    held = case.talk == TalkState.HELD.value
    clock = (
        statutory_clock(
            returned=row.returned,
            located=row.located,
            notified=row.notified,
            held=case.held if held else NOT_RECORDED,
            was_held=held,
        )
        if is_back and (held or case.headline != HeadlineCode.DECEASED.value)
        else None
    )
    return Return(
        row.pk, row.missing_from, row.returned, row.is_out, is_back, row.is_unsettled, RiskGrade(row.risk) if row.risk else None,
        Group(row.group) if row.group else None, clock,
    )  # fmt: skip


def latest_of(viewer: Viewer, cases: Iterable[UUID], *kinds: EventKind) -> dict[UUID, dict[EventKind, Said]]:
    """The latest event of each kind in each case that nobody struck out or corrected since."""
    struck = Event.objects.filter(Q(corrects=OuterRef("pk")) | Q(recorded_in_error_of=OuterRef("pk")))
    rows = (
        Event.objects.filter(case_id__among=list(cases), kind__in=[k.value for k in kinds])
        .exclude(Exists(struck.filter(organisation_id=OuterRef("organisation_id"), child_id=OuterRef("child_id"))))
        .order_by("case_id", "kind", "-number")
        .distinct("case_id", "kind")
        .values_list(*TOLD_COLUMNS, named=True)
    )
    found: dict[UUID, dict[EventKind, Said]] = defaultdict(dict)
    for e in rows:
        freely = e.detail__could_talk_freely
        known = TalkedFreely(freely) if freely in FREELY else None
        happened = moment_of(e, "happened")
        found[e.case_id][EventKind(e.kind)] = Said(happened, e.recorded_at, e.recorded_by, known)
    return found


def placed_away(viewer: Viewer, children: Iterable[UUID]) -> dict[UUID, Placed]:
    """Where the children are placed now, by the child asked for."""
    today = viewer.at.astimezone(LONDON).date()
    rows = Placement.objects.filter(child_id__among=set(children), withdrawn_at__isnull=True, starts_on__lte=today)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today)).order_by("starts_on")
    whose = Organisation.objects.filter(gss_code=OuterRef("area_code")).values("short_name")
    found = rows.annotate(whose=Subquery(whose)).values_list("child_id", "whose", "distance_miles")
    return {child: Placed(authority, miles) for child, authority, miles in found}


class _About:
    """Everything that the rows of one list need besides their own columns, asked for once."""

    def __init__(
        self,
        viewer: Viewer,
        rows: Sequence[CaseNow],
        access: Mapping[UUID, Access],
        known: Mapping[UUID, Person] | None,
    ) -> None:
        self.viewer = viewer
        self.access = access
        self.people = who(viewer, [r.child_id for r in rows]) if known is None else known
        self.references = dict(Case.objects.filter(pk__among=[r.pk for r in rows]).values_list("id", "reference"))
        self.returns = returns_of(viewer, rows)
        self.staff: Mapping[UUID, PersonNamed] = names(viewer, [u for r in rows for u in (r.holder, r.author)])
        places = {r.provider for r in rows if r.provider} | {r.organisation_id for r in rows}
        self.places = {o.id: o.short_name for o in organisations(viewer, places).values()}

    def row(self, r: CaseNow) -> Listed:
        """One case with what belongs to it."""
        returns = self.returns[r.pk]
        held_elsewhere = r.organisation_id != self.viewer.organisation
        return Listed(
            case=r.pk,
            reference=self.references.get(r.pk, ""),
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


def _by_organisation(rows: Iterable[CaseNow]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        found[row.organisation_id].append(row.pk)
    return found
