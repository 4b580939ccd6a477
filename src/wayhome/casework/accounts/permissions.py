"""What a viewer may see of a class of data, over all their roles and every relationship that holds now.

The matrix itself is `wayhome.domain.access` (domain reference §10.3); here it is asked for one person.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.domain.access import NOTHING, Extent, Grant, may_read
from wayhome.domain.vocabulary import DataClass, RelationshipKind, Role

WIDEST_FIRST = (Extent.FULL, Extent.OWN, Extent.SUMMARY, Extent.CODES, Extent.SHARED, Extent.NONE)
PURPOSES_FOR_NAMES = frozenset(
    {Purpose.OVERSIGHT, Purpose.DUTY, Purpose.BREAK_GLASS, Purpose.SUBJECT_ACCESS, Purpose.AUDIT}
)
EVERYTHING = Grant(Extent.FULL, write=True)


def may(viewer: Viewer, data_class: DataClass, relationships: Iterable[RelationshipKind]) -> Grant:
    """The widest grant of any of the viewer's roles in any of these relationships; nothing where there is none.

    A job of the system itself (no person) sees what it works on: what it shows to people is asked again in their name.
    """
    if is_system(viewer):
        return EVERYTHING
    purpose = viewer.purpose if viewer.purpose in PURPOSES_FOR_NAMES else None
    return _widest(frozenset(viewer.roles), data_class, frozenset(relationships), purpose)


@lru_cache(maxsize=4096)
def _widest(
    roles: frozenset[Role], data_class: DataClass, relationships: frozenset[RelationshipKind], purpose: str | None
) -> Grant:
    """Of the matrix alone, so that a list asks once for a hundred children who are open in the same way."""
    held = [*sorted(relationships), None]
    grants = [may_read(role, data_class, kind, purpose=purpose) for role in sorted(roles) for kind in held]
    if not grants:
        return NOTHING
    widest = min((g.extent for g in grants), key=WIDEST_FIRST.index)
    best = next(g for g in grants if g.extent is widest)
    return Grant(widest, any(g.write and g.may_read for g in grants), best.note)


def is_system(viewer: Viewer) -> bool:
    """Whether a job acts, and no person."""
    return viewer.user is None and viewer.purpose == Purpose.JOB
