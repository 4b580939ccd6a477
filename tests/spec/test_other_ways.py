"""Other ways to count 72 hours, by example: what others divide by, and the clocks that others use.

This file is the manual of D3o, D3w and D3n. Each stands beside D3 and never in its place.
"""

from __future__ import annotations

from wayhome.indicators.catalogue import BY_ID, other_ways

D3, D3B, D3O, D3W, D3N = (BY_ID[name] for name in ("D3", "D3b", "D3o", "D3w", "D3n"))


def test_it_leaves_out_of_the_offers_whoever_was_never_asked(counts):
    """D3o: a child whom nobody asked is a no of D3, and stands outside here."""
    counts(D3O, """
        returned    | offered     | told  | held        |
        1 Mar 10:00 | 1 Mar 12:00 |       | 4 Mar 10:00 | yes
        1 Mar 10:00 | 1 Mar 12:00 |       | 4 Mar 10:01 | no
        1 Mar 10:00 | 1 Mar 12:00 |       |             | no
        1 Mar 10:00 |             |       |             | outside
        1 Mar 10:00 | 1 Mar 12:00 | carer |             | outside
        1 Mar 10:00 | 1 Mar 12:00 |       | some time   | not known
    """)  # fmt: skip


def test_it_stops_the_working_days_for_a_weekend_and_a_bank_holiday(counts):
    """D3w: back on Friday 7 March, until Wednesday night; back on Maundy Thursday 2025, until the Thursday after Easter."""
    counts(D3W, """
        returned     | held         |
        7 Mar 18:00  | 12 Mar 23:59 | yes
        7 Mar 18:00  | 13 Mar 00:01 | no
        17 Apr 10:00 | 24 Apr 12:00 | yes
        17 Apr 10:00 | 25 Apr 09:00 | no
        7 Mar 18:00  |              | no
        7 Mar 18:00  | some time    | not known
    """)  # fmt: skip


def test_it_starts_with_the_notice_and_never_before_the_return(counts):
    """D3n: told a day late, a day is gained; told before the return, nothing is lost."""
    counts(D3N, """
        returned    | notified    | held        |
        1 Mar 10:00 | 2 Mar 10:00 | 5 Mar 10:00 | yes
        1 Mar 10:00 | 2 Mar 10:00 | 5 Mar 10:01 | no
        1 Mar 10:00 | 1 Mar 08:00 | 4 Mar 10:00 | yes
        1 Mar 10:00 | 1 Mar 08:00 | 4 Mar 10:01 | no
        1 Mar 10:00 | 2 Mar 10:00 |             | no
        1 Mar 10:00 |             | 2 Mar 10:00 | not known
    """)  # fmt: skip


def test_it_gives_one_authority_five_answers_under_one_name(count_all):
    """The same six returns: a third by D3, and two thirds by what others divide by."""
    found = count_all([D3, D3B, D3O, D3W, D3N], """
        returned    | offered     | notified    | held         |
        7 Mar 18:00 | 8 Mar 10:00 | 7 Mar 19:00 | 9 Mar 10:00  |
        7 Mar 18:00 | 8 Mar 10:00 | 8 Mar 19:00 | 10 Mar 10:00 |
        7 Mar 18:00 | 8 Mar 10:00 | 8 Mar 19:00 | 11 Mar 10:00 |
        7 Mar 18:00 | 8 Mar 10:00 | 8 Mar 19:00 |              |
        7 Mar 18:00 |             | 8 Mar 19:00 |              |
        7 Mar 18:00 |             | 8 Mar 19:00 |              |
    """)  # fmt: skip
    said = {number.id: (found[number, ()].numerator, found[number, ()].known) for number in (D3, D3B, D3O, D3W, D3N)}
    assert said == {"D3": (2, 6), "D3b": (2, 3), "D3o": (2, 4), "D3w": (3, 6), "D3n": (3, 6)}


def test_it_never_stands_alone():
    assert all(number.shown_with == ("D3",) and number.better is None for number in other_ways.INDICATORS)
