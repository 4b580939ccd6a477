"""What each source says about one time: all of it kept, until someone settles it and after (domain reference §4.0).

Police say back 20:00, the carer says about 20:30. Neither is thrown away: deadlines use the earlier until a person
settles which is right, and what lost stays readable beside what won.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from wayhome.domain.moment import Moment, hull
from wayhome.domain.vocabulary import Source


class CannotSettle(ValueError):
    """The settlement is refused; the words say why."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """One source's word on when something happened. `corrects` names an earlier assertion that this one replaces."""

    id: str
    happened: Moment
    source: Source
    recorded_at: datetime
    by: str | None = None
    corrects: str | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """A person's decision which assertion is right: who, when, why."""

    chosen: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """All that was said about one time, and what was decided. Adding to it gives a new account; nothing is removed."""

    assertions: tuple[Assertion, ...] = ()
    settlements: tuple[Settlement, ...] = field(default=())

    def adding(self, assertion: Assertion) -> Account:
        """The account with one more assertion. Raises ValueError for an id already used or a correction of nothing."""
        known = {a.id for a in self.assertions}
        if assertion.id in known:
            raise ValueError(f"assertion {assertion.id} is already in the account")
        if assertion.corrects is not None and assertion.corrects not in known:
            raise ValueError(f"assertion {assertion.id} corrects {assertion.corrects}, which is not in the account")
        return replace(self, assertions=(*self.assertions, assertion))

    def settled(self, *, chosen: str, why: str, by: str, at: datetime) -> Account:
        """With a decision for one standing assertion. Raises CannotSettle for any other, or without a reason.

        To decide for a time that nobody asserted, first add it as an assertion of the person who decides.
        """
        if chosen not in {a.id for a in self.standing}:
            raise CannotSettle("Choose one of the times that still stand. A corrected time cannot be chosen.")
        if not why.strip():
            raise CannotSettle("Say why this time is the right one. The reason is kept beside both times.")
        return replace(self, settlements=(*self.settlements, Settlement(chosen, why, by, at)))

    @property
    def standing(self) -> tuple[Assertion, ...]:
        """Assertions that no later one corrects."""
        corrected = {a.corrects for a in self.assertions}
        return tuple(a for a in self.assertions if a.id not in corrected)

    @property
    def settlement(self) -> Settlement | None:
        """The latest decision, as long as the assertion it chose still stands."""
        if not self.settlements:
            return None
        latest = self.settlements[-1]
        return latest if any(a.id == latest.chosen for a in self.standing) else None

    @property
    def winner(self) -> Assertion | None:
        """The assertion that was decided for."""
        settlement = self.settlement
        return None if settlement is None else next(a for a in self.standing if a.id == settlement.chosen)

    @property
    def losing(self) -> tuple[Assertion, ...]:
        """What is no longer worked to and stays readable: corrected assertions, and those decided against."""
        if self.winner is not None:
            return tuple(a for a in self.assertions if a is not self.winner)
        return tuple(a for a in self.assertions if a not in self.standing)

    @property
    def is_disputed(self) -> bool:
        """Whether standing assertions differ and nobody has settled them."""
        return self.winner is None and len({a.happened for a in self.standing if a.happened.is_known}) > 1

    @property
    def said_since(self) -> tuple[Assertion, ...]:
        """Assertions recorded after the decision that say something else: a task asks whether it still holds."""
        settlement, winner = self.settlement, self.winner
        if settlement is None or winner is None:
            return ()
        return tuple(
            a
            for a in self.standing
            if a.recorded_at > settlement.at and a.happened.is_known and a.happened != winner.happened
        )

    def working(self) -> Moment:
        """The time that is worked to: the settled one, else the hull of what stands; deadlines use its earliest."""
        winner = self.winner
        return hull(a.happened for a in self.standing) if winner is None else winner.happened
