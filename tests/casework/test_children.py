"""Children: who they are, what is known of them, who may open their record, and two records that are one child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from tests.casework.area import new_child, new_person
from wayhome.casework.children import actions, queries
from wayhome.casework.children.access import open_child
from wayhome.casework.children.ages import age_in_words
from wayhome.casework.children.finding import find
from wayhome.casework.children.models import Child, Key, Name
from wayhome.casework.children.sounds import sound
from wayhome.casework.children.words import (
    AddressKind,
    BirthCertainty,
    ConflictKind,
    NameKind,
    Part,
    PlacementKind,
    Relation,
)
from wayhome.casework.journal.context import Purpose
from wayhome.casework.journal.queries import who_looked
from wayhome.casework.records.refusals import NotAllowed, NotFound, Refused, Stale
from wayhome.casework.records.sealing import Unreadable
from wayhome.domain.vocabulary import Channel, ContactPermission, DataClass, RelationshipKind, Role, Source


@pytest.fixture
def aisha(area, acting):
    with acting(area.rosa):
        return new_child(area.rosa)


def test_it_registers_a_child_with_a_name_an_age_and_a_reference(area, acting, aisha):
    with acting(area.rosa):
        person = queries.person(area.rosa, aisha)
    assert (person.name, person.age(area.rosa.at), person.reference) == ("Aisha Karim", "14", "EA-1001")


def test_it_counts_references_in_each_authority_by_itself(area, acting, aisha):
    with acting(area.rosa):
        assert queries.person(area.rosa, new_child(area.rosa, "Ben")).reference == "EA-1002"
    with acting(area.wren):
        assert queries.person(area.wren, new_child(area.wren, "Cai")).reference == "WE-1001"


def test_it_answers_the_same_for_a_strangers_child_and_for_none(area, acting, aisha):
    with acting(area.wren):
        with pytest.raises(NotFound) as foreign:
            queries.record(area.wren, aisha)
        with pytest.raises(NotFound) as nobody:
            queries.record(area.wren, uuid4())
    assert str(foreign.value) == str(nobody.value)


def test_it_opens_a_record_to_nobody_without_a_relationship(area, acting, aisha):
    with acting(area.omar):
        assert open_child(area.omar, aisha)
    other_team = new_person(area.eastmere, "Nia Frost", Role.SOCIAL_WORKER, team=None)
    outsider = replace(other_team, teams=frozenset())
    with acting(outsider), pytest.raises(NotFound):
        queries.record(outsider, aisha)


def test_it_opens_a_record_to_another_organisation_by_a_row_and_shuts_it_at_once(area, acting, aisha):
    with acting(area.rosa):
        opened = actions.open_record(
            child=aisha, kind=RelationshipKind.ALLOCATION, purpose="care_planning", to_organisation=area.harbour.id,
            to_user=area.sam.user, by=area.rosa, at=area.rosa.at,
        )  # fmt: skip
    with acting(area.sam):
        assert queries.record(area.sam, aisha).person.name == "Aisha Karim"
    with acting(area.mona), pytest.raises(NotFound):
        queries.record(area.mona, aisha)
    with acting(area.rosa):
        assert actions.close_record(child=aisha, relationship=opened[0], by=area.rosa, at=area.rosa.at) == 1
    with acting(area.sam), pytest.raises(NotFound):
        queries.record(area.sam, aisha)


def test_it_shuts_a_record_at_the_hour_that_was_said(area, acting, aisha):
    until = area.rosa.at + timedelta(hours=1)
    with acting(area.rosa):
        actions.open_record(
            child=aisha, kind=RelationshipKind.ALLOCATION, purpose="care_planning", to_organisation=area.harbour.id,
            to_user=area.sam.user, ends_at=until, by=area.rosa, at=area.rosa.at,
        )  # fmt: skip
    with acting(replace(area.sam, at=until - timedelta(seconds=1))) as sam:
        assert queries.person(sam, aisha)
    with acting(replace(area.sam, at=until)) as sam, pytest.raises(NotFound):
        queries.person(sam, aisha)


def test_it_tells_the_authority_that_an_interviewer_elsewhere_looked(area, acting, aisha):
    with acting(area.rosa):
        actions.open_record(
            child=aisha, kind=RelationshipKind.ALLOCATION, purpose="care_planning", to_organisation=area.harbour.id,
            to_user=area.sam.user, by=area.rosa, at=area.rosa.at,
        )  # fmt: skip
    with acting(area.sam):
        queries.record(area.sam, aisha)
    with acting(area.rosa):
        assert area.sam.user in {look.user for look in who_looked(area.rosa, aisha)}


def test_it_walls_off_somebody_with_a_conflict_even_in_an_emergency(area, acting, aisha):
    with acting(area.omar):
        actions.declare_conflict(
            child=aisha, user=area.omar.user, kind=ConflictKind.RELATED, by=area.omar, at=area.omar.at
        )
        with pytest.raises(NotFound):
            queries.record(area.omar, aisha)
        with pytest.raises(NotFound):
            actions.break_glass(child=aisha, reason="the child is in danger now", by=area.omar, at=area.omar.at)
        assert queries.children(area.omar) == []


def test_it_breaks_the_glass_with_a_reason_for_twelve_hours_and_asks_for_review(area, acting, aisha):
    nia = replace(new_person(area.eastmere, "Nia Frost", Role.FRONT_DOOR), teams=frozenset())
    auditor = new_person(area.eastmere, "Ann Bell", Role.AUDITOR_IG)
    with acting(nia):
        with pytest.raises(Refused):
            actions.break_glass(child=aisha, reason=" ", by=nia, at=nia.at)
        opened = actions.break_glass(child=aisha, reason="police at her door, need her card", by=nia, at=nia.at)
        assert queries.person(nia, aisha).name == "Aisha Karim"
    with acting(replace(nia, at=nia.at + timedelta(hours=12))) as later, pytest.raises(NotFound):
        queries.person(later, aisha)
    with acting(nia), pytest.raises(Refused):
        actions.review_break_glass(
            relationship=opened, seen_version=1, by=replace(nia, roles=frozenset({Role.AUDITOR_IG})), at=nia.at
        )
    with acting(auditor):
        actions.review_break_glass(relationship=opened, seen_version=1, by=auditor, at=auditor.at)


def test_it_shows_the_town_alone_of_a_protected_address(area, acting, aisha):
    with acting(area.rosa):
        address = actions.record_address(
            child=aisha, kind=AddressKind.PLACEMENT, lines="7 Willow Row", town="Northby", postcode="NB1 2CD", protected=True,
            by=area.rosa, at=area.rosa.at,
        )  # fmt: skip
        actions.record_placement(
            child=aisha, kind=PlacementKind.FOSTER, starts_on=date(2025, 9, 1), provider_name="Willow carers",
            address=address, by=area.rosa, at=area.rosa.at,
        )  # fmt: skip
        record = queries.record(area.rosa, aisha)
        assert "Willow" not in str(record)
        assert record.addresses[0].town == "Northby"
        assert queries.protected_address(area.rosa, address).lines == "7 Willow Row"
    with acting(area.rosa):
        assert [look.what for look in who_looked(area.rosa, address)] == ["test"]


def test_it_refuses_a_protected_address_to_another_organisation(area, acting, aisha):
    with acting(area.rosa):
        address = actions.record_address(
            child=aisha,
            kind=AddressKind.HOME,
            lines="7 Willow Row",
            town="Northby",
            protected=True,
            by=area.rosa,
            at=area.rosa.at,
        )
        actions.open_record(
            child=aisha, kind=RelationshipKind.ALLOCATION, purpose="care_planning", to_organisation=area.harbour.id,
            to_user=area.sam.user, by=area.rosa, at=area.rosa.at,
        )  # fmt: skip
    with acting(area.sam), pytest.raises(NotAllowed):
        queries.protected_address(area.sam, address)


def test_it_seals_what_is_written_about_a_child(area, server, acting, aisha):
    with acting(area.rosa):
        actions.record_adult(
            child=aisha,
            relation=Relation.MOTHER,
            name="Canary Karim",
            reached_by="07700900123",
            by=area.rosa,
            at=area.rosa.at,
        )
        assert queries.record(area.rosa, aisha).adults[0].name == "Canary Karim"
    with psycopg.connect(server.dsn("superuser")) as anyone:
        stored = anyone.execute("SELECT name, reached_by FROM children_adult WHERE child_id = %s", [aisha]).fetchone()
    assert b"Canary" not in stored[0]
    assert b"07700900123" not in stored[1]


def test_it_cannot_read_text_whose_key_was_destroyed(area, acting, aisha):
    with acting(area.rosa):
        actions.record_adult(child=aisha, relation=Relation.MOTHER, name="Canary Karim", by=area.rosa, at=area.rosa.at)
    with acting(area.rosa):
        Key.objects.filter(child_id=aisha).update(wrapped=None, destroyed_at=area.rosa.at, destroyed_by=area.rosa.user)
    with acting(area.rosa), pytest.raises(Unreadable):
        queries.record(area.rosa, aisha)


def test_it_cannot_read_sealed_text_that_was_moved_to_another_row(area, server, acting, aisha):
    with acting(area.rosa):
        one = actions.record_adult(
            child=aisha, relation=Relation.MOTHER, name="Canary Karim", by=area.rosa, at=area.rosa.at
        )
        two = actions.record_adult(
            child=aisha, relation=Relation.FATHER, name="Other Karim", by=area.rosa, at=area.rosa.at
        )
    with psycopg.connect(server.dsn("superuser")) as anyone:
        anyone.execute(
            "UPDATE children_adult a SET name = b.name FROM children_adult b WHERE a.id = %s AND b.id = %s", [two, one]
        )
    with acting(area.rosa), pytest.raises(Unreadable):
        queries.record(area.rosa, aisha)


def test_it_keeps_two_dates_of_birth_until_one_is_settled_on(area, acting, aisha):
    with acting(area.rosa):
        later = area.rosa.at + timedelta(minutes=1)
        other = actions.record_birth(
            child=aisha, earliest=date(2012, 6, 10), source=Source.POLICE, by=area.rosa, at=later
        )
        disputed = queries.person(area.rosa, aisha)
        assert disputed.birth.certainty is BirthCertainty.DISPUTED
        assert disputed.age(area.rosa.at) == "13 or 14"
        actions.settle_birth(assertion=other, seen_version=1, by=area.rosa, at=area.rosa.at)
        settled = queries.record(area.rosa, aisha)
    assert settled.person.birth.earliest == date(2012, 6, 10)
    assert [b.settled for b in settled.births] == [False, True]


def test_it_says_not_recorded_for_an_age_nobody_knows(area, acting):
    with acting(area.rosa):
        person = queries.person(area.rosa, new_child(area.rosa, "Somebody", "", born=None))
    assert age_in_words(person.birth, date(2026, 3, 31)) == "age not recorded"


def test_it_starts_with_a_contact_card_that_nobody_has_checked(area, acting, aisha):
    with acting(area.rosa):
        card = queries.card(area.rosa, aisha)
        assert card.checked_at is None
        assert not any(card.allows(channel) for channel in Channel)
        assert "no text, no letter, no home phone" in card.line()


def test_it_keeps_the_latest_check_of_how_to_reach_a_child(area, acting, aisha):
    with acting(area.rosa):
        yes, never = ContactPermission.YES, ContactPermission.NEVER
        actions.check_contact_safety(child=aisha, permissions={Channel.TEXT: yes}, by=area.rosa, at=area.rosa.at)
        later = area.rosa.at + timedelta(minutes=5)
        actions.check_contact_safety(
            child=aisha,
            permissions={Channel.TEXT: never, Channel.CALL: yes},
            named_adult="Ms Patel",
            by=area.rosa,
            at=later,
        )
        card = queries.card(area.rosa, aisha)
    assert card.allows(Channel.CALL)
    assert not card.allows(Channel.TEXT)
    assert "Never: text message." in card.line()
    assert "Ms Patel" in card.line()


def test_it_tells_the_second_of_two_writers_and_overwrites_nothing(area, acting, aisha):
    with acting(area.rosa):
        version = queries.record(area.rosa, aisha).version
        actions.change_child(child=aisha, seen_version=version, first_language="Welsh", by=area.rosa, at=area.rosa.at)
        with pytest.raises(Stale):
            actions.change_child(
                child=aisha, seen_version=version, first_language="Urdu", by=area.rosa, at=area.rosa.at
            )
        assert queries.record(area.rosa, aisha).first_language == "Welsh"


def test_it_changes_only_what_a_form_may_change(area, acting, aisha):
    with acting(area.rosa), pytest.raises(Refused):
        actions.change_child(child=aisha, seen_version=2, reference="EA-9999", by=area.rosa, at=area.rosa.at)


def test_it_lets_nobody_write_who_a_child_is_without_the_right(area, acting, aisha):
    with acting(area.omar), pytest.raises(NotAllowed):
        actions.add_name(child=aisha, given="Someone", by=area.omar, at=area.omar.at)


def test_it_finds_a_child_by_how_the_name_sounds(area, acting):
    with acting(area.rosa):
        new_child(area.rosa, "John", "Smyth", date(2011, 1, 2))
        new_child(area.rosa, "Kayleigh", "Brown", date(2011, 1, 2))
        new_child(area.rosa, "Zahra", "Ali", date(2012, 5, 6))
        found = find(area.rosa, given="Jon", family="Smith", born=date(2011, 2, 1))
        assert [c.person.name for c in found] == ["John Smyth"]
        assert [c.person.name for c in find(area.rosa, born=date(2012, 5, 6))] == ["Zahra Ali"]
        assert [c.person.name for c in find(area.rosa, reference="ea-1003")] == ["Zahra Ali"]


def test_it_finds_nobody_of_another_authority(area, acting, aisha):
    with acting(area.wren):
        assert find(area.wren, given="Aisha", family="Karim", born=date(2011, 6, 10)) == []


def test_it_refuses_to_search_for_those_whose_work_it_is_not(area, acting, aisha):
    with acting(area.omar), pytest.raises(NotAllowed):
        find(area.omar, given="Aisha")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jon", "John"),
        ("Smith", "Smyth"),
        ("Aisha", "Ayesha"),
        ("Mohammed", "Muhammad"),
        ("Catherine", "Kathryn"),
        ("Siân", "Sian"),
    ],
)
def test_it_hears_two_spellings_as_one_name(one, other):
    assert sound(one) == sound(other) != ""


def test_it_searches_by_plain_equality_alone(area, acting, aisha):
    """Row security lets an index serve equality; a fuzzy operator would read every authority's rows (§3, hole 10)."""
    from django.db import connection as c
    from django.test.utils import CaptureQueriesContext

    with acting(area.rosa), CaptureQueriesContext(c) as asked:
        find(area.rosa, given="Aisha", family="Karim", born=date(2011, 6, 10), reference="EA-1001")
    assert not [q["sql"] for q in asked if any(op in q["sql"] for op in (" LIKE ", " ILIKE ", " % ", "&&", "@>", "~"))]


def test_it_merges_two_records_without_rewriting_what_refers_to_them(area, acting, aisha):
    with acting(area.rosa):
        twin = new_child(area.rosa, "Ayesha", "Kareem", None)
        name = Name.objects.get(child_id=twin)
        actions.merge_children(keep=aisha, merge=twin, by=area.rosa, at=area.rosa.at)
        record = queries.record(area.rosa, twin)
        assert record.person.id == aisha
        assert {n.given for n in record.names} == {"Aisha", "Ayesha"}
        assert Name.objects.get(pk=name.pk).child_id == twin
        assert [p.reference for p in queries.children(area.rosa)] == ["EA-1001"]


def test_it_undoes_a_merge_and_everything_stands_as_before(area, acting, aisha):
    with acting(area.rosa):
        twin = new_child(area.rosa, "Ayesha", "Kareem", date(2010, 1, 1))
        actions.merge_children(keep=aisha, merge=twin, by=area.rosa, at=area.rosa.at)
        assert queries.person(area.rosa, aisha).birth.certainty is BirthCertainty.DISPUTED
        actions.undo_merge(keep=aisha, merged=twin, by=area.rosa, at=area.rosa.at)
        assert queries.person(area.rosa, twin).name == "Ayesha Kareem"
        assert queries.person(area.rosa, aisha).birth.earliest == date(2011, 6, 10)
        assert {n.given for n in queries.record(area.rosa, aisha).names} == {"Aisha"}


def test_it_opens_all_of_a_merged_child_to_whoever_had_one_record(area, acting, aisha):
    with acting(area.rosa):
        twin = new_child(area.rosa, "Ayesha", "Kareem", None)
        actions.open_record(
            child=twin, kind=RelationshipKind.ALLOCATION, purpose="care_planning", to_organisation=area.harbour.id,
            to_user=area.sam.user, by=area.rosa, at=area.rosa.at,
        )  # fmt: skip
        actions.merge_children(keep=aisha, merge=twin, by=area.rosa, at=area.rosa.at)
    with acting(area.sam):
        assert {n.given for n in queries.record(area.sam, twin).names} == {"Aisha", "Ayesha"}
    with acting(area.rosa):
        actions.undo_merge(keep=aisha, merged=twin, by=area.rosa, at=area.rosa.at)
    with acting(area.sam):
        assert {n.given for n in queries.record(area.sam, twin).names} == {"Ayesha"}
        with pytest.raises(NotFound):
            queries.record(area.sam, aisha)


def test_it_opens_the_record_to_the_allocated_worker_and_ends_the_one_before(area, acting, aisha):
    nia = new_person(area.eastmere, "Nia Frost", Role.SOCIAL_WORKER)
    alone = replace(nia, teams=frozenset())
    with acting(area.rosa):
        actions.allocate_worker(child=aisha, part=Part.SOCIAL_WORKER, user=nia.user, by=area.rosa, at=area.rosa.at)
    with acting(alone):
        assert queries.record(alone, aisha).workers[0].name == "Nia Frost"
    with acting(area.rosa):
        actions.allocate_worker(
            child=aisha, part=Part.SOCIAL_WORKER, user=area.omar.user, by=area.rosa, at=area.rosa.at
        )
    with acting(alone), pytest.raises(NotFound):
        queries.record(alone, aisha)


def test_it_masks_the_name_for_a_manager_without_a_purpose(area, acting, aisha):
    dana = new_person(area.eastmere, "Dana Birch", Role.SERVICE_MANAGER)
    with acting(dana):
        assert queries.person(dana, aisha).name == "EA-1001"
        assert queries.record(dana, aisha).names == ()
    with acting(replace(dana, purpose=Purpose.OVERSIGHT)) as asking:
        assert queries.person(asking, aisha).name == "Aisha Karim"


def test_it_asks_the_matrix_for_each_class(area, acting, aisha):
    with acting(area.rosa):
        access = open_child(area.rosa, aisha)
        assert access.may_write(DataClass.EPISODE)
        assert not access.may_write(DataClass.HARM)
        assert access.may_read(DataClass.HARM)


def test_it_refuses_two_placements_at_one_time_but_not_the_day_of_a_move(area, acting, aisha):
    with acting(area.rosa):
        place = {"child": aisha, "kind": PlacementKind.FOSTER, "by": area.rosa, "at": area.rosa.at}
        actions.record_placement(**place, starts_on=date(2025, 1, 1), ends_on=date(2025, 6, 1))
        actions.record_placement(**place, starts_on=date(2025, 6, 1))
        with pytest.raises(Refused):
            actions.record_placement(**place, starts_on=date(2025, 9, 1))


def test_it_keeps_at_least_one_name(area, acting, aisha):
    with acting(area.rosa):
        only = queries.record(area.rosa, aisha).names[0]
        with pytest.raises(Refused):
            actions.end_name(name=only.id, seen_version=only.version, by=area.rosa, at=area.rosa.at)
        actions.add_name(child=aisha, given="Aish", family="Karim", kind=NameKind.ALIAS, by=area.rosa, at=area.rosa.at)
        actions.end_name(name=only.id, seen_version=only.version, by=area.rosa, at=area.rosa.at)


def test_it_lists_a_page_of_children_in_few_questions(area, acting):
    from django.test.utils import CaptureQueriesContext

    with acting(area.rosa):
        for n in range(12):
            new_child(area.rosa, f"Child{n}")
    with acting(area.rosa), CaptureQueriesContext(connection) as asked:
        assert len(queries.children(area.rosa)) == 12
    assert len(asked) <= 8
    with acting(area.rosa):
        assert Child.objects.filter(organisation_id=area.eastmere.id).count() == 12


@pytest.mark.parametrize("name", ["", "   "])
def test_it_records_no_adult_without_a_name(area, acting, name):
    with acting(area.rosa), pytest.raises(Refused):
        child = new_child(area.rosa, "Aisha")
        actions.record_adult(child=child, relation=Relation.MOTHER, name=name, by=area.rosa, at=area.rosa.at)
