"""Why other councils say 60%: one set of returns by six ways of counting, each as the reference counts and with whom it leaves out."""

from __future__ import annotations

import csv
import html
import io
from types import SimpleNamespace
from typing import cast

import pytest
from django.test import Client
from django.utils import timezone

from tests.casework.browser import signed_in
from tests.casework.returns import START, Council, acting
from tests.casework.test_cutting import QUARTER
from tests.casework.test_hands import page, rows
from wayhome.benchmarking.first_talk import CODES, FirstTalk
from wayhome.benchmarking.first_talk import WAYS as ENDINGS
from wayhome.benchmarking.times import cumulative_incidence
from wayhome.casework.children.models import Identity
from wayhome.casework.oversight import facts
from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.numbers import ALL, FAIR, Numbered
from wayhome.casework.oversight.seventy_two_pages import WAYS, Way, by_curve, curve_words, title_of, what_is_left_out
from wayhome.domain.ending import Ending
from wayhome.engines import memory
from wayhome.indicators.catalogue import other_ways, reach, way
from wayhome.indicators.definition import Count

PATH = "/oversight/seventy-two-hours/"
CAPTION = "The same returns by each way of counting"


@pytest.fixture(scope="module")
def council(server: object) -> Council:
    made = Council()
    made.year()
    return made


@pytest.fixture(scope="module")
def rosas(council: Council) -> Client:
    return signed_in(council.area.rosa)


def test_it_counts_each_way_as_the_reference_does(council: Council, rosas: Client):
    found = rows(page(rosas, PATH), CAPTION)
    with acting(council.area.rosa, START) as rosa:
        own = set(Identity.objects.filter(organisation_id=rosa.organisation).values_list("current_id", flat=True))
    with acting(council.area.rosa, timezone.now()) as rosa:
        afresh = [each.facts for each in facts.derived(rosa, own)]
    counts = memory.count(afresh, WAYS)
    assert next(iter(found)) == "Heard within 72 hours, of all returns: what we print" and len(found) == len(WAYS) + 1
    for cells, number in zip(found.values(), WAYS, strict=False):
        count = counts[number, ()]
        assert cells[:3] == [str(count.numerator), str(count.known), str(count.not_known)], number.id


def test_it_says_what_each_leaves_out_and_opens_to_its_returns(council: Council, rosas: Client):
    found = page(rosas, PATH)
    said = {name: cells[5] for name, cells in rows(found, CAPTION).items()}
    assert said["Heard within 72 hours, of talks held"] == "The 7 returns with no talk."
    assert said["Heard within 72 hours, of talks offered"].startswith("The 4 returns after which nobody is known")
    assert said["Heard within 72 hours, of all returns: what we print"].startswith("Nobody")
    assert "The same returns: from 38% to" in found
    for number in WAYS:
        assert f'href="/oversight/numbers/{number.slug}/' in found and number.slug in ALL
        assert page(rosas, f"/oversight/numbers/{number.slug}/")


def test_it_reads_the_chance_off_the_curve_by_the_rule_of_the_curve(council: Council, rosas: Client):
    """Thirteen returns are fewer than the twenty of which a chance is said; what was counted stands."""
    cells = rows(page(rosas, PATH), CAPTION)[curve_words()]
    assert cells[:4] == ["5", "13", "0", "too few to show fairly"] and cells[4] == "no interval"
    assert 'href="/oversight/figures/soon/?' in page(rosas, PATH)


def board_of(talks: int, of: int, *, open_after: float = 400.0, left_out: int = 0) -> Board:
    """A board whose curve has so many talks after ten hours, and the rest open."""
    hours, kinds = [10.0] * talks + [open_after] * (of - talks), [1] * talks + [0] * (of - talks)
    curves = cumulative_incidence(hours, kinds, ways=CODES.values())
    found = FirstTalk({ending: curves[CODES[ending]] for ending in ENDINGS}, curves[CODES[Ending.TALK]], left_out)
    return cast(Board, SimpleNamespace(first_talk=found if of else None))


def test_it_says_a_chance_with_what_chance_allows_where_there_is_enough():
    assert CODES[Ending.TALK] == 1
    found = by_curve(board_of(12, 40))
    assert (found.happened, found.followed, found.said) == (12, 40, "30%") and found.between.endswith("by chance")
    assert by_curve(board_of(40, 40)).between == ""
    for few in (board_of(5, 40), board_of(12, 19), board_of(12, 40, left_out=20), board_of(12, 40, open_after=20.0)):
        assert by_curve(few).said == "too few to show fairly"
    nobody = cast(Board, SimpleNamespace(first_talk=None))
    assert (by_curve(nobody).followed, by_curve(nobody).share) == (0, None)


def test_it_is_one_link_from_the_paragraph(rosas: Client):
    assert f'href="{PATH}?' in page(rosas, "/oversight/") and "Why other councils say 60%</a>" in page(
        rosas, "/oversight/"
    )


def test_it_gives_a_file_of_the_same_numbers(rosas: Client):
    answer = rosas.get(f"{PATH}csv/", QUARTER)
    lines = list(csv.DictReader(io.StringIO(html.unescape(answer.content.decode()))))
    assert [line["definition"] for line in lines] == [*(number.id for number in WAYS), "D4"]
    assert (lines[0]["counted"], lines[0]["out_of"], lines[0]["share_of_known"]) == ("5", "13", "0.3846")
    assert "seventy-two-hours.csv" in answer.headers["Content-Disposition"]
    few = rosas.get(f"{PATH}csv/", QUARTER | {"turn": "first"}).content.decode()
    assert {line["share_of_known"] for line in csv.DictReader(io.StringIO(few))} == {""}


def test_it_says_so_where_nothing_can_be_judged(rosas: Client):
    assert "No return of this period is old enough to judge." in page(rosas, PATH, period="year")


def ways(*counts: Count, floor: int = 0) -> list[Way]:
    return [Way(Numbered(number, count, floor), "", "") for number, count in zip(WAYS, counts, strict=False)]


def test_it_names_the_span_only_where_there_is_one():
    plain = "The same returns, counted in other ways"
    assert title_of(ways(Count(26, 100), Count(60, 100))) == "The same returns: from 26% to 60%"
    assert title_of(ways(Count(26, 100), Count(26, 100))) == title_of(ways(Count(0, 0))) == plain
    assert title_of(ways(Count(2, 10), Count(6, 10), floor=FAIR)) == plain


def test_it_counts_those_who_are_left_out():
    of = {number: Numbered(number, Count(1, 10)) for number in WAYS}
    of |= {other_ways.OF_OFFERED: Numbered(other_ways.OF_OFFERED, Count(1, 9)),
           other_ways.FROM_NOTICE: Numbered(other_ways.FROM_NOTICE, Count(1, 10, not_known=4))}  # fmt: skip
    said = what_is_left_out(of, no_talk=1)
    assert said[way.IN_TIME_OF_TALKS] == "The 1 return with no talk."
    assert said[other_ways.OF_OFFERED].startswith("The 1 return after which")
    assert "for 4 returns it cannot be said" in said[other_ways.FROM_NOTICE]
    every = {number: Numbered(number, Count(1, 10)) for number in WAYS}
    nobody = what_is_left_out(every, no_talk=0)
    assert {nobody[n].split(":")[0] for n in (way.IN_TIME_OF_TALKS, other_ways.OF_OFFERED)} == {"Nobody here"}
    assert set(said) == set(WAYS) and reach.OFFERED_WITHIN_72_HOURS in said
