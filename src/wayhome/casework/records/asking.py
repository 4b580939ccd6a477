"""Putting a question to the database in its own words: for the few that every list asks, and that take longest to compose.

Row security binds these as it binds every question. Columns that are sealed are not to be read so: they would stay sealed.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import connection


def answers_to(question: str, given: Mapping[str, object]) -> list[Any]:
    """The rows that answer a question, each with its columns by name. Raises what the database raises."""
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        row = _row(tuple(column.name for column in cursor.description))
        return [row(*values) for values in cursor.fetchall()]


@cache
def _row(columns: tuple[str, ...]) -> type[Any]:
    return namedtuple("Row", columns)
