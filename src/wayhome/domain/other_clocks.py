"""The same talk by clocks that others use: three working days from the return, and 72 hours from when the authority was told.

They stand beside the promise of 72 hours from the return and never in its place. A time that allows both answers gives none;
a return after which nobody was heard is no once the time is over, and not known before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from wayhome.domain import write_up
from wayhome.domain.clock import came_within
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.outcome import Answer

WORKING_DAYS = 3
FROM_NOTICE = timedelta(hours=72)


def within_working_days(returned: Moment, held: Moment, *, undertaken: Answer, as_of: datetime) -> Answer:
    """Whether a talk was held by the end of the third working day after the day of return, in England and Wales."""
    if undertaken is None or (undertaken and not held.is_known):
        return None
    return write_up.in_time(returned, held if undertaken else NOT_RECORDED, WORKING_DAYS, as_of=as_of)


def within_hours_of_notice(
    returned: Moment, notified: Moment, held: Moment, *, undertaken: Answer, as_of: datetime
) -> Answer:
    """Whether a talk was held within 72 elapsed hours of the notice; a notice from before the return counts from the return."""
    start = _start(returned, notified)
    if undertaken is None or start.latest is None:
        return None
    if undertaken:
        return came_within(FROM_NOTICE, start, held)
    return False if as_of > start.latest + FROM_NOTICE else None


def turns(returned: Moment, notified: Moment) -> tuple[datetime, ...]:
    """The instants at which an answer about a return with no talk may change while nothing is recorded."""
    start = _start(returned, notified)
    over = write_up.due(returned, WORKING_DAYS) or ()
    return over if start.latest is None else (*over, start.latest + FROM_NOTICE)


def _start(returned: Moment, notified: Moment) -> Moment:
    return returned if notified.is_before(returned) else notified
