"""What a table holds, in two numbers: how many rows, and a hash of all of them whatever their order.

Two databases with the same fingerprints hold the same rows. The hash of a table is made of the SHA-256 of each row as
text, added up in four parts, so that it takes no sorting and no memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from psycopg import Connection, sql

SAME_TEXT = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, MDY'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL row_security = off",
)
TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1, 2
"""
ROWS = """
SELECT count(*), {sums} FROM (SELECT encode(sha256(convert_to(t::text, 'UTF8')), 'hex') AS h FROM {table} t) hashed
"""
SUMS = ", ".join(f"coalesce(sum(('x' || substr(h, {start}, 15))::bit(60)::bigint), 0)" for start in (1, 16, 31, 46))
SEQUENCES = "SELECT schemaname || '.' || sequencename, coalesce(last_value, 0) FROM pg_sequences ORDER BY 1"


@dataclass(frozen=True)
class Fingerprint:
    """A table, how many rows it has, and the hash of them."""

    table: str
    rows: int
    hash: str


def fingerprints(connection: Connection[Any], *, but: frozenset[str] = frozenset()) -> list[Fingerprint]:
    """Every table's fingerprint, by name, and last that of the sequences; `but` names tables to leave out.

    Asks inside the caller's transaction, whose snapshot it is. The role must not be bound by row security.
    """
    for setting in SAME_TEXT:
        connection.execute(setting)
    found = [(schema, name) for schema, name in connection.execute(TABLES) if name not in but]
    return [*(_of_table(connection, schema, name) for schema, name in found), _of_sequences(connection)]


def _of_table(connection: Connection[Any], schema: str, name: str) -> Fingerprint:
    question = sql.SQL(ROWS).format(sums=sql.SQL(SUMS), table=sql.Identifier(schema, name))
    count, *sums = connection.execute(question).fetchone() or (0,)
    return Fingerprint(
        name if schema == "public" else f"{schema}.{name}", count, _digest(str(each) for each in (count, *sums))
    )


def _of_sequences(connection: Connection[Any]) -> Fingerprint:
    found = connection.execute(SEQUENCES).fetchall()
    return Fingerprint("(sequences)", len(found), _digest(f"{name}={value}" for name, value in found))


def _digest(parts: Iterator[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def differences(was: list[Fingerprint], now: list[Fingerprint]) -> list[str]:
    """In words, every table whose rows are not the same; empty when all are."""
    before, after = ({each.table: each for each in side} for side in (was, now))
    words = []
    for table in sorted(before.keys() | after.keys()):
        one, other = before.get(table), after.get(table)
        if one is None or other is None:
            words.append(f"{table} is only in the {'restored database' if one is None else 'backup'}")
        elif one != other:
            words.append(f"{table} has {other.rows} rows instead of {one.rows}, or other ones")
    return words


def listed(all_of_them: list[Fingerprint]) -> str:
    """The fingerprints as a table to read and to compare."""
    width = max(len(each.table) for each in all_of_them)
    lines = [f"{'table':<{width}}  {'rows':>9}  hash of the rows"]
    lines += [f"{each.table:<{width}}  {each.rows:>9,}  {each.hash}" for each in all_of_them]
    return "\n".join([*lines, f"{'all':<{width}}  {sum(each.rows for each in all_of_them[:-1]):>9,}"])
