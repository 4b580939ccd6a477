"""What only the record of a case says, by example: notices, plans while away, who held the talk, when it was written up.

This file is the manual of T1s, T1o, T5, D7, D12a, D12b and Q1.
"""

from __future__ import annotations

from wayhome.indicators.catalogue import BY_ID
from wayhome.indicators.definition import Count

T1S, T1O, T5, D7, D12A, D12B, Q1 = (BY_ID[name] for name in ("T1s", "T1o", "T5", "D7", "D12a", "D12b", "Q1"))


def test_it_asks_when_a_notice_was_sent_and_when_it_was_opened(counts):
    """T1s, T1o: 24 elapsed hours; a notice that the child was found may come before the return, any other may not."""
    counts(T1S, """
        located     | returned    | notice sent |
        1 Mar 09:00 | 1 Mar 10:00 | 2 Mar 10:00 | yes
        1 Mar 09:00 | 1 Mar 10:00 | 2 Mar 10:01 | no
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 09:30 | yes
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 08:30 | not known
        1 Mar 09:00 | 1 Mar 10:00 |             | not known
    """)  # fmt: skip
    counts(T1O, """
        returned    | notice sent | notice opened |
        1 Mar 10:00 | 1 Mar 12:00 | 2 Mar 09:00   | yes
        1 Mar 10:00 | 1 Mar 12:00 | 3 Mar 09:00   | no
        1 Mar 10:00 | 1 Mar 12:00 |               | not known
    """)  # fmt: skip


def test_it_asks_whether_a_child_known_to_be_away_had_a_plan(counts):
    """T5: of absences that never were missing ones."""
    counts(T5, """
        missing     | kind    | group  | plan while away |
        1 Mar 10:00 | away    | home   | yes             | yes
        1 Mar 10:00 | away    | home   | no              | no
        1 Mar 10:00 | away    | home   |                 | not known
        1 Mar 10:00 | away    | hosted | yes             | outside
        1 Mar 10:00 | missing | home   |                 | outside
                    | away    | home   | yes             | unplaced
    """)  # fmt: skip


def test_it_asks_whether_the_interviewer_was_trained(counts):
    """D7: as said when they were named."""
    counts(D7, """
        returned    | held        | trained |
        1 Mar 10:00 | 2 Mar 10:00 | yes     | yes
        1 Mar 10:00 | 2 Mar 10:00 | no      | no
        1 Mar 10:00 | 2 Mar 10:00 |         | not known
        1 Mar 10:00 |             |         | outside
    """)  # fmt: skip


def test_it_counts_working_days_from_the_talk_to_the_record(counts):
    """D12a: a talk on Maundy Thursday is written up by Wednesday; not handed in is no once the days are over."""
    counts(D12A, """
        returned     | held         | handed in    |
        17 Apr 08:00 | 17 Apr 10:00 | 17 Apr 12:00 | yes
        17 Apr 08:00 | 17 Apr 10:00 | 23 Apr 23:59 | yes
        17 Apr 08:00 | 17 Apr 10:00 | 24 Apr 00:00 | no
        17 Apr 08:00 | 17 Apr 10:00 | not yet      | no
        17 Apr 08:00 | 17 Apr 10:00 |              | not known
        17 Apr 08:00 | 17 Apr       | 23 Apr       | yes
        17 Apr 08:00 | some time    | 23 Apr       | unplaced
        30 Dec 08:00 | 30 Dec 10:00 | 30 Dec 12:00 | outside
    """)  # fmt: skip


def test_it_counts_working_days_from_the_talk_to_the_approval(counts):
    """D12b: four working days, a weekend between."""
    counts(D12B, """
        returned    | held        | approved     |
        5 Mar 08:00 | 6 Mar 10:00 | 12 Mar 17:00 | yes
        5 Mar 08:00 | 6 Mar 10:00 | 13 Mar 09:00 | no
        5 Mar 08:00 | 6 Mar 10:00 | not yet      | no
    """)  # fmt: skip


def test_it_shows_field_by_field_what_is_filled_in(count_all):
    """Q1: filled in or not is always known, and a return with no date belongs to nobody's fields."""
    found = count_all([Q1], """
        returned    | group   | born       | notified    |
        1 Mar 10:00 | home    | 2011-01-01 | 1 Mar 11:00 |
        1 Mar 10:00 | care_in | 2011-01-01 |             |
    """)  # fmt: skip
    shown = {each.id: found[each, ()] for each in Q1.parts()}
    assert shown["Q1.group"] == shown["Q1.undertaken"] == shown["Q1.age_at_return"] == Count(2, 2)
    assert shown["Q1.notified_within_24h"] == Count(1, 2)
    assert shown["Q1.risk"] == shown["Q1.source"] == shown["Q1.outcome"] == Count(0, 2)
