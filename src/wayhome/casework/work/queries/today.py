"""What Today needs besides its rows: who is missing now, what is new since the person was here, and whether to look again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, Count, Exists, F, Max, OuterRef, Q, Sum, Value
from django.db.models.functions import Cast, Concat

from wayhome.casework import journal
from wayhome.casework.children.queries import who
from wayhome.casework.children.seen import Person
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import WORRIES_OPEN_AND_SHUT, CaseNow, EpisodeNow, Event
from wayhome.casework.reach.models import Notice
from wayhome.casework.reach.queries import WAITING
from wayhome.casework.work.models import Asked, LastSeen
from wayhome.casework.work.queries.escalations import gone_up_to
from wayhome.casework.work.queries.scope import of_reachable
from wayhome.casework.work.words import AskedOf
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.proposals import DECIDES, PROPOSES
from wayhome.domain.journey.states import Whereabouts
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Role

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
    rows = of_reachable(viewer, EpisodeNow.objects.filter(is_out=True)).filter(whereabouts=Whereabouts.MISSING.value)
    found = list(rows.order_by(F("missing_from_earliest").asc(nulls_last=True), "id"))
    people = who(viewer, [r.child_id for r in found])
    seen = [r for r in found if r.child_id in people]
    for organisation in {r.organisation_id for r in seen}:
        journal.shows(viewer, "episode", [r.pk for r in seen if r.organisation_id == organisation], of=organisation)
    return [MissingNow(r.pk, r.child_id, people[r.child_id], r.missing_from, r.risk) for r in seen]


@dataclass(frozen=True, slots=True)
class Died:
    """A child whose death was recorded lately, without an open case that would say so."""

    child: UUID
    person: Person


def died_lately(viewer: Viewer, known: Collection[UUID]) -> list[Died]:
    """Children open to the viewer whose death was recorded in the last two weeks; those already `known` are left out."""
    rows = of_reachable(viewer, EpisodeNow.objects.filter(whereabouts=Whereabouts.DECEASED.value))
    gone = set(rows.exclude(child_id__in=known).values_list("child_id", flat=True))
    lately = Event.objects.filter(kind=EventKind.DIED.value, child_id__in=gone, recorded_at__gt=viewer.at - TWO_WEEKS)
    told = sorted(set(lately.values_list("child_id", flat=True)))
    people = who(viewer, told)
    return [Died(child, people[child]) for child in told if child in people]


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
    seen = last_seen(viewer)
    since = seen or viewer.at - A_DAY
    counts = counted(viewer, since)
    return News(
        since,
        seen is None,
        came_back=sum(counts.get(k.value, (0, 0))[0] for k in CAME_BACK),
        went_missing=sum(counts.get(k.value, (0, 0))[0] for k in WENT),
        replies=sum(counts.get(k.value, (0, 0))[1] for k in REPLIES),
        by_phone=sum(counts.get(k.value, (0, 0))[1] for k in BY_PHONE),
    )


def counted(viewer: Viewer, since: datetime) -> dict[str, tuple[int, int]]:
    """How many absences, and how many events, of each kind others recorded since."""
    rows = of_reachable(viewer, Event.objects.filter(recorded_at__gt=since, kind__in=[k.value for k in NEWS]))
    rows = rows.exclude(recorded_by=viewer.user) if viewer.user else rows
    totals = rows.values("kind").annotate(absences=Count("episode_id", distinct=True), events=Count("id"))
    return {t["kind"]: (t["absences"], t["events"]) for t in totals.order_by("kind")}


def new_children(viewer: Viewer, since: datetime, kinds: tuple[EventKind, ...]) -> set[UUID]:
    """The children about whom others recorded one of these since."""
    rows = of_reachable(viewer, Event.objects.filter(recorded_at__gt=since, kind__in=[k.value for k in kinds]))
    rows = rows.exclude(recorded_by=viewer.user) if viewer.user else rows
    return set(rows.values_list("child_id", flat=True))


def mark(viewer: Viewer) -> str:
    """A short text that changes whenever anything on Today changes for this person; nothing is shown by asking for it."""
    case = Concat(
        Cast("id", CharField()),
        Value(":"),
        Cast("version", CharField()),
        Value(":"),
        Cast("worries_waiting", CharField()),
    )
    episode = Concat(Cast("id", CharField()), Value(":"), Cast("version", CharField()))
    cases = of_reachable(viewer, CaseNow.objects.filter(is_open=True)).aggregate(
        all=StringAgg(case, ",", order_by="id")
    )
    out = of_reachable(viewer, EpisodeNow.objects.filter(is_out=True)).aggregate(
        all=StringAgg(episode, ",", order_by="id")
    )
    about = Event.objects.filter(kind__in=WORRIES_OPEN_AND_SHUT, kind__startswith="worry_")
    worries = of_reachable(viewer, about).aggregate(n=Count("id"))
    asked = of_reachable(viewer, Asked.objects.filter(answered_at__isnull=True)).aggregate(
        n=Count("id"), last=Max("version")
    )
    notices = (
        Notice.objects.filter(organisation_id=viewer.organisation, state__in=WAITING)
        if viewer.has(Role.RHI_COORDINATOR)
        else Notice.objects.none()
    ).aggregate(n=Count("id"), versions=Sum("version"))
    late = gone_up_to(viewer).aggregate(n=Count("id"), versions=Sum("version"))
    counts = (worries["n"], asked["n"], asked["last"], *notices.values(), *late.values())
    said = "|".join(map(str, (cases["all"], out["all"], *counts)))
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def newer(viewer: Viewer, since: datetime) -> int:
    """About how many absences and cases others recorded something that matters since."""
    return sum(
        max(absences, events if kind in _BY_EVENT else 0) for kind, (absences, events) in counted(viewer, since).items()
    )


_BY_EVENT = frozenset(k.value for k in (*REPLIES, *BY_PHONE, EventKind.WORRY_RAISED, EventKind.RECORD_SUBMITTED))


def asked_counts(viewer: Viewer) -> list[tuple[AskedOf, int]]:
    """How many questions wait for an answer, by whom they were put to."""
    rows = of_reachable(viewer, Asked.objects.filter(answered_at__isnull=True)).values("of").annotate(n=Count("id"))
    return [(AskedOf(r["of"]), r["n"]) for r in rows.order_by("of")]
