"""How an absence ends otherwise than by coming back: in error, twice, turned 18, a death; and that each can be undone."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import reverse

from tests.casework.area import NOW, Area, new_person
from tests.casework.browser import hidden, signed_in
from tests.casework.stages import AN_HOUR_AGO, Scene, back, booked, fresh, twice
from tests.casework.test_absence import BACK, LEFT, aisha, missing
from tests.casework.test_step_pages import typed
from wayhome.casework.accounts.viewers import system_of
from wayhome.casework.children.actions import record_birth
from wayhome.casework.children.models import Child
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey import models, projection
from wayhome.casework.organisations import actions as organisations
from wayhome.casework.reach.actions import asking, ending
from wayhome.casework.reach.actions.absence import record_located, record_return
from wayhome.casework.reach.queries import grown_up as grown_up_of
from wayhome.casework.records.refusals import NotFound, Refused
from wayhome.casework.work.queries.today import Died, board, died_among
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import AttemptResult, AttemptTarget, Channel, Role, Source

WHY = {"reason": "It was another child of the same name."}


def told(by: Viewer, acting, episode: UUID, action, **given: object) -> None:
    with acting(fresh(by)) as viewer:
        action(episode=episode, by=viewer, at=NOW, seen_version=None, **given)


def stands(area: Area, acting, episode: UUID) -> str:
    with acting(fresh(area.rosa)):
        return models.EpisodeNow.objects.get(pk=episode).whereabouts


def returned(area: Area) -> Scene:
    scene = Scene(area)
    back(scene)
    return scene


def head_of_service(area: Area, acting) -> Viewer:
    """A head of service of the authority who works in another team: no child of this team is open to them."""
    with acting(area.eastmere.administrator) as admin:
        team = organisations.add_team(name="Senior management", by=admin, at=NOW)
    return new_person(area.eastmere, "Hal Quist", Role.SERVICE_MANAGER, team=team)


# In error, or twice: one person proposes, another decides


def test_it_takes_an_absence_away_only_when_a_manager_agrees(area: Area, acting):
    scene = returned(area)
    told(area.rosa, acting, scene.episode, ending.propose_void, **WHY)
    assert stands(area, acting, scene.episode) == "returned", "a proposal moves nothing"
    told(area.tess, acting, scene.episode, ending.decide_proposal, agreed=True, reason=None)
    assert stands(area, acting, scene.episode) == "void"
    with acting(area.rosa):
        voided = models.Event.objects.get(kind="episode_voided")
        assert (voided.recorded_by, voided.detail["second"]) == (area.tess.user, str(area.rosa.user))
        proposal = models.Event.objects.get(kind="episode_void_proposed")
        assert proposal.words == WHY["reason"] and WHY["reason"] not in str(proposal.detail)
        assert models.CaseNow.objects.get(pk=scene.case).deadline is None
        assert projection.differences(area.rosa) == []


def test_it_keeps_the_absence_when_the_manager_says_no_and_the_coordinator_may_propose_again(area: Area, acting):
    scene = returned(area)
    told(area.rosa, acting, scene.episode, ending.propose_void, **WHY)
    told(area.tess, acting, scene.episode, ending.decide_proposal, agreed=False, reason="Seen by two officers.")
    assert stands(area, acting, scene.episode) == "returned"
    told(area.rosa, acting, scene.episode, ending.propose_void, **WHY)


def test_it_lets_nobody_decide_what_they_proposed_themselves(area: Area, acting):
    scene = returned(area)
    both = new_person(area.eastmere, "Kim Both", Role.RHI_COORDINATOR)
    both = Viewer(both.organisation, both.user, both.roles | {Role.TEAM_MANAGER}, both.at, teams=both.teams)
    told(both, acting, scene.episode, ending.propose_void, **WHY)
    with pytest.raises(Refused, match="somebody else decides"), acting(fresh(both)) as kim:
        ending.decide_proposal(episode=scene.episode, agreed=True, reason=None, by=kim, at=NOW, seen_version=None)
    with pytest.raises(Refused), acting(fresh(area.rosa)) as rosa:
        ending.decide_proposal(episode=scene.episode, agreed=True, reason="x", by=rosa, at=NOW, seen_version=None)
    assert stands(area, acting, scene.episode) == "returned"


def test_it_names_the_absence_that_goes_on_and_takes_no_other_for_it(area: Area, acting):
    scene = Scene(area)
    twice(scene)
    with acting(fresh(area.rosa)) as rosa:
        stranger = missing(rosa, aisha(rosa))
    for wrong in (stranger, scene.episode):
        with pytest.raises(Refused, match="another absence of the same child"), acting(fresh(area.rosa)) as rosa:
            ending.propose_merge(episode=scene.episode, survivor=wrong, **WHY, by=rosa, at=NOW, seen_version=None)
    told(area.rosa, acting, scene.episode, ending.propose_merge, survivor=scene.other_episode, **WHY)
    told(area.tess, acting, scene.episode, ending.decide_proposal, agreed=True, reason=None)
    assert stands(area, acting, scene.episode) == "merged"
    with acting(fresh(area.rosa)) as rosa:
        detail = models.Event.objects.get(kind="episode_merged", episode_id=scene.episode).detail
        assert detail["survivor"] == str(scene.other_episode)
        assert detail["goes_on_as"] == models.Episode.objects.get(pk=scene.other_episode).reference
        assert projection.differences(rosa) == []
    with pytest.raises(Refused, match="another absence"), acting(fresh(area.rosa)) as rosa:
        ending.propose_merge(
            episode=scene.other_episode, survivor=scene.episode, **WHY, by=rosa, at=NOW, seen_version=None
        )


def test_it_merges_nothing_into_an_absence_that_was_taken_away_meanwhile(area: Area, acting):
    scene = Scene(area)
    twice(scene)
    told(area.rosa, acting, scene.episode, ending.propose_merge, survivor=scene.other_episode, **WHY)
    told(area.rosa, acting, scene.other_episode, ending.propose_void, **WHY)
    told(area.tess, acting, scene.other_episode, ending.decide_proposal, agreed=True, reason=None)
    with pytest.raises(Refused, match="another absence"), acting(fresh(area.tess)) as tess:
        ending.decide_proposal(episode=scene.episode, agreed=True, reason=None, by=tess, at=NOW, seen_version=None)


def test_it_puts_an_absence_back_with_a_second_person_and_its_proposal_does_not_stand_again(area: Area, acting):
    scene = returned(area)
    with acting(fresh(area.rosa)):
        before = models.CaseNow.objects.get(pk=scene.case).deadline
    told(area.rosa, acting, scene.episode, ending.propose_void, **WHY)
    told(area.tess, acting, scene.episode, ending.decide_proposal, agreed=True, reason=None)
    undo = {"episode": scene.episode, "reason": "It was her after all.", "at": NOW, "seen_version": None}
    with pytest.raises(Refused, match="two people"), acting(fresh(area.tess)) as tess:
        ending.put_back(second=tess.user, by=tess, **undo)
    with pytest.raises(Refused, match="from the list"), acting(fresh(area.tess)) as tess:
        ending.put_back(second=area.sam.user, by=tess, **undo)
    told(area.tess, acting, scene.episode, ending.put_back, second=area.rosa.user, reason="It was her after all.")
    assert stands(area, acting, scene.episode) == "returned"
    with acting(fresh(area.rosa)) as rosa:
        assert models.CaseNow.objects.get(pk=scene.case).deadline == before
        assert projection.differences(rosa) == []
    with pytest.raises(Refused, match="Nothing was proposed"), acting(fresh(area.tess)) as tess:
        ending.decide_proposal(episode=scene.episode, agreed=True, reason="x", by=tess, at=NOW, seen_version=None)
    with pytest.raises(Refused, match="undone"), acting(fresh(area.tess)) as tess:
        ending.put_back(second=area.rosa.user, by=tess, **undo)


# A death


def test_it_stops_every_contact_at_once_and_tells_the_head_of_service(area: Area, acting):
    hal = head_of_service(area, acting)
    scene = Scene(area)
    booked(scene)
    with pytest.raises(NotFound), acting(fresh(hal)) as viewer:
        ending.record_death(episode=scene.episode, happened=AN_HOUR_AGO, by=viewer, at=NOW, seen_version=None)
    told(area.omar, acting, scene.episode, ending.record_death, happened=AN_HOUR_AGO, words="The hospital rang.")
    tried = {
        "channel": Channel.VISIT,
        "target": AttemptTarget.CHILD,
        "result": AttemptResult.NO_ANSWER,
        "happened": AN_HOUR_AGO,
    }
    with pytest.raises(Refused, match="The child has died"), acting(fresh(area.rosa)) as rosa:
        asking.log_try(case=scene.case, by=rosa, at=NOW, seen_version=None, **tried)
    with acting(fresh(area.rosa)):
        now = models.CaseNow.objects.get(pk=scene.case)
        assert (now.headline, now.deadline, now.is_open) == ("deceased", None, True)
        assert Child.objects.get(pk=now.child_id).deceased_at == AN_HOUR_AGO.earliest
    page = signed_in(hal).get(reverse("today")).content.decode()
    assert "has died" in page and "Every call, message and reminder has stopped" in page


def test_it_shows_a_child_who_has_died_in_no_list_of_what_is_due(area: Area, acting):
    scene = returned(area)
    with acting(fresh(area.rosa)):
        reference = models.Case.objects.get(pk=scene.case).reference
    told(area.rosa, acting, scene.episode, ending.record_death, happened=NOT_RECORDED)
    browser = signed_in(area.rosa)
    page = browser.get(reverse("today")).content.decode()
    assert "has died" in page
    assert f"case-{reference}" not in page, "no row asks for anything"
    assert "Aisha" not in browser.get(reverse("call_list")).content.decode()
    case = browser.get(reverse("case", args=[scene.case])).content.decode()
    assert "Aisha has died" in case and "No call, no text, no letter, no visit" in case
    assert reverse("case_deceased", args=[scene.case]) in case
    for gone in ("try_new", "book_talk", "allocate", "refer"):
        assert reverse(gone, args=[scene.case]) not in case


def lately_dead(viewer: Viewer) -> list[Died]:
    return died_among(viewer, board(viewer, since=viewer.at).died)


def test_it_shows_a_death_without_a_case_for_two_weeks(area: Area, acting):
    with acting(fresh(area.rosa)) as rosa:
        episode = missing(rosa, aisha(rosa))
    told(area.rosa, acting, episode, ending.record_death, happened=NOT_RECORDED)
    with acting(fresh(area.rosa)) as rosa:
        assert [d.person.name for d in lately_dead(rosa)] == ["Aisha Karim"]
    later = Viewer(
        area.rosa.organisation, area.rosa.user, area.rosa.roles, NOW + timedelta(days=15), teams=area.rosa.teams
    )
    with acting(later) as rosa:
        assert lately_dead(rosa) == []


def test_it_takes_a_death_back_and_the_clock_runs_as_before(area: Area, acting):
    scene = returned(area)
    told(area.rosa, acting, scene.episode, ending.record_death, happened=AN_HOUR_AGO)
    told(area.tess, acting, scene.episode, ending.put_back, second=area.rosa.user, reason="Another child.")
    with acting(fresh(area.rosa)) as rosa:
        now = models.CaseNow.objects.get(pk=scene.case)
        assert now.deadline == BACK + timedelta(hours=72)
        assert Child.objects.get(pk=now.child_id).deceased_at is None
        assert projection.differences(rosa) == []


def test_it_takes_no_death_from_those_who_may_not_say_so(area: Area, acting):
    scene = returned(area)
    with pytest.raises(NotFound), acting(fresh(area.wren)) as wren:
        ending.record_death(episode=scene.episode, happened=AN_HOUR_AGO, by=wren, at=NOW, seen_version=None)
    with pytest.raises(Refused, match="not yours"), acting(fresh(area.tess)) as tess:
        ending.record_death(episode=scene.episode, happened=AN_HOUR_AGO, by=tess, at=NOW, seen_version=None)


# Turned 18 while away


def grown_up(area: Area, at=NOW) -> int:
    system = system_of(area.eastmere.id, at=at)
    with transaction.atomic(), acting_as(system, doing="turned 18"):
        return sum(ending.turn_18(**due, by=system, at=at) for due in grown_up_of(system))


def away(acting, by: Viewer, born: date | None) -> UUID:
    with acting(fresh(by)) as rosa:
        child = aisha(rosa)
        if born:
            record_birth(child=child, earliest=born, source=Source.LA, by=rosa, at=NOW)
        return missing(rosa, child)


@pytest.mark.parametrize(
    ("born", "state"),
    [
        (date(2008, 3, 31), "turned_18"),
        (date(2008, 4, 1), "missing"),
        (date(2008, 3, 30), "turned_18"),
        (date(2000, 1, 1), "turned_18"),
        (None, "missing"),
    ],
)
def test_it_ends_an_absence_on_the_eighteenth_birthday(area: Area, acting, born, state):
    episode = away(acting, area.rosa, born)
    assert grown_up(area) == (state == "turned_18")
    assert grown_up(area) == 0, "however often the job runs"
    assert stands(area, acting, episode) == state
    with acting(fresh(area.rosa)) as rosa:
        assert projection.differences(rosa) == []
        assert models.Event.objects.filter(kind="turned_18").count() == (state == "turned_18")


def test_it_leaves_those_who_are_back_and_ends_one_who_is_only_found(area: Area, acting):
    found = away(acting, area.rosa, date(2008, 3, 1))
    with acting(fresh(area.rosa)) as rosa:
        record_located(episode=found, happened=Moment.exactly(BACK), source=Source.POLICE, by=rosa, at=NOW)
    back_already = away(acting, area.rosa, date(2008, 3, 1))
    with acting(fresh(area.rosa)) as rosa:
        record_return(episode=back_already, happened=Moment.exactly(BACK), source=Source.POLICE, by=rosa, at=NOW)
    assert grown_up(area) == 1
    assert stands(area, acting, found) == "turned_18"
    assert stands(area, acting, back_already) == "returned"


def test_it_dates_it_on_the_birthday_unless_the_child_went_missing_later(area: Area, acting):
    on_the_day = away(acting, area.rosa, date(2008, 3, 31))
    after = away(acting, area.rosa, date(2008, 3, 1))
    assert grown_up(area) == 2
    with acting(fresh(area.rosa)):
        first, second = (models.Event.objects.get(kind="turned_18", episode_id=e) for e in (on_the_day, after))
        assert first.happened == Moment.on(date(2026, 3, 31)) and first.happened.earliest > LEFT
        assert second.happened == Moment.exactly(NOW)


# The pages


ENDS = ("absence_in_error", "absence_twice", "absence_died")


def test_it_leads_from_the_case_and_from_the_child_to_the_absence_and_to_what_can_be_recorded(area: Area, acting):
    scene = returned(area)
    browser = signed_in(area.rosa)
    at = reverse("absence", args=[scene.episode])
    with acting(fresh(area.rosa)):
        child = models.CaseNow.objects.get(pk=scene.case).child_id
    assert at in browser.get(reverse("case", args=[scene.case])).content.decode()
    assert at in browser.get(reverse("child_cases", args=[child])).content.decode()
    page = browser.get(at).content.decode()
    for name in ENDS:
        assert reverse(name, args=[scene.episode]) in page
        opened = browser.get(reverse(name, args=[scene.episode]))
        assert opened.status_code == 200 and "{child}" not in opened.content.decode()
    assert reverse("absence_put_back", args=[scene.episode]) not in page
    assert reverse("absence_decide", args=[scene.episode]) not in signed_in(area.tess).get(at).content.decode()


def test_it_asks_the_manager_on_today_and_shows_them_why(area: Area, acting):
    scene = returned(area)
    browser = signed_in(area.rosa)
    at = reverse("absence_in_error", args=[scene.episode])
    seen = hidden(browser.get(at), "seen_version")
    assert browser.post(at, {"seen_version": seen, **WHY}).status_code == 302
    decide = reverse("absence_decide", args=[scene.episode])
    manager = signed_in(area.tess)
    assert decide in manager.get(reverse("today")).content.decode()
    assert decide not in browser.get(reverse("today")).content.decode(), "whoever proposed it is not asked"
    page = manager.get(decide)
    assert WHY["reason"] in page.content.decode()
    no_reason = manager.post(decide, {"seen_version": hidden(page, "seen_version"), "agreed": "no"})
    assert no_reason.status_code == 422 and "Say why the absence stands" in no_reason.content.decode()
    yes = manager.post(decide, {"seen_version": hidden(page, "seen_version"), "agreed": "yes"})
    assert yes.status_code == 302, yes.content.decode()[-3000:]
    assert stands(area, acting, scene.episode) == "void"
    assert decide not in manager.get(reverse("today")).content.decode()
    after = manager.get(reverse("absence", args=[scene.episode])).content.decode()
    assert "Not an absence" in after and reverse("absence_put_back", args=[scene.episode]) in after


def test_it_says_beforehand_that_there_is_nothing_to_decide_or_undo(area: Area, acting):
    scene = returned(area)
    manager = signed_in(area.tess)
    assert "cannot be recorded now" in manager.get(reverse("absence_decide", args=[scene.episode])).content.decode()
    assert "can be undone" in manager.get(reverse("absence_put_back", args=[scene.episode])).content.decode()


def test_it_shows_what_changed_to_a_person_who_was_overtaken(area: Area, acting):
    scene = returned(area)
    browser = signed_in(area.rosa)
    at = reverse("absence_died", args=[scene.episode])
    seen = hidden(browser.get(at), "seen_version")
    told(area.rosa, acting, scene.episode, ending.propose_void, **WHY)
    late = browser.post(at, typed(scene.case, seen_version=seen, words="The hospital rang."))
    page = late.content.decode()
    assert late.status_code == 409
    assert "The hospital rang." in page and "Proposed: recorded in error" in page
    assert stands(area, acting, scene.episode) == "returned"
