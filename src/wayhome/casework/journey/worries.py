"""Worries about a child: saved first, received by a named person, acted on; until then they go up, minute by minute.

Outside every track: nothing a case waits for holds a worry up, and a worry makes nobody's form stale (domain reference
§6.3.8). Sending is not the same as telling: only a person who says that they have it stops the ladder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from wayhome.casework.accounts.permissions import is_system
from wayhome.casework.children.access import open_child
from wayhome.casework.children.actions.access import open_to_rung
from wayhome.casework.children.models import Conflict, Identity, Relationship
from wayhome.casework.journal import wrote
from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.casework.journey.actions import Writing, locked_child
from wayhome.casework.journey.events import id_of
from wayhome.casework.journey.models import Event
from wayhome.casework.organisations.queries import policy_at
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotFound, Refused
from wayhome.domain.journey.events import SYSTEM
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.states import Worry
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import RelationshipKind, Role, SafeguardingActionKind

RUNGS = (Role.FRONT_DOOR, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.NAMED_SENIOR_MANAGER)
"""Who a worry goes to, in order; after how many minutes each is a local choice (`worry_ladder_minutes`)."""

DUTY_LASTS = timedelta(hours=12)


def raise_worry(*, child: UUID, words: str | None, by: Viewer, at: datetime, happened: Moment | None = None) -> UUID:
    """Save a worry, before any question is asked: empty words are saved too. The worry. Raises NotFound, Refused."""
    with transaction.atomic():
        open_child(by, child, show=False)
        with locked_child(child, by=by) as writing:
            worry = fresh_id()
            writing.append(
                EventKind.WORRY_RAISED,
                subject=worry,
                at=at,
                happened=happened or Moment.exactly(at),
                words=words or None,
            )
    return worry


def receive_worry(*, worry: UUID, child: UUID, by: Viewer, at: datetime) -> UUID:
    """Say by name that one has the worry; only this stops it from going to the next person. Raises NotFound, Refused.

    Somebody at the front door of the child's authority may pick up a worry about a child who is not open to them yet:
    picking it up opens the record to them, for as long as a spell of duty lasts (domain reference §10.4).
    """
    with transaction.atomic():
        _on_duty_for(worry, child, by, at)
        open_child(by, child, show=False)
        with locked_child(child, by=by) as writing:
            _must_wait(writing, worry)
            return writing.append(EventKind.WORRY_RECEIVED, subject=worry, at=at, happened=Moment.exactly(at))


def act_on_worry(
    *,
    worry: UUID,
    child: UUID,
    done: SafeguardingActionKind,
    by: Viewer,
    at: datetime,
    happened: Moment,
    reference: str | None = None,
    words: str | None = None,
) -> UUID:
    """Record what was done about a worry, with the reference if there is one. Raises NotFound, Refused."""
    with transaction.atomic():
        open_child(by, child, show=False)
        with locked_child(child, by=by) as writing:
            detail = {"type": done.value} | ({"reference": reference} if reference else {})
            return writing.append(
                EventKind.WORRY_ACTED_ON, subject=worry, at=at, happened=happened, words=words or None, detail=detail
            )


def hand_worry_on(*, worry: UUID, child: UUID, words: str | None, by: Viewer, at: datetime) -> UUID:
    """Hand a worry on, or add what is new: a new worry, linked to it, that somebody has to pick up. The new worry."""
    with transaction.atomic():
        open_child(by, child, show=False)
        with locked_child(child, by=by) as writing:
            new = fresh_id()
            writing.append(
                EventKind.WORRY_HANDED_ON, subject=worry, at=at, happened=Moment.exactly(at), words=words or None,
                detail={"new_worry": str(new)},
            )  # fmt: skip
    return new


def strike_worry(*, worry: UUID, child: UUID, reason: str, by: Viewer, at: datetime) -> UUID:
    """Mark a worry as raised in error or about the wrong child: struck through, and kept. Raises NotFound, Refused."""
    with transaction.atomic():
        open_child(by, child, show=False)
        with locked_child(child, by=by) as writing:
            raised = next(
                (e for e in writing.events if e.kind is EventKind.WORRY_RAISED and e.subject == str(worry)), None
            )
            if raised is None:
                raise NotFound()
            return writing.append(
                EventKind.RECORDED_IN_ERROR, at=at, happened=Moment.exactly(at), words=reason or None, subject=worry,
                in_error=id_of(raised.id), detail={"reason": "given"} if reason.strip() else {},
            )  # fmt: skip


def escalate(*, worry: UUID, child: UUID, by: Viewer, at: datetime) -> tuple[Role, ...]:
    """Take a worry that nobody has received to every rung whose minutes are over, and open the record to whoever that is.

    The rungs that were reached now: each is reached once, however often or late this is asked.
    """
    with transaction.atomic(), locked_child(child, by=by) as writing:
        track = writing.so_far.worries.get(str(worry))
        if track is None or track.state is not Worry.RAISED:
            return ()
        raised_at = track.steps[0].event.recorded_at
        told = {e.says("to") or "" for e in track.events(EventKind.WORRY_ESCALATED)}
        due = _rungs(raised_at, policy_at(by, "worry_ladder_minutes", by.at, of=writing.organisation).value, at, told)
        for role in due:
            writing.append(
                EventKind.WORRY_ESCALATED,
                subject=worry,
                at=at,
                happened=Moment.exactly(at),
                as_role=SYSTEM,
                detail={"to": role.value},
            )
            open_to_rung(child=child, role=role, because_of=worry, by=by, at=at)
    return tuple(due)


def due_to_go_up(viewer: Viewer) -> list[dict[str, UUID]]:
    """The worries of the viewer's organisation that nobody has received and that have reached a rung: for the job alone."""
    waiting = _unreceived(viewer)
    told: dict[str, set[str]] = defaultdict(set)
    gone = Event.objects.filter(
        organisation_id=viewer.organisation, kind=EventKind.WORRY_ESCALATED.value,
        child_id__in={child for child, _at in waiting.values()}, subject__in=waiting,
    )  # fmt: skip
    for subject, detail in gone.values_list("subject", "detail"):
        told[str(subject)].add(str(detail.get("to")))
    minutes = policy_at(viewer, "worry_ladder_minutes", viewer.at).value
    return [
        {"worry": UUID(worry), "child": child}
        for worry, (child, raised_at) in waiting.items()
        if _rungs(raised_at, minutes, viewer.at, told[worry])
    ]


def _rungs(raised_at: datetime, minutes: object, at: datetime, told: Collection[str]) -> list[Role]:
    """The rungs whose minutes are over and that were not told yet."""
    return [
        role
        for role, after in zip(RUNGS, minutes, strict=True)  # type: ignore[call-overload]
        if raised_at + timedelta(minutes=after) <= at and role.value not in told
    ]


def _unreceived(viewer: Viewer) -> dict[str, tuple[UUID, datetime]]:
    """Every worry that nobody has received or struck out, with its child and when it was raised."""
    ours = Event.objects.filter(organisation_id=viewer.organisation)
    kinds = (EventKind.WORRY_RAISED.value, EventKind.WORRY_HANDED_ON.value)
    struck = ours.filter(recorded_in_error_of=OuterRef("pk"))
    rows = (
        ours.filter(kind__in=kinds).exclude(Exists(struck)).values_list("subject", "detail", "child_id", "recorded_at")
    )
    raised = {str(detail.get("new_worry") or subject): (child, at) for subject, detail, child, at in rows}
    done = ours.filter(kind=EventKind.WORRY_RECEIVED.value, subject__in=raised).values_list("subject", flat=True)
    received = {str(subject) for subject in done}
    return {worry: about for worry, about in raised.items() if worry not in received}


def _must_wait(writing: Writing, worry: UUID) -> None:
    """A worry that somebody has already is not received twice: they are told who has it."""
    track = writing.so_far.worries.get(str(worry))
    if track is None:
        raise NotFound()
    if track.state is not Worry.RAISED:
        raise Refused(_("Somebody has picked this up already. The log says who, and when."), rule="received_already")


def _on_duty_for(worry: UUID, child: UUID, by: Viewer, at: datetime) -> None:
    """Open the record to the front door that picks a worry up, unless it is open to them, or walled off from them."""
    if not by.has(Role.FRONT_DOOR) or is_system(by):
        return
    identity = Identity.objects.filter(pk=child, organisation_id=by.organisation).first()
    if identity is None:
        return
    family = list(Identity.objects.filter(current_id=identity.current_id).values_list("id", flat=True))
    if Conflict.objects.filter(user_id=by.user, child_id__in=family, ended_at__isnull=True).exists():
        return
    rows = [
        Relationship(
            organisation_id=by.organisation, child_id=each, to_organisation_id=by.organisation, to_user_id=by.user,
            kind=RelationshipKind.DUTY.value, purpose=Purpose.DUTY, starts_at=at, ends_at=at + DUTY_LASTS, because_of=worry,
            **recorded(by, at),
        )
        for each in family
    ]  # fmt: skip
    Relationship.objects.bulk_create(rows)
    wrote(by, "record.opened", "child", identity.current_id, kind=RelationshipKind.DUTY.value, worry=str(worry))
