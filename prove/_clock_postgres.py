"""The same instants put to PostgreSQL: its own time zones and its own intervals, in bulk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from wayhome.engines.embedded_postgres import Server

TABLE = """
create temporary table asked (
    returned bigint, deadline bigint, returned_wall timestamp, deadline_wall timestamp,
    held bigint, in_time boolean, doubled boolean
)
"""
DISAGREEMENTS = """
with read as (
    select *, to_timestamp(returned) as r, to_timestamp(deadline) as d, to_timestamp(held) as h from asked
)
select count(*),
       count(*) filter (where r + interval '72 hours' is distinct from d),
       count(*) filter (where (r + interval '72 hours') at time zone 'Europe/London' is distinct from deadline_wall),
       count(*) filter (where r at time zone 'Europe/London' is distinct from returned_wall),
       count(*) filter (where not doubled and returned_wall at time zone 'Europe/London' is distinct from r),
       count(*) filter (where (h - r <= interval '72 hours') is distinct from in_time),
       count(*) filter (where r + interval '3 days' is distinct from d)
from read
"""
QUESTIONS = (
    "the deadline is the return + interval '72 hours'",
    "the deadline on the wall at time zone 'Europe/London'",
    "the return on the wall at time zone 'Europe/London'",
    "a wall time shown once is read as the same instant",
    "a talk is in time when it is within interval '72 hours'",
)


@dataclass
class Answer:
    """What PostgreSQL made of the instants."""

    version: str
    rows: int
    disagreements: dict[str, int]
    three_days_differ: int
    """On how many rows `interval '3 days'` gives another deadline: the mistake that the proof has to be able to see."""


class Questions:
    """A table that instants are written to as they are proved, and then compared in one statement."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self._lines: list[str] = []
        connection.execute("set local time zone 'Europe/London'")
        connection.execute(TABLE)

    def add(
        self,
        returned: int,
        deadline: int,
        returned_wall: datetime,
        deadline_wall: datetime,
        held: int,
        in_time: bool,
        doubled: bool,
    ) -> None:
        """Note one return, its deadline and one talk; written in blocks."""
        walls = f"{returned_wall.replace(tzinfo=None)}\t{deadline_wall.replace(tzinfo=None)}"
        self._lines.append(f"{returned}\t{deadline}\t{walls}\t{held}\t{in_time}\t{doubled}\n")
        if len(self._lines) >= 50_000:
            self._write()

    def _write(self) -> None:
        with self._connection.cursor().copy("copy asked from stdin") as copy:
            copy.write("".join(self._lines))
        self._lines.clear()

    def answer(self) -> Answer:
        """Let PostgreSQL work every row out for itself, and count where it differs."""
        self._write()
        row = self._connection.execute(DISAGREEMENTS).fetchone()
        version = self._connection.execute("select version()").fetchone()
        assert row is not None and version is not None
        rows, *differ, three_days = row
        return Answer(str(version[0]), rows, dict(zip(QUESTIONS, differ, strict=True)), three_days)


@contextmanager
def questions(address: str | None = None) -> Iterator[Questions]:
    """A table in the database at `address`, or that DATABASE_URL names, else in a private server; gone afterwards.

    Raises DatabaseError where there is none of these.
    """
    address = address or os.environ.get("DATABASE_URL")
    if address is None:
        with _private_server() as private, questions(private) as table:
            yield table
        return
    with psycopg.connect(address) as connection:
        yield Questions(connection)
        connection.rollback()


@contextmanager
def _private_server() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="wayhome-prove-"))
    folder.chmod(0o755)  # the server may run as another user, who has to walk through
    server = Server.at(folder / "postgres", durable=False)
    try:
        yield server.start().dsn("owner")
    finally:
        server.remove()
        shutil.rmtree(folder, ignore_errors=True)
