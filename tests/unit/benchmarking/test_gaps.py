"""Children placed away and placed here, and each group of children beside the rest."""

from __future__ import annotations

import pytest

from tests.spec.episodes import draw
from wayhome.benchmarking.gaps import equity, out_of_area_gap
from wayhome.benchmarking.rates import ALERT, CONFIDENCE, newcombe
from wayhome.domain.vocabulary import Group
from wayhome.engines import memory
from wayhome.indicators.catalogue import BY_ID
from wayhome.indicators.definition import Count

D1 = BY_ID["D1"]
HOME, IN, OUT, HOSTED = Group.HOME, Group.CARE_IN, Group.CARE_OUT, Group.HOSTED


def test_it_sets_children_placed_away_beside_those_placed_here():
    counts = {(D1, (OUT,)): Count(20, 50, not_known=10), (D1, (IN,)): Count(60, 80), (D1, (HOME,)): Count(1, 90)}
    found = out_of_area_gap(counts, D1)
    assert found.difference == pytest.approx(20 / 40 - 60 / 80)
    assert found.interval == pytest.approx(tuple(map(float, newcombe(20, 40, 60, 80))))
    assert found.bound == pytest.approx((20 / 50 - 60 / 80, 30 / 50 - 60 / 80))


def test_it_gives_no_gap_where_nobody_is_placed_away():
    found = out_of_area_gap({(D1, (IN,)): Count(60, 80)}, D1)
    assert found.difference is None and found.why_no_rate


COUNTS = {
    (D1, (HOME, "female")): Count(30, 60),
    (D1, (IN, "female")): Count(5, 10),
    (D1, (HOME, "male")): Count(10, 40),
    (D1, (HOME, None)): Count(4, 5),
    (D1, (HOSTED, "male")): Count(9, 9),
}


def test_it_sets_each_value_beside_the_rest_and_not_recorded_beside_nobody():
    female, male, none = equity(COUNTS, D1)
    assert (female.value, male.value, none.value) == ("female", "male", None)
    assert (female.count, male.count, none.count) == (Count(35, 70), Count(10, 40), Count(4, 5))
    assert female.gap.difference == pytest.approx(0.5 - 0.25) == -male.gap.difference
    assert none.gap is None
    assert female.confidence == CONFIDENCE


def test_it_takes_the_authoritys_own_rates_by_group_into_account():
    """Home: 44 of 105 over all values; care here: 5 of 10, all female."""
    female, male, _ = equity(COUNTS, D1)
    assert male.standardised.ratio == pytest.approx(10 / (40 * 44 / 105))
    assert female.standardised.ratio == pytest.approx(35 / (60 * 44 / 105 + 5))


def test_it_asks_for_more_where_there_are_many_comparisons():
    few, many = ({(D1, (HOME, f"{n:02d}")): Count(3, 9) for n in range(number)} for number in (10, 11))
    assert {each.confidence for each in equity(few, D1)} == {CONFIDENCE}
    assert {each.confidence for each in equity(many, D1)} == {ALERT}
    assert {each.confidence for each in equity(few, D1, comparisons=11)} == {ALERT}
    assert {each.confidence for each in equity(many, D1, comparisons=10)} == {CONFIDENCE}


def test_it_has_nobody_to_set_the_only_value_beside():
    (only,) = equity({(D1, (HOME, "female")): Count(3, 9)}, D1)
    assert only.gap is None and only.standardised.ratio == pytest.approx(1)
    other = {(BY_ID["D2"], (HOME, "male")): Count(1, 2), (D1, (HOME, "female")): Count(3, 9)}
    assert [each.value for each in equity(other, D1)] == ["female"]
    (unknown,) = equity({(D1, (HOME, "female")): Count(0, 9, not_known=9)}, D1)
    assert unknown.standardised is None


def test_it_refuses_plain_numbers_and_counts_by_anything_else():
    for counts in ({(D1, (HOME,)): Count(3, 9)}, {(D1, (HOME, "male")): Count(3, None)}):
        with pytest.raises(ValueError, match="by group and one column"):
            equity(counts, D1)


def test_it_reads_what_an_engine_counts():
    rows = [row for row, _ in draw("""
        returned    | group    | held        |
        1 Mar 10:00 | care_out |             |
        1 Mar 10:00 | care_in  | 2 Mar 10:00 |
        1 Mar 10:00 | hosted   | 2 Mar 10:00 |
    """)]  # fmt: skip
    assert out_of_area_gap(memory.count(rows, [D1], ("group",)), D1).difference == -1
    assert [(each.value, each.count) for each in equity(memory.count(rows, [D1], ("group", "age_band")), D1)] == [
        ("13-15", Count(1, 2))
    ]
