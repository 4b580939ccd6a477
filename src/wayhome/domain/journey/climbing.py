"""Which rungs of the ladder a case stands before, and which it has reached (domain reference §7.3).

A rung is reached when what it is about still holds once its time is over. Each is about one thing (a return, an answer, a
need), so that it is reached once for that thing, whoever asks how often. No wait stops a rung; a death stops all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from wayhome.domain.clock.ladder import LADDER, TRANSFER_LADDER, Rung, due_at
from wayhome.domain.clock.statutory import PROMISE
from wayhome.domain.holidays import WorkTime
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.policy import Circumstances
from wayhome.domain.journey.states import Allocation, Contact, Record, Support, TalkState, Transfer
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import RiskGrade

OFTEN_AWAY = 3
LATE_NOTICE = timedelta(hours=24)
WITH_NOBODY = (Allocation.UNALLOCATED, Allocation.HANDED_BACK)
NOT_WRITTEN = (Record.NONE, Record.DRAFT)
NOT_OFFERED = (Support.IDENTIFIED, Support.NOBODY_YET, Support.OWNED)
WHOLE_LADDER = tuple(rung for rung in (*LADDER, *TRANSFER_LADDER) if rung.key != "returned")
"""Every rung but the first: that a child is back stands on the coordinator's list at once, and is nobody's delay."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing that is still owed: by which rung, about what, and when it goes up."""

    rung: Rung
    about: str
    due_at: datetime


def standings(
    case: CaseSoFar,
    *,
    known: Circumstances,
    ladder: tuple[Rung, ...] = WHOLE_LADDER,
    work_time: WorkTime | None = None,
) -> tuple[Standing, ...]:
    """Everything still owed in a case, earliest due first; what nobody recorded the start of is left out."""
    if case.child_has_died:
        return ()
    hurried = is_high_risk(case, known)
    found = []
    for rung in ladder:
        for about, start in OWED[rung.key](case):
            due = due_at(rung, start, holidays=known.holidays, high_risk=hurried, work_time=work_time)
            if due is not None:
                found.append(Standing(rung, about, due.at))
    return tuple(sorted(found, key=lambda standing: (standing.due_at, standing.rung.key, standing.about)))


def is_high_risk(case: CaseSoFar, known: Circumstances) -> bool:
    """What halves the first five times: high risk, under 13, a child protection plan, or three absences in 30 days.

    What nobody recorded halves nothing: there is no time in between that would be right.
    """
    return (
        any(absence.risk is RiskGrade.HIGH for absence in case.covered)
        or (known.age is not None and known.age < known.policy.sign_off_under)
        or bool(known.protection_plan)
        or (known.episodes_in_30_days is not None and known.episodes_in_30_days >= OFTEN_AWAY)
    )


Owed = Iterator[tuple[str, Moment]]


def _unheard(case: CaseSoFar) -> Iterator[EpisodeSoFar]:
    """The returns that an open case answers for and that nobody has talked about."""
    if case.is_open:
        yield from (a for a in case.covered if a.is_back and not a.is_void and a.episode not in case.discussed)


def _back(absence: EpisodeSoFar) -> Moment:
    """When the child was back; else found; else when we were told (§7.2)."""
    times = (absence.returned, absence.located, absence.notified)
    return next((moment for moment in times if moment.is_known), NOT_RECORDED)


def _while_unheard(holds: Callable[[CaseSoFar, EpisodeSoFar], bool]) -> Callable[[CaseSoFar], Owed]:
    """Owed about each return nobody has talked about, as long as something holds of it."""

    def owed(case: CaseSoFar) -> Owed:
        yield from ((a.episode, _back(a)) for a in _unheard(case) if holds(case, a))

    return owed


def _was_told_late(absence: EpisodeSoFar) -> bool:
    """The notice of the return came more than a day after it, for certain."""
    back, told = absence.returned.latest, absence.notified.earliest
    return back is not None and told is not None and told - back > LATE_NOTICE


def _is_booked_in_time(case: CaseSoFar, absence: EpisodeSoFar) -> bool:
    if case.talk.state is not TalkState.BOOKED:
        return False
    booked = case.talk.events(E.APPOINTMENT_BOOKED, E.APPOINTMENT_REARRANGED)[-1].instant("planned")
    start = _back(absence).earliest
    return booked is not None and start is not None and booked <= start + PROMISE


def _opened(case: CaseSoFar) -> Owed:
    """The case itself, from its opening or from the last return nobody has talked about, whichever is later."""
    backs = [_back(absence) for absence in _unheard(case)]
    if backs:
        opened = case.container.events(E.CASE_OPENED, E.TALK_HELD)[0]
        starts = {moment.earliest: moment for moment in (_when(opened), *backs) if moment.earliest is not None}
        yield case.case, starts[max(starts)]


def _refused(case: CaseSoFar) -> Owed:
    if case.is_open and case.contact.state is Contact.PARENT_REFUSED:
        yield from _since(case.contact.events(E.PARENT_REFUSED)[-1:])


def _unchecked(case: CaseSoFar) -> Owed:
    if case.is_open:
        yield from _since(case.unconfirmed_answers)


def _unwritten(case: CaseSoFar) -> Owed:
    if case.is_open and case.talk.state is TalkState.HELD and case.record.state in NOT_WRITTEN:
        yield from _since(case.talks[:1])


def _unread(case: CaseSoFar) -> Owed:
    if case.is_open and case.record.state is Record.SUBMITTED:
        yield from _since(case.record.events(E.RECORD_SUBMITTED, E.RECORD_ADDED_TO)[-1:])


def _undecided(case: CaseSoFar) -> Owed:
    if case.is_open and case.undecided:
        yield from _since(case.record.events(E.RECORD_APPROVED)[-1:])


def _unowned(case: CaseSoFar) -> Owed:
    for need, track in case.needs.items():
        if track.state is Support.NOBODY_YET:
            yield need, _when(track.events(E.NOBODY_TO_OWN_IT, E.OWNER_GONE)[-1])


def _unoffered(case: CaseSoFar) -> Owed:
    for need, track in case.needs.items():
        if track.state in NOT_OFFERED:
            yield need, _when(track.steps[0].event)


def _unacknowledged(case: CaseSoFar) -> Owed:
    if case.is_open:
        for transfer, track in case.transfers.items():
            if track.state is Transfer.SENT:
                yield transfer, _when(track.steps[0].event)


def _since(events: tuple[Event, ...]) -> Owed:
    yield from ((event.id, _when(event)) for event in events)


def _when(event: Event) -> Moment:
    """When it happened, else when it was written down."""
    return event.happened if event.happened.is_known else Moment.exactly(event.recorded_at)


OWED: Mapping[str, Callable[[CaseSoFar], Owed]] = {
    "not_checked": _while_unheard(lambda case, absence: case.container.last(E.CASE_CHECKED) is None),
    "not_allocated": _while_unheard(
        lambda case, absence: case.allocation.state in WITH_NOBODY or _was_told_late(absence)
    ),
    "no_attempt": _while_unheard(lambda case, absence: not case.tries and not case.child_was_told),
    "not_asked": _while_unheard(lambda case, absence: not case.child_was_told),
    "not_booked": _while_unheard(lambda case, absence: not _is_booked_in_time(case, absence)),
    "not_held": _while_unheard(lambda case, absence: True),
    "no_decision": _while_unheard(lambda case, absence: True),
    "unresolved": _opened,
    "parent_refused": _refused,
    "phone_answer": _unchecked,
    "not_submitted": _unwritten,
    "not_approved": _unread,
    "not_shared": _undecided,
    "nobody_yet": _unowned,
    "support_not_offered": _unoffered,
    "not_acknowledged": _unacknowledged,
    "still_not_acknowledged": _unacknowledged,
}
"""What is owed by each rung: about what, and since when."""
