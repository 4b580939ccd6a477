"""Timeliness, by example: where the hours between return and talk go, so that each who can act sees their own share.

This file is the manual of the indicators T1 to T4. Each table draws episodes and says what each one counts as.
"""

from __future__ import annotations

from wayhome.indicators.catalogue import BY_ID

D3, T1, T2, T3, T4 = (BY_ID[name] for name in ("D3", "T1", "T2", "T3", "T4"))


def test_it_counts_notice_up_to_and_including_the_twenty_fourth_hour(counts):
    """T1: of every eligible return; where nobody wrote down when the notice came, it is not known."""
    counts(T1, """
        returned    | notified    |
        1 Mar 10:00 | 1 Mar 10:00 | yes
        1 Mar 10:00 | 2 Mar 10:00 | yes
        1 Mar 10:00 | 2 Mar 10:01 | no
        1 Mar 10:00 | 6 Mar 10:00 | no
        1 Mar 10:00 |             | not known
    """)  # fmt: skip


def test_it_counts_24_elapsed_hours_over_a_change_of_the_clocks(counts):
    """T1: back on Saturday 20:00; after the clocks go forward 24 hours are over on Sunday at 21:00."""
    counts(T1, """
        returned     | notified     |
        29 Mar 20:00 | 30 Mar 21:00 | yes
        29 Mar 20:00 | 30 Mar 21:01 | no
    """)  # fmt: skip


def test_it_counts_notice_that_the_child_was_found_as_nobody_waiting(counts):
    """T1: a notice after the child was found and before the return is no delay; one from before that is a fault."""
    counts(T1, """
        located     | returned    | notified    |
        1 Mar 08:00 | 1 Mar 12:00 | 1 Mar 09:00 | yes
        1 Mar 08:00 | 1 Mar 12:00 | 1 Mar 08:00 | yes
        1 Mar 08:00 | 1 Mar 12:00 | 1 Mar 07:59 | not known
                    | 1 Mar 12:00 | 1 Mar 11:00 | not known
        1 Mar       | 1 Mar 12:00 | 1 Mar 09:00 | not known
    """)  # fmt: skip


def test_it_says_of_notice_what_a_date_alone_allows(counts):
    """T1: where only the day is known it may be within 24 hours or not, and is then not known."""
    counts(T1, """
        returned    | notified    |
        1 Mar 10:00 | 1 Mar       | yes
        1 Mar 10:00 | 2 Mar       | not known
        1 Mar 10:00 | 3 Mar       | no
        1 Mar       | 1 Mar 20:00 | yes
        1 Mar       | 2 Mar 12:00 | not known
        1 Mar       | 3 Mar 00:00 | no
    """)  # fmt: skip


def test_it_times_the_offer_from_the_notice(counts):
    """T2: of children told before the talk; an offer recorded before the notice is a fault and answers nothing."""
    counts(T2, """
        returned    | notified    | offered     | told   | held        |
        1 Mar 10:00 | 3 Mar 10:00 | 4 Mar 10:00 |        |             | yes
        1 Mar 10:00 | 3 Mar 10:00 | 4 Mar 10:01 |        |             | no
        1 Mar 10:00 | 3 Mar 10:00 | 2 Mar 10:00 |        |             | not known
        1 Mar 10:00 |             | 2 Mar 10:00 |        |             | not known
        1 Mar 10:00 | 3 Mar 10:00 | 3 Mar 11:00 | letter |             | outside
        1 Mar 10:00 | 3 Mar 10:00 |             |        |             | outside
        1 Mar 10:00 | 3 Mar 10:00 |             |        | 3 Mar 12:00 | outside
    """)  # fmt: skip


def test_it_takes_the_first_offer_to_the_child(counts):
    """T2: a letter on the first day is no offer; the child was told on the third."""
    counts(T2, """
        returned    | notified    | offered     | said again  |
        1 Mar 10:00 | 1 Mar 11:00 | 4 Mar 10:00 | 1 Mar 18:00 | yes
        1 Mar 10:00 | 1 Mar 11:00 | 4 Mar 10:00 |             | no
    """)  # fmt: skip


def test_it_times_the_talk_from_the_offer(counts):
    """T3: of talks that the child was offered before; one that nobody offered has no hours to count."""
    counts(T3, """
        returned    | offered     | held        |
        1 Mar 10:00 | 1 Mar 12:00 | 3 Mar 12:00 | yes
        1 Mar 10:00 | 1 Mar 12:00 | 3 Mar 12:01 | no
        1 Mar 10:00 | 1 Mar 12:00 | some time   | not known
        1 Mar 10:00 | 1 Mar 12:00 |             | outside
        1 Mar 10:00 |             | 1 Mar 12:00 | outside
        1 Mar 10:00 | 1 Mar 12:00 | 1 Mar 11:00 | outside
    """)  # fmt: skip


def test_it_gives_each_late_talk_to_the_part_that_took_most_of_its_hours(count_all):
    """T4: of talks later than 72 hours. A tie, or a time that is missing, cannot be told, and is not given to anybody."""
    found = count_all([T4, D3], """
        returned    | notified    | offered     | held        |
        1 Mar 10:00 | 4 Mar 10:00 | 4 Mar 12:00 | 5 Mar 10:00 |
        1 Mar 10:00 | 1 Mar 12:00 | 5 Mar 10:00 | 6 Mar 10:00 |
        1 Mar 10:00 | 1 Mar 12:00 | 1 Mar 14:00 | 9 Mar 10:00 |
        1 Mar 10:00 | 1 Mar 12:00 | 2 Mar 14:00 | 9 Mar 10:00 |
        1 Mar 10:00 | 3 Mar 10:00 | 5 Mar 10:00 | 7 Mar 10:00 |
        1 Mar 10:00 |             | 5 Mar 10:00 | 6 Mar 10:00 |
        1 Mar 10:00 | 1 Mar 12:00 |             | 9 Mar 10:00 |
        1 Mar 10:00 | 1 Mar 12:00 | 1 Mar 14:00 | 2 Mar 10:00 |
        1 Mar 10:00 | 1 Mar 12:00 | 1 Mar 14:00 | some time   |
        1 Mar 10:00 | 1 Mar 12:00 | 1 Mar 14:00 |             |
    """)  # fmt: skip
    parts = {part.id: found[part, ()] for part in T4.parts()}
    assert {name: part.numerator for name, part in parts.items()} == {
        "T4.notification": 1,
        "T4.offer": 1,
        "T4.arranging": 2,
    }
    assert {(part.denominator, part.not_known, part.unplaced) for part in parts.values()} == {(7, 3, 1)}


def test_it_gives_no_hours_to_what_was_done_before_its_turn(count_all):
    """T4: a child told before the notice came has waited for the notice alone."""
    found = count_all([T4], """
        returned    | notified    | offered     | held        |
        1 Mar 10:00 | 5 Mar 10:00 | 4 Mar 10:00 | 7 Mar 10:00 |
    """)  # fmt: skip
    assert [found[part, ()].numerator for part in T4.parts()] == [1, 0, 0]
