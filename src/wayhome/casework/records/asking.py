"""Putting a question to the database in its own words: for the few that every list asks, and that take longest to compose.

Row security binds these as it binds every question. Columns that are sealed are not to be read so: they would stay sealed.
"""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection

JSONB = 3802
"""PostgreSQL's number of the type."""


def answers_to(question: str, given: Mapping[str, object] | Sequence[object]) -> list[Any]:
    """The rows that answer a question, each with its columns by name. Raises what the database raises."""
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        columns = cursor.description
        row = _row(tuple(c.name for c in columns))
        structured = [n for n, c in enumerate(columns) if c.type_code == JSONB]
        return [row(*_read(values, structured)) for values in cursor.fetchall()]


def _read(values: Sequence[Any], structured: Iterable[int]) -> Sequence[Any]:
    """The values, with what Django leaves as the text of JSON read."""
    if not structured:
        return values
    found = list(values)
    for n in structured:
        found[n] = None if found[n] is None else json.loads(found[n])
    return found


@cache
def _row(columns: tuple[str, ...]) -> type[Any]:
    return namedtuple("Row", columns)
