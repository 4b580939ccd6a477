"""Counting in PostgreSQL: the same statement over the case system's own table of facts, or over rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import psycopg

from wayhome.engines import sql, tables
from wayhome.indicators.definition import Counts, Indicator
from wayhome.indicators.facts import Facts
from wayhome.indicators.questions import TABLE

TYPES = {"string": "text", "boolean": "boolean", "date": "date", "integer": "integer", "number": "double precision"}


def count(
    source: str | Iterable[Facts],
    indicators: Iterable[Indicator],
    by: Sequence[str] = (),
    *,
    connection: psycopg.Connection[tuple[object, ...]],
) -> Counts:
    """Count over a table or view of facts, named by the caller and never by a user, or over rows loaded for this call."""
    made = sql.statement(indicators, by)
    with connection.cursor() as cursor:
        if isinstance(source, str):
            return made.counts(cursor.execute(made.text(source)))
        layout = tables.layout_of(made.indicators)
        cursor.execute(tables.create(TYPES, layout))
        with cursor.copy(f"COPY {TABLE} FROM STDIN") as copy:
            for row in source:
                copy.write_row(tables.values(row, layout))
        counts = made.counts(cursor.execute(made.text()))
        cursor.execute(f"DROP TABLE {TABLE}")
        return counts


def rows(
    source: str,
    indicator: Indicator,
    part: sql.Part,
    columns: Sequence[str],
    *,
    connection: psycopg.Connection[tuple[object, ...]],
) -> list[tuple[object, ...]]:
    """The rows behind one number of a count over a table, view or query of facts, written by the caller and never by a user."""
    with connection.cursor() as cursor:
        return cursor.execute(sql.rows(indicator, part, columns, source)).fetchall()
