"""Writing of everyday work: what somebody has seen, what was asked of whom, what goes up to whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework import journal
from wayhome.casework.accounts.permissions import is_system
from wayhome.casework.children.access import open_child
from wayhome.casework.children.actions.access import open_to_manager, open_to_rung
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import Writing, locked
from wayhome.casework.journey.models import Case
from wayhome.casework.journey.projection import version_of_case
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotAllowed, NotFound, Refused
from wayhome.casework.work.models import Asked, Escalation, LastSeen, LookedAt
from wayhome.casework.work.words import AskedOf
from wayhome.domain.clock import TRANSFER_LADDER
from wayhome.domain.journey.climbing import Standing, standings
from wayhome.domain.journey.events import SYSTEM
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.people import WHO_ASK_OTHERS
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Role

HALF_A_DAY = timedelta(hours=12)


def mark_seen(*, until: datetime, by: Viewer, at: datetime) -> UUID:
    """Say that one has seen what was new up to an instant: never later than now, never earlier than before."""
    with transaction.atomic():
        row = LastSeen.objects.select_for_update().filter(user=by.user).first()
        until = min(until, at)
        if row is None:
            row = LastSeen(organisation_id=by.organisation, user=by.user, seen_until=until, **recorded(by, at))
            row.save(force_insert=True)
        elif until > row.seen_until:
            row.change(seen_until=until)
        journal.wrote(by, "work.marked_seen", "last_seen", row.pk)
    return row.pk


def ask_someone(
    *, case: UUID, of: AskedOf, whom: str | None, what: str, due_at: datetime, by: Viewer, at: datetime
) -> UUID:
    """Ask somebody for something about a case: it has an owner and a date. Raises NotFound, NotAllowed, Refused."""
    with transaction.atomic():
        row = Case.objects.filter(pk=case).first()
        if row is None:
            raise NotFound()
        access = open_child(by, row.child_id, show=False)
        _must_be_one_who_asks(by)
        if due_at <= at:
            raise Refused(_("Say until when you need an answer: a time that is still to come."), rule="due_in_the_past")
        asked = Asked(
            organisation_id=access.organisation, child_id=row.child_id, case_id=case, of=of.value, whom=whom, what=what,
            owner=by.user, due_at=due_at, **recorded(by, at),
        )  # fmt: skip
        asked.save(force_insert=True)
        journal.wrote(by, "work.asked", "asked", asked.pk, of=access.organisation, whom=of.value)
    return asked.pk


def chase(*, asked: UUID, seen_version: int | None, by: Viewer, at: datetime) -> int:
    """Ask again; how often it was chased by now. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = _waiting(asked, seen_version, by)
        row.change(chases=row.chases + 1, chased_at=at, chased_by=by.user)
        journal.wrote(by, "work.chased", "asked", row.pk, of=row.organisation_id, times=row.chases)
    return row.chases


def record_answer(*, asked: UUID, answer: str, seen_version: int | None, by: Viewer, at: datetime) -> None:
    """Record what came back. Raises NotFound, NotAllowed, Refused, Stale."""
    with transaction.atomic():
        row = _waiting(asked, seen_version, by)
        row.change(answer=answer, answered_at=at, answered_by=by.user)
        journal.wrote(by, "work.answered", "asked", row.pk, of=row.organisation_id)


def climb(*, case: UUID, by: Viewer, at: datetime) -> int:
    """Take everything owed in a case whose time is over to whom its rung says, once each: for a job. How much went up now.

    What is owed no longer is marked so. The record is opened to those it went to, where it is open to none of them.
    """
    if not is_system(by):
        raise NotAllowed()
    with transaction.atomic(), locked(case, by=by, seen_version=None) as writing:
        owed = standings(writing.case, known=writing.known)
        kept = {(e.rung, e.about): e for e in Escalation.objects.select_for_update().filter(case_id=case)}
        still = {(standing.rung.key, standing.about) for standing in owed}
        for key, row in kept.items():
            if (row.over_at is None) != (key in still):
                row.change(over_at=None if key in still else at)
                journal.wrote(by, "work.escalation_changed", "escalation", row.pk, over=row.over_at is not None)
        reached = [s for s in owed if s.due_at <= at and (s.rung.key, s.about) not in kept]
        for standing in reached:
            _gone_up(writing, standing, at)
        _look_again(writing, case, [s.due_at for s in owed if s.due_at > at], at)
    return len(reached)


def take_up_escalation(*, escalation: UUID, seen_version: int | None, by: Viewer, at: datetime) -> UUID:
    """Say by name that one sees to what went up; the case it is about. Raises NotFound, Refused, Stale."""
    with transaction.atomic():
        child = Escalation.objects.filter(pk=escalation).values_list("child_id", flat=True).first()
        if child is None:
            raise NotFound()
        open_child(by, child, show=False)
        row = Escalation.locked(escalation, seen_version=seen_version)
        if row.over_at is not None:
            raise Refused(_("This is not owed any more."), rule="over")
        row.change(taken_up_at=at, taken_up_by=by.user)
        journal.wrote(by, "work.escalation_taken_up", "escalation", row.pk, of=row.organisation_id)
    return row.case_id


def _gone_up(writing: Writing, standing: Standing, at: datetime) -> None:
    """One thing goes up: kept, journalled, noted in the journey of a transfer, and open to those it went to."""
    by, rung, case = writing.by, standing.rung, UUID(writing.case.case)
    row = Escalation(
        organisation_id=writing.organisation, child_id=writing.child, case_id=case, rung=rung.key, about=standing.about[:64],
        to=[role.value for role in rung.to], due_at=standing.due_at, **recorded(by, at),
    )  # fmt: skip
    row.save(force_insert=True)
    journal.wrote(by, "work.escalated", "escalation", row.pk, of=writing.organisation, rung=rung.key, case=str(case))
    named = writing.case.escalated_to(standing.about)
    if named is not None:
        open_to_manager(child=writing.child, user=UUID(named), because_of=row.pk, by=by, at=at)
    for role in rung.to:
        if rung in TRANSFER_LADDER:
            writing.append(
                EventKind.TRANSFER_ESCALATED, case=case, subject=standing.about, at=at, happened=Moment.exactly(at),
                as_role=SYSTEM, detail={"to": role.value},
            )  # fmt: skip
        open_to_rung(child=writing.child, role=role, because_of=row.pk, by=by, at=at)


def _look_again(writing: Writing, case: UUID, ahead: list[datetime], at: datetime) -> None:
    """Until when nothing can go up unless the case changes; twice a day in any case, because ages and plans change too."""
    row = LookedAt(
        id=case, organisation_id=writing.organisation, child_id=writing.child,
        case_version=version_of_case(writing.case, writing.events), look_again_at=min([*ahead, at + HALF_A_DAY]),
    )  # fmt: skip
    changing = ["case_version", "look_again_at"]
    LookedAt.objects.bulk_create([row], update_conflicts=True, unique_fields=["id"], update_fields=changing)


def _must_be_one_who_asks(by: Viewer) -> None:
    if not by.has(*(r for r in WHO_ASK_OTHERS if isinstance(r, Role))):
        raise NotAllowed()


def _waiting(asked: UUID, seen_version: int | None, by: Viewer) -> Asked:
    child = Asked.objects.filter(pk=asked).values_list("child_id", flat=True).first()
    if child is None:
        raise NotFound()
    open_child(by, child, show=False)
    _must_be_one_who_asks(by)
    row = Asked.locked(asked, seen_version=seen_version)
    if row.answered_at is not None:
        raise Refused(_("An answer is recorded already."), rule="answered_already")
    return row
