"""Writing of everyday work: what somebody has seen, what was asked of whom."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework import journal
from wayhome.casework.children.access import open_child
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import Case
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotAllowed, NotFound, Refused
from wayhome.casework.work.models import Asked, LastSeen
from wayhome.casework.work.words import AskedOf
from wayhome.domain.journey.people import WHO_ASK_OTHERS
from wayhome.domain.vocabulary import Role


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
