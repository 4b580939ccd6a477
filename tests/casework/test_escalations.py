"""What is late goes up: each thing once, to those it is for, until it is done. With the real jobs and real commits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from tests.casework.area import NOW, Area, new_person
from tests.casework.browser import hidden, signed_in
from tests.casework.stages import AN_HOUR_AGO, Scene, acting, back, fresh, in_need, sent_on
from tests.casework.test_absence import BACK
from wayhome.casework.accounts.viewers import system_of
from wayhome.casework.children.actions import record_status
from wayhome.casework.children.words import StatusKind
from wayhome.casework.config import jobs
from wayhome.casework.config.jobs import JOBS, Runner
from wayhome.casework.followup.actions import closing, helping, transferring
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models, projection
from wayhome.casework.organisations import actions as organisations
from wayhome.casework.reach.actions import absence, asking, ending
from wayhome.casework.records.refusals import NotAllowed, NotFound, Refused, Stale
from wayhome.casework.work.actions import climb, take_up_escalation
from wayhome.casework.work.models import Escalation
from wayhome.casework.work.queries.escalations import gone_up, to_look_at
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Channel, OfferLevel, Role, Source

LADDER = next(job for job in JOBS if job.name == "what is late goes up")
EVERY = [
    "not_checked", "no_attempt", "not_allocated", "not_asked", "not_booked", "not_held", "no_decision", "unresolved",
]  # fmt: skip


@pytest.fixture
def here(area: Area, monkeypatch: pytest.MonkeyPatch) -> Area:
    monkeypatch.setattr(jobs, "authorities", lambda at: [area.eastmere.id])
    return area


def after(hours: float) -> datetime:
    """So long after the child was back."""
    return BACK + timedelta(hours=hours)


def turn(at: datetime) -> int:
    result = Runner([LADDER]).turn(at)
    assert result.failed == 0
    return result.done


def went_up(scene: Scene) -> list[str]:
    """Every rung that was reached, in order."""
    with acting(scene.area.rosa):
        rows = Escalation.objects.filter(case_id=scene.case).order_by("due_at", "rung")
        return list(rows.values_list("rung", flat=True))


def standing(scene: Scene) -> set[str]:
    with acting(scene.area.rosa):
        return set(Escalation.objects.filter(case_id=scene.case, over_at=None).values_list("rung", flat=True))


def returned(area: Area) -> Scene:
    scene = Scene(area)
    back(scene)
    return scene


def told_to(person: Viewer, at: datetime) -> set[tuple[UUID, str]]:
    with acting(replace(person, at=at)) as viewer:
        return {(one.case, one.rung.key) for one in gone_up(viewer)}


def test_it_takes_each_thing_up_once_as_its_time_comes(here: Area):
    scene = returned(here)
    found = {}
    for hour in (0, 5, 20, 22, 23, 24, 25, 47, 48, 59, 60, 71, 72, 73, 24 * 10, 24 * 28 - 1, 24 * 28, 24 * 29):
        turn(after(hour))
        found[hour] = len(went_up(scene))
    assert [found[h] for h in (20, 23, 24, 47, 48, 59, 60, 71, 72, 24 * 10, 24 * 28 - 1, 24 * 28, 24 * 29)] == [
        1, 1, 3, 3, 4, 4, 5, 5, 6, 7, 7, 8, 8,
    ]  # fmt: skip
    assert sorted(went_up(scene)) == sorted(EVERY)


def test_it_takes_everything_up_at_once_after_a_month_without_a_turn(here: Area):
    scene = returned(here)
    assert turn(after(24 * 31)) == 1
    assert sorted(went_up(scene)) == sorted(EVERY)
    assert turn(after(24 * 31 + 1)) == 0


def test_it_does_not_look_again_at_a_case_in_which_nothing_can_have_changed(here: Area):
    scene = returned(here)
    system = system_of(here.eastmere.id, at=after(25))
    with acting(system) as by:
        assert to_look_at(by) == [{"case": scene.case}]
    turn(after(25))
    with acting(system) as by:
        assert to_look_at(by) == []
    with acting(here.rosa) as rosa:
        asking.check_case(case=scene.case, group=None, by=rosa, at=NOW, seen_version=None)
    with acting(system) as by:
        assert to_look_at(by) == [{"case": scene.case}], "the case changed"
    turn(after(25))
    with acting(replace(system, at=after(38))) as by:
        assert to_look_at(by) == [{"case": scene.case}], "twelve hours later: a plan or an age may have changed"


def test_it_marks_what_is_done_and_takes_nothing_up_twice(here: Area):
    scene = returned(here)
    turn(after(25))
    assert standing(scene) == {"not_checked", "no_attempt", "not_allocated"}
    with acting(replace(here.rosa, at=after(26))) as rosa:
        asking.tell_child(
            case=scene.case, level=OfferLevel.CHILD_DIRECT, channel=Channel.VISIT, happened=Moment.exactly(after(26)),
            by=rosa, at=rosa.at, seen_version=None,
        )  # fmt: skip
    turn(after(26))
    assert standing(scene) == {"not_checked", "not_allocated"}
    assert went_up(scene) == ["not_checked", "no_attempt", "not_allocated"]


def test_it_owes_again_what_was_closed_and_is_open_again_under_the_same_row(here: Area):
    scene = returned(here)
    turn(after(25))
    scene.do(here.tess, closing.close_not_required, reason="Closed too early.")
    turn(after(26))
    assert standing(scene) == set()
    scene.do(here.tess, closing.reopen, reason="Late disclosure.")
    turn(after(27))
    assert standing(scene) == {"not_checked", "no_attempt", "not_allocated"} and len(went_up(scene)) == 3


def test_it_halves_the_first_times_for_a_child_with_a_protection_plan(here: Area):
    plain, planned = returned(here), returned(here)
    with acting(here.rosa) as rosa:
        child = models.CaseNow.objects.get(pk=planned.case).child_id
        since = NOW.date() - timedelta(days=3)
        record_status(child=child, kind=StatusKind.PLAN, code="CP", starts_on=since, by=rosa, at=NOW)
    turn(after(13))
    assert "no_attempt" not in went_up(plain) and "no_attempt" in went_up(planned)


def test_it_does_each_thing_once_with_four_servers_at_the_same_moment(here: Area):
    scenes = [returned(here) for _ in range(3)]
    gate = Barrier(4)

    def server(_: int) -> int:
        try:
            gate.wait(60)
            return Runner([LADDER]).turn(after(24 * 31)).failed
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(server, range(4))) == 0
    turn(after(24 * 31))
    assert [sorted(went_up(scene)) for scene in scenes] == [sorted(EVERY)] * 3


def test_it_tells_those_whose_rung_it_is_and_nobody_else(here: Area):
    scene = returned(here)
    at = after(61)
    turn(at)
    assert told_to(here.rosa, at) == {(scene.case, "not_checked")}
    assert told_to(here.tess, at) == {(scene.case, "not_allocated"), (scene.case, "not_asked")}
    assert told_to(here.omar, at) == told_to(here.wren, at) == told_to(here.mona, at) == set()


def test_it_reaches_a_head_of_service_to_whom_nothing_was_open(here: Area):
    with acting(here.eastmere.administrator) as admin:
        elsewhere = organisations.add_team(name="Senior management", by=admin, at=NOW)
    hal = new_person(here.eastmere, "Hal Quist", Role.SERVICE_MANAGER, team=elsewhere)
    scene = returned(here)
    turn(after(59))
    assert told_to(hal, after(59)) == set()
    turn(after(61))
    assert told_to(hal, after(61)) == {(scene.case, "not_booked")}


def test_it_takes_a_transfer_nobody_acknowledged_to_two_managers_and_notes_it_in_the_journey(here: Area):
    scene = Scene(here)
    sent_on(scene)
    sent = AN_HOUR_AGO.earliest
    for hours in (25, 49, 50):
        turn(sent + timedelta(hours=hours))
    with acting(here.rosa) as rosa:
        noted = models.Event.objects.filter(kind="transfer_escalated").order_by("number")
        assert [e.detail["to"] for e in noted] == ["team_manager", "named_senior_manager"]
        assert {e.by_role for e in noted} == {"system"}
        assert projection.differences(rosa) == []
    scene.do(here.rosa, transferring.transfer_acknowledged, words="Wren Cole.", happened=Moment.exactly(NOW))
    turn(sent + timedelta(hours=51))
    assert not {"not_acknowledged", "still_not_acknowledged"} & standing(scene)


@pytest.mark.parametrize("end", ["closed", "died", "in error"])
def test_it_stops_with_a_closing_a_death_or_an_absence_that_never_was(here: Area, end: str):
    scene = returned(here)
    turn(after(25))
    with acting(here.rosa) as rosa:
        if end == "died":
            ending.record_death(episode=scene.episode, happened=AN_HOUR_AGO, by=rosa, at=NOW, seen_version=None)
        elif end == "in error":
            ending.propose_void(episode=scene.episode, reason="Another child.", by=rosa, at=NOW, seen_version=None)
    with acting(here.tess) as tess:
        if end == "closed":
            closing.close_not_required(case=scene.case, reason="Closed.", by=tess, at=NOW, seen_version=None)
        elif end == "in error":
            ending.decide_proposal(episode=scene.episode, agreed=True, reason=None, by=tess, at=NOW, seen_version=None)
    turn(after(24 * 31))
    assert standing(scene) == set() and len(went_up(scene)) == 3


def test_it_keeps_the_time_of_each_return_when_a_second_joins(here: Area):
    scene = returned(here)
    with acting(here.rosa) as rosa:
        again = absence.report_missing(
            child=models.CaseNow.objects.get(pk=scene.case).child_id, missing_from=Moment.exactly(after(1)),
            source=Source.POLICE, by=rosa, at=NOW, happened=Moment.exactly(after(2)),
        )  # fmt: skip
        absence.record_return(episode=again, happened=Moment.exactly(after(10)), source=Source.POLICE, by=rosa, at=NOW)

    def about() -> list[str]:
        with acting(here.rosa):
            rows = Escalation.objects.filter(case_id=scene.case, rung="not_held").order_by("due_at")
            return list(rows.values_list("about", flat=True))

    turn(after(75))
    assert about() == [str(scene.episode)]
    turn(after(83))
    assert about() == [str(scene.episode), str(again)]


# Seeing to it


def one_of(scene: Scene, rung: str) -> Escalation:
    with acting(scene.area.rosa):
        return Escalation.objects.get(case_id=scene.case, rung=rung)


def test_it_is_seen_to_by_name_and_stays_until_it_is_done(here: Area):
    scene = returned(here)
    turn(after(25))
    one = one_of(scene, "not_allocated")
    with acting(here.tess) as tess:
        assert take_up_escalation(escalation=one.pk, seen_version=one.version, by=tess, at=NOW) == scene.case
        assert [g.with_whom for g in gone_up(tess) if g.id == one.pk] == ["Tess Hall"]
    with pytest.raises(Stale), acting(fresh(here.tess)) as tess:
        take_up_escalation(escalation=one.pk, seen_version=one.version, by=tess, at=NOW)
    with pytest.raises(NotFound), acting(here.wren) as wren:
        take_up_escalation(escalation=one.pk, seen_version=None, by=wren, at=NOW)
    scene.do(here.tess, closing.close_not_required, reason="Closed.")
    turn(after(26))
    with pytest.raises(Refused, match="not owed any more"), acting(fresh(here.tess)) as tess:
        take_up_escalation(escalation=one.pk, seen_version=None, by=tess, at=NOW)


def test_it_climbs_for_the_system_alone(here: Area):
    scene = returned(here)
    with pytest.raises(NotAllowed), acting(here.rosa) as rosa:
        climb(case=scene.case, by=rosa, at=after(99))


def test_it_counts_on_today_what_went_up_and_leads_to_it(here: Area):
    scene = returned(here)
    browser = signed_in(here.tess)
    assert "went up to you" not in browser.get(reverse("today")).content.decode()
    assert "Nothing has gone up to you." in browser.get(reverse("gone_up")).content.decode()
    turn(datetime.now(UTC))
    today = browser.get(reverse("today")).content.decode()
    assert "went up to you" in today and reverse("gone_up") in today
    said = browser.get(reverse("gone_up")).content.decode()
    assert "Aisha Karim" in said and "Not allocated, or told of the return late" in said
    assert "not_allocated" not in said
    one = one_of(scene, "not_allocated")
    seen = hidden(browser.get(reverse("gone_up")), "seen_version")
    answer = browser.post(reverse("escalation_take_up", args=[one.pk]), {"seen_version": seen})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("case", args=[scene.case]))
    assert "Tess Hall sees to it." in browser.get(reverse("gone_up")).content.decode()
    assert browser.post(reverse("escalation_take_up", args=[one.pk])).status_code == 409


def test_it_opens_a_record_to_the_manager_who_was_named_for_a_need_nobody_owns(here: Area):
    with acting(here.eastmere.administrator) as admin:
        elsewhere = organisations.add_team(name="Another team", by=admin, at=NOW)
    una = new_person(here.eastmere, "Una Marsh", Role.TEAM_MANAGER, team=elsewhere)
    scene = Scene(here)
    in_need(scene)
    scene.do(here.rosa, helping.say_nobody_owns_it, need=scene.need, escalated_to=una.user)
    at = NOW + timedelta(days=8)
    assert told_to(una, at) == set()
    turn(at)
    assert (scene.case, "nobody_yet") in told_to(una, at)
