"""Every engine gives the counts that the reference gives, for definitions and rows that nobody chose.

Hundreds of random definitions, each over rows of its own with any value in any column, counted by random columns.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg
import pytest

from tests.generative.journeys import SAMPLES, any_child, any_row
from wayhome.domain.outcome import both, opposite
from wayhome.engines import duckdb, memory, tables
from wayhome.engines import postgres as postgresql
from wayhome.engines.embedded_postgres import Server
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import BY_ID, children
from wayhome.indicators.definition import Composition, Counts, Indicator, numbers_of
from wayhome.indicators.facts import EPISODE_COLUMNS, EpisodeFacts
from wayhome.indicators.questions import TABLE, Has, In, Question, Recorded, Said, Yes

SEED = 20250301
DEFINITIONS, FEWEST = 300, 200
ON_SPARK = 40
LISTED = 60
LEAST_NONE, LEAST_BETWEEN = 0.05, 0.5

YES_OR_NO = [column.name for column in EPISODE_COLUMNS if column.kind == "boolean"]
SEVERAL = [column for column in EPISODE_COLUMNS if column.several is not None]
TEXT = [
    column for column in EPISODE_COLUMNS if column.kind == "string" and column.name != "episode" and not column.several
]
STRATA = [column.name for column in EPISODE_COLUMNS if column.kind != "number" and column.name != "episode"]


@dataclass
class Tried:
    """What was tried, and how telling it was."""

    definitions: int = 0
    values: dict[str, int] = field(default_factory=dict)
    empty: dict[str, int] = field(default_factory=dict)
    answers: int = 0
    between: int = 0

    def note(self, indicator: Indicator, rows: list[EpisodeFacts], counts: Counts) -> None:
        self.definitions += 1
        for column in indicator.columns():
            self.values[column] = self.values.get(column, 0) + len(rows)
            self.empty[column] = self.empty.get(column, 0) + sum(getattr(row, column) is None for row in rows)
        for count in counts.values():
            whole = count.denominator if count.denominator is not None else len(rows)
            self.answers += 1
            self.between += 0 < count.numerator < whole

    def shares_of_none(self) -> dict[str, float]:
        optional = {column.name for column in EPISODE_COLUMNS if column.may_be_empty}
        return {name: self.empty[name] / seen for name, seen in sorted(self.values.items()) if name in optional}

    def words(self) -> str:
        none = self.shares_of_none()
        return (
            f"{self.definitions} definitions over {len(self.values)} columns; "
            f"share of None per column {min(none.values()):.0%} to {max(none.values()):.0%}; "
            f"{self.between} of {self.answers} answers neither 0 nor all ({self.between / self.answers:.0%})"
        )


def a_code(chance: random.Random) -> Question:
    """A random question about a column that holds several codes."""
    column = chance.choice(SEVERAL)
    assert column.several is not None
    code = chance.choice(column.several.codes)
    return Said(column.name, code) if column.several.answered else Has(column.name, code)


def a_question(chance: random.Random, depth: int) -> Question:
    """A random question, with as many parts as `depth` allows."""
    if depth == 0 or chance.random() < 0.3:
        drawn = chance.random()
        if drawn < 0.5:
            leaf: Question = Yes(chance.choice(YES_OR_NO))
        elif drawn < 0.55:
            leaf = Recorded(chance.choice(STRATA))
        elif drawn < 0.65:
            leaf = a_code(chance)
        else:
            column = chance.choice(TEXT)
            values = column.values or SAMPLES["string"]
            leaf = In(column.name, tuple(chance.sample(values, chance.randint(1, max(1, len(values) - 1)))))
        return ~leaf if chance.random() < 0.3 else leaf
    first, second = a_question(chance, depth - 1), a_question(chance, depth - 1)
    joined = first & second if chance.random() < 0.5 else first | second
    return ~joined if chance.random() < 0.2 else joined


def a_definition(chance: random.Random, number: int) -> Indicator:
    """A random indicator: of rows or of different things, a share, a plain number or a composition."""
    shape = {
        "id": f"X{number}", "slug": f"x{number}", "title": "", "better": None, "why": "", "source": "",
        "numerator_words": "", "denominator_words": "", "of": a_question(chance, 2),
        "unplaced": a_question(chance, 1) if chance.random() < 0.3 else None,
    }  # fmt: skip
    if chance.random() < 0.15:
        column = chance.choice([column for column in TEXT if column.values])
        return Composition(
            column=column.name, values=column.values, value_words=dict.fromkeys(column.values, ""), **shape
        )
    distinct = ("authority", "child") if chance.random() < 0.2 else ()
    return Indicator(counting=a_question(chance, 2) if chance.random() < 0.8 else None, distinct=distinct, **shape)


def trials(how_many: int) -> Iterator[tuple[Indicator, list[EpisodeFacts], tuple[str, ...], Counts]]:
    """Definitions, each with rows of its own, columns to count by, and what the reference says."""
    for number in range(how_many):
        chance = random.Random(f"{SEED}/{number}")
        indicator = a_definition(chance, number)
        rows = [any_row(chance, place) for place in range(chance.randint(20, 60))]
        by = tuple(chance.sample(STRATA, chance.choice([0, 0, 1, 2])))
        yield indicator, rows, by, memory.count(rows, [indicator], by)


def test_it_gives_the_same_counts_on_duckdb_and_postgresql(postgres: Server, capsys):
    tried = Tried()
    with psycopg.connect(postgres.dsn("owner"), autocommit=True) as connection, duckdb.connect() as file:
        for indicator, rows, by, expected in trials(DEFINITIONS):
            tried.note(indicator, rows, memory.count(rows, [indicator]))
            assert duckdb.count(rows, [indicator], by, connection=file) == expected, indicator.id
            assert postgresql.count(rows, [indicator], by, connection=connection) == expected, indicator.id
    with capsys.disabled():
        print(f"\nengines agree (memory, DuckDB, PostgreSQL): {tried.words()}")
    assert tried.definitions >= FEWEST
    assert min(tried.shares_of_none().values()) >= LEAST_NONE
    assert tried.between / tried.answers >= LEAST_BETWEEN


def test_it_counts_a_table_that_postgresql_already_holds(postgres: Server):
    """The case system keeps its facts in a table: the same counts, and the table is still there."""
    indicator, rows, by, expected = next(trials(1))
    with psycopg.connect(postgres.dsn("owner")) as connection:
        connection.execute(tables.create(postgresql.TYPES).replace(" facts ", " facts_kept "))
        with connection.cursor().copy("COPY facts_kept FROM STDIN") as copy:
            for row in rows:
                copy.write_row(tables.values(row))
        for _ in range(2):
            assert postgresql.count("facts_kept", [indicator], by, connection=connection) == expected


def test_it_lists_exactly_the_rows_that_were_counted(postgres: Server):
    """Whatever the definition, each part of a count has as many rows behind it as the count says, and no others."""
    listed = 0
    with psycopg.connect(postgres.dsn("owner"), autocommit=True) as connection:
        for indicator, rows, _, _ in trials(LISTED):
            connection.execute(tables.create(postgresql.TYPES))
            with connection.cursor().copy(f"COPY {TABLE} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(tables.values(row))
            for number in numbers_of([indicator]):
                count = memory.count(rows, [number])[number, ()]
                for part, expected in parts_of(number, rows).items():
                    found = postgresql.rows(TABLE, number, part, ("episode",), connection=connection)
                    assert [episode for (episode,) in found] == sorted(expected), (number.id, part)
                    listed += len(found)
                if not number.distinct:
                    sizes = {part: len(found) for part, found in parts_of(number, rows).items()}
                    assert (count.numerator, count.not_known, count.unplaced) == tuple(
                        sizes[part] for part in (Part.COUNTED, Part.NOT_KNOWN, Part.UNPLACED)
                    )
            connection.execute(f"DROP TABLE {TABLE}")
    assert listed > LISTED


def parts_of(number: Indicator, rows: list[EpisodeFacts]) -> dict[Part, list[str]]:
    """The episodes behind each part of a count, by asking each row."""
    found: dict[Part, list[str]] = {part: [] for part in Part}
    for row in rows:
        placed = True if number.unplaced is None else opposite(number.unplaced.answer(row))
        belongs = both(number.of.answer(row), placed)
        if number.of.answer(row) is False:
            continue
        if belongs is not True:
            found[Part.UNPLACED].append(row.episode)
            continue
        found[Part.EVERYONE].append(row.episode)
        answer = True if number.counting is None else number.counting.answer(row)
        if answer is not False:
            found[Part.COUNTED if answer else Part.NOT_KNOWN].append(row.episode)
    return found


def test_it_counts_rows_of_children_alike(postgres: Server):
    """P2 is counted over another kind of row; rows of both kinds are never read together."""
    with psycopg.connect(postgres.dsn("owner"), autocommit=True) as connection:
        for trial in range(20):
            chance = random.Random(f"{SEED}/children/{trial}")
            rows = [any_child(chance) for _ in range(40)]
            expected = memory.count(rows, children.INDICATORS, ("group", "period"))
            assert duckdb.count(rows, children.INDICATORS, ("group", "period")) == expected
            assert postgresql.count(rows, children.INDICATORS, ("group", "period"), connection=connection) == expected
    with pytest.raises(ValueError, match="no kind of row has all the columns"):
        duckdb.count([], [*children.INDICATORS, BY_ID["R3"]])


@pytest.mark.java
def test_it_gives_the_same_counts_on_spark(capsys):
    spark = pytest.importorskip(
        "wayhome.engines.spark", reason="PySpark is not installed: `pip install 'wayhome[spark]'`"
    )
    tried = Tried()
    session = local_spark()
    try:
        tries = list(trials(ON_SPARK))
        rows_of_all = [(number, *tables.values(row)) for number, (_, rows, _, _) in enumerate(tries) for row in rows]
        frame = session.createDataFrame(
            rows_of_all, f"trial INT, {spark.LAYOUT}"
        ).cache()  # one start of Python for all
        for number, (indicator, rows, by, expected) in enumerate(tries):
            tried.note(indicator, rows, memory.count(rows, [indicator]))
            assert spark.count(frame.where(f"trial = {number}"), [indicator], by, session=session) == expected, (
                indicator.id
            )
        indicator, rows, by, expected = tries[0]
        assert spark.count(rows, [indicator], by, session=session) == expected
        some = [any_child(random.Random(SEED)) for _ in range(40)]
        expected = memory.count(some, children.INDICATORS, ("period",))
        assert spark.count(some, children.INDICATORS, ("period",), session=session) == expected
    finally:
        session.stop()
    with capsys.disabled():
        print(f"\nengines agree (memory, Spark): {tried.words()}")
    assert tried.definitions >= ON_SPARK
    assert tried.between / tried.answers >= LEAST_BETWEEN


def local_spark():
    """A Spark of this machine only: no page, no network beyond the loopback, quiet."""
    from pyspark.sql import SparkSession

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = (
            SparkSession.builder.master("local[1]")
            .appName("wayhome")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.codegen.wholeStage", "false")  # compiling takes longer than counting a few rows
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .getOrCreate()
        )
    session.sparkContext.setLogLevel("ERROR")
    return session
