"""The overlay: reasons to wait (domain reference §6.3.7). Several may be on at once, and every clock runs on."""

from __future__ import annotations

from collections.abc import Callable

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.guards.following import a_review_date, officer_and_reference
from wayhome.domain.journey.guards.general import case_is_open
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import ASKERS, COORDINATOR, HOST_LEAD, TEAM_MANAGER, THE_SYSTEM
from wayhome.domain.journey.rows import SAME, Machine, Now, Row, Scope
from wayhome.domain.journey.states import Suspension

OFF, ON = Suspension
GOES_OUT = (E.ABSENCE_NOTED, E.POLICE_REPORT_MADE, E.RECORDED_MISSING, E.WHEREABOUTS_LOST)
STARTS_TO_COVER = (E.CASE_OPENED, E.EPISODE_ATTACHED, E.CASE_REOPENED)
IS_IN = (
    E.LOCATED, E.KNOWN_TO_BE_AWAY, E.RETURNED, E.EPISODE_CLOSED, E.FOUND_WHERE_EXPECTED, E.EPISODE_VOIDED,
    E.EPISODE_MERGED, E.TURNED_18, E.DIED,
)  # fmt: skip


def open_and_out(event: Event, owner: str, now: Now) -> bool:
    """The case is open, and the child is out again."""
    return now.is_open(owner) and now.child_is_out()


def not_out_any_more(event: Event, owner: str, now: Now) -> bool:
    """No absence of the child is open any more."""
    return not now.child_is_out()


def about(suspension: str) -> Callable[[Event], bool]:
    """A review names the wait it is about."""

    def names_it(event: Event) -> bool:
        return event.subject == suspension

    names_it.__doc__ = f"The review is about: {suspension.replace('_', ' ')}."
    return names_it


def answered(event: Event, owner: str, now: Now) -> bool:
    """The other authority answered, or we withdrew."""
    return True


# fmt: off
MISSING_AGAIN = Machine(
    "missing_again", "Waiting: missing again", Suspension, OFF, Scope.EVERY_CASE,
    (
        *(Row(id=f"SP1.{kind.value}", of=(OFF,), on=kind, to=ON, who=THE_SYSTEM, felt=open_and_out,
              effects=(F.SUSPEND_MISSING_AGAIN,)) for kind in (*GOES_OUT, *STARTS_TO_COVER)),
        *(Row(id=f"SP2.{kind.value}", of=(ON,), on=kind, to=OFF, who=THE_SYSTEM, felt=not_out_any_more)
          for kind in IS_IN),
    ),
)

NOT_FIT = Machine(
    "not_fit", "Waiting: not fit", Suspension, OFF, Scope.CASE,
    (
        Row(id="SP3", of=(OFF,), on=E.NOT_FIT_TO_TALK, to=ON, who=ASKERS, guards=(case_is_open, a_review_date),
            effects=(F.TASK_REVIEW_WAIT, F.OFFER_LATE_REASON)),
        Row(id="SP3.reviewed", of=(ON,), on=E.SUSPENSION_REVIEWED, to=SAME, who=ASKERS, guards=(a_review_date,),
            when=about("not_fit"), effects=(F.TASK_REVIEW_WAIT,)),
        Row(id="SP4", of=(ON,), on=E.FIT_TO_TALK, to=OFF, who=ASKERS),
    ),
)

POLICE_REQUEST = Machine(
    "police_request", "Waiting: police request", Suspension, OFF, Scope.CASE,
    (
        Row(id="SP5", of=(OFF,), on=E.POLICE_ASKED_TO_WAIT, to=ON, who=TEAM_MANAGER,
            guards=(case_is_open, a_review_date, officer_and_reference), effects=(F.TASK_REVIEW_WAIT,)),
        Row(id="SP5.reviewed", of=(ON,), on=E.SUSPENSION_REVIEWED, to=SAME, who=TEAM_MANAGER, guards=(a_review_date,),
            when=about("police_request"), effects=(F.TASK_REVIEW_WAIT,)),
        Row(id="SP6", of=(ON,), on=E.POLICE_WAIT_OVER, to=OFF, who=TEAM_MANAGER),
    ),
)

ANSWERS = (E.REQUEST_ACCEPTED, E.REQUEST_DECLINED, E.REQUEST_CANCELLED, E.TRANSFER_ACKNOWLEDGED)

OTHER_AUTHORITY = Machine(
    "other_authority", "Waiting: other authority", Suspension, OFF, Scope.CASE,
    (
        Row(id="SP7", of=(OFF,), on=E.WAITING_FOR_AUTHORITY, to=ON, who=COORDINATOR,
            guards=(case_is_open, a_review_date), effects=(F.TASK_REVIEW_WAIT,)),
        Row(id="SP7.reviewed", of=(ON,), on=E.SUSPENSION_REVIEWED, to=SAME, who=COORDINATOR, guards=(a_review_date,),
            when=about("other_authority"), effects=(F.TASK_REVIEW_WAIT,)),
        Row(id="SP8", of=(ON,), on=E.AUTHORITY_WAIT_OVER, to=OFF, who=COORDINATOR),
        *(Row(id=f"SP8.{kind.value}", of=(ON,), on=kind, to=OFF, who=HOST_LEAD | COORDINATOR, felt=answered)
          for kind in ANSWERS),
    ),
)
# fmt: on

WAITS = (NOT_FIT, POLICE_REQUEST, OTHER_AUTHORITY)
"""The waits that somebody puts on and reviews. *Missing again* is put on and taken off by the absences themselves."""
