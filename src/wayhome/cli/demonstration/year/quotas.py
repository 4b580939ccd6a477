"""How many returns of the past year ended in which way, in each authority: counted out beforehand, so that luck has no say.

Over all authorities four in five returns are followed by an offer and half by a talk, as published research found; the
three authorities differ, as authorities do. Every outcome is there at least three times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import Enum

EASTMERE, WESTMARSH, NORTHBY = AUTHORITIES = ("eastmere", "westmarsh", "northby")


class Course(Enum):
    """How the case of one return, or of several, went."""

    HEARD = "heard"
    HEARD_IN_PART = "heard, stopped early"
    HEARD_TOGETHER = "heard once about several returns"
    SAID_NO = "said no"
    NEVER_TOOK_PLACE = "said yes, and missed it twice"
    NO_ANSWER = "told, and no answer"
    PARENT_NO_AFTER = "told, then a parent said no"
    PARENT_NO = "a parent said no before the child was asked"
    AGAIN_THEN_NO = "told, missing again, and then said no"
    AGAIN_THEN_SILENCE = "told, missing again, and then no answer"
    AGAIN_UNREACHED = "missing again before anybody could ask, and then not reached"
    NOT_REACHED = "not reached"
    CARER_ONLY = "only the carer was told"
    NOT_FIT_AFTER = "told, and then not well enough"
    NOT_FIT = "not well enough to be asked"
    MOVED = "moved to another authority"
    OTHERS_DID_NOT_AFTER = "told, and the other authority did not deliver"
    OTHERS_DID_NOT = "the other authority did not deliver"
    DECIDED_AGAINST = "the service decided against it"
    NOBODY_FREE = "nobody free"
    TOO_LATE = "told of the return too late"
    TURNED_18 = "turned 18 before a talk"
    WAITING = "open, the child not told yet"
    WAITING_TOLD = "open, the child was told"
    OVERDUE = "open for more than four weeks, the child not told"
    OVERDUE_TOLD = "open for more than four weeks, the child was told"
    HOSTED = "placed here by another authority"
    VISITOR = "lives elsewhere, missing from here"
    VOID = "recorded in error"


C = Course
HEARD = frozenset({C.HEARD, C.HEARD_IN_PART, C.HEARD_TOGETHER})
OPEN = frozenset({C.WAITING, C.WAITING_TOLD, C.OVERDUE, C.OVERDUE_TOLD})
LAST = OPEN | {C.TURNED_18, C.MOVED}
"""Courses after which nothing more is told of the child."""
NOT_OURS = frozenset({C.HOSTED, C.VISITOR, C.VOID})
"""Courses of returns that this authority does not answer for, or that were none."""

Kind = tuple[Course, int]
"""A course, and how many returns the case covers."""

_TABLE: tuple[tuple[Course, int, int, int, int], ...] = (
    # course, returns in the case, and how many such cases: Eastmere, Westmarsh, Northby
    (C.HEARD, 1, 74, 36, 20),
    (C.HEARD_TOGETHER, 2, 8, 4, 2),
    (C.HEARD_TOGETHER, 3, 8, 0, 0),
    (C.HEARD_TOGETHER, 4, 8, 0, 0),
    (C.HEARD_IN_PART, 1, 14, 4, 3),
    (C.SAID_NO, 1, 29, 12, 8),
    (C.NEVER_TOOK_PLACE, 1, 9, 4, 2),
    (C.NO_ANSWER, 1, 12, 8, 5),
    (C.PARENT_NO_AFTER, 1, 5, 2, 1),
    (C.PARENT_NO, 1, 3, 1, 1),
    (C.AGAIN_THEN_NO, 3, 3, 0, 0),
    (C.AGAIN_THEN_NO, 2, 2, 2, 1),
    (C.AGAIN_THEN_SILENCE, 2, 2, 0, 0),
    (C.AGAIN_UNREACHED, 2, 5, 2, 1),
    (C.NOT_REACHED, 1, 0, 3, 3),
    (C.CARER_ONLY, 1, 5, 4, 3),
    (C.NOT_FIT_AFTER, 1, 2, 1, 1),
    (C.NOT_FIT, 1, 2, 1, 0),
    (C.MOVED, 1, 2, 1, 1),
    (C.OTHERS_DID_NOT_AFTER, 1, 1, 1, 0),
    (C.OTHERS_DID_NOT, 1, 2, 1, 1),
    (C.DECIDED_AGAINST, 1, 2, 3, 2),
    (C.NOBODY_FREE, 1, 2, 3, 3),
    (C.TOO_LATE, 1, 3, 2, 2),
    (C.TURNED_18, 1, 1, 1, 1),
    (C.WAITING, 1, 10, 2, 2),
    (C.WAITING_TOLD, 1, 8, 2, 2),
    (C.OVERDUE, 1, 3, 1, 1),
    (C.OVERDUE_TOLD, 1, 2, 1, 0),
)

CASES: Mapping[str, Mapping[Kind, int]] = {
    authority: Counter({(course, size): row[place] for course, size, *row in _TABLE if row[place]})
    for place, authority in enumerate(AUTHORITIES)
}
"""Cases of returns that the authority answers for."""

BESIDE: Mapping[str, Mapping[Kind, int]] = {
    EASTMERE: {(C.VOID, 1): 3},
    WESTMARSH: {},
    NORTHBY: {(C.HOSTED, 1): 8, (C.VISITOR, 1): 3},
}
"""Cases that stand outside its counts."""

ONE_CHILD: Mapping[Kind, int] = {
    (C.HEARD_TOGETHER, 4): 8,
    (C.HEARD_TOGETHER, 3): 4,
    (C.HEARD, 1): 21,
    (C.HEARD_IN_PART, 1): 4,
    (C.SAID_NO, 1): 10,
    (C.AGAIN_THEN_NO, 3): 3,
    (C.AGAIN_UNREACHED, 2): 3,
    (C.NO_ANSWER, 1): 4,
    (C.NEVER_TOOK_PLACE, 1): 1,
    (C.CARER_ONLY, 1): 1,
    (C.DECIDED_AGAINST, 1): 2,
    (C.NOBODY_FREE, 1): 1,
    (C.TOO_LATE, 1): 1,
}
"""Of Eastmere's cases those of one child, who went missing more than a hundred times: few children, many returns."""

CHILDREN: Mapping[str, Mapping[int, int]] = {
    EASTMERE: {20: 1, 12: 1, 8: 2, 6: 2, 5: 3, 4: 3, 3: 6, 2: 15, 1: 51},
    WESTMARSH: {14: 1, 8: 1, 6: 1, 5: 1, 4: 2, 3: 4, 2: 12, 1: 33},
    NORTHBY: {10: 1, 6: 1, 4: 1, 3: 3, 2: 8, 1: 25},
}
"""How many children came back how many times, the one child above left out."""

LONGER_THAN_TWO_DAYS = 0.09
"""Of all absences, the part that lasts longer than two days: a tenth of those whose hours are known."""

IN_TIME = 0.62
"""Of all talks, the part held within 72 hours."""

NOTICES: Mapping[str, float] = {EASTMERE: 0.7, WESTMARSH: 0.45, NORTHBY: 0.2}
"""Of all returns, the part of which the police sent a notice; of the others somebody rang."""

TOGETHER: Mapping[str, int] = {EASTMERE: 5, WESTMARSH: 2, NORTHBY: 1}
"""Pairs of children who went missing together."""


def returns(cases: Mapping[Kind, int]) -> int:
    """How many returns some cases cover."""
    return sum(size * number for (_, size), number in cases.items())
