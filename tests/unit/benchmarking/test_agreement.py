"""Agreement of two readers, against a published example and other code than ours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from wayhome.benchmarking.agreement import agreement
from wayhome.indicators.definition import NoRate


def pairs(table):
    return [(one, other) for one, row in enumerate(table) for other, times in enumerate(row) for _ in range(times)]


def test_it_gives_the_published_kappa_of_two_raters_of_a_hundred_subjects():
    """Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, table 18.1: kappa 0.68, error 0.087."""
    found = agreement(pairs([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))
    assert (found.agreed, found.of, found.share) == (89, 100, 0.89)
    assert found.kappa == pytest.approx(0.676, abs=0.001)
    low, high = found.kappa_interval
    assert (high - low) / 2 / 1.96 == pytest.approx(0.0877, abs=0.0005)


@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=3, max_size=3))
def test_it_agrees_with_other_code_on_any_table(table):
    said = pairs(table)
    rows = np.array(table)
    if not said or (rows.sum(0) * rows.sum(1)).sum() == rows.sum() ** 2 or len(said) == sum(np.diag(rows)):
        return
    other, found = cohens_kappa(rows), agreement(said)
    assert found.kappa == pytest.approx(other.kappa, abs=1e-9)
    low, high = found.kappa_interval
    reach = 1.959963985 * np.sqrt(max(other.var_kappa, 0))
    assert (low, high) == pytest.approx((max(other.kappa - reach, -1), min(other.kappa + reach, 1)), abs=1e-6)


def test_it_gives_no_kappa_where_nothing_is_told_apart_and_no_width_where_all_agree():
    same = agreement([("a", "a")] * 9)
    assert (same.share, same.kappa, same.kappa_interval) == (1.0, None, None) and same.interval.low < 1
    full = agreement([("a", "a"), ("b", "b")])
    assert (full.kappa, full.kappa_interval) == (1.0, None)


def test_it_gives_nought_or_less_where_they_agree_no_more_than_by_chance():
    assert agreement([("a", "b"), ("b", "a")]).kappa == -1
    assert agreement(pairs([[5, 5], [5, 5]])).kappa == 0


def test_it_says_nothing_of_nothing():
    with pytest.raises(NoRate):
        agreement([])
