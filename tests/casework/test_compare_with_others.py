"""Compare with others: released counts of councils alone, by name, drawn with what chance and ordinary spread would give."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.casework.area import NOW, Place, new_area, new_place
from tests.casework.browser import signed_in
from tests.casework.compared import OWN, SMALL, WHY, released
from tests.casework.test_bad_input import words_of
from wayhome.benchmarking.peers import authorities, neighbours
from wayhome.casework.design import build
from wayhome.casework.journal.models import Entry
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.oversight import actions
from wayhome.casework.oversight.models import ComparedCounts
from wayhome.cli import load_comparison as command
from wayhome.domain.vocabulary import Role
from wayhome.returns.comparing_release import read_released
from wayhome.returns.fault import Unreadable

HOURS = count(1)
NAMES = sorted(each.authority.name for each in neighbours(OWN))


@dataclass(frozen=True)
class Council:
    place: Place
    rosa: Client
    sam: Client


@pytest.fixture(scope="module")
def council(server: object) -> Council:
    place, people = new_place(
        "Hartlepool", OrganisationKind.AUTHORITY, "hartlepool-compare.example", gss_code=OWN,
        staff=(("rosa", "Rosa Okoro", Role.RHI_COORDINATOR), ("sam", "Sam Reed", Role.RHI_INTERVIEWER)),
    )  # fmt: skip
    return Council(place, signed_in(people["rosa"]), signed_in(people["sam"]))


def later() -> datetime:
    """Of several comparisons of one measure the last loaded is shown, so each is loaded an hour after the one before."""
    return NOW + timedelta(hours=next(HOURS))


def load(council: Council, file: Path) -> None:
    by = council.place.administrator
    with transaction.atomic(), acting_as(by, doing="command line") as viewer:
        actions.load_comparison(handed=read_released(file), source="The round of 2025", by=viewer, at=later())


def test_it_says_which_command_loads_a_comparison_where_there_is_none():
    page = words_of(signed_in(new_area().rosa).get("/oversight/compare/"))
    assert "No comparison has been loaded" in page and "wayhome load-comparison" in page


def test_it_shows_where_the_own_council_stands_and_its_neighbours_a_to_z(council, tmp_path):
    load(council, released(tmp_path / "comparison.csv"))
    page = words_of(council.rosa.get("/oversight/compare/"))
    assert "No different from what chance and ordinary spread would give" in page
    assert "60 of 117, 51%" in page and "The round of 2025" in page
    assert "40 of 153 councils in England are in it" in page and "39 may be compared" in page
    near = page[page.index("Your statistical neighbours") :]
    places = [near.index(name) for name in NAMES]
    assert len(NAMES) == 10 and places == sorted(places)
    assert WHY in page
    assert page.count('class="wh-chart__hollow" cx=') >= 2 * 38, "each council that may be compared, in both drawings"


def test_it_withholds_what_the_release_withheld_and_lists_everybody_on_demand(council, tmp_path):
    load(council, released(tmp_path / "comparison.csv"))
    page = words_of(council.rosa.get("/oversight/compare/?measure=R3&all=yes"))
    every = page[page.index('id="every"') :]
    assert authorities()[SMALL].name in every
    assert "a small number is protected" in every
    rows = list(csv.DictReader(io.StringIO(council.rosa.get("/oversight/compare/csv/").content.decode())))
    assert next(row for row in rows if row["code"] == SMALL)["counted"] == "c"
    assert [row["authority"] for row in rows] == sorted(row["authority"] for row in rows)


def test_it_shows_the_latest_of_a_measure_and_asks_for_no_other(council, tmp_path):
    load(council, released(tmp_path / "one.csv"))
    load(council, released(tmp_path / "two.csv", own=3))
    page = words_of(council.rosa.get("/oversight/compare/?measure=R3"))
    assert "3 of 117, 3%" in page and "Lower than chance and ordinary spread would give" in page
    assert council.rosa.get("/oversight/compare/?measure=nonsense").status_code == 404


def test_it_is_for_those_who_see_the_totals_of_their_own_authority(council, tmp_path):
    load(council, released(tmp_path / "comparison.csv"))
    assert council.sam.get("/oversight/compare/").status_code == 403
    other = words_of(signed_in(new_area().rosa).get("/oversight/compare/"))
    assert "No comparison has been loaded" in other, "loaded for one authority, it is no other's"


def test_it_is_noted_who_loaded_it_and_who_looked(council, tmp_path):
    load(council, released(tmp_path / "comparison.csv"))
    council.rosa.get("/oversight/compare/")
    with transaction.atomic(), acting_as(council.place.administrator, doing="looking"):
        kept = ComparedCounts.objects.order_by("-recorded_at", "-id").first()
        assert kept is not None
        said = Entry.objects.filter(organisation_id=council.place.id).values_list("what", flat=True)
        assert "oversight.comparison_loaded" in set(said)
        assert set(kept.councils[0]) == {"code", "numbers", "why_not"}, "counts, and nothing about a child"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"profile": "internal"}, "small numbers are shown in it"),
        ({"indicator": "Z9"}, "cannot be read"),
    ],
)
def test_it_takes_no_comparison_that_was_not_released(tmp_path, change, says):
    with pytest.raises(Unreadable, match=says):
        read_released(released(tmp_path / "comparison.csv", **change))


def test_it_takes_no_other_file(tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Unreadable, match="is no released comparison"):
        read_released(tmp_path / "other.csv")
    lines = released(tmp_path / "one.csv").read_text().splitlines()
    (tmp_path / "both.csv").write_text("\n".join([*lines, lines[1].replace("R3,", "D1,")]) + "\n")
    with pytest.raises(Unreadable, match="is of no measure, or of several"):
        read_released(tmp_path / "both.csv")


def test_it_is_loaded_by_a_command_for_each_authority(council, tmp_path):
    file = released(tmp_path / "comparison.csv", own=61)
    command.for_authority(council.place.id, [(read_released(file), "comparison.csv")], at=later())
    page = words_of(council.rosa.get("/oversight/compare/?measure=R3"))
    assert "61 of 117" in page and "From comparison.csv" in page


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 700, 1280])
def test_it_is_read_on_a_phone_and_by_a_screen_reader(council, tmp_path, chromium, width):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    load(council, released(tmp_path / "comparison.csv"))
    css = (build.build() / "wayhome.css").read_text("utf-8")
    answer = council.rosa.get("/oversight/compare/?measure=R3&all=yes").content.decode()
    page = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{css}</style>", answer)
    connection.close()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        sheet = opened.new_context(viewport={"width": width, "height": 900}).new_page()
        sheet.set_content(page)
        assert sheet.evaluate("document.documentElement.scrollWidth") <= width
        shown = sheet.evaluate(
            "[...document.querySelectorAll('svg.wh-chart')].filter(s => s.getBoundingClientRect().width > 0).length"
        )
        found = Axe().run(sheet, options={"resultTypes": ["violations"]})
        opened.close()
    assert shown == 1
    assert found.violations_count == 0, found.generate_report()
