"""One machine's way so far: the state it is in and every step that led there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Word

S = TypeVar("S", bound=Word)


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """One event that a row of the table applied to. `before` and `after` are the same where the state was kept."""

    row: str
    event: Event
    before: S
    after: S
    order: int
    """Its place among all events of the child, so that steps of two tracks can be told apart in time."""


@dataclass(frozen=True, slots=True)
class Track(Generic[S]):
    """A state and the steps that led to it, in order."""

    state: S
    steps: tuple[Step[S], ...] = ()

    @property
    def since(self) -> Moment:
        """When the present state was entered; not recorded for a machine still at its start."""
        for step in reversed(self.steps):
            if step.before != step.after:
                return step.event.happened
        return NOT_RECORDED

    def events(self, *kinds: EventKind) -> tuple[Event, ...]:
        """The events of these kinds that this machine took note of, in order."""
        return tuple(step.event for step in self.steps if step.event.kind in kinds)

    def last(self, *kinds: EventKind) -> Event | None:
        """The latest event of these kinds."""
        found = self.events(*kinds)
        return found[-1] if found else None

    def has_been(self, state: S) -> bool:
        """Whether it was ever in this state."""
        return self.state == state or any(step.after == state for step in self.steps)
