"""Who the figures are for, and so what is hidden, how it is rounded and which sign stands in its place.

`dfe` is the default: the practice of the Department for Education's publications on looked-after children, with
different children counted as well as episodes. `wales` is that of Welsh publications, `tre10` that of trusted research
settings with a threshold of ten, `internal` is for an authority's own staff with a right to the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """What stands in the place of a figure."""

    HIDDEN = "c"
    HIDDEN_IN_WALES = "*"
    NOT_APPLICABLE = "z"
    NOT_AVAILABLE = "x"
    LOW = "k"

    @property
    def words(self) -> str:
        """What the key beneath a table says of it."""
        return _WORDS[self]


_WORDS = {
    Sign.HIDDEN: "Hidden, to protect a small number here or elsewhere",
    Sign.HIDDEN_IN_WALES: "Hidden, to protect a small number here or elsewhere",
    Sign.NOT_APPLICABLE: "Not applicable: there was nobody to count",
    Sign.NOT_AVAILABLE: "Not available: not supplied",
    Sign.LOW: "Low: more than nothing, and under 0.5%",
}


class Percentages(StrEnum):
    """What a percentage is worked out from."""

    FROM_COUNTS = "from the counts before they are rounded"
    FROM_PRINTED = "from the counts as they are printed"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One way to release figures.

    Numbers from `least` to `most` are small. `width`: how far apart the least and the most must lie that anybody can
    work out for a small number; below that it counts as recovered.
    """

    name: str
    title: str
    least: int | None
    most: int
    width: int
    rounds_to: int = 1
    rounds_wide_to: int = 1
    percentages: Percentages = Percentages.FROM_COUNTS
    hidden: Sign = Sign.HIDDEN

    @property
    def hides(self) -> bool:
        """Whether it hides anything at all."""
        return self.least is not None

    def is_small(self, number: int) -> bool:
        """Whether a number of people is one of those to hide."""
        return self.least is not None and self.least <= number <= self.most

    def step(self, *, wide: bool) -> int:
        """What a figure is rounded to; wide: regional or national."""
        return self.rounds_wide_to if wide else self.rounds_to

    def printed(self, number: int, *, wide: bool) -> int:
        """The number as it is printed, halves rounded up."""
        return round_half_up(number, self.step(wide=wide))

    def may_be(self, printed: int, step: int) -> tuple[int, int]:
        """The least and the most that a printed number can stand for: the rounding undone, and small numbers left out."""
        low, high = max(0, printed - step // 2), printed + (step - 1) // 2
        if self.least is None:
            return low, high
        if printed == 0 and self.least > 0:
            return 0, 0
        return max(low, self.most + 1), high


def round_half_up(number: int, step: int) -> int:
    """To the nearest multiple of a step; a number half-way goes up."""
    return (number + step // 2) // step * step


DFE = Profile(
    name="dfe",
    title="Public, England",
    least=1,
    most=5,
    width=5,
    rounds_wide_to=10,
)
WALES = Profile(
    name="wales",
    title="Public, Wales",
    least=0,
    most=5,
    width=5,
    rounds_to=5,
    rounds_wide_to=5,
    percentages=Percentages.FROM_PRINTED,
    hidden=Sign.HIDDEN_IN_WALES,
)
TRE10 = Profile(name="tre10", title="Research settings", least=0, most=9, width=9)
INTERNAL = Profile(name="internal", title="The authority's own staff", least=None, most=0, width=0)

PROFILES: Mapping[str, Profile] = {profile.name: profile for profile in (DFE, WALES, TRE10, INTERNAL)}


class NoSuchProfile(ValueError):
    """A profile that nobody wrote."""


def profile_called(name: str) -> Profile:
    """The profile of a name. Raises NoSuchProfile, in words."""
    if name not in PROFILES:
        raise NoSuchProfile(f"There is no profile called {name}. There is: {', '.join(PROFILES)}.")
    return PROFILES[name]
