"""What one person proposes and another decides: an absence or a case that should not be there (domain reference §6.1.1, §6.5).

A proposal moves nothing. It waits until it is carried out or turned down, and whoever made it decides neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.track import Track

PROPOSES: Mapping[E, E] = {
    E.EPISODE_VOID_PROPOSED: E.EPISODE_VOIDED,
    E.EPISODE_MERGE_PROPOSED: E.EPISODE_MERGED,
    E.CASE_MERGE_PROPOSED: E.CLOSED_MERGED,
}
"""Each proposal, and what is done when a team manager agrees."""

DECIDES = (*PROPOSES.values(), E.EPISODE_KEPT, E.CASE_KEPT)


def waiting_proposal(track: Track[Any]) -> Event | None:
    """The latest proposal, while nobody has decided on it; None when there is none to decide."""
    latest = track.last(*PROPOSES, *DECIDES)
    return latest if latest is not None and latest.kind in PROPOSES else None
