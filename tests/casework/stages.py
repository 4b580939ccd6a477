"""Where one child's case stands, step by step, committed as it goes: for tests that start from the middle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from tests.casework.area import NOW, Area
from tests.casework.test_absence import BACK, aisha, missing
from wayhome.casework.children.actions import record_birth
from wayhome.casework.delivery.actions import allocating, talking, writing_up
from wayhome.casework.followup.actions import closing, helping, merging, transferring
from wayhome.casework.journal.context import Seen, Viewer
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey.models import CaseNow
from wayhome.casework.reach.actions import absence, asking
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Answerer,
    Channel,
    Completeness,
    InterviewerRelation,
    Mode,
    NeedKind,
    OfferLevel,
    Place,
    Source,
    TalkedFreely,
)

AN_HOUR_AGO = Moment.exactly(NOW - timedelta(hours=1))
FREELY = TalkedFreely.YES
EIGHTEEN = date(2008, 3, 24)


@dataclass(slots=True)
class Scene:
    """One child's case as far as the steps taken brought it, in an area that the whole module shares."""

    area: Area
    case: UUID = field(init=False)
    episode: UUID = field(init=False)
    need: UUID = field(init=False)
    other: UUID = field(init=False)
    other_episode: UUID = field(init=False)

    def do(self, by: Viewer, action: Callable[..., object], **given: object) -> object:
        """One action by one person, committed."""
        with transaction.atomic(), acting_as(fresh(by), doing="test") as viewer:
            return action(case=self.case, by=viewer, at=NOW, seen_version=None, **given)


def fresh(by: Viewer) -> Viewer:
    """The same person, with a list of their own of what they saw."""
    return replace(by, seen=Seen())


@contextmanager
def acting(by: Viewer) -> Iterator[Viewer]:
    with transaction.atomic(), acting_as(fresh(by), doing="test") as viewer:
        yield viewer


# Where a case stands before the sixteen begin, each from the one before.


def back(s: Scene) -> None:
    with acting(s.area.rosa) as rosa:
        s.episode = missing(rosa, aisha(rosa))
        s.case = absence.record_return(
            episode=s.episode, happened=Moment.exactly(BACK), source=Source.POLICE, by=rosa, at=NOW
        )


def parent_said_no(s: Scene) -> None:
    back(s)
    s.do(s.area.rosa, asking.parent_refuses, happened=AN_HOUR_AGO, refused_by=Answerer.PARENT)


def told(s: Scene) -> None:
    back(s)
    s.do(s.area.rosa, asking.tell_child, happened=AN_HOUR_AGO, level=OfferLevel.CHILD_DIRECT, channel=Channel.VISIT)


def answered_by_phone(s: Scene) -> None:
    told(s)
    s.do(s.area.rosa, asking.log_phone_answer, happened=AN_HOUR_AGO, channel=Channel.TEXT)


def said_no(s: Scene) -> None:
    told(s)
    s.do(s.area.rosa, asking.say_no, happened=AN_HOUR_AGO, could_talk_freely=FREELY, conveyed_by=Answerer.CHILD)


def said_yes(s: Scene) -> None:
    told(s)
    s.do(s.area.rosa, asking.say_yes, happened=AN_HOUR_AGO, could_talk_freely=FREELY)


def referred(s: Scene) -> None:
    said_yes(s)
    s.do(s.area.rosa, allocating.refer_to_provider, provider=s.area.harbour.id, conflict=False)


def taken_on(s: Scene) -> None:
    referred(s)
    s.do(s.area.mona, allocating.answer_referral, answer=E.REFERRAL_OPENED)
    s.do(s.area.mona, allocating.answer_referral, answer=E.REFERRAL_ACCEPTED)


def allocated(s: Scene) -> None:
    taken_on(s)
    s.do(s.area.mona, allocating.allocate_interviewer, **SAM(s))


def booked(s: Scene) -> None:
    allocated(s)
    s.do(s.area.sam, talking.book_talk, **BOOKED)


def asked_and_given(s: Scene) -> None:
    """From a case that is just open to an interviewer by name, with whatever absences it has."""
    s.do(s.area.rosa, asking.tell_child, happened=AN_HOUR_AGO, level=OfferLevel.CHILD_DIRECT, channel=Channel.VISIT)
    s.do(s.area.rosa, asking.say_yes, happened=AN_HOUR_AGO, could_talk_freely=FREELY)
    s.do(s.area.rosa, allocating.refer_to_provider, provider=s.area.harbour.id, conflict=False)
    s.do(s.area.mona, allocating.answer_referral, answer=E.REFERRAL_OPENED)
    s.do(s.area.mona, allocating.answer_referral, answer=E.REFERRAL_ACCEPTED)
    s.do(s.area.mona, allocating.allocate_interviewer, **SAM(s))


def held(s: Scene) -> None:
    allocated(s)
    s.do(s.area.sam, talking.record_talk, **HELD(s))


def begun(s: Scene) -> None:
    held(s)
    s.do(s.area.sam, writing_up.start_record)


def handed_in(s: Scene) -> None:
    begun(s)
    s.do(s.area.sam, writing_up.submit_record)


def in_need(s: Scene) -> None:
    back(s)
    s.need = s.do(s.area.rosa, helping.record_need, kind=next(iter(NeedKind)))  # type: ignore[assignment]


def owned(s: Scene) -> None:
    in_need(s)
    s.do(s.area.rosa, helping.name_owner, need=s.need, owner=s.area.rosa.user)


def offered_help(s: Scene) -> None:
    owned(s)
    s.do(s.area.rosa, helping.offer_support, need=s.need, service="Mentor", offered_on=NOW.date())


def accepted_help(s: Scene) -> None:
    offered_help(s)
    s.do(s.area.rosa, helping.accept_support, need=s.need, said_by=Answerer.CHILD, happened=Moment.exactly(NOW))


def started_help(s: Scene) -> None:
    accepted_help(s)
    s.do(s.area.rosa, helping.start_support, need=s.need, happened=Moment.exactly(NOW))


def not_required(s: Scene) -> None:
    back(s)
    s.do(s.area.tess, closing.close_not_required, reason="Away with permission all along.")


def grown(s: Scene) -> None:
    """Back, and eighteen since last week."""
    back(s)
    with acting(s.area.rosa) as rosa:
        record_birth(
            child=CaseNow.objects.get(pk=s.case).child_id, earliest=EIGHTEEN, source=Source.LA, by=rosa, at=NOW
        )


def twice(s: Scene) -> None:
    """Two absences, each with a case of its own: the talk about the first was held, so the second has its own."""
    held(s)
    with acting(s.area.rosa) as rosa:
        s.other, s.other_episode = s.case, s.episode
        again = missing(rosa, CaseNow.objects.get(pk=s.case).child_id, BACK + timedelta(hours=2))
        s.episode = again
        s.case = absence.record_return(
            episode=again, happened=Moment.exactly(BACK + timedelta(hours=4)), source=Source.POLICE, by=rosa, at=NOW
        )


def proposed_twice(s: Scene) -> None:
    twice(s)
    s.do(s.area.rosa, merging.propose_merge, survivor=s.other, reason="One return, two police numbers.")


def sent_on(s: Scene) -> None:
    back(s)
    s.do(
        s.area.rosa,
        transferring.send_transfer,
        authority=s.area.westmarsh.id,
        authority_name=None,
        happened=AN_HOUR_AGO,
    )


def taken_on_elsewhere(s: Scene) -> None:
    sent_on(s)
    s.do(s.area.rosa, transferring.transfer_acknowledged, words="Wren Cole, by phone.", happened=AN_HOUR_AGO)


BOOKED = {"planned": NOW + timedelta(hours=5), "place": Place.SCHOOL, "mode": Mode.IN_PERSON}


def SAM(s: Scene) -> dict[str, object]:
    relation = InterviewerRelation.COMMISSIONED_PROVIDER
    return {"interviewer": s.area.sam.user, "relation": relation, "trained": True, "conflict": False}


def HELD(s: Scene) -> dict[str, object]:
    return {
        "held": AN_HOUR_AGO, "completeness": Completeness.FULL, "discussed": [s.episode], "mode": Mode.IN_PERSON,
        "place": Place.SCHOOL, "relation": InterviewerRelation.COMMISSIONED_PROVIDER,
    }  # fmt: skip
