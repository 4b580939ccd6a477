"""The layouts Wayhome reads: which columns, what each one says, what else it is called, and which values it takes.

One table per file format. Reading, checking, counting, the examples and the reference page all work from these tables.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    DAY = "date"
    WHEN = "date, with the time where it is known"
    YES_NO = "yes or no"
    CODE = "one of a list"
    WHOLE = "whole number"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `says` finishes the sentence "this column says …"; `fills` names the columns of the
    episode list (`wayhome.returns.profiles.episodes`) that it supplies."""

    name: str
    says: str
    kind: Kind = Kind.TEXT
    required: bool = False
    also_called: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One file format. `companion` files only explain another file: they hold no episodes of their own."""

    name: str
    title: str
    says: str
    columns: tuple[Column, ...]
    companion: bool = False
    complete: bool = True
    """Whether every column belongs to the standard, so that a missing one is a fault."""
    takes_more: bool = False
    """Whether Wayhome's own extra columns are read when someone adds them (see `wayhome.returns.profiles.extra`)."""

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.required)

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


CURLY = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\N{NO-BREAK SPACE}": " "})


@lru_cache(maxsize=10_000)
def plain(header: str) -> str:
    """A header as it is compared: no case, no quotation marks, and spaces, dashes, dots and underscores alike."""
    text = unicodedata.normalize("NFKC", header).translate(CURLY).casefold()
    text = text.replace("'", "").replace('"', "").replace("\N{ZERO WIDTH NO-BREAK SPACE}", "")
    return re.sub(r"[\s_\-./\\]+", " ", text).strip()


@dataclass(frozen=True, slots=True)
class Match:
    """How a header row fits a layout. `at` gives the place of each column found, by the layout's own name."""

    layout: Layout
    at: dict[str, int]
    renamed: tuple[tuple[str, str], ...]
    missing: tuple[Column, ...]
    extra: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Every required column is there."""
        return not any(c.required for c in self.missing)


def match(
    layout: Layout, headers: list[str], *, more: tuple[Column, ...] = (), called: dict[str, str] | None = None
) -> Match:
    """Fit a header row to a layout.

    `more` are extra columns that may be there; `called` maps a header of the file to one of our names, as told by the user.
    """
    names = {plain(theirs): ours for theirs, ours in (called or {}).items()}
    wanted: dict[str, str] = {}
    for column in (*more, *layout.columns):
        for alias in (*column.also_called, column.name):
            wanted[plain(alias)] = column.name
    known = {c.name for c in (*layout.columns, *more)}
    at: dict[str, int] = {}
    renamed, extra, twice = [], [], []
    for place, header in enumerate(headers):
        told = names.get(plain(header))
        name = told if told in known else wanted.get(plain(header))
        if name is None:
            if header.strip():
                extra.append(header)
        elif name in at:
            twice.append(header)
        else:
            at[name] = place
            if header != name:
                renamed.append((header, name))
    missing = tuple(c for c in layout.columns if c.name not in at)
    return Match(layout, at, tuple(renamed), missing, tuple(extra), tuple(twice))
