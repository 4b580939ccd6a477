"""The case container: open, or closed in one of eight ways (domain reference §6.2, §6.5)."""

from __future__ import annotations

from wayhome.domain.journey.closing import (
    carer_was_asked,
    child_told_what_next,
    death_is_recorded,
    every_need_is_answered,
    everybody_is_decided,
    has_turned_18,
    head_of_service_told,
    leaflet_and_next_offer,
    no_talk_was_held,
    no_worry_waits,
    nobody_to_ask_alone,
    offered_before_18,
    one_outcome_each,
    outcomes_are_true,
    record_is_approved,
    responsible_is_another,
    risk_was_reviewed,
    signed_off_where_due,
    transfer_is_acknowledged,
    tries_are_listed,
)
from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.guards.absence import found_or_back
from wayhome.domain.journey.guards.asking import no_unchecked_phone_answer
from wayhome.domain.journey.guards.delivering import talk_not_held_yet
from wayhome.domain.journey.guards.general import (
    a_proposal_waits,
    a_reason,
    a_survivor,
    nothing_proposed_yet,
    proposed_by_another,
)
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import (
    ASKERS,
    COORDINATOR,
    SERVICE_MANAGER,
    SOCIAL_WORKER,
    TEAM_MANAGER,
    THE_SYSTEM,
)
from wayhome.domain.journey.rows import SAME, Machine, Now, Row, Scope
from wayhome.domain.journey.states import CaseState

(
    START, OPEN, UNDERTAKEN, NOT_UNDERTAKEN, NOT_REQUIRED, TRANSFERRED, TURNED_18, DECEASED, VOID, MERGED,
) = CaseState  # fmt: skip

CLOSINGS = (UNDERTAKEN, NOT_UNDERTAKEN, NOT_REQUIRED, TRANSFERRED, TURNED_18)
SENIOR_CLOSINGS = (VOID, MERGED, DECEASED)


def names_a_new_case(event: Event, owner: str, now: Now) -> bool:
    """A return that the case covers was not talked about, and a case was named for it."""
    return event.says("moved_to") not in (None, owner)


def moved_here(event: Event, owner: str, now: Now) -> bool:
    """The talk of another case was not about a return, which came here."""
    return event.says("moved_to") == owner


# fmt: off
CASE = Machine(
    "case", "Case", CaseState, START, Scope.CASE,
    (
        Row(id="CA1", of=(START,), on=E.CASE_OPENED, to=OPEN, who=THE_SYSTEM, guards=(found_or_back,),
            effects=(F.TASK_CHECK_CASE,)),
        Row(id="CA1.joined", of=(OPEN,), on=E.EPISODE_ATTACHED, to=SAME, who=THE_SYSTEM,
            guards=(found_or_back, talk_not_held_yet), effects=(F.ASK_TO_RECONFIRM,)),
        Row(id="CA2", of=(OPEN,), on=E.CASE_CHECKED, to=SAME, who=COORDINATOR),
        Row(id="CA2.carer", of=(OPEN,), on=E.CARER_INFORMATION_ASKED, to=SAME, who=ASKERS | TEAM_MANAGER),
        Row(id="CA2.risk", of=(OPEN,), on=E.RISK_REVIEWED, to=SAME, who=SOCIAL_WORKER | TEAM_MANAGER),
        Row(id="CA3", of=(OPEN,), on=E.TALK_HELD, to=SAME, who=THE_SYSTEM, felt=names_a_new_case,
            effects=(F.MOVE_UNDISCUSSED,)),
        Row(id="CA3.moved", of=(START,), on=E.TALK_HELD, to=OPEN, who=THE_SYSTEM, felt=moved_here,
            effects=(F.TASK_CHECK_CASE,)),
        Row(id="CA4.undertaken", of=(OPEN,), on=E.CLOSED_UNDERTAKEN, to=UNDERTAKEN, who=COORDINATOR,
            guards=(no_worry_waits, record_is_approved, everybody_is_decided, every_need_is_answered,
                    child_told_what_next)),
        Row(id="CA4.not_undertaken", of=(OPEN,), on=E.CLOSED_NOT_UNDERTAKEN, to=NOT_UNDERTAKEN, who=COORDINATOR,
            guards=(no_worry_waits, no_talk_was_held, no_unchecked_phone_answer, nobody_to_ask_alone, carer_was_asked,
                    risk_was_reviewed, tries_are_listed, one_outcome_each, outcomes_are_true, leaflet_and_next_offer,
                    signed_off_where_due)),
        Row(id="CA4.not_required", of=(OPEN,), on=E.CLOSED_NOT_REQUIRED, to=NOT_REQUIRED, who=TEAM_MANAGER,
            guards=(no_worry_waits, no_talk_was_held, a_reason)),
        Row(id="CA4.transferred", of=(OPEN,), on=E.CLOSED_TRANSFERRED, to=TRANSFERRED, who=COORDINATOR,
            guards=(no_worry_waits, transfer_is_acknowledged, responsible_is_another),
            effects=(F.HOST_DUTIES_GO_ON,)),
        Row(id="CA4.turned_18", of=(OPEN,), on=E.CLOSED_TURNED_18, to=TURNED_18, who=COORDINATOR,
            guards=(no_worry_waits, has_turned_18, no_talk_was_held, offered_before_18)),
        Row(id="CA4.deceased", of=(OPEN,), on=E.CLOSED_DECEASED, to=DECEASED, who=COORDINATOR,
            guards=(no_worry_waits, death_is_recorded, head_of_service_told), effects=(F.STOP_ALL_CONTACT,)),
        Row(id="CA4.void", of=(OPEN,), on=E.CLOSED_VOID, to=VOID, who=TEAM_MANAGER,
            guards=(no_worry_waits, a_reason), effects=(F.TELL_RECIPIENTS,)),
        Row(id="CA4.merge_proposed", of=(OPEN,), on=E.CASE_MERGE_PROPOSED, to=SAME, who=COORDINATOR,
            guards=(nothing_proposed_yet, a_reason, a_survivor), effects=(F.TASK_CONFIRM,)),
        Row(id="CA4.kept", of=(OPEN,), on=E.CASE_KEPT, to=SAME, who=TEAM_MANAGER, guards=(a_proposal_waits, a_reason)),
        Row(id="CA4.merged", of=(OPEN,), on=E.CLOSED_MERGED, to=MERGED, who=COORDINATOR, second=TEAM_MANAGER,
            guards=(no_worry_waits, a_reason, a_survivor, proposed_by_another), effects=(F.TELL_RECIPIENTS,)),
        Row(id="CA5", of=CLOSINGS, on=E.CASE_REOPENED, to=OPEN, who=TEAM_MANAGER, guards=(a_reason,)),
        Row(id="CA5.senior", of=SENIOR_CLOSINGS, on=E.CASE_REOPENED, to=OPEN, who=SERVICE_MANAGER, guards=(a_reason,),
            effects=(F.TELL_RECIPIENTS,)),
    ),
    also="moved_to",
)
# fmt: on
