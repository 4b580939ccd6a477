"""Cases drawn at random for an audit, so that nobody can pick: who knows the seed can draw the same ones again.

The order of the cases is the order of a digest (SHA-256) of the seed, a space and the case. The seed is the authority, the day
and a word of the inspector's own, so neither the authority nor the inspector decides it alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

TEN = 10


@dataclass(frozen=True, slots=True)
class Drawn:
    """One case that was drawn, and from which group of cases."""

    group: str
    case: str


def seed_of(authority: str, day: date, word: str) -> str:
    """The seed in one line, as it is printed: "E06000047 2026-03-31 kite". Capitals and spaces of the word do not matter."""
    return f"{authority} {day.isoformat()} {' '.join(word.casefold().split())}"


def place_of(seed: str, case: str) -> str:
    """Where a case stands in the order of a seed: the lower, the earlier it is drawn."""
    return sha256(f"{seed} {case}".encode()).hexdigest()


def shares(sizes: Mapping[str, int], most: int = TEN) -> dict[str, int]:
    """How many are drawn from each group of so many cases: one of each, then always from the group with most cases for a place.

    So the large groups weigh as they should, and no group is left out. Of two that are level the earlier one gets the place.
    """
    got = dict.fromkeys(sizes, 0)
    for group in [name for name, size in sizes.items() if size][:most]:
        got[group] = 1
    for _place in range(min(most, sum(sizes.values())) - sum(got.values())):
        best = max((g for g in sizes if got[g] < sizes[g]), key=lambda g: sizes[g] / (got[g] + 1))
        got[best] += 1
    return got


def draw(groups: Mapping[str, Collection[str]], *, seed: str, most: int = TEN) -> tuple[Drawn, ...]:
    """So many cases of all groups, group by group, each in the order of the seed."""
    wanted = shares({name: len(cases) for name, cases in groups.items()}, most)
    return tuple(
        Drawn(name, case)
        for name, cases in groups.items()
        for case in sorted(cases, key=lambda case: place_of(seed, case))[: wanted[name]]
    )
