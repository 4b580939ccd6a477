"""Who is followed to what came first, and until when: D4 from rows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.spec.episodes import draw
from wayhome.benchmarking.first_talk import BY_HOURS, first_talk
from wayhome.domain.ending import Ending
from wayhome.indicators.definition import NoRate

AS_OF = datetime(2025, 12, 31, 12, tzinfo=UTC)

FIVE = """
    returned     | held         | missing again | closed       |
    1 Mar 10:00  | 2 Mar 10:00  | no            |              |
    1 Mar 10:00  | 3 Mar 10:00  | 2 Mar 10:00   |              |
    1 Mar 10:00  |              | 3 Mar 10:00   |              |
    29 Dec 10:00 |              | no            |              |
    1 Mar        | 2 Mar 10:00  | no            |              |
"""


def rows(table: str):
    return [row for row, _ in draw(table)]


def test_it_follows_each_return_to_what_came_first_and_open_ones_to_now():
    found = first_talk(rows(FIVE), as_of=AS_OF)
    assert (found.of, found.left_out) == (4, 1)
    chances = [found.talk.by(hours) for hours in BY_HOURS]
    assert [chance.happened for chance in chances] == [1, 1, 1, 1]
    assert chances[0].share == pytest.approx(1 / 4)
    again = found.curves[Ending.MISSING_AGAIN]
    assert (again.by(24).share, again.by(48).share) == (pytest.approx(1 / 4), pytest.approx(1 / 2))
    assert found.still_open(48) == pytest.approx(1 / 4)
    assert found.still_open(72) is None, "the one that is open was followed for 50 hours"
    assert found.curves[Ending.CHILD_SAID_NO].by(24).share == 0


def test_it_works_out_what_it_would_be_if_a_talk_after_another_absence_counted():
    found = first_talk(rows(FIVE), as_of=AS_OF)
    assert found.covering.by(48).share == pytest.approx(1 / 2)
    assert found.talk.by(48).share == pytest.approx(1 / 4)


def test_it_is_hollow_where_many_times_are_too_coarse():
    assert first_talk(rows(FIVE), as_of=AS_OF).is_hollow
    assert not first_talk(rows(FIVE)[:4], as_of=AS_OF).is_hollow


def test_it_counts_an_hour_over_a_change_of_the_clocks_as_it_passed():
    """Back on Saturday evening before the clocks go forward, open on Sunday evening: 23 hours."""
    table = """
        returned     | missing again |
        29 Mar 18:00 | no            |
    """
    found = first_talk(rows(table), as_of=datetime(2025, 3, 30, 17, tzinfo=UTC))
    assert found.talk.times.tolist() == [23.0]


def test_it_refuses_to_follow_nobody():
    with pytest.raises(NoRate):
        first_talk([], as_of=AS_OF)
    table = """
        returned | missing again |
        1 Mar    | no            |
    """
    with pytest.raises(NoRate):
        first_talk(rows(table), as_of=AS_OF)
    table = """
        returned    | held  | missing again |
        1 Mar 10:00 | 3 Mar | no            |
    """
    with pytest.raises(NoRate):
        first_talk(rows(table), as_of=AS_OF)
