"""Decision records are numbered in order, say why, and each is kept by a test that exists."""

from __future__ import annotations

import re

import pytest

from tests.house.source import ROOT

RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PARTS = ("## Context", "## Decision", "## Consequences")


def test_it_numbers_the_records_without_gaps():
    assert [int(r.name[:4]) for r in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.stem)
def test_it_gives_context_decision_and_consequences(record):
    text = record.read_text("utf-8")
    assert [p for p in PARTS if p not in text] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.stem)
def test_it_names_a_test_that_exists(record):
    kept_by = re.findall(r"^\*kept by: `([^`]+)`\*$", record.read_text("utf-8"), re.MULTILINE)
    assert kept_by, f"{record.name} names no test; end it with *kept by: `tests/….py::test_it_…`*"
    for reference in kept_by:
        file, _, test = reference.partition("::")
        source = ROOT / file
        assert source.is_file(), f"{record.name}: {file} is not there"
        assert not test or f"def {test}(" in source.read_text("utf-8"), f"{record.name}: {file} has no {test}"
