"""The country from year to year: each year by itself, the same councils beside themselves, and no council's numbers given away."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.unit.returns.national.test_folder import LATER, A, B, C, D, E, F, answers, counts
from wayhome.benchmarking.peers import authorities
from wayhome.returns.national.country import figures
from wayhome.returns.national.folder import read_round
from wayhome.returns.national.over_years import years_of_the_country
from wayhome.returns.national.site import picture_of, site_of

G, H = sorted(set(authorities()) - {A, B, C, D, E, F})[:2]
MANY = (A, B, C, D)


def row(code, year, told, of, *, not_known=0):
    return f"{code},{year},R3,{told},{of},{not_known},0,1,"


def both_years(folder, then, now, of=100):
    """What the same four councils counted in one year and in the next."""
    rows = [
        row(code, year, told, of)
        for year, each in (("2022-23", then), ("2023-24", now))
        for code, told in zip(MANY, each, strict=True)
    ]
    counts(folder, *rows)


def offered(folder, said=None):
    found = read_round(folder, LATER)
    return years_of_the_country(figures(found.read.lines, found.post)[0], said or {})


def page(folder):
    text = site_of(picture_of(read_round(folder, LATER)))["index.html"]
    section = text[text.index('id="years"') : text.index('<h2 id="apart"')]
    return " ".join(re.sub("<[^>]+>", " ", section).split())


def test_it_puts_the_same_councils_beside_themselves_and_says_whether_chance_explains_it(tmp_path):
    both_years(tmp_path, (30, 32, 31, 29), (51, 49, 52, 50))
    first, second = offered(tmp_path)
    assert first.same is None and second.same.councils == tuple(authorities()[code].name for code in MANY)
    assert second.same.difference == pytest.approx((202 - 122) / 400)
    assert second.same.interval.low > 0 and second.same.says == "More often than the year before, by more than chance."
    assert "30.5%, then 50.5%: +20.0 points" in page(tmp_path)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ((33, 29, 35, 26), "No different from what chance would give."),
        ((9, 11, 10, 8), "Less often than the year before, by more than chance."),
    ],
)
def test_it_sees_no_change_in_what_chance_gives_and_sees_one_that_goes_down(tmp_path, now, says):
    both_years(tmp_path, (30, 32, 31, 29), now)
    assert offered(tmp_path)[1].same.says == says


def test_it_reads_no_change_out_of_another_set_of_councils(tmp_path):
    """Three other councils, where few are told, answer in the second year: the country looks worse and nothing has changed."""
    rows = [row(code, year, 60, 100) for year in ("2022-23", "2023-24") for code in MANY]
    counts(tmp_path, *rows, *(row(code, "2023-24", 5, 100) for code in (E, F, G)))
    first, second = offered(tmp_path)
    assert first.ladder.respondents.pooled == 0.6 and second.ladder.respondents.pooled == pytest.approx(255 / 700)
    assert len(second.same.councils) == 4 and second.same.difference == 0
    assert second.same.says == "No different from what chance would give."


def test_it_says_nothing_of_one_or_two_councils_nor_where_one_could_be_worked_out_of_the_rest(tmp_path):
    alone = "Fewer than three councils could say in both years: cannot say whether it changed."
    counts(
        tmp_path, *(row(code, "2022-23", 30, 100) for code in (A, B, E)), *(row(code, "2023-24", 30, 100) for code in (A, B, F)),
    )  # fmt: skip
    assert (
        offered(tmp_path)[1].same.says == alone and "then" not in page(tmp_path).split(alone)[0].rsplit("2023-24", 1)[1]
    )
    rows = [row(code, year, 30, 100) for year in ("2022-23", "2023-24") for code in MANY]
    counts(tmp_path, *rows, row(E, "2023-24", 5, 100))
    held = offered(tmp_path)[1].same
    assert held.held_back and held.says == "Held back: the numbers of one council could be worked out of so few."
    assert "30.0%, then" not in page(tmp_path)


def test_it_leaves_out_a_council_that_changed_how_it_counts_in_between(tmp_path):
    both_years(tmp_path, (30, 32, 31, 29), (51, 49, 52, 50))
    (tmp_path / "definitions.csv").write_text(
        f"authority,period,answered_on,source,offered_means,changed_on\n{A},2023-24,,,child_told,2023-07-01\n", "utf-8",
    )  # fmt: skip
    found = read_round(tmp_path, LATER)
    assert [each.code for each in found.definitions] == [A]
    second = offered(tmp_path, {each.code: each for each in found.definitions})[1]
    assert authorities()[A].name not in second.same.councils and len(second.same.councils) == 3


def test_it_gives_no_signal_where_too_little_is_recorded(tmp_path):
    rows = [row(code, "2022-23", 30, 100) for code in MANY]
    counts(tmp_path, *rows, *(row(code, "2023-24", 50, 100, not_known=20) for code in MANY))
    assert offered(tmp_path)[1].same.says.startswith("Less than 85% is recorded in one year or both")


def test_it_compares_no_days_that_overlap(tmp_path):
    rows = [row(code, "2022-04-01/2023-03-31", 30, 100) for code in MANY]
    counts(tmp_path, *rows, *(row(code, "2023-01-01/2023-12-31", 50, 100) for code in MANY))
    assert [each.same for each in offered(tmp_path)] == [None, None]
    assert "The days of the two overlap." in page(tmp_path)


def test_it_cannot_say_of_one_year(tmp_path):
    answers(tmp_path, (A, 9, 90))
    assert page(tmp_path).endswith("Cannot say. No figure can be given of two years.")


def test_it_writes_the_years_as_open_data_to_a_tenth_of_a_percent(tmp_path):
    both_years(tmp_path, (30, 32, 31, 29), (51, 49, 53, 50), of=99)
    rows = list(
        csv.DictReader(io.StringIO(site_of(picture_of(read_round(tmp_path, LATER)))["data/from-year-to-year.csv"]))
    )
    assert [each["period_start"] for each in rows] == ["2022-04-01", "2023-04-01"]
    assert (rows[0]["same_councils"], rows[1]["same_councils"], rows[1]["same_before"], rows[1]["same_after"]) == (
        "",
        "4",
        "0.308",
        "0.513",
    )
    assert float(rows[1]["least"]) < float(rows[1]["those_who_answered"]) < float(rows[1]["most"])
