"""Children, by example: who goes missing again and again.

This file is the manual of P2. Its rows are made of episodes by `derive_children.children_of`, one for each child and period.
"""

from __future__ import annotations

from tests.spec.episodes import draw
from wayhome.engines import duckdb, memory
from wayhome.indicators.catalogue import BY_ID
from wayhome.indicators.definition import Count
from wayhome.indicators.derive_children import children_of

P2 = BY_ID["P2"]


def frequent(table: str, **more) -> dict[tuple[str, str], bool | None]:
    """Whether each child was frequently missing, by child and quarter."""
    rows = children_of([row for row, _ in draw(table)], period="quarter", **more)
    return {(row.child, row.period[-2:]): row.frequent for row in rows}


THREE_IN_90_DAYS = """
    child | missing      | kind    | void |
    Ada   | 1 Apr 10:00  | missing |      |
    Ada   | 1 May 10:00  | missing |      |
    Ada   | 29 Jun 23:00 | missing |      |
    Ben   | 1 Apr 10:00  | missing |      |
    Ben   | 1 May 10:00  | missing |      |
    Ben   | 30 Jun 01:00 | missing |      |
    Cai   | 1 May 10:00  | missing |      |
    Cai   | 2 May 10:00  | away    |      |
    Cai   | 3 May 10:00  | missing | yes  |
"""


def test_it_counts_children_with_three_episodes_that_start_within_90_days():
    """P2: 90 days with the first and the last; the 91st is too late. Away and void rows are no episodes."""
    assert frequent(THREE_IN_90_DAYS) == {("Ada", "Q1"): True, ("Ben", "Q1"): False, ("Cai", "Q1"): False}


def test_it_may_ask_for_other_numbers():
    """P2: three in 30 days, as one protocol has it."""
    assert frequent(THREE_IN_90_DAYS, within_days=30)["Ada", "Q1"] is False
    assert frequent(THREE_IN_90_DAYS, often=2, within_days=31)["Ben", "Q1"] is True


def test_it_says_so_in_the_period_in_which_the_third_began():
    """P2: the first two may lie in an earlier period."""
    table = """
        child | missing      |
        Ada   | 1 Jun 10:00  |
        Ada   | 20 Jun 10:00 |
        Ada   | 2 Jul 10:00  |
    """
    assert frequent(table) == {("Ada", "Q1"): False, ("Ada", "Q2"): True}


def test_it_does_not_know_where_a_start_with_no_day_could_be_the_third():
    """P2: not known, where an undated episode could make three; no, where it could not."""
    table = """
        child | missing      |
        Ada   | 1 Jun 10:00  |
        Ada   | 20 Jun 10:00 |
        Ada   |              |
        Ben   | 1 Jun 10:00  |
        Ben   |              |
    """
    assert frequent(table) == {("Ada", "Q1"): None, ("Ben", "Q1"): False}


def test_it_counts_children_of_this_authority_alike_on_every_engine():
    """P2: hosted children are another authority's."""
    drawn = THREE_IN_90_DAYS.replace("void |", "void | group   |").replace(
        "missing |      |", "missing |      | home    |"
    )
    rows = children_of([row for row, _ in draw(drawn.replace("|      |\n", "|      | home    |\n").replace("| yes  |", "| yes  | home    |"))],
                       period="year")  # fmt: skip
    assert memory.count(rows, [P2])[P2, ()] == duckdb.count(rows, [P2])[P2, ()] == Count(1, 3)
