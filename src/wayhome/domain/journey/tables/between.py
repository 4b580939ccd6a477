"""Between organisations (domain reference §6.4): requests, notices, transfers."""

from __future__ import annotations

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.guards.delivering import a_host_worker_by_name
from wayhome.domain.journey.guards.general import a_reason
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import COORDINATOR, HOST_LEAD, THE_RECIPIENT, THE_SYSTEM
from wayhome.domain.journey.rows import SAME, Machine, Row, Scope
from wayhome.domain.journey.states import Notice, Request, Transfer

RQ = Request
LIVE = (RQ.SENT, RQ.ACKNOWLEDGED, RQ.ACCEPTED, RQ.IN_PROGRESS)

# fmt: off
REQUEST = Machine(
    "request", "Request to another authority", Request, RQ.NOT_WRITTEN, Scope.REQUEST,
    (
        Row(id="IL1", of=(RQ.NOT_WRITTEN,), on=E.REQUEST_DRAFTED, to=RQ.DRAFT, who=COORDINATOR),
        Row(id="IL2", of=(RQ.DRAFT,), on=E.REQUEST_SENT, to=RQ.SENT, who=COORDINATOR, effects=(F.STAY_ACCOUNTABLE,)),
        Row(id="IL3", of=(RQ.SENT,), on=E.REQUEST_ACKNOWLEDGED, to=RQ.ACKNOWLEDGED, who=HOST_LEAD),
        Row(id="IL4", of=(RQ.SENT, RQ.ACKNOWLEDGED), on=E.REQUEST_ACCEPTED, to=RQ.ACCEPTED, who=HOST_LEAD,
            guards=(a_host_worker_by_name,)),
        Row(id="IL5", of=(RQ.ACCEPTED,), on=E.REQUEST_BEGUN, to=RQ.IN_PROGRESS, who=HOST_LEAD),
        Row(id="IL6", of=(RQ.ACCEPTED, RQ.IN_PROGRESS), on=E.REQUEST_DELIVERED, to=RQ.DELIVERED, who=HOST_LEAD),
        Row(id="IL7", of=(RQ.SENT, RQ.ACKNOWLEDGED), on=E.REQUEST_DECLINED, to=RQ.DECLINED, who=HOST_LEAD,
            guards=(a_reason,)),
        Row(id="IL8", of=(RQ.SENT, RQ.ACKNOWLEDGED), on=E.REQUEST_EXPIRED, to=RQ.EXPIRED, who=THE_SYSTEM),
        Row(id="IL9", of=(RQ.DRAFT, *LIVE), on=E.REQUEST_CANCELLED, to=RQ.CANCELLED, who=COORDINATOR,
            guards=(a_reason,)),
        Row(id="IL10", of=(RQ.DECLINED, RQ.EXPIRED, RQ.CANCELLED), on=E.REQUEST_REDRAFTED, to=RQ.DRAFT,
            who=COORDINATOR),
    ),
)

NT = Notice
UNDELIVERED = (NT.FAILED, NT.REJECTED)

NOTICE = Machine(
    "notice", "Notice", Notice, NT.NOT_WRITTEN, Scope.NOTICE,
    (
        Row(id="NO1", of=(NT.NOT_WRITTEN, *UNDELIVERED, NT.WITH_A_PERSON), on=E.NOTICE_QUEUED, to=NT.QUEUED,
            who=COORDINATOR | THE_SYSTEM),
        Row(id="NO2", of=(NT.QUEUED,), on=E.NOTICE_SENT, to=NT.SENT, who=COORDINATOR | THE_SYSTEM),
        Row(id="NO3", of=(NT.NOT_WRITTEN, NT.SENT), on=E.NOTICE_DELIVERED, to=NT.DELIVERED, who=THE_SYSTEM),
        Row(id="NO4", of=(NT.SENT, NT.DELIVERED), on=E.NOTICE_OPENED, to=NT.OPENED, who=THE_RECIPIENT),
        Row(id="NO5", of=(NT.SENT, NT.DELIVERED, NT.OPENED, NT.WITH_A_PERSON), on=E.NOTICE_ACKNOWLEDGED,
            to=NT.ACKNOWLEDGED, who=THE_RECIPIENT, effects=(F.STOP_CHASING,)),
        Row(id="NO6", of=(NT.QUEUED, NT.SENT), on=E.NOTICE_FAILED, to=NT.FAILED, who=THE_SYSTEM,
            effects=(F.TASK_NOTICE,)),
        Row(id="NO7", of=(NT.SENT, NT.DELIVERED), on=E.NOTICE_REJECTED, to=NT.REJECTED, who=THE_SYSTEM,
            effects=(F.TASK_NOTICE,)),
        Row(id="NO8", of=UNDELIVERED, on=E.NOTICE_TAKEN_UP, to=NT.WITH_A_PERSON, who=COORDINATOR),
    ),
)

TR = Transfer

TRANSFER = Machine(
    "transfer", "Transfer", Transfer, TR.NOT_SENT, Scope.TRANSFER,
    (
        Row(id="TR1", of=(TR.NOT_SENT,), on=E.TRANSFER_SENT, to=TR.SENT, who=COORDINATOR),
        Row(id="TR2", of=(TR.SENT,), on=E.TRANSFER_ESCALATED, to=SAME, who=THE_SYSTEM, effects=(F.ESCALATE_TRANSFER,)),
        Row(id="TR3", of=(TR.SENT,), on=E.TRANSFER_ACKNOWLEDGED, to=TR.ACKNOWLEDGED, who=COORDINATOR | HOST_LEAD,
            effects=(F.HOST_DUTIES_GO_ON,)),
        Row(id="TR4", of=(TR.ACKNOWLEDGED,), on=E.TRANSFER_OUTCOME_CAME_BACK, to=TR.OUTCOME_CAME_BACK,
            who=COORDINATOR | HOST_LEAD, effects=(F.REPLACE_OUTCOME,)),
    ),
)
# fmt: on
