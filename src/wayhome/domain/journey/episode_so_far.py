"""One absence as its events tell it: its tracks, its phases, and the times each source gave (§4, §6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from wayhome.domain.assertions import Account, Assertion, Settlement
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.proposals import waiting_proposal
from wayhome.domain.journey.states import Notice, PoliceReport, Prevention, Whereabouts
from wayhome.domain.journey.track import Track
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import EpisodeKind, NotificationKind, PhaseKind, RiskGrade, Source

OUT = frozenset({Whereabouts.SUSPECTED, Whereabouts.MISSING})
BACK = frozenset({Whereabouts.RETURNED, Whereabouts.CLOSED})
FAR_OFF = datetime.max.replace(tzinfo=UTC)

TIMED = ("left", "last_seen", "missing_from", "reported", "located", "returned")
"""What a source may give the time of."""

STRUCK_OUT = frozenset({Whereabouts.VOID, Whereabouts.MERGED})
ENDED = STRUCK_OUT | {Whereabouts.TURNED_18, Whereabouts.DECEASED}
PHASES = {
    Whereabouts.MISSING: PhaseKind.MISSING,
    Whereabouts.AWAY: PhaseKind.AWAY,
    Whereabouts.LOCATED: PhaseKind.LOCATED,
}


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of the absence (§4.1). `ended` is None while it lasts."""

    kind: PhaseKind
    started: Moment
    ended: Moment | None


@dataclass(frozen=True, slots=True)
class EpisodeSoFar:
    """What is known of one absence. Everything here is worked out from the steps of its tracks."""

    episode: str
    whereabouts: Track[Whereabouts] = field(default=Track(Whereabouts.NOTHING_RECORDED))
    police_report: Track[PoliceReport] = field(default=Track(PoliceReport.NOT_REPORTED))
    prevention: Track[Prevention] = field(default=Track(Prevention.NONE))
    notices: Mapping[str, Track[Notice]] = field(default_factory=dict)

    @property
    def is_out(self) -> bool:
        """Nobody responsible knows where the child is, reported or not."""
        return self.whereabouts.state in OUT

    @property
    def is_back(self) -> bool:
        """A return was recorded, with or without its time."""
        return self.whereabouts.state in BACK

    @property
    def is_void(self) -> bool:
        """Recorded in error, not an absence, or entered twice: outside every count."""
        return self.whereabouts.state in STRUCK_OUT

    @property
    def has_died(self) -> bool:
        return self.whereabouts.state is Whereabouts.DECEASED

    @property
    def proposal(self) -> Event | None:
        """What a coordinator proposed to do with it, voiding or merging, while nobody has decided."""
        return waiting_proposal(self.whereabouts)

    @property
    def ending(self) -> Event | None:
        """What ended it otherwise than by coming back: voided, merged, grown up, a death. None while it goes on."""
        if self.whereabouts.state not in ENDED:
            return None
        return next(step.event for step in reversed(self.whereabouts.steps) if step.before != step.after)

    @property
    def came_back(self) -> bool | None:
        """True: a return is recorded. False: away, or grown up or died before one. None: nothing is recorded."""
        if self.whereabouts.state is Whereabouts.NOTHING_RECORDED:
            return None
        return any(self.whereabouts.has_been(state) for state in BACK)

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The stretches of this absence in order. Missing again before coming back is a new phase, no new absence."""
        changes = [step for step in self.whereabouts.steps if step.before != step.after]
        ends = (*(step.event.happened for step in changes[1:]), None)
        return tuple(
            Phase(_phase_kind(step.after, step.event), step.event.happened, ended)
            for step, ended in zip(changes, ends, strict=False)
            if step.after in PHASES
        )

    @property
    def kind(self) -> EpisodeKind:
        """Missing needs one missing phase; past and never reported is hidden; everything else is away (§4.2, §4.4)."""
        kinds = {phase.kind for phase in self.phases}
        if PhaseKind.MISSING in kinds:
            return EpisodeKind.MISSING
        if self.whereabouts.last(EventKind.HIDDEN_ABSENCE_LEARNT) is not None:
            return EpisodeKind.HIDDEN
        return EpisodeKind.ABSENT_LEGACY if PhaseKind.ABSENT_LEGACY in kinds else EpisodeKind.AWAY

    @property
    def risk(self) -> RiskGrade | None:
        """The latest grade; None when nobody recorded one that is known."""
        grades = {grade.value: grade for grade in RiskGrade}
        latest = self.whereabouts.last(EventKind.RISK_GRADED) or self.police_report.last(EventKind.RISK_GRADED)
        return None if latest is None else grades.get(latest.says("grade") or "")

    @property
    def plan_owner(self) -> str | None:
        """The named person who owns the plan while the child is away; None when nobody does (§7.5)."""
        made = self.whereabouts.last(EventKind.AWAY_PLAN_MADE)
        return None if made is None else made.says("owner")

    @property
    def plan_review_due(self) -> datetime | None:
        """When the plan is next looked at, as its owner last set it."""
        latest = self.whereabouts.last(EventKind.AWAY_PLAN_MADE, EventKind.AWAY_PLAN_REVIEWED)
        return None if latest is None else latest.instant("review_at")

    # Times: every source's word is kept, and the working value spans them until somebody settles it (§4.0).

    def said(self, what: str) -> tuple[Event, ...]:
        """The events in which a source gave a time for `what`, one of `TIMED`."""
        given = [e for e in self.whereabouts.events(EventKind.TIME_SAID) if e.says("of") == what]
        told = {
            "returned": self.whereabouts.events(EventKind.RETURNED),
            "located": self.whereabouts.events(EventKind.LOCATED),
            "reported": self.police_report.events(EventKind.POLICE_REPORT_MADE),
        }
        found = [*told.get(what, ()), *given]
        return tuple(e for e in found if what != "located" or self._after_last_lost(e))

    def account(self, what: str) -> Account:
        """All that was said about one time and who decided between them: both are kept, settled or not."""
        return Account(
            tuple(Assertion(e.id, e.happened, e.source or Source.SYSTEM, e.recorded_at, e.by) for e in self.said(what)),
            tuple(
                Settlement(e.says("event") or "", e.says("reason") or "", e.by or "", e.recorded_at)
                for e in self.whereabouts.events(EventKind.TIME_SETTLED)
                if e.says("of") == what
            ),
        )

    def working(self, what: str) -> Moment:
        """The settled time, else from the earliest to the latest that any source gave."""
        return self.account(what).working()

    @property
    def missing_from(self) -> Moment:
        """The later of *left* and *last seen by a responsible adult* (§4.2), or what was given for both in one."""
        left, seen = self.working("left"), self.working("last_seen")
        if left.earliest is None or seen.earliest is None:
            either = left if left.is_known else seen
            return either if either.is_known else self.working("missing_from")
        return max(left, seen, key=_by_start)

    @property
    def reported(self) -> Moment:
        return self.working("reported")

    @property
    def returned(self) -> Moment:
        return self.working("returned")

    @property
    def located(self) -> Moment:
        """When whereabouts were last established: what ended the last missing phase. Else the return itself (EP13)."""
        found = self.working("located")
        return found if found.is_known else self.returned

    @property
    def notified(self) -> Moment:
        """The first notice of the return that reached the authority (§4.16)."""
        return self._first_notice(EventKind.NOTICE_DELIVERED)

    @property
    def notice_sent(self) -> Moment:
        """When the first notice of the return left whoever sent it."""
        return self._first_notice(EventKind.NOTICE_SENT)

    @property
    def notice_opened(self) -> Moment:
        """When a person of the authority first opened a notice of the return."""
        return self._first_notice(EventKind.NOTICE_OPENED)

    @property
    def notice_received(self) -> bool | None:
        """Whether any notice of the return reached the authority, dated or not. None: nothing is recorded at all."""
        return None if self.came_back is None else bool(self._notices(EventKind.NOTICE_DELIVERED))

    def _notices(self, kind: EventKind) -> list[Moment]:
        """When each notice of the return took this step."""
        about = [track for track in self.notices.values() if _is_about_the_return(track)]
        return [step.event.happened for track in about for step in track.steps if step.event.kind is kind]

    def _first_notice(self, kind: EventKind) -> Moment:
        return min((m for m in self._notices(kind) if m.is_known), key=_by_start, default=NOT_RECORDED)

    def _after_last_lost(self, event: Event) -> bool:
        """Whether a finding ended the last missing phase, and not an earlier one of the same absence."""
        order = [step.event.id for step in self.whereabouts.steps]
        lost = [n for n, step in enumerate(self.whereabouts.steps) if step.event.kind is EventKind.WHEREABOUTS_LOST]
        return not lost or order.index(event.id) > lost[-1]


def _by_start(moment: Moment) -> datetime:
    """The order of known times; an unknown one comes last."""
    return moment.earliest or FAR_OFF


def _phase_kind(state: Whereabouts, event: Event) -> PhaseKind:
    """Away in old records is the police category of absent, and stays what it was."""
    if state is Whereabouts.AWAY and event.holds("absent_legacy"):
        return PhaseKind.ABSENT_LEGACY
    return PHASES[state]


def _is_about_the_return(track: Track[Notice]) -> bool:
    return any(step.event.says("about") == NotificationKind.RETURNED for step in track.steps)
