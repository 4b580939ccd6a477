"""What a row of the tables is made of (domain reference §6): from, event, to, who, guards, effects.

A row is data. `guards` are the rules by name, each a function that answers with a worded refusal or with None; the same
words stand behind "Why can't I …?" and are raised by the action.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Protocol

from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.effects import Effect
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.holding import SoFar
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.people import Who
from wayhome.domain.journey.policy import Circumstances
from wayhome.domain.vocabulary import Word


class Keep(Enum):
    """Where a row leads when it leads to no state of its own."""

    SAME = "same"
    """The state stays as it is, and the event is kept with it."""
    FOLDED = "folded"
    """An earlier event is corrected or struck out, and everything is folded again from what stands."""


SAME, FOLDED = Keep.SAME, Keep.FOLDED


@dataclass(frozen=True, slots=True)
class By:
    """Where a row leads when the event's own words decide it. None: they do not say, and nothing moves."""

    words: str
    choose: Callable[[Event], Word | Keep | None]
    states: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not be recorded, in words a person can act on. `rule` is its name in code."""

    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Ask:
    """May this event be recorded? What a guard looks at: the event as it would stand, and everything so far."""

    event: Event
    so_far: SoFar
    at: datetime
    known: Circumstances = field(default_factory=Circumstances)

    @property
    def case(self) -> CaseSoFar:
        """The case, for rules of a case. Raises TypeError when asked of something else."""
        if not isinstance(self.so_far, CaseSoFar):
            raise TypeError(f"{self.event.kind.value} is recorded in a case")
        return self.so_far

    @property
    def absence(self) -> EpisodeSoFar:
        """The absence, for rules of an absence. Raises TypeError when asked of something else."""
        if not isinstance(self.so_far, EpisodeSoFar):
            raise TypeError(f"{self.event.kind.value} is recorded in an absence")
        return self.so_far


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """One rule. `asks`: it depends on what is being written, so it stands in nobody's way before they write."""

    name: str
    says: str
    asks: bool
    test: Callable[[Ask], str | None]

    def __call__(self, ask: Ask) -> Refusal | None:
        """The refusal in words, or None."""
        words = self.test(ask)
        return None if words is None else Refusal(self.name, words)


def guard(test: Callable[[Ask], str | None]) -> Guard:
    """A rule about how things stand, whatever is written. Its docstring is its public wording."""
    return Guard(test.__name__, (test.__doc__ or "").strip(), False, test)


def when_written(test: Callable[[Ask], str | None]) -> Guard:
    """A rule about what is written: it is tried when the form comes back, and stands in nobody's way before that."""
    return Guard(test.__name__, (test.__doc__ or "").strip(), True, test)


class Now(Protocol):
    """What a felt row may ask: how the child's absences stand once the event has reached its own machine."""

    def is_back_and_reported(self, episode: str) -> bool:
        """The child is back from this absence, and the police hold or held a report of it."""

    def child_is_out(self) -> bool:
        """Some absence of the child is open, and nobody knows where they are."""

    def is_open(self, case: str) -> bool:
        """This case is open."""


Felt = Callable[[Event, str, Now], bool]
"""Whether a machine feels an event that belongs to another: the event, whose machine it is, and how things stand."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """One row of a table. Nobody records a felt row: the machine moves because another machine's event did."""

    id: str
    of: tuple[Word, ...]
    on: EventKind
    to: Word | Keep | By
    who: Who
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()
    when: Callable[[Event], bool] | None = None
    second: Who | None = None
    about: frozenset[EventKind] = frozenset()
    felt: Felt | None = None

    def target(self, event: Event, state: Word) -> Word | None:
        """The state after the event; None when the event's words do not say which."""
        to = self.to.choose(event) if isinstance(self.to, By) else self.to
        return state if isinstance(to, Keep) else to

    def fits(self, event: Event) -> bool:
        """Whether this is the row for the event's own words."""
        return self.when is None or self.when(event)


class Scope(Enum):
    """Of what there is one machine each."""

    EPISODE = "each absence"
    NOTICE = "each notice"
    CASE = "each case"
    SHARE = "each recipient and each further share"
    NEED = "each need"
    REQUEST = "each request"
    TRANSFER = "each transfer"
    EVERY_CASE = "each case of the child"
    WORRY = "each worry"


@dataclass(frozen=True, eq=False)
class Machine:
    """One small table: its states, where it starts, of what there is one each, and its rows.

    `also` is the detail of an event that names a second machine of the same kind, which starts because of it.
    """

    name: str
    label: str
    states: type[Word]
    start: Word
    scope: Scope
    rows: tuple[Row, ...]
    also: str | None = None

    @cached_property
    def by_kind(self) -> Mapping[EventKind, tuple[Row, ...]]:
        """Its rows by the event they are about."""
        kinds = dict.fromkeys(row.on for row in self.rows)
        return {kind: tuple(row for row in self.rows if row.on is kind) for kind in kinds}

    def rows_on(self, kind: EventKind) -> tuple[Row, ...]:
        """The rows for one kind of event, in order."""
        return self.by_kind.get(kind, ())

    def rows_from(self, state: Word, kind: EventKind) -> tuple[Row, ...]:
        """The rows for one kind of event in one state, in order."""
        return tuple(row for row in self.rows_on(kind) if state in row.of)
