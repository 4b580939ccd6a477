"""What can be said of the help that follows a talk: needed, offered, wanted, begun in time (domain reference §4.14).

Of one need: begun <= wanted <= offered, reading no < not known < yes. Of a return: yes if it is yes for any of the needs
that its talk found, no if it is no for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from wayhome.domain.episode import Need
from wayhome.domain.moment import LONDON, NOT_RECORDED, Moment, start_of_local_day
from wayhome.domain.outcome import FAR_OFF, Answer, either

DAYS_TO_BEGIN = 28
"""Help that was wanted begins within so many days: from the day of the yes to the day of the first session."""


class Help:
    """What came of the needs of one return, each answer worked out once."""

    __slots__ = ("accepted", "accepted_at", "answer_pending", "needed", "offered", "started_in_time")

    def __init__(self, needs: Iterable[Need] | None):
        found = None if needs is None else tuple(needs)
        self.needed: Answer = None if found is None else bool(found)
        """The talk found a need, of whatever kind and at whatever level of risk."""
        self.offered: Answer = None if found is None else either(*map(offered, found))
        """A named service was offered, with a date, for at least one of them."""
        self.accepted: Answer = None if found is None else either(*map(accepted, found))
        """The child, or a parent for their own service, said yes to help."""
        self.answer_pending: Answer = False if self.accepted is not None else _pending(found)
        """Help was offered, and the answer is still to come."""
        self.accepted_at: Moment = _first_yes(found or ())
        """The first yes whose day is known: from there the 28 days run."""
        self.started_in_time: Answer = None if found is None else either(*map(started_in_time, found))
        """A first session took place within 28 days of the yes. What nobody recorded is not known, never no."""

    def old_enough(self, as_of: datetime) -> Answer:
        """Whether the 28 days since the first yes are over at `as_of`; not known without a yes whose day is known."""
        first, last = self.accepted_at.local_date(), self.accepted_at.last_local_date()
        if first is None or last is None:
            return None
        days = (as_of.astimezone(LONDON).date() - last).days, (as_of.astimezone(LONDON).date() - first).days
        return _more_than(DAYS_TO_BEGIN, *days)

    @property
    def turns_at(self) -> tuple[datetime, ...]:
        """The instants at which the 28 days are over for the earliest and for the latest day of the yes."""
        days = (self.accepted_at.local_date(), self.accepted_at.last_local_date())
        return tuple(start_of_local_day(day + timedelta(days=DAYS_TO_BEGIN + 1)) for day in days if day is not None)


def offered(need: Need) -> Answer:
    """A named service was offered: said so, or a yes or a first session says it."""
    return True if True in (need.accepted, need.started) else need.offered


def accepted(need: Need) -> Answer:
    """Help was wanted: said so, or it began. What was never offered was not accepted."""
    if need.started:
        return True
    return False if need.offered is False and not need.accepted else need.accepted


def started_in_time(need: Need) -> Answer:
    """The first session took place within 28 days of the yes, counted in local days."""
    if accepted(need) is not True or need.started is not True:
        return False if False in (accepted(need), need.started) else None
    said, began = need.accepted_at, need.started_at
    if not (said.is_known and began.is_known):
        return None
    late = _more_than(DAYS_TO_BEGIN, _days(said.last_local_date(), began), _days(said.local_date(), began, last=True))
    return None if late is None else not late


def _days(day: date | None, until: Moment, *, last: bool = False) -> int:
    end = until.last_local_date() if last else until.local_date()
    return (end - day).days if end is not None and day is not None else 0


def _more_than(limit: int, fewest: int, most: int) -> Answer:
    """Whether a number of days that lies between two is more than the limit; not known where it may be either."""
    return fewest > limit if (fewest > limit) == (most > limit) else None


def _pending(needs: Iterable[Need] | None) -> Answer:
    return None if needs is None else either(*(need.pending for need in needs if offered(need)))


def _first_yes(needs: Iterable[Need]) -> Moment:
    said = [need.accepted_at for need in needs if accepted(need) and need.accepted_at.is_known]
    return min(said, key=lambda moment: moment.earliest or FAR_OFF, default=NOT_RECORDED)
