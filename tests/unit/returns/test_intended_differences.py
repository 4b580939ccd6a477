"""Where our checks differ from the common validator on purpose (docs/explanation/intended-differences.md)."""

from __future__ import annotations

import pytest

from tests.unit.returns.checked import check_table, clean
from wayhome.returns.example.plants import PLANTS
from wayhome.returns.example.plants_903 import _care_of, _victim
from wayhome.returns.example.tables import EPISODES, LAST_YEAR, MISSING, days
from wayhome.returns.fault import Weight


def found(tables, folder, **more):
    return [(f.rule, f.row, f.column, f.also) for f in check_table(MISSING, tables, folder, **more)]


def test_it_speaks_of_a_child_left_open_last_year_who_is_gone_this_year(tmp_path):
    tables = clean()
    tables[LAST_YEAR].rows.append(
        {"CHILD": "999", "DOB": "01/01/2010", "MISSING": "M", "MIS_START": "20/03/2024", "MIS_END": ""}
    )
    (fault,) = check_table(MISSING, tables, tmp_path)
    assert (fault.rule, fault.file, fault.row) == ("576", f"{LAST_YEAR}.csv", len(tables[LAST_YEAR].rows) + 1)
    assert "the child is not in this year's" in fault.says


def test_it_says_what_cannot_be_checked_for_a_child_without_episodes(tmp_path):
    tables = clean()
    PLANTS["1012"].spoil(tables, 0)
    unchecked = [f for f in check_table(MISSING, tables, tmp_path) if f.weight is Weight.UNCHECKED]
    assert [f.rule for f in unchecked] == ["WH02"] and "577, 578 and 581 cannot be checked" in unchecked[0].says


def test_it_flags_two_identical_rows_of_one_day(tmp_path):
    tables = clean()
    planted = PLANTS["WH01"].spoil(tables, 0)
    assert found(tables, tmp_path) == [("WH01", planted.row, "MIS_START", ())]


def test_it_names_the_overlap_with_the_duplicate_of_a_longer_period(tmp_path):
    tables = clean()
    _, row = _victim(tables, 0)
    tables[MISSING].rows.append(dict(row))
    assert found(tables, tmp_path) == [("WH01", len(tables[MISSING].rows) + 1, "MIS_START", ("574",))]


def test_it_allows_a_start_on_the_day_of_birth(tmp_path):
    tables = clean()
    place, row = _victim(tables, 0)
    row["DOB"] = row["MIS_START"]
    assert found(tables, tmp_path, without=("header",)) == []
    row["DOB"] = days(row["MIS_START"], 1)
    assert found(tables, tmp_path, without=("header",)) == [("586", place + 2, "MIS_START", ())]


def test_it_reads_an_iso_date_with_a_note_and_a_rule_still_sees_it(tmp_path):
    tables = clean()
    place, row = _victim(tables, 0)
    row["MIS_START"], row["MIS_END"] = "2024-06-12", "10/06/2024"
    assert {each[:3] for each in found(tables, tmp_path)} == {
        ("WH03", place + 2, "MIS_START"),
        ("567", place + 2, "MIS_END"),
    }


@pytest.mark.parametrize(
    ("rule", "also"), [("564", ("1004",)), ("566", ("565",)), ("578", ("577", "581")), ("581", ("578",))]
)
def test_it_says_one_mistake_once_and_names_the_other_rules(rule, also, tmp_path):
    tables = clean()
    PLANTS[rule].spoil(tables, 0)
    assert [(r, a) for r, _, _, a in found(tables, tmp_path)] == [(rule, also)]


def test_it_says_an_open_period_after_all_care_has_ended_once(tmp_path):
    tables = clean()
    place, row = _victim(tables, 0)
    _care_of(tables, row["CHILD"])[1].update(DEC=row["MIS_END"], REC="E13")
    row["MIS_END"] = ""
    assert found(tables, tmp_path) == [("577", place + 2, "MIS_END", ("575",))]


def test_it_does_not_take_an_unreadable_end_for_an_open_period(tmp_path):
    tables = clean()
    place, row = _victim(tables, 0, moved=True)
    row["MIS_END"] = "31/06/2024"
    assert found(tables, tmp_path) == [("1005", place + 2, "MIS_END", ())]


def test_it_names_the_day_an_excel_number_probably_stands_for(tmp_path):
    tables = clean()
    _, row = _victim(tables, 0)
    row["MIS_START"] = "45453"
    (fault,) = check_table(MISSING, tables, tmp_path)
    assert fault.rule == "1004" and "10/06/2024" in fault.remedy


def test_it_joins_episodes_that_touch_into_one_period_of_care(tmp_path):
    tables = clean()
    _, row = _victim(tables, 0)
    place, care = _care_of(tables, row["CHILD"])
    tables[EPISODES].rows.insert(place + 1, {**care, "DECOM": row["MIS_START"]})
    care["DEC"] = row["MIS_START"]
    assert found(tables, tmp_path) == []


def test_it_allows_a_period_to_start_on_the_day_the_one_before_ended(tmp_path):
    tables = clean()
    _, row = _victim(tables, 0)
    tables[MISSING].rows.append({**row, "MIS_START": row["MIS_END"], "MIS_END": days(row["MIS_END"], 1)})
    assert found(tables, tmp_path) == []


def test_it_sees_that_the_period_before_is_still_open(tmp_path):
    tables = clean()
    place, row = _victim(tables, 0)
    row["MIS_END"] = ""
    tables[MISSING].rows.append({**row, "MIS_START": days(row["MIS_START"], 4), "MIS_END": days(row["MIS_START"], 5)})
    faults = check_table(MISSING, tables, tmp_path)
    assert [(f.rule, f.row) for f in faults] == [("574", len(tables[MISSING].rows) + 1)]
    assert f"row {place + 2} is still open" in faults[0].says
