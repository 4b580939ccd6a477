"""Free text coded by two people: counted where both agree, disagreement apart, and nobody quoted who did not agree to it."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest

from tests.unit.returns.national.invented import EASTMERE, NORTHBY, SOUTHAM, answer, written
from wayhome.benchmarking.peers import authorities
from wayhome.returns.national.folder import read_round
from wayhome.returns.national.site import picture_of, site_of
from wayhome.returns.national.themes import About, coded

HEAD = "passage,authority,about,quote,consent_to_quote,coder_1,coder_2\n"


def asked(folder, *rows):
    (folder / "themes.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    written(folder, answer())
    return read_round(folder, datetime(2025, 1, 1, tzinfo=UTC))


ROWS = (
    f"p1,{EASTMERE},works,We meet weekly.,yes,Working together;Good staff,Working together",
    f"p2,{NORTHBY},works,Our workers stay.,no,Good staff,Good staff",
    f"p3,{NORTHBY},works,Secret words.,,Good staff,Good staff",
    f"p4,{SOUTHAM},works,Nothing to say.,yes,none,none",
    f"p5,{SOUTHAM},works,More.,yes,Good staff,",
    f"p6,{SOUTHAM},gets_in_the_way,Distance.,yes,,",
)


def test_it_counts_a_theme_where_both_saw_it_and_every_difference_apart(tmp_path):
    found = asked(tmp_path, *ROWS)
    assert not found.read.faults
    works, way = coded(found.passages)
    assert works.about is About.WORKS and works.read_by_one == 1 and (works.whole.agreed, works.whole.of) == (3, 4)
    staff, together = works.themes
    assert (staff.name, staff.councils, staff.passages, staff.apart) == (
        "Good staff",
        (authorities()[NORTHBY].name,),
        2,
        1,
    )
    assert (together.passages, together.apart, together.agreement.share, together.agreement.kappa) == (1, 0, 1.0, 1.0)
    assert [each.quote for each in together.quotes] == ["We meet weekly."] and staff.quotes == ()
    assert (way.themes, way.whole, way.read_by_one) == ((), None, 0)


def test_it_prints_agreement_and_quotes_only_those_who_agreed_to_it(tmp_path):
    site = site_of(picture_of(asked(tmp_path, *ROWS)))
    every = "".join(site.values())
    assert "We meet weekly." in every and "Our workers stay." not in every and "Secret words." not in every
    page = site["practice.html"]
    assert (
        "In 3 of 4 passages (75.0%" in page
        and "Cohen’s kappa is 0.64" in page
        and "1 more passage has been read by one" in page
    )
    assert "Nothing about this has been read by two people." in page
    rows = {row["theme"]: row for row in csv.DictReader(site["data/themes.csv"].splitlines())}
    assert (rows["Good staff"]["councils"], rows["Good staff"]["apart"], rows["Good staff"]["read_by_both"]) == (
        "1",
        "1",
        "4",
    )


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (f",{EASTMERE},works,,,a,a", "passage"),
        ("p9,X0,works,,,a,a", "authority"),
        (f"p9,{EASTMERE},,,,a,a", "about"),
        (f"p9,{EASTMERE},works,,perhaps,a,a", "consent_to_quote"),
        (f"p9,{EASTMERE},works,,,a;none,a", "coder_1"),
        (f"p9,{EASTMERE},works,,,a,{'x' * 81}", "coder_2"),
        (f"p9,{EASTMERE},works,{'x' * 2001},yes,a,a", "quote"),
    ],
)
def test_it_names_the_cell_that_cannot_be_read_and_uses_the_rest(row, column, tmp_path):
    found = asked(tmp_path, row, ROWS[0], ROWS[0])
    first, second = found.read.faults
    assert (first.file, first.row, first.column) == ("themes.csv", 2, column) and first.remedy
    assert second.column == "passage" and [each.key for each in found.passages] == ["p1"]
