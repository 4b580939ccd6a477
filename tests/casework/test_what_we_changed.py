"""What we changed: a named manager's own words under what children told, never naming a child, and no version ever lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.casework.area import NOW, Area, new_area, new_child, new_person
from tests.casework.browser import hidden, signed_in
from wayhome.casework.children.named import named_in
from wayhome.casework.journal.context import Seen, Viewer
from wayhome.casework.journal.models import Entry as Journalled
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.oversight import actions
from wayhome.casework.oversight.changed_pages import signed
from wayhome.casework.oversight.models import WhatWeChanged
from wayhome.casework.oversight.queries.changed import entry, what_changed
from wayhome.casework.records.refusals import NotAllowed, NotFound, Refused, Stale
from wayhome.domain.vocabulary import Role

JUNE = date(2025, 6, 9)
SAID, DONE = "Several asked to be seen after school.", "There are evening slots on Tuesdays and Thursdays."
WORDS = {"theme": "need:mentoring", "said": SAID, "changed": DONE, "since": JUNE}


@contextmanager
def acting(viewer: Viewer) -> Iterator[Viewer]:
    with transaction.atomic(), acting_as(replace(viewer, seen=Seen()), doing="test") as who:
        yield who


@dataclass
class Here:
    area: Area
    tran: Viewer

    def written(self, **other: object) -> UUID:
        with acting(self.tran) as tran:
            return actions.write_change(**{**WORDS, **other}, by=tran, at=NOW)  # type: ignore[arg-type]

    def again(self, id: UUID, seen: int = 1, **other: object) -> None:
        given = {**WORDS, "because": "Wednesdays were added.", **other}
        with acting(self.tran) as tran:
            actions.rewrite_change(entry_id=id, seen_version=seen, **given, by=tran, at=NOW)  # type: ignore[arg-type]

    def back(self, id: UUID, seen: int = 1) -> None:
        with acting(self.tran) as tran:
            actions.take_change_back(
                entry_id=id, seen_version=seen, because="The worker left.", by=tran, at=NOW + timedelta(days=1)
            )


@pytest.fixture
def here() -> Here:
    area = new_area()
    return Here(area, new_person(area.eastmere, "Minh Tran", Role.SERVICE_MANAGER))


class TestWriting:
    def test_it_stands_with_name_role_and_date(self, here: Here):
        id = here.written()
        with acting(here.area.rosa) as rosa:
            (found,) = what_changed(rosa).stand
        assert (found.id, found.now.said, found.now.changed, found.now.since) == (id, SAID, DONE, JUNE)
        assert signed(found.now) == "Minh Tran, service manager, 31 March 2026"

    @pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.NAMED_SENIOR_MANAGER, Role.DCS])
    def test_it_is_written_by_whoever_answers_for_the_service(self, here: Here, role: Role):
        with acting(new_person(here.area.eastmere, "Other Person", role)) as senior:
            actions.write_change(**WORDS, by=senior, at=NOW)  # type: ignore[arg-type]
            assert what_changed(senior).stand[0].now.role is role

    def test_it_is_written_by_nobody_else(self, here: Here):
        for other in (here.area.rosa, here.area.tess):
            with pytest.raises(NotAllowed), acting(other) as viewer:
                actions.write_change(**WORDS, by=viewer, at=NOW)  # type: ignore[arg-type]

    def test_it_is_read_by_whoever_sees_totals_and_nobody_else(self, here: Here):
        id = here.written()
        with acting(here.area.sam) as sam, pytest.raises(NotAllowed):
            what_changed(sam)
        with acting(here.area.omar) as omar, pytest.raises(NotAllowed):
            entry(omar, id)
        with acting(here.area.wren) as wren:
            assert what_changed(wren).stand == ()
            with pytest.raises(NotFound):
                entry(wren, id)

    def test_it_speaks_of_nothing_that_is_still_to_come(self, here: Here):
        with pytest.raises(Refused, match="still to come"):
            here.written(since=date(2026, 4, 1))
        assert here.written(since=date(2026, 3, 31))

    def test_it_journals_who_wrote_and_what_was_shown_but_never_the_words(self, here: Here):
        here.again(here.written())
        with acting(here.tran):
            rows = Journalled.objects.filter(what="oversight.change_written").order_by("number")
            assert [row.codes for row in rows] == [
                {"number": n, "theme": "need:mentoring"} for n in (1, 2)
            ]  # fmt: skip


class TestVersions:
    def test_it_keeps_what_stood_before(self, here: Here):
        id = here.written()
        here.again(id, changed="There are evening slots on three days.")
        with acting(here.tran) as tran:
            found = entry(tran, id)
        assert [one.changed for one in found.versions] == [DONE, "There are evening slots on three days."]
        assert (found.now.because, found.earlier[0].because) == ("Wednesdays were added.", None)

    def test_it_stays_readable_when_it_is_taken_back(self, here: Here):
        kept, id = here.written(since=date(2025, 7, 1)), here.written()
        here.back(id)
        with acting(here.tran) as tran:
            found = what_changed(tran)
            assert [each.id for each in found.stand] == [kept]
            assert [(each.id, each.now.because, each.now.said) for each in found.taken_back] == [
                (id, "The worker left.", SAID)
            ]
            with pytest.raises(NotFound):
                entry(tran, id)
        with pytest.raises(NotFound):
            here.again(id, seen=2)

    def test_it_refuses_a_version_that_somebody_overtook(self, here: Here):
        id = here.written()
        here.again(id)
        with pytest.raises(Stale):
            here.again(id)
        with pytest.raises(Stale):
            here.back(id)

    def test_it_lets_one_of_two_at_once_write_the_next_version(self, here: Here):
        id, done = here.written(), []

        def write() -> None:
            try:
                here.again(id)
                done.append("written")
            except Stale:
                done.append("stale")
            finally:
                connection.close()

        both = [threading.Thread(target=write) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert sorted(done) == ["stale", "written"]

    def test_it_is_never_changed_or_removed_in_the_database(self, here: Here):
        id = here.written()
        for change in (
            lambda rows: rows.update(said="Something else"),
            lambda rows: rows.delete(),
        ):
            with pytest.raises(DatabaseError), acting(here.tran):
                change(WhatWeChanged.objects.filter(entry=id))

    def test_it_orders_by_the_day_from_which_a_thing_was_changed(self, here: Here):
        ids = [here.written(since=date(2025, month, 1)) for month in (3, 9, 6)]
        with acting(here.tran) as tran:
            assert [each.id for each in what_changed(tran).stand] == [ids[1], ids[2], ids[0]]


NAMES = [
    ("We now meet Aisha at school.", "Aisha"),
    ("aisha karim asked for it", "aisha karim"),
    ("Because AISHA  said so", "AISHA"),
    ("Aïsha’s club opens later", "Aïsha"),
    ("Zoe goes to the club", "Zoe"),
    ("It is about ea-0001.", None),
    ("Young people asked for evenings", None),
    ("The karim street club", None),
    ("Children like baishak", None),
    ("we will ask aisha again", None),
    ("", None),
]


class TestNames:
    @pytest.fixture
    def with_aisha(self, here: Here) -> Here:
        with acting(here.area.rosa) as rosa:
            new_child(rosa, "Aisha", "Karim")
            new_child(rosa, "Mary-Ann", "Young", likes_to_be_called="Zoë")
        return here

    @pytest.mark.parametrize(("text", "name"), NAMES, ids=[text or "nothing" for text, _name in NAMES])
    def test_it_finds_a_name_of_a_child_and_leaves_other_words_alone(
        self, with_aisha: Here, text: str, name: str | None
    ):
        with acting(with_aisha.area.rosa) as rosa:
            assert named_in(rosa, "nothing here", text) == name

    def test_it_finds_a_reference_however_it_is_written(self, with_aisha: Here):
        with acting(with_aisha.area.rosa) as rosa:
            from wayhome.casework.children.models import Child

            reference = Child.objects.filter(organisation_id=rosa.organisation).first().reference  # type: ignore[union-attr]
            assert named_in(rosa, f"See {reference.lower()}.") == reference.lower()

    def test_it_tells_nobody_of_a_child_whom_they_may_not_see(self, with_aisha: Here):
        with acting(with_aisha.area.wren) as wren:
            assert named_in(wren, "Aisha Karim") is None

    @pytest.mark.parametrize("place", ["said", "changed"])
    def test_it_refuses_a_child_s_name_in_kind_words(self, with_aisha: Here, place: str):
        with pytest.raises(Refused, match="“Aisha” is the name"):
            with_aisha.written(**{place: "It began with Aisha."})

    def test_it_refuses_one_in_the_reason_too(self, with_aisha: Here):
        id = with_aisha.written()
        with pytest.raises(Refused, match="this page names no child"):
            with_aisha.again(id, because="Zoë told us more.")


FORM = {"theme": "need:mentoring", "said": SAID, "changed": DONE, "since": "2025-06-09"}


class TestPages:
    def test_it_is_written_and_shown_under_what_children_told_and_on_the_page_of_figures(self, here: Here):
        client = signed_in(here.tran)
        assert "Write what we changed" in client.get("/oversight/told/").content.decode()
        answer = client.post("/oversight/changed/new/", FORM)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/oversight/told/#what-we-changed")
        for path in ("/oversight/told/", "/oversight/"):
            page = client.get(path).content.decode()
            assert SAID in page and DONE in page and "Minh Tran, service manager," in page

    def test_it_offers_no_writing_to_those_who_only_read(self, here: Here):
        id = here.written()
        client = signed_in(here.area.tess)
        page = client.get("/oversight/told/").content.decode()
        assert SAID in page and "Write what we changed" not in page and "Take it back" not in page
        assert client.get(f"/oversight/changed/{id}/").status_code == 403

    def test_it_says_what_is_missing_and_loses_nothing(self, here: Here):
        client = signed_in(here.tran)
        answer = client.post("/oversight/changed/new/", {**FORM, "theme": "harm:anything", "changed": "x" * 801})
        page = answer.content.decode()
        assert answer.status_code == 422 and SAID in page
        assert "Choose what it is about from the list." in page and "This has 801 letters" in page
        for gone, words in (("theme", "Choose what it is about."), ("said", "Say what children said.")):
            assert words in client.post("/oversight/changed/new/", {**FORM, gone: ""}).content.decode()

    def test_it_shows_both_versions_to_whoever_was_overtaken(self, here: Here):
        id, client = here.written(), signed_in(here.tran)
        seen = hidden(client.get(f"/oversight/changed/{id}/"), "seen_version")
        here.again(id, changed="Slots on three evenings.")
        mine = {**FORM, "changed": "Slots at weekends.", "because": "To say more.", "seen_version": seen}
        answer = client.post(f"/oversight/changed/{id}/", mine)
        page = answer.content.decode()
        assert (
            answer.status_code == 409
            and "<strong>on three evenings.</strong>" in page
            and "<strong>at weekends.</strong>" in page
        )
        assert client.post(f"/oversight/changed/{id}/", {**mine, "seen_version": "2"}).status_code == 302
        page = client.get("/oversight/told/").content.decode()
        assert "What it said before: 2 versions" in page

    def test_it_is_taken_back_with_a_reason(self, here: Here):
        id, client = here.written(), signed_in(here.tran)
        assert client.post(f"/oversight/changed/{id}/take-back/", {"seen_version": "1"}).status_code == 422
        sent = {"seen_version": "1", "because": "The worker left."}
        assert client.post(f"/oversight/changed/{id}/take-back/", sent).status_code == 302
        page = client.get("/oversight/told/").content.decode()
        assert "1 entry was taken back" in page and "Because: The worker left." in page
        assert client.get(f"/oversight/changed/{id}/").status_code == 404
        assert client.get(f"/oversight/changed/{uuid4()}/").status_code == 404
