"""Writing it up (domain reference §6.3.4). The author is never the approver."""

from __future__ import annotations

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.guards.delivering import (
    a_comment,
    a_talk_was_held,
    approver_is_allowed,
    by_whoever_held_it,
    has_been_read,
)
from wayhome.domain.journey.guards.general import a_new_author, a_reason, by_the_author, case_is_open, not_by_the_author
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import APPROVERS, AUTHORS, COORDINATOR, PROVIDER_MANAGER, TEAM_MANAGER
from wayhome.domain.journey.rows import Machine, Row, Scope
from wayhome.domain.journey.states import Record

NONE, DRAFT, SUBMITTED, RETURNED, APPROVED = Record

# fmt: off
RECORD = Machine(
    "record", "The record", Record, NONE, Scope.CASE,
    (
        Row(id="RC1", of=(NONE,), on=E.RECORD_STARTED, to=DRAFT, who=AUTHORS,
            guards=(case_is_open, a_talk_was_held, by_whoever_held_it), effects=(F.SAVE_AS_TYPED,)),
        Row(id="RC2", of=(DRAFT, RETURNED), on=E.RECORD_SUBMITTED, to=SUBMITTED, who=AUTHORS, guards=(by_the_author,),
            effects=(F.STOP_WRITE_UP_TIMER,)),
        Row(id="RC3", of=(SUBMITTED,), on=E.RECORD_TAKEN_BACK, to=DRAFT, who=AUTHORS, guards=(by_the_author,)),
        Row(id="RC4", of=(SUBMITTED,), on=E.RECORD_RETURNED, to=RETURNED, who=APPROVERS,
            guards=(not_by_the_author, a_comment)),
        Row(id="RC5", of=(SUBMITTED,), on=E.RECORD_APPROVED, to=APPROVED, who=APPROVERS,
            guards=(not_by_the_author, approver_is_allowed, has_been_read),
            effects=(F.FREEZE_VERSION, F.ASK_LATE_REASON, F.ASK_WHO_IS_TOLD)),
        Row(id="RC6", of=(APPROVED,), on=E.RECORD_ADDED_TO, to=SUBMITTED, who=AUTHORS | APPROVERS,
            effects=(F.TELL_RECIPIENTS,)),
        Row(id="RC7", of=(DRAFT, RETURNED), on=E.RECORD_AUTHOR_CHANGED, to=DRAFT, who=COORDINATOR | PROVIDER_MANAGER,
            guards=(a_new_author, a_reason), effects=(F.KEEP_FIRST_WORDS,)),
        Row(id="RC8", of=(DRAFT, SUBMITTED, RETURNED, APPROVED), on=E.RECORD_MOVED, to=NONE, who=COORDINATOR,
            second=TEAM_MANAGER, guards=(a_reason,), effects=(F.TELL_RECIPIENTS, F.ASK_TO_DELETE)),
    ),
)
# fmt: on
