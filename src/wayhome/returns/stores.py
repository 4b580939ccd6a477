"""Facts where they lie: a Parquet file, or a table of a database, counted in place and never copied into this process.

A store tells which columns it has, and counts by the same statement as everywhere. What it cannot say it says by column.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from wayhome.indicators.definition import Counts, Indicator, numbers_of
from wayhome.indicators.facts import EPISODE_COLUMNS
from wayhome.returns.answers import Answer, Said, ordered
from wayhome.returns.fault import Unreadable
from wayhome.returns.profiles import facts
from wayhome.returns.sources import Asked, FactRows
from wayhome.returns.supply import FactSupply

DATABASES = ("postgresql", "postgres")
PARQUET = b"PAR1"
SMALL = 200
"""The most that is read of a message of another program, so that it stays a sentence."""

Engine = str


class Store(ABC):
    """Facts in one place. `name` tells it to a person, and never holds a password."""

    name: str

    @cached_property
    @abstractmethod
    def types(self) -> dict[str, str]:
        """The kind of each column it has: string, boolean, date, integer or number; what the engine calls it, if none of these."""

    @abstractmethod
    def rows(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def count(self, indicators: Sequence[Indicator], by: tuple[str, ...]) -> Counts:
        """Count indicators whose columns it has, in one statement."""

    def checked(self) -> Store:
        """Itself. Raises Unreadable where its rows are no facts: a column that must be there is not, or is of another kind."""
        if lacking := sorted(facts.REQUIRED - self.types.keys()):
            raise Unreadable(
                self.name,
                f"has no column {', '.join(lacking)}, so it holds no facts.",
                "Write it in the fact layout: `wayhome count` and the page of return formats name its columns.",
            )
        for column in EPISODE_COLUMNS:
            kind = self.types.get(column.name, column.kind)
            if kind != column.kind and (kind, column.kind) != ("integer", "number"):
                raise Unreadable(
                    self.name,
                    f"has {kind} in the column {column.name}, where the fact layout has {column.kind}.",
                    f"Write the column as {column.kind}; not known is NULL.",
                )
        return self


class ParquetFile(Store):
    """A Parquet file of facts, or a folder of them, counted by DuckDB on this machine or by Spark."""

    def __init__(self, path: Path, engine: Engine = "duckdb"):
        self.path, self.name, self.engine = path, path.name, engine
        self._source = path / "*.parquet" if path.is_dir() else path

    @cached_property
    def types(self) -> dict[str, str]:
        found = self._asked(f"DESCRIBE SELECT * FROM {self._read}")
        return {name: _kind(of) for name, of, *_ in found}

    def rows(self) -> int:
        return int(self._asked(f"SELECT count(*) FROM {self._read}")[0][0])

    def count(self, indicators: Sequence[Indicator], by: tuple[str, ...]) -> Counts:
        from wayhome.engines import duckdb

        if self.engine == "spark":
            return self._on_spark(indicators, by)
        return duckdb.count(self._source, indicators, by, connection=self._connection)

    def _on_spark(self, indicators: Sequence[Indicator], by: tuple[str, ...]) -> Counts:
        try:
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession

            from wayhome.engines import spark
        except ModuleNotFoundError:
            raise Unreadable(
                "Spark", "is not installed.", 'Install it with Java 17: pip install "wayhome[spark]"'
            ) from None
        try:
            session = SparkSession.builder.appName("wayhome").getOrCreate()
            return spark.count(session.read.parquet(str(self.path)), indicators, by, session=session)
        except (PySparkException, RuntimeError, OSError) as trouble:
            raise Unreadable(
                "Spark", f"cannot count {self.name}: {_short(trouble)}", "See that Java 17 runs."
            ) from None

    @cached_property
    def _connection(self) -> Any:
        from wayhome.engines import duckdb

        return duckdb.connect()

    @property
    def _read(self) -> str:
        from wayhome.engines import duckdb

        return duckdb.parquet(self._source)

    def _asked(self, question: str) -> list[tuple[Any, ...]]:
        import duckdb

        try:
            found: list[tuple[Any, ...]] = self._connection.execute(question).fetchall()
        except duckdb.Error:
            raise Unreadable(
                self.name, "cannot be read as Parquet.", "Write the file again; a broken one cannot be mended."
            ) from None
        return found


class Table(Store):
    """A table or view of facts in PostgreSQL, read in a transaction that can write nothing."""

    def __init__(self, url: str, table: str):
        at = urlsplit(url)
        self.name = f"{table} of {at.path.lstrip('/') or 'the database'}"
        self.url, self.table = url, table
        if not all(part.isidentifier() and part.isascii() for part in table.split(".")):
            raise Unreadable(table, "is not the name of a table.", "Name it with --table, as facts or schema.facts.")

    @cached_property
    def types(self) -> dict[str, str]:
        cursor = self._asked(f"SELECT * FROM {self._kept} AS kept LIMIT 0")
        return {column.name: _kind(column.type_display.partition("(")[0]) for column in cursor.description or ()}

    def rows(self) -> int:
        found = self._asked(f"SELECT count(*) FROM {self._kept} AS kept").fetchone()
        return int(found[0]) if found else 0

    def count(self, indicators: Sequence[Indicator], by: tuple[str, ...]) -> Counts:
        from wayhome.engines import postgres

        return postgres.count(self._kept, indicators, by, connection=self._connection)

    @cached_property
    def _kept(self) -> str:
        """The table; the case system's own names the episode by its id and the child by who it is now."""
        named = {column.name for column in self._asked(f"SELECT * FROM {self.table} LIMIT 0").description or ()}
        if {"id", "current"} <= named and "episode" not in named:
            others = ", ".join(f'kept."{c.name}"' for c in EPISODE_COLUMNS if c.name in named - {"child", "episode"})
            return f"(SELECT kept.id::text AS episode, kept.current::text AS child, {others} FROM {self.table} AS kept)"
        return self.table

    @cached_property
    def _connection(self) -> Any:
        import psycopg

        try:
            connection = psycopg.connect(self.url, connect_timeout=10)
        except (psycopg.Error, ValueError):
            raise Unreadable(
                self.name,
                "cannot be reached, or does not let you in.",
                "Check the address, the account and its password: postgresql://ACCOUNT:PASSWORD@HOST/DATABASE",
            ) from None
        connection.read_only = True
        return connection

    def _asked(self, question: str) -> Any:
        import psycopg

        try:
            return self._connection.execute(question)
        except psycopg.Error as trouble:
            with suppress(psycopg.Error):
                self._connection.rollback()
            raise Unreadable(
                self.name,
                f"cannot be read: {_short(trouble)}",
                "Name the table with --table, and use an account that may read it.",
            ) from None


def is_store(named: str) -> bool:
    """Whether what somebody named is a database, a Parquet file, or a folder of Parquet files."""
    if urlsplit(named).scheme in DATABASES:
        return True
    path = Path(named)
    if path.is_dir():
        return any(path.glob("*.parquet"))
    try:
        with path.open("rb") as file:
            return file.read(len(PARQUET)) == PARQUET
    except OSError:
        return False


def store_of(named: str, *, table: str = "facts", engine: Engine = "duckdb") -> Store:
    """The store somebody named, its columns looked at. Raises Unreadable, in words."""
    if urlsplit(named).scheme in DATABASES:
        return Table(named, table).checked()
    return ParquetFile(Path(named), engine).checked()


def said_of(store: Store, asked: Asked, indicators: Sequence[Indicator], *, by: Sequence[str] = ()) -> Said:
    """Everything a store says of these indicators, as a file does. Raises Unreadable where it has no row."""
    if strange := [name for name in by if name not in store.types]:
        raise Unreadable(store.name, f"has no column {', '.join(strange)} to divide by.", "Leave it out of --by.")
    if not (rows := store.rows()):
        raise Unreadable(store.name, "has no row that you may see.", "Use an account that may read the rows.")
    supply = FactSupply(store.types)
    sayable = [one for one in indicators if one.columns() <= store.types.keys()]
    counts = store.count(sayable, tuple(by))
    answers: list[Answer] = []
    for one in indicators:
        if one in sayable:
            answers += [Answer(p, ordered(counts, p), part_of=None if p is one else one) for p in numbers_of([one])]
        else:
            lacking = tuple(sorted(one.columns() - store.types.keys()))
            answers.append(Answer(one, {}, supply.cannot_say(lacking), lacking))
    return Said(
        store.name, FactRows.title, FactRows.says, asked.as_of, tuple(by), rows, Counter(), Counter(), tuple(answers)
    )


KINDS = {
    "varchar": "string", "text": "string", "character varying": "string", "boolean": "boolean", "bool": "boolean",
    "date": "date", "integer": "integer", "int4": "integer", "bigint": "integer", "int8": "integer", "smallint": "integer",
    "int2": "integer", "double": "number", "float8": "number", "double precision": "number", "float": "number", "real": "number",
    "float4": "number",
}  # fmt: skip


def _kind(of: str) -> str:
    return KINDS.get(of.lower(), of.lower())


def _short(trouble: Exception) -> str:
    return " ".join(str(trouble).split("\n", 1)[0].split())[:SMALL].rstrip(".") + "."
