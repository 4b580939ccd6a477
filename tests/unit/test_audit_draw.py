"""Ten cases for an audit: drawn from a stated seed, the same every time, and from every group of cases."""

from __future__ import annotations

from collections import Counter
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.domain.audit_draw import TEN, Drawn, draw, place_of, seed_of, shares

SIZES = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60))


def test_it_writes_the_seed_so_that_it_can_be_read_out():
    assert seed_of("E06000047", date(2026, 3, 31), "  Paper  KITE ") == "E06000047 2026-03-31 paper kite"


def test_it_orders_by_a_digest_that_anybody_can_work_out():
    assert place_of("a seed", "EM-1") == sha256(b"a seed EM-1").hexdigest()


@pytest.mark.parametrize(
    ("sizes", "got"),
    [
        ({}, {}),
        ({"in time": 0}, {"in time": 0}),
        ({"in time": 3, "open": 2}, {"in time": 3, "open": 2}),
        ({"in time": 80, "late": 10, "none": 10}, {"in time": 8, "late": 1, "none": 1}),
        ({"in time": 97, "late": 2, "none": 1}, {"in time": 8, "late": 1, "none": 1}),
        ({"in time": 50, "late": 0, "none": 50}, {"in time": 5, "late": 0, "none": 5}),
        ({"in time": 33, "late": 33, "none": 33}, {"in time": 4, "late": 3, "none": 3}),
    ],
)
def test_it_draws_from_every_group_and_by_size(sizes, got):
    assert shares(sizes) == got


def test_it_draws_from_the_first_groups_where_there_are_more_groups_than_places():
    assert shares({"a": 5, "b": 5, "c": 5}, most=2) == {"a": 1, "b": 1, "c": 0}


@given(SIZES, st.integers(0, 12))
def test_it_draws_as_many_as_there_are_and_never_more(sizes, most):
    got = shares(sizes, most)
    assert sum(got.values()) == min(most, sum(sizes.values()))
    assert all(0 <= got[group] <= size for group, size in sizes.items())


def cases(number: int, name: str) -> list[str]:
    return [f"{name}-{n}" for n in range(number)]


def test_it_draws_the_same_for_the_same_seed_however_the_cases_are_listed():
    groups = {"in time": cases(30, "a"), "none": cases(20, "b")}
    once = draw(groups, seed="x 2026-03-31 kite")
    again = draw({name: list(reversed(each)) for name, each in groups.items()}, seed="x 2026-03-31 kite")
    assert once == again and len(once) == len(set(once)) == TEN
    assert draw(groups, seed="x 2026-03-31 boat") != once


def test_it_says_of_which_group_each_is():
    assert draw({"a": ["1"], "b": [], "c": ["2"]}, seed="s") == (Drawn("a", "1"), Drawn("c", "2"))


def test_it_gives_every_case_the_same_chance():
    """Of twenty cases ten are drawn: each in about half of two thousand draws."""
    counted = Counter(
        drawn.case for number in range(2000) for drawn in draw({"all": cases(20, "c")}, seed=f"seed {number}")
    )
    assert len(counted) == 20 and all(900 < times < 1100 for times in counted.values())
