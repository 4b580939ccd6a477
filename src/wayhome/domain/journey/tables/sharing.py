"""Who is told (domain reference §6.3.5, §12): one machine for each default recipient and each further share."""

from __future__ import annotations

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.guards.following import (
    agreement_or_override,
    approved_before_shared,
    one_fact_only,
    why_not_told,
)
from wayhome.domain.journey.guards.general import a_reason
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import ASKERS, COORDINATOR, THE_RECIPIENT, THE_SYSTEM
from wayhome.domain.journey.rows import Machine, Row, Scope
from wayhome.domain.journey.states import Sharing

UNDECIDED, SENT, OPENED, ACKNOWLEDGED, WITHHELD, RECALLED = Sharing
ARRIVED = (SENT, OPENED, ACKNOWLEDGED)

# fmt: off
SHARING = Machine(
    "sharing", "Who is told", Sharing, UNDECIDED, Scope.SHARE,
    (
        Row(id="SH1", of=(UNDECIDED, WITHHELD, RECALLED), on=E.SHARE_SENT, to=SENT, who=ASKERS,
            guards=(one_fact_only, approved_before_shared, agreement_or_override), effects=(F.KEEP_EXACT_COPY,)),
        Row(id="SH2", of=(SENT,), on=E.SHARE_OPENED, to=OPENED, who=THE_RECIPIENT),
        Row(id="SH3", of=(SENT, OPENED), on=E.SHARE_ACKNOWLEDGED, to=ACKNOWLEDGED, who=THE_RECIPIENT,
            effects=(F.STOP_CHASING,)),
        Row(id="SH4", of=(UNDECIDED,), on=E.SHARE_WITHHELD, to=WITHHELD, who=COORDINATOR, guards=(why_not_told,),
            effects=(F.MARK_FOR_PROFESSIONALS,)),
        Row(id="SH5", of=ARRIVED, on=E.SHARE_RECALLED, to=RECALLED, who=COORDINATOR, guards=(a_reason,),
            effects=(F.ASK_TO_DELETE,)),
        Row(id="SH6", of=(SENT,), on=E.SHARE_FAILED, to=UNDECIDED, who=COORDINATOR | THE_SYSTEM, guards=(a_reason,),
            effects=(F.TASK_SEND_ANOTHER_WAY,)),
        Row(id="SH7", of=ARRIVED, on=E.SHARE_CORRECTED, to=SENT, who=COORDINATOR, effects=(F.SUPERSEDE_COPY,)),
    ),
)
# fmt: on
