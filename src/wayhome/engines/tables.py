"""A table of fact rows, made from the columns' own declarations: for engines that are handed rows and not a file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from wayhome.indicators.facts import EPISODE_COLUMNS
from wayhome.indicators.questions import TABLE


def create(types: Mapping[str, str]) -> str:
    """The statement that makes an empty temporary table of fact rows. `types` names the engine's type of each kind."""
    columns = ", ".join(f'"{column.name}" {types[column.kind]}' for column in EPISODE_COLUMNS)
    return f"CREATE TEMP TABLE {TABLE} ({columns})"


def values(row: Any) -> tuple[object, ...]:
    """The values of a row in the order of the columns, coded ones as their plain text."""
    return tuple(_plain(getattr(row, column.name)) for column in EPISODE_COLUMNS)


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value
