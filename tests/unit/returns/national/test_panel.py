"""Beside a council's own words: a funnel of comparable councils only, drawn twice, and its statistical neighbours, A to Z."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime

import pytest

from tests.unit.returns.national.invented import COUNTS_RETURNS, answer, read, written
from tests.unit.returns.national.test_folder import facts
from wayhome.benchmarking.peers import authorities, children_of, neighbours
from wayhome.benchmarking.rates import wilson
from wayhome.indicators.definition import Count
from wayhome.returns.national.folder import Round, read_round
from wayhome.returns.national.funnels import SIZES, TITLES, comparable
from wayhome.returns.national.panel import NOT_PUBLISHED
from wayhome.returns.national.site import picture_of, site_of

CODES = list(children_of())
OWN = CODES[0]
NAME = authorities()[OWN].name
NEAR = [each.authority for each in neighbours(OWN)]
PAGE = f"of-{NAME.lower().replace(' ', '-')}.html"


def told(code, share, of=200, **more):
    return [
        answer("eligible_returns", of, code),
        answer("rhi_offered", round(share * of), code, **COUNTS_RETURNS | more),
    ]


def site(folder, *lines):
    return site_of(picture_of(Round(read(folder, *(line for lines_of in lines for line in lines_of)))))


def others(number, **more):
    """So many councils that are no neighbours of it, and spread evenly from 40% to 60%."""
    far = [code for code in CODES if code != OWN and authorities()[code] not in NEAR][:number]
    return [told(code, 0.4 + 0.2 * at / (number - 1), **more) for at, code in enumerate(far)]


def drawings(page):
    return re.findall(r'<svg class="funnel (wide|narrow)" width="(\d+)"(.*?)</svg>', page, re.DOTALL)


def test_it_draws_only_councils_that_count_the_same_twice_with_its_own_mark(tmp_path):
    letters = told(NEAR[0].code, 0.9, offered_means="letter_sent")
    pages = site(tmp_path, told(OWN, 0.5), *others(12), letters)
    wide, narrow = drawings(pages[PAGE])
    assert [(name, width) for name, width, _ in (wide, narrow)] == [("wide", "640"), ("narrow", "288")]
    for _, _, drawn in (wide, narrow):
        assert drawn.count("<circle") == 13 and drawn.count('class="f-own"') == 1
        assert drawn.count('class="f-spread"') == drawn.count('class="f-chance"') == 2
    assert f"{NAME} 50.0%: 100 of 200</text>" in wide[2] and ">50.0%: 100 of 200</text>" in narrow[2]
    assert TITLES[0] in pages[PAGE] and "12 comparable councils beside this one" in pages[PAGE]
    other = pages[f"of-{NEAR[0].name.lower().replace(' ', '-')}.html"]
    assert not drawings(other) and "<b>No.</b> The measure counts an offer when the child was told" in other


@pytest.mark.parametrize(("share", "title"), [(0.01, TITLES[-1]), (0.99, TITLES[1]), (0.62, TITLES[0])])
def test_it_chooses_the_sentence_by_the_limits_that_allow_for_ordinary_spread(share, title, tmp_path):
    page = site(tmp_path, told(OWN, share, of=2000), *others(24))[PAGE]
    assert f"<b>{title}</b>" in page
    assert len(title.split()) <= 10


def test_it_says_nothing_of_ordinary_spread_below_ten_councils_and_draws_nothing_below_three(tmp_path):
    page = site(tmp_path, told(OWN, 0.1), *others(5))[PAGE]
    assert "nothing is a finding" in page and 'class="f-spread"' not in page and TITLES[None] in page
    assert not drawings(site(tmp_path, told(OWN, 0.1), told(CODES[1], 0.5))[PAGE])


def test_it_sets_every_council_on_the_same_scale():
    made = comparable({code: Count(100 + at, 400) for at, code in enumerate(CODES[:11])} | {CODES[20]: Count(0, 0)})
    assert made.most == 400 and len(made.counts) == 11
    for size, drawn in zip(SIZES, made.drawn, strict=True):
        assert (drawn.dots[0].x, drawn.dots[0].y) == (size.width - size.right, size.y(0.25))
        assert (size.y(0), size.y(1)) == (size.height - size.bottom, size.top)
        middle = sum(range(100, 111)) / 4400
        assert drawn.middle == size.y(middle)
        (_, last_low), (_, last_high) = (line.split(" ")[-1].split(",") for line in drawn.chance)
        assert float(last_low) > drawn.middle > float(last_high)


def test_it_lists_the_published_neighbours_a_to_z_with_intervals_or_why_there_is_none(tmp_path):
    first, second, third = NEAR[:3]
    refused = [answer("rhi_offered", None, second.code, qualifier="s.12 cost limit", raw="")]
    page = site(tmp_path, told(OWN, 0.5), told(first.code, 0.25), *others(9), refused)[PAGE]
    table = page[page.index("Its statistical neighbours") :]
    names = re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]+)', table)[: len(NEAR)]
    assert names == sorted(each.name for each in NEAR) and len(names) == 10
    low, high = wilson(50, 200)
    assert f"25.0% ({100 * low:.1f}% to {100 * high:.1f}%)" in table
    row = {name: table[table.index(name) :] for name in (second.name, third.name)}
    assert row[second.name].index("Refused on cost") < row[second.name].index("</tr>")
    assert row[third.name].index("No published answer in this file") < row[third.name].index("</tr>")
    assert "Department for Education in 2025, under the Open Government Licence v3.0" in table


def test_it_draws_and_lists_no_count_that_was_sent_and_not_published(tmp_path):
    for code in (NEAR[0].code, NEAR[1].code, NEAR[2].code):
        facts(tmp_path, code, 411, 773, quarter="2022-23 Q2")
    written(tmp_path, *told(OWN, 0.5), *(line for lines in others(12) for line in lines))
    found = read_round(tmp_path, datetime(2025, 1, 1, tzinfo=UTC))
    pages = site_of(picture_of(found))
    assert all(drawn.count("<circle") == 13 for _, _, drawn in drawings(pages[PAGE]))
    assert pages[PAGE].count(NOT_PUBLISHED) >= 3
    sender = pages[f"of-{NEAR[0].name.lower().replace(' ', '-')}.html"]
    assert f"{NOT_PUBLISHED}, so it is in the national figure" in sender
    rows = list(csv.DictReader(pages["data/comparable.csv"].splitlines()))
    assert [row["council"] for row in rows] == sorted(row["council"] for row in rows) and len(rows) == 13
    for name, text in pages.items():
        if name.endswith(".html"):
            assert not re.search(r"\b(411|773)\b|53\.2%", re.sub(r"<[^>]*>", " ", text)), name
