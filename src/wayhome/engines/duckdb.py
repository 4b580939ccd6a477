"""Counting in DuckDB: Parquet and CSV files in place, out of core, on one machine. Nothing is fetched or installed."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from wayhome.engines import sql, tables
from wayhome.indicators.definition import Counts, Indicator
from wayhome.indicators.facts import EPISODE_COLUMNS, Facts
from wayhome.indicators.questions import TABLE

ROWS = "COUNT_IF({condition})"
"""An eighth quicker here than the sum that every engine has."""
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}


def connect(folder: str | Path = ":memory:") -> duckdb.DuckDBPyConnection:
    """A connection that never installs or loads an extension by itself."""
    return duckdb.connect(str(folder), config=OFFLINE)


def count(
    source: str | Path | Iterable[Facts],
    indicators: Iterable[Indicator],
    by: Sequence[str] = (),
    *,
    connection: duckdb.DuckDBPyConnection | None = None,
) -> Counts:
    """Count over a Parquet file of facts (or a pattern of such files), or over rows. Raises duckdb.Error for other files."""
    using = connect() if connection is None else connection
    made = sql.statement(indicators, by)
    if isinstance(source, str | Path):
        return made.counts(using.execute(made.text(parquet(source), rows=ROWS)).fetchall())
    load(source, using, tables.layout_of(made.indicators))
    counts = made.counts(using.execute(made.text(rows=ROWS)).fetchall())
    using.execute(f"DROP TABLE {TABLE}")
    return counts


def load(rows: Iterable[Facts], connection: duckdb.DuckDBPyConnection, layout: tables.Layout = EPISODE_COLUMNS) -> None:
    """Put rows into a temporary table of the connection, forty times as fast as one by one.

    They go by way of a file in a folder that only this user can read, and both are gone when it returns.
    """
    connection.execute(tables.create(TYPES, layout))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facts.csv"
        with file.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(
                [NOT_KNOWN if value is None else value for value in tables.values(row, layout)] for row in rows
            )
        connection.execute(
            f"COPY {TABLE} FROM {_text(file)} (FORMAT csv, HEADER false, AUTO_DETECT false, NULLSTR '{NOT_KNOWN}')"
        )


def parquet(path: str | Path) -> str:
    """The table function that reads a Parquet file, or all that match a pattern."""
    return f"read_parquet({_text(path)})"


def _text(path: str | Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


NOT_KNOWN = "\\N"
"""An empty cell of the file rows are loaded from: no text, and not the empty text."""

TYPES = {"string": "VARCHAR", "boolean": "BOOLEAN", "date": "DATE", "integer": "INTEGER", "number": "DOUBLE"}
