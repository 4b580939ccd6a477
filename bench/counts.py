"""Raw facts to a cube against decoding the same columns, 1 and 10 million rows (2.1); a page of it against a bare one (2)."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time

import duckdb

from bench import _compare
from bench._derive import facts_per_second
from bench._facts import COUNTED, connect, file_of
from wayhome.engines import duckdb as engine
from wayhome.engines import sql

MOST, PAGE_MOST = 2.1, 2.0
SIZES = (1_000_000, 10_000_000)
RUNS = 7
BY = ("authority", "returned_month", "group")


def counting(rows: int) -> dict[str, float]:
    """Seconds to count, and to decode the columns that takes, in alternating runs.

    Decoding reads every value of each column once and keeps the largest. Seconds are of all cores together, so that what
    else the machine does counts least; the time on the wall is given beside them.
    """
    source = engine.parquet(file_of(rows))
    statement = sql.statement(COUNTED, BY)
    columns = sorted(set(BY).union(*(indicator.columns() for indicator in COUNTED)))
    added_up = ", ".join(f"SUM(n_{place})" for place in range(1, len(statement.numbers) + 1))
    count = f"SELECT COUNT(*), {added_up} FROM ({statement.text(source, rows=engine.ROWS)}) AS cube"
    decode = f"SELECT {', '.join(f'MAX(facts.{column})' for column in columns)} FROM {source} AS facts"
    with connect() as connection:
        _must_be_right(connection, statement, count, source)
        pairs = [(_seconds(connection, count), _seconds(connection, decode)) for _ in range(RUNS)]
    (count_cpu, count_wall), (decode_cpu, decode_wall) = (
        (statistics.median(pair[of][0] for pair in pairs), statistics.median(pair[of][1] for pair in pairs))
        for of in (0, 1)
    )
    return {
        "rows": rows,
        "columns": len(columns),
        "counts": len(COUNTED),
        "count_core_seconds": count_cpu,
        "decode_core_seconds": decode_cpu,
        "count_seconds": count_wall,
        "decode_seconds": decode_wall,
        "ratio": statistics.median(counted[0] / decoded[0] for counted, decoded in pairs),
        "ratio_on_the_wall": statistics.median(counted[1] / decoded[1] for counted, decoded in pairs),
    }


def _seconds(connection: duckdb.DuckDBPyConnection, statement: str) -> tuple[float, float]:
    cores, wall = time.process_time(), time.perf_counter()
    connection.execute(statement).fetchall()
    return time.process_time() - cores, time.perf_counter() - wall


def _must_be_right(connection: duckdb.DuckDBPyConnection, statement: sql.Statement, count: str, source: str) -> None:
    """A fast wrong answer is no figure: D1 against a count written by hand, and the number of strata."""
    found = connection.execute(count).fetchall()[0]
    heard = next(indicator for indicator in statement.indicators if indicator.id == "D1")
    counted = statement.places[heard].count([int(number) for number in found[1:]])
    asked = 'SELECT count(*) FILTER (eligible AND undertaken), count(*) FILTER (eligible), count(DISTINCT (authority, returned_month, "group"))'
    by_hand = connection.execute(f"{asked} FROM {source}").fetchall()[0]
    if (counted.numerator, counted.denominator, found[0]) != by_hand:
        raise SystemExit(f"counted {counted} in {found[0]} strata; by hand it is {by_hand}")


def told(figures: dict[str, float]) -> None:
    """The figures of one size in words."""
    print(
        f"counted: {figures['counts']} counts of {figures['rows']:,} rows by {', '.join(BY)}, {figures['columns']} columns, "
        f"in {figures['count_core_seconds']:.2f} core seconds ({figures['count_seconds']:.2f} s)"
    )
    print(
        f"decoded: the same columns in {figures['decode_core_seconds']:.2f} core seconds ({figures['decode_seconds']:.2f} s)"
    )
    print(f"ratio: {figures['ratio']:.2f}, at most {MOST} (on the wall {figures['ratio_on_the_wall']:.2f})")


def main() -> int:
    """Print the figures; 1 when counting takes more than its share."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    options.add_argument("--rows", type=int, action="append", help=f"rows to count, in place of {SIZES}")
    options.add_argument("--no-page", action="store_true", help="leave out the page, which needs a server")
    given = options.parse_args()
    sizes = [counting(rows) for rows in given.rows or SIZES]
    figures: dict[str, object] = {"facts_per_second": facts_per_second(), "most": MOST, "counted": sizes}
    page = None if given.no_page else _compare.ratio()
    figures |= {"page": page, "page_most": PAGE_MOST}
    if given.json:
        print(json.dumps(figures))
    else:
        print(f"facts derived: {figures['facts_per_second']:,.0f} a second on one core")
        for size in sizes:
            told(size)
        if page:
            print(
                f"compare with others: {page['page_p50_ms']:.1f} ms (p95 {page['page_p95_ms']:.1f}), a bare signed-in page "
                f"{page['bare_p50_ms']:.1f} ms (p95 {page['bare_p95_ms']:.1f}); ratio {page['ratio']:.2f}, at most {PAGE_MOST}"
            )
    return int(any(size["ratio"] > MOST for size in sizes) or (page is not None and page["ratio"] > PAGE_MOST))


if __name__ == "__main__":
    sys.exit(main())
