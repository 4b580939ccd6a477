"""May this be recorded? The one question behind every button, every action and every "Why can't I …?" (§6).

`may` tries the event as it would stand. `why_not` tries only what stands in the way before anybody has written
anything, so a page can say it beside the button. `legal_next` lists what a role may record next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wayhome.domain.journey.asked import allowed, least_in_the_way, not_for_this_role
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import Actor, Event
from wayhome.domain.journey.holding import SoFar, several, singles
from wayhome.domain.journey.kinds import CHANGES, EventKind
from wayhome.domain.journey.policy import Circumstances
from wayhome.domain.journey.putting_right import may_put_right
from wayhome.domain.journey.rows import Ask, Machine, Refusal, Row
from wayhome.domain.journey.tables import MACHINES, machines_recording
from wayhome.domain.journey.tables.sharing import SHARING
from wayhome.domain.journey.tables.waiting import WAITS
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Word

IN_THE_FUTURE = "That has not happened yet. Record it once it has, or check the time."

REMEDIES: Mapping[EventKind, str] = {
    EventKind.CHILD_SAID_YES: "Record first that the child was told.",
    EventKind.CHILD_SAID_NO: "Record first that the child was told. A parent's or carer's “no” is recorded as theirs.",
    EventKind.APPOINTMENT_BOOKED: "A booked talk is rearranged, missed or cancelled; a further talk is recorded as held.",
    EventKind.CHILD_TOLD: "The child has been told already. Record the answer, or say the offer again for a new return.",
    EventKind.RECORD_APPROVED: "The author hands the record in first.",
    EventKind.PARENT_REFUSED: "The child has answered for themselves. Log what the parent said as an update.",
    EventKind.SUPPORT_OFFERED: "Name an owner first.",
    EventKind.WORRY_ACTED_ON: "A named person receives the worry first.",
    EventKind.RETURNED: "Record first that the child was missing or away.",
}
"""What to do instead, where the table alone would not say it."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something that may be recorded next, about one need, recipient, worry, request, notice or transfer if named."""

    kind: EventKind
    row: str
    subject: str | None = None


def may(
    kind: EventKind,
    so_far: SoFar,
    *,
    by_role: Actor,
    at: datetime,
    by: str | None = None,
    happened: Moment = NOT_RECORDED,
    detail: Mapping[str, object] | None = None,
    episode: str | None = None,
    subject: str | None = None,
    target: str | None = None,
    known: Circumstances | None = None,
) -> list[Refusal]:
    """Every reason why this may not be recorded now; an empty list when it may.

    `at` is now. `target` is the id of the event to correct or strike out, for those two kinds only.
    """
    event = _as_it_would_stand(
        so_far, kind=kind, happened=happened, recorded_at=at, by_role=by_role, by=by, detail=detail or {},
        episode=episode, subject=subject, corrects=target,
    )  # fmt: skip
    ask = Ask(event, so_far, at, known or Circumstances())
    early = [Refusal("not_in_the_future", IN_THE_FUTURE)] if _is_after(happened, at) else []
    return early + (may_put_right(ask) if kind in CHANGES else _tried(ask, asked=True))


def why_not(
    kind: EventKind,
    so_far: SoFar,
    *,
    by_role: Actor,
    at: datetime,
    by: str | None = None,
    subject: str | None = None,
    known: Circumstances | None = None,
) -> list[Refusal]:
    """What stands in the way before anybody has written anything: the role, the state, and the rules that only look."""
    event = _as_it_would_stand(so_far, kind=kind, recorded_at=at, by_role=by_role, by=by, subject=subject)
    return _tried(Ask(event, so_far, at, known or Circumstances()), asked=False)


def legal_next(
    so_far: SoFar, *, by_role: Actor, at: datetime, by: str | None = None, known: Circumstances | None = None
) -> tuple[NextStep, ...]:
    """What this role may record next, in the order of the tables, each once for each thing it may be about."""
    steps = (
        NextStep(row.on, row.id, subject)
        for machine in _machines(so_far)
        for subject in _subjects(machine, so_far)
        for state in (_state(machine, so_far, subject),)
        for row in machine.rows
        if row.felt is None
        and row.on not in CHANGES
        and state in row.of
        and by_role in allowed(row)
        and not why_not(row.on, so_far, by_role=by_role, at=at, by=by, subject=subject, known=known)
    )
    first: dict[tuple[EventKind, str | None], NextStep] = {}
    for step in steps:
        first.setdefault((step.kind, step.subject), step)
    return tuple(first.values())


def _as_it_would_stand(so_far: SoFar, **fields: Any) -> Event:
    """The event as it would be written, with the number of the absence or case it is asked of."""
    if isinstance(so_far, CaseSoFar):
        fields["case"] = so_far.case
    if isinstance(so_far, EpisodeSoFar):
        fields["episode"] = so_far.episode
    return Event(id="", **fields)


def _tried(ask: Ask, *, asked: bool) -> list[Refusal]:
    """Every machine that the event would move, each by the row with the least in its way."""
    here = {*singles(ask.so_far), *several(ask.so_far)}
    machines = [machine for machine in machines_recording(ask.event.kind) if machine.name in here]
    if not machines:
        raise TypeError(f"{ask.event.kind.value} is not recorded in {type(ask.so_far).__name__}")
    rows = {machine.name: _rows(machine, ask, asked) for machine in machines}
    meant = [row for found in rows.values() for row in found]
    if not meant:
        return _not_in_this_state(machines, ask)
    mine = {name: found for name, found in rows.items() if any(ask.event.by_role in allowed(row) for row in found)}
    if not mine:
        return [not_for_this_role(meant)]
    return list(dict.fromkeys(r for found in mine.values() for r in least_in_the_way(found, ask, asked=asked)))


def _rows(machine: Machine, ask: Ask, asked: bool) -> list[Row]:
    """The event's own rows from where the machine stands; before anything is written, whatever the words may be."""
    state = _state(machine, ask.so_far, ask.event.subject)
    own = [row for row in machine.rows_from(state, ask.event.kind) if row.felt is None]
    return [row for row in own if row.fits(ask.event)] if asked else own


def _not_in_this_state(machines: list[Machine], ask: Ask) -> list[Refusal]:
    """Where things stand, and what to record first."""
    own = [(machine, row) for machine in machines for row in machine.rows_on(ask.event.kind) if row.felt is None]
    machine = own[0][0]
    stands = _state(machine, ask.so_far, ask.event.subject).label
    fits = dict.fromkeys(state.label for of, row in own if of is machine for state in row.of)
    remedy = REMEDIES.get(ask.event.kind) or f"It can be recorded at: {', '.join(fits)}."
    refused = [Refusal("state", f"{machine.label}: {stands}. “{ask.event.kind.label}” does not fit here. {remedy}")]
    rows = [row for _, row in own]
    fits_role = any(ask.event.by_role in allowed(row) for row in rows)
    return refused if fits_role else [*refused, not_for_this_role(rows)]


def _machines(so_far: SoFar) -> list[Machine]:
    names = {*singles(so_far), *several(so_far)}
    return [machine for machine in MACHINES if machine.name in names]


def _state(machine: Machine, so_far: SoFar, subject: str | None) -> Word:
    """Where a machine stands; at its start for a subject that nothing was recorded about."""
    one = singles(so_far).get(machine.name)
    found = one if one is not None else several(so_far)[machine.name].get(subject or "")
    return machine.start if found is None else found.state


def _subjects(machine: Machine, so_far: SoFar) -> tuple[str | None, ...]:
    """What the machine may be about: each thing recorded, each recipient still undecided, and something new.

    A wait is named by its machine, because one kind of event reviews every wait.
    """
    if machine.name in singles(so_far):
        return (machine.name if machine in WAITS else None,)
    undecided = so_far.undecided if machine is SHARING and isinstance(so_far, CaseSoFar) else ()
    return (*dict.fromkeys((*several(so_far)[machine.name], *undecided)), None)


def _is_after(happened: Moment, at: datetime) -> bool:
    return happened.earliest is not None and happened.earliest > at
