"""A board paper: what leaves the building says what the page says, small numbers held back, and is kept as it left."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.test import Client
from pypdf import PdfReader

from tests.casework.area import new_area, new_person
from tests.casework.browser import signed_in
from tests.casework.returns import DAY, START, Council, acting
from wayhome.benchmarking.disclosure.attacker import Secrets, attack
from wayhome.benchmarking.disclosure.frame import Unit
from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.benchmarking.disclosure.release import Refused as NotSafe
from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.models import Entry
from wayhome.casework.oversight import actions, paragraph
from wayhome.casework.oversight.actions import NotReleased
from wayhome.casework.oversight.board import FIGURES, board_for
from wayhome.casework.oversight.figures.reasons import BY_OUTCOME, TOGETHER
from wayhome.casework.oversight.models import Release
from wayhome.casework.oversight.periods import Period
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.released import document, ground_rows, publications, release, releases
from wayhome.casework.oversight.releasing import ground
from wayhome.casework.oversight.releasing.ground import CODES, STEPS, Ground, Stretch, asked
from wayhome.casework.oversight.releasing.inspection import Changed, InspectionPaper, closing
from wayhome.casework.oversight.releasing.leaving import Kind
from wayhome.casework.oversight.releasing.paper import ground_of, paper_of, period_of, why_not
from wayhome.casework.oversight.releasing.safe import HEADLINES, LEVELS, LOST, REACHED, make_safe
from wayhome.casework.oversight.which import Which
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotAllowed, NotFound
from wayhome.domain.outcome import both, opposite
from wayhome.domain.vocabulary import Group, Outcome, Role
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import way

LATER = START + timedelta(days=200)
QUARTER = {"period": "custom", "from": "2025-01-01", "to": "2025-03-31"}
RETURNS, ASKED, TALKED, IN_TIME, WRITTEN_UP = 36, 28, 20, 12, 17


@dataclass
class World:
    council: Council
    analyst: Viewer
    release: UUID


@pytest.fixture(scope="module")
def world(server: object) -> World:
    """A quarter with thirty-six returns: twenty-eight children asked, twenty heard, twelve of them within 72 hours.

    Of three talks nobody handed in a record, so of three it is not known what is needed: the small number.
    """
    council = Council()
    for number in range(RETURNS):
        one = council.returned(START + number * 2 * DAY, group=Group.HOME if number % 3 else Group.CARE_IN)
        if number < ASKED:
            one.asked()
        if number < TALKED:
            one.said_yes().talked(30 if number < IN_TIME else 90)
        if number < WRITTEN_UP:
            one.written_up(99)
    analyst = new_person(council.area.eastmere, "Anil Person", Role.ANALYST, START)
    with acting(analyst, LATER) as viewer:
        made = actions.release_paper(board=board_for(viewer, QUARTER), by=viewer, at=viewer.at)
    return World(council, analyst, made)


@pytest.fixture(scope="module")
def pdf(world: World) -> PdfReader:
    with acting(world.analyst, LATER) as viewer:
        return PdfReader(io.BytesIO(document(viewer, world.release)))


@pytest.fixture(scope="module")
def text(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def as_text(page: str) -> str:
    """A page as it is read, without what only a screen reader says."""
    page = re.sub(r'<span class="govuk-visually-hidden">.*?</span>', "", page)
    return " ".join(re.sub(r"<[^>]+>", "", page).replace("&#39;", "'").split())


class TestPdf:
    def test_it_is_tagged_and_says_its_title_and_language(self, pdf: PdfReader):
        root = pdf.trailer["/Root"]
        assert bool(root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in root
        assert root["/Lang"] == "en-GB"
        assert pdf.metadata and pdf.metadata.title == "How are we doing? Eastmere, January to March 2025"
        assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()

    def test_it_describes_every_drawing_and_heads_every_table(self, pdf: PdfReader):
        found: dict[str, list[Any]] = {}

        def walk(node: Any) -> None:
            node = node.get_object()
            if isinstance(node, list):
                for each in node:
                    walk(each)
            elif isinstance(node, dict) or hasattr(node, "get"):
                found.setdefault(str(node.get("/S")), []).append(node)
                if "/K" in node:
                    walk(node["/K"]) if not isinstance(node["/K"], int) else None

        walk(pdf.trailer["/Root"]["/StructTreeRoot"])
        drawn = [str(node["/Alt"]) for node in found["/Figure"]]
        assert len(drawn) == len(FIGURES) and all(len(words) > 20 for words in drawn)
        assert len(found["/Table"]) == len(FIGURES) + 1 and len(found["/TH"]) == 6 * len(FIGURES) + 4
        assert {"/H1", "/H2"} <= found.keys()

    def test_it_prints_period_definitions_versions_and_the_rule_of_small_numbers(self, text: str):
        assert "Returns from January to March 2025" in text and "Counted 25 July 2025" in text
        assert "A number from 1 to 5, in returns or in different children, is not printed" in text
        for number in REACHED:
            assert f"({number.id})" in text.replace("( ", "(")
        assert "attacked together with every earlier release" in text


class TestNumbers:
    def test_it_says_on_paper_what_the_page_says(self, world: World, text: str):
        """The paragraph, sentence by sentence: equal, or with the word “withheld” in the place of a number."""
        page = signed_in(world.analyst).get("/oversight/", QUARTER).content.decode()
        said = as_text(page.split('wh-lead--numbers">')[1].split("</p>")[0])
        assert f"January to March 2025: {RETURNS} returns old enough to judge." in said
        words = said.split()
        start = text.index("January to March 2025: ")
        printed = text[start : text.index("“Asked” is offered")].split()
        assert len(printed) == len(words)
        differing = [(a, b) for a, b in zip(words, printed, strict=True) if a != b]
        assert all(b.strip("(;).") == "withheld" for _a, b in differing)
        shown = [str(n) for n in (RETURNS, ASKED, TALKED, IN_TIME)]
        assert [n for n in shown if n in printed] == shown, "the headlines are not withheld"

    def test_it_prints_the_page_s_figures_where_nothing_is_withheld(self, world: World):
        """Each number of each table is that of the page's figure, or the sign."""
        with acting(world.analyst, LATER) as viewer:
            board = board_for(viewer, QUARTER)
            safe = safe_of(viewer, board)
            paper = paper_of(board, safe, "Eastmere")
            shown = 0
            for section in paper.sections:
                lines = {line.label: line.numbered for line in board.figure(section.figure.id).lines}
                for label, *cells in section.rows:
                    found = lines.get(label)
                    if found is None:
                        continue
                    own = [str(found.count.numerator), found.out_of, None, found.share]
                    for mine, cell in zip(own, cells, strict=False):
                        assert cell == "c" or mine is None or cell == mine
                        shown += cell != "c" and mine is not None
            assert shown >= 12

    def test_it_counts_on_its_ground_what_the_page_counts(self, world: World):
        """Every number a paper may ask for, as a set of returns, against the statement that counts the page."""
        with acting(world.analyst, LATER) as viewer:
            board = board_for(viewer, QUARTER)
            on = ground_of(board)
            frame = on.frame
            counted = ground.counting(frame, ground_rows(viewer))
            for number in (*REACHED, *LOST, *BY_OUTCOME.values()):
                here = board.counts[number, ()]
                values = {Part.COUNTED: here.numerator, Part.NOT_KNOWN: here.not_known, Part.EVERYONE: here.denominator}
                for part, value in values.items():
                    if number is way.RETURNS or (number in LOST and part is not Part.COUNTED):
                        continue
                    cell = asked(on, frame, number, part, period_of(board)).cell
                    assert counted(cell).episodes == value, (number.id, part)
            for stretch in board.series.stretches:
                at = Stretch.called(stretch.name, board.today)
                every = asked(on, frame, way.IN_TIME, Part.EVERYONE, at).cell
                assert counted(every).episodes == stretch.count.denominator

    def test_it_draws_no_bar_for_a_number_that_is_withheld(self, world: World):
        with acting(world.analyst, LATER) as viewer:
            board = board_for(viewer, QUARTER)
            figure = board.figure("way", lambda number, part: number is not way.HEARD.reached)
            bar = next(bar for band in figure.bands for bar in band.bars if bar.label == "Talked")
            assert (bar.known, bar.unknown, bar.lost, str(bar.hidden)) == (0, 0, 0, "withheld")
            assert f"Talked: {TALKED}" not in figure.text and "Talked: withheld" in figure.text
            none = board.figure("way", lambda number, part: number not in LOST)
            assert none.title == "How far each return got" and " lost" not in none.text
            assert not any(bar.lost or bar.lost_words for band in none.bands for bar in band.bars)


def safe_of(viewer: Viewer, board: Any) -> Any:
    return make_safe(
        "again", ground_of(board), ground_rows(viewer), period=period_of(board), chart=[], earlier=[], seconds=20
    )


class TestSmallNumbers:
    def test_it_prints_no_number_of_one_to_five_returns_or_children(self, world: World):
        with acting(world.analyst, LATER) as viewer:
            row = Release.objects.get(pk=world.release)
            said = Publication.from_record(row.record)
            assert all(each.number is None or each.number == 0 or each.number > 5 for each in said.counts)
            assert any(each.is_hidden for each in said.counts), "a paper in which nothing is small proves nothing"
            board = board_for(viewer, QUARTER)
            counted = ground.counting(ground_of(board).frame, ground_rows(viewer))
            assert all(
                counted(each.cell).children == 0 or counted(each.cell).children > 5
                for each in said.counts
                if each.number
            )

    def test_it_withstands_the_attacker_together_with_the_paper_before(self, world: World):
        """A second paper, of the whole year so far for one group, is attacked together with the first."""
        with acting(world.analyst, LATER) as viewer:
            board = board_for(viewer, QUARTER | {"group": "home"})
            actions.release_paper(board=board, by=viewer, at=viewer.at)
            said = publications(viewer)
            assert len(said) >= 2
            frame = ground_of(board).frame
            counted = ground.counting(frame, ground_rows(viewer))
            small = {
                each.cell for one in said for each in one.counts
                if each.is_hidden and (0 < counted(each.cell).episodes <= 5 or 0 < counted(each.cell).children <= 5)
            }  # fmt: skip
            assert small and all(cell.unit is Unit.EPISODES for cell in small)
            hidden = {each.cell for one in said for each in one.counts if each.is_hidden}
            secrets = Secrets(sensitive=small, not_sensitive=hidden - small, unprinted=(), reasons={})
            found = attack(frame, said, profile=DFE, secrets=secrets, seconds=60)
            assert found.holds and not found.out_of_time

    def test_it_forgets_no_earlier_release(self):
        """Of children looked after three were asked: all less those at home would say so, so the second paper withholds it."""
        rows = synthetic(home=40, care_in=20, heard=0)
        for number, row in enumerate(rows):
            row.offered = number < 28 or 40 <= number < 43
            row.accepted = row.undertaken = number < 12
            row.within_72_hours = number < 6
            row.outcome = None if row.undertaken else Outcome.COULD_NOT_BE_CONTACTED.value
        today, period = date(2025, 7, 25), Stretch(date(2025, 1, 1), date(2025, 3, 31))
        home = Ground(today, (period,), "home")
        about: dict[str, Any] = {"rows": rows, "period": period, "chart": [], "seconds": 30}
        first = make_safe("all", Ground(today, (period,)), earlier=[], **about)
        alone = make_safe("home", home, earlier=[], **about)
        after = make_safe("home", home, earlier=[first.release.publication], **about)
        asked_one = way.CHILD_ASKED.reached
        assert first.kept(asked_one, Part.COUNTED) and alone.kept(asked_one, Part.COUNTED)
        assert not after.kept(asked_one, Part.COUNTED)

    def test_it_refuses_a_period_of_too_few_returns(self):
        period = Stretch(date(2025, 1, 1), date(2025, 3, 31))
        with pytest.raises(NotSafe, match="too few returns"):
            make_safe(
                "few",
                Ground(date(2025, 7, 25), (period,)),
                synthetic(home=5, care_in=0, heard=2),
                period=period,
                chart=[],
                earlier=[],
            )

    def test_it_shows_the_headlines_before_the_details(self):
        period = Stretch(date(2025, 1, 1), date(2025, 3, 31))
        rows = synthetic(home=60, care_in=30, heard=33)
        safe = make_safe("some", Ground(date(2025, 7, 25), (period,)), rows, period=period, chart=[], earlier=[])
        assert safe.shows_headlines and {n.slug for n in HEADLINES} <= {n.slug for n in LEVELS[-1].numbers}


def synthetic(*, home: int, care_in: int, heard: int) -> list[Any]:
    """Rows of a quarter as the facts have them, each of another child; the first so many were heard, every second in time."""
    rows = []
    for number in range(home + care_in):
        talked = number * 7 % (home + care_in) < heard
        rows.append(SimpleNamespace(
            eligible=True, mature_72h=True, offered=talked or number % 3 > 0, accepted=talked, undertaken=talked,
            within_72_hours=talked and number % 2 == 0, need_identified=None, support_offered=None, support_started_28d=None,
            outcome=None if talked else Outcome.COULD_NOT_BE_CONTACTED.value, returned_month=f"2025-0{number % 3 + 1}",
            group="home" if number < home else "care_in", current=number, delivery_model=None,
        ))  # fmt: skip
    return rows


class TestGround:
    def test_it_has_a_place_for_every_way_that_a_return_can_go(self):
        """All answers that can be together, and none twice: no step is surer than the one before it."""
        assert len(CODES) == len(set(CODES)) > 40
        rank = {"n": 0, "?": 1, "y": 2}
        for code in CODES:
            steps = [rank[letter] for letter in code[: len(STEPS)]]
            assert steps == sorted(steps, reverse=True)
            assert rank[code[-1]] <= rank[code[ground.TALK]]

    def test_it_reads_a_loss_from_the_letters_as_the_question_does(self):
        answers = {"y": True, "?": None, "n": False}
        for place, step in enumerate(STEPS):
            if step.lost is None:
                continue
            for code in CODES:
                before = True if place == 0 else answers[code[place - 1]]
                lost = both(before, opposite(answers[code[place]])) is True
                assert ground.SETS[step.lost.slug](code) is lost, (step.lost.slug, code)

    def test_it_gives_the_same_months_one_name(self):
        today = date(2025, 7, 25)
        assert Stretch.called("2024-25 Q4", today) == Stretch(date(2025, 1, 1), date(2025, 3, 31))
        assert Stretch.called("2025-02", today).name == "2025-02"
        assert Stretch(date(2025, 1, 1), date(2025, 3, 31)).name == "2025-01..2025-03"
        with pytest.raises(ValueError, match="neither a month nor a quarter"):
            Stretch.called("2031-32 Q1", today)

    def test_it_adds_each_group_of_reasons_up(self, world: World):
        with acting(world.analyst, LATER) as viewer:
            counts = counting.counts(viewer, [way.WHY_NO_TALK, *TOGETHER], Which(date(2025, 1, 1), date(2025, 3, 31)))
            together = sum(counts[some, ()].numerator for some in TOGETHER)
            assert together == sum(counts[part, ()].numerator for part in BY_OUTCOME.values()) > 0


class TestWhen:
    @pytest.mark.parametrize(
        ("first", "last", "today", "words"),
        [
            (date(2025, 1, 1), date(2025, 3, 31), date(2025, 4, 5), None),
            (date(2025, 1, 1), date(2025, 3, 31), date(2025, 4, 4), "5 April 2025"),
            (date(2025, 1, 2), date(2025, 3, 31), date(2025, 7, 1), "whole months"),
            (date(2025, 1, 1), date(2025, 3, 30), date(2025, 7, 1), "whole months"),
        ],
    )
    def test_it_is_about_whole_months_that_are_old_enough(
        self, first: date, last: date, today: date, words: str | None
    ):
        said = why_not(Period("custom", first, last), today)
        assert said is None if words is None else said is not None and words in said

    def test_it_refuses_other_days_in_words_and_registers_nothing(self, world: World):
        with acting(world.analyst, LATER) as viewer:
            before = len(releases(viewer))
            board = board_for(viewer, QUARTER | {"to": "2025-03-30"})
            with pytest.raises(NotReleased, match="whole months"):
                actions.release_paper(board=board, by=viewer, at=viewer.at)
            assert len(releases(viewer)) == before


class TestRelease:
    def test_it_refuses_to_release_beside_what_it_cannot_read(self, server: object):
        """An earlier release that cannot be attacked together with this one could give it away."""
        lea = new_person(new_area(START).eastmere, "Lea Person", Role.ANALYST, START)
        with acting(lea, LATER) as viewer:
            Release(
                organisation_id=viewer.organisation, kind="board_paper", name="x", first=date(2024, 1, 1), last=date(2024, 3, 31), profile="dfe",
                record={"layout": "another"}, notes={}, document=b"", **recorded(viewer, LATER),
            ).save(force_insert=True)  # fmt: skip
        with acting(lea, LATER) as viewer, pytest.raises(NotReleased, match="not a record of a release"):
            actions.release_paper(board=board_for(viewer, QUARTER), by=viewer, at=viewer.at)

    def test_it_registers_who_when_and_what_and_journals_it(self, world: World):
        with acting(world.analyst, LATER) as viewer:
            found = release(viewer, world.release)
            assert (found.recorded_by, found.recorded_at) == (viewer.user, LATER)
            assert found.withheld and found.printed > 6 and found.profile == "dfe"
            every = Entry.objects.filter(what="oversight.released")
            entries = [e for e in every if str(found.id) in {str(id) for _kind, id, _of in e.subjects}]
            assert len(entries) == 1 and entries[0].codes["withheld"] == len(found.withheld)

    def test_it_is_never_changed_or_taken_away(self, world: World):
        for change in ("update", "delete"):
            with pytest.raises(DatabaseError), acting(world.analyst, LATER):
                rows = Release.objects.filter(pk=world.release)
                rows.update(name="x") if change == "update" else rows.delete()

    def test_it_is_seen_by_nobody_elsewhere_and_by_nobody_who_sees_no_totals(self, world: World):
        with acting(world.council.area.wren, LATER) as wren:
            assert releases(wren) == []
            with pytest.raises(NotFound):
                document(wren, world.release)
        with acting(world.council.ines, LATER) as ines, pytest.raises(NotAllowed):
            releases(ines)


class TestPages:
    def test_it_makes_a_paper_and_opens_it(self, world: World):
        client = signed_in(world.analyst)
        page = client.get("/oversight/paper/", QUARTER)
        assert page.status_code == 200 and "Make the paper for January to March 2025" in page.content.decode()
        answer = client.post("/oversight/paper/?period=custom&from=2025-01-01&to=2025-03-31")
        assert answer.status_code == 302
        made = client.get(answer.headers["Location"])
        assert "Anil Person" in made.content.decode() and "It is a small number." in made.content.decode()
        assert "What it says of everybody" in made.content.decode()
        file = client.get(f"{answer.headers['Location']}paper/")
        assert file.headers["Content-Type"] == "application/pdf" and file.content.startswith(b"%PDF-1.7")
        assert 'filename="how-are-we-doing-2025-01-to-2025-03.pdf"' in file.headers["Content-Disposition"]

    def test_it_says_plainly_why_there_is_no_paper(self, world: World):
        client = signed_in(world.analyst)
        answer = client.post("/oversight/paper/?period=custom&from=2024-01-01&to=2024-03-31")
        page = answer.content.decode()
        assert answer.status_code == 422 and "<title>Error: Make a board paper" in page
        assert "No paper was made" in page and "too few returns" in page

    def test_it_offers_no_button_for_what_cannot_be(self, world: World):
        page = signed_in(world.analyst).get("/oversight/paper/", QUARTER | {"to": "2025-03-30"}).content.decode()
        assert "Choose whole months." in page and "Make the paper for" not in page

    def test_it_is_linked_for_those_who_may_release_and_for_no_others(self, world: World):
        assert "/oversight/paper/" in signed_in(world.analyst).get("/oversight/").content.decode()
        rosas: Client = signed_in(world.council.area.rosa)
        assert "/oversight/paper/" not in rosas.get("/oversight/").content.decode()
        assert rosas.get("/oversight/paper/").status_code == 403
        assert rosas.get(f"/oversight/releases/{world.release}/paper/").status_code == 403


def test_it_says_the_same_with_and_without_a_link(world: World):
    """One rule: the sentences of the page and of the paper differ in how a number is shown, and in nothing else."""
    with acting(world.analyst, LATER) as viewer:
        said = board_for(viewer, QUARTER).paragraph
        plain = paragraph.sentences(said, "p", shown=paragraph.whole, no_talk=lambda n, words: words % {"number": n})
        starred = paragraph.sentences(
            said, "p", shown=lambda f: replace(paragraph.whole(f), counted=f"*{f.count.numerator}*"),
            no_talk=lambda n, words: words % {"number": n},
        )  # fmt: skip
        assert [str(each) for each in plain] == [str(each).replace("*", "") for each in starred]


class TestForAnInspection:
    def test_it_prints_what_was_changed_and_leaves_out_what_speaks_of_a_number(self, world: World):
        """Figures are attacked; a figure in a sentence that somebody typed is not, and so it does not leave."""
        said = Changed(
            "What would help", "Evenings suit them.", "There are evening slots.", "9 June 2025", "M. Tran, manager"
        )
        counted = replace(said, said="Nineteen asked, three of them twice.", changed="A second worker.")
        with acting(world.analyst, LATER) as viewer:
            leaving = InspectionPaper(board_for(viewer, QUARTER), "Eastmere", [said, counted])
            made = actions.release(leaving=leaving, by=viewer, at=viewer.at)
            found = release(viewer, made)
            pdf = PdfReader(io.BytesIO(document(viewer, made)))
        text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
        assert found.kind is Kind.INSPECTION and found.name.startswith("For an inspection. How are we doing?")
        assert "There are evening slots." in text and "M. Tran, manager" in text
        assert "three of them" not in text and "A second worker" not in text
        assert "1 more entry speaks of a number and is read on site." in text

    def test_it_says_so_where_nothing_was_written(self):
        assert closing([]).words == ("Nothing is printed here.",)
