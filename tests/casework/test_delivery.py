"""From a yes to an approved record: allocated to a charity's interviewer, booked, held, written up, checked by somebody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.casework.area import NOW, Area
from tests.casework.test_absence import BACK, aisha, missing
from tests.casework.test_asking import now, steps, told
from wayhome.casework.delivery.actions import allocating, talking, writing_up
from wayhome.casework.delivery.answers import as_answers
from wayhome.casework.delivery.models import ApprovedVersion, WriteUp
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models
from wayhome.casework.reach.actions import asking
from wayhome.casework.reach.actions.absence import record_return
from wayhome.casework.records.refusals import NotFound, Refused, Stale
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Completeness, InterviewerRelation, Mode, Place, Source, TalkedFreely

HELD = NOW - timedelta(hours=1)


def said_yes(by: Viewer) -> UUID:
    case = record_return(
        episode=missing(by, aisha(by)), happened=Moment.exactly(BACK), source=Source.POLICE, by=by, at=NOW
    )
    do = steps(by, case)
    told(do)
    do(asking.say_yes, could_talk_freely=TalkedFreely.YES)
    return case


def with_harbour(area: Area, acting) -> UUID:
    """A case whose child said yes, sent to Harbour and allocated there to Sam."""
    with acting(area.rosa):
        case = said_yes(area.rosa)
        allocating.refer_to_provider(
            case=case, provider=area.harbour.id, conflict=False, by=area.rosa, at=NOW, seen_version=None
        )
    with acting(area.mona):
        seen = {"case": case, "by": area.mona, "at": NOW, "seen_version": None}
        allocating.answer_referral(answer=EventKind.REFERRAL_OPENED, **seen)
        allocating.answer_referral(answer=EventKind.REFERRAL_ACCEPTED, **seen)
        allocating.allocate_interviewer(
            interviewer=area.sam.user,
            relation=InterviewerRelation.COMMISSIONED_PROVIDER,
            trained=True,
            conflict=False,
            **seen,
        )
    return case


def held(area: Area, acting) -> UUID:
    case = with_harbour(area, acting)
    with acting(area.sam):
        episode = now(case).episodes[0]
        talking.record_talk(
            case=case, held=Moment.exactly(HELD), completeness=Completeness.FULL, discussed=[episode], mode=Mode.IN_PERSON,
            place=Place.SCHOOL, by=area.sam, at=NOW, seen_version=None, relation=InterviewerRelation.COMMISSIONED_PROVIDER,
        )  # fmt: skip
    return case


def submitted(area: Area, acting) -> UUID:
    case = held(area, acting)
    with acting(area.sam):
        writing_up.start_record(case=case, by=area.sam, at=NOW, seen_version=None)
        writing_up.save_answers(
            case=case, answers={"before": "rowed about the phone"}, by=area.sam, at=NOW, seen_version=1
        )
        writing_up.submit_record(case=case, by=area.sam, at=NOW, seen_version=None)
    return case


def test_it_opens_the_record_to_the_interviewer_only_once_allocated(area: Area, acting):
    with acting(area.rosa):
        case = said_yes(area.rosa)
    with acting(area.sam):
        assert not models.CaseNow.objects.filter(pk=case).exists()
    case = with_harbour(area, acting)
    with acting(area.sam):
        assert now(case).holder == area.sam.user


def test_it_ends_the_providers_access_when_the_case_is_taken_back(area: Area, acting):
    with acting(area.rosa):
        case = said_yes(area.rosa)
        allocating.refer_to_provider(
            case=case, provider=area.harbour.id, conflict=False, by=area.rosa, at=NOW, seen_version=None
        )
    with acting(area.rosa):
        allocating.take_back(case=case, reason="Somebody nearer is free.", by=area.rosa, at=NOW, seen_version=None)
    with acting(area.mona):
        assert not models.CaseNow.objects.filter(pk=case).exists()


def test_it_refuses_an_untrained_interviewer_without_a_reason(area: Area, acting):
    with acting(area.rosa):
        case = said_yes(area.rosa)
    with pytest.raises(Refused, match="not trained"), acting(area.rosa):
        allocating.allocate_interviewer(
            case=case, interviewer=area.omar.user, relation=InterviewerRelation.ALLOCATED_SOCIAL_WORKER, trained=False,
            conflict=False, by=area.rosa, at=NOW, seen_version=None,
        )  # fmt: skip


def test_it_stops_the_clock_when_the_child_is_heard(area: Area, acting):
    case = held(area, acting)
    with acting(area.rosa):
        assert now(case).talk == "held" and now(case).in_time == "yes"


def test_it_moves_a_return_that_was_not_talked_about_to_a_case_of_its_own(area: Area, acting):
    with acting(area.rosa):
        case = said_yes(area.rosa)
        child = models.Case.objects.get(pk=case).child_id
        again = missing(area.rosa, child, BACK + timedelta(hours=3))
        record_return(
            episode=again,
            happened=Moment.exactly(BACK + timedelta(hours=6)),
            source=Source.POLICE,
            by=area.rosa,
            at=NOW,
        )
        first, second = now(case).episodes
        talking.record_talk(
            case=case, held=Moment.exactly(HELD), completeness=Completeness.FULL, discussed=[first], mode=Mode.IN_PERSON,
            place=Place.WALK, by=area.rosa, at=NOW, seen_version=None, interviewer=area.omar.user,
        )  # fmt: skip
        other = models.CaseNow.objects.exclude(pk=case).get()
        assert other.episodes == [second] and other.is_open and not other.asked
        assert other.deadline == BACK + timedelta(hours=78)


def test_it_never_lets_the_author_approve(area: Area, acting):
    case = submitted(area, acting)
    with pytest.raises(Refused), acting(area.sam):
        writing_up.approve_record(case=case, read=True, by=area.sam, at=NOW, seen_version=None)
    with acting(area.rosa):
        writing_up.approve_record(case=case, read=True, by=area.rosa, at=NOW, seen_version=None)
        version = ApprovedVersion.objects.get(case_id=case)
        assert version.number == 1 and "rowed about the phone" in version.answers
        assert now(case).undecided > 0, "approving asks who is told"


def test_it_keeps_a_stale_page_from_overwriting_what_was_saved(area: Area, acting):
    case = held(area, acting)
    with acting(area.sam):
        writing_up.start_record(case=case, by=area.sam, at=NOW, seen_version=None)
        writing_up.save_answers(case=case, answers={"before": "one"}, by=area.sam, at=NOW, seen_version=1)
    with pytest.raises(Stale), acting(area.sam):
        writing_up.save_answers(case=case, answers={"before": "two"}, by=area.sam, at=NOW, seen_version=1)
    with acting(area.sam):
        assert as_answers(WriteUp.objects.get(case_id=case).answers) == {"before": "one"}


def test_it_gives_another_authority_no_way_in(area: Area, acting):
    case = held(area, acting)
    with pytest.raises(NotFound), acting(area.wren):
        writing_up.start_record(case=case, by=area.wren, at=NOW, seen_version=None)
