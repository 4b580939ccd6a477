"""What an authority knows of a child at an absence and no event of the journey says: birth, where they lived, what came before.

Nothing is guessed: two records that disagree say only what both allow, and what nobody recorded stays None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from wayhome.casework.children.models import Child, Placement, Status
from wayhome.casework.journey.known import LOOKED_AFTER
from wayhome.domain.grouping import BEGINNING, END, Living, NothingToDoWith, group_for, living_at
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.ledger import ledger_of
from wayhome.domain.journey.to_journey import AboutTheChild
from wayhome.domain.moment import NOT_RECORDED, Moment, start_of_local_day
from wayhome.domain.outcome import eighteenth_birthday
from wayhome.domain.vocabulary import EpisodeKind, Group


@dataclass(frozen=True, slots=True)
class Spell:
    """A dated record: from a day, until a day that is not in it any more; None: it goes on. `area` of a placement only."""

    first: date
    end: date | None
    area: str | None = None

    @property
    def since(self) -> datetime:
        return start_of_local_day(self.first)

    @property
    def until(self) -> datetime:
        return END if self.end is None else start_of_local_day(self.end)

    def holds(self, since: datetime, until: datetime) -> bool:
        return self.since <= since and until <= self.until


@dataclass(slots=True)
class Life:
    """One child's file, as far as facts need it: the row, the spells of being looked after, and the placements."""

    child: Child
    looked_after: list[Spell] = field(default_factory=list)
    placed: list[Spell] = field(default_factory=list)

    def living(self, authority: str) -> list[Living]:
        """Where the child lived over time. A child who is not looked after lives in the area of the authority that answers."""
        if not self.looked_after:
            return []
        edges = {BEGINNING, END}
        edges.update(edge for spell in (*self.looked_after, *self.placed) for edge in (spell.since, spell.until))
        ordered = sorted(edges)
        return [self._stretch(authority, a, b) for a, b in pairwise(ordered)]

    def _stretch(self, authority: str, since: datetime, until: datetime) -> Living:
        if not any(spell.holds(since, until) for spell in self.looked_after):
            return Living(since, until, looked_after=False, area=authority)
        areas = {spell.area for spell in self.placed if spell.holds(since, until)}
        return Living(since, until, True, authority, areas.pop() if len(areas) == 1 else None)


def lives(organisation: UUID, family: Mapping[UUID, UUID]) -> dict[UUID, Life]:
    """What the files of some children say, by child; `family` gives the child of each identity. Three questions in all."""
    found = {
        row.pk: Life(row) for row in Child.objects.filter(organisation_id=organisation, pk__in=set(family.values()))
    }
    for status in Status.objects.filter(child_id__in=family, kind=LOOKED_AFTER, withdrawn_at__isnull=True):
        found[family[status.child_id]].looked_after.append(Spell(status.starts_on, status.ends_on))
    for place in Placement.objects.filter(child_id__in=family, withdrawn_at__isnull=True):
        end = None if place.ends_on is None else date.fromordinal(place.ends_on.toordinal() + 1)
        found[family[place.child_id]].placed.append(Spell(place.starts_on, end, place.area_code))
    return found


def about_the_absence(
    life: Life,
    episode: EpisodeSoFar,
    so_far: ChildSoFar,
    events: Sequence[Event],
    *,
    authority: str,
    others: Collection[EpisodeSoFar],
) -> AboutTheChild:
    """What is known of the child at one absence. `others` are the child's absences under every identity, this one too."""
    living = living_at(episode.missing_from, life.living(authority))
    return AboutTheChild(
        child=str(life.child.pk),
        authority=authority,
        group=group_said(events, episode.episode, so_far.cases_covering(episode.episode)) or _group(authority, living),
        born=born(life.child, episode.returned),
        sex=life.child.sex,
        ethnicity=life.child.ethnicity,
        disabled=life.child.disabled,
        unaccompanied=life.child.unaccompanied,
        earlier_episodes=earlier(episode, others),
        source=next((e.source for e in events if e.episode == episode.episode and e.source), None),
        responsible=True,
        looked_after=living.looked_after,
        missing_again=next_missing(episode, others),
    )


def where(life: Life, episode: EpisodeSoFar, *, authority: str) -> str | None:
    """The area in which the child lived when they went missing, as the file says; None where it does not."""
    return living_at(episode.missing_from, life.living(authority)).area


def group_said(events: Iterable[Event], episode: str, cases: Iterable[CaseSoFar]) -> Group | None:
    """What people last said of where the child lived: at the report, or when the case was checked."""
    covering = {case.case for case in cases}
    said = [e.says("group") for e in events if e.episode == episode or e.case in covering]
    known = {group.value: group for group in Group}
    return next((known[word] for word in reversed(said) if word in known), None)


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that nobody struck out, corrected ones as they now read, in the order in which they were recorded."""
    return tuple(sorted(ledger_of(events).standing, key=lambda event: event.id))


def _group(authority: str, living: Living) -> Group | None:
    try:
        return group_for(authority, living)
    except NothingToDoWith:
        return None


def born(child: Child, returned: Moment) -> date | None:
    """The date of birth, or a date that is right about being a child: of several, the last, where all say under 18 or none does."""
    first, last, back = child.born_earliest, child.born_latest, returned.local_date()
    if first is None or last is None or first == last:
        return last
    if back is not None and (back < eighteenth_birthday(first)) != (back < eighteenth_birthday(last)):
        return None
    return last


def next_missing(episode: EpisodeSoFar, others: Iterable[EpisodeSoFar]) -> Moment | None:
    """When the child went missing next after this return; NOT_RECORDED: not again. None where a time that matters is not known."""
    counted = _other_missing(episode, others)
    if not counted:
        return NOT_RECORDED
    if not episode.returned.is_known or not all(e.missing_from.is_known for e in counted):
        return None
    later = [e.missing_from for e in counted if not e.missing_from.is_before(episode.returned)]
    return min(later, key=lambda start: start.earliest or BEGINNING, default=NOT_RECORDED)


def _other_missing(episode: EpisodeSoFar, others: Iterable[EpisodeSoFar]) -> list[EpisodeSoFar]:
    return [e for e in others if e.episode != episode.episode and e.kind is EpisodeKind.MISSING and not e.is_void]


def earlier(episode: EpisodeSoFar, others: Iterable[EpisodeSoFar]) -> int | None:
    """How many missing episodes of the child came before this one; not known where a start that matters is not."""
    counted = _other_missing(episode, others)
    if not counted:
        return 0
    if not episode.missing_from.is_known or not all(e.missing_from.is_known for e in counted):
        return None
    return sum(e.missing_from.is_before(episode.missing_from) for e in counted)


def by_identity(events: Iterable[tuple[UUID, Event]]) -> dict[UUID, list[Event]]:
    """The events of each identity, in the order given."""
    found: dict[UUID, list[Event]] = defaultdict(list)
    for identity, event in events:
        found[identity].append(event)
    return found
