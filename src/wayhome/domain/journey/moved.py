"""What moved between two looks at one child, so that only the rows of what moved need to be written down again.

It may say that something moved which reads the same; it never leaves out what does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.coverage import Coverage
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.track import Track

Tracks = Mapping[str, Track[Any]]


def moved(before: ChildSoFar, after: ChildSoFar, added: Iterable[Event]) -> tuple[frozenset[str], frozenset[str]]:
    """The absences and the cases that are not as they were, where `after` is `before` and the events that were added."""
    new = list(added)
    named = {episode for event in new for episode in event.episodes}
    episodes = {
        name for name, each in after.episodes.items()
        if name in named or name not in before.episodes or _absence_moved(before.episodes[name], each)
    }  # fmt: skip
    if _concerns_every_case(before, after, new):
        return frozenset(episodes), frozenset(after.cases)
    meant = {case for event in new for case in (event.case, event.says("moved_to")) if case}
    cases = {
        name for name, each in after.cases.items()
        if name in meant or name not in before.cases or _case_moved(before.cases[name], each)
        or any(coverage.episode in episodes | named for coverage in each.coverage)
    }  # fmt: skip
    covered = {c.episode for name in cases for so_far in (before, after) for c in _coverage(so_far, name)}
    return frozenset(episodes | covered & after.episodes.keys()), frozenset(cases)


def _coverage(so_far: ChildSoFar, case: str) -> Iterable[Coverage]:
    """What a case covers: what is known of the child there belongs to each of its absences."""
    return so_far.cases[case].coverage if case in so_far.cases else ()


def _concerns_every_case(before: ChildSoFar, after: ChildSoFar, new: Iterable[Event]) -> bool:
    """A worry stands beside every case of the child, and so does a death."""
    return any(event.kind is EventKind.DIED for event in new) or not _same(before.worries, after.worries)


def _absence_moved(before: EpisodeSoFar, after: EpisodeSoFar) -> bool:
    same = (
        before.whereabouts is after.whereabouts
        and before.police_report is after.police_report
        and before.prevention is after.prevention
    )
    return not (same and _same(before.notices, after.notices))


def _case_moved(before: CaseSoFar, after: CaseSoFar) -> bool:
    tracks = all(getattr(before, name) is getattr(after, name) for name in OF_A_CASE)
    within = all(_same(getattr(before, name), getattr(after, name)) for name in WITHIN_A_CASE)
    return not (tracks and within and before.coverage == after.coverage)


def _same(before: Tracks, after: Tracks) -> bool:
    return before.keys() == after.keys() and all(before[name] is track for name, track in after.items())


OF_A_CASE = (
    "container", "contact", "allocation", "talk", "record", "missing_again", "not_fit", "police_request", "other_authority",
)  # fmt: skip
WITHIN_A_CASE = ("shares", "needs", "requests", "transfers")
