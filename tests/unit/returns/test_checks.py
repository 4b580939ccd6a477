"""Every check finds the one breach planted for it, at its row, and every other check stays silent."""

from __future__ import annotations

import pytest

from tests.unit.returns.checked import check_like, check_table, clean, places
from wayhome.returns.checks import episodes, events, facts, ssd, ssd_file, ssda903
from wayhome.returns.checks.rule import Check, registry
from wayhome.returns.example.plants import PLANTS
from wayhome.returns.example.tables import EVENTS, FACTS, LIST, MISSING, SSD

PACKAGES = (ssda903, ssd, ssd_file, episodes, events, facts)
CHECKS: tuple[Check, ...] = tuple(check for package in PACKAGES for check in registry(package))

REFERENCE = {
    "1004", "1005", "1006", "564", "565", "566", "567", "570", "571", "574", "575", "576", "577", "578", "580", "581", "586",
    "1012", "INT04", "INT13",
}  # fmt: skip


def test_it_has_every_rule_of_the_reference():
    assert {c.code for c in registry(ssda903)} >= REFERENCE


def test_it_gives_every_check_a_code_of_its_own():
    codes = [c.code for c in CHECKS]
    assert len(codes) == len(set(codes))


def test_it_keeps_one_check_in_one_file():
    files = [c.find.__module__ for c in CHECKS]
    assert len(files) == len(set(files))


def test_it_names_every_check_file_after_its_function():
    assert all(c.find.__module__.endswith(f".{c.find.__name__}") for c in CHECKS)


def test_it_has_a_planted_breach_for_every_check():
    assert set(PLANTS) == {c.code for c in CHECKS}


@pytest.mark.parametrize("table", [MISSING, SSD, LIST, EVENTS, FACTS])
def test_it_finds_nothing_in_the_clean_example(table, tmp_path):
    assert places(check_table(table, clean(), tmp_path)) == set()


@pytest.mark.parametrize("rule", [c.code for c in CHECKS])
def test_it_finds_the_planted_breach_and_nothing_else(rule, tmp_path):
    plant, tables = PLANTS[rule], clean()
    planted = plant.spoil(tables, 0)
    found = places(check_like(planted.table, tables, tmp_path, without=plant.without))
    assert (rule, planted.table, planted.row, planted.column) in found
    assert {each for each in found if each[0] not in plant.with_it} == {
        (rule, planted.table, planted.row, planted.column)
    }


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.code)
def test_it_says_what_is_wrong_and_what_to_do(check, tmp_path):
    plant, tables = PLANTS[check.code], clean()
    planted = plant.spoil(tables, 1)
    faults = [f for f in check_like(planted.table, tables, tmp_path, without=plant.without) if f.rule == check.code]
    assert faults and all(f.says and f.remedy and f.remedy.endswith(".") and not f.says.endswith(".") for f in faults)
