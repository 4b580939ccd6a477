"""Answering a freedom of information request: each question is matched openly, and the reply leaves as every release does."""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from tests.casework.area import new_person
from tests.casework.browser import signed_in
from tests.casework.returns import DAY, START, Council, acting
from wayhome.benchmarking.disclosure.frame import Cell, Unit
from wayhome.benchmarking.disclosure.release import Refused as NotSafe
from wayhome.benchmarking.disclosure.statements import Publication, Said
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.models import Entry
from wayhome.casework.oversight import actions
from wayhome.casework.oversight.actions import NotReleased
from wayhome.casework.oversight.foi.answers import SIGN, Answered
from wayhome.casework.oversight.foi.matching import match, questions_in
from wayhome.casework.oversight.foi.measures import GROUPS, IN_ORDER, MEASURES, How
from wayhome.casework.oversight.foi.reply import Reply
from wayhome.casework.oversight.foi.request import Question, of_set, of_text, why_not_these, why_not_yet
from wayhome.casework.oversight.foi.sets import SETS
from wayhome.casework.oversight.periods import Period, financial_years
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.released import document, ground_rows, release, releases, text
from wayhome.casework.oversight.queries.requests import information_request
from wayhome.casework.oversight.releasing.ground import RETURNS as OLD_ENOUGH
from wayhome.casework.oversight.releasing.ground import Ground, Stretch
from wayhome.casework.oversight.releasing.leaving import Kind
from wayhome.casework.oversight.releasing.safe import make_safe
from wayhome.casework.oversight.which import Which
from wayhome.casework.records.refusals import NotAllowed, NotFound
from wayhome.domain.vocabulary import Group, Outcome, Role
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import way
from wayhome.indicators.catalogue.delivery import WHO_DELIVERS
from wayhome.indicators.catalogue.reach import MISSING_CHILDREN, MISSING_EPISODES

LATER = START + timedelta(days=200)
YEAR = Period("2024-25", date(2024, 4, 1), date(2025, 3, 31))
TODAY = date(2025, 7, 25)
RETURNS, ASKED, TALKED, IN_TIME = 36, 28, 20, 12
MISSING_PEOPLE = of_set(SETS["missing_people_2024"])


@dataclass
class World:
    council: Council
    analyst: Viewer


@pytest.fixture(scope="module")
def world(server: object) -> World:
    """A year with thirty-six returns: twenty-eight children asked, twenty heard, twelve of them within 72 hours."""
    council = Council()
    for number in range(RETURNS):
        one = council.returned(START + number * 2 * DAY, group=Group.HOME if number % 3 else Group.CARE_IN)
        if number < ASKED:
            one.asked()
        if number < TALKED:
            one.said_yes().talked(30 if number < IN_TIME else 90).written_up(99)
    return World(council, new_person(council.area.eastmere, "Anil Person", Role.ANALYST, START))


def answered(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """The same with words where words are the answer."""
    return tuple(
        Question(q.asked, q.measure, q.group, words="What works: time.") if q.measure == "in_words" else q
        for q in questions
    )


class TestScenario:
    def test_scenario_25_a_freedom_of_information_answer_finishes_in_one_click(self, world: World):
        """From the figures: the link, a known set, and one button on one page; files and text are there at once."""
        client = signed_in(world.analyst)
        assert 'href="/oversight/foi/"' in client.get("/oversight/").content.decode()
        drafted = client.post(
            "/oversight/foi/", {"source": "missing_people_2024", "period": "2024-25", "name": "FOI 7"}
        )
        assert drafted.status_code == 302
        page = as_text(client.get(drafted.headers["Location"]).content.decode())
        assert "Read the reply, and release it" in page and page.count("Release this reply") == 1
        made = client.post(drafted.headers["Location"], {"seen_version": "1"})
        assert made.status_code == 302
        shown = client.get(made.headers["Location"]).content.decode()
        assert "The reply is released" in shown and "Ready to paste" in shown
        said = client.get(f"{made.headers['Location']}copy/txt/").content.decode()
        for number in (RETURNS, ASKED, TALKED, IN_TIME):
            assert re.search(rf": {number}\b", said), number
        pdf = client.get(f"{made.headers['Location']}paper/")
        assert (
            pdf.content.startswith(b"%PDF")
            and 'filename="foi-reply-2024-04-to-2025-03.pdf"' in pdf.headers["Content-Disposition"]
        )
        assert client.get(drafted.headers["Location"]).headers["Location"] == made.headers["Location"], (
            "it is released once"
        )


@pytest.fixture(scope="module")
def reply(world: World) -> Any:
    """A released reply to the known set, with words to its last question."""
    with acting(world.analyst, LATER) as viewer:
        counting.brought_up_to_date(viewer)
        request = actions.draft_reply(
            name="FOI 1", first=YEAR.first, last=YEAR.last, questions=answered(MISSING_PEOPLE), by=viewer, at=LATER
        )
        asked = Reply(answered(MISSING_PEOPLE), name="FOI 1", period=YEAR, authority="Eastmere", today=TODAY)
        made = actions.release_reply(request=request, reply=asked, seen_version=1, by=viewer, at=LATER)
        return SimpleNamespace(request=request, release=made)


class TestReply:
    def test_it_registers_a_release_of_its_own_kind_and_journals_it(self, world: World, reply: Any):
        with acting(world.analyst, LATER) as viewer:
            found = release(viewer, reply.release)
            assert found.kind is Kind.FOI and found.endings == ("csv", "html", "txt")
            assert reply.release in {each.id for each in releases(viewer, Kind.FOI)}
            assert reply.release not in {each.id for each in releases(viewer, Kind.BOARD_PAPER)}
            assert information_request(viewer, reply.request).release == reply.release
            wrote = {
                e.what for e in Entry.objects.all() if str(reply.request) in {str(id) for _kind, id, _of in e.subjects}
            }
            assert {"foi.drafted", "foi.released"} <= wrote

    def test_it_says_the_same_in_every_copy(self, world: World, reply: Any):
        with acting(world.analyst, LATER) as viewer:
            read = PdfReader(io.BytesIO(document(viewer, reply.release)))
            pdf = " ".join(" ".join(page.extract_text() for page in read.pages).split())
            copies = {ending: text(viewer, reply.release, ending) for ending in ("csv", "html", "txt")}
        assert bool(read.trailer["/Root"]["/MarkInfo"]["/Marked"])
        assert "<pdfuaid:part>1</pdfuaid:part>" in read.trailer["/Root"]["/Metadata"].get_data().decode()
        rows = list(csv.DictReader(io.StringIO(copies["csv"])))
        assert [row["counted"] for row in rows if row["question"] in ("1", "2", "6", "7")] == ["36", "36", "28", "20"]
        for words in ("What works: time.", "We do not hold this", "SSDA903", "The child was offered an interview"):
            for copy in (pdf, as_text(copies["html"]), copies["txt"], copies["csv"]):
                assert words in copy, words
        assert "<table>" in copies["html"] and "version 1" in copies["html"] and "1 to 5" in copies["html"]

    def test_it_counts_what_the_engine_counts(self, world: World):
        """Each number of the set, as a set on the ground, against the statement that counts every page."""
        with acting(world.analyst, LATER) as viewer:
            asked = Reply(answered(MISSING_PEOPLE), name="x", period=YEAR, authority="Eastmere", today=TODAY)
            asked.seconds = 120
            held = asked.safe(ground_rows(viewer), [])
            numbers = {row.number for row in asked.laid.every_row}
            assert {MISSING_EPISODES, MISSING_CHILDREN, *WHO_DELIVERS.parts()} <= numbers
            for row in asked.laid.every_row:
                which = Which(YEAR.first, YEAR.last).of(row.number)
                if "Looked after" in row.name:
                    groups = [
                        Which(which.first, which.last, g, anchor=which.anchor) for g in (Group.CARE_IN, Group.CARE_OUT)
                    ]
                    expected = sum(
                        counting.counts(viewer, [row.number], each)[row.number, ()].numerator for each in groups
                    )
                else:
                    expected = counting.counts(viewer, [row.number], which)[row.number, ()].numerator
                assert held.number(row.counted) == expected, row.name

    def test_it_says_what_was_answered_last_time(self, world: World, reply: Any):
        client = signed_in(world.analyst)
        drafted = client.post("/oversight/foi/", {"source": "missing_people_2024", "period": "2024-25"}).headers[
            "Location"
        ]
        page = as_text(client.get(drafted).content.decode())
        assert "Last time we answered: 28 for the same months" in page
        assert "What works: time." in page and "check that they still hold" in page

    def test_it_is_changed_by_nobody_once_it_is_released(self, world: World, reply: Any):
        with acting(world.analyst, LATER) as viewer, pytest.raises(NotReleased, match="kept as it left"):
            actions.change_reply(
                request=reply.request, seen_version=None, questions=MISSING_PEOPLE, by=viewer, at=LATER
            )

    def test_it_is_seen_by_nobody_elsewhere_and_by_nobody_who_sees_no_totals(self, world: World, reply: Any):
        with acting(world.council.area.wren, LATER) as wren, pytest.raises(NotFound):
            information_request(wren, reply.request)
        with acting(world.council.ines, LATER) as ines, pytest.raises(NotAllowed):
            actions.draft_reply(name="x", first=YEAR.first, last=YEAR.last, questions=(), by=ines, at=LATER)


class TestPages:
    def test_it_drafts_pasted_questions_and_lets_every_match_be_changed(self, world: World):
        client = signed_in(world.analyst)
        pasted = "Dear council,\n1. How many RHIs were offered?\n2. How many biscuits were eaten?\n3. =1+1 How many missing incidents?"
        drafted = client.post("/oversight/foi/", {"source": "pasted", "pasted": pasted, "period": "2024-25"}).headers[
            "Location"
        ]
        page = as_text(client.get(drafted).content.decode())
        assert "1 question needs you before the reply can go" in page and "Question 2: say what answers it" in page
        assert "Matched by the words: “offered”" in page and "Release this reply" not in page
        refused = client.post(drafted, {"seen_version": "1"})
        assert refused.status_code == 422 and "Nothing was released" in refused.content.decode()
        form = client.get(f"{drafted}questions/").content.decode()
        assert "No measure has all its words" in as_text(form)
        given = {
            "seen_version": "1", "measure_1": "completed", "group_1": "", "words_1": "", "measure_2": "not_held", "group_2": "",
            "words_2": "Nobody counts biscuits.", "measure_3": "incidents", "group_3": "", "words_3": "",
        }  # fmt: skip
        assert client.post(f"{drafted}questions/", given).status_code == 302
        page = as_text(client.get(drafted).content.decode())
        assert "Read the reply, and release it" in page and "Nobody counts biscuits." in page
        assert "Returns after which the child was heard" in page and "“offered”" not in page
        overtaken = client.post(f"{drafted}questions/", given | {"words_2": "None."})
        assert overtaken.status_code == 409 and "Nobody counts biscuits." in overtaken.content.decode()
        made = client.post(drafted, {"seen_version": "2"}).headers["Location"]
        rows = list(csv.reader(io.StringIO(client.get(f"{made}copy/csv/").content.decode())))
        assert not any(cell.startswith("=") for row in rows for cell in row) and any(
            "'=1+1" in cell for row in rows for cell in row
        )

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"source": "pasted", "period": "2024-25", "pasted": " "}, "No question was found."),
            ({"source": "pasted", "period": "2024-25", "pasted": "x" * 700}, "Question 1 has 700 letters"),
            ({"source": "missing_people_2024", "period": "months", "first": "2025-01-01"}, "Choose the last month."),
            (
                {"source": "missing_people_2024", "period": "months", "first": "2025-03-01", "last": "2025-01-01"},
                "comes before the first",
            ),
            (
                {"source": "missing_people_2024", "period": "months", "first": "2025-01-02", "last": "2025-01-01"},
                "Select a valid choice",
            ),
            ({"source": "nobody", "period": "2024-25"}, "Select a valid choice"),
        ],
    )
    def test_it_says_what_is_wrong_and_keeps_what_was_typed(self, world: World, given: dict[str, str], words: str):
        answer = signed_in(world.analyst).post("/oversight/foi/", given | {"name": "FOI 12"})
        page = answer.content.decode()
        assert answer.status_code == 422 and words in page and "FOI 12" in page

    def test_it_opens_to_those_who_may_release_and_to_no_others(self, world: World):
        rosas = signed_in(world.council.area.rosa)
        assert rosas.get("/oversight/foi/").status_code == 403
        assert "/oversight/foi/" not in rosas.get("/oversight/").content.decode()

    def test_it_has_no_copy_that_was_not_kept(self, world: World, reply: Any):
        client = signed_in(world.analyst)
        assert client.get(f"/oversight/releases/{reply.release}/copy/ods/").status_code == 404


def as_text(page: str) -> str:
    """A page as it is read, without what only a screen reader says."""
    page = re.sub(r'<span class="govuk-visually-hidden">.*?</span>', "", page)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def rows_of(*, january: int, march: int, asked: int, asked_in_march: int) -> list[Any]:
    """Returns as the facts have them, each of another child: so many in January, and so many in March."""
    rows = []
    for number in range(january + march):
        late = number >= january
        told = number - january < asked_in_march if late else number < asked
        month = "2025-03" if late else "2025-01"
        rows.append(SimpleNamespace(
            kind="missing", void=False, ours=True, eligible=True, mature_72h=True, offered=told, accepted=False, undertaken=False,
            within_72_hours=None, need_identified=None, support_offered=None, support_started_28d=None, delivery_model=None,
            outcome=Outcome.COULD_NOT_BE_CONTACTED.value, returned_month=month, started_month=month, group="home", current=number,
        ))  # fmt: skip
    return rows


def asking(*measures: str, first: date = date(2025, 1, 1), last: date = date(2025, 3, 31)) -> Reply:
    questions = [Question(f"How many {word}?", word) for word in measures]
    reply = Reply(questions, name="x", period=Period("", first, last), authority="Eastmere", today=TODAY)
    reply.seconds = 120
    return reply


def printed(reply: Reply, held: Answered) -> list[str]:
    return [answer.lines[0].counted for answer in reply.said(held).answers]


class TestDifferencing:
    """Two requests for periods that differ by one month: what is one less the other may not be a small number."""

    ROWS = rows_of(january=40, march=20, asked=30, asked_in_march=3)
    UNTIL_FEBRUARY = {"last": date(2025, 2, 28)}

    def test_it_withholds_what_one_request_less_another_would_say(self):
        first, second = asking("offered", **self.UNTIL_FEBRUARY), asking("offered")
        before = first.safe(self.ROWS, [])
        assert printed(first, before) == ["30"] and printed(second, second.safe(self.ROWS, [])) == ["33"]
        after = second.safe(self.ROWS, [before.release.publication])
        assert printed(second, after) == [SIGN], "33 less 30 are the three who were asked in March"

    def test_it_does_so_whichever_is_asked_first(self):
        first, second = asking("offered"), asking("offered", **self.UNTIL_FEBRUARY)
        before = first.safe(self.ROWS, [])
        assert printed(second, second.safe(self.ROWS, [before.release.publication])) == [SIGN]

    @pytest.mark.parametrize("measure", ["incidents", "children_missing"])
    def test_it_withholds_episodes_and_children_alike(self, measure: str):
        rows = rows_of(january=40, march=3, asked=30, asked_in_march=0)
        first, second = asking(measure, **self.UNTIL_FEBRUARY), asking(measure)
        before = first.safe(rows, [])
        assert printed(first, before) == ["40"] and printed(second, second.safe(rows, [])) == ["43"]
        assert printed(second, second.safe(rows, [before.release.publication])) == [SIGN]

    def test_it_prints_both_where_nothing_small_lies_between(self):
        rows = rows_of(january=40, march=20, asked=30, asked_in_march=10)
        first, second = asking("offered", **self.UNTIL_FEBRUARY), asking("offered")
        before = first.safe(rows, [])
        assert printed(second, second.safe(rows, [before.release.publication])) == ["40"]

    def test_it_takes_a_board_paper_for_an_earlier_release_as_well(self):
        period = Stretch(date(2025, 1, 1), date(2025, 2, 28))
        paper = make_safe(
            "paper", Ground(TODAY, (period,)), self.ROWS, period=period, chart=[], earlier=[], seconds=120
        )
        second = asking("offered")
        assert paper.kept(way.CHILD_ASKED.reached, Part.COUNTED)
        assert printed(second, second.safe(self.ROWS, [paper.release.publication])) == [SIGN]

    def test_it_releases_whole_months_only(self):
        odd = asking("offered", last=date(2025, 3, 30))
        assert "whole months" in str(odd.why_not()) and asking("offered").why_not() is None

    def test_it_says_in_words_what_to_do_about_a_refusal(self):
        broken = Publication("old", "dfe", (Said(Cell(OLD_ENOUGH, Unit.EPISODES, (("planet", "Mars"),)), 40),))
        with pytest.raises(NotSafe, match="Choose a longer period, or ask for fewer details"):
            asking("offered").safe(self.ROWS, [broken])

    def test_it_shows_the_number_before_its_details(self):
        """Of those who hold the talks two kinds are few: how many were heard is printed all the same."""
        rows = rows_of(january=40, march=20, asked=30, asked_in_march=10)
        for number, row in enumerate(rows[:30]):
            row.accepted = row.undertaken = True
            row.within_72_hours, row.outcome = True, None
            row.delivery_model = "la_social_worker" if number < 2 else "host_la" if number < 5 else "la_dedicated_team"
        reply = asking("who_delivers")
        lines = reply.said(reply.safe(rows, [])).answers[0].lines
        assert lines[0].counted == "30" and SIGN in {each.counted for each in lines[1:]}


class TestMatching:
    @pytest.mark.parametrize(
        ("text", "questions"),
        [
            ("1. One?\n2. Two\nand more?", ["One?", "Two and more?"]),
            ("Dear all,\nQ1 One?\nQ2 Two?", ["One?", "Two?"]),
            ("a) One\n\nb) Two", ["One", "Two"]),
            ("One? Two?\nThree", ["One?", "Two?", "Three"]),
            ("- One\n• Two", ["One", "Two"]),
            (" \n ", []),
        ],
    )
    def test_it_finds_the_questions_of_a_text(self, text: str, questions: list[str]):
        assert questions_in(text) == questions

    @pytest.mark.parametrize(
        ("question", "measure", "group"),
        [
            ("How many children were reported missing to you?", "children_missing", ""),
            ("Total number of missing incidents for looked after children", "incidents", "looked_after"),
            ("How many children were looked after during 2023-24?", "looked_after_in_year", ""),
            ("How many individual looked after children went missing?", "children_missing", "looked_after"),
            ("How many return home interviews were offered?", "offered", ""),
            ("How many return home interviews were completed within 72 hours of the child's return?", "in_time", ""),
            ("How many RHIs were offered within 72 hours?", "", ""),
            ("How many RHIs within 72 hours?", "", ""),
            ("How many RHIs were completed for children placed out of area?", "completed", "care_out"),
            ("How many RHIs were declined by the child?", "child_said_no", ""),
            ("How many interviews were refused by a parent or carer?", "parent_said_no", ""),
            ("Who delivers return home interviews on your behalf?", "who_delivers", ""),
            ("Do you provide follow-up support?", "follow_up", ""),
            ("Is parental consent required for a return home interview?", "consent", ""),
            ("What is working well, and what are the barriers?", "in_words", ""),
            ("How many interviews were there of children missing from home that were offered?", "offered", "home"),
            ("What did the biscuits cost?", "", ""),
        ],
    )
    def test_it_matches_a_question_by_words_that_stand_in_it(self, question: str, measure: str, group: str):
        found = match(question)
        assert (found.measure, found.group) == (measure, group)
        assert all(words in question.lower() for words in found.because), "what it says it found is there"
        assert found.because or not measure

    def test_it_names_what_else_a_question_could_be(self):
        assert "completed" in match("How many interviews were completed within 72 hours?").also

    def test_it_matches_each_question_of_a_known_set_to_what_the_set_says_or_to_nothing(self):
        """The lists of words and the sets were written apart; where they speak, they agree."""
        for known in SETS.values():
            for asked in known.questions:
                assert match(asked.words).measure in (asked.measure, ""), asked.words

    def test_it_has_words_for_every_measure_and_a_reason_for_each_that_is_no_number(self):
        for measure in MEASURES.values():
            assert bool(measure.shows) == (measure.how is How.NUMBERS)
            assert measure.shows or measure.because or measure.word == "not_held"
            assert measure in IN_ORDER or measure.word == "not_held"
        for known in SETS.values():
            assert known.source and all(q.measure in MEASURES and q.group in GROUPS for q in known.questions)

    def test_it_takes_so_many_questions_and_no_more(self):
        assert "41 questions were found" in str(why_not_these("\n".join(f"{n}. How many?" for n in range(1, 42))))
        assert why_not_these("How many?") is None

    def test_it_waits_for_what_nobody_has_matched(self):
        questions = of_text("1. What did it cost?\n2. How many RHIs were offered?")
        assert str(why_not_yet(questions)) == "1 question is not answered yet. Question 1: say what answers it."


class TestPeriod:
    def test_it_offers_financial_years_that_are_over(self):
        assert [each.key for each in financial_years(date(2025, 3, 31), 2)] == ["2023-24", "2022-23"]
        assert financial_years(date(2025, 4, 1), 1) == [YEAR]
