"""A table of fact rows, made from the columns' own declarations: for engines that are handed rows and not a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from wayhome.indicators.definition import Indicator
from wayhome.indicators.facts import CHILD_COLUMNS, EPISODE_COLUMNS, Column
from wayhome.indicators.questions import TABLE

Layout = tuple[Column, ...]


def layout_of(indicators: Iterable[Indicator]) -> Layout:
    """The columns of the rows that these are counted over: of episodes or, where they read them, of children.

    Raises ValueError for both together: a row of a child is no row of an episode.
    """
    read = frozenset[str]().union(*(number.columns() for number in indicators))
    if read - {column.name for column in EPISODE_COLUMNS}:
        if missing := read - {column.name for column in CHILD_COLUMNS}:
            raise ValueError(f"no kind of row has all the columns these are counted from: {', '.join(sorted(missing))}")
        return CHILD_COLUMNS
    return EPISODE_COLUMNS


def create(types: Mapping[str, str], layout: Layout = EPISODE_COLUMNS) -> str:
    """The statement that makes an empty temporary table of fact rows. `types` names the engine's type of each kind."""
    columns = ", ".join(f'"{column.name}" {types[column.kind]}' for column in layout)
    return f"CREATE TEMP TABLE {TABLE} ({columns})"


def values(row: Any, layout: Layout = EPISODE_COLUMNS) -> tuple[object, ...]:
    """The values of a row in the order of the columns, coded ones as their plain text."""
    return tuple(_plain(getattr(row, column.name)) for column in layout)


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value
