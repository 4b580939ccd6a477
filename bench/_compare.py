"""The page that compares a council with others, served, against a bare signed-in page of the same server, asked in turn."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random

import psycopg

from bench._load import CACHE, Bench
from bench._nation import Authority
from bench._serving import WAYHOME, Ask, Person, Served, Taken, Wrong, planned, served
from wayhome.benchmarking.peers import authorities
from wayhome.engines.embedded_postgres import Server

EPISODES = 20_000
"""A small nation will do: neither page reads more of it than one row."""
PEOPLE, ROUNDS, EACH = 2, 6, 25
BARE, PAGE = "one row", "compare"
MUST_SHOW = "Your statistical neighbours"
MEASURE = "D3"


def invented(file: Path) -> Path:
    """A released comparison of every council in England, as `wayhome compare --release` writes it."""
    from wayhome.returns.comparing_release import HEADINGS

    chance = Random(7)
    with file.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines)
        rows.writerow(HEADINGS)
        for code, each in authorities().items():
            if each.nation == "England":
                of = chance.randrange(60, 900)
                counted = sum(chance.random() < 0.4 for _ in range(of - 12))
                rows.writerow((MEASURE, 1, "2024-25", "dfe", code, each.name, of, counted, 12, "yes", ""))
    return file


def ratio() -> dict[str, float]:
    """How long the page takes for each bare page: medians of rounds in turn, so that what else the machine does is shared."""
    bench = Bench(EPISODES)
    bench.make()
    known = [code for code, each in authorities().items() if each.nation == "England"]
    with served(bench) as server:
        asking = bench.nation.measured[:PEOPLE]
        named(bench, asking, known)
        loaded = subprocess.run(
            [*WAYHOME, "load-comparison", str(invented(CACHE / "comparison.csv"))],
            capture_output=True,
            text=True,
            check=False,
        )
        if loaded.returncode:
            raise Wrong(f"the comparison was not loaded: {loaded.stderr[-300:]}")
        people = [planned(server, authority) for authority in asking]
        for person in people:
            person.asks[PAGE] = [Ask("/oversight/compare/")]
        taken = in_turn(server, people)
    bare, page = taken[BARE], taken[PAGE]
    return {
        "bare_p50_ms": bare.p50, "page_p50_ms": page.p50, "bare_p95_ms": bare.p95, "page_p95_ms": page.p95,
        "bare_cpu_ms": bare.each(bare.server_ms + bare.database_ms), "page_cpu_ms": page.each(page.server_ms + page.database_ms),
        "ratio": page.p50 / bare.p50,
    }  # fmt: skip


def in_turn(server: Served, people: Sequence[Person]) -> dict[str, Taken]:
    """Rounds of both pages, one after the other, after one round that is not counted."""
    taken = {BARE: Taken(), PAGE: Taken()}
    for page in taken:
        server.round(people, page, 5)
    for _ in range(ROUNDS):
        for page, so_far in taken.items():
            so_far.add(server.round(people, page, EACH, MUST_SHOW if page == PAGE else ""))
    return taken


def named(bench: Bench, asking: Sequence[Authority], codes: Sequence[str]) -> None:
    """Those who ask are councils of the comparison: the invented nation has codes of its own."""
    dsn = Server.at(bench.home.folder / "database").dsn("superuser")
    with psycopg.connect(dsn, autocommit=True) as connection:
        for authority, code in zip(asking, codes, strict=False):
            connection.execute(
                "UPDATE organisations_organisation SET gss_code = %s WHERE id = %s", [code, authority.id]
            )
