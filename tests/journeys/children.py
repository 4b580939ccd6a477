"""The children of the journeys: invented, and unknown to everybody until somebody reports them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from tests.journeys.world import World, ago

EASTMERE = "E06999001"
_numbers = count(1)


@dataclass
class Child:
    """A child as the police know them: a name, a date of birth and a number on their own list."""

    given: str
    family: str
    born: str = "2012-05-05"
    case: str = ""
    reference: str = field(default_factory=lambda: f"TR-26-{next(_numbers):04}")

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def as_told(self) -> dict[str, str]:
        return {"given": self.given, "family": self.family, "born": self.born}


def reported(world: World, child: Child, *, hours_ago: float = 11) -> None:
    """The police's system says that a child is missing."""
    said = world.police_system.tells(
        "reported",
        child.as_told,
        happened=ago(hours=hours_ago),
        reference=child.reference,
        grade="medium",
        missing_from=ago(hours=hours_ago + 2).isoformat(),
    )
    assert said["state"] == "applied", said


def back(world: World, child: Child, *, hours_ago: float = 2) -> datetime:
    """The police's system says that the child is back. When they were."""
    happened = ago(hours=hours_ago)
    said = world.police_system.tells("returned", child.as_told, happened=happened, reference=child.reference, seen=True)
    assert said["state"] == "applied", said
    return happened


def known(world: World, given: str, family: str) -> Child:
    """A child who was reported, and is back."""
    child = Child(given, family)
    reported(world, child)
    back(world, child)
    return child
