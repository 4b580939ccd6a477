"""What a child is to an authority: the group per (episode, authority), from where the child lived at the start.

A snapshot of the start of the episode: a later move changes nothing (domain reference §4.5, §4.6, §2.1.4).
Authorities are named by their codes. What is not known stays None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from wayhome.domain.moment import Moment, in_utc
from wayhome.domain.outcome import Answer, opposite
from wayhome.domain.vocabulary import Group

Known = TypeVar("Known")


class NothingToDoWith(ValueError):
    """The authority asked about neither looks after the child nor has the child in its area."""


BEGINNING = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Living:
    """Where and with whose care the child lived, from `since` up to, not including, `until`. No end: open on that side.

    `area` is the authority of the placement for a looked-after child, otherwise of the usual address.
    Raises ValueError for a time without a zone.
    """

    since: datetime = BEGINNING
    until: datetime = END
    looked_after: bool | None = None
    looked_after_by: str | None = None
    area: str | None = None

    def __post_init__(self) -> None:
        # Kept in UTC: two times of one local zone are compared by their wall time.
        object.__setattr__(self, "since", in_utc(self.since))
        object.__setattr__(self, "until", in_utc(self.until))


NOT_KNOWN_WHERE = Living()
"""Nothing is recorded about where the child lived."""


def living_at(start: Moment, history: Iterable[Living]) -> Living:
    """Where the child lived when the episode started.

    A start known only roughly, or two records that overlap, say only what all of them agree on; a gap says nothing.
    """
    if start.earliest is None or start.latest is None:
        return NOT_KNOWN_WHERE
    first, last = start.earliest, start.latest if start.is_exact else start.latest - timedelta.resolution
    periods = sorted((one for one in history if one.since <= last and one.until > first), key=lambda one: one.since)
    covered_to = first
    for one in periods:
        if one.since > covered_to:
            return NOT_KNOWN_WHERE
        covered_to = max(covered_to, one.until)
    if covered_to <= last:
        return NOT_KNOWN_WHERE
    return Living(
        looked_after=_agreed({one.looked_after for one in periods}),
        looked_after_by=_agreed({one.looked_after_by for one in periods}),
        area=_agreed({one.area for one in periods}),
    )


def _agreed(values: set[Known | None]) -> Known | None:
    """The one value everybody gives, or None."""
    return next(iter(values)) if len(values) == 1 else None


def group_for(
    authority: str, living: Living, *, missing_from_area: str | None = None, found_in_area: str | None = None
) -> Group | None:
    """What the child was to this authority when the episode started: exactly one group, or None for not recorded.

    Raises NothingToDoWith when everything is known and nothing ties the child to the authority: no such row should be.
    """
    if living.looked_after is None:
        return None
    if living.looked_after:
        return _looked_after_group(authority, living)
    if living.area == authority:
        return Group.HOME
    if authority in (missing_from_area, found_in_area):
        return None if living.area is None else Group.VISITOR
    if None in (living.area, missing_from_area, found_in_area):
        return None
    raise NothingToDoWith(f"the child lives in {living.area}, and was neither missing from nor found in {authority}")


def _looked_after_group(authority: str, living: Living) -> Group | None:
    if living.looked_after_by is None:
        return None
    if living.looked_after_by == authority:
        if living.area is None:
            return None
        return Group.CARE_IN if living.area == authority else Group.CARE_OUT
    if living.area is None:
        return None
    if living.area == authority:
        return Group.HOSTED
    raise NothingToDoWith(f"the child is looked after by {living.looked_after_by} and placed in {living.area}")


def responsible_authority(living: Living) -> str | None:
    """The authority that must offer the talk and counts the episode, once for the nation (domain reference §4.6)."""
    if living.looked_after is None:
        return None
    return living.looked_after_by if living.looked_after else living.area


@dataclass(frozen=True, slots=True)
class Area:
    """What the map says of an authority: its nation, and which authorities it borders. None: not recorded."""

    nation: str | None = None
    adjoining: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class PlacedElsewhere:
    """Flags of a placement outside the responsible authority (domain reference §4.5 and §2.1.4)."""

    adjoining: Answer
    at_a_distance: Answer
    """Outside the area and not in an adjoining authority: the director approves, the area authority is consulted."""
    other_nation: Answer


def placed_elsewhere(living: Living, areas: Mapping[str, Area]) -> PlacedElsewhere | None:
    """The flags for a child placed out of area; None where the child is not, or nobody can say that the child is."""
    ours, theirs = living.looked_after_by, living.area
    if living.looked_after is not True or ours is None or theirs is None or ours == theirs:
        return None
    here, there = areas.get(ours, Area()), areas.get(theirs, Area())
    borders = None if here.adjoining is None else theirs in here.adjoining
    if borders is None and there.adjoining is not None:
        borders = ours in there.adjoining
    abroad = None if here.nation is None or there.nation is None else here.nation != there.nation
    return PlacedElsewhere(adjoining=borders, at_a_distance=opposite(borders), other_nation=abroad)
