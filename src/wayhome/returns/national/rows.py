"""Rows of a small CSV file that a person filled in: every cell that cannot be read is named, and the other rows are used."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from wayhome.benchmarking.peers import children_of
from wayhome.domain.vocabulary.word import Word
from wayhome.returns.fault import Fault, Unreadable, Weight, shown
from wayhome.returns.opening import open_return
from wayhome.returns.reporting_year import ReportingYear

Row = Mapping[str, str]
Made = TypeVar("Made")
AWord = TypeVar("AWord", bound=Word)

SENT = "SENT"
LONGEST = 2_000


class Wrong(Exception):
    """One cell cannot be read: its column and value, what is wrong, and what to do."""

    def __init__(self, column: str, value: str, says: str, remedy: str):
        super().__init__(says)
        self.column, self.value, self.says, self.remedy = column, value, says, remedy


def columns_of(file: Path) -> frozenset[str]:
    """The names of the columns of a CSV file. Raises Unreadable where it is no text."""
    return frozenset(_names(next(csv.reader(open_return(file).lines()), [])))


def read_rows(
    file: Path, needed: Sequence[str], made: Callable[[Row], Iterator[Made]], faults: list[Fault]
) -> Iterator[Made]:
    """What is made of each row, which holds `""` for a column that is not there. A row that raises Wrong is a fault.

    Raises Unreadable where a needed column is not there, or the file is no table.
    """
    rows = csv.reader(open_return(file).lines())
    try:
        header = _names(next(rows))
        if lacking := [name for name in needed if name not in header]:
            raise Unreadable(
                file.name, f"has no column {', '.join(lacking)}.", "Add it; the columns are named in the guide."
            )
        for number, cells in enumerate(rows, 2):
            if not any(cell.strip() for cell in cells):
                continue
            try:
                yield from made(_Cells(zip(header, map(_plain, cells), strict=False)))
            except Wrong as wrong:
                faults.append(_fault(file.name, number, wrong))
    except csv.Error as error:
        raise Unreadable(file.name, f"is no table ({error}).", "Export it again as CSV (UTF-8).") from None


class _Cells(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def _names(cells: Sequence[str]) -> list[str]:
    return [name.strip().lower() for name in cells]


def _plain(cell: str) -> str:
    return "".join(c if c.isprintable() else " " for c in cell).strip()


def _fault(file: str, number: int, wrong: Wrong) -> Fault:
    return Fault(file, number, wrong.column, shown(wrong.value), SENT, wrong.says, wrong.remedy, Weight.FAULT)


def council(row: Row) -> str:
    """The GSS code of a council in England. Raises Wrong."""
    code = row["authority"]
    if code not in children_of():
        raise Wrong("authority", code, "no council in England has this code", "Write its nine-character GSS code.")
    return code


def whole(row: Row, column: str) -> int:
    """A whole number that is not negative. Raises Wrong: a blank is never read as nought."""
    if not re.fullmatch(r"[0-9]{1,9}", row[column]):
        raise Wrong(
            column, row[column], "a whole number is wanted here", "Write it; 0 only where it is known to be none."
        )
    return int(row[column])


def day(row: Row, column: str) -> date | None:
    """A day as 2024-03-31, or None for a blank. Raises Wrong."""
    if not row[column]:
        return None
    try:
        return _iso(row[column])
    except ValueError:
        raise Wrong(column, row[column], "this is no day", "Write it as 2024-03-31, or leave it empty.") from None


def period(row: Row, column: str = "period") -> tuple[date, date]:
    """A reporting year as 2023-24, or two days with a stroke between them. Raises Wrong."""
    text = row[column]
    remedy = "Write the year as 2023-24, or the first and the last day as 2023-04-01/2024-03-31."
    try:
        if re.fullmatch(r"\d{4}-\d\d", text):
            year = ReportingYear.of(text)
            return year.first, year.last
        first, last = map(_iso, text.split("/"))
    except ValueError:
        raise Wrong(column, text, "this is no period", remedy) from None
    if last < first:
        raise Wrong(column, text, "the period ends before it begins", remedy)
    return first, last


def _iso(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def word(row: Row, column: str, words: type[AWord], otherwise: AWord) -> AWord:
    """One word of a list, or `otherwise` for a blank. Raises Wrong."""
    return one_of(column, row[column], words) if row[column] else otherwise


def one_of(column: str, value: str, words: type[AWord]) -> AWord:
    """The word of a list that is written here. Raises Wrong."""
    try:
        return words(value)
    except ValueError:
        remedy = f"Write {' or '.join(words)}, or leave it empty."
        raise Wrong(column, value, "this is none of the words for it", remedy) from None


def address(row: Row, column: str) -> str:
    """The address of a page on the web, or nothing. Raises Wrong."""
    value = row[column]
    if value and not is_address(value):
        raise Wrong(column, value, "this is no address of a page", "Write one that begins with https://, or nothing.")
    return value


def is_address(url: str) -> bool:
    """Whether it can be the address of a page on the web."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", url)
    except ValueError:
        return False


def words(row: Row, column: str) -> str:
    """A sentence or more of a person's own. Raises Wrong where it is far too long."""
    if len(row[column]) > LONGEST:
        raise Wrong(column, row[column], f"this is longer than {LONGEST:,} characters", "Keep the part that matters.")
    return row[column]
