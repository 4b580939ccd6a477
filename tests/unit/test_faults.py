"""The faults that are planted are generated from the code: enough of each sort, each a change, each at a line."""

from __future__ import annotations

import ast
import random
from collections import Counter

import pytest

from prove import faults
from prove._faults import SORTS, candidates

FOUND = candidates(faults.PACKAGE)


def test_it_finds_enough_candidates_of_every_sort():
    by_sort = Counter(fault.sort for fault in FOUND)
    assert len(FOUND) >= faults.LEAST == 60
    assert set(by_sort) == set(SORTS)


def test_it_names_every_candidate_once_and_by_its_line():
    assert len({fault.name for fault in FOUND}) == len(FOUND)
    assert [fault.name for fault in FOUND if fault.line < 1] == []


@pytest.mark.parametrize("fault", random.Random(7).sample(FOUND, 12), ids=lambda fault: fault.name)
def test_it_makes_a_change_that_can_be_run(fault):
    before = (faults.PACKAGE / fault.module).read_text("utf-8")
    assert ast.dump(ast.parse(fault.source())) != ast.dump(ast.parse(before))


def test_it_knows_tests_for_every_module_that_has_a_candidate():
    without = sorted({f.module for f in FOUND if not faults.tests_of(f.module, faults.NEAREST)})
    assert without == [], "name the tests nearest to these in prove/faults.py"


def test_it_draws_ten_by_the_seed_and_the_same_again():
    given = faults.arguments([])
    drawn = faults.drawn(given, FOUND)
    assert len(drawn) == faults.A_RUN == 10
    assert [f.name for f in drawn] == [f.name for f in faults.drawn(given, FOUND)]
    assert drawn != faults.drawn(faults.arguments(["--seed", "1"]), FOUND)
