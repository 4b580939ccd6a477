"""Ofsted's ILACS Annex A, list 8: its columns about missing children, as an authority hands them to an inspector.

It asks what came of the *last* missing episode of each looked-after child, so it errs both ways: a child offered a talk after
the last of six reads as a whole yes, and one offered after five and not after the sixth as a whole no. R3 counts each return.
What nobody recorded is left empty and never written as no (domain reference §8.21, §8.22 and §14.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wayhome.domain.vocabulary import EpisodeKind, Group, ReasonNotOffered
from wayhome.domain.vocabulary.elsewhere import REASON_NOT_OFFERED_ELSEWHERE

CHILD = "Child Unique ID"
MISSING = "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months"
ABSENT = "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months"
OFFERED = "Was the child offered a Return Interview after their last missing episode (Y/N)?"
ACCEPTED = "Did the child accept a Return Interview after their last missing episode (Y/N)?"
COLUMNS = (CHILD, MISSING, ABSENT, OFFERED, ACCEPTED)
"""As the workbook writes them, curly marks and all. Its other columns say nothing about missing, and are filled elsewhere."""

YES, NO, UNKNOWN, EMPTY = "a) Yes", "b) No", "c) Unknown", ""
AWAY = (EpisodeKind.AWAY, EpisodeKind.ABSENT_LEGACY)


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One looked-after child: how many episodes of each kind, and what came of the last missing one. `last` is its facts."""

    child: str
    missing: int
    absent: int
    offered: str
    accepted: str
    last: Any = None


@dataclass(frozen=True, slots=True)
class ListEight:
    """The list, and what it leaves out because nobody recorded it: episodes with no day of start, or not known to be in care."""

    since: date
    until: date
    rows: tuple[ChildRow, ...]
    no_start: int
    care_not_known: int

    def answered(self, answer: str) -> int:
        """Of how many children the list says so of an offer; those with a missing episode alone are asked about."""
        return sum(row.offered == answer for row in self.rows if row.missing)


def year_before(day: date) -> date:
    """The first day of the twelve months that end on a day."""
    return date.fromordinal(_same_day_last_year(day).toordinal() + 1)


def list_eight(facts: Iterable[tuple[str, Any]], today: date) -> ListEight:
    """The list of the twelve months up to today, from rows of facts, each with its child, in the order of the children given."""
    since = year_before(today)
    of: dict[str, list[Any]] = {}
    no_start = care_not_known = 0
    for child, row in facts:
        in_care = _in_care(row)
        if row.void or row.kind not in (EpisodeKind.MISSING, *AWAY) or in_care is False:
            continue
        if row.started_on is None:
            no_start += 1
        elif since <= row.started_on <= today:
            if in_care is None:
                care_not_known += 1
            else:
                of.setdefault(child, []).append(row)
    return ListEight(since, today, tuple(_row(child, rows) for child, rows in of.items()), no_start, care_not_known)


def _in_care(row: Any) -> bool | None:
    """Looked after by this authority when the episode began; None where neither the group nor the child's status says."""
    known: bool | None = row.looked_after if row.group is None else row.group in (Group.CARE_IN, Group.CARE_OUT)
    return known


def _row(child: str, rows: list[Any]) -> ChildRow:
    missing = [row for row in rows if row.kind == EpisodeKind.MISSING]
    last = max(missing, key=_ended_last) if missing else None
    return ChildRow(child, len(missing), len(rows) - len(missing), *answers(last), last=last)


def _ended_last(row: Any) -> tuple[bool, date, date]:
    """Ended before not ended, the last end last, and of two on a day the one that began later."""
    return (row.returned_on is not None or row.unplaced, row.returned_on or row.started_on, row.started_on)


def answers(last: Any) -> tuple[str, str]:
    """What the list says of an episode: offered, and accepted. Both are empty where there is none."""
    if last is None:
        return EMPTY, EMPTY
    return _offered(last), _accepted(last)


def _offered(row: Any) -> str:
    if row.offered:
        return YES
    if row.offered is None or row.reason_not_offered is None:
        return EMPTY
    said = REASON_NOT_OFFERED_ELSEWHERE[ReasonNotOffered(row.reason_not_offered)].annex_a_offered
    return {True: YES, False: NO, None: EMPTY}[said]


def _accepted(row: Any) -> str:
    if row.accepted:
        return YES
    if row.declined_by_child or row.parent_refused:
        return NO
    return UNKNOWN if row.offered else EMPTY


def _same_day_last_year(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
