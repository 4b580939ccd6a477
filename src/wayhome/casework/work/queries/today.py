"""What Today needs besides its rows: who is missing now, what is new since the person was here, and whether to look again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from wayhome.casework import journal
from wayhome.casework.children.access import accesses
from wayhome.casework.children.queries import who
from wayhome.casework.children.seen import Person
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import CaseNow, EpisodeNow, Event
from wayhome.casework.reach.queries import WAITING
from wayhome.casework.records.asking import answers_to
from wayhome.casework.records.moments import moment_of
from wayhome.casework.sharing.queries import waiting_for_us
from wayhome.casework.work.models import LastSeen
from wayhome.casework.work.queries.escalations import owed_to
from wayhome.casework.work.queries.listed import Absence, Standing, absences_of, standing_now
from wayhome.casework.work.queries.scope import in_sight, of_reachable, on_lists, sight_of
from wayhome.casework.work.queries.worries import raised_in_sight
from wayhome.casework.work.words import AskedOf
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.proposals import DECIDES, PROPOSES
from wayhome.domain.journey.states import Whereabouts
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import DataClass, Role

FAR_OFF = datetime.max.replace(tzinfo=UTC)
A_DAY, TWO_WEEKS = timedelta(days=1), timedelta(days=14)
CAME_BACK = (EventKind.RETURNED,)
WENT = (EventKind.POLICE_REPORT_MADE, EventKind.RECORDED_MISSING, EventKind.WHEREABOUTS_LOST)
REPLIES = (
    EventKind.CHILD_SAID_YES,
    EventKind.CHILD_SAID_NO,
    EventKind.PARENT_REFUSED,
    EventKind.REFERRAL_ACCEPTED,
    EventKind.REFERRAL_QUERIED,
    EventKind.REFERRAL_ANSWERED,
    EventKind.HANDED_BACK,
    EventKind.REQUEST_ACCEPTED,
    EventKind.REQUEST_DECLINED,
)
BY_PHONE = (EventKind.ANSWER_CAME_BY_PHONE,)
NEWS = (*CAME_BACK, *WENT, *REPLIES, *BY_PHONE, EventKind.WORRY_RAISED, EventKind.LOCATED, EventKind.RECORD_SUBMITTED)


@dataclass(frozen=True, slots=True)
class MissingNow:
    """A child whom nobody responsible knows the whereabouts of."""

    episode: UUID
    child: UUID
    person: Person
    since: Moment
    risk: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What happened since a person said that they had seen everything; `since` is when, or the last day for a new person."""

    since: datetime
    is_first: bool
    came_back: int
    went_missing: int
    replies: int
    by_phone: int

    @property
    def any(self) -> bool:
        return bool(self.came_back or self.went_missing or self.replies or self.by_phone)


def missing_now(viewer: Viewer) -> list[MissingNow]:
    """Children open to the viewer who are missing now, the longest away first."""
    found = list(in_sight(viewer, EpisodeNow.objects.filter(is_out=True)))
    shown = on_lists(viewer, {r.child_id for r in found})
    return missing_among(viewer, [r for r in found if r.child_id in shown])


def missing_among(
    viewer: Viewer, out: Iterable[Absence], known: Mapping[UUID, Person] | None = None
) -> list[MissingNow]:
    """Of these absences that are not over, those in which a child is missing; each is journalled as shown."""
    found = [r for r in out if r.whereabouts == Whereabouts.MISSING.value]
    found.sort(key=lambda r: (r.missing_from_earliest or FAR_OFF, r.id))
    people = who(viewer, [r.child_id for r in found]) if known is None else known
    seen = [r for r in found if r.child_id in people]
    for organisation in {r.organisation_id for r in seen}:
        journal.shows(viewer, "episode", [r.id for r in seen if r.organisation_id == organisation], of=organisation)
    return [MissingNow(r.id, r.child_id, people[r.child_id], moment_of(r, "missing_from"), r.risk) for r in seen]


@dataclass(frozen=True, slots=True)
class Died:
    """A child whose death was recorded lately, without an open case that would say so."""

    child: UUID
    person: Person


def died_among(viewer: Viewer, told: Collection[UUID]) -> list[Died]:
    """Of these, the children open to the viewer who have died."""
    if not told:
        return []
    gone = EpisodeNow.objects.filter(whereabouts=Whereabouts.DECEASED.value, child_id__in=told)
    people = who(viewer, gone.values_list("child_id", flat=True))
    return [Died(child, people[child]) for child in sorted(people)]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a coordinator proposed, and nobody has decided: about an absence, else about a case."""

    kind: EventKind
    child: UUID
    person: Person
    episode: UUID | None
    case: UUID | None


def proposed(viewer: Viewer) -> list[Proposed]:
    """What waits for a team manager to decide, about children open to the viewer, the oldest first; never their own."""
    same = {"organisation_id": OuterRef("organisation_id"), "child_id": OuterRef("child_id")}
    later = Event.objects.filter(**same, number__gt=OuterRef("number"), kind__in=[k.value for k in DECIDES])
    decided = later.filter(Q(episode_id=OuterRef("episode_id")) | Q(case_id=OuterRef("case_id")))
    struck = Event.objects.filter(**same, recorded_in_error_of=OuterRef("pk"))
    rows = of_reachable(viewer, Event.objects.filter(kind__in=[k.value for k in PROPOSES])).exclude(Exists(decided))
    open_case = Exists(CaseNow.objects.filter(pk=OuterRef("case_id"), is_open=True))
    waits = rows.exclude(Exists(struck)).exclude(recorded_by=viewer.user).filter(Q(case_id__isnull=True) | open_case)
    found = list(waits.defer("words").order_by("recorded_at", "id"))
    people = who(viewer, {e.child_id for e in found})
    return [
        Proposed(EventKind(e.kind), e.child_id, people[e.child_id], e.episode_id, e.case_id)
        for e in found
        if e.child_id in people
    ]


def last_seen(viewer: Viewer) -> datetime | None:
    """Up to when the person said that they had seen what is new."""
    return LastSeen.objects.filter(user=viewer.user).values_list("seen_until", flat=True).first()


def news(viewer: Viewer) -> News:
    """What is new for the viewer, in four counts."""
    looked = last_seen(viewer)
    return news_of(viewer, looked, counted(viewer, looked or viewer.at - A_DAY))


def news_of(viewer: Viewer, looked: datetime | None, counts: Mapping[str, tuple[int, int]]) -> News:
    """The same from what was counted; `looked` is when the person said that they had seen everything."""
    return News(
        looked or viewer.at - A_DAY,
        looked is None,
        came_back=sum(counts.get(k.value, (0, 0))[0] for k in CAME_BACK),
        went_missing=sum(counts.get(k.value, (0, 0))[0] for k in WENT),
        replies=sum(counts.get(k.value, (0, 0))[1] for k in REPLIES),
        by_phone=sum(counts.get(k.value, (0, 0))[1] for k in BY_PHONE),
    )


def counted(viewer: Viewer, since: datetime) -> dict[str, tuple[int, int]]:
    """How many absences, and how many events, of each kind others recorded since."""
    rows, _ = _recorded(viewer, since)
    return _added_up(rows, on_lists(viewer, {child for _, child, _, _ in rows}))


RECORDED = """
SELECT e.kind, e.child_id, count(DISTINCT e.episode_id) AS absences, count(*) AS events
  FROM journey_event e
 WHERE {mine}
   AND ((e.recorded_at > %(since)s AND e.kind = ANY(%(news)s)
         AND (%(user)s::uuid IS NULL OR e.recorded_by IS DISTINCT FROM %(user)s::uuid))
     OR (e.recorded_at > %(lately)s AND e.kind = 'died'))
 GROUP BY e.kind, e.child_id
"""


def _recorded(viewer: Viewer, since: datetime) -> tuple[list[Any], set[UUID]]:
    """The same for each child in sight, and who of them died lately: who may be counted or shown is not asked yet."""
    mine, given = sight_of(viewer)
    given |= {"since": since, "lately": viewer.at - TWO_WEEKS, "user": viewer.user, "news": [k.value for k in NEWS]}
    found = answers_to(RECORDED.format(mine=mine), given)
    return (
        [row for row in found if row.kind != EventKind.DIED.value],
        {row.child_id for row in found if row.kind == EventKind.DIED.value},
    )


def _added_up(rows: Iterable[tuple[str, UUID, int, int]], shown: Collection[UUID]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for kind, child, absences, events in rows:
        if child in shown:
            known = found.get(kind, (0, 0))
            found[kind] = (known[0] + absences, known[1] + events)
    return found


def new_children(viewer: Viewer, since: datetime, kinds: tuple[EventKind, ...]) -> set[UUID]:
    """The children about whom others recorded one of these since."""
    rows = of_reachable(viewer, Event.objects.filter(recorded_at__gt=since, kind__in=[k.value for k in kinds]))
    rows = rows.exclude(recorded_by=viewer.user) if viewer.user else rows
    return set(rows.values_list("child_id", flat=True))


@dataclass(frozen=True, slots=True)
class Board:
    """What stands on Today for one person before anything of it is drawn: each asked for once, and who may be shown once for all."""

    cases: Sequence[Standing]
    absences: Mapping[UUID, Absence]
    """Those that the cases answer for, and all that are not over."""
    out: Sequence[Absence]
    raised: Sequence[Event]
    asked: Sequence[tuple[str, int]]
    late: Sequence[tuple[UUID, int]]
    notices: Sequence[tuple[UUID, int]]
    news: Mapping[str, tuple[int, int]]
    sent: int
    """Copies that others sent here and nobody answered."""
    died: frozenset[UUID]
    """Children whose death was recorded in the last two weeks."""

    @property
    def children(self) -> set[UUID]:
        """The children whom a page that draws all of it names."""
        missing = (r for r in self.out if r.whereabouts == Whereabouts.MISSING.value)
        return {r.child_id for r in (*self.cases, *missing, *self.raised)}

    @property
    def staff(self) -> set[UUID | None]:
        """The people whom such a page names beside them: who holds a case, who writes it up, who is worried."""
        return {u for r in self.cases for u in (r.holder, r.author)} | {e.recorded_by for e in self.raised}

    @property
    def mark(self) -> str:
        """A short text that changes whenever anything on Today changes for this person."""
        cases = [(r.id, r.version, r.worries_waiting) for r in self.cases]
        out = [(r.id, r.version) for r in self.out]
        parts = (cases, out, [e.pk for e in self.raised], self.asked, self.late, self.notices, [self.sent])
        said = "|".join(",".join(sorted(map(str, part))) for part in parts)
        return hashlib.sha256(said.encode()).hexdigest()[:24]

    def asked_counts(self) -> list[tuple[AskedOf, int]]:
        """How many questions wait for an answer, by whom they were put to."""
        return [(AskedOf(of), n) for of, n in sorted(Counter(of for of, _ in self.asked).items())]


ON_TODAY = """
SELECT 'case' AS what, e.child_id, e.id, '' AS put_to, 0 AS version
  FROM journey_casenow e WHERE {mine} AND e.is_open
UNION ALL
SELECT 'out', e.child_id, e.id, '', 0
  FROM journey_episodenow e WHERE {mine} AND e.is_out
UNION ALL
SELECT 'asked', e.child_id, e.id, e.of, e.version
  FROM work_asked e WHERE {mine} AND e.answered_at IS NULL
UNION ALL
SELECT 'notice', NULL, e.id, '', e.version
  FROM reach_notice e WHERE %(sees_notices)s AND e.organisation_id = %(organisation)s AND e.state = ANY(%(waiting)s)
"""
"""The open cases, the absences that are not over and the questions that nobody answered, of the children in sight; and the notices
that a coordinator has to see to.
"""


def board(viewer: Viewer, *, since: datetime | None = None) -> Board:
    """What stands on Today, and what others recorded `since`; nothing is shown by asking for it."""
    recorded, died = _recorded(viewer, since) if since else ([], set())
    mine, given = sight_of(viewer)
    given |= {"sees_notices": viewer.has(Role.RHI_COORDINATOR), "waiting": list(WAITING)}
    standing = answers_to(ON_TODAY.format(mine=mine), given)
    raised = raised_in_sight(viewer)
    late = list(in_sight(viewer, owed_to(viewer)).values_list("child_id", "id", "version"))
    about = (
        {row.child_id for row in standing if row.child_id}
        | {e.child_id for e in raised}
        | {child for child, _, _ in late}
    )
    about |= {row.child_id for row in recorded} | died
    shown = on_lists(viewer, about)
    read = {i for i, access in accesses(viewer, shown).items() if access.may_read(DataClass.EPISODE)}
    cases = standing_now(viewer, [row.id for row in standing if row.what == "case" and row.child_id in read])
    out = [row.id for row in standing if row.what == "out" and row.child_id in shown]
    absences = absences_of(viewer, cases, and_also=out)
    return Board(
        cases=cases,
        absences=absences,
        out=[absences[id] for id in out if id in absences],
        raised=[e for e in raised if e.child_id in shown],
        asked=[(row.put_to, row.version) for row in standing if row.what == "asked" and row.child_id in shown],
        late=[(id, version) for child, id, version in late if child in shown],
        notices=[(row.id, row.version) for row in standing if row.what == "notice"],
        sent=waiting_for_us(viewer),
        news=_added_up(recorded, shown),
        died=frozenset(died & shown),
    )


def mark(viewer: Viewer) -> str:
    """A short text that changes whenever anything on Today changes for this person; nothing is shown by asking for it."""
    return board(viewer).mark


def newer(viewer: Viewer, since: datetime) -> int:
    """About how many absences and cases others recorded something that matters since."""
    return sum(
        max(absences, events if kind in _BY_EVENT else 0) for kind, (absences, events) in counted(viewer, since).items()
    )


_BY_EVENT = frozenset(k.value for k in (*REPLIES, *BY_PHONE, EventKind.WORRY_RAISED, EventKind.RECORD_SUBMITTED))
