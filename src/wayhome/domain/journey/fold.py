"""Events in, states out: the tables applied in order, once for each child (domain reference §6).

Deterministic: the order in which events are given does not matter (see the ledger). Nothing crashes and nothing is
lost: an event that no row allows where it stands is kept as an anomaly and moves nothing.

Times are often known only as "on 10 June". An event that no row allows at the earliest instant it can have happened
waits, as long as it can still have happened, and is tried again after each later event that moved something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.coverage import Coverage, Coverages
from wayhome.domain.journey.episode_so_far import BACK, OUT, EpisodeSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.ledger import Anomaly, Ledger, joined_by, ledger_of
from wayhome.domain.journey.rows import Machine, Row, Scope
from wayhome.domain.journey.states import (
    Allocation,
    CaseState,
    Contact,
    Notice,
    PoliceReport,
    Prevention,
    Record,
    Request,
    Sharing,
    Support,
    Suspension,
    TalkState,
    Transfer,
    Whereabouts,
    Worry,
)
from wayhome.domain.journey.tables import BY_NAME, machines_moved_by
from wayhome.domain.journey.track import Step, Track
from wayhome.domain.vocabulary import Word

W = TypeVar("W", bound=Word)
Owner = tuple[str, ...]
"""Whose machine: an absence, a case, or one thing within either, by their numbers."""


def fold_child(events: Iterable[Event]) -> ChildSoFar:
    """Everything about one child: absences, cases, worries, and what could not be made sense of."""
    return GrowingFold(events).so_far


class GrowingFold:
    """The fold of one child's events that more can be added to, with the same result as folding all of them anew.

    An event is taken where it comes to stand, after going back over those that come after it; only a correction or a
    strike folds everything anew.
    Tracks that no event has moved since are the very same objects in each `so_far`, so that what changed can be told.
    """

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.events = list(events)
        self._begin()

    def _begin(self) -> None:
        self.ledger = ledger_of(self.events)
        self._folding = _Folding()
        for event in self.ledger.standing:
            self._folding.take(event)
        self.so_far = self._folding.result(self.ledger)

    def add(self, event: Event) -> ChildSoFar:
        """Add one event; everything as it stands now."""
        joined = joined_by(self.ledger, event)
        self.events.append(event)
        if joined is None:
            self._begin()
            return self.so_far
        self.ledger, at = joined
        self._folding.go_back_to(at)
        for each in self.ledger.standing[at:]:
            self._folding.take(each)
        self.so_far = self._folding.result(self.ledger)
        return self.so_far


@dataclass(slots=True)
class _Before:
    """How things stood before one event was taken, as far as it changed them, to go back to."""

    waiting: tuple[Event, ...]
    taken: int
    moved: list[tuple[str, Owner]] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    coverages: list[Mapping[str, dict[str, Coverage] | None]] = field(default_factory=list)


def fold_episode(events: Iterable[Event], episode: str) -> EpisodeSoFar:
    """One absence out of all events of its child; at its start when no event names it."""
    return fold_child(events).episode(episode)


def fold_case(events: Iterable[Event], case: str) -> CaseSoFar:
    """One case out of all events of its child; not opened when no event names it."""
    return fold_child(events).case(case)


class _Folding:
    """The fold in progress: where every machine of one child stands after the events taken so far."""

    def __init__(self) -> None:
        self.steps: dict[str, dict[Owner, list[Step[Word]]]] = {name: {} for name in BY_NAME}
        self.parts: dict[str, dict[str, list[Owner]]] = {name: {} for name in BY_NAME}
        self.tracks: dict[tuple[str, Owner], Track[Word]] = {}
        self.cases: dict[str, None] = {}
        self.coverages = Coverages()
        self.waiting: list[Event] = []
        self.taken = 0
        self.before: list[_Before] = []

    def state(self, machine: str, owner: Owner) -> Word:
        """Where a machine stands; at its start when nothing has moved it."""
        steps = self.steps[machine].get(owner)
        return steps[-1].after if steps else BY_NAME[machine].start

    # What felt rows may ask

    def is_back_and_reported(self, episode: str) -> bool:
        reported = self.state("police_report", (episode,)) is not PoliceReport.NOT_REPORTED
        return reported and self.state("whereabouts", (episode,)) in BACK

    def child_is_out(self) -> bool:
        return any(steps[-1].after in OUT for steps in self.steps["whereabouts"].values())

    def is_open(self, case: str) -> bool:
        return self.state("case", (case,)) is CaseState.OPEN

    # One event after another

    def take(self, event: Event) -> None:
        """Apply an event, then whatever was waiting for something like it."""
        self.before.append(_Before(tuple(self.waiting), self.taken))
        if not self._apply(event):
            self.waiting.append(event)
            return
        while any(self._apply_late(late, event) for late in tuple(self.waiting)):
            pass

    def go_back_to(self, number: int) -> None:
        """Let everything stand as it did when so many events were taken."""
        while len(self.before) > number:
            before = self.before.pop()
            for machine, owner in reversed(before.moved):
                self._move_back(machine, owner)
            for case in before.cases:
                del self.cases[case]
            for kept in reversed(before.coverages):
                self.coverages.go_back(kept)
            self.waiting, self.taken = list(before.waiting), before.taken

    def _move_back(self, machine: str, owner: Owner) -> None:
        self.steps[machine][owner].pop()
        self.tracks.pop((machine, owner), None)
        if not self.steps[machine][owner]:
            del self.steps[machine][owner]
            self.parts[machine][owner[0]].remove(owner)
            if not self.parts[machine][owner[0]]:
                del self.parts[machine][owner[0]]

    def _apply_late(self, late: Event, after: Event) -> bool:
        if not _can_follow(late, after) or not self._apply(late):
            return False
        self.waiting.remove(late)
        return True

    def _apply(self, event: Event) -> bool:
        """Move every machine that has a row for the event; false, and nothing moves, when no row is the event's own."""
        machines = machines_moved_by(event.kind)
        if all(row.felt for machine in machines for _, row, _ in self._moves(machine, event)):
            return False
        self.taken += 1
        before = self.before[-1]
        before.coverages.append(self.coverages.kept(event))
        for case in (event.case, event.says("moved_to")):
            if case and case not in self.cases:
                self.cases[case] = None
                before.cases.append(case)
        for machine in machines:
            for owner, row, after in self._moves(machine, event):
                self._moved(
                    machine.name, owner, Step(row.id, event, self.state(machine.name, owner), after, self.taken)
                )
        self.coverages.take(event)
        return True

    def _moved(self, machine: str, owner: Owner, step: Step[Word]) -> None:
        if owner not in self.steps[machine]:
            self.steps[machine][owner] = []
            self.parts[machine].setdefault(owner[0], []).append(owner)
        self.steps[machine][owner].append(step)
        self.before[-1].moved.append((machine, owner))
        self.tracks.pop((machine, owner), None)

    def _moves(self, machine: Machine, event: Event) -> Iterator[tuple[Owner, Row, Word]]:
        """The rows of one machine that the event meets: whose machine, which row, to where."""
        for owner, is_its_own in _owners(machine, event, self.cases):
            before = self.state(machine.name, owner)
            for row in machine.rows_from(before, event.kind):
                if row.felt is None:
                    meets = is_its_own and row.fits(event)
                else:
                    meets = row.felt(event, owner[-1], self)
                after = row.target(event, before) if meets else None
                if after is not None:
                    yield owner, row, after
                    break

    # The result

    def result(self, ledger: Ledger) -> ChildSoFar:
        """Everything as it stands now, frozen."""
        episodes = {
            each: self._episode(each) for each in self._names("whereabouts", "police_report", "prevention", "notice")
        }
        worries = {owner[0]: self._track("worry", owner, Worry) for owner in self.steps["worry"]}
        cases = {case: self._case(case, episodes, worries) for case in self.cases}
        anomalies = (*ledger.anomalies, *(Anomaly(event, self._why_not(event)) for event in self.waiting))
        return ChildSoFar(episodes, cases, worries, ledger.struck, anomalies)

    def _names(self, *machines: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(whole for machine in machines for whole in self.parts[machine]))

    def _track(self, machine: str, owner: Owner, states: type[W]) -> Track[W]:
        if (machine, owner) not in self.tracks:
            steps = tuple(self.steps[machine].get(owner, ()))
            self.tracks[machine, owner] = Track(self.state(machine, owner), steps)
        return cast("Track[W]", self.tracks[machine, owner])

    def _within(self, machine: str, whole: str, states: type[W]) -> dict[str, Track[W]]:
        return {o[1]: self._track(machine, o, states) for o in self.parts[machine].get(whole, ())}

    def _episode(self, episode: str) -> EpisodeSoFar:
        one = (episode,)
        return EpisodeSoFar(
            episode,
            whereabouts=self._track("whereabouts", one, Whereabouts),
            police_report=self._track("police_report", one, PoliceReport),
            prevention=self._track("prevention", one, Prevention),
            notices=self._within("notice", episode, Notice),
        )

    def _case(self, case: str, episodes: dict[str, EpisodeSoFar], worries: dict[str, Track[Worry]]) -> CaseSoFar:
        one = (case,)
        return CaseSoFar(
            case,
            container=self._track("case", one, CaseState),
            contact=self._track("contact", one, Contact),
            allocation=self._track("allocation", one, Allocation),
            talk=self._track("talk", one, TalkState),
            record=self._track("record", one, Record),
            missing_again=self._track("missing_again", one, Suspension),
            not_fit=self._track("not_fit", one, Suspension),
            police_request=self._track("police_request", one, Suspension),
            other_authority=self._track("other_authority", one, Suspension),
            shares=self._within("sharing", case, Sharing),
            needs=self._within("support", case, Support),
            requests=self._within("request", case, Request),
            transfers=self._within("transfer", case, Transfer),
            coverage=self.coverages.of(case),
            episodes=episodes,
            worries=worries,
        )

    def _why_not(self, event: Event) -> str:
        """Why an event could not take effect, in words."""
        stands = [
            f"{machine.label} is “{self.state(machine.name, owner).label}”"
            for machine in machines_moved_by(event.kind)
            for owner, _ in _owners(machine, event, ())
        ]
        if not stands:
            return f"“{event.kind.label}” does not say what it is about."
        return f"“{event.kind.label}” has no effect where it stands: {'; '.join(stands)}."


WITHIN_A_CASE = (Scope.SHARE, Scope.NEED, Scope.REQUEST, Scope.TRANSFER)
NUMBERS: Mapping[Scope, Callable[[Event], tuple[str | None, ...]]] = {
    Scope.EPISODE: lambda event: (event.episode,),
    Scope.NOTICE: lambda event: (event.episode, event.subject),
    Scope.CASE: lambda event: (event.case,),
    Scope.WORRY: lambda event: (event.subject,),
    **dict.fromkeys(WITHIN_A_CASE, lambda event: (event.case, event.subject)),
}
"""By which numbers an event says whose machine it is about."""


def _owners(machine: Machine, event: Event, cases: Iterable[str]) -> Iterator[tuple[Owner, bool]]:
    """Whose machines of this kind an event may reach, and whether as its own or only to be felt there."""
    if machine.scope is Scope.EVERY_CASE:
        yield from (((case,), False) for case in cases)
        return
    numbers = NUMBERS[machine.scope](event)
    named = tuple(number for number in numbers if number)
    if len(named) == len(numbers):
        yield named, True
    second = event.says(machine.also) if machine.also else None
    if second is not None and (second,) != named:
        yield (second,), False


def _can_follow(late: Event, after: Event) -> bool:
    """Whether an event that came too early by its earliest instant may have happened after another all the same.

    What has no time stands where it was written down. It may have been earlier still, so what was written down later may
    follow it whenever it happened.
    """
    if not after.happened.is_known and after.recorded_at <= late.recorded_at:
        return True
    latest, earliest = late.happened.latest, after.happened.earliest or after.recorded_at
    return latest is None or latest > earliest or (late.happened.is_exact and latest == earliest)
