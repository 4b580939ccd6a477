"""Questions: three-valued logic, the same in Python and in SQL, and SQL that nobody's value can change."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import pytest

from wayhome.engines import duckdb
from wayhome.indicators.questions import And, In, Is, Not, NotKnown, Or, Question, Yes, column_sql, literal_sql

ANSWERS = (True, False, None)
ROWS = [SimpleNamespace(a=a, b=b, c=c) for a, b, c in product(ANSWERS, ANSWERS, ("x", "y's", None))]
QUESTIONS: list[Question] = [
    Yes("a"),
    ~Yes("a"),
    ~~Yes("a"),
    Is("c", "x"),
    ~Is("c", "y's"),
    In("c", ("x", "y's")),
    Yes("a") & Yes("b"),
    Yes("a") | Yes("b"),
    ~(Yes("a") & Yes("b")),
    ~(Yes("a") | Is("c", "x")),
    (Yes("a") & ~Yes("b")) | Is("c", "x"),
    Yes("a") & (Yes("b") | In("c", ("y's",))) & ~Yes("b"),
    NotKnown(Yes("a")),
    ~NotKnown(Yes("a") & Is("c", "x")),
    Yes("a") | NotKnown(~Yes("b")),
]


@pytest.fixture(scope="module")
def table():
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE facts (a BOOLEAN, b BOOLEAN, c VARCHAR)")
        connection.executemany("INSERT INTO facts VALUES (?, ?, ?)", [(row.a, row.b, row.c) for row in ROWS])
        yield connection


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.sql())
def test_it_answers_in_python_what_its_sql_answers(table, question):
    sql = [question.sql(), question.yes_sql(), question.maybe_sql(), question.known_sql()]
    found = table.execute(f"SELECT a, b, c, {', '.join(sql)} FROM facts").fetchall()
    for a, b, c, answer, yes, maybe, known in found:
        said = question.answer(SimpleNamespace(a=a, b=b, c=c))
        assert (answer, yes, maybe, known) == (said, said is True, said is not False, said is not None)


def test_it_reads_as_it_was_written():
    assert (
        Yes("eligible") & Yes("offered") & ~Yes("void")
    ).sql() == "(facts.eligible AND facts.offered AND (NOT facts.void))"
    assert (Yes("a") | Yes("b") | Is("group", "home")).sql() == "(facts.a OR facts.b OR facts.group = 'home')"
    assert In("group", ("home", "care_in")).sql() == "facts.group IN ('home', 'care_in')"


def test_it_keeps_an_and_inside_an_or():
    question = (Yes("a") & Yes("b")) | (Yes("a") & Yes("c"))
    assert question == Or((And((Yes("a"), Yes("b"))), And((Yes("a"), Yes("c")))))


def test_it_knows_the_columns_it_reads():
    question = ~(Yes("a") & Is("b", "x")) | In("c", ("y",))
    assert question.columns() == {"a", "b", "c"}
    assert isinstance(~Yes("a"), Not)
    assert NotKnown(question).columns() == question.columns()


def test_it_refuses_a_question_about_no_value():
    with pytest.raises(ValueError, match="name at least one value that c may hold"):
        In("c", ())


@pytest.mark.parametrize("name", ["", "a b", "a;--", "größe", "1a", "a.b"])
def test_it_refuses_what_is_not_the_name_of_a_column(name):
    with pytest.raises(ValueError, match="not the name of a column"):
        column_sql(name)


def test_it_writes_a_value_so_that_it_stays_a_value():
    assert literal_sql("y's'; DROP TABLE facts") == "'y''s''; DROP TABLE facts'"
    with pytest.raises(ValueError, match="every engine reads the same"):
        literal_sql("back\\slash")


def test_it_must_be_a_question_of_some_kind():
    for ask in (lambda q: q.answer(None), Question.sql, Question.yes_sql, Question.maybe_sql, Question.columns):
        with pytest.raises(NotImplementedError):
            ask(Question())
