"""The country from year to year: each year by itself, the same councils beside themselves, and no council's numbers given away."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.unit.returns.national.invented import COUNTS_RETURNS, answer, written
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
    assert first.same is None and second.same.councils == tuple(sorted(authorities()[code].name for code in MANY))
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


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2022-23", "2023-01-01/2023-12-31"),
        ("2019-20", "2023-24"),
        ("2023-04-01/2023-09-30", "2023-10-01/2024-03-31"),
    ],
)
def test_it_compares_a_year_with_the_year_before_and_with_no_other_days(earlier, later, tmp_path):
    counts(tmp_path, *(row(code, days, told, 100) for days, told in ((earlier, 30), (later, 50)) for code in MANY))
    assert [each.same for each in offered(tmp_path)] == [None, None]
    assert "No figure of the year before." in page(tmp_path)


def test_it_goes_on_comparing_years_where_one_council_answered_for_other_days(tmp_path):
    both_years(tmp_path, (30, 32, 31, 29), (51, 49, 52, 50))
    published = [
        answer(measure, value, E, period_start="2023-01-01", period_end="2023-12-31", **more)
        for measure, value, more in (("rhi_offered", 9, COUNTS_RETURNS), ("eligible_returns", 90, {}))
    ]
    written(tmp_path, *published)
    compared = [each.same for each in offered(tmp_path)]
    assert [each is None for each in compared] == [True, True, False] and len(compared[2].councils) == 4


def test_it_sees_no_more_than_chance_in_a_change_that_is_the_same_everywhere_and_small(tmp_path):
    """Between councils that all go from 6 to 7 of 20 nothing varies; among sixty children it is well within chance."""
    counts(
        tmp_path, *(row(code, year, told, 20) for year, told in (("2022-23", 6), ("2023-24", 7)) for code in (A, B, C))
    )
    same = offered(tmp_path)[1].same
    assert same.interval.low < 0 < same.interval.high and same.says == "No different from what chance would give."


def test_it_rounds_a_year_that_holds_sent_counts_though_the_latest_is_published_alone(tmp_path):
    """What the newest year may give exactly, an earlier one may not: 70 of 251 would give the third council away."""
    counts(tmp_path, *(row(code, "2022-23", told, of) for code, told, of in ((A, 31, 97), (B, 22, 83), (C, 17, 71))))
    answers(tmp_path, *((code, 40, 100) for code in (A, B, D, E, F, G, H)))
    first, second = offered(tmp_path)
    assert first.private and second.private and not second.same.is_shown
    rows = list(
        csv.DictReader(io.StringIO(site_of(picture_of(read_round(tmp_path, LATER)))["data/from-year-to-year.csv"]))
    )
    offers = [each for each in rows if each["indicator"] == "R3"]
    assert offers[0]["those_who_answered"] == "0.279" and offers[1]["same_before"] == "" == offers[1]["same_after"]
    assert ", then" not in page(tmp_path)


def test_it_puts_no_sent_count_beside_published_ones_out_of_which_it_could_be_taken(tmp_path):
    sent = {"2022-23": (A, B, C), "2023-24": (A, D, E)}
    counts(tmp_path, *(row(code, year, 20, 60) for year, codes in sent.items() for code in codes))
    written(tmp_path, *(
        answer(measure, value, code, period_start=f"{year}-04-01", period_end=f"{year + 1}-03-31", **more)
        for year in (2022, 2023) for code in (F, G)
        for measure, value, more in (("rhi_offered", 10, COUNTS_RETURNS), ("eligible_returns", 50, {}))
    ))  # fmt: skip
    same = offered(tmp_path)[1].same
    assert len(same.councils) == 3 and same.held_back and ", then" not in page(tmp_path)


def test_it_gives_nobody_away_by_two_pairs_of_years_that_share_one(tmp_path):
    """Year two stands in both pairs: of five councils with the year before, of four of them with the year after."""
    years = {"2021-22": (A, B, C, D, E), "2022-23": (A, B, C, D, E, F, G, H), "2023-24": (A, B, C, D)}
    counts(tmp_path, *(row(code, year, 20 + n, 60) for year, codes in years.items() for n, code in enumerate(codes)))
    _, second, third = offered(tmp_path)
    assert second.same.is_shown and third.same.held_back and not third.same.is_shown


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
