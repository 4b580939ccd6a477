"""Records to fix: every gap is counted and listed by one sentence, each record leads to where it is put right, by whom it may be."""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, resolve
from django.utils import timezone

from tests.casework.area import new_area, new_person
from tests.casework.browser import signed_in
from tests.casework.returns import DAY, HOUR, START, Council, Return, acting
from wayhome.casework.children.models import Identity
from wayhome.casework.delivery.actions import talking
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.models import Entry
from wayhome.casework.journal.pages import ACCESS
from wayhome.casework.oversight import facts
from wayhome.casework.oversight.gaps import ANY, EVERY, GAPS, STAGES
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.fixing import to_fix
from wayhome.casework.oversight.queries.listing import FEWEST, NotListed, listing
from wayhome.casework.oversight.record_pages import who_can
from wayhome.casework.oversight.which import EVERY_RETURN, Which
from wayhome.casework.reach.actions import absence
from wayhome.casework.records.refusals import NotAllowed
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Completeness, Group, Mode, Place, RiskGrade, Role, Source
from wayhome.engines import memory
from wayhome.engines.sql import Part
from wayhome.indicators.facts import EPISODE_COLUMNS, EpisodeFacts
from wayhome.indicators.questions import Recorded

LATER = START + timedelta(days=400)
QUARTER = {"period": "custom", "from": "2025-01-01", "to": "2025-03-31"}


@dataclass
class World:
    council: Council
    people: dict[str, Viewer]
    rows: list[EpisodeFacts]

    def with_gap(self, slug: str) -> set[str]:
        """The episodes with a gap, by asking each row, derived afresh, in memory."""
        return {row.episode for row in self.rows if GAPS[slug].counted.of.answer(row) is True}


def came_back(
    council: Council,
    happened: Moment,
    *,
    missing_from: Moment,
    group: Group | None = Group.HOME,
    born=date(2011, 6, 10),
):
    """A return as somebody tells it who does not know the hour, or the day."""
    at = START + 90 * DAY
    child = council.child(at=at - DAY, born=born)
    with acting(council.area.rosa, at) as rosa:
        episode = absence.report_missing(
            child=child, missing_from=missing_from, happened=missing_from, source=Source.POLICE, by=rosa, at=at, group=group,
            grade=RiskGrade.MEDIUM,
        )  # fmt: skip
        case = absence.record_return(episode=episode, happened=happened, source=Source.POLICE, by=rosa, at=at)
    return Return(council, child, episode, case, at)


def heard_by_somebody(one: Return, held: Moment) -> Return:
    """A talk of which nobody recorded who the interviewer was to the child."""
    one.do(
        one.council.area.rosa, talking.record_talk, one.back + 10 * DAY, held=held, discussed=[one.episode], mode=Mode.IN_PERSON,
        completeness=Completeness.FULL, place=Place.SCHOOL, relation=None, late_reason="capacity",
    )  # fmt: skip
    return one


@pytest.fixture(scope="module")
def world(server: object) -> World:
    council = Council()
    council.year()
    gone = Moment.exactly(START + 85 * DAY)
    council.kinds |= {
        "no time of return": came_back(council, NOT_RECORDED, missing_from=gone),
        "a day of return": came_back(council, Moment.on(date(2025, 4, 3)), missing_from=gone),
        "no start": came_back(council, Moment.exactly(START + 88 * DAY), missing_from=NOT_RECORDED),
        "no group, no birth": came_back(
            council, Moment.exactly(START + 88 * DAY), missing_from=gone, group=None, born=None
        ),
        "heard, day only": heard_by_somebody(
            council.returned(START + 60 * DAY).asked().said_yes(), Moment.on((START + 63 * DAY).date())
        ),
    }
    area = council.area
    people = {"coordinator": area.rosa, "team manager": area.tess, "coordinator of Westmarsh": area.wren}
    for name, role in (("service manager", Role.SERVICE_MANAGER), ("director", Role.DCS), ("analyst", Role.ANALYST)):
        people[name] = new_person(area.eastmere, f"{name.title().replace(' ', '')} Person", role, START)
    with acting(area.rosa, LATER) as rosa:
        ids = set(Identity.objects.filter(organisation_id=rosa.organisation).values_list("current_id", flat=True))
        rows = [fresh.facts for fresh in facts.derived(rosa, ids)]
    return World(council, people, rows)


@pytest.fixture(scope="module")
def rosas(world: World) -> Client:
    return signed_in(world.council.area.rosa)


def get(client: Client, path: str, status: int = 200, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def body_rows(page: str) -> int:
    return page.split('id="list"', 1)[1].count('<th scope="row"')


class TestGaps:
    def test_it_finds_nearly_every_kind_in_records_that_have_them(self, world: World):
        """So that what is asserted of lists below is asserted of lists with rows."""
        assert {slug for slug in GAPS if not world.with_gap(slug)} <= {
            "outcome",
            "support_offer",
            "talk_time",
            "relation",
        }

    @pytest.mark.parametrize("column", [c.name for c in EPISODE_COLUMNS if c.may_be_empty][:4])
    def test_it_asks_for_what_is_empty_as_the_database_does(self, world: World, column: str):
        with acting(world.council.area.rosa, LATER) as rosa:
            counting.brought_up_to_date(rosa)
            asked = replace(ANY, of=~Recorded(column))
            found = counting.counts(rosa, [asked], EVERY_RETURN)
        assert found == memory.count(world.rows, [asked])

    def test_it_counts_each_gap_as_the_rows_say(self, world: World):
        with acting(world.council.area.rosa, LATER) as rosa:
            counting.brought_up_to_date(rosa)
            found = to_fix(rosa, EVERY_RETURN)
        assert dict(found.of) == {slug: len(world.with_gap(slug)) for slug in GAPS}
        assert found.any == len(set.union(*(world.with_gap(slug) for slug, one in GAPS.items() if not one.otherwise)))
        assert found.every == sum(EVERY.of.answer(row) is True for row in world.rows)
        assert found.any < sum(found.of.values()) and not found.is_whole

    def test_it_counts_a_no_and_what_never_came_to_pass_as_no_gap(self, world: World):
        kinds = world.council.kinds
        complete = {str(kinds[name].episode) for name in ("nothing needed", "helped in time")}
        for slug in GAPS.keys() - {"notice_time"}:
            assert not world.with_gap(slug) & complete, slug
        assert str(kinds["said no"].episode) not in world.with_gap("answer") | world.with_gap("offer")

    def test_it_finds_the_gap_that_somebody_left(self, world: World):
        kinds = {name: str(one.episode) for name, one in world.council.kinds.items()}
        assert world.with_gap("return_time") == {kinds["no time of return"]}
        assert kinds["a day of return"] in world.with_gap("time_by_day")
        assert world.with_gap("start_time") == {kinds["no start"]}
        assert world.with_gap("group") == world.with_gap("birth") == {kinds["no group, no birth"]}
        assert world.with_gap("offer") == {kinds["carer told only"]}
        assert kinds["asked, waiting"] in world.with_gap("answer")
        assert world.with_gap("in_time") == {kinds["heard, day only"]}
        assert kinds["not written up"] in world.with_gap("need")
        assert world.with_gap("support_answer") == {kinds["help offered, no answer"]}
        assert world.with_gap("support_start") == {kinds["helped, start not recorded"]}

    def test_it_is_refused_to_those_who_see_no_totals(self, world: World):
        for stranger in (world.council.area.omar, world.council.ines, world.council.area.pat):
            with acting(stranger, LATER) as viewer, pytest.raises(NotAllowed):
                to_fix(viewer, EVERY_RETURN)

    def test_it_has_a_page_and_somebody_for_every_gap(self):
        assert get_resolver().url_patterns, "reading the addresses fills the access list"
        for one in GAPS.values():
            assert one.page in ACCESS and who_can(one)
        assert sum(len(stage.gaps) for stage in STAGES) == len(GAPS)


class TestLists:
    @pytest.mark.parametrize("who", ["coordinator", "team manager", "service manager", "director", "analyst"])
    @pytest.mark.parametrize("slug", GAPS)
    def test_it_lists_as_many_records_as_it_counts_or_says_why_not(self, world: World, who: str, slug: str):
        with acting(world.people[who], LATER) as viewer:
            counting.brought_up_to_date(viewer)
            found = listing(viewer, GAPS[slug].counted, Part.COUNTED, EVERY_RETURN)
        assert found.total == len(world.with_gap(slug))
        if found.why_not:
            assert (
                who == "analyst" and found.why_not is NotListed.TOO_FEW and found.children < FEWEST and not found.rows
            )
        else:
            assert len(found.rows) == found.total
            opened = {str(row.episode) for row in found.rows if row.is_open}
            assert opened <= world.with_gap(slug)
            assert who != "analyst" or not opened

    def test_it_counts_a_period_and_a_group(self, world: World):
        with acting(world.council.area.rosa, LATER) as rosa:
            quarter = to_fix(rosa, Which(date(2025, 1, 1), date(2025, 3, 31)))
            whole = to_fix(rosa, EVERY_RETURN)
            nobody = to_fix(rosa, Which(no_group=True))
        assert quarter.of["birth"] == 0 < whole.of["birth"]
        assert nobody.any == nobody.every == 1

    def test_it_sees_nothing_of_another_authority(self, world: World):
        with acting(world.people["coordinator of Westmarsh"], LATER) as wren:
            counting.brought_up_to_date(wren)
            assert to_fix(wren, EVERY_RETURN).every == 0


class TestPages:
    def test_it_says_how_many_are_to_be_put_right_and_leads_to_each_kind(self, world: World, rosas: Client):
        page = get(rosas, "/oversight/records/")
        with acting(world.council.area.rosa, timezone.now()) as rosa:
            found = to_fix(rosa, EVERY_RETURN)
        assert re.search(rf"<h1[^>]*>{found.any} records to put right</h1>", page)
        for slug, number in found.of.items():
            led = f'href="/oversight/records/{slug}/"' in page
            assert led is (number > 0), slug
            if led:
                one = get(rosas, f"/oversight/records/{slug}/")
                assert body_rows(one) == number and html.escape(who_can(GAPS[slug])) in one
                assert re.search(rf"<h1[^>]*>{re.escape(str(GAPS[slug].words))}</h1>", one)

    def test_it_leads_each_record_to_a_page_that_takes_what_is_missing(self, world: World, rosas: Client):
        """For the coordinator, every link opens: a form where one may be filled in, and never a refusal."""
        followed: dict[str, str] = {}
        for slug in GAPS:
            page = get(rosas, f"/oversight/records/{slug}/")
            for address in re.findall(r'<td[^>]*>.*?href="(/(?:cases|absences|children)/[^"]+)"', page):
                answer = rosas.get(address)
                assert answer.status_code == 200, (slug, address, answer.content.decode()[-1500:])
                followed[slug] = resolve(address).url_name
        assert followed["return_time"] == "return_new" and followed["birth"] == "child_facts"
        assert {slug: GAPS[slug].page for slug in followed} == followed

    def test_it_names_nobody_to_a_director_and_nobody_to_an_analyst(self, world: World):
        for who in ("director", "service manager", "analyst"):
            client = signed_in(world.people[who])
            for slug in GAPS:
                page = get(client, f"/oversight/records/{slug}/")
                assert "Karim" not in page and "/cases/" not in page.split("<main", 1)[1]

    def test_it_journals_the_records_that_a_list_showed(self, world: World, rosas: Client):
        get(rosas, "/oversight/records/offer/")
        with acting(world.council.area.rosa, timezone.now()) as rosa:
            last = Entry.objects.filter(user_id=rosa.user, what="oversight_gap").latest("number")
        shown = {id for kind, id, _of in last.subjects if kind == "episode"}
        assert {str(id) for id in shown} == world.with_gap("offer")

    def test_it_writes_the_same_numbers_in_the_file(self, world: World, rosas: Client):
        answer = rosas.get("/oversight/records/csv/")
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        lines = {line["gap"]: line for line in csv.DictReader(io.StringIO(answer.content.decode()))}
        with acting(world.council.area.rosa, timezone.now()) as rosa:
            found = to_fix(rosa, EVERY_RETURN)
        assert {slug: int(line["records"]) for slug, line in lines.items()} == {**found.of, "any": found.any}
        assert {line["out_of"] for line in lines.values()} == {str(found.every)}

    def test_it_keeps_the_choice_from_page_to_page(self, rosas: Client):
        page = get(rosas, "/oversight/records/", **QUARTER, group="care_out")
        inside = [a for a in re.findall(r'href="(/oversight/records/[a-z_]+/[^"]*)"', page) if "csv" not in a]
        assert inside and all("period=custom" in a and "group=care_out" in a for a in inside)
        assert "January to March 2025" in page

    def test_it_says_when_nothing_is_missing(self, world: World):
        assert "There is no record here yet" in get(signed_in(world.council.area.wren), "/oversight/records/")
        assert "No record has this gap" in get(signed_in(world.council.area.wren), "/oversight/records/offer/")

    def test_it_is_found_from_how_are_we_doing(self, rosas: Client):
        page = get(rosas, "/oversight/", **QUARTER)
        linked = re.search(r'href="(/oversight/records/[^"]*)"[^>]*>Records to fix: (\d+) of this period', page)
        assert linked
        assert f">{linked.group(2)} records to put right</h1>" in get(rosas, html.unescape(linked.group(1)))

    def test_it_finds_no_gap_that_there_is_not(self, rosas: Client):
        assert rosas.get("/oversight/records/nothing/").status_code == 404


def test_it_asks_nothing_of_a_council_where_all_is_recorded(server: object):
    area = new_area(START)
    council = Council(area)
    one = council.returned(START + 20 * DAY)
    with acting(area.rosa, START + 20 * DAY + HOUR) as rosa:
        counting.brought_up_to_date(rosa)
        gaps = {slug for slug, number in to_fix(rosa, EVERY_RETURN).of.items() if number}
    assert one and gaps == {"notice_time"}, "told by hand: the notice has no time of its own"
