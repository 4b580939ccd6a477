"""Faults planted in the command, one at a time: a national picture made in a way that has been published, or nearly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from prove._rounds_checks import BUSY, PICTURES, POOR, RANDOM, SENT, Outcome, try_round
from wayhome.benchmarking import coverage
from wayhome.benchmarking.comparable import Offered
from wayhome.benchmarking.coverage import Ladder, Silence
from wayhome.benchmarking.rates import Interval, wilson
from wayhome.indicators.definition import Count
from wayhome.returns.national import country, folder, reading, sent
from wayhome.returns.national.reading import Line, Read
from wayhome.returns.national.words import SILENT

FIRST = 1_000_000
"""Rounds of the faults are numbered from here, apart from those of the proof."""
AFTER_2018 = 2019


@dataclass(frozen=True)
class Fault:
    """What is done wrong, how it is planted, and the rounds in which it has to be found."""

    plant: Callable[[], Any]
    kinds: Mapping[str, int]


@dataclass(frozen=True)
class Found:
    """How a fault was found."""

    wrong: int
    """Statements that the returns do not allow."""
    outside: int
    """Times that the truth lay outside a bound which has to hold."""
    covers: float | None
    """The part of intervals that held the truth, where silence was by lot."""
    ended: int
    """Rounds in which the command did not come to its end: then nothing was found."""

    @property
    def is_caught(self) -> bool:
        """Whether the proof would have failed, with the command running to its end."""
        return bool(self.wrong or self.outside) and not self.ended


def _ladder(change: Callable[..., Ladder]) -> Any:
    return patch.object(country, "ladder", change)


def _silent_as_nought() -> Any:
    """Every council that gave no number is counted as one that did nothing for as many children."""

    def with_noughts(answered: Mapping[str, Count], children: Mapping[str, float], **more: Any) -> Ladder:
        honest = coverage.ladder(answered, children, **more)
        if not answered:
            return honest
        usual = sum(count.denominator or 0 for count in answered.values()) / sum(children[name] for name in answered)
        noughts = {name: Count(0, round(usual * children[name])) for name in children if name not in answered}
        return replace(coverage.ladder({**answered, **noughts}, children), coverage=honest.coverage)

    return _ladder(with_noughts)


def _pooled_wilson() -> Any:
    def pooled(x: list[int], n: list[int], *, of: int, confidence: float = 0.95) -> Interval:
        low, high = wilson(sum(x), sum(n), confidence=confidence)
        return Interval(float(low), float(high))

    return patch.object(coverage, "cluster_interval", pooled)


def _no_correction() -> Any:
    real = coverage.cluster_interval

    def endless(x: list[int], n: list[int], *, of: int, confidence: float = 0.95) -> Interval | None:
        return real(x, n, of=10**9, confidence=confidence)

    return patch.object(coverage, "cluster_interval", endless)


def _reading(change: Callable[[list[Line]], list[Line]]) -> Any:
    real = reading.read_answers

    def changed(path: Any) -> Read:
        read = real(path)
        return replace(read, lines=tuple(change(list(read.lines))))

    return patch.object(folder, "read_answers", changed)


def _hosted_added() -> Any:
    def added(lines: list[Line]) -> list[Line]:
        hosted = {(line.ons_code, line.measure): line.value or 0 for line in lines if line.group == "hosted"}
        return [
            replace(line, value=(line.value or 0) + hosted.get((line.ons_code, line.measure), 0))
            if line.group == "all" and line.value is not None
            else line
            for line in lines
        ]

    return _reading(added)


def _periods_merged() -> Any:
    """Whoever answered in the earlier round and not in the later is put into the later."""

    def merged(lines: list[Line]) -> list[Line]:
        later = [line for line in lines if line.last_day and line.last_day.year >= AFTER_2018]
        days = max((line.first_day, line.last_day) for line in later if line.first_day and line.last_day)
        answered = {(line.ons_code, line.measure) for line in later if line.value is not None}
        return [
            replace(line, first_day=days[0], last_day=days[1])
            if (line.ons_code, line.measure) not in answered
            else line
            for line in lines
        ]

    return _reading(merged)


def _letters_are_offers() -> Any:
    def taken(lines: list[Line]) -> list[Line]:
        return [replace(line, offered_means=Offered.CHILD_TOLD) for line in lines]

    return _reading(taken)


def _blank_as_nought() -> Any:
    def filled(lines: list[Line]) -> list[Line]:
        return [replace(line, value=0.0, qualifier="", raw="0") if line.value is None else line for line in lines]

    return _reading(filled)


def _refusals_put_together() -> Any:
    return patch.object(country, "SILENT", dict.fromkeys(SILENT, Silence.REFUSED))


def _each_council_alike() -> Any:
    real = country.children_of()
    return patch.object(country, "children_of", lambda: dict.fromkeys(real, 1))


def _sizes_taken_for_granted() -> Any:
    return patch.object(coverage, "_least_covered", lambda *_: 1.0)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _poorest_source() -> Any:
    return patch.object(country, "chosen", lambda post, indicator: sent.chosen(sent.Post(), indicator))


LOT, BOTH = {RANDOM: 8}, {PICTURES: 4}
FAULTS = {
    "silent councils are counted as nought": Fault(_silent_as_nought, LOT),
    "blanks and refusals are read as the number 0": Fault(_blank_as_nought, LOT),
    "hosted children are added in": Fault(_hosted_added, LOT),
    "a pooled Wilson interval stands for the one between councils": Fault(_pooled_wilson, LOT),
    "the interval forgets how many councils there are": Fault(_no_correction, LOT),
    "two periods are merged": Fault(_periods_merged, BOTH),
    "a letter sent is taken for an offer to the child": Fault(_letters_are_offers, LOT),
    "all ways of giving no answer are one": Fault(_refusals_put_together, LOT),
    "every council weighs the same": Fault(_each_council_alike, LOT),
    "what was published is taken before records": Fault(_poorest_source, {SENT: 3}),
    "children stand in for returns without a word": Fault(_sizes_taken_for_granted, {POOR: 12, BUSY: 12}),
}
NO_FAULT = Fault(_nothing, {**LOT, **BOTH})


def find(fault: Fault, seed: int) -> Found:
    """Plant a fault, run its rounds, and say what came of it."""
    outcome, number = Outcome(), FIRST
    with fault.plant():
        for kind, rounds in fault.kinds.items():
            for _ in range(rounds):
                try_round(seed, number, kind, outcome)
                number += 1
    tally = outcome.tallies.get(RANDOM)
    covers = tally.cluster / tally.intervals if tally and tally.intervals else None
    return Found(len(outcome.wrong), len(outcome.missed), covers, len(outcome.failed))
