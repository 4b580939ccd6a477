"""Today, a child, a case and a search among a million absences: p95 against a signed-in page of one row (3.0)."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from bench import _plans
from bench._load import Bench
from bench._serving import Person, Served, Taken, prepared, served

MOST = 3.0
EPISODES = 1_000_000
ROUNDS, EACH = 5, 20
BASELINE = "one row"
PAGES = {"Today": "can-be-kept", "child": "absences", "case": "happened", "search": "found"}
"""Each page, with a word that stands in it only when it is the page itself."""
OPEN_WORK = "case_now_open_work"


def measured(server: Served, people: list[Person], pages: dict[str, str], rounds: int) -> dict[str, Taken]:
    """Rounds of every page in turn, the baseline among them, so that what else the machine does is shared by all."""
    taken = {page: Taken() for page in (BASELINE, *pages)}
    for page in taken:
        server.round(people, page, 3)
    for _ in range(rounds):
        for page in taken:
            taken[page].add(server.round(people, page, EACH, pages.get(page, "")))
    return taken


def explained(people: list[Person], pages: dict[str, str], dsn: str) -> dict[str, _plans.Plans]:
    """The plans of every question of every page, for each of the people."""
    big, found = _plans.big_tables(dsn), {}
    for page in (BASELINE, *pages):
        found[page] = of_page = _plans.Plans()
        for person in people:
            one = _plans.explained(person, person.asks[page][0], big)
            of_page.questions = max(of_page.questions, one.questions)
            of_page.whole += [each for each in one.whole if each not in of_page.whole]
            of_page.slowest = max(of_page.slowest, one.slowest)
    return found


def faults(figures: dict[str, Any]) -> list[str]:
    """What does not hold, in words."""
    found = []
    for page, one in figures["pages"].items():
        if one["ratio"] > MOST:
            found.append(f"{page} takes {one['ratio']:.2f} times the baseline, at most {MOST}")
        found += [f"{page} reads {whole}" for whole in one["faults_of_plans"]]
    return found


def figures_of(server: Served, people: list[Person], pages: dict[str, str], rounds: int) -> dict[str, Any]:
    """Everything that is printed about one run."""
    taken = measured(server, people, pages, rounds)
    plans = explained(people, pages, _owner(server.bench))
    base = taken[BASELINE]
    return {
        "pages": {
            page: {
                "requests": len(one.times), "p50_ms": one.p50, "p95_ms": one.p95, "ratio": one.p95 / base.p95,
                "server_cpu_ms": one.each(one.server_ms), "database_cpu_ms": one.each(one.database_ms),
                "questions": plans[page].questions, "faults_of_plans": plans[page].whole, "dearest_question": plans[page].slowest[1],
            }
            for page, one in taken.items()
        },
    }  # fmt: skip


@contextmanager
def without_index(dsn: str) -> Iterator[None]:
    """The index of open work is gone while the block runs, and there again afterwards."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(f"DROP INDEX {OPEN_WORK}")
        try:
            yield
        finally:
            with_index(dsn)


def with_index(dsn: str) -> None:
    """The index of open work is there, as the product has it, even after a run that was broken off without it."""
    from django.db import connection as product

    from wayhome.casework.journey.models import CaseNow

    index = next(each for each in CaseNow._meta.indexes if each.name == OPEN_WORK)
    with psycopg.connect(dsn, autocommit=True) as connection:
        if connection.execute("SELECT to_regclass(%s)", [OPEN_WORK]).fetchone() == (None,):
            connection.execute(str(index.create_sql(CaseNow, product.schema_editor())))


def show(figures: dict[str, Any]) -> None:
    print(
        f"{'page':<10}{'requests':>9}{'p50 ms':>9}{'p95 ms':>9}{'ratio':>7}{'server':>9}{'database':>10}{'queries':>9}"
    )
    for page, one in figures["pages"].items():
        print(
            f"{page:<10}{one['requests']:>9}{one['p50_ms']:>9.1f}{one['p95_ms']:>9.1f}{one['ratio']:>7.2f}"
            f"{one['server_cpu_ms']:>9.2f}{one['database_cpu_ms']:>10.2f}{one['questions']:>9}"
        )
    print("server, database: milliseconds of processor time a page. Eight people ask at once; no page is kept.")


def main() -> int:
    """Print the figures; 1 when a page takes too long, or a question reads all of a big table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    options.add_argument("--episodes", type=int, default=EPISODES, help="absences in the nation")
    options.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of requests")
    options.add_argument(
        "--without-index", action="store_true", help="plant a fault: take the index of open work away; it must exit 1"
    )
    given = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was taken away is put back
    bench = Bench(given.episodes)
    bench.make()
    with served(bench) as server:
        people = prepared(server)
        dsn = _owner(bench)
        with_index(dsn)
        if given.without_index:
            with without_index(dsn):
                figures = figures_of(server, people, PAGES, given.rounds)
        else:
            figures = figures_of(server, people, PAGES, given.rounds)
            with without_index(dsn):
                planted = figures_of(server, people, {"Today": PAGES["Today"]}, 2)
            before, after = (one["pages"]["Today"] for one in (figures, planted))
            caught = [each for each in after["faults_of_plans"] if each not in before["faults_of_plans"]]
            figures["without_index"] = {"ratio": after["ratio"], "caught": caught}
    figures |= {"loaded": bench.loaded, "most": MOST, "faults": faults(figures)}
    if not given.without_index and not figures["without_index"]["caught"]:
        figures["faults"].append(f"without {OPEN_WORK} nothing was found wrong: the limit has no teeth")
    if given.json:
        print(json.dumps(figures))
    else:
        tell(figures)
    return int(bool(figures["faults"]))


def _owner(bench: Bench) -> str:
    from wayhome.engines.embedded_postgres import Server

    return Server.at(bench.home.folder / "database").dsn("owner")


def tell(figures: dict[str, Any]) -> None:
    """The figures in words."""
    loaded = figures["loaded"]
    print(
        f"{loaded['journey_episode']:,} absences of {loaded['children_child']:,} children in {loaded['authorities']} authorities, "
        f"{loaded['journey_case']:,} cases, "
        f"{loaded['journey_event']:,} events, {loaded['sealed texts']:,} sealed texts; loaded in {loaded['seconds']} s"
    )
    show(figures)
    if "without_index" in figures:
        caught = "; ".join(figures["without_index"]["caught"]) or "nothing was found wrong"
        print(f"without {OPEN_WORK}: Today {figures['without_index']['ratio']:.2f} times the baseline: {caught}")
    for fault in figures["faults"]:
        print(f"short: {fault}")


if __name__ == "__main__":
    sys.exit(main())
