"""The pages of a child's record, in a browser without scripts."""

from __future__ import annotations

import re

import pytest

from tests.casework.area import new_child
from tests.casework.browser import signed_in
from wayhome.casework.children import actions, queries
from wayhome.casework.children.words import AddressKind
from wayhome.casework.journal.queries import verify, who_looked
from wayhome.domain.vocabulary import RelationshipKind


@pytest.fixture
def aisha(area, acting):
    with acting(area.rosa):
        return new_child(area.rosa)


@pytest.fixture
def rosas(area):
    return signed_in(area.rosa)


def test_it_shows_a_record_with_who_it_is_and_how_to_reach_the_child(rosas, aisha):
    page = rosas.get(f"/children/{aisha}/").content.decode()
    assert "Aisha Karim" in page
    assert "How to reach Aisha safely" in page
    assert "No text, no letter, no home phone" in page
    assert "not recorded" in page


def test_it_journals_whose_record_a_page_showed(area, acting, rosas, aisha):
    rosas.get(f"/children/{aisha}/")
    with acting(area.rosa):
        assert "child" in {look.what for look in who_looked(area.rosa, aisha)}
        assert verify(area.rosa).whole


def test_it_answers_a_stranger_and_a_made_up_id_with_the_same_page(area, aisha):
    wrens = signed_in(area.wren)
    foreign = wrens.get(f"/children/{aisha}/")
    nobody = wrens.get("/children/00000000-0000-4000-8000-000000000000/")
    assert foreign.status_code == nobody.status_code == 404
    assert without_nonces(foreign) == without_nonces(nobody)


def without_nonces(answer) -> str:
    return re.sub(r"next=[^\"]*", "", answer.content.decode())


def test_it_finds_a_child_without_a_name_in_any_address(rosas, aisha):
    answer = rosas.post("/children/", {"given": "Ayesha", "family": "Kareem"})
    assert "Aisha Karim" in answer.content.decode()
    assert rosas.post("/children/", {}).status_code == 422


def test_it_shows_children_who_may_be_meant_before_a_second_file_is_started(rosas, aisha):
    sent = {"given": "Ayesha", "family": "Karim", "born": "2011-06-10"}
    asked = rosas.post("/children/add/", sent)
    assert asked.status_code == 200
    assert "Is it this child?" in asked.content.decode()
    assert rosas.post("/children/add/", sent | {"nobody_here": "yes"}).status_code == 302
    assert "EA-1002" in rosas.get("/children/").content.decode()


@pytest.mark.parametrize(
    ("part", "sent", "shown"),
    [
        ("name", {"kind": "alias", "given": "Aish"}, "Aish"),
        ("birth", {"earliest": "2012-06-10", "source": "police"}, "disputed"),
        ("address", {"kind": "home", "lines": "3 Elm Walk", "town": "Eastmere"}, "3 Elm Walk"),
        (
            "placement",
            {"kind": "foster_placement", "provider_name": "Oak carers", "starts_on": "2025-09-01"},
            "Oak carers",
        ),
        ("adult", {"relation": "mother", "name": "Sana Karim", "may_be_contacted": "never"}, "never contact"),
        ("school", {"name": "Northgate School", "contact": "Ms Patel"}, "Ms Patel"),
        ("status", {"kind": "legal", "code": "C2", "starts_on": "2025-01-01"}, "C2"),
    ],
)
def test_it_adds_to_each_part_of_a_record(rosas, aisha, part, sent, shown):
    assert rosas.get(f"/children/{aisha}/add/{part}/").status_code == 200
    assert rosas.post(f"/children/{aisha}/add/{part}/", {}).status_code == 422
    assert rosas.post(f"/children/{aisha}/add/{part}/", sent).status_code == 302
    assert shown in rosas.get(f"/children/{aisha}/").content.decode()


def test_it_has_no_page_for_a_part_that_is_none(rosas, aisha):
    assert rosas.get(f"/children/{aisha}/add/secrets/").status_code == 404


def test_it_records_a_check_of_how_to_reach_a_child(rosas, aisha):
    page = rosas.get(f"/children/{aisha}/contact/").content.decode()
    ways = dict.fromkeys(re.findall(r'name="(way_\w+)"', page), "not_checked_yet")
    sent = ways | {"way_text": "never", "way_via_school": "yes", "named_adult": "Ms Patel"}
    assert rosas.post(f"/children/{aisha}/contact/", sent).status_code == 302
    shown = rosas.get(f"/children/{aisha}/").content.decode()
    assert "<dt>Never</dt>" in shown
    assert "Ms Patel" in shown


def test_it_keeps_what_was_typed_when_somebody_else_saved_first(area, acting, rosas, aisha):
    form = rosas.get(f"/children/{aisha}/facts/").content.decode()
    version = re.search(r'name="seen_version"[^>]*value="(\d+)"', form).group(1)
    with acting(area.rosa):
        actions.change_child(
            child=aisha, seen_version=int(version), first_language="Welsh", by=area.rosa, at=area.rosa.at
        )
    answer = rosas.post(
        f"/children/{aisha}/facts/", {"first_language": "Urdu", "likes_to_be_called": "Aish", "seen_version": version}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Urdu" in page
    assert "Welsh" in page
    assert "Someone else changed this while you were writing" in page
    latest = re.search(r'name="seen_version"[^>]*value="(\d+)"', page).group(1)
    sent = {
        "first_language": "Urdu",
        "likes_to_be_called": "Aish",
        "seen_version": latest,
        "choose_first_language": "theirs",
    }
    assert rosas.post(f"/children/{aisha}/facts/", sent).status_code == 302
    with acting(area.rosa):
        record = queries.record(area.rosa, aisha)
    assert (record.first_language, record.person.called) == ("Welsh", "Aish")


def test_it_shows_the_town_alone_and_the_rest_for_one_look(area, acting, rosas, aisha):
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
    assert "Willow" not in rosas.get(f"/children/{aisha}/").content.decode()
    assert rosas.get(f"/children/addresses/{address}/").status_code == 405
    assert "7 Willow Row" in rosas.post(f"/children/addresses/{address}/").content.decode()
    with acting(area.rosa):
        assert [look.what for look in who_looked(area.rosa, address)] == ["protected_address"]


def test_it_says_who_may_open_a_record_and_who_looked(area, acting, rosas, aisha):
    with acting(area.rosa):
        actions.open_record(
            child=aisha, kind=RelationshipKind.ALLOCATION, purpose="care_planning", to_organisation=area.harbour.id,
            to_user=area.sam.user, by=area.rosa, at=area.rosa.at,
        )  # fmt: skip
    page = rosas.get(f"/children/{aisha}/access/").content.decode()
    assert "Sam Reed, Harbour" in page
    assert "Rosa Okoro" in page


def test_it_opens_a_record_in_an_emergency_on_a_page_that_names_nobody(area, acting, rosas):
    with acting(area.tess):
        child = actions.register_child(given="Kai", by=area.tess, at=area.tess.at)
        actions.close_record(child=child, to_organisation=area.eastmere.id, by=area.tess, at=area.tess.at)
    page = rosas.get(f"/children/{child}/emergency/")
    assert page.status_code == 200
    assert "Kai" not in page.content.decode()
    assert rosas.get(f"/children/{child}/").status_code == 404
    assert rosas.post(f"/children/{child}/emergency/", {"reason": "short"}).status_code == 422
    assert rosas.post(f"/children/{child}/emergency/", {"reason": "police at the door with her now"}).status_code == 302
    assert "Kai" in rosas.get(f"/children/{child}/").content.decode()


def test_it_merges_two_records_of_one_child_from_the_page(area, acting, rosas, aisha):
    with acting(area.rosa):
        twin = new_child(area.rosa, "Ayesha", "Karim")
    page = rosas.get(f"/children/{aisha}/same/").content.decode()
    assert str(twin) in page
    assert rosas.post(f"/children/{aisha}/same/", {"merge": str(twin)}).status_code == 302
    assert "Ayesha" in rosas.get(f"/children/{aisha}/").content.decode()


def test_it_tells_the_browser_to_keep_nothing_and_load_nothing_from_elsewhere(rosas, aisha):
    headers = rosas.get(f"/children/{aisha}/").headers
    assert headers["Cache-Control"] == "no-store, private"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_it_puts_no_script_or_style_inside_a_page(rosas, aisha):
    page = rosas.get(f"/children/{aisha}/").content.decode()
    assert not re.findall(r"<script(?![^>]*(src=|type=\"application/json\"))", page)
    assert "style=" not in page
