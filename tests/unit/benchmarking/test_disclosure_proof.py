"""The proof of disclosure control in small form: what it finds here it finds in full by `python3 dev.py prove suppression`."""

from __future__ import annotations

import pytest

from prove._suppression_weak import WEAK_RULES, break_rule
from prove._suppression_world import world
from prove.suppression import prove, report


@pytest.fixture(scope="module")
def country():
    return world(7, authorities=10, size=70)


@pytest.fixture(scope="module")
def figures():
    return prove(seed=7, releases=2, areas=2, authorities=6, size=60, planted=False)


def test_it_recovers_nothing_from_linked_releases_and_hides_about_the_fewest(figures):
    assert figures.attacked > 20
    assert not figures.short(2, figures.attacked, 2)
    assert figures.again > 5
    assert "2 linked releases in pairs, 0 refused" in report(figures)


@pytest.mark.parametrize("rule", WEAK_RULES)
def test_it_breaks_a_weak_rule(rule, country):
    assert break_rule(rule, country).recovered
