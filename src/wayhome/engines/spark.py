"""Counting in Spark: the same statement over a distributed set of facts. Needs the extra `spark` and Java 17 or newer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from wayhome.engines import sql, tables
from wayhome.indicators.definition import Counts, Indicator
from wayhome.indicators.facts import EPISODE_COLUMNS, Facts
from wayhome.indicators.questions import TABLE

TYPES = {"string": "STRING", "boolean": "BOOLEAN", "date": "DATE", "integer": "INT", "number": "DOUBLE"}


def layout_sql(layout: tables.Layout) -> str:
    """The columns of fact rows as Spark declares them."""
    return ", ".join(f"{column.name} {TYPES[column.kind]}" for column in layout)


LAYOUT = layout_sql(EPISODE_COLUMNS)


def count(
    source: DataFrame | Iterable[Facts],
    indicators: Iterable[Indicator],
    by: Sequence[str] = (),
    *,
    session: SparkSession,
) -> Counts:
    """Count over a data frame of facts, wherever it is stored, or over rows."""
    made = sql.statement(indicators, by)
    frame: Any = source
    if not isinstance(source, DataFrame):
        layout = tables.layout_of(made.indicators)
        frame = session.createDataFrame([tables.values(row, layout) for row in source], layout_sql(layout))
    frame.createOrReplaceTempView(TABLE)
    return made.counts(tuple(row) for row in session.sql(made.text()).collect())
