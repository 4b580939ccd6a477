"""Whether the record of a talk was handed in and approved in time, counted in working days from the day of the talk.

Bank holidays are those of England and Wales. A day that may be either answers nothing.
"""

from __future__ import annotations

from datetime import datetime

from wayhome.domain.holidays import Nation, published
from wayhome.domain.moment import Moment
from wayhome.domain.outcome import Answer

HANDED_IN_DAYS, APPROVED_DAYS = 2, 4
"""Working days after the talk by whose end the record is handed in, and approved."""


def due(held: Moment, days: int) -> tuple[datetime, datetime] | None:
    """The earliest and the latest end of the last of these working days after a talk; None where it has no day."""
    if held.earliest is None or held.latest is None:
        return None
    holidays = published(Nation.ENGLAND_AND_WALES)
    first, last = (holidays.end_of_working_day_after(each, days).at for each in (held.earliest, held.latest))
    return first, last


def in_time(held: Moment, done: Moment | None, days: int, *, as_of: datetime) -> Answer:
    """Whether it was done within these working days of the talk. `done` None: the source cannot say.

    What is not done yet is no once the days are over, and not known before.
    """
    ends = due(held, days)
    if ends is None or done is None:
        return None
    first, last = ends
    if done.earliest is None or done.latest is None:
        return False if as_of >= last else None
    if done.earliest < first and done.latest <= first:
        return True
    return False if done.earliest >= last else None


def is_over(held: Moment, days: int, *, as_of: datetime) -> Answer:
    """Whether these working days are over."""
    ends = due(held, days)
    if ends is None:
        return None
    return True if as_of >= ends[1] else False if as_of < ends[0] else None
