"""`counts`: draw episodes, say what each should count as, and have every engine on this machine say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest

from tests.spec.episodes import draw
from wayhome.engines import duckdb, memory, postgres
from wayhome.engines.embedded_postgres import Server
from wayhome.indicators.definition import Count, Counts, Indicator, numbers_of
from wayhome.indicators.facts import EpisodeFacts

Engine = Callable[[list[EpisodeFacts], list[Indicator], tuple[str, ...]], Counts]

EXPECTED = {
    "yes": Count(1, 1),
    "no": Count(0, 1),
    "not known": Count(0, 1, not_known=1),
    "unplaced": Count(0, 0, unplaced=1),
    "outside": Count(0, 0),
}
"""What one row counts as, by the word drawn after the last bar; a plain number has only the last two and `one`."""

EXPECTED_OF_A_NUMBER = {"one": Count(1, None), "unplaced": Count(0, None, unplaced=1), "outside": Count(0, None)}


@pytest.fixture(scope="session")
def engines(postgres_connection: psycopg.Connection) -> dict[str, Engine]:
    """The engines every machine has; Spark is compared with them by the generative tests."""
    return {
        "memory": memory.count,
        "DuckDB": duckdb.count,
        "PostgreSQL": lambda rows, indicators, by: postgres.count(rows, indicators, by, connection=postgres_connection),
    }


@pytest.fixture(scope="session")
def postgres_connection(postgres: Server) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres.dsn("owner"), autocommit=True) as connection:
        yield connection


@pytest.fixture
def counts(engines: dict[str, Engine]) -> Callable[[Indicator, str], Count]:
    """Count an indicator over drawn episodes on every engine: each line as drawn, and all of them together."""

    def check(indicator: Indicator, table: str) -> Count:
        drawn = draw(table)
        (number,) = numbers_of([indicator])
        rows = [row for row, _ in drawn]
        words = EXPECTED if number.counting is not None else EXPECTED_OF_A_NUMBER
        expected = {row.episode: words[word] for row, word in drawn}
        together = Count(0, 0 if number.counting is not None else None)
        for each in expected.values():
            together = together + each
        for name, engine in engines.items():
            found = engine(rows, [indicator], ("episode",))
            assert {stratum[0]: count for (_, stratum), count in found.items()} == expected, name
            if not number.distinct:
                assert engine(rows, [indicator], ()) == {(number, ()): together}, name
        return memory.count(rows, [indicator])[number, ()]

    return check


@pytest.fixture
def count_all(engines: dict[str, Engine]) -> Callable[..., Counts]:
    """Count indicators over drawn episodes by columns, on every engine; the engines must agree."""

    def check(indicators: list[Indicator], table: str, by: tuple[str, ...] = ()) -> Counts:
        rows = [row for row, _ in draw(table)]
        found = {name: engine(rows, indicators, by) for name, engine in engines.items()}
        assert found["DuckDB"] == found["memory"] == found["PostgreSQL"]
        return found["memory"]

    return check
