"""The absence: whereabouts, police report, prevention interview (domain reference §6.1)."""

from __future__ import annotations

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.guards.absence import (
    one_of_the_times_given,
    police_check_is_settled,
    seen_or_a_reason,
    somebody_saw_the_child,
    times_are_settled,
    what_the_time_is_of,
)
from wayhome.domain.journey.guards.general import (
    a_proposal_waits,
    a_reason,
    a_survivor,
    an_owner_by_name,
    by_the_plan_owner,
    nothing_proposed_yet,
    proposed_by_another,
)
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import (
    A_SECOND_PERSON,
    CARER,
    COORDINATOR,
    FRONT_DOOR,
    GRADERS,
    NOTICERS,
    POLICE,
    REPORTERS,
    SOCIAL_WORKER,
    TEAM_MANAGER,
    THE_PLAN_OWNER,
    THE_SYSTEM,
    WATCHERS,
    WITH_A_RELATIONSHIP,
)
from wayhome.domain.journey.rows import FOLDED, SAME, Machine, Now, Row, Scope
from wayhome.domain.journey.states import PoliceReport, Prevention, Whereabouts

START, SUSPECTED, MISSING, AWAY, LOCATED, RETURNED, CLOSED, TURNED_18, DECEASED, VOID, MERGED = Whereabouts
STILL_OUT = (MISSING, AWAY, LOCATED)
NOT_BACK = (SUSPECTED, *STILL_OUT)
STANDING = (*NOT_BACK, RETURNED, CLOSED, TURNED_18, DECEASED)
ANY = (*STANDING, VOID, MERGED)
TIMES = frozenset({E.RETURNED, E.LOCATED, E.TIME_SAID, E.TIME_SETTLED, E.POLICE_REPORT_MADE, E.RECORDED_MISSING})
ENDINGS = frozenset({E.EPISODE_VOIDED, E.EPISODE_MERGED, E.FOUND_WHERE_EXPECTED, E.TURNED_18, E.DIED})

# fmt: off
WHEREABOUTS = Machine(
    "whereabouts", "Whereabouts", Whereabouts, START, Scope.EPISODE,
    (
        Row(id="EP1", of=(START,), on=E.ABSENCE_NOTED, to=SUSPECTED, who=NOTICERS,
            effects=(F.START_REPORT_TIMER,)),
        Row(id="EP2", of=(START, SUSPECTED), on=E.POLICE_REPORT_MADE, to=MISSING, who=REPORTERS,
            effects=(F.ASK_POLICE_REFERENCE, F.NOTIFY_OF_REPORT, F.NOTIFY_IRO, F.NOTIFY_OTHER_AUTHORITY)),
        Row(id="EP3", of=(START, SUSPECTED), on=E.RECORDED_MISSING, to=MISSING, who=SOCIAL_WORKER | CARER | COORDINATOR,
            effects=(F.PROMPT_POLICE_REPORT,)),
        Row(id="EP4", of=(SUSPECTED,), on=E.KNOWN_TO_BE_AWAY, to=AWAY, who=NOTICERS, effects=(F.ASK_AWAY_PLAN,)),
        Row(id="EP5", of=(SUSPECTED,), on=E.RETURNED, to=RETURNED, who=NOTICERS, guards=(somebody_saw_the_child,),
            effects=(F.OPEN_OR_JOIN_CASE,)),
        Row(id="EP6", of=(SUSPECTED,), on=E.FOUND_WHERE_EXPECTED, to=VOID, who=NOTICERS),
        Row(id="EP7", of=(START,), on=E.HIDDEN_ABSENCE_LEARNT, to=RETURNED, who=WITH_A_RELATIONSHIP | FRONT_DOOR,
            effects=(F.ASK_LEARNED_FROM,)),
        Row(id="EP8", of=STILL_OUT, on=E.RISK_GRADED, to=SAME, who=GRADERS, effects=(F.TRY_REPEAT_RULES,)),
        Row(id="EP8.update", of=STILL_OUT, on=E.UPDATE_NOTED, to=SAME, who=GRADERS),
        Row(id="EP8.discussion", of=STILL_OUT, on=E.STRATEGY_DISCUSSION_HELD, to=SAME, who=GRADERS),
        Row(id="EP9", of=(MISSING,), on=E.LOCATED, to=LOCATED, who=WATCHERS,
            effects=(F.OPEN_OR_JOIN_CASE, F.ARRANGE_COLLECTION)),
        Row(id="EP9.again", of=(LOCATED, RETURNED, CLOSED), on=E.LOCATED, to=SAME, who=WATCHERS),
        Row(id="EP10", of=(LOCATED,), on=E.KNOWN_TO_BE_AWAY, to=AWAY, who=WATCHERS, effects=(F.ASK_AWAY_PLAN,)),
        Row(id="EP11", of=(AWAY, LOCATED), on=E.WHEREABOUTS_LOST, to=MISSING, who=WATCHERS,
            effects=(F.TELL_POLICE, F.SUSPEND_MISSING_AGAIN)),
        Row(id="EP12", of=(AWAY, LOCATED), on=E.AWAY_PLAN_REVIEWED, to=SAME, who=THE_PLAN_OWNER,
            guards=(by_the_plan_owner,), effects=(F.SET_NEXT_REVIEW,)),
        Row(id="EP12.made", of=(AWAY, LOCATED), on=E.AWAY_PLAN_MADE, to=SAME, who=WATCHERS | TEAM_MANAGER,
            guards=(an_owner_by_name,), effects=(F.SET_NEXT_REVIEW,)),
        Row(id="EP13", of=STILL_OUT, on=E.RETURNED, to=RETURNED, who=WATCHERS, guards=(somebody_saw_the_child,),
            effects=(F.OPEN_OR_JOIN_CASE, F.START_CLOCK, F.END_AWAY_PLAN, F.TASK_PREVENTION_INTERVIEW)),
        Row(id="EP13.again", of=(RETURNED, CLOSED), on=E.RETURNED, to=SAME, who=WATCHERS,
            effects=(F.FLAG_CLOCK_CHANGED,)),
        Row(id="EP14", of=(RETURNED, CLOSED), on=E.WENT_MISSING_AGAIN, to=SAME, who=THE_SYSTEM,
            effects=(F.NEW_EPISODE, F.SUSPEND_MISSING_AGAIN)),
        Row(id="EP15", of=(RETURNED,), on=E.EPISODE_CLOSED, to=CLOSED, who=THE_SYSTEM,
            guards=(police_check_is_settled, times_are_settled)),
        Row(id="EP16", of=(RETURNED, CLOSED), on=E.CORRECTED, to=FOLDED, who=COORDINATOR | POLICE, guards=(a_reason,),
            about=TIMES, effects=(F.FLAG_CLOCK_CHANGED, F.TELL_RECIPIENTS)),
        Row(id="EP16.not", of=(RETURNED, CLOSED), on=E.RECORDED_IN_ERROR, to=FOLDED, who=COORDINATOR | POLICE,
            guards=(a_reason,), about=TIMES, effects=(F.FLAG_CLOCK_CHANGED, F.TELL_RECIPIENTS)),
        Row(id="EP16.said", of=(START, *ANY), on=E.TIME_SAID, to=SAME, who=WITH_A_RELATIONSHIP,
            guards=(what_the_time_is_of,), effects=(F.FLAG_CLOCK_CHANGED,)),
        Row(id="EP16.settled", of=ANY, on=E.TIME_SETTLED, to=SAME, who=COORDINATOR | POLICE,
            guards=(one_of_the_times_given, a_reason), effects=(F.FLAG_CLOCK_CHANGED,)),
        Row(id="EP17", of=NOT_BACK, on=E.TURNED_18, to=TURNED_18, who=THE_SYSTEM, effects=(F.ADULT_PROCEDURES,)),
        Row(id="EP18", of=STILL_OUT, on=E.PLACEMENT_ENDED, to=SAME, who=THE_SYSTEM, effects=(F.END_PLACEMENT_PERIOD,)),
        Row(id="EP19", of=tuple(s for s in ANY if s is not DECEASED), on=E.DIED, to=DECEASED,
            who=COORDINATOR | SOCIAL_WORKER | POLICE, effects=(F.STOP_ALL_CONTACT, F.TELL_HEAD_OF_SERVICE)),
        Row(id="EP20.void_proposed", of=STANDING, on=E.EPISODE_VOID_PROPOSED, to=SAME, who=COORDINATOR,
            guards=(nothing_proposed_yet, a_reason), effects=(F.TASK_CONFIRM,)),
        Row(id="EP20.merge_proposed", of=STANDING, on=E.EPISODE_MERGE_PROPOSED, to=SAME, who=COORDINATOR,
            guards=(nothing_proposed_yet, a_reason, a_survivor), effects=(F.TASK_CONFIRM,)),
        Row(id="EP20.kept", of=STANDING, on=E.EPISODE_KEPT, to=SAME, who=TEAM_MANAGER,
            guards=(a_proposal_waits, a_reason)),
        Row(id="EP20", of=STANDING, on=E.EPISODE_VOIDED, to=VOID, who=COORDINATOR, second=TEAM_MANAGER,
            guards=(a_reason, proposed_by_another), effects=(F.TELL_RECIPIENTS,)),
        Row(id="EP20.merged", of=STANDING, on=E.EPISODE_MERGED, to=MERGED, who=COORDINATOR, second=TEAM_MANAGER,
            guards=(a_reason, a_survivor, proposed_by_another), effects=(F.TELL_RECIPIENTS,)),
        Row(id="EP21", of=(VOID, MERGED, TURNED_18, DECEASED), on=E.RECORDED_IN_ERROR, to=FOLDED, who=TEAM_MANAGER,
            second=A_SECOND_PERSON, guards=(a_reason,), about=ENDINGS, effects=(F.TELL_RECIPIENTS,)),
    ),
)
# fmt: on


def back_and_reported(event: Event, owner: str, now: Now) -> bool:
    """The child is back, and the police hold or held a report."""
    return now.is_back_and_reported(owner)


def not_reported_any_more(event: Event, owner: str, now: Now) -> bool:
    """The report was withdrawn."""
    return True


NOT_REPORTED, REPORTED, POLICE_CLOSED = PoliceReport

# fmt: off
POLICE_REPORT = Machine(
    "police_report", "Police report", PoliceReport, NOT_REPORTED, Scope.EPISODE,
    (
        Row(id="PR1", of=(NOT_REPORTED,), on=E.POLICE_REPORT_MADE, to=REPORTED, who=REPORTERS,
            effects=(F.START_GRADE_SERIES,)),
        Row(id="PR1.again", of=(REPORTED, POLICE_CLOSED), on=E.POLICE_REPORT_MADE, to=SAME, who=REPORTERS),
        Row(id="PR2", of=(REPORTED,), on=E.RISK_GRADED, to=SAME, who=POLICE),
        Row(id="PR3", of=(REPORTED,), on=E.POLICE_CLOSED, to=POLICE_CLOSED, who=POLICE, guards=(seen_or_a_reason,)),
        Row(id="PR4", of=(POLICE_CLOSED,), on=E.POLICE_REOPENED, to=REPORTED, who=POLICE,
            effects=(F.TELL_RECIPIENTS,)),
        Row(id="PR4.not", of=(POLICE_CLOSED,), on=E.RECORDED_IN_ERROR, to=FOLDED, who=POLICE, guards=(a_reason,),
            about=frozenset({E.POLICE_CLOSED}), effects=(F.TELL_RECIPIENTS,)),
        Row(id="PR5", of=(REPORTED,), on=E.POLICE_REPORT_WITHDRAWN, to=NOT_REPORTED, who=POLICE),
    ),
)

NONE, DUE, DONE, NOT_DONE = Prevention
CHECKS = frozenset({E.PREVENTION_INTERVIEW_DONE, E.PREVENTION_INTERVIEW_NOT_DONE})

PREVENTION = Machine(
    "prevention", "Prevention interview", Prevention, NONE, Scope.EPISODE,
    (
        Row(id="PI1", of=(NONE,), on=E.RETURNED, to=DUE, who=THE_SYSTEM, felt=back_and_reported,
            effects=(F.TASK_PREVENTION_INTERVIEW,)),
        Row(id="PI1.late", of=(NONE,), on=E.POLICE_REPORT_MADE, to=DUE, who=THE_SYSTEM, felt=back_and_reported,
            effects=(F.TASK_PREVENTION_INTERVIEW,)),
        Row(id="PI2", of=(DUE, NOT_DONE), on=E.PREVENTION_INTERVIEW_DONE, to=DONE, who=POLICE,
            effects=(F.SUMMARY_TO_INTERVIEWER,)),
        Row(id="PI3", of=(DUE,), on=E.PREVENTION_INTERVIEW_NOT_DONE, to=NOT_DONE, who=POLICE, guards=(a_reason,)),
        Row(id="PI4", of=(DONE, NOT_DONE), on=E.CORRECTED, to=FOLDED, who=POLICE, about=CHECKS),
        Row(id="PI4.not", of=(DONE, NOT_DONE), on=E.RECORDED_IN_ERROR, to=FOLDED, who=POLICE, about=CHECKS),
        Row(id="PI5", of=(DUE,), on=E.POLICE_REPORT_WITHDRAWN, to=NONE, who=THE_SYSTEM, felt=not_reported_any_more),
    ),
)
# fmt: on
