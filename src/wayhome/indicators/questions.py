"""Questions about one row: answered yes, no or not known in Python, and written as SQL that answers the same.

Three-valued logic is SQL's own: not known AND no is no, not known OR yes is yes, NOT not known is not known. Every
column is written with the name of the table before it, which DuckDB, PostgreSQL and Spark all read, reserved words too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wayhome.domain.outcome import Answer, both, either, opposite

TABLE = "facts"
"""The name every statement gives the rows it reads."""

Test = Callable[[str], str]
"""What a statement puts in the place of the test of one column; `str` puts the test itself."""


class Question:
    """A yes-or-no question about a row. Join with `&` and `|`, turn round with `~`."""

    __slots__ = ()

    def answer(self, row: Any) -> Answer:
        """Yes, no, or None for not known. `row` has the columns as attributes."""
        raise NotImplementedError

    def sql(self) -> str:
        """The same question as an SQL expression: TRUE, FALSE or NULL."""
        raise NotImplementedError

    def yes_sql(self, test: Test = str) -> str:
        """Whether the answer is yes, as an SQL expression that is never NULL: engines add those up fastest.

        `test` may give each test of one column a name, so that a statement writes and works it out once.
        """
        raise NotImplementedError

    def maybe_sql(self, test: Test = str) -> str:
        """Whether the answer is yes or not known, as an SQL expression that is never NULL."""
        raise NotImplementedError

    def known_sql(self, test: Test = str) -> str:
        """Whether the answer is known, as an SQL expression that is never NULL."""
        return f"({self.yes_sql(test)} OR NOT {self.maybe_sql(test)})"

    def columns(self) -> frozenset[str]:
        """The columns it reads."""
        raise NotImplementedError

    def __and__(self, other: Question) -> Question:
        return And((*_parts(self, And), *_parts(other, And)))

    def __or__(self, other: Question) -> Question:
        return Or((*_parts(self, Or), *_parts(other, Or)))

    def __invert__(self) -> Question:
        return Not(self)


class OfOneColumn(Question):
    """A question that one column answers, unless it is empty: an answer is TRUE, FALSE or NULL in SQL."""

    __slots__ = ()
    column: str

    def whole_sql(self) -> str:
        """The question so that `IS TRUE` is about all of it: in brackets where it needs them."""
        return self.sql()

    def yes_sql(self, test: Test = str) -> str:
        return test(f"{self.whole_sql()} IS TRUE")

    def maybe_sql(self, test: Test = str) -> str:
        return test(f"{self.whole_sql()} IS NOT FALSE")

    def known_sql(self, test: Test = str) -> str:
        return test(f"{column_sql(self.column)} IS NOT NULL")

    def columns(self) -> frozenset[str]:
        return frozenset((self.column,))


@dataclass(frozen=True, slots=True)
class Yes(OfOneColumn):
    """The yes-or-no column says yes."""

    column: str

    def answer(self, row: Any) -> Answer:
        said: Answer = getattr(row, self.column)
        return said

    def sql(self) -> str:
        return column_sql(self.column)


@dataclass(frozen=True, slots=True)
class In(OfOneColumn):
    """The column holds one of the values; not known where it is empty."""

    column: str
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError(f"name at least one value that {self.column} may hold")

    def answer(self, row: Any) -> Answer:
        held = getattr(row, self.column)
        return None if held is None else held in self.values

    def sql(self) -> str:
        if len(self.values) == 1:
            return f"{column_sql(self.column)} = {literal_sql(self.values[0])}"
        return f"{column_sql(self.column)} IN ({', '.join(map(literal_sql, self.values))})"

    def whole_sql(self) -> str:
        return f"({self.sql()})"


@dataclass(frozen=True, slots=True)
class Holds:
    """Where a code stands in a column that holds several: between bars, so that no code is found within another."""

    column: str
    code: str

    def held(self, row: Any, answer: str = "") -> bool | None:
        """Whether the row's column holds it; None where the column is empty."""
        text = getattr(row, self.column)
        return None if text is None else f"|{self.code}{answer}|" in text

    def sql(self, answer: str = "") -> str:
        return f"POSITION({literal_sql(f'|{self.code}{answer}|')} IN {column_sql(self.column)}) > 0"


@dataclass(frozen=True, slots=True)
class Has(OfOneColumn):
    """The column of several codes holds this one; not known where it is empty."""

    column: str
    code: str

    def answer(self, row: Any) -> Answer:
        return Holds(self.column, self.code).held(row)

    def sql(self) -> str:
        return f"({Holds(self.column, self.code).sql()})"


@dataclass(frozen=True, slots=True)
class Said(OfOneColumn):
    """The column of codes with answers says yes of this one; not known where it says neither yes nor no."""

    column: str
    code: str

    def answer(self, row: Any) -> Answer:
        holds = Holds(self.column, self.code)
        return True if holds.held(row, "=yes") else False if holds.held(row, "=no") else None

    def sql(self) -> str:
        holds = Holds(self.column, self.code)
        return f"(CASE WHEN {holds.sql('=yes')} THEN TRUE WHEN {holds.sql('=no')} THEN FALSE END)"

    def known_sql(self, test: Test = str) -> str:
        return Question.known_sql(self, test)


@dataclass(frozen=True, slots=True)
class Recorded(Question):
    """The column is not empty: always known."""

    column: str

    def answer(self, row: Any) -> Answer:
        return getattr(row, self.column) is not None

    def sql(self) -> str:
        return f"({column_sql(self.column)} IS NOT NULL)"

    def yes_sql(self, test: Test = str) -> str:
        return test(self.sql())

    def maybe_sql(self, test: Test = str) -> str:
        return test(self.sql())

    def columns(self) -> frozenset[str]:
        return frozenset((self.column,))


def Is(column: str, value: str) -> In:
    """The column holds this value; not known where it is empty."""
    return In(column, (value,))


@dataclass(frozen=True, slots=True)
class And(Question):
    """Every one of them: `a & b`."""

    questions: tuple[Question, ...]

    def answer(self, row: Any) -> Answer:
        return both(*(question.answer(row) for question in self.questions))

    def sql(self) -> str:
        return joined("AND", (question.sql() for question in self.questions))

    def yes_sql(self, test: Test = str) -> str:
        return joined("AND", (question.yes_sql(test) for question in self.questions))

    def maybe_sql(self, test: Test = str) -> str:
        return joined("AND", (question.maybe_sql(test) for question in self.questions))

    def columns(self) -> frozenset[str]:
        return frozenset().union(*(question.columns() for question in self.questions))


@dataclass(frozen=True, slots=True)
class Or(Question):
    """At least one of them: `a | b`."""

    questions: tuple[Question, ...]

    def answer(self, row: Any) -> Answer:
        return either(*(question.answer(row) for question in self.questions))

    def sql(self) -> str:
        return joined("OR", (question.sql() for question in self.questions))

    def yes_sql(self, test: Test = str) -> str:
        return joined("OR", (question.yes_sql(test) for question in self.questions))

    def maybe_sql(self, test: Test = str) -> str:
        return joined("OR", (question.maybe_sql(test) for question in self.questions))

    def columns(self) -> frozenset[str]:
        return frozenset().union(*(question.columns() for question in self.questions))


@dataclass(frozen=True, slots=True)
class Not(Question):
    """The opposite: `~a`."""

    question: Question

    def answer(self, row: Any) -> Answer:
        return opposite(self.question.answer(row))

    def sql(self) -> str:
        return f"(NOT {self.question.sql()})"

    def yes_sql(self, test: Test = str) -> str:
        if isinstance(self.question, Yes):
            return test(f"{self.question.sql()} IS FALSE")
        return f"(NOT {self.question.maybe_sql(test)})"

    def maybe_sql(self, test: Test = str) -> str:
        if isinstance(self.question, Yes):
            return test(f"{self.question.sql()} IS NOT TRUE")
        return f"(NOT {self.question.yes_sql(test)})"

    def known_sql(self, test: Test = str) -> str:
        return self.question.known_sql(test)

    def columns(self) -> frozenset[str]:
        return self.question.columns()


@dataclass(frozen=True, slots=True)
class NotKnown(Question):
    """Nobody can say what another question asks: always known itself."""

    question: Question

    def answer(self, row: Any) -> Answer:
        return self.question.answer(row) is None

    def sql(self) -> str:
        return f"(NOT {self.question.known_sql()})"

    def yes_sql(self, test: Test = str) -> str:
        return f"(NOT {self.question.known_sql(test)})"

    def maybe_sql(self, test: Test = str) -> str:
        return self.yes_sql(test)

    def columns(self) -> frozenset[str]:
        return self.question.columns()


def _parts(question: Question, kind: type[And] | type[Or]) -> Iterator[Question]:
    """`a & b & c` is one question of three parts, not two nested ones, so its SQL reads as it was written."""
    if isinstance(question, kind):
        yield from question.questions
    else:
        yield question


def joined(word: str, parts: Iterable[str]) -> str:
    """SQL expressions joined by AND or OR, in brackets."""
    return "(" + f" {word} ".join(parts) + ")"


def column_sql(column: str) -> str:
    """A column as every engine reads it. Raises ValueError for what is not a plain name."""
    if not (column.isidentifier() and column.isascii()):
        raise ValueError(f"{column!r} is not the name of a column")
    return f"{TABLE}.{column}"


def literal_sql(value: str) -> str:
    """A text value as every engine reads it. Raises ValueError for a backslash, which engines read differently."""
    if "\\" in value:
        raise ValueError(f"{value!r} cannot be written so that every engine reads the same")
    return "'" + value.replace("'", "''") + "'"
