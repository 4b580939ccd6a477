"""Each need and what comes of it (domain reference §6.3.6): offered, accepted, started, ended."""

from __future__ import annotations

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.guards.following import how_it_ended, kind_and_area, service_and_date, who_said_so
from wayhome.domain.journey.guards.general import a_reason, an_owner_by_name, by_the_owner, by_the_owner_or_manager
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import ASKERS, COORDINATOR, SOCIAL_WORKER, TEAM_MANAGER, THE_OWNER, THE_SYSTEM
from wayhome.domain.journey.rows import SAME, Machine, Row, Scope
from wayhome.domain.journey.states import Support

START, IDENTIFIED, NOBODY_YET, OWNED, OFFERED, ACCEPTED, DECLINED, NO_SERVICE, STARTED, ENDED = Support
NAMERS = TEAM_MANAGER | SOCIAL_WORKER | COORDINATOR
OWNER_OR_MANAGER = THE_OWNER | TEAM_MANAGER

# fmt: off
SUPPORT = Machine(
    "support", "Help", Support, START, Scope.NEED,
    (
        Row(id="SU1", of=(START,), on=E.NEED_RECORDED, to=IDENTIFIED, who=ASKERS, effects=(F.ASK_CHILDS_VIEW,)),
        Row(id="SU2", of=(IDENTIFIED, OWNED), on=E.NOBODY_TO_OWN_IT, to=NOBODY_YET, who=ASKERS,
            effects=(F.ESCALATE_UNOWNED,)),
        Row(id="SU2.gone", of=(OWNED,), on=E.OWNER_GONE, to=NOBODY_YET, who=ASKERS | THE_SYSTEM,
            effects=(F.ESCALATE_UNOWNED,)),
        Row(id="SU3", of=(IDENTIFIED, NOBODY_YET), on=E.OWNER_NAMED, to=OWNED, who=NAMERS, guards=(an_owner_by_name,)),
        Row(id="SU3.again", of=(OWNED, OFFERED, ACCEPTED, STARTED), on=E.OWNER_NAMED, to=SAME, who=NAMERS,
            guards=(an_owner_by_name,)),
        Row(id="SU4", of=(OWNED, DECLINED, NO_SERVICE, ENDED), on=E.SUPPORT_OFFERED, to=OFFERED, who=THE_OWNER,
            guards=(by_the_owner, service_and_date)),
        Row(id="SU5", of=(OFFERED,), on=E.SUPPORT_ACCEPTED, to=ACCEPTED, who=THE_OWNER,
            guards=(by_the_owner, who_said_so), effects=(F.START_HELP_CLOCK,)),
        Row(id="SU6", of=(OFFERED, ACCEPTED), on=E.SUPPORT_DECLINED, to=DECLINED, who=THE_OWNER,
            guards=(by_the_owner, a_reason)),
        Row(id="SU7", of=(IDENTIFIED, NOBODY_YET, OWNED, OFFERED, ACCEPTED), on=E.NO_SERVICE_FOUND, to=NO_SERVICE,
            who=OWNER_OR_MANAGER, guards=(by_the_owner_or_manager, kind_and_area), effects=(F.COUNT_UNMET,)),
        Row(id="SU8", of=(ACCEPTED,), on=E.SUPPORT_STARTED, to=STARTED, who=THE_OWNER, guards=(by_the_owner,)),
        Row(id="SU9", of=(STARTED, ACCEPTED), on=E.SUPPORT_ENDED, to=ENDED, who=THE_OWNER,
            guards=(by_the_owner, how_it_ended)),
        Row(id="SU10", of=(IDENTIFIED, NOBODY_YET, OWNED), on=E.NEED_MET_OTHERWISE, to=ENDED, who=OWNER_OR_MANAGER,
            guards=(by_the_owner_or_manager, a_reason)),
        Row(id="SU11", of=(OFFERED, ACCEPTED, STARTED), on=E.OWNER_GONE, to=SAME, who=THE_SYSTEM,
            effects=(F.ESCALATE_UNOWNED,)),
    ),
)
# fmt: on
