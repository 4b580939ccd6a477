"""Every engine gives the whole common set as the reference gives it: each indicator, by each stratum, not known and unplaced too.

The rows hold any value in any column, a quarter of them none, and their children come back, so that different children are
fewer than returns. What would escape notice is planted: one engine reads one test of a column in another way.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from tests.generative.journeys import any_child, any_row
from tests.generative.test_engines_agree import local_spark
from wayhome.domain.vocabulary import EpisodeKind
from wayhome.engines import duckdb, memory, sql, tables
from wayhome.engines import postgres as postgresql
from wayhome.engines.embedded_postgres import Server
from wayhome.indicators.catalogue import EVERY, children, way
from wayhome.indicators.definition import STRATA, Counts, Indicator, numbers_of
from wayhome.indicators.facts import EPISODE_COLUMNS, EpisodeFacts, answered, several

SEED, ROWS, CHILDREN, AUTHORITIES = 20260401, 700, 120, ("Northby", "Westmarsh")
OF_CHILDREN = ("group", "authority", "period")
TOGETHER = 14
"""Counts of different things are asked for so many at once: some engines keep a table for each."""

Engine = Callable[[list[EpisodeFacts], tuple[Indicator, ...], tuple[str, ...]], Counts]


@cache
def rows_of_returns() -> list[EpisodeFacts]:
    chance = random.Random(SEED)
    return [replace(any_row(chance, number), **what_most_are(chance)) for number in range(ROWS)]


def what_most_are(chance: random.Random) -> dict[str, Any]:
    """Without these, most numbers would be 0: of rows drawn blindly few are returns after which a child talked of much."""
    said: dict[str, Any] = {
        "child": f"child {chance.randrange(CHILDREN)}", "authority": chance.choice(AUTHORITIES),
        "kind": chance.choice([EpisodeKind.MISSING, EpisodeKind.MISSING, *EpisodeKind]),
    }  # fmt: skip
    likely = (
        "eligible",
        "undertaken",
        "mature_72h",
        "need_identified",
        "support_accepted",
        "support_mature_28d",
        "support_offered",
    )
    said |= {name: True for name in likely if chance.random() < 0.6}
    for column in EPISODE_COLUMNS:
        if column.several is not None and chance.random() < 0.8:
            codes = chance.sample(column.several.codes, len(column.several.codes) // 2)
            told = {code: chance.random() < 0.5 for code in codes}
            said[column.name] = answered(told) if column.several.answered else several(codes)
    return said


def plain() -> tuple[Indicator, ...]:
    """Every number of rows: of the common set, and of the pages of an authority."""
    every = (*numbers_of(EVERY), *numbers_of(way.NUMBERS))
    return tuple(number for number in dict.fromkeys(every) if not number.distinct and is_of_returns(number))


def of_different_things() -> Iterator[tuple[Indicator, ...]]:
    found = iter([number for number in numbers_of(EVERY) if number.distinct and is_of_returns(number)])
    while some := tuple(islice(found, TOGETHER)):
        yield some


def is_of_returns(number: Indicator) -> bool:
    return number.columns() <= {column.name for column in EPISODE_COLUMNS}


def asked() -> Iterator[tuple[tuple[Indicator, ...], tuple[str, ...]]]:
    """What every engine is asked: everything, by nothing and by each stratum in turn, two at a time."""
    for by in ((), *(STRATA[at : at + 2] for at in range(0, len(STRATA), 2))):
        yield plain(), by
    for place, some in enumerate(of_different_things()):
        yield some, (STRATA[place % len(STRATA)],)
        yield some, ()


@cache
def expected(numbers: tuple[Indicator, ...], by: tuple[str, ...]) -> Counts:
    return memory.count(rows_of_returns(), numbers, by)


def disagreements(engine: Engine, numbers: tuple[Indicator, ...], by: tuple[str, ...]) -> set[str]:
    """The indicators that the engine counts otherwise than the reference, in any stratum."""
    found, wanted = engine(rows_of_returns(), numbers, by), expected(numbers, by)
    return {number.id for number, stratum in found.keys() ^ wanted.keys()} | {
        key[0].id for key, count in wanted.items() if found.get(key) != count
    }


def test_it_asks_for_every_indicator_and_every_stratum():
    numbers, strata = {n for some, _ in asked() for n in some}, {name for _, by in asked() for name in by}
    assert {*numbers_of(EVERY)} - numbers == {*numbers_of(children.INDICATORS)}, "those are rows of children, below"
    assert strata == {*STRATA}


def test_it_has_rows_that_say_something_of_each_and_rows_that_do_not():
    """A number that is 0 whatever an engine does would agree with anything."""
    counts = [expected(some, ()) for some, by in asked() if not by]
    told = {number.id: count for found in counts for (number, _), count in found.items()}
    nothing = {name for name, count in told.items() if not count.numerator}
    assert len(nothing) <= 2, nothing
    assert sum(bool(count.not_known) for count in told.values()) > len(told) * 0.3
    assert sum(bool(count.unplaced) for count in told.values()) > len(told) * 0.3


def test_it_counts_the_whole_set_alike_on_duckdb_and_postgresql(postgres: Server):
    with psycopg.connect(postgres.dsn("owner"), autocommit=True) as connection, duckdb.connect() as file:
        file.execute("SET threads = 1")
        for engine in (on_duckdb(file), on_postgresql(connection)):
            for numbers, by in asked():
                assert not disagreements(engine, numbers, by), by


def test_it_counts_children_alike_by_each_of_their_strata(postgres: Server):
    some = [replace(any_child(chance), child=str(n)) for n, chance in enumerate([random.Random(SEED)] * 200)]
    with psycopg.connect(postgres.dsn("owner"), autocommit=True) as connection:
        for by in ((), *((name,) for name in OF_CHILDREN)):
            wanted = memory.count(some, children.INDICATORS, by)
            assert duckdb.count(some, children.INDICATORS, by) == wanted
            assert postgresql.count(some, children.INDICATORS, by, connection=connection) == wanted


@pytest.mark.java
def test_it_counts_the_whole_set_alike_on_spark(monkeypatch):
    spark = pytest.importorskip("wayhome.engines.spark", reason="PySpark is not installed")
    session = local_spark()
    try:
        made = session.createDataFrame([tables.values(row) for row in rows_of_returns()], spark.LAYOUT).cache()
        some = [any_child(random.Random(SEED)) for _ in range(40)]

        def engine(rows: list[EpisodeFacts], numbers: tuple[Indicator, ...], by: tuple[str, ...]) -> Counts:
            return spark.count(made, numbers, by, session=session)

        for numbers, by in asked():
            assert not disagreements(engine, numbers, by), by
        for by in ((name,) for name in OF_CHILDREN):
            wanted = memory.count(some, children.INDICATORS, by)
            assert spark.count(some, children.INDICATORS, by, session=session) == wanted
        monkeypatch.setattr(spark, "sql", reading(*FAULTS["one column is read for another"][:2]))
        assert "D3" in disagreements(engine, plain(), ())
    finally:
        session.stop()


FAULTS = {
    "one column is read for another": ("facts.within_72_hours IS TRUE", "facts.offered_within_72h IS TRUE", "D3"),
    "not known is read as yes": ("facts.undertaken IS TRUE", "facts.undertaken IS NOT FALSE", "D1"),
    "not known is read as no": ("facts.eligible IS NOT FALSE", "facts.eligible IS TRUE", "R3"),
    "what is not known counts as known": ("facts.need_identified IS TRUE", "facts.undertaken IS TRUE", "F1"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_it_notices_when_one_engine_reads_one_test_in_another_way(postgres: Server, monkeypatch, fault: str):
    said, read, caught = FAULTS[fault]
    with psycopg.connect(postgres.dsn("owner"), autocommit=True) as connection, duckdb.connect() as file:
        for module, engine in ((duckdb, on_duckdb(file)), (postgresql, on_postgresql(connection))):
            assert not disagreements(engine, plain(), ())
            with monkeypatch.context() as planted:
                planted.setattr(module, "sql", reading(said, read))
                assert caught in disagreements(engine, plain(), ())


def test_it_notices_when_one_engine_counts_the_same_child_twice(monkeypatch):
    numbers = next(of_different_things())

    def engine(rows: list[EpisodeFacts], numbers: tuple[Indicator, ...], by: tuple[str, ...]) -> Counts:
        return duckdb.count(rows, numbers, by)

    monkeypatch.setattr(duckdb, "sql", reading("COUNT(DISTINCT ", "COUNT("))
    assert "R1c" in disagreements(engine, numbers, ())


def on_duckdb(file: Any) -> Engine:
    return lambda rows, numbers, by: duckdb.count(rows, numbers, by, connection=file)


def on_postgresql(connection: Any) -> Engine:
    return lambda rows, numbers, by: postgresql.count(rows, numbers, by, connection=connection)


def reading(said: str, read: str) -> SimpleNamespace:
    """The module that writes the statement, as an engine would have it that reads one expression in another way."""

    def statement(indicators: Any, by: Any = ()) -> Any:
        made = sql.statement(indicators, by)
        text = made.text()
        assert said in text, f"the statement does not say {said}"

        def altered(source: str = sql.TABLE, **how: Any) -> str:
            return made.text(source, **how).replace(said, read)

        return SimpleNamespace(indicators=made.indicators, text=altered, counts=made.counts)

    return SimpleNamespace(statement=statement)
