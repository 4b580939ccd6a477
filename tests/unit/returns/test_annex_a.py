"""Annex A, list 8: all episodes counted, the last one asked about, and what nobody recorded left empty."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from wayhome.domain.vocabulary import EpisodeKind, Group, ReasonNotOffered
from wayhome.returns.profiles.annex_a import (
    ACCEPTED,
    COLUMNS,
    EMPTY,
    NO,
    OFFERED,
    UNKNOWN,
    YES,
    ListEight,
    answers,
    list_eight,
    year_before,
)

TODAY = date(2026, 3, 31)


def row(days_ago: int, *, back: int | None = 1, kind: EpisodeKind = EpisodeKind.MISSING, **other: Any) -> Any:
    started = TODAY - timedelta(days=days_ago)
    usual = {
        "kind": kind, "void": False, "looked_after": True, "group": None, "started_on": started, "unplaced": False,
        "returned_on": None if back is None else started + timedelta(days=back), "offered": None, "accepted": None,
        "declined_by_child": None, "parent_refused": None, "reason_not_offered": None,
    }  # fmt: skip
    return SimpleNamespace(**usual | other)


def listed(*rows: Any) -> ListEight:
    return list_eight([("C1", each) for each in rows], TODAY)


def one(*rows: Any) -> Any:
    (found,) = listed(*rows).rows
    return found


def test_it_has_the_columns_of_the_workbook():
    assert len(COLUMNS) == 5 and COLUMNS[-2:] == (OFFERED, ACCEPTED)
    assert all("‘" in name for name in COLUMNS[1:3])


def test_it_counts_three_missing_and_two_absent_as_three_and_two():
    away, absent = EpisodeKind.AWAY, EpisodeKind.ABSENT_LEGACY
    found = one(row(10), row(20), row(30), row(40, kind=away), row(50, kind=absent))
    assert (found.missing, found.absent) == (3, 2)


def test_it_asks_about_the_last_of_six_and_so_reads_a_whole_yes():
    """The flaw that R3 stands beside for: one offer after six returns."""
    rows = [row(days, offered=False, reason_not_offered=ReasonNotOffered.NO_CAPACITY) for days in range(20, 70, 10)]
    assert one(row(10, offered=True, accepted=True), *rows).offered == YES
    assert one(row(10, offered=False, reason_not_offered="no_capacity"), row(20, offered=True)).offered == NO


def test_it_takes_the_one_that_ended_last_and_one_that_goes_on_only_where_there_is_no_other():
    assert one(row(2, back=None), row(9, offered=True)).offered == YES
    assert one(row(9, back=7, offered=True), row(6, back=1, offered=False, reason_not_offered="not_fit")).offered == YES
    assert one(row(4, back=1, offered=True), row(5, back=2)).offered == YES
    assert one(row(2, back=None)).offered == EMPTY
    assert one(row(2, back=None, unplaced=True, offered=True), row(1, back=None)).offered == YES


def test_it_lists_a_child_who_was_only_away_and_asks_nothing():
    found = one(row(5, kind=EpisodeKind.AWAY, offered=True))
    assert (found.missing, found.absent, found.offered, found.accepted) == (0, 1, EMPTY, EMPTY)
    assert listed(row(5, kind=EpisodeKind.AWAY)).answered(EMPTY) == 0


def test_it_looks_at_twelve_months_to_the_day():
    assert year_before(TODAY) == date(2025, 4, 1)
    assert year_before(date(2024, 2, 29)) == date(2023, 3, 1)
    assert one(row(0), row(364)).missing == 2
    assert listed(row(365), row(-1)).rows == ()


def test_it_leaves_out_what_is_no_missing_of_a_looked_after_child_and_says_what_it_cannot_place():
    out = (row(5, void=True), row(5, looked_after=False), row(5, kind=EpisodeKind.HIDDEN))
    out += (row(5, group=Group.HOME), row(5, group=Group.HOSTED))
    found = listed(*out, row(5, started_on=None), row(5, looked_after=None), row(400, looked_after=None))
    assert (found.rows, found.no_start, found.care_not_known) == ((), 1, 1)


def test_it_goes_by_where_the_child_lived_where_that_is_recorded():
    found = one(row(5, group=Group.CARE_IN, looked_after=None), row(6, group=Group.CARE_OUT, looked_after=False))
    assert found.missing == 2


def test_it_keeps_the_children_apart_and_in_order():
    found = list_eight([("B", row(1)), ("A", row(2)), ("B", row(3))], TODAY)
    assert [(each.child, each.missing) for each in found.rows] == [("B", 2), ("A", 1)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"offered": True, "accepted": True}, (YES, YES)),
        ({"offered": True, "declined_by_child": True}, (YES, NO)),
        ({"offered": True}, (YES, UNKNOWN)),
        ({"offered": False, "reason_not_offered": "no_capacity"}, (NO, EMPTY)),
        ({"offered": False, "reason_not_offered": "carer_only_told"}, (NO, EMPTY)),
        ({"offered": False, "reason_not_offered": "parent_refused_first", "parent_refused": True}, (NO, NO)),
        ({"offered": False, "reason_not_offered": "covered_by_another_talk"}, (YES, EMPTY)),
        ({"offered": False, "reason_not_offered": "not_recorded"}, (EMPTY, EMPTY)),
        ({"offered": False}, (EMPTY, EMPTY)),
        ({"offered": None, "reason_not_offered": "no_capacity"}, (EMPTY, EMPTY)),
        ({}, (EMPTY, EMPTY)),
    ],
)
def test_it_says_no_only_where_somebody_said_so(said: dict[str, Any], expected: tuple[str, str]):
    assert answers(row(5, **said)) == expected


def test_it_counts_what_it_answers():
    found = list_eight([("A", row(1, offered=True)), ("B", row(1)), ("C", row(1, kind=EpisodeKind.AWAY))], TODAY)
    assert (found.answered(YES), found.answered(NO), found.answered(EMPTY)) == (1, 0, 1)
