"""Cutting the figures: by age, grade, first or again, who held the talk, with whom it is, and whose police force."""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.casework.area import new_person
from tests.casework.browser import signed_in
from tests.casework.returns import DAY, HOUR, START, Council, Return, acting
from wayhome.casework.delivery.actions import allocating, talking, writing_up
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.models import Organisation
from wayhome.casework.oversight import facts
from wayhome.casework.oversight.board import board_for
from wayhome.casework.oversight.cuts import AGE, CUTS, GRADE, NOT_RECORDED, PROVIDER, Taken, taken
from wayhome.casework.oversight.models import Facts
from wayhome.casework.oversight.numbers import FAIR
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.listing import FEWEST, NotListed, listing
from wayhome.casework.oversight.queries.whose import organisations_here
from wayhome.casework.oversight.which import Which
from wayhome.casework.oversight.whose import NextStep
from wayhome.casework.reach.actions.absence import record_return
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Completeness, Group, InterviewerRelation, Mode, Place, Role, Source
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import way
from wayhome.indicators.facts import AgeBand

LATER = START + timedelta(days=400)
QUARTER = {"period": "custom", "from": "2025-01-01", "to": "2025-03-31"}
IN_QUARTER = Which(date(2025, 1, 1), date(2025, 3, 31))
THEIRS = InterviewerRelation.COMMISSIONED_PROVIDER


def sent(one: Return, hours: float = 6) -> Return:
    """Sent to Harbour."""
    area = one.council.area
    one.do(area.rosa, allocating.refer_to_provider, one.when(hours), provider=area.harbour.id, conflict=False)
    return one


def answered(one: Return, answer: EventKind, hours: float = 7, words: str | None = None) -> Return:
    by = one.council.area.rosa if answer is EventKind.REFERRAL_ANSWERED else one.council.area.mona
    one.do(by, allocating.answer_referral, one.when(hours), answer=answer, words=words)
    return one


def named(one: Return, hours: float = 9) -> Return:
    area = one.council.area
    one.do(
        area.mona, allocating.allocate_interviewer, one.when(hours), interviewer=area.sam.user, relation=THEIRS, trained=True,
        conflict=False,
    )  # fmt: skip
    return one


def heard(one: Return, hours: float = 30) -> Return:
    at = one.when(hours)
    one.do(
        one.council.area.sam, talking.record_talk, at + HOUR, held=Moment.exactly(at), discussed=[one.episode], mode=Mode.IN_PERSON,
        completeness=Completeness.FULL, place=Place.SCHOOL, relation=THEIRS, late_reason="capacity" if hours > 72 else None,
    )  # fmt: skip
    return one


def given_to_harbour(one: Return, talk: float = 30) -> Return:
    """Asked, yes, sent, accepted, named, heard."""
    sent(one.asked().said_yes())
    answered(one, EventKind.REFERRAL_OPENED, 7)
    answered(one, EventKind.REFERRAL_ACCEPTED, 8)
    return heard(named(one), talk)


def policed(council: Council) -> None:
    """Eastmere's own force is the police of its area."""
    place = council.area.eastmere
    with acting(place.administrator, START):
        assert Organisation.objects.filter(pk=place.id).update(police_force_id=council.area.police.id) == 1


@dataclass
class World:
    council: Council
    people: dict[str, Viewer]

    def row(self, one: Return) -> Facts:
        with acting(self.council.area.rosa, LATER) as rosa:
            facts.refresh(rosa)
            return Facts.objects.get(pk=one.episode)


@pytest.fixture(scope="module")
def world(server: object) -> World:
    """Thirteen returns of a quarter, three more that Harbour has, one of a younger child, and one missing again."""
    council = Council()
    policed(council)
    kinds = council.year()
    for day in (6, 16, 26):
        kinds[f"with harbour {day}"] = given_to_harbour(council.returned(START + day * DAY), 30 if day < 20 else 80)
    young = council.child(at=START, born=date(2014, 5, 1))
    kinds["younger"] = council.returned(START + 30 * DAY, child=young).asked()
    kinds["again"] = council.returned(START + 50 * DAY, child=young, group=None)
    people = {"coordinator": council.area.rosa, "analyst": new_person(council.area.eastmere, "Anil Ray", Role.ANALYST, START),
              "manager": new_person(council.area.eastmere, "Sonia Bell", Role.SERVICE_MANAGER, START)}  # fmt: skip
    return World(council, people)


class TestWhose:
    def test_it_says_with_whom_a_return_is(self, world: World):
        harbour, own = world.council.area.harbour.id, world.council.area.eastmere.id
        kinds = world.council.kinds
        assert world.row(kinds["with harbour 6"]).provider == harbour
        assert world.row(kinds["helped in time"]).provider == own
        assert world.row(kinds["asked, waiting"]).provider is None

    def test_it_says_whose_police_force_it_is_and_guesses_none(self, world: World):
        kinds = world.council.kinds
        police = world.council.area.police.id
        assert world.row(kinds["helped in time"]).force == police
        assert world.row(kinds["not written up"]).force is None, "placed away, and no file says where"
        assert world.row(kinds["again"]).force is None, "nobody recorded where the child lived"

    def test_it_follows_a_case_from_hand_to_hand(self, server: object):
        council = Council()
        one = council.returned(START + 2 * DAY).asked().said_yes()
        world = World(council, {})
        assert world.row(one).next_step is None
        steps = [
            (lambda: sent(one), NextStep.TO_OPEN),
            (lambda: answered(one, EventKind.REFERRAL_OPENED, 7), NextStep.TO_ACCEPT),
            (lambda: answered(one, EventKind.REFERRAL_QUERIED, 7.2, "Which school?"), NextStep.TO_ANSWER),
            (lambda: answered(one, EventKind.REFERRAL_ANSWERED, 7.4), NextStep.TO_ACCEPT),
            (lambda: answered(one, EventKind.REFERRAL_ACCEPTED, 8), NextStep.TO_NAME),
            (lambda: named(one), NextStep.TO_TALK),
            (lambda: heard(one), NextStep.TO_WRITE),
            (lambda: one.do(council.area.sam, writing_up.start_record, one.when(40)), NextStep.TO_WRITE),
            (lambda: one.do(council.area.sam, writing_up.submit_record, one.when(41)), NextStep.TO_CHECK),
            (
                lambda: one.do(council.area.rosa, writing_up.return_record, one.when(42), comments=["Which day?"]),
                NextStep.TO_CORRECT,
            ),
        ]
        for step, expected in steps:
            step()
            row = world.row(one)
            assert (row.next_step, row.provider) == (expected.value, council.area.harbour.id)

    def test_it_says_how_well_a_return_is_timed_and_whether_two_sources_differ(self, server: object):
        council = Council()
        one, by_day = council.returned(START + 2 * DAY), council.returned(START + 3 * DAY)
        world = World(council, {})
        assert (world.row(one).back_timed, world.row(one).times_differ) == (True, False)
        with acting(council.area.rosa, one.when(3)) as rosa:
            other = Moment.exactly(one.back + HOUR)
            record_return(episode=one.episode, happened=other, source=Source.CARER, by=rosa, at=rosa.at)
        assert world.row(one).times_differ is True
        assert world.row(by_day).times_differ is False


def values(viewer: Viewer) -> list[Taken]:
    """Every value of every cut that the address can name here."""
    here = organisations_here(viewer)
    found = []
    for cut in CUTS:
        words = list(cut.values) if not cut.of else [str(id) for id in here.of(cut.of)]
        found += [cut.taken(word) for word in (*words, NOT_RECORDED)]
    assert None not in found
    return found


class TestCounting:
    def test_it_counts_each_value_as_the_rows_say_and_lists_as_many(self, world: World):
        """For every value of every cut and four numbers: rows of the table, the count and the list agree."""
        numbers = (way.RETURNS, way.CHILD_ASKED.reached, way.HEARD.reached, way.IN_TIME)
        with acting(world.council.area.rosa, LATER) as rosa:
            counting.brought_up_to_date(rosa)
            rows = list(Facts.objects.filter(organisation_id=rosa.organisation))
            for one in values(rosa):
                which = replace(IN_QUARTER, cuts=(one,))
                mine = [row for row in rows if getattr(row, one.cut.column) == one.value]
                expected = sum(row.eligible is True and row.mature_72h is True for row in mine)
                assert counting.counts(rosa, [way.RETURNS], which)[way.RETURNS, ()].numerator == expected, one
                for number in numbers:
                    count = counting.counts(rosa, [number], which)[number, ()]
                    assert listing(rosa, number, Part.COUNTED, which).total == count.numerator, (one, number.id)

    @pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.name)
    def test_it_adds_up_over_the_values_of_a_cut_to_all(self, world: World, cut):
        with acting(world.council.area.rosa, LATER) as rosa:
            counting.brought_up_to_date(rosa)
            whole = counting.counts(rosa, [way.RETURNS], IN_QUARTER)[way.RETURNS, ()]
            parts = [replace(IN_QUARTER, cuts=(one,)) for one in values(rosa) if one.cut is cut]
            counts = [counting.counts(rosa, [way.RETURNS], which)[way.RETURNS, ()].numerator for which in parts]
            assert sum(counts) == whole.numerator == 18
            assert counts.count(whole.numerator) == 0 or cut in (GRADE,), "every cut but one divides them"

    def test_it_says_at_each_value_how_many_the_other_choices_leave(self, world: World):
        harbour = str(world.council.area.harbour.id)
        with acting(world.council.area.rosa, LATER) as rosa:
            facets = board_for(rosa, QUARTER | {"provider": harbour, "age": "13-15"}).facets
        assert facets.numbers(PROVIDER.column)[world.council.area.harbour.id] == 3
        assert facets.numbers(PROVIDER.column)[world.council.area.eastmere.id] == 6
        assert facets.numbers(AGE.column) == {AgeBand.FROM_13_TO_15.value: 3}
        assert facets.numbers("group") == {Group.HOME.value: 3}

    def test_it_keeps_an_analyst_to_lists_of_six_children(self, world: World):
        with acting(world.people["analyst"], LATER) as viewer:
            counting.brought_up_to_date(viewer)
            cut = PROVIDER.taken(str(world.council.area.harbour.id))
            assert cut is not None
            found = listing(viewer, way.RETURNS, Part.COUNTED, replace(IN_QUARTER, cuts=(cut,)))
            assert (found.total, found.rows, found.why_not) == (3, (), NotListed.TOO_FEW)
            whole = listing(viewer, way.RETURNS, Part.COUNTED, IN_QUARTER)
            assert len(whole.rows) == 18 >= FEWEST and not any(row.is_open for row in whole.rows)


@pytest.mark.parametrize(
    "asked",
    [{"age": "nine"}, {"provider": "x' OR 1=1 --"}, {"force": ""}, {"turn": "Again"}, {"grade": "13-15"}, {"delivery": "not_known"}],
)  # fmt: skip
def test_it_leaves_out_what_is_no_value(asked: dict[str, str]):
    assert taken(asked) == ()


def test_it_reads_a_cut_back_as_it_wrote_it():
    id = str(uuid4())
    asked = {
        "age": "5-9",
        "grade": "high",
        "turn": "again",
        "delivery": "la_social_worker",
        "provider": id,
        "force": NOT_RECORDED,
    }
    found = taken(asked)
    assert {one.cut.name: one.word for one in found} == asked
    assert [one.value for one in found] == ["5-9", "high", False, "la_social_worker", UUID(id), None]


def page(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, QUARTER | asked)
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return html.unescape(answer.content.decode())


@pytest.fixture(scope="module")
def rosas(world: World) -> Client:
    return signed_in(world.council.area.rosa)


class TestPages:
    def test_it_shows_what_was_chosen_with_a_way_to_take_each_away(self, world: World, rosas: Client):
        found = page(rosas, "/oversight/", age="13-15", provider=str(world.council.area.harbour.id), group="home")
        for words in ("Age on return: 13 to 15", "With whom it is: Harbour", "From home", "Clear all of these"):
            assert words in found
        chip = re.search(r'class="wh-chip" href="([^"]+)"><span[^>]*>Take away: </span>Age on return', found)
        assert chip and "age=" not in chip.group(1) and "provider=" in chip.group(1) and "group=home" in chip.group(1)
        clear = re.search(r'href="([^"]+)">Clear all of these', found)
        assert clear and clear.group(1) == "/oversight/?period=custom&from=2025-01-01&to=2025-03-31".replace(
            "period=custom&from=2025-01-01&to=2025-03-31", "from=2025-01-01&to=2025-03-31&period=custom"
        )
        assert re.search(r'<option value="13-15" selected>13 to 15 \(3\)</option>', found)

    def test_it_has_one_form_that_asks_by_get(self, rosas: Client):
        found = page(rosas, "/oversight/", turn="again")
        form = re.search(r'<form method="get" action="/oversight/" class="wh-narrow">(.*?)</form>', found, re.S)
        assert form
        names = re.findall(r'<(?:select|input)[^>]* name="([^"]+)"', form.group(1))
        assert names == ["period", "group", *(cut.name for cut in CUTS), "from", "to"]
        assert '<option value="again" selected>' in form.group(1)

    def test_it_carries_the_choice_to_every_number_figure_and_file(self, world: World, rosas: Client):
        harbour = str(world.council.area.harbour.id)
        found = page(rosas, "/oversight/", provider=harbour)
        leads = set(re.findall(r'href="(/oversight/(?:numbers|figures)/[^"#]+)', found))
        assert len(leads) > 20 and all(f"provider={harbour}" in lead for lead in leads)
        number = page(rosas, "/oversight/numbers/returns_old_enough/", provider=harbour)
        assert number.split("<tbody")[1].count('scope="row"') == 3
        file = rosas.get("/oversight/figures/way/csv/", QUARTER | {"provider": harbour}).content.decode()
        lines = list(csv.DictReader(io.StringIO(file)))
        assert {line["cut_to"] for line in lines} == {"With whom it is: Harbour"}
        assert lines[0]["counted"] == "3"

    def test_it_says_no_share_of_fewer_than_twenty_of_a_part(self, world: World, rosas: Client):
        few = page(rosas, "/oversight/", provider=str(world.council.area.harbour.id))
        assert "too few to show fairly" in few and "Of talks held" not in few
        assert "(100%)" not in few and "(67%)" not in few
        table = page(rosas, "/oversight/figures/way/", turn="first")
        assert "too few to show fairly" in table
        file = rosas.get("/oversight/figures/way/csv/", QUARTER | {"turn": "first"}).content.decode()
        assert {line["share_of_known"] for line in csv.DictReader(io.StringIO(file))} == {""}
        assert FAIR == 20

    def test_it_makes_no_paper_of_an_odd_cut_and_says_so(self, world: World):
        client = signed_in(world.people["manager"])
        words = "A paper is about all children or one group"
        assert words in page(client, "/oversight/paper/", age="13-15")
        address = "/oversight/paper/?period=custom&from=2025-01-01&to=2025-03-31&age=13-15"
        answer = client.post(address)
        assert answer.status_code == 422 and words in answer.content.decode()

    def test_it_cuts_the_records_to_fix_too(self, world: World, rosas: Client):
        found = page(rosas, "/oversight/records/", provider=str(world.council.area.harbour.id))
        assert "Of 3 records" in found and "With whom it is: Harbour" in found

    def test_it_asks_no_more_of_the_database_for_a_cut(self, world: World, rosas: Client):
        asked = {}
        for name, cut in (
            ("all", {}),
            ("cut", {"age": "13-15", "turn": "first", "force": str(world.council.area.police.id)}),
        ):
            for path in (
                "/oversight/",
                "/oversight/measures/",
                "/oversight/figures/way/",
                "/oversight/numbers/talked/",
            ):
                page(rosas, path, **cut)
                with CaptureQueriesContext(connection) as caught:
                    page(rosas, path, **cut)
                asked.setdefault(path, {})[name] = len(caught)
        assert all(found["cut"] == found["all"] for found in asked.values()), asked


def test_it_derives_again_when_the_police_of_an_area_change(server: object):
    council = Council()
    one = council.returned(START + 2 * DAY)
    world = World(council, {})
    assert world.row(one).force is None
    policed(council)
    assert world.row(one).force == council.area.police.id
    with acting(council.area.rosa, LATER) as rosa:
        assert facts.differences(rosa) == []
