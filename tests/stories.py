"""A child's story told event by event, for tests: short to write, and every time in it can be said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wayhome.domain.journey import (
    SYSTEM,
    CaseSoFar,
    ChildSoFar,
    Circumstances,
    EpisodeSoFar,
    Event,
    EventKind,
    Scope,
    fold_child,
    machines_moved_by,
    may,
)
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Role

MONDAY_9 = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday in winter, so that London and UTC agree and no clock changes for weeks."""

IN_AN_ABSENCE = {Scope.EPISODE, Scope.NOTICE}
IN_A_CASE = {Scope.CASE, Scope.SHARE, Scope.NEED, Scope.REQUEST, Scope.TRANSFER}
ABOUT_ONE = {Scope.NOTICE, Scope.SHARE, Scope.NEED, Scope.REQUEST, Scope.TRANSFER, Scope.WORRY}


def hour(number: float) -> datetime:
    """So many hours after Monday nine o'clock."""
    return MONDAY_9 + timedelta(hours=number)


class Story:
    """Events of one child, in the order they are told. Each happens an hour after the one before unless it says when."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.now = 0.0

    def tell(
        self, kind: EventKind | str, at: float | None = None, *, happened=None, recorded=None, role=SYSTEM, by=None,
        source=None, episode=None, case=None, subject=None, corrects=None, strikes=None, id=None, **detail,
    ) -> Event:  # fmt: skip
        """Add one event, with the usual absence "A", case "C" and subject "S" unless it names others."""
        kind = EventKind(kind)
        self.now = self.now + 1 if at is None else at
        scopes = {machine.scope for machine in machines_moved_by(kind)}
        usual = not (corrects or strikes)
        event = Event(
            id=id or f"{len(self.events):03d}", kind=kind, by_role=role, by=by, source=source, detail=detail,
            happened=Moment.exactly(hour(self.now)) if happened is None else happened,
            recorded_at=hour(self.now) if recorded is None else hour(recorded),
            episode=episode or ("A" if usual and scopes & IN_AN_ABSENCE else None),
            case=case or ("C" if usual and scopes & IN_A_CASE else None),
            subject=subject or ("S" if usual and scopes & ABOUT_ONE else None),
            corrects=corrects, recorded_in_error_of=strikes,
        )  # fmt: skip
        self.events.append(event)
        return event

    def missing_and_back(self, episode: str = "A", case: str | None = "C", left: float = 0, back: float = 2) -> Story:
        """Reported missing, back, and a case opened for it."""
        self.tell("police_report_made", left, episode=episode)
        self.tell("returned", back, episode=episode)
        if case is not None:
            self.tell("case_opened", back, case=case, episode=episode, authority="Eastmere")
        return self

    def talk(self, at: float | None = None, **detail) -> Event:
        """A full talk, recorded by Sam, who held it."""
        return self.tell("talk_held", at, by="Sam", **{"completeness": "full", "interviewer": "Sam"} | detail)

    @property
    def child(self) -> ChildSoFar:
        return fold_child(self.events)

    def case(self, case: str = "C") -> CaseSoFar:
        return self.child.case(case)

    def absence(self, episode: str = "A") -> EpisodeSoFar:
        return self.child.episode(episode)

    def refused(
        self, kind: EventKind | str, *, role=Role.RHI_COORDINATOR, at: float | None = None, here: str = "C", by="Ada",
        happened=None, subject=None, target=None, known=None, **detail,
    ) -> list[str]:  # fmt: skip
        """The names of the rules that refuse this in a case, an hour after the last event unless it says when."""
        return [r.rule for r in self.asked(
            kind, self.case(here), role=role, at=at, by=by, happened=happened, subject=subject, target=target, known=known,
            **detail,
        )]  # fmt: skip

    def refused_in_absence(self, kind: EventKind | str, *, here: str = "A", **more) -> list[str]:
        """The names of the rules that refuse this in an absence."""
        return [r.rule for r in self.asked(kind, self.absence(here), **more)]

    def asked(
        self, kind: EventKind | str, so_far, *, role=Role.RHI_COORDINATOR, at: float | None = None, by="Ada",
        happened=None, subject=None, target=None, known=None, **detail,
    ):  # fmt: skip
        """What the rules answer."""
        moment = self.now + 1 if at is None else at
        return may(
            EventKind(kind), so_far, by_role=role, at=hour(moment), by=by, detail=detail, subject=subject, target=target,
            happened=Moment.exactly(hour(moment)) if happened is None else happened, known=known or Circumstances(),
        )  # fmt: skip
