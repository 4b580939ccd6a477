"""The 72-hour clock against a clock that ticks minute by minute, against PostgreSQL, and against planted faults.

    python3 dev.py prove clock [--json] [--seed N] [--shard I/N] [--random N]

Every minute within 96 hours of every change of the clocks from 2014 to 2035, a million random instants, every date as a
return known only by its date, and all 1,440 names of minutes of every day on which the clocks change. Exits 1 when
anything disagrees, a planted fault is not found, or there is no PostgreSQL to ask.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

import psycopg

from prove import _zones
from prove._clock_checks import (
    Refusals,
    Rules,
    Tally,
    check_change_days,
    check_exact,
    check_spans,
    day_pairs,
    edge_questions,
    random_pairs,
    random_questions,
)
from prove._clock_faults import FAULTS, caught_by
from prove._clock_postgres import Answer, Questions, questions
from prove._ticking import FIRST_YEAR, LAST_YEAR, TickingClock
from wayhome.engines.postgres_programs import DatabaseError

MILLION = 1_000_000


@dataclass
class Figures:
    """What was asked and what came of it."""

    seed: int
    shard: str
    changes: int = 0
    ticks: int = 0
    around_changes: Tally = field(default_factory=Tally)
    random_instants: Tally = field(default_factory=Tally)
    rough_times: Tally = field(default_factory=Tally)
    change_days: Tally = field(default_factory=Tally)
    wall_times: Refusals = field(default_factory=Refusals)
    postgres: Answer | None = None
    no_postgres: str = ""
    faults: dict[str, dict[str, int]] = field(default_factory=dict)
    zones_in_use: str = ""
    zones_packaged: str = ""
    zone_hours: int = 0
    zone_hours_that_differ: int = 0
    seconds: float = 0.0

    @property
    def missed(self) -> list[str]:
        """Planted faults that no question found."""
        return [fault for fault, found in self.faults.items() if not found]

    def short(self) -> list[str]:
        """In words, everything that falls short; empty when the proof holds."""
        tallies = (self.around_changes, self.random_instants, self.rough_times, self.change_days)
        words = [example for tally in tallies for example in tally.examples]
        minutes = 60 * self.changes // 2
        if (self.wall_times.refused, self.wall_times.asked_about) != (minutes, minutes):
            words.append(f"{minutes} wall times were to be refused and as many asked about: {self.wall_times}")
        if self.postgres is None:
            words.append(f"PostgreSQL was not asked{self.no_postgres}")
        else:
            words += [f"PostgreSQL differs on {n} rows: {what}" for what, n in self.postgres.disagreements.items() if n]
            if not self.postgres.three_days_differ:
                words.append("PostgreSQL cannot tell 72 hours from three days on these rows")
        words += [f"planted fault not found: {fault}" for fault in self.missed]
        if self.zone_hours_that_differ:
            words.append(f"the zone files in use and the package differ on {self.zone_hours_that_differ} hours")
        return words


def prove(
    *, seed: int, part: int = 1, parts: int = 1, randoms: int = MILLION, every: int = 3, address: str | None = None
) -> Figures:
    """Ask everything, or the `part`th of `parts`, and return the figures. `every`: see caught_by.

    PostgreSQL is the one at `address`, or that DATABASE_URL names, else a private one.
    """
    started = time.perf_counter()
    wall, rules = TickingClock(), Rules()
    figures = Figures(seed=seed, shard=f"{part}/{parts}", changes=len(wall.edges), ticks=len(wall.readings))
    dice = random.Random(f"{seed}/{part}/{parts}")
    with ExitStack() as stack:
        try:
            table = stack.enter_context(questions(address))
        except (DatabaseError, psycopg.OperationalError) as trouble:
            table, figures.no_postgres = None, f": {trouble}"
        _ask_exact(figures, wall, rules, table, dice, part, parts, randoms)
        if table is not None:
            figures.postgres = table.answer()
    days = range(part - 1, wall.day_of(wall.first_of(LAST_YEAR + 1)), parts)
    check_spans(rules, wall, day_pairs(rules, wall, days), figures.rough_times)
    check_spans(rules, wall, random_pairs(rules, wall, randoms // 100 // parts, dice), figures.rough_times)
    figures.wall_times = check_change_days(rules, wall, figures.change_days)
    figures.faults = {fault: caught_by(planted, wall, seed, every) for fault, planted in FAULTS.items()}
    figures.zones_in_use, figures.zones_packaged = _zones.in_use(), _zones.packaged()
    figures.zone_hours, figures.zone_hours_that_differ = _zones.hours_that_differ()
    figures.seconds = round(time.perf_counter() - started, 1)
    return figures


def _ask_exact(
    figures: Figures,
    wall: TickingClock,
    rules: Rules,
    table: Questions | None,
    dice: random.Random,
    part: int,
    parts: int,
    randoms: int,
) -> None:
    sink = table.add if table is not None else None
    mine = islice(edge_questions(wall.edges), part - 1, None, parts)
    check_exact(rules, wall, mine, figures.around_changes, sink)
    check_exact(rules, wall, random_questions(wall, randoms // parts, dice), figures.random_instants, sink)


def report(figures: Figures) -> str:
    """The figures in lines of words."""
    postgres = figures.postgres
    lines = [
        (
            "changes of the clocks",
            f"{figures.changes}, {FIRST_YEAR} to {LAST_YEAR}; the other clock ticked {figures.ticks:,} times",
        ),
        ("around the changes", _tally(figures.around_changes)),
        ("random instants", _tally(figures.random_instants)),
        ("rough times", _tally(figures.rough_times)),
        ("days of a change", _tally(figures.change_days)),
        ("never shown", f"{figures.wall_times.refused:,} wall times refused"),
        ("shown twice", f"{figures.wall_times.asked_about:,} wall times asked about"),
        ("shown once", f"{figures.wall_times.taken:,} wall times taken"),
    ]
    if postgres is not None:
        differ = sum(postgres.disagreements.values())
        lines += [
            ("PostgreSQL", f"{postgres.rows:,} rows, {differ} disagreements ({postgres.version.split(' on ')[0]})"),
            ("", f"interval '3 days' instead would have moved {postgres.three_days_differ:,} deadlines"),
        ]
    lines.append(("planted faults", f"{len(figures.faults) - len(figures.missed)} of {len(figures.faults)} found"))
    for fault, found in figures.faults.items():
        by = "; ".join(f"{question} ({times:,})" for question, times in found.items())
        lines.append(("", f"{fault}: {by or 'NOT FOUND'}"))
    same = "agree" if not figures.zone_hours_that_differ else f"differ on {figures.zone_hours_that_differ:,}"
    lines.append(
        (
            "zone files",
            f"{figures.zones_in_use} in use, {figures.zones_packaged} packaged: {same} on {figures.zone_hours:,} hours",
        )
    )
    lines.append(("", f"seed {figures.seed}, shard {figures.shard}, {figures.seconds} s"))
    return "\n".join(f"{name:<22} {words}" for name, words in lines)


def _tally(tally: Tally) -> str:
    return f"{tally.asked:,} asked, {tally.disagreements:,} disagreements"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the proof, print its figures, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(prog="python3 dev.py prove clock", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--seed", type=int, default=72, help="seed of the random instants")
    parser.add_argument("--shard", default="1/1", metavar="I/N", help="the Ith of N parts")
    parser.add_argument(
        "--random", type=int, default=MILLION, metavar="N", help="how many random instants, over all parts"
    )
    given = parser.parse_args(arguments)
    part, _, parts = given.shard.partition("/")
    if not (part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        parser.error("--shard takes two numbers such as 1/4")
    figures = prove(seed=given.seed, part=int(part), parts=int(parts), randoms=given.random)
    short = figures.short()
    if given.json:
        plain: dict[str, Any] = asdict(figures) | {"short": short}
        print(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        print(report(figures))
        print(
            "\nThe proof holds."
            if not short
            else "\nThe proof falls short:\n" + "\n".join(f"- {line}" for line in short)
        )
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
