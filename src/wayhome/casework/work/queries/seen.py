"""What the lists of everyday work are made of: frozen, and only what the viewer may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from wayhome.casework.accounts.queries import PersonNamed
from wayhome.casework.children.seen import Card, Person
from wayhome.domain.clock import ClockState, InTime, StatutoryClock
from wayhome.domain.journey.headline_words import HeadlineCode
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.states import Allocation, Record, TalkState
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Group, RiskGrade, TalkedFreely


@dataclass(frozen=True, slots=True)
class Return:
    """One absence that a case answers for, as lists need it."""

    episode: UUID
    missing_from: Moment
    returned: Moment
    is_out: bool
    is_back: bool
    is_unsettled: bool
    risk: RiskGrade | None
    group: Group | None
    clock: StatutoryClock | None


@dataclass(frozen=True, slots=True)
class Said:
    """The latest event of one kind in a case: when, and the codes that a line may need."""

    happened: Moment
    recorded_at: datetime
    by: UUID | None
    freely: TalkedFreely | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a child is placed: the other authority's name if it is known, and how far."""

    authority: str | None
    miles: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One open case in a list."""

    case: UUID
    reference: str
    child: UUID
    person: Person
    card: Card | None
    headline: HeadlineCode
    asked: bool
    carer_told: bool
    tries: int
    allocation: Allocation
    talk: TalkState
    record: Record
    booked_for: datetime | None
    next_try_at: datetime | None
    review_due: datetime | None
    suspended: tuple[str, ...]
    holder: PersonNamed | None
    author: PersonNamed | None
    provider: str | None
    authority: str | None
    """The responsible authority, where it is not the viewer's own."""
    undecided: int
    needs_open: int
    needs_started: int
    worries_waiting: int
    opened_at: datetime
    returns: tuple[Return, ...]
    clock: StatutoryClock | None
    version: int
    placed: Placed | None = None
    said: Mapping[EventKind, Said] = field(default_factory=dict)
    namesake: str = ""
    """Another child of the list with the same first name and initial, to be told apart."""

    @property
    def is_held(self) -> bool:
        return self.talk is TalkState.HELD

    @property
    def is_unsettled(self) -> bool:
        return any(each.is_unsettled for each in self.returns)

    @property
    def is_out(self) -> bool:
        """The child is missing now, or found and not back yet."""
        return any(not each.is_back for each in self.returns)

    @property
    def group(self) -> Group | None:
        """Where the child lived when they went, by the latest return for which somebody recorded it."""
        return next((each.group for each in reversed(self.returns) if each.group), None)

    @property
    def risk(self) -> RiskGrade | None:
        return next((each.risk for each in reversed(self.returns) if each.risk), None)

    @property
    def result(self) -> InTime | None:
        return self.clock.result if self.clock else None

    def state(self, at: datetime) -> ClockState | None:
        """Where the clock that is shown is; None without one."""
        return self.clock.state(at) if self.clock else None

    def mine(self, user: UUID | None) -> bool:
        """Whether the case is in this person's own hands."""
        return user is not None and user in {p.id for p in (self.holder, self.author) if p}
