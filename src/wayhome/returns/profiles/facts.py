"""Wayhome's fact layout: one row for each episode and authority, already derived (see `wayhome.indicators.facts`).

A system that derives the facts itself, or Wayhome's own database, hands them on in this layout. A column that is left out
is not known in any row; the figures that need it cannot be said.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wayhome.indicators.facts import EPISODE_COLUMNS, EpisodeFacts, Several, several
from wayhome.indicators.facts import Column as FactColumn
from wayhome.returns.columns import Column, Kind, Layout, plain

REQUIRED = frozenset({"episode", "authority"})
KINDS = {"boolean": Kind.YES_NO, "date": Kind.DAY, "integer": Kind.WHOLE, "number": Kind.NUMBER, "string": Kind.TEXT}


def _column(column: FactColumn) -> Column:
    meaning = column.meaning[:1].lower() + column.meaning[1:].rstrip(".")
    kind = Kind.CODE if column.values else KINDS[column.kind]
    return Column(column.name, meaning, kind, column.name in REQUIRED, codes=column.values)


LAYOUT = Layout(
    "wayhome_facts",
    "Wayhome facts",
    "One row for each episode and authority, with facts that are already derived.",
    tuple(_column(column) for column in EPISODE_COLUMNS),
    complete=False,
)

TRUE, FALSE = frozenset({"true", "yes", "y", "1"}), frozenset({"false", "no", "n", "0"})


def value_of(column: FactColumn, text: str) -> object:
    """A cell as its column's type; None for a blank. Raises ValueError, in words, for what cannot be read."""
    text = text.strip()
    if not text:
        return None
    if column.several is not None:
        return _several(column.several, text)
    if column.code_list is not None:
        if plain(text) not in {plain(value) for value in column.values}:
            raise ValueError("not a value of this column")
        return next(member for member in column.code_list if plain(member.value) == plain(text))
    if column.kind == "boolean":
        if text.lower() not in TRUE | FALSE:
            raise ValueError("neither true nor false")
        return text.lower() in TRUE
    if column.kind == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError("not a date written yyyy-mm-dd") from None
    if column.kind in ("integer", "number"):
        try:
            return int(text) if column.kind == "integer" else float(text)
        except ValueError:
            raise ValueError("not a number") from None
    return text


def _several(column: Several, text: str) -> str:
    """Codes between bars, in order; a bar alone says that none was told."""
    given = [code.strip() for code in text.split("|") if code.strip()]
    answers = ("=yes", "=no") if column.answered else ("",)
    if "|" not in text or not set(given) <= {f"{code}{answer}" for code in column.codes for answer in answers}:
        raise ValueError("not codes of this column between bars")
    if len({code.partition("=")[0] for code in given}) < len(set(given)):
        raise ValueError("both yes and no for one code")
    return several(given)


def facts_row(cells: Mapping[str, str]) -> tuple[EpisodeFacts, list[tuple[str, str]]]:
    """A row of facts and the cells that could not be read, each with why. What cannot be read is not known."""
    values: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for column in EPISODE_COLUMNS:
        try:
            values[column.name] = value_of(column, cells.get(column.name, ""))
        except ValueError as error:
            values[column.name] = None
            wrong.append((column.name, str(error)))
    return EpisodeFacts(**values), wrong


def as_text(value: object) -> str:
    """A fact as a cell of the layout: yes is true, not known is blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else f"{value:g}" if isinstance(value, float) else str(value)
