"""Worries that nobody has picked up, and all worries about one child, each with who has it and where it goes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from django.db.models import Q

from wayhome.casework import journal
from wayhome.casework.accounts.queries import names, people_by_role
from wayhome.casework.children.access import Access, accesses, conflicts_now, open_child
from wayhome.casework.children.ages import NOT_RECORDED
from wayhome.casework.children.keys import open_keys
from wayhome.casework.children.models import Child, Identity
from wayhome.casework.children.queries import who
from wayhome.casework.children.seen import Person
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import Event
from wayhome.casework.journey.projection import WORRYING
from wayhome.casework.journey.steps import Opened
from wayhome.casework.organisations.queries import ContactSeen, policy_at, reached_at
from wayhome.casework.organisations.words import ContactKind
from wayhome.casework.work.queries.scope import IN_ORGANISATION, on_lists, sight_of
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.vocabulary import DataClass, Role, SafeguardingActionKind

LADDER = (Role.FRONT_DOOR, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.NAMED_SENIOR_MANAGER)
"""Who a worry goes to, rung by rung, until a named person says that they have it (domain reference §6.3.8)."""

SEE_THEIR_OWN = frozenset({Role.CARER_HOME, Role.SCHOOL_CONTACT, Role.HEALTH_CONTACT})
"""Roles that see the worries they raised themselves, and no sign of any other."""

RAISED = (EventKind.WORRY_RAISED.value, EventKind.WORRY_HANDED_ON.value)
RINGING = (ContactKind.WORRIES, ContactKind.DUTY, ContactKind.OUT_OF_HOURS)


@dataclass(frozen=True, slots=True)
class Rung:
    """The next person a worry goes to, and when."""

    role: Role
    name: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class WorrySeen:
    """One worry: what, by whom, who has it. `words` is None where the viewer may not read it, or nobody wrote any."""

    id: UUID
    child: UUID
    raised_at: datetime
    raised_by: str | None
    words: str | None
    hidden: bool
    rungs_told: int = 0
    received_at: datetime | None = None
    received_by: str | None = None
    acted: tuple[str, ...] = ()
    struck: bool = False
    next_rung: Rung | None = None

    @property
    def waits(self) -> bool:
        return self.received_at is None and not self.struck


@dataclass(frozen=True, slots=True)
class Waiting:
    """A worry on a list: with the child it is about."""

    worry: WorrySeen
    person: Person
    numbers: tuple[ContactSeen, ...]


def waiting(viewer: Viewer) -> list[Waiting]:
    """Worries about children open to the viewer that nobody has picked up, the oldest first."""
    raised = raised_in_sight(viewer)
    shown = on_lists(viewer, {e.child_id for e in raised})
    return waiting_among(viewer, [e for e in raised if e.child_id in shown])


def waiting_among(viewer: Viewer, raised: Sequence[Event], known: Mapping[UUID, Person] | None = None) -> list[Waiting]:
    """The same, where the events that raised them were found already."""
    access = accesses(viewer, {e.child_id for e in raised})
    people = who(viewer, access) if known is None else known
    open_keys(access)
    rows = [e for e in raised if e.child_id in access]
    by = names(viewer, [e.recorded_by for e in rows])
    ladders = {organisation: ladder(viewer, organisation) for organisation in {a.organisation for a in access.values()}}
    numbers = {organisation: numbers_of(viewer, organisation) for organisation in ladders}
    for organisation in ladders:
        journal.shows(
            viewer,
            "worry",
            [_id(e) for e in rows if e.organisation_id == organisation and e.subject],
            of=organisation,
        )
    found = []
    for e in rows:
        organisation = access[e.child_id].organisation
        seen = WorrySeen(
            id=_id(e), child=e.child_id, raised_at=e.recorded_at, raised_by=by[e.recorded_by].beside(viewer) if e.recorded_by in by else None,
            words=e.words if may_read(access[e.child_id]) else None, hidden=not may_read(access[e.child_id]),
            next_rung=next_rung(e.recorded_at, ladders[organisation], viewer.at),
        )  # fmt: skip
        found.append(Waiting(seen, people[e.child_id], numbers[organisation]))
    found += _at_the_front_door(viewer, {w.worry.id for w in found})
    return sorted(found, key=lambda w: (w.worry.raised_at, str(w.worry.id)))


def _at_the_front_door(viewer: Viewer, known: set[UUID]) -> list[Waiting]:
    """Worries of the authority about children who are not open to its front door yet: the reference alone, to pick up."""
    if not viewer.has(Role.FRONT_DOOR):
        return []
    rows = [e for e in _unreceived(IN_ORGANISATION, {"organisation": viewer.organisation}) if _id(e) not in known]
    children = dict(Identity.objects.filter(pk__in=[e.child_id for e in rows]).values_list("id", "current_id"))
    for e in conflicts_now(viewer, children):
        children.pop(e, None)
    references = dict(Child.objects.filter(pk__in=children.values()).values_list("id", "reference"))
    rungs, numbers = ladder(viewer, viewer.organisation), numbers_of(viewer, viewer.organisation)
    journal.shows(viewer, "worry", [_id(e) for e in rows if e.child_id in children])
    return [
        Waiting(
            WorrySeen(_id(e), e.child_id, e.recorded_at, None, None, hidden=True, next_rung=next_rung(e.recorded_at, rungs, viewer.at)),
            Person(
                children[e.child_id], viewer.organisation, references.get(children[e.child_id], ""), "", "", None, NOT_RECORDED, None, masked=True
            ),
            numbers,
        )
        for e in rows
        if e.child_id in children
    ]  # fmt: skip


def waiting_one(viewer: Viewer, worry: UUID) -> Waiting | None:
    """One worry that waits, for whoever may pick it up."""
    return next((w for w in waiting(viewer) if w.worry.id == worry), None)


def raised_in_sight(viewer: Viewer) -> list[Event]:
    """The events by which worries were raised that nobody has picked up; who may see them is not asked yet."""
    return _unreceived(*sight_of(viewer))


UNRECEIVED = """
SELECT e.*
  FROM journey_event e
 WHERE {mine} AND e.kind IN ('worry_raised', 'worry_handed_on')
   AND (e.kind = 'worry_handed_on' OR NOT EXISTS (
        SELECT FROM journey_event r
         WHERE r.organisation_id = e.organisation_id AND r.child_id = e.child_id
           AND r.kind = 'worry_received' AND r.subject = e.subject))
   AND NOT EXISTS (
        SELECT FROM journey_event s
         WHERE s.organisation_id = e.organisation_id AND s.child_id = e.child_id
           AND s.kind = 'recorded_in_error' AND s.recorded_in_error_of = e.id)
"""


def _unreceived(mine: str, given: Mapping[str, object]) -> list[Event]:
    every = list(Event.objects.raw(UNRECEIVED.format(mine=mine), given))
    rows = [e for e in every if e.kind == EventKind.WORRY_RAISED.value]
    handed = {_id(e): e for e in every if e.kind == EventKind.WORRY_HANDED_ON.value}
    taken = Event.objects.filter(
        kind=EventKind.WORRY_RECEIVED.value, child_id__in={e.child_id for e in handed.values()}, subject__in=handed
    )
    done = {UUID(subject) for subject in taken.values_list("subject", flat=True)} if handed else set()
    return [*rows, *(e for id, e in handed.items() if id not in done)]


def worries_of(viewer: Viewer, child: UUID) -> list[WorrySeen]:
    """Every worry about one child, those that wait first, then the newest. Raises NotFound."""
    access = open_child(viewer, child)
    kinds = [k.value for k in EventKind if k.value.startswith("worry_")]
    wanted = Q(kind__in=kinds) | Q(kind=EventKind.RECORDED_IN_ERROR.value)
    rows = list(Event.objects.filter(wanted, child_id__in=access.identities).order_by("recorded_at", "number"))
    steps = [e for e in rows if e.kind in kinds]
    struck = {e.recorded_in_error_of for e in rows}
    by = names(viewer, [e.recorded_by for e in steps])
    rungs = cache(lambda: ladder(viewer, access.organisation))  # asked for only where a worry waits
    readable = may_read(access)
    own_only = viewer.roles <= SEE_THEIR_OWN
    found = [
        _worry(
            viewer,
            e,
            [s for s in steps if s.subject == str(_id(e))],
            by,
            struck,
            rungs,
            readable or e.recorded_by == viewer.user,
        )
        for e in steps
        if e.kind in RAISED and (not own_only or e.recorded_by == viewer.user)
    ]
    journal.shows(viewer, "worry", [w.id for w in found], of=access.organisation)
    return sorted(sorted(found, key=lambda w: w.raised_at, reverse=True), key=lambda w: not w.waits)


def worries_beside(viewer: Viewer, about: Opened) -> list[WorrySeen]:
    """The same for the child of a case that was opened: nothing is asked where the events of their one identity tell of none."""
    access = open_child(viewer, about.child)
    may_be_some = len(access.identities) > 1 or any(e.kind in WORRYING for e in about.events)
    return worries_of(viewer, about.child) if may_be_some else []


def _worry(
    viewer: Viewer,
    raised: Event,
    steps: Sequence[Event],
    by: object,
    struck: set[UUID | None],
    rungs: Callable[[], Sequence[tuple[Role, timedelta, str | None]]],
    readable: bool,
) -> WorrySeen:
    known = by if isinstance(by, dict) else dict(by)  # type: ignore[call-overload]

    def name(user: UUID | None) -> str | None:
        return known[user].beside(viewer) if user in known else None

    received = next((e for e in steps if e.kind == EventKind.WORRY_RECEIVED.value), None)
    acted = [e for e in steps if e.kind == EventKind.WORRY_ACTED_ON.value]
    gone = raised.pk in struck
    waits = received is None and not gone
    labels = {k.value: k.label for k in SafeguardingActionKind}
    return WorrySeen(
        id=_id(raised), child=raised.child_id, raised_at=raised.recorded_at, raised_by=name(raised.recorded_by),
        words=raised.words if readable else None, hidden=not readable,
        rungs_told=sum(e.kind == EventKind.WORRY_ESCALATED.value for e in steps),
        received_at=received.recorded_at if received else None, received_by=name(received.recorded_by) if received else None,
        acted=tuple(labels.get(str(e.detail.get("type")), "") or "" for e in acted), struck=gone,
        next_rung=next_rung(raised.recorded_at, rungs(), viewer.at) if waits else None,
    )  # fmt: skip


def _id(raised: Event) -> UUID:
    """The worry that an event raised: its own, or the new one it was handed on as."""
    new = raised.detail.get("new_worry")
    return UUID(str(new or raised.subject))


def may_read(access: Access) -> bool:
    """What a worry says is about harm, whoever wrote it."""
    return access.may_read(DataClass.HARM)


def ladder(viewer: Viewer, authority: UUID) -> list[tuple[Role, timedelta, str | None]]:
    """The rungs of an authority: who, after how long, and the name where one person of the viewer's own holds the role."""
    minutes = policy_at(viewer, "worry_ladder_minutes", viewer.at, of=authority).value
    ours = people_by_role(viewer, *LADDER, at=viewer.at) if viewer.organisation == authority else {}
    return [
        (role, timedelta(minutes=after), ours[role][0] if len(ours.get(role, ())) == 1 else None)
        for role, after in zip(LADDER, minutes, strict=True)
    ]


def next_rung(raised_at: datetime, rungs: Iterable[tuple[Role, timedelta, str | None]], now: datetime) -> Rung | None:
    """Where the worry goes next; None when it has gone as far as it goes."""
    ahead = [(role, after, name) for role, after, name in rungs if raised_at + after > now]
    return Rung(ahead[0][0], ahead[0][2], raised_at + ahead[0][1]) if ahead else None


def numbers_of(viewer: Viewer, authority: UUID) -> tuple[ContactSeen, ...]:
    """The numbers of the authority that answer now, those for worries first."""
    found = reached_at(viewer, authority, viewer.at, *RINGING)
    return tuple(sorted(found, key=lambda c: RINGING.index(c.kind)))
