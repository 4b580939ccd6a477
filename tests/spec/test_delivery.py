"""Delivery, by example: whether the child was heard, in time, and by somebody independent.

This file is the manual of the indicators D1 to D8. Each table draws episodes and says what each one counts as.
"""

from __future__ import annotations

from wayhome.indicators.catalogue import BY_ID
from wayhome.indicators.catalogue.delivery import HEARD_WITHIN_72_HOURS
from wayhome.indicators.definition import Count

D1, D3B, D5, D5B, D5X = (BY_ID[name] for name in ("D1", "D3b", "D5", "D5b", "D5x"))
D6, D8, D8R = (BY_ID[name] for name in ("D6", "D8", "D8r"))


def test_the_last_minute_counts_and_the_next_does_not(counts):
    """The promise is kept up to and including the seventy-second hour."""
    counts(HEARD_WITHIN_72_HOURS, """
        returned    | held        |
        1 Mar 10:00 | 4 Mar 10:00 | yes
        1 Mar 10:00 | 4 Mar 10:01 | no
        1 Mar 10:00 |             | no
        1 Mar 10:00 | some time   | not known
    """)  # fmt: skip


def test_it_counts_72_hours_over_a_change_of_the_clocks(counts):
    """Scenario 2: back on Saturday 20:00, the clocks go forward, and the promise runs to Tuesday 21:00."""
    counts(HEARD_WITHIN_72_HOURS, """
        returned     | held        |
        29 Mar 20:00 | 1 Apr 21:00 | yes
        29 Mar 20:00 | 1 Apr 21:01 | no
    """)  # fmt: skip


def test_it_says_what_a_date_alone_allows_and_no_more(counts):
    """Scenario 3: back on 10 June, at some time; a talk on the 13th may be in time or late, and is counted apart."""
    counts(HEARD_WITHIN_72_HOURS, """
        returned | held         |
        10 Jun   | 12 Jun 09:00 | yes
        10 Jun   | 13 Jun 00:00 | yes
        10 Jun   | 13 Jun 10:00 | not known
        10 Jun   | 14 Jun 00:00 | no
    """)  # fmt: skip


def test_it_never_says_in_time_from_a_stand_in(counts):
    """Scenario 31: where only the finding or the notice is dated, whether the talk was in time is not known."""
    counts(HEARD_WITHIN_72_HOURS, """
        back | located     | notified    | held        |
        yes  | 1 Mar 10:00 |             | 1 Mar 12:00 | not known
        yes  | 1 Mar 10:00 |             |             | no
        yes  |             | 1 Mar 10:00 | 1 Mar 12:00 | not known
        yes  |             |             | 1 Mar 12:00 | unplaced
    """)  # fmt: skip


def test_it_waits_until_72_hours_have_passed(counts):
    """A return younger than 72 hours at the time of extraction (31 December, noon) is not in the figure yet."""
    counts(HEARD_WITHIN_72_HOURS, """
        returned     | held         |
        28 Dec 11:59 |              | no
        28 Dec 12:00 |              | outside
        30 Dec 12:00 | 30 Dec 13:00 | outside
        28 Dec       |              | unplaced
    """)  # fmt: skip


def test_it_allows_a_talk_before_the_return_once_the_child_was_found(counts):
    """Scenario 24: a talk at the police station, before the child is home, counts in time; before being found it belongs
    to an earlier episode."""
    counts(HEARD_WITHIN_72_HOURS, """
        located     | returned    | held        |
        1 Mar 08:00 | 1 Mar 12:00 | 1 Mar 10:00 | yes
        1 Mar 08:00 | 1 Mar 12:00 | 1 Mar 07:59 | no
                    | 1 Mar 12:00 | 1 Mar 10:00 | not known
    """)  # fmt: skip


def test_it_counts_every_return_in_the_denominator(counts):
    """D1: what others call uptake, of all who came back."""
    counts(D1, """
        returned    | held            | talk       | closed            |
        1 Mar 10:00 | 9 Mar 10:00     |            |                   | yes
        1 Mar 10:00 | 9 Mar 10:00     | in part    |                   | yes
        1 Mar 10:00 | 9 Mar 10:00     | not a word |                   | no
        1 Mar 10:00 |                 |            | declined_by_child | no
        1 Mar 10:00 | nobody recorded |            |                   | not known
        1 Mar 10:00 | nobody recorded |            | declined_by_child | no
    """)  # fmt: skip


def test_it_divides_the_comparator_by_talks_whose_clock_can_be_read(counts):
    """D3b: of talks held; those whose times do not allow an answer stay in the bound and out of the rate."""
    found = counts(D3B, """
        back | located     | returned    | held        |
        yes  |             | 1 Mar 10:00 | 4 Mar 10:00 | yes
        yes  |             | 1 Mar 10:00 | 5 Mar 10:00 | no
        yes  | 1 Mar 09:00 |             | 1 Mar 10:00 | not known
        yes  |             | 1 Mar 10:00 |             | outside
    """)  # fmt: skip
    assert (found.known, found.share, found.bound) == (2, 0.5, (1 / 3, 2 / 3))


def test_it_tests_independence_for_the_group_of_the_child(counts):
    """D5: the allocated social worker is not independent for anybody (scenario 9); "other" is not known, never no."""
    counts(D5, """
        returned    | held        | group    | by                      |
        1 Mar 10:00 | 2 Mar 10:00 | home     | la_dedicated_rhi        | yes
        1 Mar 10:00 | 2 Mar 10:00 | home     | allocated_social_worker | no
        1 Mar 10:00 | 2 Mar 10:00 | care_out | allocated_social_worker | no
        1 Mar 10:00 | 2 Mar 10:00 | care_in  | placement_staff         | no
        1 Mar 10:00 | 2 Mar 10:00 | care_in  | police                  | no
        1 Mar 10:00 | 2 Mar 10:00 | care_in  | commissioned_provider   | yes
        1 Mar 10:00 | 2 Mar 10:00 | care_in  | other                   | not known
        1 Mar 10:00 | 2 Mar 10:00 | care_in  |                         | not known
        1 Mar 10:00 |             | care_in  |                         | outside
    """)  # fmt: skip


def test_it_tests_looked_after_children_strictly_as_well(counts):
    """D5b: independent of the responsible authority too."""
    counts(D5B, """
        returned    | held        | group    | by                      |
        1 Mar 10:00 | 2 Mar 10:00 | care_in  | la_dedicated_rhi        | no
        1 Mar 10:00 | 2 Mar 10:00 | care_out | allocated_social_worker | no
        1 Mar 10:00 | 2 Mar 10:00 | care_out | commissioned_provider   | yes
        1 Mar 10:00 | 2 Mar 10:00 | care_out | host_la_worker          | yes
        1 Mar 10:00 | 2 Mar 10:00 | home     | commissioned_provider   | outside
    """)  # fmt: skip


def test_it_shows_the_person_the_child_asked_for_beside_the_test_and_never_inside(counts):
    """Scenario 8: no to a stranger, yes to the key worker: undertaken, not independent, and an exception of its own."""
    drawn = """
        returned    | held        | group   | by                      | child asked for them |
        1 Mar 10:00 | 2 Mar 10:00 | care_in | other_case_professional | yes                  | {}
        1 Mar 10:00 | 2 Mar 10:00 | care_in | other_case_professional | no                   | {}
        1 Mar 10:00 | 2 Mar 10:00 | care_in | other_case_professional |                      | {}
        1 Mar 10:00 | 2 Mar 10:00 | care_in | la_dedicated_rhi        | yes                  | {}
    """
    counts(D1, drawn.format("yes", "yes", "yes", "yes"))
    counts(D5, drawn.format("no", "no", "no", "yes"))
    counts(D5X, drawn.format("yes", "no", "not known", "no"))


def test_it_gives_no_rate_where_nothing_is_known(counts):
    """An empty column is a count of what is not known: a bound from nothing to everything, and no rate."""
    found = counts(D5, """
        returned    | held        |
        1 Mar 10:00 | 2 Mar 10:00 | not known
    """)  # fmt: skip
    assert found == Count(0, 1, not_known=1)
    assert (found.share, found.bound) == (None, (0.0, 1.0))
    assert found.why_no_rate == "Not recorded for any of the 1."


def test_it_says_who_holds_the_talks_and_they_add_up(count_all):
    """D6: by what the interviewer was and, for a commissioned one, the kind of organisation; what is missing is not known."""
    found = count_all([D6, D1], """
        returned    | held        | by                      | working for            |
        1 Mar 10:00 | 2 Mar 10:00 | la_dedicated_rhi        |                        |
        1 Mar 10:00 | 2 Mar 10:00 | allocated_social_worker |                        |
        1 Mar 10:00 | 2 Mar 10:00 | line_manager_of_case    |                        |
        1 Mar 10:00 | 2 Mar 10:00 | la_youth_service        |                        |
        1 Mar 10:00 | 2 Mar 10:00 | commissioned_provider   | voluntary_organisation |
        1 Mar 10:00 | 2 Mar 10:00 | commissioned_provider   | private_company        |
        1 Mar 10:00 | 2 Mar 10:00 | commissioned_provider   |                        |
        1 Mar 10:00 | 2 Mar 10:00 | host_la_worker          |                        |
        1 Mar 10:00 | 2 Mar 10:00 | police                  |                        |
        1 Mar 10:00 | 2 Mar 10:00 | other                   |                        |
        1 Mar 10:00 | 2 Mar 10:00 |                         |                        |
        1 Mar 10:00 |             | la_dedicated_rhi        |                        |
    """)  # fmt: skip
    parts = {part.id: found[part, ()] for part in D6.parts()}
    assert {name: part.numerator for name, part in parts.items()} == {
        "D6.la_dedicated_team": 1,
        "D6.la_social_worker": 2,
        "D6.la_youth_worker": 1,
        "D6.commissioned_voluntary": 1,
        "D6.commissioned_private": 1,
        "D6.host_la": 1,
        "D6.other_professional": 1,
    }
    assert {(part.denominator, part.not_known) for part in parts.values()} == {(found[D1, ()].numerator, 3)}


def test_it_counts_a_talk_once_however_many_returns_it_covered(count_all):
    """D8 and D8r: four returns, three talks, one of them in part; a talk of another authority is another talk."""
    found = count_all([D8, D8R], """
        returned    | held        | talk       | talk name | about | child | authority |
        1 Mar 10:00 | 9 Mar 10:00 |            | T1        | 2     | Ada   | Northby   |
        5 Mar 10:00 | 9 Mar 10:00 |            | T1        | 2     | Ada   | Northby   |
        1 Mar 10:00 | 9 Mar 10:00 | in part    | T2        |       | Ben   | Northby   |
        1 Mar 10:00 | 9 Mar 10:00 |            | T1        |       | Cai   | Westmarsh |
        1 Mar 10:00 | 9 Mar 10:00 | not a word | T3        |       | Dee   | Northby   |
        1 Mar 10:00 |             |            |           |       | Eve   | Northby   |
    """)  # fmt: skip
    assert (found[D8R, ()], found[D8, ()]) == (Count(4, None), Count(3, None))


def test_it_counts_a_talk_with_no_reference_as_a_talk_of_its_own(counts):
    """D8: where the record does not say which talk it was, each return has its own."""
    drawn = """
        returned    | held        |
        1 Mar 10:00 | 2 Mar 10:00 | one
        1 Mar 10:00 | 2 Mar 10:00 | one
        1 Mar 10:00 |             | outside
    """
    counts(D8R, drawn)
    assert counts(D8, drawn) == Count(2, None)
