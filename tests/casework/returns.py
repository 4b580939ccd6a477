"""Returns of many kinds in one council, each walked by the product's own actions at its own time: for tests that count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

from django.db import transaction

from tests.casework.area import Area, new_area, new_person
from wayhome.casework.children import actions as children
from wayhome.casework.delivery.actions import allocating, talking, writing_up
from wayhome.casework.followup.actions import closing, helping
from wayhome.casework.journal.context import Seen, Viewer
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.reach.actions import absence, asking
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Answerer,
    AttemptResult,
    AttemptTarget,
    Channel,
    Completeness,
    Group,
    InterviewerRelation,
    Mode,
    NeedKind,
    OfferLevel,
    Outcome,
    Place,
    RiskGrade,
    Role,
    Source,
    TalkedFreely,
)

START = datetime(2025, 1, 6, 9, tzinfo=UTC)
"""A Monday in winter, before anything in these tests."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GIVEN = ("Aisha", "Ben", "Cai", "Dee", "Eve", "Finn", "Gwen", "Hari", "Ivy", "Jamie", "Kit", "Lena", "Max", "Nia")


@contextmanager
def acting(by: Viewer, at: datetime) -> Iterator[Viewer]:
    """One committed transaction in somebody's name at a time."""
    with transaction.atomic(), acting_as(replace(by, at=at, seen=Seen()), doing="test") as viewer:
        yield viewer


@dataclass(slots=True)
class Return:
    """One child's return: the child, the absence, the case that covers it, and when they came back."""

    council: Council
    child: UUID
    episode: UUID
    case: UUID
    back: datetime

    def do(self, by: Viewer, action: Callable[..., object], at: datetime, **given: object) -> object:
        with acting(by, at) as viewer:
            return action(case=self.case, by=viewer, at=at, seen_version=None, **given)

    def when(self, hours: float) -> datetime:
        return self.back + timedelta(hours=hours)

    def asked(self, hours: float = 4) -> Return:
        at = self.when(hours)
        self.do(
            self.council.area.rosa, asking.tell_child, at + HOUR, happened=Moment.exactly(at), level=OfferLevel.CHILD_DIRECT,
            channel=Channel.VISIT,
        )  # fmt: skip
        return self

    def carer_told(self, hours: float = 4) -> Return:
        at = self.when(hours)
        self.do(
            self.council.area.rosa, asking.tell_carer, at + HOUR, happened=Moment.exactly(at), channel=Channel.VISIT
        )
        return self

    def tried(self, hours: float) -> Return:
        at = self.when(hours)
        self.do(
            self.council.area.rosa, asking.log_try, at + HOUR, happened=Moment.exactly(at), channel=Channel.VISIT,
            target=AttemptTarget.CHILD, result=AttemptResult.NO_ANSWER,
        )  # fmt: skip
        return self

    def said_yes(self, hours: float = 5) -> Return:
        at = self.when(hours)
        freely = {"could_talk_freely": TalkedFreely.YES}
        self.do(self.council.area.rosa, asking.say_yes, at + HOUR, happened=Moment.exactly(at), **freely)
        return self

    def said_no(self, hours: float = 5) -> Return:
        at = self.when(hours)
        self.do(
            self.council.area.rosa, asking.say_no, at + HOUR, happened=Moment.exactly(at), could_talk_freely=TalkedFreely.YES,
            conveyed_by=Answerer.CHILD,
        )  # fmt: skip
        return self

    def parent_said_no(self, hours: float = 5) -> Return:
        at = self.when(hours)
        self.do(
            self.council.area.rosa,
            asking.parent_refuses,
            at + HOUR,
            happened=Moment.exactly(at),
            refused_by=Answerer.PARENT,
        )
        return self

    def talked(self, hours: float = 30, *, full: bool = True) -> Return:
        at, ines = self.when(hours), self.council.ines
        self.do(
            self.council.area.rosa, allocating.allocate_interviewer, at - HOUR, interviewer=ines.user,
            relation=InterviewerRelation.LA_DEDICATED_RHI, trained=True, conflict=False,
        )  # fmt: skip
        self.do(
            ines, talking.record_talk, at + HOUR, held=Moment.exactly(at), discussed=[self.episode], mode=Mode.IN_PERSON,
            completeness=Completeness.FULL if full else Completeness.PARTIAL, place=Place.SCHOOL,
            relation=InterviewerRelation.LA_DEDICATED_RHI, late_reason="capacity" if hours > 72 else None,
        )  # fmt: skip
        return self

    def written_up(self, hours: float = 40, **answers: object) -> Return:
        self.do(self.council.ines, writing_up.start_record, self.when(hours))
        if answers:
            self.do(self.council.ines, writing_up.save_answers, self.when(hours), answers=answers)
        self.do(self.council.ines, writing_up.submit_record, self.when(hours + 1))
        return self

    def in_need(self, hours: float = 41, kind: NeedKind = NeedKind.MENTORING) -> UUID:
        need = self.do(self.council.area.rosa, helping.record_need, self.when(hours), kind=kind)
        assert isinstance(need, UUID)
        return need

    def helped(self, *, offered: float = 50, wanted: float | None = 60, began: float | None = None) -> Return:
        """A need with an owner, help offered, wanted so many hours after the return, and begun if it did."""
        rosa, need = self.council.area.rosa, self.in_need()
        self.do(rosa, helping.name_owner, self.when(offered - 1), need=need, owner=rosa.user)
        on = self.when(offered)
        self.do(rosa, helping.offer_support, on, need=need, service="Open Door", offered_on=on.date())
        if wanted is not None:
            at = self.when(wanted)
            happened = Moment.exactly(at)
            self.do(rosa, helping.accept_support, at, need=need, said_by=Answerer.CHILD, happened=happened)
        if began is not None:
            at = self.when(began)
            self.do(rosa, helping.start_support, at, need=need, happened=Moment.exactly(at))
        return self

    def closed_as(self, outcome: Outcome, hours: float = 240) -> Return:
        """Closed without a talk, for a reason, after everything that the rules ask for first."""
        at, area = self.when(hours), self.council.area
        self.do(area.rosa, asking.ask_carer_what_they_know, at, answer="yes")
        self.do(area.tess, closing.review_risk, at, words="Reviewed.")
        self.do(
            area.rosa, closing.close_not_undertaken, at, outcomes={self.episode: outcome}, leaflet_given=True, offer_again="yes",
            signed_off_by=area.tess.user, no_tries_because="known",
        )  # fmt: skip
        return self


@dataclass(slots=True)
class Council:
    """Eastmere over time, with an interviewer of its own."""

    area: Area = field(default_factory=lambda: new_area(START))
    ines: Viewer = field(init=False)
    kinds: dict[str, Return] = field(default_factory=dict)
    """The returns of `year`, by what became of each."""
    _numbers: Iterator[int] = field(default_factory=lambda: count())

    def __post_init__(self) -> None:
        self.ines = new_person(self.area.eastmere, "Ines Vale", Role.RHI_INTERVIEWER, START)

    def child(self, given: str | None = None, *, at: datetime = START, born: date | None = date(2011, 6, 10)) -> UUID:
        name = given or f"{GIVEN[next(self._numbers) % len(GIVEN)]}"
        with acting(self.area.rosa, at) as rosa:
            return children.register_child(given=name, family="Karim", born=born, by=rosa, at=at)

    def returned(
        self,
        back: datetime,
        *,
        child: UUID | None = None,
        group: Group | None = Group.HOME,
        away: timedelta = 10 * HOUR,
    ) -> Return:
        """A child reported missing and back at a time, recorded an hour later."""
        whose = child or self.child(at=back - away - DAY)
        with acting(self.area.rosa, back + HOUR) as rosa:
            episode = absence.report_missing(
                child=whose, missing_from=Moment.exactly(back - away), happened=Moment.exactly(back - away + HOUR),
                source=Source.POLICE, by=rosa, at=rosa.at, group=group, grade=RiskGrade.MEDIUM,
            )  # fmt: skip
            case = absence.record_return(
                episode=episode, happened=Moment.exactly(back), source=Source.POLICE, by=rosa, at=rosa.at
            )
        return Return(self, whose, episode, case, back)

    def year(self) -> dict[str, Return]:
        """One return of each kind in the first quarter of 2025, by what became of it."""
        days = iter(START + timedelta(days=n) for n in range(2, 80, 5))
        one = lambda **more: self.returned(next(days), **more)  # noqa: E731 - the same short word fifteen times
        self.kinds = {
            "helped in time": one().asked().said_yes().talked().written_up().helped(began=200),
            "helped, start not recorded": one().asked().said_yes().talked().helped(),
            "help offered, no answer": one(group=Group.CARE_IN).asked().said_yes().talked().helped(wanted=None),
            "nothing needed": one().asked().said_yes().talked(90).written_up(99),
            "not written up": one(group=Group.CARE_OUT).asked().said_yes().talked(71),
            "talked in part": one().asked().said_yes().talked(20, full=False).written_up(),
            "said yes, waiting": one(group=Group.CARE_OUT).asked().said_yes(),
            "asked, waiting": one().asked(),
            "never asked": one(group=Group.CARE_OUT).tried(4),
            "carer told only": one().carer_told(),
            "said no": one().asked().said_no().closed_as(Outcome.DECLINED_BY_CHILD),
            "parent said no": one().parent_said_no().closed_as(Outcome.PARENT_OR_CARER_REFUSED),
            "no capacity": one().tried(4).closed_as(Outcome.NO_CAPACITY),
        }
        return self.kinds
