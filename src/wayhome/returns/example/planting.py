"""What a planted breach is, and the list of them all (see `wayhome.returns.example.plants`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wayhome.returns.example.tables import Tables


@dataclass(frozen=True, slots=True)
class Planted:
    """Where the breach stands: which table, which row of its file, which column."""

    table: str
    row: int
    column: str


Spoil = Callable[[Tables, int], Planted]


@dataclass(frozen=True, slots=True)
class Plant:
    """A breach of one rule. `victim` chooses whose rows are spoilt; `without` names tables that must not be given beside."""

    rule: str
    spoil: Spoil
    without: tuple[str, ...] = ()
    with_it: tuple[str, ...] = ()
    """Rules that say something too, and rightly: 1012 leaves 577, 578 and 581 unchecked, which is said."""


PLANTS: dict[str, Plant] = {}


def plant(rule: str, *, without: tuple[str, ...] = (), with_it: tuple[str, ...] = ()) -> Callable[[Spoil], Spoil]:
    """Register a breach of a rule."""

    def made(spoil: Spoil) -> Spoil:
        PLANTS[rule] = Plant(rule, spoil, without, with_it)
        return spoil

    return made
