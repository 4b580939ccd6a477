"""The review timer while a child's whereabouts are known and they are at risk (domain reference §7.5).

It runs for as long as the child is away, ends when they are back, gives way to the police procedure when they are
missing again, and is never the 72-hour clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wayhome.domain.moment import in_utc
from wayhome.domain.vocabulary import Role
from wayhome.domain.vocabulary.word import Word

PLAN_WITHIN = timedelta(hours=4)
REVIEW_EVERY = timedelta(hours=24)
REVIEW_EVERY_AT_HIGH_RISK = timedelta(hours=12)
OVERDUE_FOR = timedelta(hours=4)
REVIEWS_WITHOUT_CHANGE = 3


class AwayCall(Word):
    """What the timer asks for, and of whom."""

    NO_OWNER = ("no_owner", "Nobody owns the plan", "At four hours; goes to the team manager.")
    NO_PLAN = ("no_plan", "No plan yet", "At four hours; goes to the plan's owner.")
    REVIEW_DUE = ("review_due", "Review due", "Goes to the plan's owner.")
    REVIEW_OVERDUE = ("review_overdue", "Review overdue", "Four hours late; goes to the team manager.")
    STRATEGY_DISCUSSION = (
        "strategy_discussion",
        "Strategy discussion",
        "Third review without change; goes to the service manager.",
    )


CALLED: dict[AwayCall, Role | None] = {
    AwayCall.NO_OWNER: Role.TEAM_MANAGER,
    AwayCall.NO_PLAN: None,
    AwayCall.REVIEW_DUE: None,
    AwayCall.REVIEW_OVERDUE: Role.TEAM_MANAGER,
    AwayCall.STRATEGY_DISCUSSION: Role.SERVICE_MANAGER,
}
"""Who is called; None is the plan's named owner."""


@dataclass(frozen=True, slots=True)
class Review:
    """A review of the plan, and whether anything changed since the one before."""

    at: datetime
    changed: bool


@dataclass(frozen=True, slots=True)
class AwayTimer:
    """The timer of one phase of being away at risk. `ended_at`: the child is back, or missing again."""

    risk_seen: datetime
    high_risk: bool = False
    owner_named_at: datetime | None = None
    plan_made_at: datetime | None = None
    reviews: tuple[Review, ...] = ()
    ended_at: datetime | None = None

    @property
    def plan_due(self) -> datetime:
        """When there has to be an owner and a plan."""
        return in_utc(self.risk_seen) + PLAN_WITHIN

    @property
    def review_due(self) -> datetime:
        """When the next review is due: counted from the last, or from when the risk was seen."""
        last = max((in_utc(review.at) for review in self.reviews), default=in_utc(self.risk_seen))
        return last + (REVIEW_EVERY_AT_HIGH_RISK if self.high_risk else REVIEW_EVERY)

    def runs_at(self, now: datetime) -> bool:
        """Whether the child is still away at `now`."""
        return self.ended_at is None or in_utc(now) < in_utc(self.ended_at)

    def calls(self, now: datetime) -> tuple[AwayCall, ...]:
        """Everything the timer asks for at `now`, in the order of the ladder. Nothing once the phase has ended."""
        now = in_utc(now)
        if not self.runs_at(now):
            return ()
        late = now - self.review_due
        asked = {
            AwayCall.NO_OWNER: self.owner_named_at is None and now >= self.plan_due,
            AwayCall.NO_PLAN: self.plan_made_at is None and now >= self.plan_due,
            AwayCall.REVIEW_DUE: timedelta() <= late < OVERDUE_FOR,
            AwayCall.REVIEW_OVERDUE: late >= OVERDUE_FOR,
            AwayCall.STRATEGY_DISCUSSION: self._unchanged_reviews() >= REVIEWS_WITHOUT_CHANGE,
        }
        return tuple(call for call, wanted in asked.items() if wanted)

    def _unchanged_reviews(self) -> int:
        """How many of the latest reviews in a row found nothing changed."""
        unchanged = 0
        for review in sorted(self.reviews, key=lambda r: in_utc(r.at), reverse=True):
            if review.changed:
                break
            unchanged += 1
        return unchanged
