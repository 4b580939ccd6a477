"""What an attacker makes of printed figures: for each cell the least and the most it can be, by the rules of its profile.

The rules are public. A printed number is never a small one, rounding can be undone to an interval, a zero is printed
only where its denominator is not small, and a hidden number whose denominator is printed is therefore not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import inf

from wayhome.benchmarking.disclosure.frame import Cell, Unit
from wayhome.benchmarking.disclosure.primary import Reason
from wayhome.benchmarking.disclosure.profiles import Profile, Sign, profile_called
from wayhome.benchmarking.disclosure.statements import Publication, Said, SaidRate


class ContradictoryFigures(ValueError):
    """Two statements about one cell cannot both be true, so that there is nothing to attack."""


@dataclass
class Known:
    """Everything that is known of single cells, and of pairs of them."""

    low: dict[Cell, float] = field(default_factory=dict)
    high: dict[Cell, float] = field(default_factory=dict)
    hidden: dict[Cell, Profile] = field(default_factory=dict)
    printed: set[Cell] = field(default_factory=set)
    rates: list[SaidRate] = field(default_factory=list)
    gaps: dict[tuple[Cell, Cell], int] = field(default_factory=dict)
    """(denominator, number) whose difference is 0 or at least so much, for the number would be hidden otherwise."""
    apart: dict[tuple[Cell, Cell], int] = field(default_factory=dict)
    """The same where 0 would be hidden too."""

    def narrow(self, cell: Cell, low: float, high: float) -> None:
        """One more statement about a cell."""
        self.low[cell] = max(self.low.get(cell, 0), low)
        self.high[cell] = min(self.high.get(cell, inf), high)
        if self.low[cell] > self.high[cell]:
            raise ContradictoryFigures(f"What the releases say about {cell} cannot all be true.")

    def keep_apart(self, of: Cell, number: Cell, profile: Profile) -> None:
        """The complement of a printed number is not a small number."""
        (self.gaps if profile.least else self.apart)[of, number] = profile.most + 1


def read(publications: Iterable[Publication]) -> Known:
    """What several releases say when they are laid side by side."""
    known = Known()
    for publication in publications:
        profile = profile_called(publication.profile)
        said = {each.cell: each for each in publication.counts}
        for each in publication.counts:
            _read_one(each, said, profile, known)
        for rate in publication.rates:
            _read_rate(rate, profile, known)
    for cell in known.printed:
        known.hidden.pop(cell, None)
    return known


def _read_one(said: Said, all_said: Mapping[Cell, Said], profile: Profile, known: Known) -> None:
    beside = all_said.get(said.of) if said.of else None
    if said.number is not None:
        low, high = profile.may_be(said.number, said.step)
        known.narrow(said.cell, *_with_revision(said, low, high))
        if said.revised is None:
            known.printed.add(said.cell)
        if profile.hides and said.of is not None and beside is not None and said.revised is None:
            _read_denominator(said, beside, profile, known)
    elif said.sign is Sign.NOT_APPLICABLE:
        known.narrow(said.cell, *_with_revision(said, 0, 0))
        known.printed.add(said.cell)
    elif said.is_hidden:
        is_of_somebody = said.of is None or (beside is not None and beside.number is not None)
        least = profile.least if profile.least and is_of_somebody else 0
        known.narrow(said.cell, *_with_revision(said, least, inf))
        known.hidden[said.cell] = profile


def _read_rate(rate: SaidRate, profile: Profile, known: Known) -> None:
    """A quotient is printed only where what it is made of could be."""
    known.rates.append(rate)
    if not profile.hides:
        return
    not_small = profile.most + 1
    if rate.value or rate.is_low:
        known.narrow(rate.number, not_small, inf)
    if isinstance(rate.of, Cell):
        known.narrow(rate.of, not_small, inf)
        if rate.scale == 100:
            known.keep_apart(rate.of, rate.number, profile)


def _with_revision(said: Said, low: float, high: float) -> tuple[float, float]:
    """A figure that was corrected since counts as known up to the correction."""
    return (low, high) if said.revised is None else (min(low, said.revised), max(high, said.revised))


def _read_denominator(said: Said, beside: Said, profile: Profile, known: Known) -> None:
    """A number that is printed has a denominator that is not small, and a complement that is none or not small."""
    of = beside.cell
    if beside.is_hidden:
        known.narrow(of, profile.most + 1, inf)
    if said.cell.unit is Unit.EPISODES and (beside.is_hidden or beside.step > 1 or said.step > 1):
        known.keep_apart(of, said.cell, profile)


def told(reasons: Mapping[Cell, Reason], known: Known) -> Known:
    """What is known to somebody who is also told, of every hidden figure, why it is hidden."""
    more = replace(known, low=dict(known.low), high=dict(known.high))
    for cell, reason in reasons.items():
        profile = known.hidden.get(cell)
        if profile is None or profile.least is None:
            continue
        if reason is Reason.SMALL or (reason is Reason.FEW_CHILDREN and cell.unit is Unit.CHILDREN):
            more.narrow(cell, profile.least, profile.most)
        elif reason is Reason.PROTECTS:
            more.narrow(cell, profile.most + 1, inf)
    return more
