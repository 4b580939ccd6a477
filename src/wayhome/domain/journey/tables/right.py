"""Putting right (domain reference §13.3): who may correct an event, or mark it recorded in error.

These rows belong to no machine: nothing moves by them, everything is folded again. A row of a machine that leads to
*folded* and names the event goes first (EP16, EP21, PR4, PI4, TK8, WO6).
"""

from __future__ import annotations

from wayhome.domain.journey.effects import Effect as F
from wayhome.domain.journey.guards.general import a_reason
from wayhome.domain.journey.guards.right import own_entry_of_today
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.people import A_SECOND_PERSON, COORDINATOR, TEAM_MANAGER, WITH_THE_CHILDS_PAGE
from wayhome.domain.journey.rows import FOLDED, Row

GRAVE = frozenset(
    {
        E.CLOSED_UNDERTAKEN, E.CLOSED_NOT_UNDERTAKEN, E.CLOSED_NOT_REQUIRED, E.CLOSED_TRANSFERRED, E.CLOSED_TURNED_18,
        E.CLOSED_DECEASED, E.CLOSED_VOID, E.CLOSED_MERGED, E.EPISODE_VOIDED, E.EPISODE_MERGED, E.RECORD_APPROVED,
        E.DIED,
    }
)  # fmt: skip
"""Closings, voids, approvals and deaths: a team manager with a second person."""

ORDINARY = frozenset(E) - GRAVE


# fmt: off
PUTTING_RIGHT: tuple[Row, ...] = tuple(
    row
    for on, suffix in ((E.CORRECTED, ""), (E.RECORDED_IN_ERROR, ".not"))
    for row in (
        Row(id=f"ER1{suffix}", of=(), on=on, to=FOLDED, who=WITH_THE_CHILDS_PAGE, guards=(own_entry_of_today, a_reason), about=ORDINARY,
            effects=(F.TELL_RECIPIENTS,)),
        Row(id=f"ER2{suffix}", of=(), on=on, to=FOLDED, who=COORDINATOR, guards=(a_reason,), about=ORDINARY,
            effects=(F.TELL_RECIPIENTS,)),
        Row(id=f"ER3{suffix}", of=(), on=on, to=FOLDED, who=TEAM_MANAGER, second=A_SECOND_PERSON, guards=(a_reason,),
            about=GRAVE, effects=(F.TELL_RECIPIENTS,)),
    )
)
# fmt: on
