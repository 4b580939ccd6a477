"""Follow-up, by example: whether what the talk found led to help that was offered, wanted and begun.

This file is the manual of the indicators F1 to F3. Each table draws episodes and says what each one counts as.
"""

from __future__ import annotations

from wayhome.indicators.catalogue import BY_ID
from wayhome.indicators.definition import Count

F1, F2, F3 = (BY_ID[name] for name in ("F1", "F2", "F3"))


def test_it_asks_of_talks_that_found_a_need_whether_help_was_offered(counts):
    """F1: "no service here" is a no; a need of which nobody has said anything is not known. No need, or no talk: outside."""
    counts(F1, """
        returned    | held        | need | help offered |
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          | yes
        1 Mar 10:00 | 2 Mar 10:00 | yes  | no           | no
        1 Mar 10:00 | 2 Mar 10:00 | yes  |              | not known
        1 Mar 10:00 | 2 Mar 10:00 | no   |              | outside
        1 Mar 10:00 | 2 Mar 10:00 |      |              | unplaced
        1 Mar 10:00 |             | yes  | yes          | outside
    """)  # fmt: skip


def test_it_takes_a_yes_or_a_first_session_as_an_offer(counts):
    """F1: whoever said yes to help, or has begun it, had been offered it."""
    counts(F1, """
        returned    | held        | need | help offered | wanted      | began  |
        1 Mar 10:00 | 2 Mar 10:00 | yes  |              | 5 Mar       |        | yes
        1 Mar 10:00 | 2 Mar 10:00 | yes  |              |             | 9 Mar  | yes
    """)  # fmt: skip


def test_it_asks_of_offers_of_help_whether_they_were_wanted(counts):
    """F2: an offer whose answer is still to come waits outside; where nobody can say if it waits, it cannot be placed."""
    counts(F2, """
        returned    | held        | need | help offered | wanted  |
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          | 5 Mar   | yes
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          | no      | no
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          | waiting | outside
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          |         | unplaced
        1 Mar 10:00 | 2 Mar 10:00 | yes  | no           |         | outside
    """)  # fmt: skip


def test_it_counts_help_that_began_within_28_days_of_the_yes(counts):
    """F3: from the day of the yes, up to and including the twenty-eighth day after it."""
    counts(F3, """
        returned    | held        | need | help offered | wanted      | began       |
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          | 5 Mar       | 2 Apr       | yes
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          | 5 Mar 23:30 | 2 Apr 23:50 | yes
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          | 5 Mar       | 3 Apr       | no
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          | 5 Mar       | never       | no
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          | 5 Mar       |             | not known
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          | no          |             | outside
    """)  # fmt: skip


def test_it_waits_until_28_days_have_passed_since_the_yes(counts):
    """F3 at 31 December: a yes of 3 December is not old enough to judge, even where help began the next day."""
    counts(F3, """
        returned    | held        | need | help offered | wanted | began |
        1 Nov 10:00 | 2 Nov 10:00 | yes  | yes          | 2 Dec  | 3 Dec | yes
        1 Nov 10:00 | 2 Nov 10:00 | yes  | yes          | 3 Dec  | 4 Dec | outside
        1 Nov 10:00 | 2 Nov 10:00 | yes  | yes          | 3 Dec  |       | outside
    """)  # fmt: skip


def test_it_reads_most_of_follow_up_as_not_recorded_where_records_begin(count_all):
    """First Step: 98% use what children say, one third record what was offered. The first honest year is mostly hatched."""
    found = count_all([F1], """
        returned    | held        | need | help offered |
        1 Mar 10:00 | 2 Mar 10:00 | yes  | yes          |
        1 Mar 10:00 | 2 Mar 10:00 | yes  |              |
        1 Mar 10:00 | 2 Mar 10:00 | yes  |              |
    """)  # fmt: skip
    assert found[F1, ()] == Count(1, 3, not_known=2)
    assert found[F1, ()].is_hollow
