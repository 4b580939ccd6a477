"""From a yes to an approved record: allocated to a charity's interviewer, booked, held, written up, checked by somebody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.urls import reverse

from tests.casework.area import NOW, Area, new_person
from tests.casework.browser import hidden, signed_in
from tests.casework.stages import fresh
from tests.casework.test_absence import BACK, aisha, missing
from tests.casework.test_asking import now, steps, told
from wayhome.casework.children.access import open_child
from wayhome.casework.children.models import Child, Relationship
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
from wayhome.domain.vocabulary import (
    Channel,
    Completeness,
    InterviewerRelation,
    Mode,
    Place,
    Role,
    Source,
    TalkedFreely,
)

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


# Handing back


def refused_as_if_there_were_nothing(area: Area, acting, case: UUID, *people: Viewer) -> None:
    for person in people:
        with acting(fresh(person)):
            assert not models.CaseNow.objects.filter(pk=case).exists()
            assert not models.Event.objects.filter(case_id=case).exists()
            assert not Child.objects.exists()
        with pytest.raises(NotFound), acting(fresh(person)) as viewer:
            asking.log_phone_answer(
                case=case,
                channel=Channel.TEXT,
                happened=Moment.exactly(HELD),
                words="x",
                by=viewer,
                at=NOW,
                seen_version=None,
            )


@pytest.mark.parametrize("who", ["sam", "mona"])
def test_it_shuts_the_record_to_the_whole_provider_at_once_when_the_case_is_handed_back(area: Area, acting, who):
    case = with_harbour(area, acting)
    with acting(fresh(getattr(area, who))) as by:
        allocating.hand_back(case=case, reason="Nobody is free this week.", by=by, at=NOW, seen_version=None)
    refused_as_if_there_were_nothing(area, acting, case, area.sam, area.mona)
    with acting(fresh(area.rosa)):
        assert now(case).allocation == "handed_back"
        live = Relationship.objects.filter(to_organisation_id=area.harbour.id, ended_at__isnull=True)
        assert not live.exists()
        ended = Relationship.objects.filter(to_organisation_id=area.harbour.id)
        assert {r.ended_by for r in ended} == {getattr(area, who).user}


def test_it_opens_the_record_again_when_the_case_is_sent_again(area: Area, acting):
    case = with_harbour(area, acting)
    with acting(fresh(area.mona)) as mona:
        allocating.hand_back(case=case, reason="Nobody is free.", by=mona, at=NOW, seen_version=None)
    with acting(fresh(area.rosa)) as rosa:
        allocating.refer_to_provider(
            case=case, provider=area.harbour.id, conflict=False, by=rosa, at=NOW, seen_version=None
        )
    with acting(fresh(area.mona)):
        assert now(case).allocation == "sent"
        child = now(case).child_id
    with pytest.raises(NotFound), acting(fresh(area.sam)) as sam:
        open_child(sam, child)  # whoever was named before is not named now


def test_it_takes_back_what_was_handed_back_already(area: Area, acting):
    case = with_harbour(area, acting)
    with acting(fresh(area.sam)) as sam:
        allocating.hand_back(case=case, reason="Nobody is free.", by=sam, at=NOW, seen_version=None)
    with acting(fresh(area.rosa)) as rosa:
        allocating.take_back(case=case, reason="Somebody nearer is free.", by=rosa, at=NOW, seen_version=None)
        assert now(case).allocation == "unallocated"


def test_it_shuts_it_to_an_interviewer_of_the_authority_alone(area: Area, acting):
    ida, other = (new_person(area.eastmere, name, Role.RHI_INTERVIEWER) for name in ("Ida Bell", "Una Ray"))
    with acting(area.rosa):
        case = said_yes(area.rosa)
        child = now(case).child_id
        for person in (other, ida):
            allocating.open_to_colleague(
                child=child, user=person.user, purpose="safeguard_child", because_of=case, by=area.rosa, at=NOW
            )
        allocating.allocate_interviewer(
            case=case, interviewer=ida.user, relation=InterviewerRelation.LA_DEDICATED_RHI, trained=True, conflict=False,
            by=area.rosa, at=NOW, seen_version=None,
        )  # fmt: skip
    with acting(ida) as by:
        allocating.hand_back(case=case, reason="On leave from tomorrow.", by=by, at=NOW, seen_version=None)
    with pytest.raises(NotFound), acting(fresh(ida)) as by:
        open_child(by, child)
    with acting(other) as by:
        assert open_child(by, child).child


def test_it_lets_a_provider_end_its_access_and_alter_nothing_else(area: Area, acting):
    """Asked of the database, without any application code in between."""
    case = with_harbour(area, acting)
    ended = "ended_at = now(), ended_by = gen_random_uuid()"
    changes = (
        "purpose = 'anything'",
        f"kind = 'team_membership', {ended}",
        f"purpose = 'anything', {ended}",
        f"ends_at = now() + interval '1 year', {ended}",
        "version = version + 1",
    )
    for change in changes:
        with pytest.raises(DatabaseError), acting(fresh(area.mona)), connection.cursor() as cursor:
            cursor.execute(f"UPDATE children_relationship SET {change} WHERE because_of = %s AND NOT passed_on", [case])
    with acting(fresh(area.mona)) as mona:
        allocating.hand_back(case=case, reason="Nobody is free.", by=mona, at=NOW, seen_version=None)
    for undo in ("ended_at = NULL, ended_by = NULL", "ended_at = now()"):
        with acting(fresh(area.mona)), connection.cursor() as cursor:
            cursor.execute(f"UPDATE children_relationship SET {undo} WHERE because_of = %s", [case])
            assert cursor.rowcount == 0


def test_it_leads_away_from_a_case_that_is_not_open_any_more(area: Area, acting):
    case = with_harbour(area, acting)
    browser = signed_in(area.sam)
    at = reverse("hand_back", args=[case])
    page = browser.get(at)
    assert "closes to you with this" in page.content.decode()
    sent = {"seen_version": hidden(page, "seen_version"), "reason": "Nobody is free this week."}
    answer = browser.post(f"{at}?next={reverse('case', args=[case])}", sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("today"))
    assert browser.get(reverse("today")).status_code == 200
    assert browser.get(reverse("case", args=[case])).status_code == 404
