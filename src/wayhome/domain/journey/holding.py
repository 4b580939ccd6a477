"""Which machines a so-far holds, by name: one each, or one for every need, recipient, worry, request and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.track import Track

SoFar = EpisodeSoFar | CaseSoFar | ChildSoFar
Held = Mapping[str, Track]  # type: ignore[type-arg]  # one track of any machine


def singles(so_far: SoFar) -> Held:
    """The machines of which there is one."""
    if isinstance(so_far, EpisodeSoFar):
        return {name: getattr(so_far, name) for name in ("whereabouts", "police_report", "prevention")}
    if isinstance(so_far, CaseSoFar):
        names = (
            "contact",
            "allocation",
            "talk",
            "record",
            "missing_again",
            "not_fit",
            "police_request",
            "other_authority",
        )
        return {"case": so_far.container} | {name: getattr(so_far, name) for name in names}
    return {}


def several(so_far: SoFar) -> Mapping[str, Held]:
    """The machines of which there may be any number, each by the number of what it is about."""
    if isinstance(so_far, EpisodeSoFar):
        return {"notice": so_far.notices}
    if isinstance(so_far, CaseSoFar):
        return {
            "sharing": so_far.shares,
            "support": so_far.needs,
            "worry": so_far.worries,
            "request": so_far.requests,
            "transfer": so_far.transfers,
        }
    return {"worry": so_far.worries}


def all_tracks(so_far: SoFar) -> Iterator[tuple[str, Track]]:  # type: ignore[type-arg]
    """Every machine it holds, by name, with how it stands."""
    yield from singles(so_far).items()
    for name, tracks in several(so_far).items():
        for track in tracks.values():
            yield name, track


def event_of(so_far: SoFar, id: str | None) -> Event | None:
    """The standing event of this id; None when it is not here."""
    for _, track in all_tracks(so_far):
        for step in track.steps:
            if step.event.id == id:
                return step.event
    return None
