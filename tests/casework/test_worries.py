"""Worries: saved before anything is asked, received by a named person, and going up by the minute until then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.casework.area import NOW, Area, new_person
from tests.casework.browser import signed_in
from tests.casework.test_absence import aisha
from tests.casework.test_asking import back
from tests.casework.test_delivery import with_harbour
from wayhome.casework.journal.context import Purpose, Seen, Viewer
from wayhome.casework.journal.models import Entry
from wayhome.casework.journey import models, projection, worries
from wayhome.casework.organisations.actions import add_team, set_policy
from wayhome.casework.records.refusals import NotFound, Refused
from wayhome.casework.work.queries.worries import next_rung, waiting, worries_of
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Role, SafeguardingActionKind

GREY_CAR = "An adult with a grey car has waited outside school twice."


def later(viewer: Viewer, minutes: int) -> Viewer:
    return replace(viewer, at=NOW + timedelta(minutes=minutes), seen=Seen())


def raised(by: Viewer, child: UUID, words: str | None = GREY_CAR) -> UUID:
    return worries.raise_worry(child=child, words=words, by=by, at=NOW)


def the_system(area: Area, minutes: int) -> Viewer:
    return Viewer(area.eastmere.id, None, frozenset(), NOW + timedelta(minutes=minutes), Purpose.JOB)


def test_it_saves_a_worry_about_a_child_without_any_case(area: Area, acting):
    with acting(area.rosa):
        child = aisha(area.rosa)
        raised(area.rosa, child)
    with acting(area.rosa):
        (one,) = waiting(area.rosa)
        assert one.worry.words == GREY_CAR and one.worry.waits and one.person.name == "Aisha Karim"


def test_it_saves_a_worry_before_a_word_is_written(area: Area, acting):
    with acting(area.rosa):
        child = aisha(area.rosa)
        raised(area.rosa, child, None)
        assert [w.words for w in worries_of(area.rosa, child)] == [None]


def test_it_lets_everyone_with_the_childs_page_raise_a_worry_and_nobody_else(area: Area, acting):
    case = with_harbour(area, acting)
    with acting(area.sam):
        child = models.Case.objects.get(pk=case).child_id
        raised(area.sam, child)
    for stranger in (area.wren, area.pat):
        with pytest.raises(NotFound), acting(stranger):
            raised(stranger, child)


def test_it_stops_waiting_only_when_a_person_says_that_they_have_it(area: Area, acting):
    with acting(area.rosa):
        child = aisha(area.rosa)
        worry = raised(area.rosa, child)
        worries.receive_worry(worry=worry, child=child, by=area.rosa, at=NOW + timedelta(minutes=9))
    with acting(area.rosa):
        assert waiting(area.rosa) == []
        (seen,) = worries_of(area.rosa, child)
        assert seen.received_by == "Rosa Okoro" and seen.received_at == NOW + timedelta(minutes=9)
    with pytest.raises(Refused, match="already"), acting(area.rosa):
        worries.receive_worry(worry=worry, child=child, by=area.rosa, at=NOW + timedelta(minutes=10))


def test_it_goes_up_by_the_minutes_of_the_authority_until_somebody_has_it(area: Area, acting):
    admin = area.eastmere.administrator
    with acting(admin):
        set_policy(name="worry_ladder_minutes", value=[0, 10, 20, 40], starts_at=NOW, by=admin, at=NOW)
    with acting(area.rosa):
        child = aisha(area.rosa)
        worry = raised(area.rosa, child)
    for minutes, reached in ((0, [Role.FRONT_DOOR]), (9, []), (21, [Role.TEAM_MANAGER, Role.SERVICE_MANAGER])):
        system = the_system(area, minutes)
        with acting(system):
            assert list(worries.escalate(worry=worry, child=child, by=system, at=system.at)) == reached
    with acting(area.rosa):
        worries.receive_worry(worry=worry, child=child, by=area.rosa, at=NOW + timedelta(minutes=22))
    system = the_system(area, 60)
    with acting(system):
        assert worries.escalate(worry=worry, child=child, by=system, at=system.at) == ()


def test_it_says_where_a_worry_goes_next(area: Area, acting):
    rungs = [(Role.FRONT_DOOR, timedelta(0), None), (Role.TEAM_MANAGER, timedelta(minutes=15), "Tess Hall")]
    after = next_rung(NOW, rungs, NOW + timedelta(minutes=3))
    assert after is not None and (after.name, after.at) == ("Tess Hall", NOW + timedelta(minutes=15))
    assert next_rung(NOW, rungs, NOW + timedelta(minutes=15)) is None


def test_it_waits_for_no_state_and_makes_no_form_stale(area: Area, acting):
    with acting(area.rosa):
        case = back(area.rosa)
        before = models.CaseNow.objects.get(pk=case)
        raised(area.rosa, models.Case.objects.get(pk=case).child_id)
        after = models.CaseNow.objects.get(pk=case)
        assert (before.worries_waiting, after.worries_waiting) == (0, 1)
        assert before.version == after.version
        assert projection.differences(area.rosa) == []


def test_it_records_what_was_done_only_after_somebody_has_it(area: Area, acting):
    done = SafeguardingActionKind.MASH_REFERRAL
    with acting(area.rosa):
        child = aisha(area.rosa)
        worry = raised(area.rosa, child)
    with pytest.raises(Refused, match="receives the worry first"), acting(area.tess):
        worries.act_on_worry(worry=worry, child=child, done=done, happened=Moment.exactly(NOW), by=area.tess, at=NOW)
    with acting(area.tess):
        worries.receive_worry(worry=worry, child=child, by=area.tess, at=NOW)
        worries.act_on_worry(
            worry=worry, child=child, done=done, happened=Moment.exactly(NOW), by=area.tess, at=NOW, reference="M/77"
        )
        (seen,) = worries_of(area.tess, child)
        assert seen.acted == (done.label,)


def test_it_hands_a_worry_on_as_a_new_one_that_waits_again(area: Area, acting):
    with acting(area.rosa):
        child = aisha(area.rosa)
        worry = raised(area.rosa, child)
        worries.receive_worry(worry=worry, child=child, by=area.rosa, at=NOW)
        new = worries.hand_worry_on(worry=worry, child=child, words="Seen again today.", by=area.rosa, at=NOW)
    with acting(area.rosa):
        assert [w.worry.id for w in waiting(area.rosa)] == [new]
        worries.receive_worry(worry=new, child=child, by=area.rosa, at=NOW)
        assert waiting(area.rosa) == []


def test_it_strikes_through_a_worry_about_the_wrong_child_and_keeps_it(area: Area, acting):
    with acting(area.rosa):
        child = aisha(area.rosa)
        worry = raised(area.rosa, child)
    with pytest.raises(Refused), acting(area.omar):
        worries.strike_worry(worry=worry, child=child, reason="Wrong child.", by=area.omar, at=NOW)
    with acting(area.tess):
        worries.strike_worry(worry=worry, child=child, reason="Wrong child.", by=area.tess, at=NOW)
    with acting(area.rosa):
        assert waiting(area.rosa) == []
        assert [w.struck for w in worries_of(area.rosa, child)] == [True]


def test_it_opens_the_record_to_the_front_door_that_picks_a_worry_up(area: Area, acting):
    admin = area.eastmere.administrator
    with acting(admin):
        elsewhere = add_team(name="Front door", by=admin, at=NOW)
    dora = new_person(area.eastmere, "Dora Front", Role.FRONT_DOOR, team=elsewhere)
    with acting(area.rosa):
        child = aisha(area.rosa)
        worry = raised(area.rosa, child)
    with acting(dora):
        worries.receive_worry(worry=worry, child=child, by=dora, at=NOW)
    with acting(later(dora, 5)) as dora_later:
        assert worries_of(dora_later, child)[0].words == GREY_CAR
    with pytest.raises(NotFound), acting(later(dora, 13 * 60)) as much_later:
        worries_of(much_later, child)


def test_it_notes_no_word_of_a_worry_in_the_journal(area: Area, acting):
    with acting(area.rosa):
        raised(area.rosa, aisha(area.rosa))
    with acting(area.rosa):
        entry = Entry.objects.get(what="journey.worry_raised")
        assert "grey car" not in str(entry.codes) + str(entry.subjects)


def test_it_shows_the_front_door_a_worry_by_reference_until_it_is_picked_up(area: Area, acting):
    admin = area.eastmere.administrator
    with acting(admin):
        elsewhere = add_team(name="Front door", by=admin, at=NOW)
    dora = new_person(area.eastmere, "Dora Front", Role.FRONT_DOOR, team=elsewhere)
    with acting(area.rosa):
        child = aisha(area.rosa)
        worry = raised(area.rosa, child)
    with acting(dora):
        (one,) = waiting(dora)
        assert one.person.masked and "Aisha" not in one.person.name and one.worry.words is None
    client = signed_in(dora)
    page = client.get(f"/children/{child}/worries/{worry}/").content.decode()
    assert "Aisha" not in page and "grey car" not in page and "Nobody has picked this up yet" in page
    assert client.post(f"/children/{child}/worries/{worry}/received/").status_code == 302
    page = client.get(f"/children/{child}/worries/{worry}/").content.decode()
    assert "Aisha Karim" in page and "Received by Dora Front" in page


def test_it_finds_every_worry_of_an_organisation_that_has_reached_a_rung(area: Area, acting):
    with acting(area.rosa):
        children = [aisha(area.rosa), aisha(area.rosa)]
        kept, taken = (raised(area.rosa, child) for child in children)
        worries.receive_worry(worry=taken, child=children[1], by=area.rosa, at=NOW)
    system = the_system(area, 16)
    with acting(system):
        assert worries.due_to_go_up(system) == [{"worry": kept, "child": children[0]}]
        assert len(worries.escalate(worry=kept, child=children[0], by=system, at=system.at)) == 2
        assert worries.due_to_go_up(system) == []
    with acting(area.rosa):
        assert {w.id: w.rungs_told for w in worries_of(area.rosa, children[0])} == {kept: 2}
