"""What happened to one invented child, as events that the rules fold: gone, back, asked, heard, helped, closed; or not yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from bench._nation import Authority, Born, _id
from wayhome.casework.journey.events import named
from wayhome.domain.journey.events import SYSTEM, Actor, Event
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.moment import LONDON, NOT_RECORDED, Moment
from wayhome.domain.vocabulary import (
    AttemptResult,
    AttemptTarget,
    Channel,
    Completeness,
    InterviewerRelation,
    OfferLevel,
    Outcome,
    ReturnSetting,
    RiskGrade,
    Role,
    Source,
    TalkedFreely,
)

IN_FULL = timedelta(days=183)
"""Older absences than this came from another system, and say less."""
DAYS_BETWEEN = 40.0
RECIPIENTS = ("social_worker", "police")
HOUR = timedelta(hours=1)
FOR_EVER = datetime.max.replace(tzinfo=LONDON)


@dataclass(slots=True)
class Told:
    """Everything about one child: the events in the order they were recorded, and which of them hold sealed words."""

    events: list[Event]
    ids: list[UUID]
    worded: frozenset[UUID]
    episodes: list[tuple[UUID, datetime]]
    cases: list[tuple[UUID, datetime]]
    referred: list[tuple[UUID, datetime]]
    allocated: list[tuple[UUID, UUID, datetime]]


@dataclass(slots=True)
class _Said:
    """An event before it is numbered."""

    at: datetime
    kind: E
    happened: Moment
    by: UUID | None
    role: Actor
    episode: UUID | None = None
    case: UUID | None = None
    subject: str | None = None
    source: Source | None = None
    words: bool = False
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class _Case:
    """A case while its story is told: when it was opened, its talk and its end, and the absences it answers for."""

    id: UUID
    opened: datetime
    held: datetime = FOR_EVER
    closed: datetime = FOR_EVER
    episodes: list[UUID] = field(default_factory=list)
    outcome: Outcome | None = None
    closing: dict[str, object] | None = None
    talk: dict[str, object] | None = None


class Telling:
    """The story of one child up to `now`."""

    def __init__(self, child: Born, authority: Authority, chance: Random, now: datetime) -> None:
        self.child, self.authority, self.chance, self.now = child, authority, chance, now
        team = authority.teams.index(child.team)
        self.coordinator = authority.coordinators[team * 2 + chance.randrange(2)]
        self.interviewer = authority.interviewers[team * 4 + chance.randrange(4)]
        self.said: list[_Said] = []
        self.case: _Case | None = None
        self.last_back: UUID | None = None
        self.told = Told([], [], frozenset(), [], [], [], [])

    def tell(self) -> Told:
        """All of it, numbered in the order in which it was recorded."""
        for left, back in self._absences():
            self._absence(left, back)
        self.said = [each for each in self.said if each.at <= self.now]
        self.said.sort(key=lambda each: each.at)
        worded = set()
        for number, each in enumerate(self.said, start=1):
            id = _id(self.chance)
            self.told.ids.append(id)
            self.told.events.append(_event(id, number, each))
            if each.words and self.now - each.at < timedelta(days=60):
                worded.add(id)
        self.told.worded = frozenset(worded)
        return self.told

    def _absences(self) -> Iterator[tuple[datetime, datetime]]:
        """When the child left and came back, each time: far apart or close together, the last of them perhaps not yet."""
        chance, number = self.chance, self.child.episodes
        most = (self.now - self.child.since) / timedelta(days=1)
        wanted = number * DAYS_BETWEEN * chance.uniform(0.5, 1.5)
        span = min(wanted, max(most + 0.5 - chance.expovariate(1) * most / number, most * 0.6))
        gaps = [0.02 + chance.expovariate(1) for _ in range(number)]
        shrink = (span - 0.5 * number * span / (span + number)) / sum(gaps)
        at = self.child.since
        longest = 0.5 * span / number
        for gap in gaps:
            left = at + timedelta(days=gap * shrink * 0.9)
            back = left + timedelta(days=min(0.05 + chance.lognormvariate(-1.2, 1.0), max(longest, 0.05)))
            if left > self.now - timedelta(minutes=40):
                left = self.now - timedelta(minutes=40)
            yield left, back
            at = back + timedelta(minutes=30)

    def say(
        self,
        at: datetime,
        kind: E,
        *,
        happened: Moment | None = None,
        role: Actor = Role.RHI_COORDINATOR,
        **more: object,
    ) -> None:
        by = more.pop("by", self.coordinator if role is not SYSTEM else None)
        self.said.append(_Said(at, kind, Moment.exactly(at) if happened is None else happened, by, role, **more))  # type: ignore[arg-type]

    def _absence(self, left: datetime, back: datetime) -> None:
        chance, episode = self.chance, _id(self.chance)
        reported = left + (back - left) * chance.uniform(0.1, 0.6)
        noted = reported + timedelta(minutes=10)
        if noted > self.now:
            reported, noted = left, left + timedelta(minutes=10)
        number = f"P{self.authority.number:03}-{left:%y}-{chance.randrange(10**6):06}"
        self.told.episodes.append((episode, noted))
        about = {"episode": episode, "source": Source.POLICE}
        self.say(
            noted, E.POLICE_REPORT_MADE, happened=Moment.exactly(reported),
            detail={"police_reference": number, "group": self.child.group}, **about,
        )  # fmt: skip
        self.say(noted, E.TIME_SAID, happened=Moment.exactly(left), detail={"of": "missing_from"}, **about)
        in_full = self.now - left < IN_FULL
        if in_full or chance.random() < 0.3:
            grade = chance.choices(list(RiskGrade)[:3], (2, 5, 2))[0]
            self.say(noted, E.RISK_GRADED, happened=Moment.exactly(reported), detail={"grade": grade.value}, **about)
        if self.last_back is not None:
            self.say(noted, E.WENT_MISSING_AGAIN, happened=Moment.exactly(left), role=SYSTEM, episode=self.last_back)
        told = back + HOUR * chance.uniform(0.2, 14)
        when = Moment.exactly(back)
        if chance.random() < 0.12:
            when = Moment.on(back.astimezone(LONDON).date())
        self.say(
            told, E.RETURNED, happened=when, words=chance.random() < 0.5,
            detail={"setting": ReturnSetting.SAME_HOME.value, "seen": True}, **about,
        )  # fmt: skip
        self.last_back = episode if told <= self.now else None
        if told <= self.now:
            self._opens_or_joins(episode, when, told, in_full=in_full)

    def _opens_or_joins(self, episode: UUID, found: Moment, at: datetime, *, in_full: bool) -> None:
        case = self.case
        if case is not None and at < case.held and at < case.closed:
            self.say(at, E.EPISODE_ATTACHED, happened=found, role=SYSTEM, case=case.id, episode=episode)
            case.episodes.append(episode)
            self._told_in_the_end(case, at)
            return
        self.case = case = _Case(_id(self.chance), at, episodes=[episode])
        self.told.cases.append((case.id, at))
        detail: dict[str, object] = {"authority": str(self.authority.id)}
        self.say(at, E.CASE_OPENED, happened=found, role=SYSTEM, case=case.id, episode=episode, detail=detail)
        (self._case_in_full if in_full else self._case_in_short)(case)

    def _told_in_the_end(self, case: _Case, at: datetime) -> None:
        """The talk is about every return that came before it; a closing without one has an outcome for each."""
        if case.talk is not None:
            case.talk["discussed"] = [str(each) for each in case.episodes]
        if case.closing is not None and case.outcome is not None:
            case.closing["outcomes"] = {str(each): case.outcome.value for each in case.episodes}

    def _case_in_short(self, case: _Case) -> None:
        chance, at = self.chance, case.opened + HOUR * self.chance.uniform(4, 60)
        reached = chance.random() < 0.8
        if reached:
            self._child_told(case, at)
        if reached and chance.random() < 0.6:
            at += HOUR * chance.uniform(2, 60)
            self._talk(case, at)
            self._closed_undertaken(case, at + timedelta(days=chance.uniform(2, 20)))
        else:
            self._closed_without(case, at + timedelta(days=chance.uniform(2, 14)), reached=reached, answered=False)

    def _case_in_full(self, case: _Case) -> None:
        chance = self.chance
        at = case.opened + HOUR * chance.uniform(0.5, 20)
        self.say(at, E.CASE_CHECKED, case=case.id, detail={"group": self.child.group})
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
            at += HOUR * chance.uniform(2, 22)
            self._try(case, at)
        if chance.random() < 0.06:
            self._worry(at)
        at += HOUR * chance.uniform(1, 20)
        reached = chance.random() < 0.85
        if reached:
            self._child_told(case, at)
        elif chance.random() < 0.5:
            self.say(
                at, E.CARER_TOLD, case=case.id, detail={"channel": Channel.CALL.value}, words=chance.random() < 0.5
            )
        at += HOUR * chance.uniform(0.1, 30)
        answer = chance.choices(("yes", "no", ""), (62, 28, 10))[0] if reached else ""
        if answer == "yes":
            self._heard(case, at)
        else:
            self._not_heard(case, at, reached=reached, answer=answer)

    def _try(self, case: _Case, at: datetime) -> None:
        chance = self.chance
        again = {"next_try_at": (at + HOUR * chance.uniform(3, 26)).isoformat()} if chance.random() < 0.5 else {}
        self.say(
            at, E.ATTEMPT_MADE, case=case.id, words=chance.random() < 0.6,
            detail={
                "channel": chance.choice((Channel.CALL, Channel.VISIT, Channel.VIA_SCHOOL)).value,
                "target": AttemptTarget.CHILD.value, "result": chance.choice(list(AttemptResult)).value, **again,
            },
        )  # fmt: skip

    def _child_told(self, case: _Case, at: datetime) -> None:
        detail: dict[str, object] = {"level": OfferLevel.CHILD_DIRECT.value, "channel": Channel.VISIT.value}
        detail["could_talk_freely"] = TalkedFreely.YES.value
        self.say(at, E.CHILD_TOLD, case=case.id, detail=detail, words=self.chance.random() < 0.5)

    def _heard(self, case: _Case, at: datetime) -> None:
        chance = self.chance
        self.say(at, E.CHILD_SAID_YES, case=case.id, detail={"could_talk_freely": TalkedFreely.YES.value})
        at += HOUR * chance.uniform(1, 24)
        interviewer, at = self._allocated(case, at)
        at += HOUR * chance.uniform(1, 12)
        held = at + timedelta(days=chance.uniform(0.5, 3))
        self.say(at, E.APPOINTMENT_BOOKED, case=case.id, detail={"planned": held.isoformat()}, by=interviewer)
        self._talk(case, held, by=interviewer)
        writing = {"case": case.id, "role": Role.RHI_INTERVIEWER, "by": interviewer}
        at = held + HOUR * chance.uniform(1, 12)
        self.say(at, E.RECORD_STARTED, **writing)
        at += HOUR * chance.uniform(2, 72)
        self.say(at, E.RECORD_SUBMITTED, **writing)
        at += HOUR * chance.uniform(2, 72)
        self.say(
            at,
            E.RECORD_APPROVED,
            case=case.id,
            role=Role.TEAM_MANAGER,
            by=self.authority.manager,
            detail={"recipients": list(RECIPIENTS)},
        )
        for each in RECIPIENTS:
            at += HOUR * chance.uniform(0.2, 30)
            self.say(at, E.SHARE_SENT, case=case.id, subject=each, detail={"what": "record", "method": "letter"})
        if chance.random() < 0.3:
            need = str(_id(chance))
            self.say(at, E.NEED_RECORDED, case=case.id, subject=need, detail={"kind": "mentor"}, words=True)
            self.say(
                at + HOUR,
                E.OWNER_NAMED,
                case=case.id,
                subject=need,
                detail={"owner": str(self.child.social_worker or self.coordinator)},
            )
        self._closed_undertaken(case, at + timedelta(days=chance.uniform(0.5, 9)))

    def _allocated(self, case: _Case, at: datetime) -> tuple[UUID, datetime]:
        authority, chance = self.authority, self.chance
        sent = chance.random() < 0.2
        who = authority.provider_interviewer if sent else self.interviewer
        if sent:
            if at <= self.now:
                self.told.referred.append((case.id, at))
            self.say(
                at,
                E.REFERRED_TO_PROVIDER,
                case=case.id,
                detail={"provider": str(authority.provider), "conflict": False},
            )
            for kind in (E.REFERRAL_OPENED, E.REFERRAL_ACCEPTED):
                at += HOUR * chance.uniform(0.5, 10)
                self.say(at, kind, case=case.id, role=Role.PROVIDER_MANAGER, by=who)
        if at <= self.now:
            self.told.allocated.append((case.id, who, at))
        relation = InterviewerRelation.COMMISSIONED_PROVIDER if sent else InterviewerRelation.LA_DEDICATED_RHI
        self.say(
            at, E.INTERVIEWER_ALLOCATED, case=case.id,
            detail={"interviewer": str(who), "relation": relation.value, "trained": True, "conflict": False},
        )  # fmt: skip
        return who, at

    def _talk(self, case: _Case, at: datetime, by: UUID | None = None) -> None:
        case.held = at
        case.talk = {
            "completeness": Completeness.FULL.value, "interviewer": str(by or self.interviewer),
            "discussed": [str(each) for each in case.episodes],
        }  # fmt: skip
        noted = at + HOUR * self.chance.uniform(0.5, 5)
        role = Role.RHI_INTERVIEWER
        self.say(
            noted,
            E.TALK_HELD,
            happened=Moment.exactly(at),
            case=case.id,
            role=role,
            by=by or self.interviewer,
            detail=case.talk,
        )

    def _not_heard(self, case: _Case, at: datetime, *, reached: bool, answer: str) -> None:
        chance = self.chance
        if answer == "no":
            freely = TalkedFreely.YES if chance.random() < 0.8 else TalkedFreely.NO
            self.say(at, E.CHILD_SAID_NO, case=case.id, detail={"could_talk_freely": freely.value}, words=True)
        for _ in range(chance.randrange(3)):
            at += HOUR * chance.uniform(10, 60)
            self._try(case, at)
        at += timedelta(days=chance.uniform(1, 6))
        self.say(at, E.CARER_INFORMATION_ASKED, case=case.id, detail={"answer": "yes"})
        if self.child.social_worker is not None:
            self.say(
                at + HOUR,
                E.RISK_REVIEWED,
                case=case.id,
                role=Role.SOCIAL_WORKER,
                by=self.child.social_worker,
                words=True,
            )
        self._closed_without(case, at + timedelta(days=chance.uniform(1, 8)), reached=reached, answered=answer == "no")

    def _worry(self, at: datetime) -> None:
        worry = str(_id(self.chance))
        self.say(at, E.WORRY_RAISED, subject=worry, words=True)
        lately = self.now - at < timedelta(days=2)
        if not lately or self.chance.random() < 0.6:
            received = at + timedelta(minutes=self.chance.uniform(2, 60))
            self.say(received, E.WORRY_RECEIVED, subject=worry, role=Role.TEAM_MANAGER, by=self.authority.manager)

    def _closed_undertaken(self, case: _Case, at: datetime) -> None:
        case.closed = at
        self.say(at, E.CLOSED_UNDERTAKEN, case=case.id, detail={"child_told_what_next": True})

    def _closed_without(self, case: _Case, at: datetime, *, reached: bool, answered: bool) -> None:
        case.closed = at
        case.outcome = Outcome.COULD_NOT_BE_CONTACTED
        if reached:
            case.outcome = Outcome.DECLINED_BY_CHILD if answered else Outcome.OFFERED_NO_RESPONSE
        case.closing = {"outcomes": {}, "leaflet_given": True, "offer_again": "offered"}
        self._told_in_the_end(case, at)
        self.say(at, E.CLOSED_NOT_UNDERTAKEN, case=case.id, detail=case.closing)


def _event(id: UUID, number: int, said: _Said) -> Event:
    return Event(
        id=named(number, id), kind=said.kind, happened=said.happened, recorded_at=said.at, source=said.source, by_role=said.role,
        by=None if said.by is None else str(said.by), detail=said.detail,
        episode=None if said.episode is None else str(said.episode), case=None if said.case is None else str(said.case),
        subject=said.subject,
    )  # fmt: skip


__all__ = ["NOT_RECORDED", "Told", "Telling"]
