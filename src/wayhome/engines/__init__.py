"""Where counting happens: memory is the reference, and DuckDB, PostgreSQL and Spark run one statement that agrees with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from wayhome.indicators.definition import Counts, Indicator
from wayhome.indicators.facts import Facts


def count(source: str | Path | Iterable[Facts], indicators: Iterable[Indicator], by: Sequence[str] = ()) -> Counts:
    """Count over rows in memory, or over a Parquet file of facts, named by its path, in DuckDB.

    The answer has a Count for each (indicator, stratum), the stratum being the values of the columns in `by`.
    """
    if isinstance(source, str | Path):
        from wayhome.engines import duckdb  # a caller with rows needs no database

        return duckdb.count(source, indicators, by)
    from wayhome.engines import memory

    return memory.count(source, indicators, by)
