"""Where each episode and case stands, worked out from events and written down for lists.

The one way it is written is `written_down`, in the transaction of the event that changed it; `rebuild` does the same for
a whole organisation from nothing. Neither is a truth of its own: the two must always agree (`differences`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models
from wayhome.casework.journey.events import history
from wayhome.casework.records.moments import moment_values
from wayhome.domain.clock import StatutoryClock, statutory_clock
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.headline import headline
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.moved import moved
from wayhome.domain.journey.states import Suspension, Worry
from wayhome.domain.moment import NOT_RECORDED

WORRYING = frozenset(kind for kind in EventKind if kind.value.startswith("worry_"))
"""A worry never makes a form stale: it waits for nothing and blocks nothing."""


class Said:
    """What a child's events say of each absence and each case, counted once for all of their rows."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.of_episode: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.episode is not None:
                self.of_episode[event.episode].append(event)
        counted = [event for event in events if event.kind not in WORRYING]
        self._naming = Counter(episode for event in counted for episode in event.episodes)
        self._in_case = Counter(event.case for event in counted)
        self._about = Counter(event.episode for event in counted)
        self._both = Counter((event.episode, event.case) for event in counted)

    def version_of_episode(self, episode: str) -> int:
        """As the function of this name says, from the counts."""
        return self._naming[episode]

    def version_of_case(self, case: CaseSoFar) -> int:
        """As the function of this name says, from the counts."""
        covered = {e.episode for e in case.covered}
        return self._in_case[case.case] + sum(self._about[e] - self._both[e, case.case] for e in covered)


def written_down(
    organisation: UUID,
    child: UUID,
    events: Sequence[Event],
    so_far: ChildSoFar,
    *,
    before: ChildSoFar | None = None,
    added: int = 0,
) -> None:
    """Put where a child's absences and cases stand into the two tables: all of them or, where it is said how they stood
    `before` the last `added` events, those that moved.
    """
    said = Said(events)
    if before is None:
        episodes, cases = frozenset(so_far.episodes), frozenset(so_far.cases)
    else:
        episodes, cases = moved(before, so_far, events[len(events) - added :])
        _remove(models.EpisodeNow, before.episodes.keys() - so_far.episodes.keys())
        _remove(models.CaseNow, before.cases.keys() - so_far.cases.keys())
    _replace(
        models.EpisodeNow,
        [episode_now(organisation, child, so_far.episodes[e], so_far, said) for e in sorted(episodes)],
    )
    _replace(models.CaseNow, [case_now(organisation, child, so_far.cases[c], said) for c in sorted(cases)])


def _remove(table: type[Any], gone: Iterable[str]) -> None:
    """What rests on no event any more, because the only ones were struck out, stands nowhere."""
    if ids := [UUID(each) for each in gone]:
        table.objects.filter(pk__in=ids).delete()


def _replace(table: type[Any], rows: list[Any]) -> None:
    """Write whole rows, over what was there: in one statement, composed once for each table, because every event does it."""
    if not rows:
        return
    fields = table._meta.local_fields
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_over_what_was_there(table, len(rows)), values)


@cache
def _over_what_was_there(table: type[Any], rows: int) -> str:
    quote = connection.ops.quote_name
    columns = [quote(field.column) for field in table._meta.local_fields]
    anew = ", ".join(f"{column} = EXCLUDED.{column}" for column in columns if column != quote("id"))
    one = "(" + ", ".join("%s" for _ in columns) + ")"
    return (
        f"INSERT INTO {quote(table._meta.db_table)} ({', '.join(columns)}) VALUES {', '.join([one] * rows)} "
        f"ON CONFLICT ({quote('id')}) DO UPDATE SET {anew}"
    )


def episode_now(
    organisation: UUID, child: UUID, so_far: EpisodeSoFar, whole: ChildSoFar, said: Said
) -> models.EpisodeNow:
    """The row of one episode."""
    started = said.of_episode.get(so_far.episode, [])
    return models.EpisodeNow(
        id=UUID(so_far.episode),
        organisation_id=organisation,
        child_id=child,
        whereabouts=so_far.whereabouts.state.value,
        police_report=so_far.police_report.state.value,
        prevention=so_far.prevention.state.value,
        kind=so_far.kind.value,
        group=group_of(so_far.episode, whole, said.events),
        risk=so_far.risk.value if so_far.risk else None,
        is_out=so_far.is_out,
        is_unsettled=so_far.account("returned").is_disputed,
        police_reference=_latest(started, "police_reference"),
        version=said.version_of_episode(so_far.episode),
        **moment_values("missing_from", so_far.missing_from),
        **moment_values("located", so_far.located),
        **moment_values("returned", so_far.returned),
        **moment_values("notified", so_far.notified),
    )


def group_of(episode: str, so_far: ChildSoFar, events: Iterable[Event]) -> str | None:
    """What the child is to the authority in one absence: as it was reported, or as put right when its case was checked."""
    cases = {c.case for c in so_far.cases.values() if any(e.episode == episode for e in c.covered)}
    return _latest(
        (e for e in events if e.episode == episode or (e.kind is EventKind.CASE_CHECKED and e.case in cases)), "group"
    )


def _latest(events: Iterable[Event], key: str) -> str | None:
    said = [e.says(key) for e in events if e.says(key)]
    return said[-1] if said else None


def clocks_of(case: CaseSoFar) -> dict[str, StatutoryClock]:
    """The 72-hour clock of every return the case answers for; a return with no date at all has none.

    No clock runs for a child who has died; one that a talk stopped before keeps its result.
    """
    held = {e: t for t in reversed(case.talks) for e in (t.lists("discussed") or [c.episode for c in case.covered])}
    clocks = {}
    for episode in case.covered:
        talk = held.get(episode.episode)
        clock = (
            statutory_clock(
                returned=episode.returned,
                located=episode.located,
                notified=episode.notified,
                held=talk.happened if talk else NOT_RECORDED,
                was_held=talk is not None,
            )
            if episode.is_back and not (case.child_has_died and talk is None)
            else None
        )
        if clock is not None:
            clocks[episode.episode] = clock
    return clocks


def first_due(clocks: Iterable[StatutoryClock]) -> StatutoryClock | None:
    """The clock that is shown for a case: the earliest deadline of its returns."""
    return min(clocks, key=lambda clock: clock.deadline, default=None)


def case_now(organisation: UUID, child: UUID, case: CaseSoFar, said: Said) -> models.CaseNow:
    """The row of one case."""
    events = said.events
    clock = first_due(clocks_of(case).values())
    opened = case.container.last(EventKind.CASE_OPENED)
    first_talk = case.talks[0] if case.talks else None
    return models.CaseNow(
        id=UUID(case.case),
        organisation_id=organisation,
        child_id=child,
        is_open=case.is_open,
        container=case.container.state.value,
        contact=case.contact.state.value,
        allocation=case.allocation.state.value,
        talk=case.talk.state.value,
        record=case.record.state.value,
        headline=headline(case, at=events[-1].recorded_at).code.value,
        checked=case.container.last(EventKind.CASE_CHECKED) is not None,
        asked=case.child_was_told,
        carer_told=case.carer_was_told,
        tries=len(case.tries),
        episodes=[UUID(e.episode) for e in case.covered],
        deadline=clock.deadline if clock else None,
        latest_deadline=clock.latest_deadline if clock else None,
        stand_in=clock.proxy.value if clock and clock.proxy else None,
        in_time=clock.result.value if clock and clock.result else None,
        opened_at=opened.recorded_at if opened else events[0].recorded_at,
        worries_waiting=sum(track.state is Worry.RAISED for track in case.worries.values()),
        version=said.version_of_case(case),
        **_who_and_when(case),
        **moment_values("held", first_talk.happened if first_talk else NOT_RECORDED),
    )


def _who_and_when(case: CaseSoFar) -> dict[str, Any]:
    waits = {
        "missing_again": case.missing_again,
        "not_fit": case.not_fit,
        "police_request": case.police_request,
        "other_authority": case.other_authority,
    }
    waiting = {name: track for name, track in waits.items() if track.state is Suspension.ON}
    reviews = [t.steps[-1].event.instant("review_at") for t in waiting.values() if t.steps]
    booked = case.talk.last(EventKind.APPOINTMENT_BOOKED, EventKind.APPOINTMENT_REARRANGED)
    sent = case.allocation.last(EventKind.REFERRED_TO_PROVIDER)
    author = case.record.last(EventKind.RECORD_STARTED, EventKind.RECORD_AUTHOR_CHANGED)
    return {
        "booked_for": booked.instant("planned") if booked and case.talk.state.value == "booked" else None,
        "next_try_at": case.tries[-1].instant("next_try_at") if case.tries else None,
        "holder": _uuid(case.interviewer),
        "provider": _uuid(sent.says("provider")) if sent and case.allocation.state.value != "unallocated" else None,
        "author": _uuid((author.says("author") or author.by) if author else None),
        "suspended": sorted(waiting),
        "review_due": min((r for r in reviews if r is not None), default=None),
        "undecided": len(case.undecided),
        "needs_open": len(case.running),
        "needs_started": len(case.started),
    }


def version_of_case(case: CaseSoFar, events: Iterable[Event]) -> int:
    """How many events a person looking at the case has seen: its own and those of the returns it covers."""
    covered = {e.episode for e in case.covered}
    return sum((e.case == case.case or e.episode in covered) and e.kind not in WORRYING for e in events)


def version_of_episode(episode: str, events: Iterable[Event]) -> int:
    """How many events speak of the episode."""
    return sum(episode in e.episodes and e.kind not in WORRYING for e in events)


def rebuild(viewer: Viewer) -> int:
    """Empty both tables of the viewer's organisation and fill them from events. How many children were folded."""
    own = {"organisation_id": viewer.organisation}
    for table in (models.CaseNow, models.EpisodeNow):
        table.objects.filter(**own).delete()
    children = models.Event.objects.filter(**own).order_by("child_id").values_list("child_id", flat=True).distinct()
    for child in children:
        events = history(viewer.organisation, child)
        written_down(viewer.organisation, child, events, fold_child(events))
    return len(children)


def differences(viewer: Viewer) -> list[str]:
    """Every row that is not what its events give now, and every gap in the events of a child: empty when all is well."""
    found: list[str] = []
    own = {"organisation_id": viewer.organisation}
    children = models.Event.objects.filter(**own).order_by("child_id").values_list("child_id", flat=True).distinct()
    for child in children:
        events = history(viewer.organisation, child)
        numbers = [int(e.id.split("-", 1)[0]) for e in events]
        if numbers != list(range(1, len(numbers) + 1)):
            found.append(f"child {child}: an event is missing between numbers {numbers[0]} and {numbers[-1]}")
        so_far = fold_child(events)
        said = Said(events)
        fresh = [episode_now(viewer.organisation, child, e, so_far, said) for e in so_far.episodes.values()]
        fresh_cases = [case_now(viewer.organisation, child, c, said) for c in so_far.cases.values()]
        found += _unlike(models.EpisodeNow, child, fresh) + _unlike(models.CaseNow, child, fresh_cases)
    return found


def _unlike(table: type[Any], child: UUID, fresh: list[Any]) -> list[str]:
    kept = {row.pk: _values(row) for row in table.objects.filter(child_id=child)}
    now = {row.pk: _values(row) for row in fresh}
    return [
        f"{table.__name__} {id}: kept and fresh differ"
        for id in sorted(kept.keys() | now.keys())
        if kept.get(id) != now.get(id)
    ]


def _values(row: Any) -> dict[str, Any]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.local_fields}


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
