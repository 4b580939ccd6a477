"""Every table of domain reference §6 as data. `MACHINES` is the whole product in one place.

Ids are those of the domain reference. Where it leaves a table unnumbered, its rows have two letters of their own (PR
police report, PI prevention interview, SP waiting, WO worries, IL requests between authorities, NO notices, TR
transfers, ER putting right). A dotted id is part of the row before the dot: *CA4.void* is one closing of CA4,
*TK5.contact* is what the contact machine feels of TK5, *CT1.again* keeps what the row alone would have lost.
"""

from __future__ import annotations

from functools import cache

from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.rows import Machine, Row, Scope
from wayhome.domain.journey.tables.absence import POLICE_REPORT, PREVENTION, WHEREABOUTS
from wayhome.domain.journey.tables.allocation import ALLOCATION
from wayhome.domain.journey.tables.between import NOTICE, REQUEST, TRANSFER
from wayhome.domain.journey.tables.case import CASE
from wayhome.domain.journey.tables.contact import CONTACT
from wayhome.domain.journey.tables.record import RECORD
from wayhome.domain.journey.tables.right import PUTTING_RIGHT
from wayhome.domain.journey.tables.sharing import SHARING
from wayhome.domain.journey.tables.support import SUPPORT
from wayhome.domain.journey.tables.talk import TALK
from wayhome.domain.journey.tables.waiting import MISSING_AGAIN, NOT_FIT, OTHER_AUTHORITY, POLICE_REQUEST
from wayhome.domain.journey.tables.worries import WORRY

MACHINES: tuple[Machine, ...] = (
    WHEREABOUTS,
    POLICE_REPORT,
    PREVENTION,
    CASE,
    CONTACT,
    ALLOCATION,
    TALK,
    RECORD,
    SHARING,
    SUPPORT,
    MISSING_AGAIN,
    NOT_FIT,
    POLICE_REQUEST,
    OTHER_AUTHORITY,
    WORRY,
    REQUEST,
    NOTICE,
    TRANSFER,
)
"""In the order in which one event reaches them: the absence first, because the case asks how it stands."""

BY_NAME = {machine.name: machine for machine in MACHINES}


@cache
def machines_moved_by(kind: EventKind) -> tuple[Machine, ...]:
    """The machines that have a row for this kind of event."""
    return tuple(machine for machine in MACHINES if machine.rows_on(kind))


@cache
def machines_recording(kind: EventKind) -> tuple[Machine, ...]:
    """The machines whose own event this is, and not only felt."""
    return tuple(machine for machine in MACHINES if any(row.felt is None for row in machine.rows_on(kind)))


def row(id: str) -> Row:
    """The row of this id. Raises KeyError, naming it, when there is none."""
    return ROWS[id]


ROWS: dict[str, Row] = {each.id: each for machine in MACHINES for each in machine.rows} | {
    each.id: each for each in PUTTING_RIGHT
}

__all__ = [
    "BY_NAME",
    "MACHINES",
    "PUTTING_RIGHT",
    "ROWS",
    "Machine",
    "Row",
    "Scope",
    "machines_moved_by",
    "machines_recording",
    "row",
]
