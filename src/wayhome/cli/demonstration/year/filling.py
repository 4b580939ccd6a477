"""Filling in the past year, a child at a time, in as many processes as there are cores; what was told stays told.

Each child is told in one transaction, so that whatever interrupts the filling leaves nothing half-told; started again,
it goes on with the children of whom nothing is told yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from uuid import UUID

from django.db import transaction

from wayhome.casework.children.models import Child
from wayhome.casework.journal.context import Purpose, tell_database
from wayhome.casework.journal.writing import in_turn
from wayhome.casework.journey.models import Event
from wayhome.cli.demonstration.area import Area
from wayhome.cli.demonstration.scenarios import stories
from wayhome.cli.demonstration.year import telling_reach, telling_talk  # what each deed does
from wayhome.cli.demonstration.year.children import Life
from wayhome.cli.demonstration.year.planning import plan
from wayhome.cli.demonstration.year.quotas import AUTHORITIES
from wayhome.cli.demonstration.year.registering import on_file
from wayhome.cli.demonstration.year.telling import File, tell

KNOWN = (telling_reach, telling_talk)


def planned(area: Area) -> list[Life]:
    """Everyone of the year, those whose cases are open now first. The same for the same seed and hour."""
    return plan(area.year, area.now, frozenset(story.child for story in stories()))


def part_of(lives: Iterable[Life], part: int, parts: int) -> list[Life]:
    """The children that one of several processes tells: about as much for each, nobody twice, in the order given."""
    everyone = list(lives)
    loads = [0] * parts
    teller: dict[str, int] = {}
    for life in sorted(everyone, key=lambda life: -len(life.deeds)):
        teller[life.key] = loads.index(min(loads))
        loads[teller[life.key]] += len(life.deeds)
    return [life for life in everyone if teller[life.key] == part]


def fill(area: Area, lives: Iterable[Life], *, told: Callable[[int], None] = lambda deeds: None) -> None:
    """Tell everyone of whom nothing is told yet. `told` is called with the number of deeds after each child."""
    started = _on_file(area)
    finished = _told(area)
    for life in lives:
        child = started.get(life.key)
        if child is None:
            with in_turn():
                child = on_file(area, life)
        if child not in finished:
            with in_turn():
                tell(File(area, life, child, Random(f"{area.year} {life.key}")))
        told(len(life.deeds))


def _on_file(area: Area) -> dict[str, UUID]:
    """The children of the year whose files are started, by their number in social care."""
    found: dict[str, UUID] = {}
    for authority in AUTHORITIES:
        with transaction.atomic():
            _ask_as(area, authority)
            found.update(Child.objects.filter(local_id__isnull=False).values_list("local_id", "id"))
    return found


def _told(area: Area) -> set[UUID]:
    """The children of whom anything is told."""
    found: set[UUID] = set()
    for authority in AUTHORITIES:
        with transaction.atomic():
            _ask_as(area, authority)
            found.update(Event.objects.order_by("child_id").values_list("child_id", flat=True).distinct())
    return found


def _ask_as(area: Area, authority: str) -> None:
    tell_database(organisation=area.organisation[authority], purpose=Purpose.JOB, at=area.now)
