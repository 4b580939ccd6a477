"""Killed at random under load: no acknowledged write is lost or half-applied, and no child is shown without a journal row.

    python3 dev.py prove kill [--json] [--kills N] [--minutes M] [--seed N] [--shard I/N] [--no-teeth]

The real server over the real, durable database, people working in it over HTTP, and SIGKILL for a worker, the whole
server, the database or all its processes at once. Teeth: with synchronous_commit off the same run must lose something.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import psycopg

from prove._kill_drivers import DRIVERS, OF_THE_JOURNAL, Driver, NotAnswered, Session
from prove._kill_server import Wayhome
from wayhome.cli.demonstration import cast

TEETH = 20
"""At most so many kills of the whole database until the loss that synchronous_commit=off allows has been seen."""


@dataclass
class Figures:
    """What was done and what came of it."""

    seed: str
    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    not_answered: int = 0
    lost: list[str] = field(default_factory=list)
    half_applied: list[str] = field(default_factory=list)
    children_shown: int = 0
    shown_without_a_row: list[str] = field(default_factory=list)
    slowest_return: dict[str, float] = field(default_factory=dict)
    lost_without_durability: int | None = None
    seconds: float = 0.0

    def short(self) -> list[str]:
        """In words, everything that falls short."""
        words = [f"lost: {each}" for each in self.lost[:5]] + [
            f"half-applied: {each}" for each in self.half_applied[:5]
        ]
        words += [f"shown without a journal row: {each}" for each in self.shown_without_a_row[:5]]
        words += [
            f"nobody got anything done with {driver.name}" for driver in DRIVERS if not self.acknowledged[driver.name]
        ]
        if not self.children_shown:
            words.append("nobody was shown any child")
        slow = {kind: after for kind, after in self.slowest_return.items() if after > 30}
        words += [f"{after:.0f} s until it worked again after killing the {kind}" for kind, after in slow.items()]
        if self.lost_without_durability == 0:
            words.append("with synchronous_commit off nothing was lost either: the test has no teeth")
        return words


class Load:
    """People at work, each in a thread of their own, until told to stop; what each was told stays in their notes."""

    def __init__(self, wayhome: Wayhome, seed: str) -> None:
        self.stop, self.seed = threading.Event(), seed
        secret = wayhome.home.mark.read_text("utf-8").strip()
        self.work = [
            (driver, Session(wayhome.address, who(name), secret)) for driver in DRIVERS for name in driver.people
        ]
        self.threads = [
            threading.Thread(target=self._go_on, args=(driver, session, number), daemon=True)
            for number, (driver, session) in enumerate(self.work)
        ]

    def __enter__(self) -> Load:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _go_on(self, driver: Driver, session: Session, number: int) -> None:
        dice, done = random.Random(f"{self.seed}/{number}"), 0
        while not self.stop.is_set():
            done += 1
            try:
                driver.act(session, dice, f"K{number}x{done}x{self.seed}")
            except NotAnswered:
                session.notes.not_answered += 1
                time.sleep(0.2)

    @property
    def acknowledged(self) -> int:
        return sum(len(session.notes.acknowledged) for _, session in self.work)


def who(key: str) -> cast.Person:
    return next(person for person in cast.PEOPLE if person.key == key)


def prove(wayhome: Wayhome, *, kills: int, minutes: float, seed: str, teeth: bool = True) -> Figures:
    """Kill so often, or for so long, whichever ends first, and look at what is there afterwards."""
    began, figures, dice = time.monotonic(), Figures(seed), random.Random(seed)
    wayhome.start()
    try:
        with Load(wayhome, seed) as load:
            while sum(figures.kills.values()) < kills and time.monotonic() - began < minutes * 60:
                _one_kill(wayhome, load, figures, dice)
            time.sleep(1)
        wayhome.wait()
        look(wayhome, load, figures)
        if teeth:
            figures.lost_without_durability = without_durability(wayhome, dice)
    finally:
        wayhome.stop()
    figures.seconds = round(time.monotonic() - began, 1)
    return figures


def _one_kill(wayhome: Wayhome, load: Load, figures: Figures, dice: random.Random) -> None:
    time.sleep(dice.uniform(0.2, 1.5))
    killed, before = time.monotonic(), load.acknowledged
    kind = wayhome.kill(dice)
    figures.kills[kind] += 1
    wayhome.wait()
    while load.acknowledged == before and time.monotonic() - killed < 60:
        time.sleep(0.02)
    figures.slowest_return[kind] = max(figures.slowest_return.get(kind, 0.0), round(time.monotonic() - killed, 1))


def look(wayhome: Wayhome, load: Load, figures: Figures) -> None:
    """Compare what people were told with what the database holds, asked past every row policy."""
    with psycopg.connect(wayhome.database.dsn("superuser")) as connection:
        for driver in DRIVERS:
            keys = [
                key for _, session in load.work for name, key, _ in session.notes.acknowledged if name == driver.name
            ]
            there = {row[0] for row in connection.execute(driver.kept, [keys])}  # type: ignore[call-overload]
            figures.acknowledged[driver.name] += len(keys)
            figures.lost += [f"{driver.name} {key}" for key in keys if key not in there]
        for words, question in [*OF_THE_JOURNAL, *(rule for driver in DRIVERS for rule in driver.never)]:
            figures.half_applied += [f"{words} ({row[0]})" for row in connection.execute(question)]  # type: ignore[call-overload]
        for _, session in load.work:
            figures.not_answered += session.notes.not_answered
            for seen in session.notes.seen:
                figures.children_shown += len(seen.children)
                figures.shown_without_a_row += [
                    f"{child} to {seen.email}" for child in seen.children - _journalled(connection, seen)
                ]


def _journalled(connection: psycopg.Connection[Any], seen: Any) -> set[str]:
    """Which of the children shown have a row of a reading by that person at that time."""
    question = """
        SELECT DISTINCT m.subject_id::text FROM journal_mention m JOIN accounts_user u ON u.id = m.user_id
         WHERE u.email = %s AND m.act = 'read' AND m.subject_id = ANY(%s::uuid[]) AND m.at BETWEEN to_timestamp(%s) AND to_timestamp(%s)
    """
    rows = connection.execute(question, [seen.email, list(seen.children), seen.began - 0.01, seen.ended + 0.01])
    return {row[0] for row in rows}


def without_durability(wayhome: Wayhome, dice: random.Random) -> int:
    """How many acknowledged writes the same test finds lost once commits no longer wait for the disk."""
    with psycopg.connect(wayhome.database.dsn("superuser"), autocommit=True) as connection:
        connection.execute("ALTER ROLE wayhome_app SET synchronous_commit = off")
        connection.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'wayhome_app'")
    figures = Figures("teeth")
    for _ in range(TEETH):
        wayhome.wait()
        with Load(wayhome, f"teeth{dice.randrange(10**6)}") as load:
            time.sleep(dice.uniform(1.0, 2.5))
            wayhome.kill_database()
        wayhome.wait()
        look(wayhome, load, figures)
        if figures.lost:
            return len(figures.lost)
    return 0


def report(figures: Figures) -> str:
    """The figures in lines of words."""
    kills, writes = sum(figures.kills.values()), sum(figures.acknowledged.values())
    lines = [
        ("kills", f"{kills}: " + ", ".join(f"{kind} {number}" for kind, number in sorted(figures.kills.items()))),
        ("acknowledged writes", ", ".join(f"{name} {number:,}" for name, number in figures.acknowledged.items())),
        ("", f"{writes:,} in all, {len(figures.lost)} lost, {len(figures.half_applied)} half-applied"),
        ("not answered", f"{figures.not_answered:,} requests, which may have been kept or not"),
        ("children shown", f"{figures.children_shown:,}, {len(figures.shown_without_a_row)} without a journal row"),
        (
            "works again",
            "at the slowest: " + ", ".join(f"{kind} {after} s" for kind, after in figures.slowest_return.items()),
        ),
    ]
    if writes:
        lines.append(
            (
                "at 95 %",
                f"at most {3 / writes:.2e} of writes lost, {3 / max(figures.children_shown, 1):.2e} shown unjournalled",
            )
        )
    if figures.lost_without_durability is not None:
        lines.append(
            ("teeth", f"with synchronous_commit off {figures.lost_without_durability} acknowledged writes were lost")
        )
    lines.append(("", f"seed {figures.seed}, {figures.seconds} s"))
    return "\n".join(f"{name:<20} {words}" for name, words in lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the proof, print its figures, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(prog="python3 dev.py prove kill", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=17, help="stop killing after so long")
    parser.add_argument("--seed", default="72")
    parser.add_argument("--shard", default="1/1", metavar="I/N", help="changes the seed: shards add up")
    parser.add_argument("--no-teeth", action="store_true", help="leave out the run that must lose something")
    given = parser.parse_args(arguments)
    with Wayhome.new() as wayhome:
        figures = prove(
            wayhome,
            kills=given.kills,
            minutes=given.minutes,
            seed=f"{given.seed}.{given.shard}",
            teeth=not given.no_teeth,
        )
    short = figures.short()
    if sum(figures.kills.values()) < given.kills:
        short.append(f"only {sum(figures.kills.values())} of {given.kills} kills in the time")
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
