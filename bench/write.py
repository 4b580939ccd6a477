"""Recording an absence, a return and a try among a million absences, journal included: p95 against a tenth of a second (1.0)."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg

from bench._load import NOW, Bench, say

MOST_MS = 100.0
"""A tenth of a second: within it a person takes what a press does for immediate (Miller 1968; Nielsen 1993)."""

EPISODES = 1_000_000
TIMES = 200
CHILDREN = 60
PLAIN = "bench_plain"
BOTH = "report and return"
WORDS = "Rang at six. No answer; left a message with the carer, who will ask them to ring back tonight."


class Timed:
    """How long each of many transactions took, in milliseconds, commit included."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def __call__(self, act: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        answer = act()
        self.times.append(1000 * (time.perf_counter() - started))
        return answer

    def figures(self, peer: Timed) -> dict[str, float]:
        p50, p95 = statistics.median(self.times), statistics.quantiles(self.times, n=20)[-1]
        return {
            "transactions": len(self.times),
            "p50_ms": p50,
            "p95_ms": p95,
            "ratio": p95 / MOST_MS,
            "plain_inserts": p50 / statistics.median(peer.times),
        }


class Writing:
    """One coordinator's work on some children of one authority, each act a transaction of its own."""

    def __init__(self, bench: Bench) -> None:
        middle = len(bench.nation.authorities) // 2 + 1  # not one of those whose pages are measured
        self.authority = bench.nation.authorities[middle]
        self.clock = NOW
        self.clock = self.as_coordinator(self._after_what_is_there)
        self.children = self._children()

    @staticmethod
    def _after_what_is_there(*, by: Any, at: datetime) -> datetime:
        """A day after the last that was recorded, so that the kept nation can be written in again and again."""
        from django.db.models import Max

        from wayhome.casework.journey.models import Event

        last = Event.objects.filter(organisation_id=by.organisation).aggregate(last=Max("recorded_at"))["last"]
        return max(at, last) + timedelta(days=1)

    def as_coordinator(self, act: Callable[..., Any], **given: Any) -> Any:
        """One act in the coordinator's name, journalled and committed, a minute after the one before."""
        from django.db import transaction

        from wayhome.casework.journal.writing import acting_as

        self.clock += timedelta(minutes=1)
        viewer = self._viewer(self.clock)
        with transaction.atomic(), acting_as(viewer, doing="bench"):
            return act(by=viewer, at=self.clock, **given)

    def _viewer(self, at: datetime) -> Any:
        from wayhome.casework.journal.context import Viewer
        from wayhome.domain.vocabulary import Role

        who, team = self.authority.coordinators[0], self.authority.teams[0]
        return Viewer(self.authority.id, who, frozenset({Role.RHI_COORDINATOR}), at, teams=frozenset({team}))

    def _children(self) -> list[UUID]:
        """Children of the team who are not missing, and of whom somebody checked how they may be reached."""

        def found(*, by: Any, at: datetime) -> list[UUID]:
            from wayhome.casework.children.models import ContactSafety
            from wayhome.casework.journey.models import EpisodeNow
            from wayhome.casework.work.queries.scope import of_reachable

            out = EpisodeNow.objects.filter(organisation_id=by.organisation, is_out=True).values("child_id")
            rows = of_reachable(by, ContactSafety.objects.exclude(child_id__in=out))
            return sorted(set(rows.values_list("child_id", flat=True)))

        return self.as_coordinator(found)[:CHILDREN]


def measured(bench: Bench, dsn: str) -> dict[str, dict[str, float]]:
    """Every act so many times, a plain insert between them, so that what else the machine does is shared."""
    from wayhome.casework.reach.actions import absence, asking
    from wayhome.domain.moment import Moment
    from wayhome.domain.vocabulary import AttemptResult, AttemptTarget, Channel, Group, RiskGrade, Source

    writing, chance = Writing(bench), Random(1)
    plain, report, back, attempt = Timed(), Timed(), Timed(), Timed()
    with psycopg.connect(dsn) as connection:
        for number in range(TIMES):
            child = writing.children[number % len(writing.children)]
            missing = Moment.exactly(writing.clock - timedelta(hours=chance.uniform(2, 20)))
            plain(lambda: _insert(connection))
            episode = report(
                lambda child=child, missing=missing, number=number: writing.as_coordinator(
                    absence.report_missing, child=child, missing_from=missing, source=Source.POLICE, grade=RiskGrade.MEDIUM,
                    group=Group.HOME, police_reference=f"W{number:06}", words=WORDS,
                )
            )  # fmt: skip
            plain(lambda: _insert(connection))
            returned = Moment.exactly(writing.clock)
            case = back(
                lambda episode=episode, returned=returned: writing.as_coordinator(
                    absence.record_return, episode=episode, happened=returned, source=Source.POLICE, seen=True
                )
            )
            plain(lambda: _insert(connection))
            attempt(
                lambda case=case: writing.as_coordinator(
                    asking.log_try, case=case, channel=Channel.VISIT, target=AttemptTarget.CHILD, result=AttemptResult.NO_ANSWER,
                    happened=Moment.exactly(writing.clock), seen_version=None, words=WORDS,
                )
            )  # fmt: skip
    _must_be_right(writing)
    both = Timed()
    both.times = [one + other for one, other in zip(report.times, back.times, strict=True)]
    return {
        "plain insert": plain.figures(plain),
        "report": report.figures(plain),
        "return": back.figures(plain),
        BOTH: both.figures(plain),
        "try": attempt.figures(plain),
    }


def _insert(connection: psycopg.Connection[Any]) -> None:
    connection.execute(f"INSERT INTO {PLAIN} VALUES (%s, %s, %s)", (uuid4(), NOW, WORDS))
    connection.commit()


def _must_be_right(writing: Writing) -> None:
    """A fast wrong answer is no figure: what stands is what the events give, and the journal is whole."""
    from wayhome.casework.journal.queries import verify
    from wayhome.casework.journey import projection

    def look(*, by: Any, at: datetime) -> tuple[list[str], bool]:
        return projection.differences(by), verify(by).whole

    unlike, whole = writing.as_coordinator(look)
    if unlike or not whole:
        raise SystemExit(f"what was written does not hold: {unlike[:2]}, journal whole: {whole}")


def main() -> int:
    """Print the figures; 1 when an act takes too long."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    options.add_argument("--episodes", type=int, default=EPISODES, help="absences in the nation")
    given = options.parse_args()
    bench = Bench(given.episodes)
    bench.make()
    figures = _figures(bench)
    short = [
        f"one in twenty takes longer than {one['p95_ms']:.0f} ms: {act}, at most {MOST_MS:.0f}"
        for act, one in figures.items()
        if one["ratio"] > 1 and act != BOTH
    ]
    if given.json:
        print(json.dumps({"acts": figures, "most_ms": MOST_MS, "loaded": bench.loaded, "faults": short}))
    else:
        print(f"{'act':<20}{'times':>7}{'p50 ms':>9}{'p95 ms':>9}{'ratio':>8}{'plain inserts':>15}")
        for act, one in figures.items():
            print(
                f"{act:<20}{one['transactions']:>7}{one['p50_ms']:>9.1f}{one['p95_ms']:>9.1f}{one['ratio']:>8.2f}{one['plain_inserts']:>15.1f}"
            )
        print(
            f"ratio: of p95 to {MOST_MS:.0f} ms, at most 1. Journal included. Beside it, p50 in plain inserts on the same disk."
        )
        for each in short:
            print(f"short: {each}")
    return int(bool(short))


def _figures(bench: Bench) -> dict[str, dict[str, float]]:
    from wayhome.engines.embedded_postgres import Server

    with Server.at(bench.home.folder / "database") as server:
        dsn = server.dsn("owner")
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(f"DROP TABLE IF EXISTS {PLAIN}")
            connection.execute(f"CREATE TABLE {PLAIN} (id uuid PRIMARY KEY, at timestamptz, words text)")
        try:
            say(f"{TIMES} absences, returns and tries")
            return measured(bench, dsn)
        finally:
            with psycopg.connect(dsn, autocommit=True) as connection:
                connection.execute(f"DROP TABLE {PLAIN}")


if __name__ == "__main__":
    sys.exit(main())
