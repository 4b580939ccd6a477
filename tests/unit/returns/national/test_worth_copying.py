"""Practice worth copying: only published figures, never more said than they say, A to Z, and whom to ask."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from tests.unit.returns.national.invented import EASTMERE, NORTHBY, SOUTHAM, answer, written
from wayhome.benchmarking.peers import authorities
from wayhome.returns.national.folder import read_round
from wayhome.returns.national.publishing import may_be_shown
from wayhome.returns.national.site import picture_of, site_of
from wayhome.returns.national.worth_copying import NEEDED

NOW = datetime(2025, 1, 1, tzinfo=UTC)
SOUND = {
    "authority": NORTHBY, "practice": "A talk in the first evening", "what": "The interviewer rings the home on the day of the return.",
    "indicator": "D3", "before_period": "2022-23", "before_numerator": "30", "before_denominator": "100",
    "after_period": "2023-24", "after_numerator": "60", "after_denominator": "100",
    "source": "https://northby.example/talks", "contact": "talks@northby.example",
}  # fmt: skip
NO_FIGURES = dict.fromkeys(NEEDED[3:10], "")


def a_round(folder, *rows, asked=()):
    with (folder / "copy.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, NEEDED)
        writer.writeheader()
        writer.writerows(SOUND | row for row in rows)
    if asked:
        (folder / "asked.csv").write_text(
            "authority,asked_on,answered_on\n" + "".join(f"{each}\n" for each in asked), "utf-8"
        )
    written(folder, answer())
    return read_round(folder, NOW)


def site(found):
    return site_of(picture_of(found))


def test_it_gives_what_where_before_after_and_whom_to_ask(tmp_path):
    found = a_round(tmp_path, {})
    assert not found.read.faults
    low, high = confint_proportions_2indep(60, 100, 30, 100, method="newcomb")
    between = found.worth_copying[0].change.gap.interval
    assert (between.low, between.high) == pytest.approx((low, high), abs=1e-9)
    page = site(found)["practice.html"]
    for said in (
        "A talk in the first evening", authorities()[NORTHBY].name, "rings the home on the day", "2022-23", "2023-24",
        "Higher than before, by more than chance.", "+30.0", "Before and after is no proof",
        'href="https://northby.example/talks"', 'href="mailto:talks@northby.example"',
    ):  # fmt: skip
        assert said in page, said


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (("33", "100"), "No different from what chance would give."),
        (("5", "100"), "Lower than before, by more than chance."),
        (("0", "0"), "Cannot say."),
    ],
)
def test_it_says_no_more_than_the_figures_do(after, says, tmp_path):
    found = a_round(tmp_path, dict(zip(("after_numerator", "after_denominator"), after, strict=True)))
    assert found.worth_copying[0].change.says == says and says in site(found)["practice.html"]


def test_it_stands_a_to_z_and_says_where_there_are_no_figures(tmp_path):
    found = a_round(
        tmp_path, {"authority": SOUTHAM}, {"authority": EASTMERE} | NO_FIGURES, {"authority": EASTMERE, "practice": "Another"}
    )  # fmt: skip
    pages = site(found)
    assert pages["practice.html"].count("It gave no figures for before and after.") == 1
    rows = list(csv.DictReader(StringIO(pages["data/worth-copying.csv"])))
    names = [(row["council"], row["practice"]) for row in rows]
    assert names == sorted(names) and len(names) == 3
    assert [row["before_numerator"] for row in rows if row["practice"] == SOUND["practice"]].count("") == 1


def test_it_waits_with_figures_until_they_are_signed_off(tmp_path):
    rows = ({}, {"practice": "A leaflet"} | NO_FIGURES)
    found = a_round(tmp_path, *rows, asked=[f"{NORTHBY},2024-12-01,2024-12-20"])
    assert [each.name for each in may_be_shown(found).worth_copying] == ["A leaflet"]
    assert "No council has named a practice" in site(read_round(tmp_path / "answers.jsonl", NOW))["practice.html"]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"practice": ""}, "practice"),
        ({"what": ""}, "what"),
        ({"authority": "E99"}, "authority"),
        ({"indicator": "Z1"}, "indicator"),
        ({"indicator": "R1"}, "indicator"),
        ({"before_numerator": ""}, "before_numerator"),
        ({"before_numerator": "101"}, "before_numerator"),
        ({"after_period": "2022-23"}, "after_period"),
        ({"source": ""}, "source"),
        ({"source": "javascript:alert(1)"}, "source"),
        ({"contact": "R. Example"}, "contact"),
        ({"contact": 'a@b.example" onclick='}, "contact"),
    ],
)
def test_it_names_the_cell_that_cannot_be_read_and_uses_the_rest(change, column, tmp_path):
    found = a_round(tmp_path, change, {})
    assert [(fault.file, fault.row, fault.column) for fault in found.read.faults] == [("copy.csv", 2, column)]
    assert found.read.faults[0].remedy and len(found.worth_copying) == 1
