"""A provider's contract ends: their access ends, the cases go back to the coordinator, and the journal stays (scenario 22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from tests.casework import stages
from tests.casework.area import NOW, Area
from tests.casework.browser import signed_in
from tests.casework.stages import Scene, acting
from wayhome.casework.children.access import accesses
from wayhome.casework.children.queries import person
from wayhome.casework.config import jobs
from wayhome.casework.config.jobs import JOBS, Runner, Turn
from wayhome.casework.delivery.actions import allocating, writing_up
from wayhome.casework.journal.queries import verify, who_looked
from wayhome.casework.journey.models import CaseNow, Event
from wayhome.casework.organisations import actions as organisations
from wayhome.casework.organisations.queries import contract_over
from wayhome.casework.records.refusals import Refused
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.vocabulary import InterviewerRelation

THE_JOB = next(job for job in JOBS if job.name == "a contract is over")
TODAY = NOW.date()
A_MINUTE_LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def here(area: Area, monkeypatch: pytest.MonkeyPatch) -> Area:
    """Only the authorities of this test are looked at."""
    monkeypatch.setattr(jobs, "authorities", lambda at: [area.westmarsh.id, area.eastmere.id])
    return area


def contract(area: Area, *, ends_on: date | None = None, starts_on: date = TODAY - timedelta(days=300)) -> UUID:
    with acting(area.eastmere.administrator) as admin:
        return organisations.make_contract(
            provider=area.harbour.id, reference="C1", starts_on=starts_on, ends_on=ends_on, by=admin, at=NOW
        )


def ended(area: Area, row: UUID, at: datetime = NOW) -> None:
    with acting(area.eastmere.administrator) as admin:
        organisations.end_contract(contract=row, seen_version=1, by=admin, at=at)


def turn(at: datetime = A_MINUTE_LATER) -> Turn:
    return Runner([THE_JOB]).turn(at)


def scene(area: Area, stage) -> Scene:
    s = Scene(area)
    stage(s)
    return s


def open_to(person, s: Scene) -> bool:
    with acting(replace(person, at=A_MINUTE_LATER)) as viewer:
        child = CaseNow.objects.filter(pk=s.case).values_list("child_id", flat=True).first()
        return child is not None and child in accesses(viewer, [child])


def row(s: Scene) -> CaseNow:
    with acting(s.area.rosa):
        return CaseNow.objects.get(pk=s.case)


@pytest.mark.parametrize("stage", [stages.referred, stages.taken_on, stages.allocated, stages.booked])
def test_it_ends_access_and_gives_the_case_back_while_the_talk_is_still_to_come(here: Area, stage):
    agreed, s = contract(here), scene(here, stage)
    assert open_to(here.mona, s) and turn() == Turn(0, 0)
    ended(here, agreed)
    assert turn() == Turn(1, 0)
    assert not open_to(here.mona, s) and not open_to(here.sam, s) and open_to(here.rosa, s)
    assert row(s).allocation == "unallocated" and row(s).holder is None
    with acting(here.rosa):
        told = Event.objects.get(case_id=s.case, kind=EventKind.RECALLED_FROM_PROVIDER.value)
        assert told.words.startswith("The contract with Harbour ended on ") and told.by_role == "system"
    assert turn() == Turn(0, 0), "once"


@pytest.mark.parametrize("stage", [stages.held, stages.begun, stages.handed_in])
def test_it_waits_until_what_the_child_said_is_written_and_approved(here: Area, stage):
    agreed, s = contract(here), scene(here, stage)
    ended(here, agreed)
    assert turn() == Turn(0, 0) and open_to(here.sam, s), "nobody else can write what the child said"
    if stage is not stages.handed_in:
        finish(s, stage)
    s.do(here.rosa, writing_up.approve_record, read=True)
    assert turn() == Turn(1, 0) and not open_to(here.sam, s) and not open_to(here.mona, s)
    assert row(s).holder == here.sam.user, "who held the talk stays"
    with acting(here.rosa):
        assert not Event.objects.filter(case_id=s.case, kind=EventKind.RECALLED_FROM_PROVIDER.value).exists()


def finish(s: Scene, stage) -> None:
    if stage is stages.held:
        s.do(s.area.sam, writing_up.start_record)
    s.do(s.area.sam, writing_up.save_answers, answers={"before": "They were cold."})
    s.do(s.area.sam, writing_up.submit_record)


def test_it_waits_for_a_talk_that_may_be_going_on(here: Area):
    agreed, s = contract(here), scene(here, stages.booked)
    ended(here, agreed)
    planned = row(s).booked_for
    assert turn(planned) == Turn(0, 0) and row(s).holder == here.sam.user
    assert turn(planned - timedelta(minutes=1)) == Turn(1, 0) and row(s).holder is None


def test_it_says_first_that_a_booked_talk_has_nobody_to_hold_it(here: Area):
    agreed, s = contract(here), scene(here, stages.booked)
    ended(here, agreed)
    turn()
    browser = signed_in(here.rosa)
    page = browser.get(reverse("case", args=[s.case])).content.decode()
    assert "Nobody is named to hold the booked talk" in page and "Allocate: Aisha" in page
    assert f'href="{reverse("allocate", args=[s.case])}?next' in browser.get(reverse("today")).content.decode()


def test_it_leaves_a_case_with_the_authoritys_own_interviewer_who_took_it_over(here: Area):
    agreed, s = contract(here), scene(here, stages.allocated)
    relation = InterviewerRelation.LA_DEDICATED_RHI
    s.do(
        here.rosa, allocating.change_interviewer, to="allocated", reason="Nearer to school.", interviewer=here.rosa.user,
        relation=relation,
    )  # fmt: skip
    with pytest.raises(Refused, match="with nobody outside the authority"):
        s.do(here.rosa, allocating.take_back, reason="They are full.")
    ended(here, agreed)
    assert turn() == Turn(1, 0) and not open_to(here.mona, s)
    assert (row(s).allocation, row(s).holder) == ("allocated", here.rosa.user)


@pytest.mark.parametrize(
    ("last_day", "still", "over"),
    [
        (date(2026, 10, 25), "2026-10-25T23:59+00:00", "2026-10-26T00:00+00:00"),
        (date(2027, 3, 28), "2027-03-28T22:59+00:00", "2027-03-28T23:00+00:00"),
    ],
)
def test_it_ends_at_the_end_of_the_local_day_on_which_the_clocks_change(here: Area, last_day, still, over):
    contract(here, ends_on=last_day)
    for at, is_over in ((still, False), (over, True)):
        with acting(replace(here.rosa, at=datetime.fromisoformat(at))) as rosa:
            assert (contract_over(rosa, here.harbour.id) is not None) is is_over


def test_it_ends_by_itself_after_the_last_day(here: Area):
    contract(here, ends_on=TODAY)
    s = scene(here, stages.allocated)
    assert turn() == Turn(0, 0), "the last day is a day of the contract"
    assert turn(NOW + timedelta(days=1)) == Turn(1, 0)
    assert row(s).allocation == "unallocated"


def test_it_takes_nothing_back_while_another_contract_holds_or_is_to_come(here: Area):
    agreed = contract(here)
    contract(here, starts_on=TODAY + timedelta(days=1))
    s = scene(here, stages.allocated)
    ended(here, agreed)
    assert turn() == Turn(0, 0) and open_to(here.sam, s)


def test_it_takes_nothing_back_where_there_never_was_a_contract(here: Area):
    s = scene(here, stages.allocated)
    assert turn() == Turn(0, 0) and open_to(here.sam, s)


def test_it_lets_nobody_send_a_case_to_a_provider_whose_contract_is_over(here: Area):
    ended(here, contract(here))
    s = scene(here, stages.said_yes)
    with pytest.raises(Refused, match="contract with this provider is over"):
        s.do(here.rosa, allocating.refer_to_provider, provider=here.harbour.id, conflict=False)


def test_it_keeps_what_the_journal_says_of_their_work(here: Area):
    agreed, s = contract(here), scene(here, stages.allocated)
    with acting(here.sam) as sam:
        child = person(sam, CaseNow.objects.get(pk=s.case).child_id).id
    ended(here, agreed)
    turn()
    with acting(here.rosa) as rosa:
        assert here.sam.user in {look.user for look in who_looked(rosa, child)} and verify(rosa).whole


def test_it_lets_a_coordinator_take_back_a_case_that_has_an_interviewer(here: Area):
    s = scene(here, stages.allocated)
    s.do(here.rosa, allocating.take_back, reason="They are full this month.")
    assert row(s).allocation == "unallocated" and not open_to(here.sam, s)
