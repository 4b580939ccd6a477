"""A need nobody can see to goes to a team manager of the child's own authority, by name, and to nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.casework.area import NOW, Area, new_person
from tests.casework.browser import signed_in
from tests.casework.stages import Scene, acting, allocated, owned
from tests.casework.test_followup import press
from wayhome.casework.accounts.queries import people_in_role
from wayhome.casework.followup.actions import helping
from wayhome.casework.followup.queries import need_of
from wayhome.casework.records.refusals import Refused
from wayhome.domain.journey.states import Support
from wayhome.domain.vocabulary import NeedKind, Role

TAKEN = (helping.say_nobody_owns_it, helping.say_owner_gone)


@pytest.mark.parametrize("action", TAKEN)
def test_it_takes_a_need_to_nobody_but_a_team_manager_of_the_childs_authority(area: Area, action):
    scene = Scene(area)
    owned(scene)
    una = new_person(area.westmarsh, "Una Marsh", Role.TEAM_MANAGER)
    for person in (area.omar, area.rosa, area.wren, area.mona, una):
        with pytest.raises(Refused, match="team manager of the child’s own council"):
            scene.do(area.rosa, action, need=scene.need, escalated_to=person.user)
    scene.do(area.rosa, action, need=scene.need, escalated_to=area.tess.user)
    with acting(area.rosa) as rosa:
        need = need_of(rosa, scene.case, scene.need)
    assert (need.state, need.owner, need.escalated_to) == (Support.NOBODY_YET, None, "Tess Hall")


def test_it_offers_an_interviewer_of_a_charity_the_managers_of_the_council_and_no_others(area: Area):
    new_person(area.westmarsh, "Una Marsh", Role.TEAM_MANAGER)
    scene = Scene(area)
    allocated(scene)
    scene.need = scene.do(area.sam, helping.record_need, kind=NeedKind.MENTORING)
    sam = signed_in(area.sam)
    page = sam.get(reverse("need_nobody", args=[scene.case, scene.need])).content.decode()
    assert "Tess Hall" in page and "Una Marsh" not in page
    answer = press(sam, reverse("need_nobody", args=[scene.case, scene.need]), escalated_to=str(area.tess.user))
    assert answer.status_code == 302, answer.content.decode()
    assert "Tess Hall" in sam.get(reverse("need", args=[scene.case, scene.need])).content.decode()


def test_it_names_a_council_s_managers_to_those_who_work_for_one_of_its_children_only(area: Area):
    with acting(area.sam) as sam:
        assert people_in_role(sam, Role.TEAM_MANAGER, at=NOW, of=area.eastmere.id) == []
    allocated(Scene(area))
    with acting(area.sam) as sam:
        named = people_in_role(sam, Role.TEAM_MANAGER, Role.RHI_COORDINATOR, at=NOW, of=area.eastmere.id)
    assert [person.name for person in named] == ["Tess Hall"]


def test_it_records_on_a_page_that_the_owner_of_a_need_has_gone(area: Area):
    scene = Scene(area)
    owned(scene)
    rosa, at = signed_in(area.rosa), reverse("need", args=[scene.case, scene.need])
    gone = reverse("need_owner_gone", args=[scene.case, scene.need])
    assert gone in rosa.get(at).content.decode()
    assert press(rosa, gone, escalated_to=str(area.tess.user)).status_code == 302
    page = rosa.get(at).content.decode()
    assert "Tess Hall" in page and gone not in page
