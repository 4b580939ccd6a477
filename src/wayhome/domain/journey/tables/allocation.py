"""Who will do the talking (domain reference §6.3.2)."""

from __future__ import annotations

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.guards.delivering import (
    a_host_worker_by_name,
    a_question,
    conflict_checked,
    live_agreement,
    no_silent_exception,
    only_what_a_provider_needs,
    relation_is_stored,
    talk_not_held,
    where_it_goes,
    with_a_provider,
)
from wayhome.domain.journey.guards.general import a_reason, case_is_open, child_is_alive
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import COORDINATOR, HOST_LEAD, INTERVIEWER, PROVIDER_MANAGER, THE_SYSTEM
from wayhome.domain.journey.rows import By, Machine, Row, Scope
from wayhome.domain.journey.states import Allocation
from wayhome.domain.vocabulary import Word

UNALLOCATED, SENT, OPENED, QUERIED, ACCEPTED, HANDED_BACK, ALLOCATED = Allocation


def changed_to(event: Event) -> Word | None:
    """Another interviewer, nobody, or back to the provider's manager."""
    return {"allocated": ALLOCATED, "unallocated": UNALLOCATED, "accepted": ACCEPTED}.get(event.says("to") or "")


NAMED = (case_is_open, child_is_alive, relation_is_stored, no_silent_exception)

# fmt: off
ALLOCATION = Machine(
    "allocation", "Who does it", Allocation, UNALLOCATED, Scope.CASE,
    (
        Row(id="AL1", of=(UNALLOCATED, HANDED_BACK), on=E.REFERRED_TO_PROVIDER, to=SENT, who=COORDINATOR,
            guards=(case_is_open, child_is_alive, live_agreement, conflict_checked, no_silent_exception,
                    only_what_a_provider_needs),
            effects=(F.START_PROVIDER_CLOCK, F.OPEN_REFERRAL_RELATIONSHIP)),
        Row(id="AL2", of=(SENT,), on=E.REFERRAL_OPENED, to=OPENED, who=PROVIDER_MANAGER),
        Row(id="AL3", of=(OPENED, QUERIED), on=E.REFERRAL_ACCEPTED, to=ACCEPTED, who=PROVIDER_MANAGER),
        Row(id="AL4", of=(OPENED, ACCEPTED), on=E.REFERRAL_QUERIED, to=QUERIED, who=PROVIDER_MANAGER,
            guards=(a_question,), effects=(F.TASK_ANSWER_PROVIDER,)),
        Row(id="AL5", of=(QUERIED,), on=E.REFERRAL_ANSWERED, to=OPENED, who=COORDINATOR),
        Row(id="AL6", of=(SENT, OPENED, QUERIED, ACCEPTED, ALLOCATED), on=E.HANDED_BACK, to=HANDED_BACK,
            who=PROVIDER_MANAGER | INTERVIEWER, guards=(a_reason,), effects=(F.TASK_ALLOCATE, F.END_RELATIONSHIP)),
        Row(id="AL7", of=(SENT, OPENED, QUERIED, ACCEPTED, HANDED_BACK, ALLOCATED), on=E.RECALLED_FROM_PROVIDER, to=UNALLOCATED,
            who=COORDINATOR | THE_SYSTEM, guards=(a_reason, with_a_provider, talk_not_held), effects=(F.END_RELATIONSHIP,)),
        Row(id="AL8", of=(UNALLOCATED, HANDED_BACK), on=E.INTERVIEWER_ALLOCATED, to=ALLOCATED, who=COORDINATOR,
            guards=NAMED, effects=(F.OPEN_ALLOCATION_RELATIONSHIP,)),
        Row(id="AL9", of=(ACCEPTED,), on=E.INTERVIEWER_ALLOCATED, to=ALLOCATED, who=PROVIDER_MANAGER, guards=NAMED,
            effects=(F.OPEN_ALLOCATION_RELATIONSHIP,)),
        Row(id="AL10", of=(ALLOCATED,), on=E.ALLOCATION_CHANGED, who=COORDINATOR | PROVIDER_MANAGER,
            to=By("as chosen: another, nobody, or the provider's manager", changed_to,
                  (ALLOCATED, UNALLOCATED, ACCEPTED)),
            guards=(case_is_open, child_is_alive, a_reason, where_it_goes, no_silent_exception), effects=(F.TELL_BOTH_AND_CHILD,)),
        Row(id="AL11", of=(UNALLOCATED, HANDED_BACK), on=E.REQUEST_ACCEPTED, to=ALLOCATED, who=HOST_LEAD,
            guards=(case_is_open, a_host_worker_by_name), effects=(F.STAY_ACCOUNTABLE,)),
    ),
)
# fmt: on
