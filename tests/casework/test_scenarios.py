"""Acceptance scenarios of the domain reference that need the case system's pages; the rest stand where their part is tested."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from tests.casework import stages
from tests.casework.area import NOW, Area
from tests.casework.browser import signed_in
from tests.casework.test_absence import BACK, missing
from tests.casework.test_bad_input import words_of
from wayhome.casework.delivery.actions import allocating, talking, writing_up
from wayhome.casework.journey.models import CaseNow
from wayhome.casework.reach.actions import absence
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Completeness, InterviewerRelation, LateReason, Mode, Place, Source

LONG_AGO = BACK - timedelta(days=5)


def ready_to_check(scene: stages.Scene) -> str:
    """The page on which somebody else approves, once the talk was held now and written up."""
    given = stages.HELD(scene) | {"discussed": [scene.episode, scene.other_episode]}
    scene.do(scene.area.sam, talking.record_talk, **given)
    scene.do(scene.area.sam, writing_up.start_record)
    scene.do(scene.area.sam, writing_up.submit_record)
    return words_of(signed_in(scene.area.tess).get(reverse("record_check", args=[scene.case])))


def chosen(page: str) -> bool:
    return f'value="{LateReason.MISSING_AGAIN.value}" selected' in page


def test_scenario_5_it_has_missing_again_ready_as_the_reason_why_the_talk_was_late(area: Area):
    scene = stages.Scene(area)
    with stages.acting(area.rosa) as rosa:
        child = stages.aisha(rosa)
        scene.other_episode = missing(rosa, child, LONG_AGO - timedelta(hours=4))
        back = Moment.exactly(LONG_AGO)
        scene.case = absence.record_return(
            episode=scene.other_episode, happened=back, source=Source.POLICE, by=rosa, at=NOW
        )
        scene.episode = missing(rosa, child, LONG_AGO + timedelta(hours=20))
        again = Moment.exactly(LONG_AGO + timedelta(hours=26))
        joined = absence.record_return(episode=scene.episode, happened=again, source=Source.POLICE, by=rosa, at=NOW)
    assert joined == scene.case, "one talk over two returns"
    stages.asked_and_given(scene)
    assert chosen(ready_to_check(scene))


def test_scenario_5_it_has_no_reason_ready_where_nothing_was_late(area: Area):
    scene = stages.Scene(area)
    stages.handed_in(scene)
    assert not chosen(words_of(signed_in(area.tess).get(reverse("record_check", args=[scene.case]))))


def test_scenario_9_it_says_on_the_case_that_the_childs_own_social_worker_is_not_independent(area: Area):
    scene = stages.Scene(area)
    stages.said_yes(scene)
    relation = InterviewerRelation.ALLOCATED_SOCIAL_WORKER
    scene.do(
        area.rosa,
        allocating.allocate_interviewer,
        interviewer=area.omar.user,
        relation=relation,
        trained=True,
        conflict=False,
    )
    scene.do(
        area.rosa, talking.record_talk, held=stages.AN_HOUR_AGO, completeness=Completeness.FULL, discussed=[scene.episode],
        mode=Mode.IN_PERSON, place=Place.SCHOOL, relation=relation,
    )  # fmt: skip
    with stages.acting(area.rosa):
        assert CaseNow.objects.get(pk=scene.case).talk == "held", "undertaken all the same"
    page = words_of(signed_in(area.rosa).get(reverse("case", args=[scene.case])))
    assert "<dt>Independent of their case</dt><dd>no</dd>" in page
