"""The inspection pack: five questions answered on one page, Annex A's list 8 for a purpose, and ten cases that nobody picked."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from tests.casework.area import new_person
from tests.casework.browser import signed_in
from tests.casework.returns import DAY, Council, Return, acting
from wayhome.casework.children import actions as children
from wayhome.casework.children.models import Child
from wayhome.casework.children.words import ConflictKind
from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.casework.journal.models import Entry
from wayhome.casework.oversight import actions, inspection_pages, stages
from wayhome.casework.oversight.actions import Reason, draw_cases
from wayhome.casework.oversight.board import board_for
from wayhome.casework.oversight.models import AuditDraw
from wayhome.casework.oversight.queries import counting, inspection
from wayhome.casework.records.refusals import NotAllowed, NotFound
from wayhome.domain.vocabulary import Group, Outcome, Role
from wayhome.returns.profiles.annex_a import COLUMNS, EMPTY, NO, UNKNOWN, YES, ChildRow, ListEight

NOW = timezone.now()
MONTHS_AGO = NOW.replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=150)


@dataclass
class World:
    """A council with three looked-after children and one at home, each with returns of the last months."""

    council: Council
    senior: Viewer
    team_manager: Viewer
    analyst: Viewer
    returns: dict[str, Return] = field(default_factory=dict)

    def client(self, who: Viewer) -> Client:
        return signed_in(who)


@pytest.fixture(scope="module")
def world(server: object) -> World:
    council = Council()
    place = council.area.eastmere
    made = World(
        council, new_person(place, "Sonia Person", Role.SERVICE_MANAGER, MONTHS_AGO - DAY), council.area.tess,
        new_person(place, "Anil Person", Role.ANALYST, MONTHS_AGO - DAY),
    )  # fmt: skip
    days = iter(MONTHS_AGO + timedelta(days=12 * n) for n in range(30))
    often = council.child("Often", at=MONTHS_AGO - DAY)
    for _ in range(4):
        council.returned(next(days), child=often, group=Group.CARE_IN).tried(4).closed_as(Outcome.NO_CAPACITY)
    made.returns["asked last"] = (
        council.returned(next(days), child=often, group=Group.CARE_IN).asked().said_yes().talked()
    )
    made.returns["said no"] = council.returned(next(days), group=Group.CARE_OUT).asked().said_no()
    made.returns["not asked"] = council.returned(next(days), group=Group.CARE_IN).tried(4)
    made.returns["from home"] = council.returned(next(days)).asked().said_yes().talked(90)
    with acting(council.area.rosa, NOW) as rosa:
        seen = Child.objects.get(pk=often).version
        children.change_child(child=often, seen_version=seen, local_id="=CMD|7", by=rosa, at=NOW)
    return made


def as_text(page: str) -> str:
    page = re.sub(r'<span class="govuk-visually-hidden">.*?</span>', "", page)
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&#39;", "'").split())


class TestListEight:
    def in_full(self, world: World, who: Viewer | None = None) -> ListEight:
        with acting(replace(who or world.senior, purpose=Purpose.OVERSIGHT), NOW) as senior:
            counting.brought_up_to_date(senior)
            return inspection.eighth_list_in_full(senior)

    def test_it_has_a_row_for_each_looked_after_child_and_counts_every_episode(self, world: World):
        rows = {row.child: row for row in self.in_full(world).rows}
        assert len(rows) == 3
        assert rows["=CMD|7"] == ChildRow("=CMD|7", 5, 0, YES, YES)

    def test_it_reads_as_a_yes_where_one_return_in_five_was_offered(self, world: World):
        """The flaw, and R3 of the same child beside it."""
        with acting(world.senior, NOW) as senior:
            counting.brought_up_to_date(senior)
            found = inspection.eighth_list(senior)
            table = inspection_pages._beside(senior, found)
        assert (found.answered(YES), found.answered(NO), found.answered(EMPTY)) == (2, 0, 1)
        assert [row[1:3] for row in table.rows] == [(1, "6"), (1, "1")]

    def test_it_says_what_the_child_answered(self, world: World):
        said = sorted((row.offered, row.accepted) for row in self.in_full(world).rows)
        assert said == [(EMPTY, EMPTY), (YES, YES), (YES, NO)]
        assert UNKNOWN not in {row.accepted for row in self.in_full(world).rows}

    def test_it_stands_our_reference_in_where_the_authority_s_number_is_not_recorded(self, world: World):
        with acting(world.senior, NOW) as senior:
            assert inspection.without_own_number(senior, inspection.eighth_list(senior)) == 2
        ours = [row.child for row in self.in_full(world).rows if row.child != "=CMD|7"]
        with acting(world.council.area.rosa, NOW):
            assert Child.objects.filter(reference__in=ours).count() == 2

    def test_it_leaves_out_a_child_with_whom_a_conflict_is_declared(self, world: World):
        walled = new_person(world.council.area.eastmere, "Walled Person", Role.DCS, MONTHS_AGO)
        one = world.returns["not asked"]
        with acting(world.council.area.rosa, NOW) as rosa:
            children.declare_conflict(child=one.child, user=walled.user, kind=ConflictKind.RELATED, by=rosa, at=NOW)
        assert len(self.in_full(world, walled).rows) == 2

    def test_it_is_of_one_authority_and_for_those_who_see_totals(self, world: World):
        with acting(world.council.area.wren, NOW) as wren:
            assert inspection.eighth_list(wren).rows == ()
        with acting(world.council.area.omar, NOW) as omar, pytest.raises(NotAllowed):
            inspection.eighth_list(omar)

    def test_it_is_saved_in_the_columns_of_annex_a_with_no_name_and_nothing_a_spreadsheet_would_run(self, world: World):
        answer = world.client(world.senior).post("/oversight/inspection/list/csv/", {"reason": "inspection"})
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        assert tuple(head) == COLUMNS
        assert ["'=CMD|7", "5", "0", YES, YES] in rows and len(rows) == 3
        assert "Karim" not in answer.content.decode() and "Often" not in answer.content.decode()

    def test_it_asks_what_for_first_and_journals_it_with_every_child(self, world: World):
        client = world.client(world.senior)
        for path in ("/oversight/inspection/list/", "/oversight/inspection/list/csv/"):
            answer = client.post(path, {})
            page = answer.content.decode()
            assert answer.status_code == 422 and "Choose what you need the rows for." in page and "CMD|7" not in page
        page = client.post("/oversight/inspection/list/", {"reason": "inspection"}).content.decode()
        assert "&#39;=CMD|7" in page and "Shown for this purpose: To prepare for an inspection" in page
        with acting(world.senior, NOW):
            given = Entry.objects.filter(what="oversight.purpose_given").order_by("number").last()
            assert given and given.codes == {"number": "annex_a_list_8", "reason": "inspection"}
            shown = Entry.objects.filter(act="read", what="inspection_list").order_by("number").last()
            assert shown and sum(1 for each in shown.subjects if "child" in str(each)) == 3


class TestDrawing:
    def drawn(self, world: World, word: str = "kite", at: datetime = NOW) -> UUID:
        with acting(world.senior, at) as senior:
            counting.brought_up_to_date(senior)
            return draw_cases(word=word, reason=Reason.INSPECTION, by=senior, at=at)

    def test_it_draws_every_case_where_there_are_fewer_than_ten_each_once(self, world: World):
        id = self.drawn(world)
        with acting(world.senior, NOW) as senior:
            draw, cases, drawn_from = inspection.draw_of(senior, id)
        assert draw.sizes == {"in_time": 1, "later": 1, "no_talk": 4, "open": 2}
        assert sum(map(len, drawn_from.values())) == len(cases) == len({case.id for case in cases}) == 8
        assert [case.group for case in cases] == ["in_time", "later", *["no_talk"] * 4, *["open"] * 2]

    def test_it_can_be_worked_out_by_anybody_from_what_the_page_prints(self, world: World):
        id = self.drawn(world, "wren")
        with acting(world.senior, NOW) as senior:
            draw, cases, drawn_from = inspection.draw_of(senior, id)
        for group in drawn_from:
            by_hand = sorted(drawn_from[group], key=lambda r: sha256(f"{draw.seed} {r}".encode()).hexdigest())
            assert by_hand == [case.reference for case in cases if case.group == group]

    def test_it_stays_as_it_was_drawn_and_the_same_word_gives_the_same_draw(self, world: World):
        first = self.drawn(world, "  Heron ")
        assert self.drawn(world, "heron") == first
        assert self.drawn(world, "heron", NOW + DAY) != first
        with acting(world.senior, NOW) as senior:
            assert [each.word for each in inspection.draws(senior)].count("Heron") == 1
            assert Entry.objects.filter(what="oversight.cases_drawn").count() >= 2
            assert Entry.objects.filter(what="oversight.draw_opened_again").count() == 1

    def test_it_is_never_changed_in_the_database(self, world: World):
        id = self.drawn(world)
        with pytest.raises(DatabaseError), acting(world.senior, NOW):
            AuditDraw.objects.filter(pk=id).update(word="other")

    def test_it_is_drawn_by_whoever_answers_for_the_service_alone(self, world: World):
        for other in (world.team_manager, world.analyst, world.council.area.rosa):
            with acting(other, NOW) as viewer, pytest.raises(NotAllowed):
                draw_cases(word="kite", reason=Reason.INSPECTION, by=viewer, at=NOW)

    def test_it_is_nothing_to_another_authority(self, world: World):
        id = self.drawn(world)
        with acting(world.council.area.wren, NOW) as wren, pytest.raises(NotFound):
            inspection.draw_of(wren, id)

    def test_it_links_only_to_cases_that_are_open_and_names_nobody(self, world: World):
        id = self.drawn(world)
        far = new_person(world.council.area.eastmere, "Far Person", Role.DCS, MONTHS_AGO)
        page = world.client(world.senior).get(f"/oversight/inspection/draws/{id}/").content.decode()
        assert "8 cases to audit" in page and page.count(f"/cases/{world.returns['said no'].case}/") == 1
        assert "Karim" not in page
        with acting(replace(far, teams=frozenset()), NOW) as director:
            _draw, cases, _all = inspection.draw_of(director, id)
        assert not any(case.is_open for case in cases) and all(case.reference for case in cases)

    def test_it_hides_a_case_of_a_child_with_whom_a_conflict_is_declared(self, world: World):
        id, one = self.drawn(world), world.returns["said no"]
        walled = new_person(world.council.area.eastmere, "Shut Person", Role.DCS, MONTHS_AGO)
        with acting(world.council.area.rosa, NOW) as rosa:
            children.declare_conflict(child=one.child, user=walled.user, kind=ConflictKind.RELATED, by=rosa, at=NOW)
        with acting(walled, NOW) as director:
            _draw, drawn, drawn_from = inspection.draw_of(director, id)
            assert one.case not in {each.id for each in director.seen.subjects}
        cases = {case.id: case for case in drawn}
        assert sum(map(len, drawn_from.values())) == len(drawn) - 1, "nor is it among those it was drawn from"
        assert (cases[one.case].reference, cases[one.case].holder, cases[one.case].is_open) == (None, None, False)
        page = world.client(walled).get(f"/oversight/inspection/draws/{id}/").content.decode()
        assert "Not shown to you" in page and "Ask another manager" in page and "1 is not shown to you" in page

    def test_it_asks_for_a_word_and_what_for(self, world: World):
        client = world.client(world.senior)
        answer = client.post("/oversight/inspection/draw/", {"word": "x" * 41})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "This has 41 letters. One word is enough" in page and "Choose what the cases are drawn for." in page
        sent = client.post("/oversight/inspection/draw/", {"word": "Dunlin", "reason": "inspection"}, follow=True)
        assert "cases to audit" in sent.content.decode() and "dunlin" in sent.content.decode()
        assert client.get(f"/oversight/inspection/draws/{uuid4()}/").status_code == 404


class TestPack:
    def test_it_answers_the_five_questions_on_one_page(self, world: World):
        page = world.client(world.senior).get("/oversight/inspection/", {"period": "so_far"}).content.decode()
        for id in ("waiting", "late", "told", "what-we-changed", "ten", "list-8"):
            assert f'id="{id}"' in page and f'href="#{id}"' in page
        text = as_text(page)
        assert "3 looked-after children on it. Offered after the last episode: 2 of the 2" in text
        assert "not recorded for 1" in text and "Our reference" not in text
        assert "For 2 children the authority’s own number is not recorded" in text

    def test_it_shows_figures_and_no_child_to_those_who_see_nobody_by_name(self, world: World):
        for who in (world.analyst, world.team_manager):
            page = world.client(who).get("/oversight/inspection/").content.decode()
            assert "3 looked-after children on it" in page
            assert "Show the rows" not in page and "Draw ten cases" not in page and "CMD" not in page
            assert world.client(who).post("/oversight/inspection/list/", {"reason": "inspection"}).status_code == 403

    def test_it_opens_from_the_page_of_figures_and_only_to_whom_it_is_for(self, world: World):
        assert 'href="/oversight/inspection/' in world.client(world.senior).get("/oversight/").content.decode()
        rosa = world.client(world.council.area.rosa)
        assert "/oversight/inspection/" not in rosa.get("/oversight/").content.decode()
        assert rosa.get("/oversight/inspection/").status_code == 403

    def test_it_makes_no_paper_of_odd_days(self, world: World):
        path = "/oversight/inspection/paper/?period=custom&from=2025-01-01&to=2025-03-30"
        answer = world.client(world.senior).post(path)
        assert answer.status_code == 422 and "whole months" in answer.content.decode()

    def test_it_says_so_where_nothing_is_recorded(self):
        nothing = ListEight(date(2025, 1, 1), date(2025, 12, 31), (), 0, 0)
        assert "of none is it recorded" in inspection_pages.eight_words(nothing)

    def test_it_shows_what_was_changed_and_every_draw(self, world: World):
        with acting(world.senior, NOW) as senior:
            actions.write_change(
                theme="need:mentoring", said="Evenings suit them.", changed="Evening slots.", since=date(2025, 6, 1),
                by=senior, at=NOW,
            )  # fmt: skip
            draw_cases(word="plover", reason=Reason.INSPECTION, by=senior, at=NOW)
        page = world.client(world.analyst).get("/oversight/inspection/").content.decode()
        assert "Evening slots." in page and "plover" in page and "/oversight/inspection/draws/" not in page


class TestHelpAndPlacedAway:
    def test_it_counts_those_placed_away_whatever_group_is_chosen(self, world: World):
        with acting(world.senior, NOW) as senior:
            asked = {"period": "custom", "from": "2020-01-01", "to": f"{NOW:%Y-%m-%d}"}
            for group in ("", "home", "not_recorded"):
                table = stages.away_table(board_for(senior, asked | {"group": group}))
                offered, heard, in_time = table.rows[:3]
                assert (offered[1:3], heard[1:3], in_time[1:3]) == ((1, "1"), (0, "1"), (0, "1"))
                assert "group=care_out" in offered[0].url

    def test_it_says_what_became_of_help_and_what_is_not_counted(self, world: World):
        page = world.client(world.senior).get("/oversight/").content.decode()
        for words in ("Talks that found a need, after which help was offered", "Wanted help that began within 28 days"):
            assert words in page
        assert [each["id"] for each in stages.not_counted_away()] == ["O1", "O2", "O4"]
        assert "Placement plan names who would hold the talk (O1): what a placement plan says is not recorded." in page
