"""The attacker: works out from everything published what hidden figures can be. Blocks a release when it gets anywhere.

It sees what the public sees, earlier releases too, and knows the rules of the profile. Of every hidden figure it finds
the least and the most that it can be: by arithmetic, by a linear programme, and by an integer one where the linear one
gives no whole numbers (an audit as in Duncan, Elliot and Salazar-González 2011, Statistical Confidentiality, chapter 4).
It shares the words for cells and statements with what protects them, and none of the mathematics.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf

import numpy as np

from wayhome.benchmarking.disclosure.attacker.atoms import Pieces, Sum, TooManyPieces
from wayhome.benchmarking.disclosure.attacker.proof import because
from wayhome.benchmarking.disclosure.attacker.puzzle import (
    NEAR,
    Floats,
    Gap,
    NoSuchFigures,
    Part,
    Puzzle,
    whole_and_right,
)
from wayhome.benchmarking.disclosure.attacker.witnesses import Witnesses
from wayhome.benchmarking.disclosure.clock import Clock, OutOfTime
from wayhome.benchmarking.disclosure.frame import Cell, Frame
from wayhome.benchmarking.disclosure.primary import Reason
from wayhome.benchmarking.disclosure.profiles import Profile
from wayhome.benchmarking.disclosure.reading import ContradictoryFigures, Known, read, told
from wayhome.benchmarking.disclosure.statements import Difference, Publication, Target

__all__ = [
    "Attack",
    "ContradictoryFigures",
    "Found",
    "NoSuchFigures",
    "Secrets",
    "TooManyPieces",
    "Verdict",
    "attack",
]


class Verdict(StrEnum):
    """What the attacker makes of one hidden figure."""

    SAFE = "safe"
    EXACT = "worked out exactly"
    SMALL = "worked out to be small"
    NARROW = "worked out too closely"
    PINNED_WHEN_TOLD = "worked out exactly by somebody who knows which figures are small"


@dataclass(frozen=True, slots=True)
class Found:
    """The least and the most that a hidden figure can be, and what that makes of it. `high` None: without limit."""

    target: Target
    low: int
    high: int | None
    verdict: Verdict
    by: frozenset[Cell] = frozenset()
    """The figures that give it away, where it is given away, and"""
    chiefly: frozenset[Cell] = frozenset()
    """those of them, if any, that are printed because their complement is nobody or not few, where that is what tells."""
    is_shown: bool = False
    """The range is one that examples show; it may be wider, and is safe as it is."""

    @property
    def interval(self) -> str:
        """In words."""
        words = f"{self.low} or more" if self.high is None else f"{self.low} to {self.high}"
        return f"{words}, if not wider" if self.is_shown else words


@dataclass
class Attack:
    """What came of an attack."""

    found: dict[Target, Found] = field(default_factory=dict)
    out_of_time: bool = False
    linear: int = 0
    integer: int = 0

    @property
    def leaks(self) -> list[Found]:
        """Everything recovered."""
        return [found for found in self.found.values() if found.verdict is not Verdict.SAFE]

    @property
    def holds(self) -> bool:
        """Whether nothing was recovered and everything was looked at."""
        return not self.out_of_time and not self.leaks


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What the attacker does not know and whoever releases does: what must not be learnt.

    `sensitive`: small, or about few children. A hidden cell in neither set is judged by its interval alone.
    `unprinted`: small numbers that nobody printed, and that a subtraction might give.
    `reasons`: why each figure is hidden, for the second attack, by somebody who is told.
    """

    sensitive: frozenset[Cell] = frozenset()
    not_sensitive: frozenset[Cell] = frozenset()
    unprinted: tuple[Target, ...] = ()
    reasons: Mapping[Cell, Reason] = field(default_factory=dict)


def attack(
    frame: Frame,
    publications: Iterable[Publication],
    *,
    profile: Profile,
    secrets: Secrets | None = None,
    seconds: float = 120,
    explain: bool = False,
    closely: bool = True,
) -> Attack:
    """Attack every hidden figure of all publications together.

    `profile` says what counts as small for those of `unprinted`; `explain` finds the figures that give each one away.
    `closely`: the exact range of every figure. Otherwise a figure that two whole tables show to be safe is left at that.
    Running out of time is part of the answer. Raises ContradictoryFigures, NoSuchFigures, TooManyPieces.
    """
    secrets = secrets or Secrets()
    result, how = Attack(), _How(Clock.of(seconds), explain, closely)
    known = read(publications)
    try:
        _Attacker(frame, known, secrets, how, result).look_at_everything(profile)
        if secrets.reasons:
            _Attacker(frame, told(secrets.reasons, known), secrets, how, result).look_at_what_is_told()
    except OutOfTime:
        result.out_of_time = True
    return result


@dataclass(frozen=True)
class _How:
    """How long an attack may go on, and how much it is to say."""

    clock: Clock
    explain: bool
    closely: bool


@dataclass(frozen=True)
class _Asked:
    """One figure to look at."""

    target: Target
    total: Sum
    profile: Profile
    sensitive: bool | None

    def verdict(self, low: float, high: float) -> Verdict:
        return judged(low, high, self.profile, self.sensitive)


class _Attacker:
    def __init__(self, frame: Frame, known: Known, secrets: Secrets, how: _How, result: Attack) -> None:
        self.known, self.secrets, self.how, self.result = known, secrets, how, result
        asked = [cell for target in secrets.unprinted for cell in _cells(target)]
        self.pieces = Pieces(frame, known, asked)
        gaps = [Gap(self.sum(Difference(of, said)), least, said) for (of, said), least in sorted(known.gaps.items())]
        self.puzzle = Puzzle(self.pieces.size, self.pieces.rows, gaps, how.clock)
        for part in self.puzzle.parts:
            self._most(part, np.zeros(len(part.unknowns)), inf)
        self.witnesses = Witnesses(self.puzzle)

    def sum(self, target: Target) -> Sum:
        if isinstance(target, Difference):
            return self.pieces.sum(target.outer) - self.pieces.sum(target.inner)
        return self.pieces.sum(target)

    def look_at_everything(self, profile: Profile) -> None:
        """Every hidden cell, and every small number that nobody printed."""
        asked = [
            _Asked(cell, self.sum(cell), its_profile, self._is_sensitive(cell))
            for cell, its_profile in sorted(self.known.hidden.items())
        ]
        asked += [_Asked(target, self.sum(target), profile, True) for target in self.secrets.unprinted]
        try:
            if not self.how.closely:
                self.witnesses.push([each.total for each in asked], lambda number: self._is_shown(asked[number]))
            for each in asked:
                self._look(each)
        finally:
            self.result.linear += self.puzzle.tally.linear
            self.result.integer += self.puzzle.tally.integer

    def look_at_what_is_told(self) -> None:
        """Whether somebody who knows why each figure is hidden can pin a sensitive one down."""
        cells = sorted(self.secrets.sensitive & self.known.hidden.keys())
        totals = [self.sum(cell) for cell in cells]
        self.witnesses.push(totals, lambda number: self._has_two_values(totals[number]))
        for cell, total in zip(cells, totals, strict=True):
            if self.result.found[cell].verdict is Verdict.SAFE and not self._has_two_values(total):
                low, high = -self.highest(total.times(-1)), self.highest(total)
                if low == high:
                    self.result.found[cell] = self._leak(cell, round(low), round(low), Verdict.PINNED_WHEN_TOLD)

    def _is_sensitive(self, cell: Cell) -> bool | None:
        return cell in self.secrets.sensitive or (None if cell not in self.secrets.not_sensitive else False)

    def _is_shown(self, asked: _Asked) -> bool:
        """Whether tables at hand show that a figure is safe: what they leave open, the exact range leaves open too."""
        return asked.sensitive is not None and asked.verdict(*self.witnesses.shown(asked.total)) is Verdict.SAFE

    def _look(self, asked: _Asked) -> None:
        is_shown = not self.how.closely and self._is_shown(asked)
        if is_shown:
            low, high = self.witnesses.shown(asked.total)
        else:
            low, high = -self.highest(asked.total.times(-1)), self.highest(asked.total)
        verdict = asked.verdict(low, high)
        found = Found(asked.target, round(low), None if high == inf else round(high), verdict, is_shown=is_shown)
        if verdict is not Verdict.SAFE:
            found = self._leak(asked.target, found.low, found.high, verdict)
        self.result.found[asked.target] = found

    def _leak(self, target: Target, low: int, high: int | None, verdict: Verdict) -> Found:
        if not self.how.explain:
            return Found(target, low, high, verdict)
        total, own = self.sum(target), set(_cells(target))
        chiefly = self._by_gaps(total) - own
        by = because(self.pieces, total, self.puzzle.clock) - own
        return Found(target, low, high, verdict, by | chiefly, chiefly)

    def _by_gaps(self, total: Sum) -> frozenset[Cell]:
        """The figures that say a complement is nobody or not few, and without which a sum could be more or less."""
        found: set[Cell] = set()
        for part, _, direction in self.puzzle.by_part(self.puzzle.split(total)[0]):
            for way in (direction, -direction):
                found |= self._narrowed_by(part, way)
        return frozenset(found)

    def _narrowed_by(self, part: Part, direction: Floats) -> set[Cell]:
        """Of the gaps that the furthest table would step into if there were none, those that alone keep it from there."""
        known = self._most(part, direction, inf)
        answer = self.puzzle.solve(replace(part, gaps=[]), direction, whole=True) if part.gaps else None
        if answer is None or answer[0] <= known + NEAR:
            return set()
        stepped = [gap for gap in part.gaps if gap.is_stepped_into(np.round(answer[1]))]

        def is_wider_without(gap: Gap) -> bool:
            others = replace(part, gaps=[each for each in part.gaps if each is not gap], solutions=[])
            return self._most(others, direction, inf) > known + NEAR

        return {gap.said_by for gap in stepped if is_wider_without(gap)} or {gap.said_by for gap in stepped}

    def highest(self, total: Sum) -> float:
        """The most that a sum can be in whole numbers."""
        left, value = self.puzzle.split(total)
        for part, inside, direction in self.puzzle.by_part(left):
            value += self._most(part, direction, self.puzzle.rough(inside)[1])
        return value

    def _most(self, part: Part, direction: Floats, rough: float) -> float:
        """The most in one part: what arithmetic allows if a solution at hand reaches it, else what the solver finds."""
        if part.is_loose:
            part.solutions = part.solutions or [part.least]
            return rough if direction.any() else 0
        reached = max((float(direction @ solution) for solution in part.solutions), default=-inf)
        if reached >= rough - NEAR:
            return reached
        answer = self.puzzle.solve(part, direction, whole=False)
        if answer is None:
            return inf
        limit = float(np.floor(answer[0] + NEAR))
        solution = whole_and_right(part, answer[1])
        if solution is None and reached < limit:
            answer = self.puzzle.solve(part, direction, whole=True)
            assert answer is not None
            solution = np.round(answer[1])
        if solution is None:
            return reached
        part.solutions.append(solution)
        return max(reached, float(direction @ solution))

    def _has_two_values(self, total: Sum) -> bool:
        low, high = self.witnesses.shown(total)
        return low < high


def judged(low: float, high: float, profile: Profile, sensitive: bool | None) -> Verdict:
    """What an interval gives away. `sensitive` None: not known, so that anything that may be small is."""
    if low == high:
        return Verdict.EXACT
    if profile.least is not None and profile.least <= low and high <= profile.most:
        return Verdict.SMALL
    if sensitive is None:
        sensitive = low <= profile.most
    return Verdict.NARROW if sensitive and high - low < profile.width else Verdict.SAFE


def _cells(target: Target) -> tuple[Cell, ...]:
    return (target.outer, target.inner) if isinstance(target, Difference) else (target,)
