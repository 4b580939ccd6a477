"""Asking the child (domain reference §6.3.1, with the definitions of §4.8 to 4.10)."""

from __future__ import annotations

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.guards.asking import (
    a_phone_answer_waits,
    a_return_of_this_case,
    after_the_child_was_found,
    child_may_be_asked_again,
    competence_view,
    messages_may_go,
    missed_twice,
    no_unchecked_phone_answer,
    safe_channel,
    spoken_to,
    who_it_was_and_how_free,
)
from wayhome.domain.journey.guards.general import a_reason, case_is_open, child_is_alive
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import ASKERS, CARER, COORDINATOR, TEAM_MANAGER, THE_SYSTEM, WHOEVER_LOGS_IT
from wayhome.domain.journey.rows import SAME, By, Keep, Machine, Now, Row, Scope
from wayhome.domain.journey.states import Contact
from wayhome.domain.vocabulary import Word

NOT_STARTED, TRYING, OFFERED, ACCEPTED, DECLINED, PARENT_REFUSED, NO_RESPONSE = Contact


def their_own_free_no(event: Event) -> bool:
    """The child said it themselves, and could talk freely."""
    return event.is_their_own_free_word


def passed_on_or_not_free(event: Event) -> bool:
    """Somebody else passed it on, or the child could not talk freely, or nobody knows."""
    return not event.is_their_own_free_word


def stands_or_asked_anew(event: Event) -> Word | Keep:
    """The answer so far stands if the child says so; else the child is being asked anew."""
    return SAME if event.holds("answer_stands") else OFFERED


def what_was_confirmed(event: Event) -> Word | Keep:
    """Yes is accepted. No is declined only if the child could speak freely. Anything else changes nothing."""
    if event.says("answer") == "yes":
        return ACCEPTED
    return DECLINED if event.says("answer") == "no" and event.is_their_own_free_word else SAME


def always(event: Event, owner: str, now: Now) -> bool:
    """Whenever it happens."""
    return True


SAFELY = (case_is_open, child_is_alive, messages_may_go, safe_channel)
OPEN_AND_ALIVE = (case_is_open, child_is_alive)

# fmt: off
CONTACT = Machine(
    "contact", "Asking the child", Contact, NOT_STARTED, Scope.CASE,
    (
        Row(id="CT1", of=(NOT_STARTED, TRYING, NO_RESPONSE), on=E.ATTEMPT_MADE, to=TRYING, who=ASKERS, guards=SAFELY,
            effects=(F.COUNT_TRIES,)),
        Row(id="CT1.again", of=(OFFERED, ACCEPTED, DECLINED, PARENT_REFUSED), on=E.ATTEMPT_MADE, to=SAME, who=ASKERS,
            guards=SAFELY, effects=(F.COUNT_TRIES,)),
        Row(id="CT2", of=(NOT_STARTED, TRYING, NO_RESPONSE), on=E.CARER_TOLD, to=TRYING, who=ASKERS | CARER,
            guards=OPEN_AND_ALIVE, effects=(F.COUNTS_BROADLY,)),
        Row(id="CT2.again", of=(OFFERED, ACCEPTED, DECLINED, PARENT_REFUSED), on=E.CARER_TOLD, to=SAME,
            who=ASKERS | CARER, guards=OPEN_AND_ALIVE),
        Row(id="CT2.message", of=(NOT_STARTED, TRYING, NO_RESPONSE), on=E.MESSAGE_SENT, to=TRYING, who=ASKERS | CARER,
            guards=SAFELY, effects=(F.COUNT_TRIES, F.COUNTS_BROADLY)),
        Row(id="CT2.message_again", of=(OFFERED, ACCEPTED), on=E.MESSAGE_SENT, to=SAME, who=ASKERS | CARER,
            guards=SAFELY, effects=(F.COUNT_TRIES,)),
        Row(id="CT3", of=(NOT_STARTED, TRYING, NO_RESPONSE, PARENT_REFUSED), on=E.CHILD_TOLD, to=OFFERED, who=ASKERS,
            guards=(*SAFELY, after_the_child_was_found, competence_view), effects=(F.STAMP_OFFER,)),
        Row(id="CT4", of=(OFFERED, ACCEPTED, DECLINED), on=E.OFFER_RECONFIRMED, who=ASKERS,
            to=By("the same answer if the child says it stands, else asked anew", stands_or_asked_anew, (OFFERED,)),
            guards=(*SAFELY, a_return_of_this_case, after_the_child_was_found), effects=(F.STAMP_OFFER,)),
        Row(id="CT5", of=(OFFERED, NO_RESPONSE, DECLINED), on=E.CHILD_SAID_YES, to=ACCEPTED, who=ASKERS,
            guards=(*OPEN_AND_ALIVE, spoken_to), effects=(F.STORE_WISHES,)),
        Row(id="CT6", of=(OFFERED, ACCEPTED, NO_RESPONSE), on=E.CHILD_SAID_NO, to=DECLINED, who=ASKERS,
            when=their_own_free_no, guards=(*OPEN_AND_ALIVE, spoken_to),
            effects=(F.ASK_DECLINE_REASON, F.TASK_OFFER_AGAIN)),
        Row(id="CT7", of=(TRYING, OFFERED, ACCEPTED, NO_RESPONSE), on=E.CHILD_SAID_NO, to=SAME, who=ASKERS,
            when=passed_on_or_not_free, guards=(*OPEN_AND_ALIVE, spoken_to), effects=(F.TASK_ASK_ALONE,)),
        Row(id="CT8", of=tuple(Contact), on=E.ANSWER_CAME_BY_PHONE, to=SAME, who=WHOEVER_LOGS_IT,
            effects=(F.STOP_MESSAGES, F.TASK_CHECK_PHONE_ANSWER, F.SAFE_ROUTE_ONLY)),
        Row(id="CT9", of=tuple(Contact), on=E.PHONE_ANSWER_CONFIRMED, who=ASKERS,
            to=By("accepted, declined if free to speak, else the same", what_was_confirmed, (ACCEPTED, DECLINED)),
            guards=(case_is_open, a_phone_answer_waits, who_it_was_and_how_free, competence_view),
            effects=(F.STAMP_OFFER,)),
        Row(id="CT10", of=(NOT_STARTED, TRYING, OFFERED, NO_RESPONSE), on=E.PARENT_REFUSED, to=PARENT_REFUSED,
            who=ASKERS, guards=OPEN_AND_ALIVE,
            effects=(F.ASK_WHO_REFUSED, F.TASK_MANAGER_DECIDES, F.REFER_IF_AT_RISK)),
        Row(id="CT10.after_yes", of=(ACCEPTED,), on=E.PARENT_REFUSED, to=SAME, who=ASKERS, guards=OPEN_AND_ALIVE,
            effects=(F.ASK_WHO_REFUSED, F.KEEP_REFUSAL_KNOWN)),
        Row(id="CT11", of=(PARENT_REFUSED,), on=E.DECIDED_TO_ASK_ANYWAY, to=TRYING, who=TEAM_MANAGER,
            guards=(*OPEN_AND_ALIVE, a_reason)),
        Row(id="CT12", of=(PARENT_REFUSED,), on=E.CHILD_SAID_YES, to=ACCEPTED, who=ASKERS,
            guards=(*OPEN_AND_ALIVE, spoken_to, competence_view), effects=(F.KEEP_REFUSAL_KNOWN, F.STORE_WISHES)),
        Row(id="CT13", of=(OFFERED,), on=E.ANSWER_PERIOD_OVER, to=NO_RESPONSE, who=THE_SYSTEM,
            guards=(*OPEN_AND_ALIVE, no_unchecked_phone_answer), effects=(F.NEXT_WITHOUT_ANSWER,)),
        Row(id="CT14", of=(DECLINED,), on=E.OFFERED_AGAIN, to=OFFERED, who=ASKERS,
            guards=(*SAFELY, child_may_be_asked_again), effects=(F.STAMP_OFFER,)),
        Row(id="CT15", of=(ACCEPTED,), on=E.CHILD_LOST_TOUCH, to=TRYING, who=COORDINATOR,
            guards=(*OPEN_AND_ALIVE, missed_twice)),
        Row(id="TK5.contact", of=tuple(Contact), on=E.TALK_HELD, to=ACCEPTED, who=THE_SYSTEM, felt=always,
            effects=(F.IMPLY_OFFER,)),
    ),
)
# fmt: on
