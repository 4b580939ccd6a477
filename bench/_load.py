"""Loading the invented nation into a private PostgreSQL, once, and keeping it: as the owner, by COPY, indexes afterwards.

COPY is not possible where row security binds, so while it loads the owner is let through its own tables; before anybody
is served every table is bound again, and that is checked. A part is then folded again and compared.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from bench._nation import Authority, Nation, nation

NOW = datetime(2026, 3, 31, 7, 55, tzinfo=UTC)
"""A Tuesday morning, 08:55 by the clock on the wall. The nation is always looked at from this hour."""
SEED = 7
CACHE = Path(__file__).resolve().parents[1] / ".wayhome" / "bench"
PROCESSES = 2
ROWS_A_TURN = 20_000
MOST_STORIES, STORIES_A_TURN, CHILDREN_A_TURN = 3_000, 50, 1_000
SAMPLE = 3


class Bench:
    """One loaded nation: its home folder, as `wayhome serve` uses it, and what is in it."""

    def __init__(self, episodes: int) -> None:
        from wayhome.cli.server.home import Home

        self.nation = nation(episodes=episodes, seed=SEED, now=NOW)
        self.home = Home(CACHE / f"nation-{episodes}")
        self.note = self.home.folder / "loaded.json"

    @property
    def is_loaded(self) -> bool:
        return self.note.is_file()

    @property
    def loaded(self) -> dict[str, Any]:
        """How many rows of each table, how many sealed texts, and how long it took."""
        found: dict[str, Any] = json.loads(self.note.read_text("utf-8"))
        return found

    def use(self) -> None:
        """Make it the home of this process and of what it starts; call it before Django starts."""
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            os.environ.pop(name, None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench._settings"
        self.home.make()
        self.home.use()

    def make(self) -> None:
        """Load it if it is not loaded; bring its tables up to date if it is. Django has started afterwards."""
        from wayhome.cli.server.prepare import prepare
        from wayhome.engines.embedded_postgres import Server

        self.use()
        if not self.is_loaded and (self.home.folder / "database").is_dir():
            Server.at(self.home.folder / "database").remove()
        with Server.at(self.home.folder / "database", durable=self.is_loaded) as server:
            prepare(self.home, server)  # type: ignore[arg-type]
            if not self.is_loaded:
                self._load(server)
        _let_go()

    def _load(self, server: Any) -> None:
        started = time.perf_counter()
        owner = server.dsn("owner")
        with psycopg.connect(owner, autocommit=True) as connection:
            tables = _tables(connection)
            with _let_in(connection, tables):
                aside = _take_away(connection, tables)
                counts = self._copy(owner)
                say(f"{counts['journey_event']:,} events in {time.perf_counter() - started:.0f} s; now the indexes")
                _put_back(owner, aside)
            say(f"indexes after {time.perf_counter() - started:.0f} s; now the statistics")
            connection.execute("VACUUM ANALYZE")
        unlike = differences(self.nation)
        if unlike:
            raise SystemExit(f"what was loaded is not what its events give: {unlike[:3]}")
        counts["authorities"] = len(self.nation.authorities)
        counts["seconds"] = round(time.perf_counter() - started)
        self.note.write_text(json.dumps(counts), "utf-8")
        say(f"loaded in {counts['seconds']} s")

    def _copy(self, owner: str) -> dict[str, int]:
        from django.db import connections

        from bench import _places

        counts: Counter[str] = Counter()
        with psycopg.connect(owner) as connection:
            counts.update(_write(connection, _places.rows(self.nation)))
        connections.close_all()
        fork = multiprocessing.get_context("fork")
        with fork.Pool(PROCESSES, _in_process, (self.nation, owner)) as pool:
            turns = range(min(MOST_STORIES, self.nation.episodes // 8) // STORIES_A_TURN)
            told = [story for some in pool.imap_unordered(_stories, turns) for story in some]
            (most,) = pool.apply(_story_of_most)
        say(f"{len(told):,} stories told and folded")
        with fork.Pool(PROCESSES, _in_process, (self.nation, owner, told, most)) as pool:
            many = len(self.nation.authorities)
            for done, (name, found) in enumerate(pool.imap_unordered(_one_authority, range(many)), start=1):
                counts.update(found)
                if done % 25 == 0:
                    say(f"{done} of {many} authorities, {counts['journey_episode']:,} absences ({name})")
        return dict(counts)


def _let_go() -> None:
    """No connection of this process outlives the server that stops here; and what it answers itself is not logged."""
    import logging

    import structlog
    from django.db import connections

    for connection in connections.all():
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


_given: list[Any] = []


def _in_process(*given: Any) -> None:
    _given[:] = given


def _stories(turn: int) -> list[Any]:
    from bench import _copies

    whole, owner = _given
    first = turn * STORIES_A_TURN
    return _copies.stories(
        whole, seed=f"stories {turn}", how_many=STORIES_A_TURN, first=first, most=False, write=_flush, owner=owner
    )


def _story_of_most() -> list[Any]:
    from bench import _copies

    whole, owner = _given
    return _copies.stories(whole, seed="most", how_many=1, first=MOST_STORIES, most=True, write=_flush, owner=owner)


def _one_authority(number: int) -> tuple[str, Counter[str]]:
    """Copy the children of one authority into their tables, a few thousand at a time."""
    from bench._copies import Copies

    whole, owner, told, most = _given
    authority: Authority = whole.authorities[number]
    counts: Counter[str] = Counter()
    waiting: dict[str, list[bytes]] = defaultdict(list)
    with psycopg.connect(owner) as connection:
        for done, (story, gaps) in enumerate(Copies(whole, told, most).of(authority), start=1):
            for into, lines, rows in story.lines:
                waiting[into].append(lines % gaps)
                counts[into.split()[0]] += rows
            counts["sealed texts"] += len(story.words)
            if done % CHILDREN_A_TURN == 0:
                _copy_lines(connection, waiting)
        _copy_lines(connection, waiting)
    return authority.name, counts


def _copy_lines(connection: psycopg.Connection[Any], waiting: dict[str, list[bytes]]) -> None:
    for into, lines in waiting.items():
        with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            copy.write(b"".join(lines))
    connection.commit()
    waiting.clear()


def _write(connection: psycopg.Connection[Any], rows: Iterable[Any]) -> Counter[str]:
    """Copy rows into their tables, so many at a time. How many of each."""
    counts: Counter[str] = Counter()
    waiting: dict[Any, list[Any]] = defaultdict(list)
    number = 0
    for row in rows:
        table, values = row if isinstance(row, tuple) else (type(row), row)
        waiting[table].append(values)
        number += 1
        if number == ROWS_A_TURN:
            counts.update(_flush(connection, waiting))
            number = 0
    counts.update(_flush(connection, waiting))
    connection.commit()
    return counts


def _flush(connection: psycopg.Connection[Any], waiting: dict[Any, list[Any]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for table, rows in waiting.items():
        fields = table._meta.concrete_fields
        columns = [f.attname for f in fields]
        as_json = {n for n, f in enumerate(fields) if f.get_internal_type() == "JSONField"}
        names = ", ".join(f'"{f.column}"' for f in fields)
        with connection.cursor() as cursor, cursor.copy(f"COPY {table._meta.db_table} ({names}) FROM STDIN") as copy:
            for row in rows:
                if isinstance(row, dict):
                    values = [row.get(c) for c in columns]
                else:
                    values = [row.__dict__[c] for c in columns]
                for n in as_json:
                    values[n] = json.dumps(values[n])
                copy.write_row(values)
        counts[table._meta.db_table] += len(rows)
    waiting.clear()
    return counts


# Row security and indexes, set aside and put back


def _tables(connection: psycopg.Connection[Any]) -> list[str]:
    """Every table of the owner that row security binds."""
    found = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relforcerowsecurity AND relowner = current_user::regrole ORDER BY 1"
    )
    return [name for (name,) in found]


@contextmanager
def _let_in(connection: psycopg.Connection[Any], tables: list[str]) -> Iterator[None]:
    """The owner reads and writes its own tables unbound; afterwards it is bound again, whatever happened."""
    for table in tables:
        connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    try:
        yield
    finally:
        for table in tables:
            connection.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _take_away(connection: psycopg.Connection[Any], tables: list[str]) -> list[list[str]]:
    """Drop references, keys and indexes of these tables; the statements that make them again, in three turns."""
    kept = connection.execute(
        """
        SELECT c.contype, c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
         WHERE c.contype IN ('f', 'u', 'p')
           AND (c.conrelid::regclass::text = ANY(%(tables)s) OR c.confrelid::regclass::text = ANY(%(tables)s)) ORDER BY c.contype, c.conname
        """,
        {"tables": tables},
    ).fetchall()
    turns: dict[str, list[str]] = {"keys": [], "indexes": [], "references": []}
    for kind, table, name, definition in kept:
        turn = "references" if kind == "f" else "keys"
        turns[turn].append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        if kind == "f":
            connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for kind, table, name, _ in kept:
        if kind != "f":
            connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    rest = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid::regclass::text = ANY(%s)",
        [tables],
    )
    for name, definition in rest.fetchall():
        turns["indexes"].append(definition)
        connection.execute(f"DROP INDEX {name}")
    return list(turns.values())


def _put_back(owner: str, turns: list[list[str]]) -> None:
    """Make keys, then indexes, then references again, two at a time."""
    keys, indexes, references = turns
    with multiprocessing.get_context("fork").Pool(PROCESSES, _in_process, (owner, owner)) as pool:
        by_table: dict[str, list[str]] = defaultdict(list)
        for statement in keys:
            by_table[statement.split()[2]].append(statement)
        for turn in (list(by_table.values()), [[s] for s in indexes]):
            pool.map(_run, sorted(turn, key=lambda t: "journey_event" not in t[0]), chunksize=1)
    with multiprocessing.get_context("fork").Pool(1, _in_process, (owner, owner)) as pool:
        pool.map(_run, [references])


def _run(statements: list[str]) -> None:
    with psycopg.connect(_given[1], autocommit=True) as connection:
        connection.execute(
            "SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SET max_parallel_maintenance_workers = 0"
        )
        for statement in statements:
            connection.execute(statement)


def differences(whole: Nation) -> list[str]:
    """What a few authorities' tables hold that their events do not give; the middle one and some of the small ones."""
    from django.db import transaction

    from wayhome.casework.accounts.viewers import system_of
    from wayhome.casework.journal.writing import acting_as
    from wayhome.casework.journey import projection

    found: list[str] = []
    for authority in (whole.authorities[len(whole.authorities) // 2], *whole.authorities[-SAMPLE:]):
        viewer = system_of(authority.id, at=whole.now)
        with transaction.atomic(), acting_as(viewer):
            found += projection.differences(viewer)
    return found
