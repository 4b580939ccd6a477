"""A round in a folder: records, counts and answers beside one another, each council once, and no unpublished number given away."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, date, datetime

import pytest

from tests.unit.returns.national.invented import COUNTS_RETURNS, answer, written
from wayhome.benchmarking.coverage import Silence
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.returns.fault import Unreadable
from wayhome.returns.national.country import figures
from wayhome.returns.national.folder import read_round
from wayhome.returns.national.sent import Source
from wayhome.returns.national.site import picture_of, site_of

A, B, C, D, E, F = list(children_of())[:6]
YEAR = {"period_start": "2023-04-01", "period_end": "2024-03-31"}
DAYS = (date(2023, 4, 1), date(2024, 3, 31))
LATER = datetime(2025, 1, 1, tzinfo=UTC)
COUNTS = "authority,period,indicator,numerator,denominator,not_known,unplaced,definition_version,why_not\n"
FACTS = (
    "episode",
    "authority",
    "child",
    "group",
    "returned_quarter",
    "eligible",
    "offered",
    "undertaken",
    "mature_72h",
    "within_72_hours",
)


def facts(folder, code, told, of, *, unknown=0, name=None, quarter="2023-24 Q2", hosted=0):
    """A file of facts: so many of so many eligible returns were told, of some it is not known, and hosted rows besides."""
    offers = ["true"] * told + [""] * unknown + ["false"] * (of - told - unknown)
    rows = [(f"e{at}", code, f"c{at}", "home", quarter, "true", offer, "", "", "") for at, offer in enumerate(offers)]
    rows += [
        (f"h{at}", code, f"h{at}", "hosted", quarter, "false", "true", "true", "true", "true") for at in range(hosted)
    ]
    with (folder / (name or f"{code}.csv")).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([FACTS, *rows])


def answers(folder, *counts):
    """Published answers of councils: told, of how many returns."""
    written(folder, *(
        line for code, told, of in counts
        for line in (answer("eligible_returns", of, code, **YEAR), answer("rhi_offered", told, code, **YEAR, **COUNTS_RETURNS))
    ))  # fmt: skip


def counts(folder, *rows, name="counts.csv"):
    (folder / name).write_text(COUNTS + "".join(f"{row}\n" for row in rows), "utf-8")


def asked(folder, as_of=LATER):
    found = read_round(folder, as_of)
    assert not found.read.faults
    return figures(found.read.lines, found.post)[0]


def taken(figure):
    return {each.code: each.source for each in figure.supplied if each.used}


def test_it_takes_the_richest_source_of_each_council_and_counts_it_once(tmp_path):
    for code, told in ((A, 30), (B, 10), (C, 20)):
        facts(tmp_path, code, told, 40, hosted=7)
    counts(tmp_path, f"{A},2023-24,R3,1,400,0,0,1,", f"{D},2023-04-01/2024-03-31,R3,50,90,10,2,1,")
    answers(tmp_path, (A, 9, 90), (D, 9, 90), (E, 6, 10))
    figure = asked(tmp_path)
    assert taken(figure) == {
        A: Source.RECORDS,
        B: Source.RECORDS,
        C: Source.RECORDS,
        D: Source.COUNTS,
        E: Source.ANSWER,
    }
    assert (figure.first_day, figure.last_day) == DAYS
    assert figure.ladder.respondents.pooled == pytest.approx((30 + 10 + 20 + 50 + 6) / (3 * 40 + 80 + 10))
    assert figure.ladder.respondents.bound == pytest.approx((116 / 220, 126 / 220))
    assert figure.ladder.coverage.answered == 5
    says = {(each.code, each.source): each.says for each in figure.supplied if not each.used}
    assert set(says) == {(A, Source.COUNTS)} and f"Its own records of the same days, {A}.csv" in says[A, Source.COUNTS]
    apart = {line.ons_code: reasons for line, reasons in figure.apart}
    assert set(apart) == {A, D} and all("say more and are used instead" in reasons[0] for reasons in apart.values())


def test_it_keeps_every_kind_of_no_count_apart(tmp_path):
    counts(
        tmp_path, f"{A},2023-24,R3,,,,,,cost_limit", f"{B},2023-24,R3,,,,,,no_answer", f"{C},2023-24,R3,,,,,,",
        f"{D},2023-24,R3,5,9,0,0,2,", f"{E},2022-23,R3,5,9,0,0,1,",
    )  # fmt: skip
    answers(tmp_path, (F, 9, 10))
    figure = asked(tmp_path)
    assert taken(figure) == {F: Source.ANSWER}
    silent = figure.ladder.coverage.silent
    for why, code in (
        (Silence.COST_LIMIT, A), (Silence.NO_ANSWER, B), (Silence.ANOTHER_MEANING, D), (Silence.OTHER_DAYS, E),
    ):  # fmt: skip
        assert silent[why] == (code,)
    assert C in silent[Silence.NOT_SAID]


def test_it_does_not_say_of_records_what_their_columns_do_not_tell(tmp_path):
    for code in (A, B, C):
        (tmp_path / f"{code}.csv").write_text(
            "episode,authority,returned_quarter,eligible,undertaken\n"
            + "".join(f"e{at},{code},2023-24 Q1,true,{'true' if at < 5 else 'false'}\n" for at in range(10)), "utf-8",
        )  # fmt: skip
    found = read_round(tmp_path, LATER)
    offered, heard, *_ = figures(found.read.lines, found.post)
    assert not offered.can_say and offered.ladder.coverage.silent[Silence.NOT_RECORDED] == (A, B, C)
    assert heard.ladder.respondents.pooled == 0.5


def test_it_leaves_out_a_year_that_was_not_over_when_the_records_were_made(tmp_path):
    for code in (A, B, C):
        facts(tmp_path, code, 20, 40)
    assert asked(tmp_path).can_say
    assert not asked(tmp_path, datetime(2024, 3, 31, 12, tzinfo=UTC)).can_say


def test_it_takes_neither_of_two_files_that_give_different_counts_and_one_of_two_that_agree(tmp_path):
    for code in (A, B, C, D):
        facts(tmp_path, code, 20, 40)
    facts(tmp_path, A, 21, 40, name="again.csv")
    facts(tmp_path, B, 20, 40, name="copy.csv")
    figure = asked(tmp_path)
    assert set(taken(figure)) == {B, C, D} and figure.ladder.respondents.pooled == 0.5
    assert figure.ladder.coverage.silent[Silence.ANOTHER_MEANING] == (A,)


@pytest.mark.parametrize(
    ("told", "of"), [((20, 20), (40, 40)), ((1, 2, 1), (40, 40, 40)), ((39, 40, 38), (40, 40, 40))]
)
def test_it_holds_back_what_could_be_worked_out_from_the_figure(told, of, tmp_path):
    for code, yes, returns in zip((A, B, C), told, of, strict=False):
        facts(tmp_path, code, yes, returns)
    answers(tmp_path, (A, 9, 90), (E, 6, 10))
    figure = asked(tmp_path)
    assert taken(figure) == {A: Source.ANSWER, E: Source.ANSWER} and not figure.private
    assert B in figure.ladder.coverage.silent[Silence.HELD_BACK]


def test_it_prints_no_count_that_was_sent_and_shares_to_a_tenth_of_a_percent(tmp_path):
    for code, told in ((A, 411), (B, 307), (C, 523)):
        facts(tmp_path, code, told, 773)
    answers(tmp_path, (E, 6, 10))
    found = read_round(tmp_path, LATER)
    site = site_of(picture_of(found))
    for number in ("411", "307", "523", "773", "1,241", "1241", "2329", "2319"):
        assert not any(f">{number}<" in text or f",{number}," in text for text in site.values()), number
    row = next(csv.DictReader(site["data/national.csv"].splitlines()))
    assert row["those_who_answered"] == "0.535" and row["median"] == ""
    ends = [row[f"{name}_{end}"] for name in ("alike", "ten_points", "worst", "unsized") for end in ("low", "high")]
    assert all(len(each) <= len("0.123") for each in ends)
    page = site["index.html"]
    assert "Where the figures come from" in page and "not given" in page
    own = authorities()[A].name.lower().replace(" ", "-")
    assert "its own records. In the figure." in site[f"of-{own}.html"]


WRONG = [
    ("X0,2023-24,R3,1,2,0,0,1,", "authority"),
    (f"{A},2023-25,R3,1,2,0,0,1,", "period"),
    (f"{A},2024-03-31/2023-04-01,R3,1,2,0,0,1,", "period"),
    (f"{A},2023-24,R99,1,2,0,0,1,", "indicator"),
    (f"{A},2023-24,R3,3,2,0,0,1,", "numerator"),
    (f"{A},2023-24,R3,1,2,,0,1,", "not_known"),
    (f"{A},2023-24,R3,1,<5,0,0,1,", "denominator"),
    (f"{A},2023-24,R3,,,,,,because", "why_not"),
]


@pytest.mark.parametrize(("row", "column"), WRONG)
def test_it_names_the_cell_of_a_count_that_cannot_be_read_and_takes_no_blank_for_nought(row, column, tmp_path):
    counts(tmp_path, row)
    found = read_round(tmp_path, LATER)
    ((fault),) = found.read.faults
    assert (fault.file, fault.row, fault.column) == ("counts.csv", 2, column) and not found.post.counts


def test_it_names_what_it_cannot_use_and_uses_the_rest(tmp_path):
    facts(tmp_path, "E99000001", 3, 4)
    (tmp_path / "picture.csv").write_bytes(b"%PDF-1.4")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    answers(tmp_path, (E, 6, 10))
    found = read_round(tmp_path, LATER)
    assert {each.file for each in found.read.faults} == {"E99000001.csv", "picture.csv", "other.csv"}
    assert figures(found.read.lines, found.post)[0].can_say
    site = site_of(picture_of(found))
    assert "picture.csv: is a PDF" in site["method.html"]


def test_it_reads_no_folder_without_a_file_nor_with_two_files_of_answers(tmp_path):
    with pytest.raises(Unreadable, match="holds no file"):
        read_round(tmp_path, LATER)
    answers(tmp_path, (E, 6, 10))
    (tmp_path / "more.jsonl").write_text(json.dumps(answer()) + "\n", "utf-8")
    with pytest.raises(Unreadable, match="more than one file of answers"):
        read_round(tmp_path, LATER)


def test_it_counts_an_episode_list_as_wayhome_count_does_for_the_council_its_name_gives(tmp_path):
    header = "episode,child,kind,missing_from,returned,born,group,void,undertaken,held\n"
    row = "e{at},c{at},missing,2023-06-10 21:30,2023-06-11 09:00,2009-01-01,home,N,{talk}\n"
    for code in (A, B, C):
        rows = [row.format(at=at, talk="Y,2023-06-12 10:00" if at < 15 else "N,") for at in range(20)]
        (tmp_path / f"episodes of {code}.csv").write_text(header + "".join(rows), "utf-8")
    found = read_round(tmp_path, LATER)
    figure = figures(found.read.lines, found.post)[1]
    assert taken(figure) == dict.fromkeys((A, B, C), Source.RECORDS)
    assert figure.ladder.respondents.pooled == 0.75


def test_it_says_how_often_wanted_help_began_of_the_returns_that_led_to_it_alone(tmp_path):
    """The returns that councils published say nothing of how much help was wanted: children stand in for that everywhere."""
    counts(tmp_path, *(f"{code},2023-24,F3,{began},{began + 8},2,0,1," for code, began in ((A, 4), (B, 6), (C, 10))))
    answers(tmp_path, *((code, 9, 90) for code in children_of()))
    read = read_round(tmp_path, LATER)
    offered, *_, helped = figures(read.read.lines, read.post)
    assert (helped.name, helped.indicator.id, offered.sized, helped.sized) == ("Help started", "F3", True, False)
    assert helped.ladder.respondents.pooled == pytest.approx(20 / 38)
    assert helped.ladder.respondents.bound == pytest.approx((20 / 44, 26 / 44))
    assert helped.ladder.coverage.answered == 3 and len(helped.silent["No published answer in this file"]) == 150
    page = index_of(tmp_path)
    assert "could say how often help that was wanted began within 28 days" in page
    assert "provided that returns after which help was wanted are spread over councils as children are" in page


def test_it_says_once_what_nobody_can_say(tmp_path):
    answers(tmp_path, (A, 9, 90))
    assert (
        "could say after how many returns the child was heard or was heard within 72 hours, or how often help that was wanted began "
        "within 28 days" in index_of(tmp_path)
    )


def index_of(folder):
    """The words of the first page, without the marks between them."""
    page = site_of(picture_of(read_round(folder, LATER)))["index.html"]
    return " ".join(re.sub("<[^>]+>", "", page if isinstance(page, str) else page.decode()).split())


def test_it_hides_no_council_behind_others_that_had_nothing_to_count(tmp_path):
    """Three councils sent, and help was wanted in one of them alone: the figure would be its own."""
    counts(tmp_path, f"{A},2023-24,F3,7,13,0,0,1,", f"{B},2023-24,F3,0,0,0,0,1,", f"{C},2023-24,F3,0,4,4,0,1,")
    read = read_round(tmp_path, LATER)
    *_, helped = figures(read.read.lines, read.post)
    assert not helped.can_say and {A, B, C} <= set(helped.ladder.coverage.silent[Silence.HELD_BACK])


def test_it_names_a_quarter_that_is_none_and_counts_the_rest(tmp_path):
    for code in (A, B, C):
        facts(tmp_path, code, 20, 40)
    facts(tmp_path, D, 20, 40, quarter="Q2 2023")
    found = read_round(tmp_path, LATER)
    assert [(each.column, each.value) for each in found.read.faults] == [("returned_quarter", "Q2 2023")]
    assert figures(found.read.lines, found.post)[0].ladder.coverage.answered == 3
