"""Each indicator prints a figure or names the missing column; adding that column yields the figure."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wayhome.engines import memory
from wayhome.indicators.catalogue import INDICATORS
from wayhome.indicators.definition import numbers_of
from wayhome.returns.answers import answers_of, count_streaming
from wayhome.returns.example.council import Council, Row, council
from wayhome.returns.example.tables import FACTS, LIST, MISSING, SSD, Table, Tables, children_of_return, tables_of
from wayhome.returns.profiles import ssd
from wayhome.returns.sources import Asked, open_any, source_of
from wayhome.returns.supply import Supply
from wayhome.returns.writing import xml_text

NOW = datetime(2025, 6, 1, tzinfo=UTC)
ASKED = Asked("Northmere", NOW)


@pytest.fixture(scope="module")
def example() -> Council:
    return council(1)


@pytest.fixture(scope="module")
def tables(example) -> Tables:
    return tables_of(example)


def said(path: Path, by: tuple[str, ...] = (), asked: Asked = ASKED, indicators=INDICATORS):
    source = source_of(
        open_any(path, path.name, lambda fault: None, ticks=lambda read: None), asked, lambda fault: None
    )
    return {answer.indicator.id: answer for answer in answers_of(source, by=by, indicators=indicators).answers}


def written(folder: Path, table: Table) -> Path:
    path = folder / "file.csv"
    path.write_text(table.text(), encoding="utf-8", newline="")
    return path


def whole(answers, id):
    count = answers[id].whole
    return count.numerator, count.denominator, count.not_known, count.unplaced


def rows_of(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_it_counts_the_missing_rows_of_a_903_file_as_plain_reading_does(example, tables, tmp_path):
    path = written(tmp_path, tables[MISSING])
    rows, answers = rows_of(path), said(path)
    assert whole(answers, "R1") == (sum(row["MISSING"] == "M" for row in rows), None, 0, 0)
    assert whole(answers, "R1c")[0] == len({row["CHILD"] for row in rows if row["MISSING"] == "M"})


def test_it_counts_a_903_return_in_xml_as_the_table_it_was_written_from(example, tables, tmp_path):
    (tmp_path / "return.xml").write_text(xml_text(children_of_return(tables)), encoding="utf-8")
    in_xml, in_csv = said(tmp_path / "return.xml"), said(written(tmp_path, tables[MISSING]))
    assert [(id, a.counts, a.cannot_say) for id, a in in_xml.items()] == [
        (id, a.counts, a.cannot_say) for id, a in in_csv.items()
    ]


def back(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def adult_on(born: str, day: datetime) -> bool:
    birth = datetime.fromisoformat(born)
    return (day.year - birth.year, day.month, day.day) >= (18, birth.month, birth.day)


def eligible_by_hand(rows: list[Row]) -> list[Row]:
    return [
        row
        for row in rows
        if row["kind"] == "missing"
        and row["returned"]
        and row["group"] != "hosted"
        and not adult_on(row["born"], back(row["returned"]))
    ]


def test_it_counts_the_episode_list_as_plain_reading_does(example, tables, tmp_path):
    path = written(tmp_path, tables[LIST])
    answers, rows = said(path), rows_of(path)
    eligible = eligible_by_hand(rows)
    heard = [row for row in eligible if row["undertaken"] == "Y"]
    not_recorded = [row for row in eligible if not row["undertaken"]]
    in_time = [row for row in heard if back(row["held"]) - back(row["returned"]) <= timedelta(hours=72)]
    broadly = [row for row in eligible if row["offered"] == "Y"]
    assert whole(answers, "D1") == (len(heard), len(eligible), len(not_recorded), 0)
    assert whole(answers, "D3") == (len(in_time), len(eligible), len(not_recorded), 0)
    assert whole(answers, "D3b")[:2] == (len(in_time), len(heard))
    assert whole(answers, "R3b") == (len(broadly), len(eligible), 0, 0)
    assert len(heard) > 50 and len(not_recorded) > 10 and 10 < len(in_time) < len(heard)


def test_it_counts_the_fact_rows_as_the_list_they_were_derived_from(example, tables, tmp_path):
    from_list, from_facts = said(written(tmp_path, tables[LIST])), said(written(tmp_path, tables[FACTS]))
    assert {id: a.counts for id, a in from_list.items()} == {id: a.counts for id, a in from_facts.items()}


def test_it_adds_up_over_groups(example, tables, tmp_path):
    path = written(tmp_path, tables[LIST])
    whole_count, by_group = said(path)["D1"].whole, said(path, by=("group",))["D1"].counts
    assert {str(stratum[0]) for stratum in by_group} == {"home", "care_in", "care_out", "hosted"}
    assert sum(count.numerator for count in by_group.values()) == whole_count.numerator


def test_it_names_the_column_that_is_missing_in_a_903_file(example, tables, tmp_path):
    answers = said(written(tmp_path, tables[MISSING]))
    assert (
        answers["D3"].cannot_say
        == "cannot say, because no column says when the child returned, nor when the talk was held"
    )
    assert {id for id, a in answers.items() if a.cannot_say is None} == {"R1", "R1c"}


def test_it_reads_an_ssd_offer_as_broad_and_never_as_an_offer_to_the_child(example, tables, tmp_path):
    path = written(tmp_path, with_more(tables[SSD], example, ("returned", "born")))
    answers = said(path)
    rows = {row["episode"]: row for row in example.episodes}
    told = [r for r in rows_of(path) if r[ssd.TYPE] == "M" and r["returned"] and r[ssd.OFFERED] == "Y"]
    told = [r for r in told if not adult_on(rows[r[ssd.ID]]["born"], back(r["returned"]))]
    assert answers["R3b"].whole.numerator == len(told) > 50
    assert "who was told" in answers["R3"].cannot_say


def test_it_says_nothing_of_ssd_offers_until_the_return_is_known(example, tables, tmp_path):
    answers = said(written(tmp_path, tables[SSD]))
    assert "when the child returned" in answers["R3b"].cannot_say
    assert answers["R3b"].add == ("returned", "born")


def with_more(table: Table, example: Council, names: tuple[str, ...]) -> Table:
    """The table with columns of the episode list added, as somebody would who was told which are missing."""
    by_start = {(row["child"], row["missing_from"][:10]): row for row in example.episodes}
    by_id = {row["episode"]: row for row in example.episodes}
    rows = []
    for row in table.rows:
        if ssd.ID in row:
            known = by_id[row[ssd.ID]]
        else:
            day, month, year = row["MIS_START"].split("/")
            known = by_start[row["CHILD"], f"{year}-{month}-{day}"]
        rows.append({**row, **{name: known.get(name, "") for name in names}})
    return Table((*table.columns, *names), rows)


@pytest.mark.parametrize("name", [MISSING, SSD])
@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_it_says_the_figure_once_the_named_columns_are_added(name, indicator, example, tables, tmp_path):
    table = tables[name]
    id = indicator.parts()[0].id
    answers = said(written(tmp_path, table), indicators=(indicator,))
    lacking = answers[indicator.id].add if indicator.id in answers else ()
    assert bool(lacking) is (indicator.id not in ("R1", "R1c"))
    if indicator.id == "R8a":  # the example holds no hidden absence
        assert lacking == ("kind",)
        return
    answers = said(written(tmp_path, with_more(table, example, lacking)), indicators=(indicator,))
    assert answers[id].cannot_say is None
    whole = answers[id].whole
    nobody = indicator.id == "R7a"  # a return of looked-after children has no child missing from home
    assert (whole.numerator + (whole.denominator or 0) == 0) is nobody


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_it_names_no_column_that_could_be_left_out(indicator):
    supply = Supply(lambda row: {})
    lacking = supply.lacks(indicator)
    assert lacking
    for left_out in lacking:
        fewer = Supply(lambda row, left_out=left_out: {n: row[n] for n in lacking if n != left_out and n in row})
        assert not fewer.can_say(indicator)


def test_it_finds_that_a_source_with_every_column_lacks_nothing():
    assert all(Supply(dict).can_say(indicator) for indicator in INDICATORS)


@pytest.mark.parametrize("profile", list(ssd.PROFILES.values()), ids=lambda profile: profile.name)
def test_it_says_what_the_columns_of_every_system_mean(profile):
    assert any("broad" in line or "letter" in line for line in profile.says)


def test_it_reads_accepted_as_held_where_the_system_means_that(example, tables, tmp_path):
    table = with_more(tables[SSD], example, ("returned", "born"))
    held = said(written(tmp_path, table), asked=Asked("Northmere", NOW, ssd.PROFILES["mosaic-completed"]))
    assert held["D1"].cannot_say is None
    assert "whether a talk was held" in said(written(tmp_path, table))["D1"].cannot_say


def test_it_counts_in_parts_what_the_reference_counts_at_once(example, tables, tmp_path, monkeypatch):
    monkeypatch.setattr("wayhome.returns.answers.ROWS_AT_A_TIME", 7)
    path = written(tmp_path, tables[LIST])
    source = source_of(open_any(path, path.name, print, ticks=lambda read: None), ASKED, print)
    facts, numbers = list(source.facts()), numbers_of(INDICATORS)
    for by in ((), ("group",), ("group", "returned_quarter")):
        assert count_streaming(facts, numbers, by) == memory.count(facts, numbers, by)


def test_it_counts_nothing_as_nothing():
    assert count_streaming([], numbers_of(INDICATORS), ()) == memory.count([], numbers_of(INDICATORS), ())
