"""The way of a return, by example: how many got as far as each step, what was lost before it, and who is waiting.

This file is the manual of the numbers an authority sees of itself. Each table draws episodes and says what each counts as.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from wayhome.indicators.catalogue import way
from wayhome.indicators.definition import Count, numbers_of

WHOLE_WAY = """
    returned     | offered     | answer | held        | need | help offered | wanted  | began  |
    1 Mar 10:00  | 1 Mar 12:00 | yes    | 2 Mar 10:00 | yes  | yes          | 5 Mar   | 9 Mar  | {0}
    1 Mar 10:00  | 1 Mar 12:00 | yes    | 2 Mar 10:00 | yes  | yes          | 5 Mar   |        | {1}
    1 Mar 10:00  | 1 Mar 12:00 | yes    | 2 Mar 10:00 | yes  |              |         |        | {2}
    1 Mar 10:00  | 1 Mar 12:00 | yes    | 2 Mar 10:00 | no   |              |         |        | {3}
    1 Mar 10:00  | 1 Mar 12:00 | yes    | 2 Mar 10:00 |      |              |         |        | {4}
    1 Mar 10:00  | 1 Mar 12:00 | yes    |             |      |              |         |        | {5}
    1 Mar 10:00  | 1 Mar 12:00 | no     |             |      |              |         |        | {6}
    1 Mar 10:00  |             |        |             |      |              |         |        | {7}
    30 Dec 10:00 | 30 Dec 12:00 | yes   | 30 Dec 14:00 | no  |              |         |        | outside
"""
YES, NO, UNKNOWN = "yes", "no", "not known"
"""One return of each kind, from the whole way to nothing at all; and one that is not old enough to judge."""


@pytest.mark.parametrize(
    ("number", "answers"),
    [
        (way.CHILD_ASKED.reached, (YES, YES, YES, YES, YES, YES, YES, NO)),
        (way.CHILD_ASKED.lost, (NO, NO, NO, NO, NO, NO, NO, YES)),
        (way.CHILD_SAID_YES.reached, (YES, YES, YES, YES, YES, YES, NO, NO)),
        (way.CHILD_SAID_YES.lost, (NO, NO, NO, NO, NO, NO, YES, NO)),
        (way.HEARD.reached, (YES, YES, YES, YES, YES, NO, NO, NO)),
        (way.HEARD.lost, (NO, NO, NO, NO, NO, YES, NO, NO)),
        (way.NEEDS_HELP.reached, (YES, YES, YES, NO, UNKNOWN, NO, NO, NO)),
        (way.OFFERED_HELP.reached, (YES, YES, UNKNOWN, NO, UNKNOWN, NO, NO, NO)),
        (way.OFFERED_HELP.lost, (NO, NO, UNKNOWN, NO, UNKNOWN, NO, NO, NO)),
        (way.HELP_STARTED.reached, (YES, UNKNOWN, UNKNOWN, NO, UNKNOWN, NO, NO, NO)),
        (way.HELP_STARTED.lost, (NO, UNKNOWN, UNKNOWN, NO, UNKNOWN, NO, NO, NO)),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_it_counts_each_step_and_what_was_lost_before_it(counts, number, answers):
    counts(number, WHOLE_WAY.format(*answers))


def test_it_counts_returns_once_the_72_hours_are_over(counts):
    """S0: the 72 hours of the last are over at noon on 31 December and no sooner; a return known by its day may be either."""
    counts(
        way.RETURNS,
        """
        returned     |
        1 Mar 10:00  | one
        28 Dec 11:59 | one
        28 Dec 12:00 | outside
        28 Dec       | unplaced
    """,
    )


def test_it_keeps_every_step_within_the_one_before(count_all):
    found = count_all([step.reached for step in way.STEPS], WHOLE_WAY.replace("outside", "{8}").format(*[""] * 9))
    reached = [found[step.reached, ()] for step in way.STEPS]
    assert [count.numerator for count in reached] == [8, 7, 6, 5, 3, 2, 1]
    assert all(
        after.numerator + after.not_known <= before.numerator + before.not_known for before, after in pairwise(reached)
    )


def test_it_times_the_talks_of_returns_old_enough_to_judge(counts):
    """S3b: the comparator beside D3; it leaves out every return without a talk."""
    counts(
        way.IN_TIME_OF_TALKS,
        """
        returned     | held         |
        1 Mar 10:00  | 4 Mar 10:00  | yes
        1 Mar 10:00  | 4 Mar 10:01  | no
        1 Mar 10:00  | some time    | not known
        1 Mar 10:00  |              | outside
        30 Dec 10:00 | 30 Dec 12:00 | outside
    """,
    )


def test_it_gives_every_return_without_a_talk_one_reason(count_all):
    """Y1: with those not recorded they add up to S0 less S3; a child's no and a parent's no stand apart."""
    found = count_all([way.RETURNS, way.HEARD.reached, way.WHY_NO_TALK], """
        returned     | case opened  | held        | closed                  |
        1 Mar 10:00  | 1 Mar 10:00  | 2 Mar 10:00 |                         |
        1 Mar 10:00  | 1 Mar 10:00  |             | declined_by_child       |
        1 Mar 10:00  | 1 Mar 10:00  |             | parent_or_carer_refused |
        1 Mar 10:00  | 1 Mar 10:00  |             |                         |
        20 Dec 10:00 | 20 Dec 10:00 |             |                         |
        1 Mar 10:00  |              |             |                         |
    """)  # fmt: skip
    parts = {part.id.split(".")[1]: found[part, ()] for part in way.WHY_NO_TALK.parts()}
    assert {name: count.numerator for name, count in parts.items() if count.numerator} == {
        "declined_by_child": 1, "parent_or_carer_refused": 1, "unresolved": 1, "pending": 1,
    }  # fmt: skip
    whole = found[way.RETURNS, ()].numerator - found[way.HEARD.reached, ()].numerator
    assert {(count.denominator, count.not_known) for count in parts.values()} == {(whole, 1)}
    assert sum(count.numerator for count in parts.values()) + 1 == whole


def test_it_counts_children_who_wait_and_not_their_returns(count_all):
    """H1 to H3: one child back twice is one child waiting, whenever they came back; a closed case waits for nothing."""
    found = count_all(list(way.NOW), """
        child | returned     | case opened  | offered      | group    | held         | closed            |
        Ada   | 1 Mar 10:00  | 1 Mar 10:00  |              | home     |              |                   |
        Ada   | 20 Dec 10:00 | 20 Dec 10:00 | 20 Dec 11:00 | home     |              |                   |
        Ben   | 20 Dec 10:00 | 20 Dec 10:00 | 20 Dec 11:00 | care_out |              |                   |
        Cai   | 30 Dec 10:00 | 30 Dec 10:00 |              | care_out |              |                   |
        Dee   | 1 Mar 10:00  | 1 Mar 10:00  | 1 Mar 11:00  | home     | 9 Mar 10:00  |                   |
        Eve   | 1 Mar 10:00  | 1 Mar 10:00  | 1 Mar 11:00  | home     |              | declined_by_child |
    """)  # fmt: skip
    assert [found[number, ()] for number in way.NOW] == [Count(2, None), Count(1, None), Count(1, None)]


def test_it_names_every_number_once_and_none_as_the_common_set_does():
    from wayhome.indicators.catalogue import INDICATORS

    ids = [number.id for number in numbers_of(way.NUMBERS)]
    slugs = [number.slug for number in numbers_of((*way.NUMBERS, *INDICATORS)) if number is not way.IN_TIME]
    assert len(set(ids)) == len(ids)
    assert len(set(slugs)) == len(slugs)
