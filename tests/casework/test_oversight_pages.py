"""How are we doing: every number equals its list, what is not recorded is drawn as such, and lists for those who may see them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from html import unescape
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.casework.area import new_person
from tests.casework.browser import signed_in
from tests.casework.returns import DAY, START, Council, acting
from wayhome.casework.children import actions as children
from wayhome.casework.children.models import Identity
from wayhome.casework.children.words import ConflictKind
from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.casework.journal.models import Entry, Mention
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey.models import Episode
from wayhome.casework.organisations import actions as organisations
from wayhome.casework.oversight import facts
from wayhome.casework.oversight.numbers import ALL
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.listing import FEWEST, NotListed, listing
from wayhome.casework.oversight.which import EVERY_RETURN, Which
from wayhome.casework.records.refusals import NotAllowed
from wayhome.domain.outcome import both, opposite
from wayhome.domain.vocabulary import Group, Role
from wayhome.engines import memory
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import BY_ID, way
from wayhome.indicators.definition import Count, Indicator, numbers_of
from wayhome.indicators.facts import EpisodeFacts

QUARTER = {"period": "custom", "from": "2025-01-01", "to": "2025-03-31"}
IN_QUARTER = Which(date(2025, 1, 1), date(2025, 3, 31))
LATER = START + timedelta(days=400)
NOW = timezone.now()


@dataclass
class World:
    """One council with a return of each kind, and everybody who may look at how it is doing."""

    council: Council
    people: dict[str, Viewer]
    derived: dict[datetime, list[EpisodeFacts]] = field(default_factory=dict)

    def rows(self, at: datetime = LATER) -> list[EpisodeFacts]:
        """Every row of facts, derived afresh from the events and never read from the table."""
        if at not in self.derived:
            with acting(self.council.area.rosa, at) as rosa:
                own = Identity.objects.filter(organisation_id=rosa.organisation)
                ids = set(own.values_list("current_id", flat=True))
                self.derived[at] = [fresh.facts for fresh in facts.derived(rosa, ids)]
        return self.derived[at]


@pytest.fixture(scope="module")
def world(server: object) -> World:
    council = Council()
    council.year()
    area = council.area
    with acting(area.eastmere.administrator, START) as admin:
        elsewhere = organisations.add_team(name="Another team", by=admin, at=START)
    people = {"coordinator": area.rosa, "team manager": area.tess, "coordinator of Westmarsh": area.wren}
    for name, role in (
        ("service manager", Role.SERVICE_MANAGER), ("senior manager", Role.NAMED_SENIOR_MANAGER), ("director", Role.DCS),
        ("analyst", Role.ANALYST),
    ):  # fmt: skip
        people[name] = new_person(area.eastmere, f"{name.title().replace(' ', '')} Person", role, START)
    people["coordinator of another team"] = new_person(
        area.eastmere, "Other Person", Role.RHI_COORDINATOR, START, team=elsewhere
    )
    people["walled"] = new_person(area.eastmere, "Walled Person", Role.RHI_COORDINATOR, START)
    with acting(area.rosa, START + 300 * DAY) as rosa:
        one = council.kinds["said no"]
        children.declare_conflict(
            child=one.child, user=people["walled"].user, kind=ConflictKind.RELATED, by=rosa, at=rosa.at
        )
    return World(council, people)


def in_quarter(rows: list[EpisodeFacts], number: Indicator) -> list[EpisodeFacts]:
    """Rows of the quarter by the day the number goes by, those without one too."""
    first, last = date(2025, 1, 1), date(2025, 3, 31)
    day_of = (lambda r: r.started_on) if number.anchor.value == "started" else (lambda r: r.returned_on)
    return [row for row in rows if day_of(row) is None or first <= day_of(row) <= last]


def behind(number: Indicator, part: Part, rows: list[EpisodeFacts]) -> set[str]:
    """The episodes behind a part of a number, by asking each row its questions."""
    found = set()
    for row in rows:
        placed = True if number.unplaced is None else opposite(number.unplaced.answer(row))
        belongs, maybe = both(number.of.answer(row), placed), number.of.answer(row) is not False
        answer = True if number.counting is None else number.counting.answer(row)
        is_in = {
            Part.COUNTED: belongs is True and answer is True, Part.NOT_KNOWN: belongs is True and answer is None,
            Part.EVERYONE: belongs is True, Part.UNPLACED: maybe and belongs is not True,
        }  # fmt: skip
        if is_in[part]:
            found.add(row.episode)
    return found


class TestCounting:
    def test_it_counts_as_the_reference_counts(self, world: World):
        """Every number, in the period and by group, against rows that were derived afresh and counted in memory."""
        rows = world.rows()
        with acting(world.council.area.rosa, LATER) as rosa:
            counting.brought_up_to_date(rosa)
            for number in ALL.values():
                there = in_quarter(rows, number)
                for by in ((), ("group",), ("returned_month",)):
                    found = counting.counts(rosa, [number], IN_QUARTER.of(number), by)
                    assert found == memory.count(there, [number], by), (number.id, by)

    def test_it_adds_up_over_groups_to_all(self, world: World):
        with acting(world.council.area.rosa, LATER) as rosa:
            for number in (way.RETURNS, way.HEARD.reached, way.IN_TIME):
                whole = counting.counts(rosa, [number], IN_QUARTER)[number, ()]
                parts = [replace(IN_QUARTER, group=g) for g in Group] + [replace(IN_QUARTER, no_group=True)]
                counts = [counting.counts(rosa, [number], which)[number, ()] for which in parts]
                assert sum(count.numerator for count in counts) == whole.numerator > 0

    def test_it_keeps_what_is_not_recorded_apart_from_no(self, world: World):
        with acting(world.council.area.rosa, LATER) as rosa:
            found = counting.counts(rosa, way.NUMBERS, IN_QUARTER)
        assert found[way.RETURNS, ()] == Count(13, None)
        assert found[way.NEEDS_HELP.reached, ()] == Count(3, 13, not_known=1)
        assert found[way.HELP_STARTED.reached, ()] == Count(1, 13, not_known=3)
        assert found[way.IN_TIME, ()] == Count(5, 13)

    def test_it_is_refused_to_those_who_see_no_totals(self, world: World):
        for stranger in (world.council.area.omar, world.council.ines, world.council.area.pat):
            with acting(stranger, LATER) as viewer, pytest.raises(NotAllowed):
                counting.counts(viewer, [way.RETURNS], EVERY_RETURN)

    def test_it_never_counts_another_authority(self, world: World):
        """Westmarsh sees nothing of thirteen returns, and Eastmere nothing of the one that Westmarsh has."""
        wren = world.council.area.wren
        with acting(wren, LATER) as viewer:
            assert counting.counts(viewer, [way.RETURNS], EVERY_RETURN)[way.RETURNS, ()] == Count(0, None)
        with transaction.atomic(), acting_as(replace(wren, at=LATER, user=None, purpose=Purpose.JOB)) as job:
            assert counting.counts(job, [way.RETURNS], EVERY_RETURN)[way.RETURNS, ()] == Count(0, None)


ROLES = (
    "coordinator", "team manager", "service manager", "senior manager", "director", "analyst", "coordinator of another team",
    "walled", "coordinator of Westmarsh",
)  # fmt: skip


class TestLists:
    @pytest.mark.parametrize("who", ROLES)
    def test_it_lists_exactly_the_rows_of_every_number_or_says_why_not(self, world: World, who: str):
        """For every number, part and role: as many rows as the count says, of the right children, or a reason."""
        rows = [] if who.endswith("Westmarsh") else world.rows()
        with acting(world.people[who], LATER) as viewer:
            counting.brought_up_to_date(viewer)
            references = dict(Episode.objects.values_list("id", "reference"))
            for number in ALL.values():
                count = counting.counts(viewer, [number], IN_QUARTER.of(number))[number, ()]
                for part in Part:
                    found = listing(viewer, number, part, IN_QUARTER.of(number))
                    expected = behind(number, part, in_quarter(rows, number))
                    assert found.total == len(expected), (number.id, part)
                    if found.why_not is not None:
                        assert (found.why_not, found.rows) == (NotListed.TOO_FEW, ()) and who == "analyst"
                        assert 0 < found.children < FEWEST
                        continue
                    assert len(found.rows) == found.total == len(expected)
                    named = {row.reference for row in found.rows if row.is_open}
                    assert named <= {references[UUID(episode)] for episode in expected}
                    assert len({row.number for row in found.rows}) == found.children
                    if part is Part.COUNTED:
                        assert count.numerator == (found.children if number.distinct else found.total)

    def test_it_names_children_to_those_they_are_open_to(self, world: World):
        for who in ("coordinator", "team manager"):
            with acting(world.people[who], LATER) as viewer:
                rows = listing(viewer, way.RETURNS, Part.COUNTED, IN_QUARTER).rows
                assert len(rows) == 13 and all(row.person and not row.person.masked and row.case for row in rows)
                assert {row.person.name for row in rows} >= {"Aisha Karim"}

    def test_it_names_nobody_to_a_senior_manager_without_a_purpose(self, world: World):
        with acting(world.people["service manager"], LATER) as viewer:
            found = listing(viewer, way.RETURNS, Part.COUNTED, IN_QUARTER)
            assert found.needs_a_purpose
            assert all(row.person and row.person.masked and not row.person.given for row in found.rows)
        with_purpose = replace(world.people["service manager"], purpose=Purpose.OVERSIGHT)
        with acting(with_purpose, LATER) as viewer:
            found = listing(viewer, way.RETURNS, Part.COUNTED, IN_QUARTER)
            assert not found.needs_a_purpose and all(row.person and row.person.given for row in found.rows)

    def test_it_gives_a_number_in_place_of_a_child_who_is_not_open(self, world: World):
        with acting(world.people["coordinator of another team"], LATER) as viewer:
            rows = listing(viewer, way.RETURNS, Part.COUNTED, IN_QUARTER).rows
            assert len(rows) == 13 and not any(row.is_open or row.reference or row.case or row.holder for row in rows)
        with acting(world.people["walled"], LATER) as viewer:
            rows = listing(viewer, way.RETURNS, Part.COUNTED, IN_QUARTER).rows
            assert [row.is_open for row in rows].count(False) == 1, "a declared conflict shuts one record and no other"

    def test_it_never_names_a_child_to_an_analyst(self, world: World):
        """Whatever purpose is given, and although the analyst sits in the team."""
        for purpose in (Purpose.CASEWORK, Purpose.OVERSIGHT):
            with acting(replace(world.people["analyst"], purpose=purpose), LATER) as viewer:
                rows = listing(viewer, way.RETURNS, Part.COUNTED, IN_QUARTER).rows
                assert len(rows) == 13 and not any(row.is_open for row in rows)
                few = listing(viewer, way.HELP_STARTED.reached, Part.COUNTED, IN_QUARTER)
                assert (few.total, few.rows, few.why_not) == (1, (), NotListed.TOO_FEW)

    def test_it_tells_returns_of_one_child_from_those_of_another(self, world: World):
        """Somebody to whom nobody is open still sees that two returns are one child's."""
        council = Council()
        first = council.returned(START + 2 * DAY)
        council.returned(START + 20 * DAY, child=first.child)
        other = new_person(council.area.eastmere, "Other Person", Role.ANALYST, START)
        colleague = replace(other, roles=frozenset({Role.TEAM_MANAGER}), teams=frozenset())
        with acting(colleague, LATER) as viewer:
            counting.brought_up_to_date(viewer)
            assert [row.number for row in listing(viewer, way.RETURNS, Part.COUNTED, EVERY_RETURN).rows] == [1, 1]

    def test_it_pages_a_list_without_losing_or_repeating_a_row(self, world: World):
        with acting(world.council.area.rosa, LATER) as rosa:
            whole = listing(rosa, way.RETURNS, Part.COUNTED, IN_QUARTER).rows
            pages = [listing(rosa, way.RETURNS, Part.COUNTED, IN_QUARTER, after=n, most=5).rows for n in (0, 5, 10)]
            assert [row for page in pages for row in page] == list(whole)

    def test_it_journals_the_rows_that_were_shown_and_no_others(self, world: World):
        with acting(world.people["walled"], LATER) as viewer:
            shown = listing(viewer, way.RETURNS, Part.COUNTED, IN_QUARTER, most=13).rows
        with acting(world.council.area.rosa, LATER) as rosa:
            last = Entry.objects.filter(user_id=world.people["walled"].user).latest("number")
            kinds = list(Mention.objects.filter(number=last.number).values_list("kind", flat=True))
            assert kinds.count("episode") == sum(row.is_open for row in shown) == 12
            assert kinds.count("facts") == 1 and rosa is not None


def number_in(page: str, title: str) -> int:
    """A number of the paragraph, by the title that is read out with it."""
    found = re.search(rf">(\d+)<span class=\"govuk-visually-hidden\">: {re.escape(title)}</span>", page)
    assert found, title
    return int(found.group(1))


def get(client: Client, path: str, status: int = 200, **asked: str) -> str:
    answer = client.get(path, QUARTER | asked)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


@pytest.fixture(scope="module")
def rosas(world: World) -> Client:
    return signed_in(world.council.area.rosa)


class TestPages:
    def test_it_says_in_the_paragraph_what_was_counted(self, world: World, rosas: Client):
        page = get(rosas, "/oversight/")
        counts = memory.count(in_quarter(world.rows(NOW), way.RETURNS), way.NUMBERS)
        for number in (way.RETURNS, way.CHILD_ASKED.reached, way.HEARD.reached, way.IN_TIME):
            assert number_in(page, number.title) == counts[number, ()].numerator
        text = re.sub(r"<[^>]+>", "", page)
        text = re.sub(r"\s+", " ", text)
        assert "January to March 2025: 13: Returns old enough to judge returns old enough to judge." in text
        assert "(69% of those known; 0 not recorded)" in text
        assert "Of talks held, 83% were in time: this ignores the 7 returns with no talk." in text

    def test_it_names_what_must_be_done_in_its_first_line(self, rosas: Client):
        page = get(rosas, "/oversight/")
        assert re.search(r"<h1[^>]*>4 children are still waiting; 2 were never asked.</h1>", page)
        assert "<title>4 children are still waiting; 2 were never asked." in page

    def test_it_leads_from_every_number_to_its_meaning_and_its_list(self, rosas: Client):
        page = get(rosas, "/oversight/")
        for address in set(re.findall(r'href="(/oversight/numbers/[^"]+)"', page)):
            one = rosas.get(address.replace("&amp;", "&"))
            assert one.status_code == 200
            assert "What this counts" in one.content.decode() and "Returns behind it" in one.content.decode()

    @pytest.mark.parametrize("number", list(ALL.values()), ids=lambda number: number.slug)
    def test_it_has_a_page_for_every_number_with_as_many_rows_as_it_counts(self, world: World, rosas: Client, number):
        page = get(rosas, f"/oversight/numbers/{number.slug}/")
        assert number.numerator_words.split(".")[0][:40].replace("'", "&#39;") in page
        rows = world.rows(NOW) if number in way.NOW else in_quarter(world.rows(NOW), number)
        expected = len(behind(number, Part.COUNTED, rows))
        body = page.split("<tbody", 1)[1].split("</tbody>")[0] if "<tbody" in page else ""
        assert body.count('scope="row"') == expected

    def test_it_draws_what_is_not_recorded_as_hatch_with_its_bound(self, rosas: Client):
        page = get(rosas, "/oversight/")
        assert page.count('fill="url(#wh-hatch)"') >= 7, "three hatched bars at two sizes, and the key"
        assert "3 not recorded: between 1 and 4" in page

    def test_it_gives_each_figure_a_text_a_table_and_a_file(self, rosas: Client):
        page = get(rosas, "/oversight/")
        drawings = re.findall(r'<svg class="wh-chart"[^>]*aria-labelledby="([^"]+)"', page)
        assert len(drawings) == 10, "two of each figure that has something to draw"
        for names in drawings:
            assert all(f'id="{name}"' in page for name in names.split())
        for figure, rows in (("way", 12), ("why", 16), ("change", 7), ("soon", 6), ("hours", 3), ("notices", 3)):
            file = rosas.get(f"/oversight/figures/{figure}/csv/", QUARTER)
            assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
            lines = list(csv.DictReader(io.StringIO(file.content.decode())))
            assert len(lines) == rows and {line["period"] for line in lines} == {"January to March 2025"}
            assert f"/oversight/figures/{figure}/" in page

    def test_it_opens_each_cell_of_the_calendar_and_makes_no_file_of_it(self, rosas: Client):
        page = get(rosas, "/oversight/figures/week/")
        cells = re.findall(r'href="(/oversight/numbers/returns_[^"]+)"', page)
        assert cells and "CSV" not in page
        for cell in set(cells):
            opened = rosas.get(unescape(cell)).content.decode()
            assert re.search(r"\b[1-9]\d* returns?, of ", opened)
        for figure in ("week", "days"):
            assert rosas.get(f"/oversight/figures/{figure}/", QUARTER).status_code == 200
            assert rosas.get(f"/oversight/figures/{figure}/csv/", QUARTER).status_code == 404
        assert rosas.get("/oversight/numbers/returns_monday_25/", QUARTER).status_code == 404

    def test_it_writes_in_the_file_what_the_page_counts(self, rosas: Client):
        file = rosas.get("/oversight/figures/way/csv/", QUARTER).content.decode()
        line = {row["definition"]: row for row in csv.DictReader(io.StringIO(file))}["S6"]
        assert (line["counted"], line["out_of"], line["not_recorded"], line["least"], line["most"]) == (
            "1", "13", "3", "0.0769", "0.3077",
        )  # fmt: skip

    def test_it_counts_a_group_and_a_period_by_plain_links(self, rosas: Client):
        page = get(rosas, "/oversight/", group="care_out")
        assert number_in(page, way.RETURNS.title) == 3
        assert "Eastmere, Placed away" in page
        for words, number in (("All", 13), ("From home", 9), ("Looked after here", 1), ("Placed away", 3)):
            assert re.search(rf">{words} {number}</a>", page)
        year = get(rosas, "/oversight/", period="year")
        assert "no return is old enough to judge" in year

    def test_it_says_what_is_wrong_with_two_days(self, rosas: Client):
        page = get(rosas, "/oversight/", **{"from": "2025-03-31", "to": "2025-01-01"})
        assert "The first day comes after the last." in page

    def test_it_shows_another_authority_none_of_it(self, world: World):
        page = get(signed_in(world.council.area.wren), "/oversight/")
        assert "no return is old enough to judge" in page and "No child is waiting past 72 hours." in page
        assert "Karim" not in page

    def test_it_is_in_the_navigation_of_those_it_is_for(self, world: World):
        for who, expected in (("coordinator", True), ("analyst", True), ("director", True)):
            home = signed_in(world.people[who]).get("/oversight/").content.decode()
            assert ("How are we doing?</a>" in home) is expected
        assert "/oversight/" not in signed_in(world.council.area.omar).get("/cases/").content.decode()
        assert signed_in(world.council.area.omar).get("/oversight/").status_code == 403

    def test_it_finds_no_figure_and_no_number_that_there_is_not(self, rosas: Client):
        for path in ("/oversight/figures/nothing/", "/oversight/figures/nothing/csv/", "/oversight/numbers/nothing/"):
            assert rosas.get(path).status_code == 404

    def test_it_keeps_the_facts_current_by_being_looked_at(self, world: World, rosas: Client):
        with acting(world.council.area.rosa, timezone.now()) as rosa:
            facts.Facts.objects.filter(organisation_id=rosa.organisation).update(offered=None)
            facts.Derived.objects.filter(organisation_id=rosa.organisation).update(mark="")
        get(rosas, "/oversight/")
        with acting(world.council.area.rosa, timezone.now()) as rosa:
            assert facts.differences(rosa) == []


class TestPurpose:
    LIST = "/oversight/numbers/returns_old_enough/"
    NAMES = f"{LIST}names/?period=custom&from=2025-01-01&to=2025-03-31"

    def test_it_asks_a_senior_manager_what_for_before_it_names_anybody(self, world: World):
        client = signed_in(world.people["service manager"])
        page = get(client, self.LIST)
        assert "Karim" not in page and "Name not shown" in page and "What do you need the names for?" in page
        named = client.post(self.NAMES, {"reason": "inspection"})
        assert named.status_code == 200 and named.content.decode().count("Karim, ") == 13
        assert "To prepare for an inspection, or answer an inspector" in named.content.decode()

    def test_it_keeps_the_purpose_in_the_journal_before_the_names(self, world: World):
        client = signed_in(world.people["senior manager"])
        client.post(self.NAMES, {"reason": "complaint"})
        with acting(world.council.area.rosa, timezone.now()):
            mine = Entry.objects.filter(user_id=world.people["senior manager"].user).order_by("number")
            given, read = list(mine)[-2:]
        assert (given.what, given.codes) == (
            "oversight.purpose_given",
            {"number": "returns_old_enough", "reason": "complaint"},
        )
        assert (read.act, read.what, read.purpose) == ("read", "oversight_names", Purpose.OVERSIGHT)
        assert len([kind for kind, _id, _of in read.subjects if kind == "child"]) == 13

    def test_it_names_nobody_without_a_purpose_from_the_list(self, world: World):
        client = signed_in(world.people["director"])
        for sent in ({}, {"reason": "curious"}):
            answer = client.post(self.NAMES, sent)
            page = answer.content.decode()
            assert answer.status_code == 422 and "Karim" not in page
            assert "<title>Error: " in page
        assert client.get(self.NAMES).status_code == 405

    @pytest.mark.parametrize("who", ["coordinator", "analyst", "team manager"])
    def test_it_has_no_names_page_for_others(self, world: World, who: str):
        assert signed_in(world.people[who]).post(self.NAMES, {"reason": "safety"}).status_code == 403

    def test_it_tells_an_analyst_why_a_list_is_not_shown(self, world: World):
        page = get(signed_in(world.people["analyst"]), "/oversight/numbers/help_started/")
        assert "Fewer than 6 children are behind this number." in page and "Karim" not in page
        assert "Child 13" in get(signed_in(world.people["analyst"]), self.LIST)


def test_it_counts_the_common_set_on_one_page(rosas: Client, world: World):
    page = get(rosas, "/oversight/measures/")
    for number in numbers_of([BY_ID["R3"], BY_ID["D3"], BY_ID["F1"], BY_ID["R1"]]):
        assert f'href="/oversight/numbers/{number.slug}/?' in page
