"""What came first after a return: the talk, or what left no talk to be held for it (indicators reference, time to interview).

A talk that is held after the child went missing again is counted elsewhere for this return; here going missing came first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from wayhome.domain.moment import NOT_RECORDED, Moment, start_of_local_day
from wayhome.domain.outcome import FAR_OFF, Reading, after_found, eighteenth_birthday
from wayhome.domain.vocabulary import Answerer, Outcome, ResponseToOffer, Word


class Ending(Word):
    """What came first after a return. At one instant the earlier of this list is taken."""

    TALK = ("talk", "Talk held", "A talk that discussed this return was held, in full or in part.")
    MISSING_AGAIN = (
        "missing_again",
        "Missing again first",
        "Another missing episode of the child began before any talk.",
    )
    CHILD_SAID_NO = (
        "child_said_no",
        "Child said no first",
        "The child, able to talk freely, said no and never yes; counted from the first no.",
    )
    GONE = (
        "turned_18_or_moved",
        "Turned 18, died or moved first",
        "The child turned 18, died, or another authority took over.",
    )
    CLOSED = ("closed", "Closed without a talk", "The case closed for any other reason, a parent's no among them.")
    STILL_OPEN = ("still_open", "Still open", "None of these had happened at the time of extraction.")


CLOSED_AS_GONE = (Outcome.TURNED_18_OR_DIED, Outcome.MOVED_OR_TRANSFERRED)
CLOSED_AS = {
    Outcome.DECLINED_BY_CHILD: Ending.CHILD_SAID_NO,
    Outcome.MISSING_AGAIN: Ending.MISSING_AGAIN,
    **dict.fromkeys(CLOSED_AS_GONE, Ending.GONE),
}
Found = tuple[Ending | None, Moment]
CANNOT_SAY: Found = (None, NOT_RECORDED)


def first_ending(reading: Reading, *, as_of: datetime) -> Found:
    """What came first, and when; None where the source cannot say, or two times overlap."""
    again, closed_as = reading.journey.missing_again, reading.closed_as
    if again is None or reading.undertaken is None or reading.declined_by_child is None:
        return CANNOT_SAY
    if closed_as is not None and reading.talk is None and (closed_as.is_undertaken or closed_as.is_open):
        return CANNOT_SAY
    ends = list(_ends(reading, again, as_of))
    if not ends:
        return Ending.STILL_OPEN, NOT_RECORDED
    if len(ends) == 1:
        return ends[0]
    order = list(Ending)
    first = min(
        ends, key=lambda end: (end[1].earliest is None, end[1].earliest, order.index(end[0] or Ending.STILL_OPEN))
    )
    certain = all(_is_no_later(first[1], end[1]) for end in ends if end is not first)
    return first if certain else CANNOT_SAY


def _ends(reading: Reading, again: Moment, as_of: datetime) -> Iterable[Found]:
    journey, closing = reading.journey, reading.journey.closing
    if reading.talk is not None:
        yield Ending.TALK, reading.talk.held
    if again.is_known:
        yield Ending.MISSING_AGAIN, again
    if reading.declined_by_child:
        yield Ending.CHILD_SAID_NO, _first_no(reading)
    if journey.born is not None:
        eighteen = start_of_local_day(eighteenth_birthday(journey.born))
        if eighteen <= as_of:
            yield Ending.GONE, Moment.exactly(eighteen)
    if closing is not None and reading.talk is None:
        kind = CLOSED_AS.get(closing.outcome, Ending.CLOSED)
        if kind is not Ending.CHILD_SAID_NO and not (kind is Ending.MISSING_AGAIN and again.is_known):
            yield kind, closing.happened


def _first_no(reading: Reading) -> Moment:
    """When the child first said no, freely and for certain; where no time of it is known, when the case closed as a no."""
    said = [
        response.happened
        for response in reading.journey.responses or ()
        if response.answer is ResponseToOffer.DECLINED
        and response.by is Answerer.CHILD
        and response.could_talk_freely
        and response.confirmed
        and after_found(response.happened, reading.journey) is not False
    ]
    closing = reading.journey.closing
    closed = NOT_RECORDED if closing is None or reading.closed_as is not Outcome.DECLINED_BY_CHILD else closing.happened
    dated = [moment for moment in said if moment.is_known] or [closed]
    return min(dated, key=lambda moment: moment.earliest or FAR_OFF)


def _is_no_later(one: Moment, other: Moment) -> bool:
    """Whether one certainly came no later than the other; of a time that nobody recorded this cannot be said."""
    return one.latest is not None and other.earliest is not None and one.latest <= other.earliest
