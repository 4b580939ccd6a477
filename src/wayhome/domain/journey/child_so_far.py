"""One child as the events tell it: every absence, every case, every worry, and what could not be made sense of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.ledger import Anomaly, Struck
from wayhome.domain.journey.states import CaseState, TalkState, Worry
from wayhome.domain.journey.track import Track


@dataclass(frozen=True, slots=True)
class ChildSoFar:
    """Everything folded from the events of one child."""

    episodes: Mapping[str, EpisodeSoFar] = field(default_factory=dict)
    cases: Mapping[str, CaseSoFar] = field(default_factory=dict)
    worries: Mapping[str, Track[Worry]] = field(default_factory=dict)
    struck: tuple[Struck, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()

    def episode(self, episode: str) -> EpisodeSoFar:
        """One absence; at its start when no event names it."""
        return self.episodes.get(episode, EpisodeSoFar(episode))

    def case(self, case: str) -> CaseSoFar:
        """One case; not opened when no event names it."""
        return self.cases.get(case, CaseSoFar(case, episodes=self.episodes, worries=self.worries))

    def cases_covering(self, episode: str) -> tuple[CaseSoFar, ...]:
        """The cases an absence has stood in, in the order it came to them; the last answers for it."""
        return tuple(case for case in self.cases.values() if any(c.episode == episode for c in case.coverage))

    def answering_case(self, episode: str) -> CaseSoFar | None:
        """The case that answers for an absence now: the last that covers it, unless merged or left for another."""
        covering = self.cases_covering(episode)
        answering = [case for case in covering if case.answers_for(episode)]
        return next(reversed(answering or covering), None)

    def left_behind(self, case: str) -> tuple[str, ...]:
        """The returns that nobody would answer for if this case were merged into another: each must go on somewhere."""
        others = [c for c in self.cases.values() if c.case != case and c.container.state is not CaseState.VOID]
        return tuple(
            absence.episode
            for absence in self.case(case).covered
            if not absence.is_void and not any(other.answers_for(absence.episode) for other in others)
        )

    def case_to_join(self, authority: str | None) -> str | None:
        """Rule CA1: the open case that a new return joins, or None when a case of its own is due.

        It joins a case of the same responsible authority whose talk is not held, so that one talk may cover both.
        """
        joinable = [
            case.case
            for case in self.cases.values()
            if case.is_open and case.talk.state is not TalkState.HELD and case.responsible_authority == authority
        ]
        return joinable[-1] if joinable else None
