"""Who is followed, from when and until when: P1 and P3 from rows."""

from __future__ import annotations

from datetime import date

import pytest

from tests.spec.episodes import draw
from wayhome.benchmarking.over_time import further_episodes, missing_again_after, share_of_most_often
from wayhome.indicators.definition import NoRate

AS_OF = date(2025, 12, 31)
YEAR = {"first": date(2025, 1, 1), "last": AS_OF}


def rows(table: str):
    return [row for row, _ in draw(table)]


ADA_THREE_TIMES = """
    child | missing      | returned     | group  | void | kind    |
    Ada   | 1 Mar 10:00  | 2 Mar 10:00  | home   |      | missing |
    Ada   | 12 Mar 10:00 | 13 Mar 10:00 | home   |      | missing |
    Ada   | 20 Jun 10:00 | 21 Jun 10:00 | home   |      | missing |
    Ben   | 1 Apr 10:00  | 2 Apr 10:00  | home   |      | missing |
    Ben   | 3 Apr 10:00  | 4 Apr 10:00  | home   | yes  | missing |
    Ben   | 3 Apr 10:00  | 4 Apr 10:00  | home   |      | away    |
    Cai   | 5 Apr 10:00  | 6 Apr 10:00  | hosted |      | missing |
    Cai   | 7 Apr 10:00  | 8 Apr 10:00  | hosted |      | missing |
"""


def test_it_follows_a_return_to_the_childs_next_missing_episode_or_to_the_day_of_extraction():
    """Four returns: one followed after 10 days, one after 99, two not at all; void, away and hosted rows take no part."""
    soon, later = missing_again_after(rows(ADA_THREE_TIMES), as_of=AS_OF)
    assert (soon.of, soon.happened, soon.share) == (4, 1, pytest.approx(0.25))
    assert (later.happened, later.share) == (1, pytest.approx(0.25))
    (by_100,) = missing_again_after(rows(ADA_THREE_TIMES), as_of=AS_OF, by=(100,))
    assert (by_100.happened, by_100.share) == (2, pytest.approx(0.5))


def test_it_follows_the_returns_that_are_asked_for_to_what_comes_after_them():
    """Ada's first return alone: what follows it is not among those asked for, and ends it all the same."""
    (by_20,) = missing_again_after(rows(ADA_THREE_TIMES), as_of=AS_OF, by=(20,), of={"line 1"})
    assert (by_20.of, by_20.happened) == (1, 1)
    with pytest.raises(NoRate):
        missing_again_after(rows(ADA_THREE_TIMES), as_of=AS_OF, of=set())


def test_it_knows_nothing_of_what_started_after_the_day_of_extraction():
    (by_5,) = missing_again_after(rows(ADA_THREE_TIMES), as_of=date(2025, 3, 10), by=(5,))
    assert (by_5.of, by_5.happened, by_5.share) == (1, 0, 0)


def test_it_follows_two_authorities_children_of_one_name_apart():
    table = """
        child | authority | missing     | returned    |
        Ada   | Northby   | 1 Mar 10:00 | 2 Mar 10:00 |
        Ada   | Westmarsh | 5 Mar 10:00 | 6 Mar 10:00 |
    """
    assert missing_again_after(rows(table), as_of=AS_OF)[0].happened == 0


def test_it_counts_a_childs_further_episodes_from_its_first():
    by_11, by_year = further_episodes(rows(ADA_THREE_TIMES), as_of=AS_OF, by=(11, 180), **YEAR)
    assert (by_11.children, by_11.happened, by_11.mean) == (2, 1, pytest.approx(0.5))
    assert (by_year.happened, by_year.mean) == (2, pytest.approx(1.0))


def test_it_leaves_out_children_whose_first_episode_is_not_of_the_period():
    found = further_episodes(rows(ADA_THREE_TIMES), as_of=AS_OF, by=(10,), first=date(2025, 3, 15), last=AS_OF)
    assert found[0].children == 1
    with pytest.raises(NoRate):
        further_episodes(rows(ADA_THREE_TIMES), as_of=AS_OF, first=date(2024, 1, 1), last=date(2024, 12, 31))


def test_it_says_how_many_episodes_are_of_few_children():
    assert share_of_most_often(rows(ADA_THREE_TIMES), part=0.5, **YEAR) == pytest.approx(0.75)
    with pytest.raises(NoRate):
        share_of_most_often([], **YEAR)
