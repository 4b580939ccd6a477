"""Placed away beside placed in the area: counted by hand, told only of enough councils, and never of hosted children."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from tests.unit.returns.national.invented import answer, written
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.indicators.definition import Count
from wayhome.returns.national.folder import read_round
from wayhome.returns.national.placed_away import placed_away
from wayhome.returns.national.publishing import may_be_shown
from wayhome.returns.national.site import picture_of, site_of

A, B, C = list(children_of())[:3]
LATER = datetime(2025, 1, 1, tzinfo=UTC)
COLUMNS = (
    "episode",
    "child",
    "kind",
    "missing_from",
    "returned",
    "born",
    "group",
    "void",
    "offered",
    "offer_level",
    "undertaken",
)


def records(folder, code, *, heard, of, silent=0, name=None, lacking=()):
    """A council's returns: so many of so many children heard, by the group of each; of the last `silent` nobody recorded it."""
    kept = [column for column in COLUMNS if column not in lacking]
    with (folder / (name or f"{code}.csv")).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore")
        writer.writeheader()
        for group, number in of.items():
            for at in range(number):
                was = "Y" if at < heard.get(group, 0) else "" if at >= number - silent else "N"
                cells = (f"{group}{at}", f"c{group}{at}", "missing", "2023-06-01 09:00", "2023-06-02 09:00", "2009-01-01", group, "N", "Y",
                         "child_direct", was)  # fmt: skip
                writer.writerow(dict(zip(COLUMNS, cells, strict=True)))


def three(folder, of=None):
    for code, away, here in ((A, 6, 15), (B, 5, 14), (C, 4, 16)):
        records(
            folder, code, heard={"care_out": away, "care_in": here, "home": 20},
            of=of or {"care_out": 20, "care_in": 20, "home": 20, "hosted": 30},
        )  # fmt: skip
    return read_round(folder, LATER)


def line(found, indicator="D1"):
    return next(each for each in placed_away(found.two_places) if each.indicator.id == indicator)


def test_it_counts_both_sides_as_by_hand_and_nobody_else(tmp_path):
    heard = line(three(tmp_path))
    assert (heard.away, heard.here) == (Count(15, 60), Count(45, 60)) and not heard.held_back
    assert heard.gap.difference == pytest.approx(-0.5) and heard.interval.low < -0.5 < heard.interval.high < 0
    assert heard.councils == tuple(authorities()[code].name for code in (A, B, C))


def test_it_is_on_the_first_page_and_in_the_open_data_to_a_tenth(tmp_path):
    site = site_of(picture_of(three(tmp_path)))
    page = site["index.html"]
    assert (
        "less often, by more than chance" in page
        and "−50.0 points" in page
        and "Whatever is not recorded" not in page[page.index('id="placed-away"') :]
        and "2023-24" in page
    )
    assert "Do both sides hold the same? Cannot say." in page
    row = next(row for row in csv.DictReader(StringIO(site["data/placed-away.csv"])) if row["indicator"] == "D1")
    assert (row["councils"], row["away"], row["here"], row["gap"]) == ("3", "0.25", "0.75", "-0.5")


def test_it_is_not_surer_than_chance_among_children_allows_where_councils_are_alike(tmp_path):
    for code in (A, B, C):
        records(tmp_path, code, heard={"care_out": 6, "care_in": 14}, of={"care_out": 20, "care_in": 20})
    heard = line(read_round(tmp_path, LATER))
    low, high = confint_proportions_2indep(18, 60, 42, 60, method="newcomb")
    assert (heard.interval.low, heard.interval.high) == pytest.approx((low, high), abs=1e-9)


def test_it_gives_no_signal_where_too_much_is_not_recorded_and_prints_what_that_allows(tmp_path):
    for code in (A, B, C):
        records(tmp_path, code, heard={"care_out": 2, "care_in": 14}, of={"care_out": 20, "care_in": 20}, silent=4)
    found = read_round(tmp_path, LATER)
    heard = line(found)
    assert heard.away == Count(6, 60, 12) and heard.interval.high < 0
    assert heard.says == "Less than 85% is recorded on one side or both: cannot say whether there is a gap."
    assert heard.gap.bound == pytest.approx((6 / 60 - 54 / 60, 18 / 60 - 42 / 60))
    page = site_of(picture_of(found))["index.html"]
    assert heard.says in page and "Whatever is not recorded: −80.0 to −40.0." in page


def test_it_says_the_same_share_of_both_is_no_gap(tmp_path):
    for code, number in ((A, 6), (B, 9), (C, 12)):
        records(tmp_path, code, heard={"care_out": number, "care_in": number}, of={"care_out": 20, "care_in": 20})
    heard = line(read_round(tmp_path, LATER))
    assert heard.gap.difference == 0 and heard.says == "No different from what chance would give."


def test_it_holds_back_what_would_give_one_council_away(tmp_path):
    for code in (A, B):
        records(tmp_path, code, heard={"care_out": 6, "care_in": 9}, of={"care_out": 20, "care_in": 20})
    found = read_round(tmp_path, LATER)
    assert line(found).held_back
    site = site_of(picture_of(found))
    assert "Held back: a council’s own numbers could be worked out of so few." in site["index.html"]
    assert "D1" not in site["data/placed-away.csv"]


def test_it_cannot_say_without_records_that_tell_the_two_apart(tmp_path):
    assert (
        "No council has sent records"
        in site_of(picture_of(read_round(written(tmp_path, answer()), LATER)))["index.html"]
    )
    records(tmp_path, A, heard={}, of={"care_in": 20})
    records(tmp_path, B, heard={}, of={"care_in": 20, "care_out": 20}, lacking=("group",))
    assert placed_away(read_round(tmp_path, LATER).two_places) == ()


def test_it_takes_no_council_whose_files_differ_and_none_before_its_reply(tmp_path):
    found = three(tmp_path)
    records(tmp_path, A, heard={"care_out": 1}, of={"care_out": 20, "care_in": 20}, name=f"again-{A}.csv")
    assert len(line(read_round(tmp_path, LATER)).councils) == 2
    (tmp_path / f"again-{A}.csv").unlink()
    (tmp_path / "asked.csv").write_text(f"authority,asked_on,answered_on\n{B},2024-12-01,2024-12-20\n", "utf-8")
    waiting = may_be_shown(read_round(tmp_path, LATER))
    assert {each.code for each in waiting.two_places} == {A, C} and {each.code for each in found.two_places} == {
        A,
        B,
        C,
    }
