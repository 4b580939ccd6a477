"""The sections of Today: which rows stand where. Every open case stands in exactly one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wayhome.casework.work.queries.seen import Listed
from wayhome.domain.clock import ClockState
from wayhome.domain.journey.headline_words import HeadlineCode as H
from wayhome.domain.journey.states import Allocation, Record
from wayhome.domain.moment import LONDON, start_of_local_day
from wayhome.domain.vocabulary import Group

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sections:
    """Open cases of one list, split. `kept` is earliest due first, `past` the longest wait first."""

    kept: tuple[Listed, ...]
    past: tuple[Listed, ...]
    later: tuple[Listed, ...]
    no_clock: tuple[Listed, ...]
    talked: tuple[Listed, ...]
    died: tuple[Listed, ...] = ()
    """Open cases of children who have died: in no list of what is due."""

    @property
    def never_asked(self) -> tuple[Listed, ...]:
        """Past 72 hours, and nobody ever told the child."""
        return tuple(row for row in self.past if not row.asked)


def end_of_tomorrow(now: datetime) -> datetime:
    """The last instant of the local day after this."""
    return start_of_local_day(now.astimezone(LONDON).date() + 2 * DAY) - timedelta.resolution


def is_today(instant: datetime, now: datetime) -> bool:
    return instant.astimezone(LONDON).date() == now.astimezone(LONDON).date()


def split(rows: Iterable[Listed], now: datetime) -> Sections:
    """The sections of a list, as it is read at `now`."""
    talked, past, kept, later, no_clock, died = [], [], [], [], [], []
    until = end_of_tomorrow(now)
    for row in rows:
        if row.headline is H.DECEASED:
            died.append(row)
        elif row.is_held:
            talked.append(row)
        elif row.clock is None:
            no_clock.append(row)
        elif row.clock.state(now) is ClockState.OVERDUE:
            past.append(row)
        else:
            (kept if row.clock.deadline <= until else later).append(row)
    past.sort(key=lambda r: (r.asked, r.clock.latest_deadline if r.clock else now))
    return Sections(tuple(kept), tuple(past), tuple(later), tuple(no_clock), tuple(talked), tuple(died))


FILTERS = {
    "mine": lambda row, user: row.mine(user),
    "unallocated": lambda row, user: row.holder is None and row.provider is None and not row.is_held,
    "home": lambda row, user: row.group is Group.HOME,
    "away": lambda row, user: row.group is Group.CARE_OUT,
    "hosted": lambda row, user: row.group in (Group.HOSTED, Group.VISITOR),
    "said_no": lambda row, user: row.headline in (H.DECLINED, H.ASK_AGAIN_ALONE),
}
"""What a filter of the list keeps, by the word in the address."""

STAGES = {
    "check": lambda row, user: row.record is Record.SUBMITTED and (row.author is None or row.author.id != user),
    "share": lambda row, user: row.undecided > 0,
    "write_up": lambda row, user: row.headline in (H.HELD, H.DRAFT, H.RETURNED),
    "help": lambda row, user: row.needs_open > row.needs_started,
    "suspended": lambda row, user: row.review_due is not None,
    "close": lambda row, user: row.headline is H.SHARED,
}
"""What comes after the talk, or waits for a date."""


def waits_on(row: Listed) -> str | None:
    """Whom a case waits for, where it is somebody else's move: the name of the organisation or of a kind of people."""
    with_provider = row.allocation in (Allocation.SENT, Allocation.OPENED, Allocation.ACCEPTED)
    if with_provider and row.provider and row.authority is None:
        return row.provider
    if "police_request" in row.suspended:
        return "police"
    if "other_authority" in row.suspended:
        return "authority"
    return None
