"""The closings of a case that have no talk behind them: transferred, turned 18, a death, in error, twice; each reopened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.casework.area import NOW, Area, new_person
from tests.casework.browser import hidden, signed_in
from tests.casework.stages import (
    AN_HOUR_AGO,
    Scene,
    acting,
    back,
    fresh,
    grown,
    proposed_twice,
    sent_on,
    taken_on_elsewhere,
    told,
    twice,
)
from tests.casework.test_absence import BACK, missing
from wayhome.casework.children.actions import merge_children
from wayhome.casework.followup.actions import closing, merging, transferring
from wayhome.casework.followup.queries import other_cases
from wayhome.casework.followup.urls import STEPS
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models, projection
from wayhome.casework.journey.events import history
from wayhome.casework.journey.worries import raise_worry
from wayhome.casework.reach.actions import absence, ending
from wayhome.casework.reach.queries import other_absences
from wayhome.casework.records.refusals import Refused
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.to_journey import AboutTheChild, to_journey
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Outcome, Role, Source

WHY = {"reason": "One return, two police numbers."}


def at(area: Area, stage) -> Scene:
    scene = Scene(area)
    stage(scene)
    return scene


def now(scene: Scene) -> models.CaseNow:
    with acting(scene.area.rosa) as rosa:
        assert projection.differences(rosa) == []
        return models.CaseNow.objects.get(pk=scene.case)


def counted(scene: Scene) -> Outcome | None:
    """The outcome that the closing gives the return, as the measures read it."""
    with acting(scene.area.rosa):
        row = models.CaseNow.objects.get(pk=scene.case)
        so_far = fold_child(history(row.organisation_id, row.child_id))
    closing = to_journey(so_far, str(scene.episode), AboutTheChild("c", "a")).closing
    return closing.outcome if closing else None


# Transferred


def test_it_closes_here_only_once_the_other_council_has_acknowledged_it(area: Area):
    scene = at(area, sent_on)
    with pytest.raises(Refused, match="Sending is not the same as telling"):
        scene.do(area.rosa, transferring.close_transferred)
    with pytest.raises(Refused):
        scene.do(area.rosa, transferring.transfer_ended, outcome=Outcome.DECLINED_BY_CHILD, held_at=None)
    scene.do(area.rosa, transferring.transfer_acknowledged, words="Wren Cole, by phone.", happened=AN_HOUR_AGO)
    scene.do(area.rosa, transferring.close_transferred)
    assert (now(scene).container, counted(scene)) == ("transferred", Outcome.MOVED_OR_TRANSFERRED)
    scene.do(
        area.rosa,
        transferring.transfer_ended,
        outcome=Outcome.UNDERTAKEN_INDIVIDUAL,
        held_at=NOW - timedelta(minutes=5),
    )
    assert counted(scene) is None, "they heard the child: nothing stands in the place of the talk"


def test_it_sends_nothing_on_to_itself_and_names_whoever_does_not_use_wayhome(area: Area):
    scene = at(area, back)
    for wrong in ({"authority": area.eastmere.id}, {"authority": area.harbour.id}, {"authority": None}):
        with pytest.raises(Refused, match="Name the authority"):
            scene.do(area.rosa, transferring.send_transfer, **wrong, authority_name=None, happened=AN_HOUR_AGO)
    scene.do(area.rosa, transferring.send_transfer, authority=None, authority_name="Farshire", happened=AN_HOUR_AGO)
    with acting(area.rosa):
        assert models.Event.objects.get(kind="transfer_sent", case_id=scene.case).detail["to_authority"] == "Farshire"


def test_it_acknowledges_the_transfer_that_waits(area: Area):
    scene = at(area, back)
    with pytest.raises(Refused):
        scene.do(area.rosa, transferring.transfer_acknowledged, words="Nobody sent one.", happened=AN_HOUR_AGO)
    assert now(scene).is_open


# Turned 18, a death, in error


def test_it_closes_at_eighteen_once_something_was_offered(area: Area):
    young = at(area, back)
    with pytest.raises(Refused, match="Offer a talk"):
        young.do(area.rosa, closing.close_turned_18, offered=None)
    scene = at(area, grown)
    scene.do(area.rosa, closing.close_turned_18, offered="adult_service")
    assert (now(scene).container, counted(scene)) == ("turned_18", Outcome.TURNED_18_OR_DIED)
    asked = at(area, told)
    scene.case, scene.episode = asked.case, asked.episode
    scene.do(area.rosa, closing.close_turned_18, offered=None)
    assert now(scene).container == "turned_18", "a child who was told was offered a talk"


def test_it_closes_after_a_death_with_the_head_of_service_by_name(area: Area):
    scene = at(area, back)
    hal = new_person(area.eastmere, "Hal Quist", Role.SERVICE_MANAGER)
    with pytest.raises(Refused, match="Record the death first"):
        scene.do(area.rosa, closing.close_deceased, head_of_service=hal.user)
    with acting(area.rosa) as rosa:
        ending.record_death(episode=scene.episode, happened=NOT_RECORDED, by=rosa, at=NOW, seen_version=None)
    with pytest.raises(Refused, match="by name"):
        scene.do(area.rosa, closing.close_deceased, head_of_service=area.tess.user)
    scene.do(area.rosa, closing.close_deceased, head_of_service=hal.user)
    assert (now(scene).container, counted(scene)) == ("deceased", Outcome.TURNED_18_OR_DIED)


def test_it_voids_a_case_with_a_managers_reason(area: Area):
    scene = at(area, back)
    with pytest.raises(Refused, match="Say why"):
        scene.do(area.tess, closing.close_void, reason=" ")
    with pytest.raises(Refused, match="not yours"):
        scene.do(area.rosa, closing.close_void, reason="Not this child.")
    scene.do(area.tess, closing.close_void, reason="Not this child.")
    assert (now(scene).container, now(scene).headline) == ("void", "void")


# Twice


def test_it_merges_two_cases_of_one_return_and_leaves_no_return_behind(area: Area):
    """The case that goes on is open and not yet talked about, so it takes the return along."""
    first = at(area, back)
    with acting(area.rosa) as rosa:
        child = models.CaseNow.objects.get(pk=first.case).child_id
    first.do(area.tess, closing.close_not_required, reason="Closed too early.")
    with acting(area.rosa) as rosa:
        again = missing(rosa, child, BACK + timedelta(hours=1))
        second = absence.record_return(
            episode=again, happened=Moment.exactly(BACK + timedelta(hours=2)), source=Source.POLICE, by=rosa, at=NOW
        )
    first.do(area.tess, closing.reopen, reason="Two cases of one child.")
    scene = Scene(area)
    scene.case, scene.episode = second, again
    scene.do(area.rosa, merging.propose_merge, survivor=first.case, **WHY)
    assert now(scene).is_open, "a proposal moves nothing"
    scene.do(area.tess, merging.decide_merge, agreed=True, reason=None)
    assert now(scene).container == "merged"
    assert set(now(first).episodes) == {first.episode, again}
    with acting(area.rosa):
        merged = models.Event.objects.get(kind="closed_merged")
        assert (merged.recorded_by, merged.detail["second"]) == (area.tess.user, str(area.rosa.user))


def test_it_merges_nothing_that_would_leave_a_return_behind(area: Area):
    """The talk of the other case was held, so it takes no further return; only what was entered twice may go."""
    scene = at(area, proposed_twice)
    with pytest.raises(Refused, match="talk"):
        scene.do(area.tess, merging.decide_merge, agreed=True, reason=None)
    assert now(scene).is_open
    with acting(area.rosa) as rosa:
        ending.propose_merge(
            episode=scene.episode, survivor=scene.other_episode, **WHY, by=rosa, at=NOW, seen_version=None
        )
    with acting(area.tess) as tess:
        ending.decide_proposal(episode=scene.episode, agreed=True, reason=None, by=tess, at=NOW, seen_version=None)
    scene.do(area.tess, merging.decide_merge, agreed=True, reason=None)
    assert now(scene).container == "merged"


def test_it_takes_only_another_case_of_the_same_child_that_goes_on(area: Area):
    scene, stranger = at(area, twice), at(area, back)
    for wrong in (scene.case, stranger.case):
        with pytest.raises(Refused, match="another case of the same child"):
            scene.do(area.rosa, merging.propose_merge, survivor=wrong, **WHY)
    scene.do(area.rosa, merging.propose_merge, survivor=scene.other, **WHY)
    with pytest.raises(Refused, match="proposal waits"):
        scene.do(area.rosa, merging.propose_merge, survivor=scene.other, **WHY)
    scene.do(area.tess, merging.decide_merge, agreed=False, reason="Two returns, two days.")
    with pytest.raises(Refused, match="Nothing was proposed"):
        scene.do(area.tess, merging.decide_merge, agreed=True, reason="x")


# Each stands while a worry waits, and each can be opened again


CLOSE = {
    "transferred": (taken_on_elsewhere, "rosa", transferring.close_transferred, {}),
    "turned_18": (grown, "rosa", closing.close_turned_18, {"offered": "talk"}),
    "void": (back, "tess", closing.close_void, WHY),
}


@pytest.mark.parametrize("name", CLOSE)
def test_it_closes_nothing_while_a_worry_waits_and_opens_each_closing_again(area: Area, name: str):
    stage, who, action, given = CLOSE[name]
    scene = at(area, stage)
    waits = at(area, stage)
    with acting(area.rosa) as rosa:
        raise_worry(child=models.CaseNow.objects.get(pk=waits.case).child_id, words="Frightened.", by=rosa, at=NOW)
    by: Viewer = getattr(area, who)
    with pytest.raises(Refused, match="worry"):
        waits.do(by, action, **given)
    scene.do(by, action, **given)
    assert not now(scene).is_open
    senior = new_person(area.eastmere, "Hal Quist", Role.SERVICE_MANAGER) if name == "void" else area.tess
    scene.do(senior, closing.reopen, reason="Late disclosure.")
    assert now(scene).is_open


# Pages


NEW = (
    "transfer_send", "case_in_error", "case_twice", "case_twice_decide", "transfer_acknowledged", "transfer_ended",
    "case_transferred", "case_turned_18", "case_deceased",
)  # fmt: skip


def test_it_has_every_one_of_them_among_what_can_be_recorded():
    assert set(NEW) <= {s.name for s in STEPS}


@pytest.mark.parametrize(
    ("stage", "who", "shown"),
    [
        (back, "rosa", ("transfer_send", "case_twice", "case_turned_18")),
        (sent_on, "rosa", ("transfer_acknowledged",)),
        (taken_on_elsewhere, "rosa", ("case_transferred", "transfer_ended")),
        (back, "tess", ("case_in_error",)),
        (proposed_twice, "tess", ("case_twice_decide", "case_in_error")),
    ],
)
def test_it_offers_each_where_it_may_be_recorded_and_opens_it(area: Area, stage, who, shown):
    scene = at(area, stage)
    browser = signed_in(getattr(area, who))
    page = browser.get(reverse("case", args=[scene.case])).content.decode()
    for name in shown:
        address = reverse(name, args=[scene.case])
        assert address in page, name
        opened = browser.get(address)
        assert opened.status_code == 200 and "cannot be recorded now" not in opened.content.decode(), name
        assert "{child}" not in opened.content.decode()


def test_it_offers_none_of_them_where_it_may_not_be_recorded(area: Area):
    scene = at(area, back)
    coordinator = signed_in(area.rosa).get(reverse("case", args=[scene.case])).content.decode()
    for name in (
        "transfer_acknowledged",
        "transfer_ended",
        "case_transferred",
        "case_deceased",
        "case_in_error",
        "case_twice_decide",
    ):
        assert reverse(name, args=[scene.case]) not in coordinator, name
    blocked = signed_in(area.rosa).get(reverse("transfer_acknowledged", args=[scene.case])).content.decode()
    assert "cannot be recorded now" in blocked


def test_it_sends_on_and_closes_through_the_pages(area: Area):
    scene = at(area, back)
    browser = signed_in(area.rosa)

    def post(name: str, **answers: object):
        address = reverse(name, args=[scene.case])
        answer = browser.post(address, {"seen_version": hidden(browser.get(address), "seen_version"), **answers})
        assert answer.status_code == 302, answer.content.decode()[-2500:]

    when = {"happened_precision": "unknown"}
    post("transfer_send", authority=str(area.westmarsh.id), words="By secure e-mail to Wren Cole.", **when)
    post("transfer_acknowledged", words="Wren Cole, by phone.", **when)
    post("case_transferred", words="")
    page = browser.get(reverse("case", args=[scene.case])).content.decode()
    assert "Westmarsh" in page and "Transferred" in page
    post("transfer_ended", outcome=Outcome.DECLINED_BY_CHILD.value, held_precision="unknown", words="Wren Cole")
    assert counted(scene) is Outcome.DECLINED_BY_CHILD


def test_it_offers_the_manager_the_cases_words_before_they_decide(area: Area):
    scene = at(area, proposed_twice)
    manager = signed_in(area.tess)
    address = reverse("case_twice_decide", args=[scene.case])
    assert address in manager.get(reverse("today")).content.decode()
    page = manager.get(address)
    assert "One return, two police numbers." in page.content.decode()
    no = manager.post(address, {"seen_version": hidden(page, "seen_version"), "agreed": "no"})
    assert no.status_code == 422 and "Say why the case goes on" in no.content.decode()
    no = manager.post(
        address, {"seen_version": hidden(page, "seen_version"), "agreed": "no", "reason": "Two returns, two days."}
    )
    assert no.status_code == 302 and now(scene).is_open
    assert address not in manager.get(reverse("today")).content.decode()


def test_it_merges_cases_under_two_records_that_are_one_child_without_losing_a_return(area: Area):
    scene, other = at(area, back), at(area, back)
    with acting(area.rosa) as rosa:
        children = [models.CaseNow.objects.get(pk=s.case).child_id for s in (other, scene)]
        merge_children(keep=children[0], merge=children[1], by=rosa, at=NOW)
    with acting(fresh(area.rosa)) as rosa:
        assert [c.id for c in other_cases(rosa, scene.case)] == [other.case]
        assert [a.id for a in other_absences(rosa, scene.episode)] == [other.episode]
    scene.do(area.rosa, merging.propose_merge, survivor=other.case, **WHY)
    with pytest.raises(Refused, match="stands in no other"):
        scene.do(area.tess, merging.decide_merge, agreed=True, reason=None)
    with acting(area.rosa) as rosa:
        ending.propose_merge(episode=scene.episode, survivor=other.episode, **WHY, by=rosa, at=NOW, seen_version=None)
    with acting(area.tess) as tess:
        ending.decide_proposal(episode=scene.episode, agreed=True, reason=None, by=tess, at=NOW, seen_version=None)
    scene.do(area.tess, merging.decide_merge, agreed=True, reason=None)
    assert now(scene).container == "merged" and now(other).is_open
