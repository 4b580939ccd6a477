"""What came first after a return: the first of several, and no answer where nobody can say which it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings

from tests.generative.journeys import FIRST, eligible_journeys
from wayhome.domain.ending import Ending, first_ending
from wayhome.domain.episode import Closing, Journey, Response, Talk
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.outcome import Reading
from wayhome.domain.vocabulary import Answerer, Completeness, EpisodeKind, Group, Outcome, ResponseToOffer
from wayhome.indicators.derive import facts_of, stands_until

BACK = datetime(2025, 3, 1, 10, tzinfo=UTC)
AS_OF = BACK + timedelta(days=60)


def at(hours: float) -> Moment:
    return Moment.exactly(BACK + timedelta(hours=hours))


def no(hours: float, **changed) -> Response:
    return replace(Response(at(hours), ResponseToOffer.DECLINED, Answerer.CHILD, could_talk_freely=True), **changed)


def talk(held: Moment) -> tuple[Talk, ...]:
    return (Talk(held, Completeness.FULL),)


def ended(**changed) -> tuple[Ending | None, float | None]:
    """What came first and after how many hours, of a return that the rest is known of."""
    made = Journey(
        "E", "Ada", "Northby", Group.HOME, EpisodeKind.MISSING, returned=at(0), born=date(2011, 1, 1),
        missing_again=NOT_RECORDED, case_opened=at(0),
    )  # fmt: skip
    row = facts_of(replace(made, **changed), as_of=AS_OF)
    return row.ending, row.hours_to_ending


def closed(outcome: Outcome, hours: float | None = 200) -> Closing:
    return Closing(NOT_RECORDED if hours is None else at(hours), outcome)


@pytest.mark.parametrize(
    ("changed", "ending", "hours"),
    [
        ({}, Ending.STILL_OPEN, None),
        ({"talks": talk(at(30))}, Ending.TALK, 30),
        ({"talks": talk(at(30)), "missing_again": at(50)}, Ending.TALK, 30),
        ({"talks": talk(at(60)), "missing_again": at(50)}, Ending.MISSING_AGAIN, 50),
        ({"talks": talk(at(50)), "missing_again": at(50)}, Ending.TALK, 50),
        ({"responses": (no(40), no(20))}, Ending.CHILD_SAID_NO, 20),
        ({"responses": (no(20, could_talk_freely=False),)}, Ending.STILL_OPEN, None),
        ({"responses": (no(20),), "talks": talk(at(60))}, Ending.TALK, 60),
        ({"responses": (no(20), no(10, confirmed=False)), "closing": closed(Outcome.DECLINED_BY_CHILD)}, Ending.CHILD_SAID_NO, 20),
        ({"closing": closed(Outcome.DECLINED_BY_CHILD)}, Ending.CHILD_SAID_NO, 200),
        ({"closing": closed(Outcome.MISSING_AGAIN)}, Ending.MISSING_AGAIN, 200),
        ({"closing": closed(Outcome.MISSING_AGAIN), "missing_again": at(90)}, Ending.MISSING_AGAIN, 90),
        ({"closing": closed(Outcome.MOVED_OR_TRANSFERRED)}, Ending.GONE, 200),
        ({"closing": closed(Outcome.PARENT_OR_CARER_REFUSED)}, Ending.CLOSED, 200),
        ({"closing": closed(Outcome.NO_CAPACITY), "missing_again": at(90)}, Ending.MISSING_AGAIN, 90),
        ({"closing": closed(Outcome.NO_CAPACITY, None)}, Ending.CLOSED, None),
        ({"closing": closed(Outcome.NO_CAPACITY, None), "missing_again": at(90)}, None, None),
        ({"closing": closed(Outcome.UNDERTAKEN_INDIVIDUAL)}, None, None),
        ({"closing": closed(Outcome.NO_CAPACITY), "talks": talk(at(300))}, Ending.TALK, 300),
        ({"born": date(2007, 3, 3)}, Ending.GONE, 38),
        ({"born": date(2007, 3, 3), "talks": talk(at(30))}, Ending.TALK, 30),
        ({"born": None}, Ending.STILL_OPEN, None),
        ({"missing_again": None, "talks": talk(at(30))}, None, None),
        ({"talks": None}, None, None),
        ({"responses": (no(20, could_talk_freely=None),)}, None, None),
        ({"talks": talk(NOT_RECORDED)}, Ending.TALK, None),
        ({"talks": talk(NOT_RECORDED), "missing_again": at(50)}, None, None),
        ({"talks": talk(Moment.on(date(2025, 3, 3))), "missing_again": at(50)}, None, None),
        ({"talks": talk(Moment.on(date(2025, 3, 2))), "missing_again": at(50)}, Ending.TALK, None),
        ({"talks": talk(at(-2)), "located": at(-3)}, Ending.TALK, 0),
    ],
)  # fmt: skip
def test_it_takes_what_came_first(changed, ending, hours):
    assert ended(**changed) == (ending, hours)


def test_it_says_that_a_no_before_the_child_was_found_is_none():
    assert ended(responses=(no(-5),), located=at(-1)) == (Ending.STILL_OPEN, None)


def test_it_takes_a_no_whose_time_nobody_recorded_from_how_the_case_closed():
    assert ended(responses=(no(0, happened=NOT_RECORDED),), closing=closed(Outcome.DECLINED_BY_CHILD)) == (
        Ending.CHILD_SAID_NO,
        200,
    )
    assert ended(responses=(no(0, happened=NOT_RECORDED),)) == (Ending.CHILD_SAID_NO, None)


@settings(max_examples=300, deadline=None)
@given(eligible_journeys())
def test_it_agrees_with_what_else_is_said_of_the_return(journey):
    """A talk that came first was held, a no that came first was one, and an open case ended in nothing."""
    reading = Reading(journey)
    ending, when = first_ending(reading, as_of=FIRST + timedelta(days=40))
    if ending is Ending.TALK:
        assert reading.undertaken
    if ending is Ending.CHILD_SAID_NO:
        assert reading.declined_by_child
    if ending is Ending.STILL_OPEN:
        assert not reading.undertaken and reading.closed_as is None and when is NOT_RECORDED
    row = facts_of(journey, as_of=FIRST + timedelta(days=40))
    assert row.hours_to_ending is None or row.hours_to_ending >= 0


def test_it_stands_until_the_child_turns_18():
    made = Journey(
        "E", "Ada", "Northby", Group.HOME, EpisodeKind.MISSING, returned=at(0), born=date(2007, 4, 20), missing_again=NOT_RECORDED,
    )  # fmt: skip
    soon = BACK + timedelta(days=35)
    assert facts_of(made, as_of=soon).ending is Ending.STILL_OPEN
    assert stands_until(made, as_of=soon) == datetime(2025, 4, 19, 23, tzinfo=UTC)
    assert facts_of(made, as_of=AS_OF).ending is Ending.GONE
