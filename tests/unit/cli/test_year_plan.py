"""The plan of the invented year: the same from the same seed, whatever the hour, and never in the future."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

pytest.importorskip("django")

from wayhome.cli.demonstration.year import quotas
from wayhome.cli.demonstration.year.planning import first_absence, plan
from wayhome.cli.demonstration.year.quotas import AUTHORITIES, NOT_OURS, OPEN, Course

HOURS = [
    datetime(2026, 3, 31, 10, 20, tzinfo=UTC),  # two days after the clocks went forward
    datetime(2025, 10, 26, 1, 30, tzinfo=UTC),  # an hour that London has just had twice
    datetime(2025, 12, 25, 23, 55, tzinfo=UTC),
    datetime(2028, 2, 29, 4, 0, tzinfo=UTC),
]


@pytest.fixture(params=HOURS, ids=lambda hour: f"{hour:%Y-%m-%d}")
def now(request) -> datetime:
    return request.param


@pytest.mark.parametrize("seed", ["wayhome", "another", "a third"])
def test_it_plans_the_same_year_again(seed, now):
    assert plan(seed, now) == plan(seed, now)


def test_it_plans_another_year_from_another_seed(now):
    assert [life.name for life in plan("one", now)] != [life.name for life in plan("two", now)]


@pytest.mark.parametrize("seed", ["wayhome", "another", "a third"])
def test_it_plans_nothing_that_has_not_happened_yet(seed, now):
    for life in plan(seed, now):
        times = [deed.at for deed in life.deeds]
        assert times == sorted(times) and times[-1] < now, life.key


def test_it_closes_every_case_that_it_does_not_leave_open(now):
    """A talk of the last days may still be written up; every other case that is over is closed by now."""
    for life in plan("wayhome", now):
        for number, (course, _) in enumerate(life.kinds):
            done = {deed.what for deed in life.deeds if deed.given["case"] == number}
            if course in quotas.HEARD:
                assert "talk" in done, (life.key, course)
            elif course not in OPEN:
                assert done & {"close", "not_required", "void", "turned_18"}, (life.key, course)


def test_it_deals_every_case_of_the_table(now):
    lives = plan("wayhome", now)
    for authority in AUTHORITIES:
        dealt = Counter(kind for life in lives if life.authority == authority for kind in life.kinds)
        assert dealt == Counter(quotas.CASES[authority]) + Counter(quotas.BESIDE[authority])


def test_it_sends_pairs_of_children_off_together(now):
    lives = [life for life in plan("wayhome", now) if len(life.kinds) == 1]
    left = Counter(first_absence(life).left for life in lives)
    assert sum(number == 2 for number in left.values()) >= sum(quotas.TOGETHER.values())


def test_it_gives_no_child_the_whole_name_of_another(now):
    taken = frozenset({"Aisha Kaur"})
    names = [life.name for life in plan("wayhome", now, taken)]
    siblings = sum(quotas.TOGETHER.values())
    assert len(set(names)) >= len(names) - siblings and not taken & set(names)


def test_it_counts_every_child_of_the_table():
    for authority in AUTHORITIES:
        returns = sum(times * children for times, children in quotas.CHILDREN[authority].items())
        often = quotas.returns(quotas.ONE_CHILD) if authority == quotas.EASTMERE else 0
        assert returns + often == quotas.returns(quotas.CASES[authority])
    assert Course.VOID in NOT_OURS
