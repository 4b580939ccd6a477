"""Worries about the child (domain reference §6.3.8): outside the tracks. No track's state has a say in them."""

from __future__ import annotations

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.guards.following import a_new_worry, by_a_named_person
from wayhome.domain.journey.guards.general import a_reason
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import (
    A_NAMED_PERSON,
    FRONT_DOOR,
    SOCIAL_WORKER,
    TEAM_MANAGER,
    THE_SYSTEM,
    WITH_THE_CHILDS_PAGE,
)
from wayhome.domain.journey.rows import FOLDED, SAME, Machine, Now, Row, Scope
from wayhome.domain.journey.states import Worry

START, RAISED, RECEIVED, ACTED_ON = Worry


def named_as_new(event: Event, owner: str, now: Now) -> bool:
    """Another worry was handed on as this one."""
    return event.says("new_worry") == owner


# fmt: off
WORRY = Machine(
    "worry", "Worry", Worry, START, Scope.WORRY,
    (
        Row(id="WO1", of=(START,), on=E.WORRY_RAISED, to=RAISED, who=WITH_THE_CHILDS_PAGE,
            effects=(F.SHOW_NUMBERS, F.START_LADDER)),
        Row(id="WO2", of=(RAISED,), on=E.WORRY_ESCALATED, to=SAME, who=THE_SYSTEM, effects=(F.NEXT_RUNG,)),
        Row(id="WO3", of=(RAISED,), on=E.WORRY_RECEIVED, to=RECEIVED, who=A_NAMED_PERSON, guards=(by_a_named_person,),
            effects=(F.TELL_RAISER,)),
        Row(id="WO4", of=(RECEIVED,), on=E.WORRY_ACTED_ON, to=ACTED_ON, who=SOCIAL_WORKER | FRONT_DOOR | TEAM_MANAGER,
            effects=(F.REFER_SAME_DAY,)),
        Row(id="WO5", of=(RECEIVED, ACTED_ON), on=E.WORRY_HANDED_ON, to=SAME, who=WITH_THE_CHILDS_PAGE,
            guards=(a_new_worry,)),
        Row(id="WO5.new", of=(START,), on=E.WORRY_HANDED_ON, to=RAISED, who=WITH_THE_CHILDS_PAGE, felt=named_as_new,
            effects=(F.SHOW_NUMBERS, F.START_LADDER)),
        Row(id="WO6", of=(RAISED, RECEIVED, ACTED_ON), on=E.RECORDED_IN_ERROR, to=FOLDED, who=TEAM_MANAGER,
            guards=(a_reason,), about=frozenset({E.WORRY_RAISED}), effects=(F.TELL_RECIPIENTS,)),
    ),
    also="new_worry",
)
# fmt: on
