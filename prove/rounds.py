"""The national picture from generated rounds: what the command says from the replies alone, against a truth it never saw.

    python3 dev.py prove rounds [--json] [--seed N] [--part N] [--no-teeth]

Each round is an invented country of 153 councils that differ by about 20 points, asked three questions. Some answer; the
others do not hold it, refuse on cost or otherwise, are late, answer something else, count another thing, or were never
asked. `wayhome national` reads the replies, every so manyth round as a process of its own, and its open data are compared
with the truth, and with what the replies allow, worked out apart. Then faults are planted in the command, and each has to
make the proof fail. Exits 1 when a bound that has to hold does not, the interval between councils covers too little or too
much where silence is by lot, anything is said that the replies do not allow, or a planted fault is not found.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from math import sqrt
from statistics import mean
from typing import Any

from prove._rounds_checks import (
    BETTER,
    BUSY,
    BY_LOT,
    FEW,
    ORDINARY,
    PICTURES,
    PLAN,
    POOR,
    SENT,
    Outcome,
    Tally,
    try_round,
)
from prove._rounds_faults import FAULTS, NO_FAULT, Found, find

NOMINAL, LEAST, MOST = 0.95, 0.90, 0.98
ENOUGH = 200
"""With fewer intervals than this, chance alone may carry the share covered out of those limits."""
AS_A_PROCESS = 25
SHOWN = 12


@dataclass
class Figures:
    """What was asked, and what came of it."""

    seed: int
    outcome: Outcome = field(default_factory=Outcome)
    faults: dict[str, Found] = field(default_factory=dict)
    seconds: float = 0.0

    def by_lot(self) -> Tally:
        """All rounds in which who answered had nothing to do with the figure."""
        return together([self.outcome.tallies[kind] for kind in BY_LOT])

    def short(self) -> list[str]:
        """In words, everything that falls short; empty when the proof holds."""
        words = [f"the command failed in {each}" for each in self.outcome.failed]
        words += self.outcome.missed
        words += self.outcome.wrong
        lot = self.by_lot()
        covers = lot.cluster / max(1, lot.intervals)
        if lot.intervals >= ENOUGH and not LEAST <= covers <= MOST:
            words.append(f"the interval between councils holds the truth in {covers:.1%}, not in 90% to 98%")
        for fault, found in self.faults.items():
            if fault == "none":
                words += ["the rounds of the faults fail with no fault planted"] * (found.wrong + found.outside > 0)
            elif not found.is_caught:
                words.append(f"a planted fault was not found: {fault}")
        return words


def together(tallies: Sequence[Tally]) -> Tally:
    """Several kinds of rounds as one."""
    whole = Tally()
    for each in tallies:
        for name in ("rounds", "figures", "worst", "unsized", "intervals", "cluster"):
            setattr(whole, name, getattr(whole, name) + getattr(each, name))
        for figure, (held, of) in each.by_figure.items():
            whole.by_figure[figure] = [whole.by_figure[figure][0] + held, whole.by_figure[figure][1] + of]
    return whole


def prove(*, seed: int, part: int = 1, teeth: bool = True) -> Figures:
    """Run every kind of round, one `part`th of the plan, and plant the faults."""
    started = time.perf_counter()
    figures = Figures(seed)
    number = 0
    for kind, rounds in PLAN.items():
        for _ in range(max(1, rounds // part)):
            try_round(seed, number, kind, figures.outcome, as_process=number % AS_A_PROCESS == 0)
            number += 1
    if teeth:
        figures.faults = {name: find(fault, seed) for name, fault in {"none": NO_FAULT, **FAULTS}.items()}
    figures.seconds = round(time.perf_counter() - started, 1)
    return figures


def report(figures: Figures) -> str:
    """The figures in lines of words."""
    return "\n".join(
        f"{name:<18} {words}" if len(name) < 19 else f"{name}\n{'':<18} {words}" for name, words in _lines(figures)
    )


def _lines(figures: Figures) -> Iterator[tuple[str, str]]:
    outcome, tallies = figures.outcome, figures.outcome.tallies
    whole = together(list(tallies.values()))
    yield (
        "rounds",
        f"{whole.rounds}, each of 153 councils, {outcome.lines:,} replies in all; {outcome.processes} run as a process",
    )
    spread = ", ".join(f"{figure} {100 * mean(each):.0f}" for figure, each in outcome.spread.items() if each)
    yield "councils differ", f"by a standard deviation of {spread} points"
    yield "arithmetic", f"{len(outcome.wrong)} statements that the replies do not allow, of {whole.figures:,} figures"
    ordinary = together([tallies[kind] for kind in ORDINARY])
    yield "the bounds", f"whatever the rest did: hold the truth {ordinary.worst:,} of {ordinary.figures:,} times"
    yield (
        "",
        f"however many returns they had, too: {whole.unsized:,} of {whole.figures:,} times, in rounds of every kind",
    )
    for kind in (POOR, BUSY):
        each = tallies[kind]
        yield "", f"{kind}: {each.worst} of {each.figures} with children for returns, {each.unsized} without"
    lot = figures.by_lot()
    reach = 1.96 * sqrt(NOMINAL * (1 - NOMINAL) / max(1, lot.intervals))
    yield (
        "the interval",
        (f"between councils, silence by lot: holds the truth {lot.cluster} of {lot.intervals} times, {_share(lot)}"),
    )
    yield (
        "",
        (
            f"by chance alone {NOMINAL - reach:.1%} to {min(NOMINAL + reach, 1):.1%} of so many; {LEAST:.0%} to {MOST:.0%} is wanted"
        ),
    )
    yield "", ", ".join(f"{figure} {held} of {of}" for figure, (held, of) in lot.by_figure.items())
    for kind, remark in ((FEW, "it is a little short for so few"), (BETTER, "every page says so")):
        each = tallies[kind]
        yield "", f"{kind}: {each.cluster} of {each.intervals} times, {_share(each)}; {remark}"
    sent = tallies[SENT]
    yield SENT, f"{sent.rounds} rounds in folders: each council once, by its richest source"
    pictures = tallies[PICTURES]
    yield PICTURES, f"{pictures.rounds} rounds with both in one file: {pictures.figures} figures, none of both periods"
    for name, found in figures.faults.items():
        covers = "" if found.covers is None else f", interval holds {found.covers:.0%}"
        caught = "" if name == "none" else "found: " if found.is_caught else "NOT FOUND: "
        planted = "no fault planted" if name == "none" else name
        yield "", f"{caught}{planted} ({found.wrong} wrong, truth outside {found.outside} times{covers})"
    yield "", f"seed {figures.seed}, {figures.seconds} s in all"


def _share(tally: Tally) -> str:
    return f"{tally.cluster / tally.intervals:.1%}" if tally.intervals else "none"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the proof, print its figures, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(prog="python3 dev.py prove rounds", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--seed", type=int, default=72, help="seed of the invented countries")
    parser.add_argument("--part", type=int, default=1, metavar="N", help="run one Nth of the rounds, to try it out")
    parser.add_argument("--no-teeth", action="store_true", help="plant no faults")
    given = parser.parse_args(arguments)
    if given.part < 1:
        parser.error("--part takes a number from 1")
    figures = prove(seed=given.seed, part=given.part, teeth=not given.no_teeth)
    short = figures.short()
    if given.json:
        plain: dict[str, Any] = asdict(figures) | {"short": short}
        print(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        print(report(figures))
        more = [f"- and {len(short) - SHOWN} more"] if len(short) > SHOWN else []
        falls = "\n".join(["\nThe proof falls short:", *(f"- {line}" for line in short[:SHOWN]), *more])
        print(falls if short else "\nThe proof holds.")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
