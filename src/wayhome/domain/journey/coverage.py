"""Which absences a case answers for, and which of them its talk was about (domain reference §4.15, §6.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.vocabulary import Word


class Covers(Word):
    """How an absence came to stand in a case."""

    PRIMARY = ("primary", "The return that opened the case")
    COMBINED = ("combined", "A later return, attached")
    MOVED_IN = ("moved_in", "Moved here, because the earlier talk was not about it")
    MOVED_OUT = ("moved_out", "Moved to a case of its own, because the talk was not about it")


@dataclass(frozen=True, slots=True)
class Coverage:
    """One absence in one case. `discussed` is None until a talk is held, and where nobody said what it was about."""

    episode: str
    role: Covers
    discussed: bool | None = None
    moved_to: str | None = None


class Coverages:
    """The coverage of every case of one child, brought forward event by event."""

    def __init__(self) -> None:
        self._cases: dict[str, dict[str, Coverage]] = {}

    def of(self, case: str) -> tuple[Coverage, ...]:
        """The absences in a case, in the order they came to it."""
        return tuple(self._cases.get(case, {}).values())

    def kept(self, event: Event) -> Mapping[str, dict[str, Coverage] | None]:
        """How the cases that an event may change stand before it, to go back to."""
        meant = [case for case in (event.case, event.says("moved_to")) if case is not None]
        return {case: dict(self._cases[case]) if case in self._cases else None for case in meant}

    def go_back(self, kept: Mapping[str, dict[str, Coverage] | None]) -> None:
        """Let those cases stand as they did."""
        for case, stood in kept.items():
            if stood is None:
                self._cases.pop(case, None)
            else:
                self._cases[case] = stood

    def take(self, event: Event) -> None:
        """Bring coverage forward by one event that took effect."""
        if event.case is None:
            return
        if event.kind is EventKind.CASE_OPENED:
            self._attach(event.case, event.episodes, Covers.PRIMARY)
        elif event.kind is EventKind.EPISODE_ATTACHED:
            self._attach(event.case, event.episodes, Covers.COMBINED)
        elif event.kind is EventKind.TALK_HELD:
            self._talk(event.case, event)

    def _attach(self, case: str, episodes: tuple[str, ...], role: Covers) -> None:
        for episode in episodes:
            self._cases.setdefault(case, {}).setdefault(episode, Coverage(episode, role))

    def _talk(self, case: str, event: Event) -> None:
        """Mark what was discussed; what was not moves to the case the talk names, with its own clock and 28 days."""
        covered = {e: c for e, c in self._cases.get(case, {}).items() if c.role is not Covers.MOVED_OUT}
        discussed = set(event.lists("discussed"))
        if not discussed and len(covered) != 1:
            return
        moved_to = event.says("moved_to")
        for episode, coverage in covered.items():
            if episode in discussed or len(covered) == 1:
                self._cases[case][episode] = replace(coverage, discussed=True)
            elif not coverage.discussed:
                self._cases[case][episode] = replace(
                    coverage, role=Covers.MOVED_OUT, discussed=False, moved_to=moved_to
                )
                if moved_to is not None:
                    self._attach(moved_to, (episode,), Covers.MOVED_IN)
