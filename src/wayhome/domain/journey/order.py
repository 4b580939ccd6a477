"""Can it have happened then? The one question about order, asked of every event before it is written (§4.0, §6.3, §7.2).

The rows ask how things stand now. This asks how they stood at the time that an event gives itself. Only what no instant
of the times given could make true is refused: a talk before the return, a late correction, and two days that overlap all
stand. What two sources say differently of one time stands too, until somebody settles it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.ledger import ledger_of
from wayhome.domain.journey.rows import Refusal
from wayhome.domain.journey.tables import machines_moved_by, machines_recording
from wayhome.domain.moment import Moment
from wayhome.domain.wallclock import moment_words

WENT = ("left", "missing_from")
AFTERWARDS = ("reported", "located", "returned")
ENDED = frozenset({EventKind.LOCATED, EventKind.RETURNED})


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it would stand, everything that was recorded before it, and how everything stands with it."""

    event: Event
    before: Sequence[Event]
    so_far: ChildSoFar

    @property
    def absences(self) -> tuple[EpisodeSoFar, ...]:
        """What it is about: the absence that it names, else those that its case answers for."""
        if self.event.case is not None:
            return self.so_far.case(self.event.case).covered
        return () if self.event.episode is None else (self.so_far.episode(self.event.episode),)

    def words(self, moment: Moment) -> str:
        return moment_words(moment, self.event.recorded_at)


def out_of_order(event: Event, before: Sequence[Event], so_far: ChildSoFar) -> Refusal | None:
    """Why the event cannot have happened when it says; None when it can.

    `before` is everything that was recorded of the child so far, `so_far` the fold of that and the event.
    """
    if event.recorded_in_error_of is not None:
        return None  # it takes another away, and has no time of its own
    told = Told(_as_it_stands(event, before), before, so_far)
    found = ((rule, rule(told)) for rule in RULES)
    return next((Refusal(rule.__name__, words) for rule, words in found if words is not None), None)


def before_what_it_follows(told: Told) -> str | None:
    """An event follows what made it possible: an answer the question, a return the absence, help the offer of it."""
    if not any(anomaly.event.id == told.event.id for anomaly in told.so_far.anomalies):
        return None
    first = _first_that_allows(told)
    named = (
        "what it follows" if first is None else f"“{first.kind.label}” ({told.words(first.happened)}), which it follows"
    )
    return (
        f"This is dated before {named}. Check the time. If it is right, put the other entry right first, or use the earliest "
        "time that fits and say in the note when it really was."
    )


def before_the_child_went(told: Told) -> str | None:
    """Nothing about an absence, or about the return from it, came before the child went missing."""
    event, absences = told.event, told.absences
    if event.case is None and event.kind not in ENDED and event.says("of") not in AFTERWARDS:
        return None
    if not absences or not all(event.happened.is_before(absence.missing_from) for absence in absences):
        return None
    went = told.words(absences[0].missing_from)
    return f"The child had not gone missing by then ({went}). Check both times: this may belong to an earlier return."


def one_source_says_both(told: Told) -> str | None:
    """One source does not say that the child left after they were reported, found or back. Two sources may differ."""
    for absence in told.absences if told.event.case is None else ():
        went = _said(absence, WENT, told)
        for what in AFTERWARDS:
            later = _said(absence, (what,), told)
            about_this = told.event.id in {e.id for e in (*went, *later)}
            if about_this and went and later and all(b.happened.is_before(a.happened) for a in went for b in later):
                return (
                    f"By this they left ({told.words(went[0].happened)}) after they were {WORDS[what]} "
                    f"({told.words(later[0].happened)}). Check both times."
                )
    return None


def planned_before_found(told: Told) -> str | None:
    """No talk is planned for a time at which nobody had found the child yet."""
    planned = told.event.instant("planned")
    if planned is None or not told.absences:
        return None
    if not all(Moment.exactly(planned).is_before(absence.located) for absence in told.absences):
        return None
    return f"The child was found later than that ({told.words(told.absences[0].located)}). Check the day and the time of the talk."


WORDS = {"reported": "reported missing", "located": "found", "returned": "back"}
RULES: tuple[Callable[[Told], str | None], ...] = (
    before_the_child_went,
    before_what_it_follows,
    one_source_says_both,
    planned_before_found,
)
"""The most telling first."""


def _as_it_stands(event: Event, before: Sequence[Event]) -> Event:
    """The event; a correction with what it leaves unsaid taken from the one it corrects."""
    if event.corrects is None:
        return event
    return next((e for e in ledger_of([*before, event]).standing if e.id == event.id), event)


def _said(absence: EpisodeSoFar, what: Sequence[str], told: Told) -> list[Event]:
    """What the source of the event said of these times, where it gave one."""
    given = [event for name in what for event in absence.said(name)]
    return [e for e in given if e.source is told.event.source is not None and e.happened.is_known]


def _first_that_allows(told: Told) -> Event | None:
    """The first event after which this one would have had an effect: what it must follow."""
    event = told.event
    for other in ledger_of(told.before).standing:
        if _moves_the_same(event, other):
            moved = replace(event, happened=Moment.exactly(other.happened.earliest or other.recorded_at))
            if all(anomaly.event.id != event.id for anomaly in fold_child([*told.before, moved]).anomalies):
                return other
    return None


def _moves_the_same(event: Event, other: Event) -> bool:
    """Whether the other moves a machine that this one is recorded in, of the same need, recipient and so on."""
    same = set(machines_recording(event.kind)) & set(machines_moved_by(other.kind))
    return bool(same) and other.subject in (None, event.subject)
