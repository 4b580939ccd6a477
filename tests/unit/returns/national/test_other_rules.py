"""The same returns by other rules, against counts made by hand from the calendar; and years beside one another with their breaks."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest

from tests.unit.returns.national.invented import COUNTS_RETURNS, EASTMERE, NORTHBY, answer, written
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.returns.national.country import figures
from wayhome.returns.national.folder import read_round
from wayhome.returns.national.other_rules import Rule, if_changed
from wayhome.returns.national.site import picture_of, site_of
from wayhome.returns.national.years import years_of

A, B, C = list(children_of())[:3]
LATER = datetime(2025, 1, 1, tzinfo=UTC)
HEAD = (
    "episode,child,kind,missing_from,returned,born,group,void,notified,offered,offer_level,offered_at,undertaken,held\n"
)
FRIDAY, MONDAY = "2023-06-09 20:00", "2023-06-05 09:00"
RETURNS = (
    # back, told, offered at, held: Tuesday is 86 hours after Friday's return and two working days
    (FRIDAY, "2023-06-10 20:00", "2023-06-10 21:00", "2023-06-13 10:00"),
    (FRIDAY, "2023-06-09 21:00", "2023-06-10 21:00", "2023-06-13 10:00"),
    (MONDAY, "2023-06-05 09:30", "2023-06-05 12:00", "2023-06-07 12:00"),
    (MONDAY, "2023-06-05 09:30", "2023-06-05 12:00", "2023-06-12 12:00"),
    (MONDAY, "2023-06-05 09:30", "2023-06-05 12:00", ""),
    (MONDAY, "2023-06-05 09:30", "", ""),
)
BY_HAND = {
    Rule.OFFERED: (5, 6),
    Rule.HELD: (1, 6),
    Rule.WORKING_DAYS: (3, 6),
    Rule.FROM_NOTICE: (2, 6),
    Rule.OF_TALKS: (1, 4),
}


def records(folder, code, *, times=4, drop=(), name=None, returns=RETURNS):
    rows = []
    for at, (back, told, offered, held) in enumerate(returns * times):
        cells = (f"e{at}", f"c{at}", "missing", "2023-06-01 09:00", back, "2009-01-01", "home", "N", told,
                 "Y" if offered else "N", "child_direct" if offered else "not_offered", offered, "Y" if held else "N", held)  # fmt: skip
        rows.append(dict(zip(HEAD.strip().split(","), cells, strict=True)))
    kept = [column for column in HEAD.strip().split(",") if column not in drop]
    with (folder / (name or f"{code}.csv")).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def test_it_counts_the_same_returns_by_every_rule_as_by_hand(tmp_path):
    for code in (A, B, C):
        records(tmp_path, code)
    found = read_round(tmp_path, LATER)
    changed = if_changed(found.ruled)
    assert len(changed.councils) == 3 and not changed.held_back
    for rule, (yes, of) in BY_HAND.items():
        count = changed.counts[rule]
        assert (count.numerator, count.denominator, count.not_known) == (yes * 12, of * 12, 0), rule
    held = figures(found.read.lines, found.post)[2]
    assert held.ladder.respondents.pooled == changed.counts[Rule.HELD].share
    site = site_of(picture_of(found))
    rows = {row["rule"]: row for row in csv.DictReader(site["data/if-the-rules-changed.csv"].splitlines())}
    assert (
        rows["working_days"]["share"] == "0.5" and rows["held"]["share"] == "0.167" and rows["held"]["councils"] == "3"
    )
    page = site["index.html"]
    assert "If the rules changed" in page and "50.0%" in page and ">36<" not in page and ">72<" not in page


def test_it_takes_only_councils_whose_records_tell_every_rule_and_holds_back_what_is_of_too_few(tmp_path):
    records(tmp_path, A)
    records(tmp_path, B, drop=("notified",))
    (tmp_path / f"{C}.csv").write_text("episode,authority,child,group,returned_quarter,eligible,offered,undertaken,mature_72h,within_72_hours\n"
                                       f"e1,{C},c1,home,2023-24 Q1,true,true,true,true,true\n", "utf-8")  # fmt: skip
    found = read_round(tmp_path, LATER)
    changed = if_changed(found.ruled)
    assert changed.councils == (authorities()[A].name,) and changed.held_back
    site = site_of(picture_of(found))
    assert "held back" in site["index.html"] and len(site["data/if-the-rules-changed.csv"].splitlines()) == 1


def test_it_takes_no_council_whose_files_give_two_accounts_and_no_year_that_is_not_over(tmp_path):
    records(tmp_path, A)
    records(tmp_path, A, times=3, name=f"{A} again.csv")
    assert if_changed(read_round(tmp_path, LATER).ruled) is None
    (tmp_path / f"{A} again.csv").unlink()
    assert read_round(tmp_path, datetime(2023, 12, 1, tzinfo=UTC)).ruled == ()


@pytest.mark.parametrize(("changed_on", "apart"), [("", ()), ("2023-10-01", ("1 October 2023",))])
def test_it_puts_two_years_beside_one_another_only_without_a_break(changed_on, apart, tmp_path):
    lines = [
        line
        for first, yes in ((2022, 20), (2023, 30))
        for days in ({"period_start": f"{first}-04-01", "period_end": f"{first + 1}-03-31"},)
        for line in (answer("eligible_returns", 50, **days), answer("rhi_offered", yes, **days, **COUNTS_RETURNS))
    ]
    written(
        tmp_path, *lines, answer("eligible_returns", 9, NORTHBY), answer("rhi_offered", 5, NORTHBY, **COUNTS_RETURNS)
    )
    (tmp_path / "definitions.csv").write_text(
        f"authority,period,answered_on,source,offered_means,changed_on\n{EASTMERE},2023-24,,,child_told,{changed_on}\n",
        "utf-8",
    )
    found = read_round(tmp_path, LATER)
    offered = figures(found.read.lines)[0]
    first, second = years_of(offered, EASTMERE, found.definitions[0])
    assert (first.count.share, second.count.share, first.apart) == (0.4, 0.6, ())
    assert len(second.apart) == len(apart) and all(words in second.apart[0] for words in apart)
    assert len(years_of(offered, NORTHBY, None)) == 1
    page = site_of(picture_of(found))[f"of-{authorities()[EASTMERE].name.lower()}.html"]
    assert "Year to year" in page and ("<b>Break.</b>" in page) is bool(apart)
