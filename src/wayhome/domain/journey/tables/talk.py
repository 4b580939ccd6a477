"""The conversation (domain reference §6.3.3, with the definitions of §4.11 and 4.15)."""

from __future__ import annotations

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.guards.asking import competence_view
from wayhome.domain.journey.guards.delivering import (
    about_the_same_returns,
    child_said_yes,
    held_after_found,
    held_at_a_time,
    interviewer_of_record,
    something_was_covered,
    undiscussed_have_a_case,
    what_it_was_about,
    why_it_was_missed,
)
from wayhome.domain.journey.guards.general import a_planned_time, a_reason, case_is_open, child_is_alive
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import (
    ASKERS,
    COORDINATOR,
    INTERVIEWER,
    INTERVIEWERS_OF_RECORD,
    SOCIAL_WORKER,
    TEAM_MANAGER,
)
from wayhome.domain.journey.rows import FOLDED, SAME, Machine, Row, Scope
from wayhome.domain.journey.states import TalkState

NONE, BOOKED, HELD = TalkState

# fmt: off
TALK = Machine(
    "talk", "The talk", TalkState, NONE, Scope.CASE,
    (
        Row(id="TK1", of=(NONE,), on=E.APPOINTMENT_BOOKED, to=BOOKED, who=ASKERS,
            guards=(case_is_open, child_is_alive, child_said_yes, a_planned_time),
            effects=(F.WARN_IF_LATE, F.REMIND_SAFELY)),
        Row(id="TK2", of=(BOOKED,), on=E.APPOINTMENT_REARRANGED, to=SAME, who=ASKERS,
            guards=(case_is_open, child_is_alive, a_planned_time), effects=(F.COUNT_REARRANGED, F.WARN_IF_LATE)),
        Row(id="TK3", of=(BOOKED,), on=E.APPOINTMENT_MISSED, to=NONE, who=ASKERS, guards=(why_it_was_missed,)),
        Row(id="TK4", of=(BOOKED,), on=E.APPOINTMENT_CANCELLED, to=NONE, who=ASKERS, guards=(a_reason,)),
        Row(id="TK5", of=(NONE, BOOKED), on=E.TALK_HELD, to=HELD, who=INTERVIEWERS_OF_RECORD,
            guards=(case_is_open, held_at_a_time, held_after_found, something_was_covered, what_it_was_about,
                    undiscussed_have_a_case, interviewer_of_record, competence_view),
            effects=(F.ASK_ABOUT_TALK, F.STOP_CLOCKS, F.OFFER_HEADLINE_NOTE, F.ASK_LATE_REASON)),
        Row(id="TK6", of=(NONE, BOOKED), on=E.SEEN_WITHOUT_TALKING, to=NONE, who=INTERVIEWER | SOCIAL_WORKER,
            guards=(case_is_open,), effects=(F.COUNT_TRIES,)),
        Row(id="TK7", of=(HELD,), on=E.TALK_HELD, to=SAME, who=INTERVIEWERS_OF_RECORD,
            guards=(case_is_open, held_at_a_time, held_after_found, something_was_covered, about_the_same_returns,
                    interviewer_of_record),
            effects=(F.KEEP_FIRST_TIME,)),
        Row(id="TK8", of=(HELD,), on=E.RECORDED_IN_ERROR, to=FOLDED, who=INTERVIEWER | SOCIAL_WORKER | COORDINATOR,
            second=TEAM_MANAGER, guards=(a_reason,), about=frozenset({E.TALK_HELD}),
            effects=(F.UNDO_MOVES, F.TELL_RECIPIENTS)),
    ),
)
# fmt: on
