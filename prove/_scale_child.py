"""One process that counts a folder of facts, says what it found, and how much memory it ever held. Run by `prove scale`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench._facts import COUNTED
from wayhome.engines import duckdb as engine

BY = ("authority", "group")
LIMIT = "300MB"
"""What DuckDB may hold; the rest of the 512 MB is for Python and for what DuckDB does not count."""


def most_held() -> int:
    """The most memory this process has held so far, in megabytes, as the kernel counts resident pages."""
    status = Path("/proc/self/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) // 1024


def main(pattern: str, how: str, spill: str) -> None:
    with engine.connect() as connection:
        connection.execute("SET threads = 2")
        if how == "carelessly":  # the planted fault: every row is brought into memory before it is counted
            connection.execute(f"CREATE TABLE held AS SELECT * FROM {engine.parquet(pattern)}")
            answer = []
        else:
            connection.execute(f"SET memory_limit = '{LIMIT}'")
            connection.execute(f"SET temp_directory = '{spill}'")
            found = engine.count(pattern, COUNTED, BY, connection=connection)
            answer = [
                [number.id, *stratum, count.numerator, count.denominator, count.not_known, count.unplaced]
                for (number, stratum), count in found.items()
            ]
    json.dump({"most_held": most_held(), "answer": answer}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
