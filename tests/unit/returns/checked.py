"""How the tests of the checks run them: write tables, check them, give back what was found."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from wayhome.returns.checking import Beside, check_file
from wayhome.returns.example.council import YEAR, council
from wayhome.returns.example.tables import (
    EPISODES,
    EVENTS,
    FACTS,
    HEADER,
    LAST_YEAR,
    LIST,
    MISSING,
    SSD,
    Table,
    Tables,
    tables_of,
)
from wayhome.returns.fault import Fault

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
BESIDE = {EPISODES: "episodes", HEADER: "header", LAST_YEAR: "last_year"}

Found = set[tuple[str, str, int | None, str | None]]


@cache
def _example() -> Tables:
    return tables_of(council(1))


def clean() -> Tables:
    """The clean example, fresh, for a test to spoil."""
    return Tables({name: Table(table.columns, [dict(row) for row in table.rows]) for name, table in _example().items()})


def written(tables: Tables, folder: Path, names: list[str]) -> dict[str, Path]:
    """The tables of these names as CSV files in a folder."""
    paths = {name: folder / f"{name}.csv" for name in names}
    for name, path in paths.items():
        path.write_text(tables[name].text(), encoding="utf-8", newline="")
    return paths


def check_table(name: str, tables: Tables, folder: Path, *, without: tuple[str, ...] = ()) -> list[Fault]:
    """Check one of the tables with everything that stands beside it."""
    paths = written(tables, folder, [name, *BESIDE])
    beside = {key: paths[table] for table, key in BESIDE.items() if table not in without}
    faults: list[Fault] = []
    check_file(paths[name], Beside(**beside, year=YEAR), faults.append, as_of=NOW)
    return faults


def check_like(name: str, tables: Tables, folder: Path, *, without: tuple[str, ...] = ()) -> list[Fault]:
    """Check the table a breach was planted in; those that stand beside MISSING are checked with it."""
    return check_table(name if name in (SSD, LIST, EVENTS, FACTS) else MISSING, tables, folder, without=without)


def places(faults: list[Fault]) -> Found:
    """What was found, as (rule, table, row, column)."""
    return {(f.rule, f.file.removesuffix(".csv"), f.row, f.column) for f in faults}
