"""What children told, by example: reasons, harm, what would help and whether it came, counted over talks.

This file is the manual of V1 to V3 and D11. Each table draws returns, and says what the talks about them count as.
"""

from __future__ import annotations

from wayhome.indicators.catalogue import BY_ID
from wayhome.indicators.definition import Count

V1, V2, V3, V3O, V3S, D11 = (BY_ID[name] for name in ("V1", "V2", "V3", "V3o", "V3s", "D11"))


def part(of, value):
    """The number of one value."""
    return next(each for each in of.parts() if each.id == f"{of.id}.{value}")


def test_it_counts_each_reason_over_talks_whose_record_says_why(counts):
    """V1: several reasons may be true of one talk; not recorded is never no, and there is no "none" among reasons."""
    counts(part(V1, "bullying_peers"), """
        returned    | held        | reasons                      |
        1 Mar 10:00 | 2 Mar 10:00 | bullying_peers               | yes
        1 Mar 10:00 | 2 Mar 10:00 | friends_peers bullying_peers | yes
        1 Mar 10:00 | 2 Mar 10:00 | bullying_online              | no
        1 Mar 10:00 | 2 Mar 10:00 |                              | not known
        1 Mar 10:00 |             |                              | outside
    """)  # fmt: skip


def test_it_counts_a_talk_once_however_many_returns_it_covers(count_all):
    """V1: three returns and one talk are one talk with that reason; another authority's talk of that name is another."""
    found = count_all([V1], """
        returned    | held        | talk name | authority | reasons       |
        1 Mar 10:00 | 5 Mar 10:00 | T1        | Northby   | friends_peers |
        2 Mar 10:00 | 5 Mar 10:00 | T1        | Northby   | friends_peers |
        3 Mar 10:00 | 5 Mar 10:00 | T1        | Northby   | friends_peers |
        3 Mar 10:00 | 5 Mar 10:00 | T1        | Westmarsh | debt          |
        4 Mar 10:00 | 6 Mar 10:00 | T2        | Northby   |               |
    """)  # fmt: skip
    assert found[part(V1, "friends_peers"), ()] == Count(1, 3, not_known=1)
    assert found[part(V1, "debt"), ()] == Count(1, 3, not_known=1)
    assert found[part(V1, "pregnancy"), ()] == Count(0, 3, not_known=1)


def test_it_tells_nothing_told_from_not_talked_about(counts):
    """V2: "nothing told" is a no for every harm; a section that was not talked about says nothing."""
    counts(part(V2, "sexual_exploitation"), """
        returned    | held        | harm                        |
        1 Mar 10:00 | 2 Mar 10:00 | sexual_exploitation threats | yes
        1 Mar 10:00 | 2 Mar 10:00 | threats                     | no
        1 Mar 10:00 | 2 Mar 10:00 | none                        | no
        1 Mar 10:00 | 2 Mar 10:00 |                             | not known
    """)  # fmt: skip


def test_it_counts_no_talk_as_made_to_do_anything():
    """V2: what a child was made to do has a grant of its own, and is no value of any number here."""
    assert not any("carry" in each.id or "recruit" in each.id for of in (V1, V2) for each in of.parts())


def test_it_counts_each_kind_of_need_over_talks_that_found_one(counts):
    """V3: a need whose kind is not recorded may be any; a talk that found none is outside."""
    counts(part(V3, "advocacy"), """
        returned    | held        | need | kind of need |
        1 Mar 10:00 | 2 Mar 10:00 | yes  | advocacy     | yes
        1 Mar 10:00 | 2 Mar 10:00 | yes  | mentoring    | no
        1 Mar 10:00 | 2 Mar 10:00 | yes  |              | not known
        1 Mar 10:00 | 2 Mar 10:00 | no   |              | outside
        1 Mar 10:00 | 2 Mar 10:00 |      |              | unplaced
    """)  # fmt: skip


def test_it_asks_of_each_kind_of_need_whether_help_was_offered(counts):
    """V3o: of talks that found this kind; no service, or met another way, is no."""
    counts(part(V3O, "advocacy"), """
        returned    | held        | need | kind of need | help offered | wanted |
        1 Mar 10:00 | 2 Mar 10:00 | yes  | advocacy     | yes          |        | yes
        1 Mar 10:00 | 2 Mar 10:00 | yes  | advocacy     | no           |        | no
        1 Mar 10:00 | 2 Mar 10:00 | yes  | advocacy     |              | 3 Mar  | yes
        1 Mar 10:00 | 2 Mar 10:00 | yes  | advocacy     |              |        | not known
        1 Mar 10:00 | 2 Mar 10:00 | yes  | mentoring    | yes          |        | outside
        1 Mar 10:00 | 2 Mar 10:00 | yes  |              | yes          |        | unplaced
    """)  # fmt: skip


def test_it_asks_of_each_kind_of_need_whether_help_began(counts):
    """V3s: however late; where nobody recorded a first session it is not known."""
    counts(part(V3S, "advocacy"), """
        returned    | held        | need | kind of need | help offered | wanted | began |
        1 Mar 10:00 | 2 Mar 10:00 | yes  | advocacy     | yes          | 3 Mar  | 9 Jun | yes
        1 Mar 10:00 | 2 Mar 10:00 | yes  | advocacy     | yes          | 3 Mar  | never | no
        1 Mar 10:00 | 2 Mar 10:00 | yes  | advocacy     | yes          | 3 Mar  |       | not known
        1 Mar 10:00 | 2 Mar 10:00 | yes  | mentoring    | yes          | 3 Mar  | 9 Jun | outside
    """)  # fmt: skip


def test_it_says_what_came_of_reading_back_what_was_written(count_all):
    """D11: a child who did not want to hear it is an answer of its own, never a failure and never a no."""
    found = count_all([D11], """
        returned    | held        | read back        |
        1 Mar 10:00 | 2 Mar 10:00 | read_back_agreed |
        1 Mar 10:00 | 2 Mar 10:00 | amended          |
        1 Mar 10:00 | 2 Mar 10:00 | declined         |
        1 Mar 10:00 | 2 Mar 10:00 |                  |
    """)  # fmt: skip
    assert {each.id: found[each, ()] for each in D11.parts()} == {
        "D11.read_back_agreed": Count(1, 4, not_known=1), "D11.amended": Count(1, 4, not_known=1),
        "D11.declined": Count(1, 4, not_known=1), "D11.not_possible": Count(0, 4, not_known=1),
    }  # fmt: skip
