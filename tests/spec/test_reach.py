"""Reach, by example: who went missing, who was told, what they answered, and how each return ended.

This file is the manual of the indicators R1 to R10. Each table draws episodes and says what each one counts as.
"""

from __future__ import annotations

from wayhome.domain.not_offered import REASON_OF
from wayhome.domain.vocabulary import REASON_NOT_OFFERED_ELSEWHERE, Outcome, ReasonNotOffered
from wayhome.indicators.catalogue import BY_ID
from wayhome.indicators.definition import Count, total

R1, R1C, R3, R3B, R5, R6, R9, R10, D1, D2 = (
    BY_ID[name] for name in ("R1", "R1c", "R3", "R3b", "R5", "R6", "R9", "R10", "D1", "D2")
)
R2, R4, R6B, R7A, R8A, R8B = (BY_ID[name] for name in ("R2", "R4", "R6b", "R7a", "R8a", "R8b"))


def outcomes(counts_of, stratum=(), of=R9):
    """The numbers of a composition that are not 0, by value."""
    return {
        part.id.split(".")[1]: count.numerator for part in of.parts() if (count := counts_of[part, stratum]).numerator
    }


def test_it_counts_missing_episodes_of_children_this_authority_answers_for(counts):
    """R1: hosted children and visitors are counted by another authority; away and hidden are not missing episodes."""
    counts(R1, """
        missing     | group    | kind    | void |
        1 Mar 10:00 | home     | missing |      | one
        1 Mar 10:00 | care_in  | missing |      | one
        1 Mar 10:00 | care_out | missing |      | one
        1 Mar 10:00 | hosted   | missing |      | outside
        1 Mar 10:00 | visitor  | missing |      | outside
        1 Mar 10:00 |          | missing |      | unplaced
        1 Mar 10:00 | home     | away    |      | outside
        1 Mar 10:00 | home     | hidden  |      | outside
        1 Mar 10:00 | home     | missing | yes  | outside
                    | home     | missing |      | unplaced
    """)  # fmt: skip


def test_it_counts_children_once_however_often_they_go_missing(count_all):
    """R1c: six episodes of one child are six episodes and one child; two authorities' children are different children."""
    found = count_all([R1, R1C], """
        missing     | child | authority |
        1 Mar 10:00 | Ada   | Northby   |
        2 Mar 10:00 | Ada   | Northby   |
        3 Mar 10:00 | Ben   | Northby   |
        3 Mar 10:00 | Ada   | Westmarsh |
                    | Cai   | Northby   |
    """)  # fmt: skip
    assert found[R1, ()] == Count(4, None, unplaced=1)
    assert found[R1C, ()] == Count(3, None, unplaced=1)


def test_it_counts_an_offer_when_the_child_was_told_after_being_found(counts):
    """R3: telling the carer, or a letter, is not telling the child; a talk held without an offer implies one."""
    counts(R3, """
        located     | returned    | offered     | told                 | held        |
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 12:00 | child                |             | yes
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 12:00 | child, through carer |             | yes
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 09:00 | child                |             | yes
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 08:59 | child                |             | no
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 12:00 | carer                |             | no
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 12:00 | letter               |             | no
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 12:00 | not said who         |             | not known
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar       | child                |             | not known
        1 Mar 09:00 | 1 Mar 10:00 |             |                      |             | no
        1 Mar 09:00 | 1 Mar 10:00 |             |                      | 2 Mar 10:00 | yes
        1 Mar 09:00 | 1 Mar 10:00 | nobody recorded |                  |             | not known
    """)  # fmt: skip


def test_it_leaves_a_letter_out_of_offers_and_in_offers_broadly(counts):
    """Scenario 6: a letter without an answer is an attempt. R3 excludes it, R3b includes it."""
    letter = """
        returned    | offered     | told   |
        1 Mar 10:00 | 1 Mar 12:00 | letter | {}
    """
    counts(R3, letter.format("no"))
    counts(R3B, letter.format("yes"))


def test_it_counts_offers_broadly_for_comparison(counts):
    """R3b: anybody told, for this episode; an offer whose hearer nobody wrote down counts here and not in R3."""
    counts(R3B, """
        located     | returned    | offered         | told         | held            |
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 12:00     | carer        |                 | yes
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 12:00     | not said who |                 | yes
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 08:00     | carer        |                 | no
        1 Mar 09:00 | 1 Mar 10:00 | 1 Mar 12:00     | nobody       |                 | no
        1 Mar 09:00 | 1 Mar 10:00 | nobody recorded |              | 2 Mar 10:00     | yes
        1 Mar 09:00 | 1 Mar 10:00 | nobody recorded |              |                 | not known
        1 Mar 09:00 | 1 Mar 10:00 |                 |              | nobody recorded | not known
    """)  # fmt: skip


def test_it_counts_an_offer_for_a_later_episode_only_when_it_is_said_again(counts):
    """Scenario 26: offered Monday, missing again Tuesday, back Wednesday. The second return needs its own word."""
    counts(R3, """
        missing     | located     | returned    | offered     | said again  |
        1 Mar 20:00 | 3 Mar 09:00 | 3 Mar 10:00 | 3 Mar 12:00 |             | yes
        4 Mar 20:00 | 5 Mar 09:00 | 5 Mar 10:00 | 3 Mar 12:00 |             | no
        4 Mar 20:00 | 5 Mar 09:00 | 5 Mar 10:00 | 3 Mar 12:00 | 6 Mar 12:00 | yes
    """)  # fmt: skip


def test_it_counts_the_whole_duty_whatever_the_local_criteria(counts):
    """Scenarios 12, 13, 16, 18: children of another authority, adults, and hidden absences are outside; a policy of
    offering only after the third episode excludes nobody."""
    counts(R3, """
        returned    | group    | kind    | born       | void | closed           |
        1 Mar 10:00 | home     | missing | 2011-01-01 |      | service_decision | no
        1 Mar 10:00 | hosted   | missing | 2011-01-01 |      |                  | outside
        1 Mar 10:00 | visitor  | missing | 2011-01-01 |      |                  | outside
        1 Mar 10:00 | care_out | missing | 2007-03-01 |      |                  | outside
        1 Mar 10:00 | care_out | missing | 2007-03-02 |      |                  | no
        1 Mar 10:00 | home     | hidden  | 2011-01-01 |      |                  | outside
        1 Mar 10:00 | home     | away    | 2011-01-01 |      |                  | outside
        1 Mar 10:00 | home     | missing | 2011-01-01 | yes  |                  | outside
        1 Mar 10:00 | home     | missing | 2011-01-01 |      | not_eligible     | outside
        1 Mar 10:00 | home     | missing |            |      |                  | unplaced
        1 Mar 10:00 |          | missing | 2011-01-01 |      |                  | unplaced
    """)  # fmt: skip


def test_it_puts_a_return_with_no_date_in_no_period(counts):
    """Scenario 31: no date at all is unplaced; a date of being located alone places the return by a stand-in."""
    counts(R3, """
        back | located     | returned    | notified    |
        yes  |             |             |             | unplaced
        yes  | 1 Mar 10:00 |             |             | no
        yes  |             |             | 1 Mar 10:00 | no
             |             |             | 1 Mar 10:00 | no
             | 1 Mar 10:00 |             |             | unplaced
        no   | 1 Mar 10:00 |             |             | outside
             |             | 1 Mar 10:00 |             | no
    """)  # fmt: skip


def test_it_counts_yes_and_no_among_children_told_who_have_answered(counts):
    """R5 and R6: while an answer can still come the return waits outside, and a "no" before the carer is no answer."""
    drawn = """
        returned    | offered     | answer                | rule on attempts met | closed              |
        1 Mar 10:00 | 1 Mar 12:00 | yes                   | no                   |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 | no                    | no                   |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 | no then yes           | no                   |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 | parent said no        | no                   |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 | no, carer in the room | no                   |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 | no, by text           | no                   |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 |                       | no                   |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 |                       | yes                  |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 |                       |                      |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 |                       | no                   | offered_no_response | {}
        1 Mar 10:00 | 1 Mar 12:00 |                       | no                   | declined_by_child   | {}
        1 Mar 10:00 |             | no                    | no                   |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 | no, not said if alone | yes                  |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 | yes, not said whose   | yes                  |                     | {}
        1 Mar 10:00 | 1 Mar 12:00 | nobody recorded       | yes                  |                     | {}
    """
    waiting = "outside"
    counts(R5, drawn.format(
        "yes", "no", "yes", "no", waiting, waiting, waiting, "no", "unplaced", "no", "no", "outside", "no", "not known", "not known",
    ))  # fmt: skip
    counts(R6, drawn.format(
        "no", "yes", "no", "no", waiting, waiting, waiting, "no", "unplaced", "no", "yes", "outside", "not known", "no", "not known",
    ))  # fmt: skip


def test_it_does_not_call_a_text_a_no_until_a_person_has_confirmed_it(counts):
    """Scenarios 28 and 29: "3" by text, or "no" with the carer in the room, is not a decline; confirmed and alone, it is."""
    counts(R6, """
        returned    | offered     | answer                               | rule on attempts met |
        1 Mar 10:00 | 1 Mar 12:00 | no, by text                          | yes                  | no
        1 Mar 10:00 | 1 Mar 12:00 | no, carer in the room                | yes                  | no
        1 Mar 10:00 | 1 Mar 12:00 | no, by text then no                  | yes                  | yes
        1 Mar 10:00 | 1 Mar 12:00 | no, carer in the room then no        | yes                  | yes
    """)  # fmt: skip


def test_it_gives_every_return_one_outcome_and_they_add_up(count_all):
    """R9: undertaken in part before combined, combined before individual; a closed case by its code; an open one by its age."""
    found = count_all([R9, D1], """
        returned     | case opened  | held         | talk       | about | closed                |
        1 Mar 10:00  |              | 2 Mar 10:00  |            |       |                       |
        1 Mar 10:00  |              | 2 Mar 10:00  |            | 2     |                       |
        1 Mar 10:00  |              | 2 Mar 10:00  | in part    | 2     |                       |
        1 Mar 10:00  |              | 2 Mar 10:00  | in part    |       | declined_by_child     |
        1 Mar 10:00  |              | 2 Mar 10:00  | not a word |       | not_fit               |
        1 Mar 10:00  |              |              |            |       | missing_again         |
        20 Dec 10:00 | 20 Dec 10:00 |              |            |       |                       |
        1 Mar 10:00  | 20 Dec 10:00 |              |            |       |                       |
        20 Dec 10:00 | 1 Mar 10:00  |              |            |       |                       |
        1 Mar 10:00  | 1 Mar 10:00  |              |            |       |                       |
        1 Mar 10:00  |              |              |            |       |                       |
        1 Mar 10:00  |              | nobody recorded |         |       |                       |
        1 Mar 10:00  |              |              |            |       | undertaken_individual |
    """)  # fmt: skip
    assert outcomes(found) == {
        "undertaken_individual": 1,
        "undertaken_combined": 1,
        "undertaken_partial": 2,
        "not_fit": 1,
        "missing_again": 1,
        "pending": 3,
        "unresolved": 1,
    }
    one = found[R9.parts()[0], ()]
    assert (one.denominator, one.not_known) == (13, 3)
    assert sum(found[part, ()].numerator for part in R9.parts()) + one.not_known == one.denominator
    assert found[D1, ()] == Count(4, 13, not_known=1)


def test_it_counts_three_episodes_and_one_talk_about_two_of_them(count_all):
    """Scenario 4: the two discussed are undertaken, combined; the third waits in a new case. One interview was held."""
    found = count_all([R1, R9, D1], """
        missing      | returned     | case opened  | held         | about | talk name |
        18 Dec 20:00 | 19 Dec 10:00 | 19 Dec 10:00 | 24 Dec 10:00 | 2     | T1        |
        20 Dec 20:00 | 21 Dec 10:00 | 19 Dec 10:00 | 24 Dec 10:00 | 2     | T1        |
        22 Dec 20:00 | 23 Dec 10:00 | 19 Dec 10:00 |              |       |           |
    """, ("interview",))  # fmt: skip
    assert {stratum for indicator, stratum in found if indicator is R1} == {("T1",), (None,)}
    assert outcomes(found, ("T1",)) == {"undertaken_combined": 2}
    assert outcomes(found, (None,)) == {"pending": 1}
    assert found[D1, ("T1",)] == Count(2, 2)


def test_it_calls_talks_that_stopped_early_partial_even_when_combined(count_all):
    """Scenario 36: two episodes, one talk that stopped early: both in part, none combined."""
    found = count_all([R9], """
        returned    | held        | talk    | about |
        1 Mar 10:00 | 4 Mar 10:00 | in part | 2     |
        2 Mar 10:00 | 4 Mar 10:00 | in part | 2     |
    """)  # fmt: skip
    assert outcomes(found) == {"undertaken_partial": 2}


def test_it_names_a_case_open_for_more_than_28_days(count_all):
    """Scenario 33: on day 28 pending, on day 29 overdue and unresolved, and closed as declined on day 40: always one of them."""
    for opened, closed, expected in (
        ("3 Dec 12:00", "", Outcome.PENDING),
        ("3 Dec 11:59", "", Outcome.UNRESOLVED),
        ("2 Dec 12:00", "", Outcome.UNRESOLVED),
        ("21 Nov 12:00", "declined_by_child", Outcome.DECLINED_BY_CHILD),
    ):
        found = count_all([R9], f"""
            returned | case opened | closed   |
            {opened} | {opened}    | {closed} |
        """)  # fmt: skip
        assert outcomes(found) == {expected.value: 1}
        assert found[R9.parts()[0], ()].denominator == 1


def test_it_keeps_a_child_who_turned_18_after_coming_back(count_all):
    """Scenario 34: 18 ten days after the return, no talk: still in the denominator, with an outcome of its own."""
    found = count_all([R9, D1], """
        returned    | born       | closed            |
        1 Mar 10:00 | 2007-03-11 | turned_18_or_died |
    """)  # fmt: skip
    assert outcomes(found) == {"turned_18_or_died": 1}
    assert found[D1, ()] == Count(0, 1)


def test_it_never_adds_the_host_to_the_authority_that_answers_for_the_child(count_all):
    """Scenario 32: one episode, two rows; the national total counts it once."""
    found = count_all([R1, R3], """
        missing     | returned    | group    | authority | offered     |
        1 Mar 20:00 | 2 Mar 10:00 | care_out | Northby   | 2 Mar 12:00 |
        1 Mar 20:00 | 2 Mar 10:00 | hosted   | Westmarsh | 2 Mar 12:00 |
        1 Mar 20:00 | 2 Mar 10:00 | home     | Westmarsh |             |
    """, ("authority", "group"))  # fmt: skip
    assert total(found, R1, ("authority", "group")) == Count(2, None)
    assert total(found, R3, ("authority", "group")) == Count(1, 2)
    assert found[R3, ("Westmarsh", "hosted")] == Count(0, 0)


def test_it_counts_a_return_recorded_twice_once(counts):
    """Scenario 23: the second police reference is void, merged into the first."""
    counts(R1, """
        missing     | void |
        1 Mar 20:00 |      | one
        1 Mar 20:00 | yes  | outside
    """)  # fmt: skip


def test_it_times_the_offer_by_the_same_clock_as_the_talk(counts):
    """R10: 72 elapsed hours from return; an offer only implied by a talk (scenario 27) is in no figure about when."""
    counts(R10, """
        located      | returned     | offered      | held         | answer |
        1 Mar 09:00  | 1 Mar 10:00  | 4 Mar 10:00  |              |        | yes
        1 Mar 09:00  | 1 Mar 10:00  | 4 Mar 10:01  |              |        | no
        1 Mar 09:00  | 1 Mar 10:00  | 1 Mar 09:30  |              |        | yes
        1 Mar 09:00  | 1 Mar 10:00  |              |              |        | no
        1 Mar 09:00  | 1 Mar 10:00  |              | 2 Mar 10:00  |        | outside
        1 Mar 09:00  | 1 Mar 10:00  | 2 Mar 11:00  | 2 Mar 10:00  |        | outside
        1 Mar 09:00  | 1 Mar 10:00  | 2 Mar 09:00  | 2 Mar 10:00  |        | yes
        1 Mar        | 1 Mar        | 4 Mar 10:00  |              |        | not known
        1 Mar        | 1 Mar        | 5 Mar 00:00  |              |        | no
        1 Mar 09:00  |              | 2 Mar 10:00  |              |        | unplaced
        1 Mar 09:00  | 1 Mar 10:00  |              |              | yes    | not known
        1 Mar 09:00  | 31 Dec 10:00 | 31 Dec 11:00 |              |        | outside
    """)  # fmt: skip


def test_it_lets_a_talk_with_no_offer_count_as_offered_accepted_and_undertaken(counts):
    """Scenario 27: the child who talked had been told, whoever forgot to write it down; R10 has nothing to time."""
    talked = """
        returned    | held        |
        1 Mar 10:00 | 2 Mar 10:00 | {}
    """
    for indicator in (R3, R3B, R5, D1, D2):
        counts(indicator, talked.format("yes"))
    counts(R10, talked.format("outside"))


def test_it_asks_how_many_of_those_told_were_heard(counts):
    """D2: of those told who have answered."""
    counts(D2, """
        returned    | offered     | answer | held        |
        1 Mar 10:00 | 1 Mar 12:00 | yes    | 2 Mar 10:00 | yes
        1 Mar 10:00 | 1 Mar 12:00 | yes    |             | no
        1 Mar 10:00 | 1 Mar 12:00 |        |             | outside
        1 Mar 10:00 |             |        |             | outside
    """)  # fmt: skip


def test_it_asks_whether_a_notice_of_the_return_is_held(counts):
    """R2: a dated notice says so; where none is written down it is no only if the source says that there was none."""
    counts(R2, """
        returned    | notified    | notice held |
        1 Mar 10:00 | 1 Mar 10:30 |             | yes
        1 Mar 10:00 | 9 Mar       |             | yes
        1 Mar 10:00 |             | yes         | yes
        1 Mar 10:00 |             | no          | no
        1 Mar 10:00 |             |             | not known
                    | 1 Mar 10:30 |             | yes
                    |             | no          | unplaced
    """)  # fmt: skip


def test_it_gives_one_reason_for_every_return_after_which_nobody_told_the_child(count_all):
    """R4: the reason somebody wrote, else the one the case closed with; local criteria are a reason, not an exclusion."""
    table = """
        returned     | offered     | told   | held        | closed                  | why not offered |
        1 Mar 10:00  |             |        |             | service_decision        |                 |
        1 Mar 10:00  |             |        |             | service_decision        | local_criteria  |
        1 Mar 10:00  | 1 Mar 12:00 | carer  |             | offered_to_carer_only   |                 |
        1 Mar 10:00  |             |        |             | parent_or_carer_refused |                 |
        1 Mar 10:00  |             |        |             | moved_or_transferred    | not_recorded    |
        31 Dec 10:00 |             |        |             |                         |                 |
        1 Mar 10:00  |             |        |             |                         |                 |
        1 Mar 10:00  | 1 Mar 12:00 | child  |             | missing_again           | missing_again   |
        1 Mar 10:00  |             |        | 2 Mar 10:00 |                         | no_capacity     |
        1 Mar 10:00  | nobody recorded |    |             |                         | no_capacity     |
    """
    found = count_all([R4], table)
    assert outcomes(found, of=R4) == {
        "service_decision": 1, "local_criteria": 1, "carer_only_told": 1, "parent_refused_first": 1, "out_of_area_not_arranged": 1,
    }  # fmt: skip
    assert found[R4.parts()[0], ()] == Count(0, 7, not_known=2, unplaced=1)


def test_it_reads_a_reason_from_an_outcome_as_the_one_list_does():
    """R4: every outcome that stands for a reason stands for one that the table of others' words gives it too."""
    of_the_list = {(o, r) for r, words in REASON_NOT_OFFERED_ELSEWHERE.items() for o in words.outcomes}
    assert set(REASON_OF.items()) <= of_the_list
    told_another_way = {Outcome.UNDERTAKEN_COMBINED, Outcome.UNRESOLVED}
    assert {o for o, _ in of_the_list} - set(REASON_OF) == told_another_way
    assert set(ReasonNotOffered) - set(REASON_OF.values()) == {
        ReasonNotOffered.LOCAL_CRITERIA, ReasonNotOffered.COVERED_BY_ANOTHER_TALK, ReasonNotOffered.NOT_RECORDED,
    }  # fmt: skip


def test_it_counts_a_parents_no_apart_whether_or_not_the_child_was_told(counts):
    """R6b: of those told who have answered, and of those a parent said no for first."""
    counts(R6B, """
        returned    | offered         | told  | answer                   | rule on attempts met |
        1 Mar 10:00 | 1 Mar 12:00     | child | parent said no           | no                   | yes
        1 Mar 10:00 | 1 Mar 12:00     | carer | parent said no           | no                   | yes
        1 Mar 10:00 |                 |       | parent said no           | no                   | yes
        1 Mar 10:00 | 1 Mar 12:00     | child | parent said no then yes  | no                   | yes
        1 Mar 10:00 | 1 Mar 12:00     | child | no                       | no                   | no
        1 Mar 10:00 | 1 Mar 12:00     | child |                          | no                   | outside
        1 Mar 10:00 | 1 Mar 12:00     | child |                          | yes                  | no
        1 Mar 10:00 |                 |       |                          | no                   | outside
        1 Mar 10:00 | nobody recorded |       | nobody recorded          | no                   | unplaced
    """)  # fmt: skip


def test_it_counts_talks_with_children_at_home_that_a_parents_no_ended(counts):
    """R7a: of children missing from home, anyone told; a talk that was held all the same was not ended."""
    counts(R7A, """
        returned    | group   | offered     | told  | answer         | held        |
        1 Mar 10:00 | home    | 1 Mar 12:00 | carer | parent said no |             | yes
        1 Mar 10:00 | home    |             |       | parent said no |             | yes
        1 Mar 10:00 | home    | 1 Mar 12:00 | carer | parent said no | 2 Mar 10:00 | no
        1 Mar 10:00 | home    | 1 Mar 12:00 | child | no             |             | no
        1 Mar 10:00 | home    |             |       |                |             | outside
        1 Mar 10:00 | care_in | 1 Mar 12:00 | carer | parent said no |             | outside
        1 Mar 10:00 |         | 1 Mar 12:00 | carer | parent said no |             | unplaced
    """)  # fmt: skip


def test_it_counts_absences_that_nobody_had_reported(counts):
    """R8a: hidden absences are in no figure of missing episodes, and have this one of their own."""
    drawn = """
        missing     | kind    | group   | void |
        1 Mar 10:00 | hidden  | care_in |      | {}
        1 Mar 10:00 | hidden  | care_in | yes  | outside
        1 Mar 10:00 | hidden  | hosted  |      | outside
        1 Mar 10:00 | away    | care_in |      | outside
                    | hidden  | care_in |      | {}
    """
    counts(R8A, drawn.format("one", "unplaced"))
    counts(R1, drawn.format("outside", "outside"))


def test_it_asks_who_told_the_authority_first(counts):
    """R8b: of missing episodes; who told first is not known where nobody wrote it down."""
    counts(R8B, """
        missing     | kind    | first told by |
        1 Mar 10:00 | missing | police        | no
        1 Mar 10:00 | missing | home          | yes
        1 Mar 10:00 | missing | school        | yes
        1 Mar 10:00 | missing |               | not known
        1 Mar 10:00 | away    | home          | outside
                    | missing | home          | unplaced
    """)  # fmt: skip
