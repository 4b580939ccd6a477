"""Reads a table as records: one at a time, each with the row number that a spreadsheet would show.

A quotation mark that is opened and never closed costs one row, not the rest of the file.
"""

from __future__ import annotations

import csv
import os
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wayhome.returns.columns import Column, Layout, Match, match
from wayhome.returns.fault import Fault, Unreadable, Weight, shown
from wayhome.returns.opening import Opened

Report = Callable[[Fault], None]

LONGEST_CELL = 100_000
MOST_COLUMNS = 2_000
MOST_LINES_OF_A_RECORD = 50
ENOUGH_UNFIT_ROWS = 10_000
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number and its cells, in the order of the file."""

    row: int
    cells: list[str]


@dataclass
class Table:
    """A table whose header is understood. `records()` may be used once."""

    opened: Opened
    match: Match
    delimiter: str
    headers: list[str]
    _lines: Iterator[str]
    _report: Report

    @property
    def name(self) -> str:
        return self.opened.name

    @property
    def layout(self) -> Layout:
        return self.match.layout

    def records(self) -> Iterator[Record]:
        """Every row below the header that has the right number of cells, others reported.

        Raises Unreadable when no row can be read, and does not read on for ever when none of the first ten thousand can.
        """
        width = len(self.headers)
        read = unfit = 0
        for record in _records(self._lines, self.delimiter, self.name, self._report, first_row=2):
            cells = record.cells
            if not any(cells):
                continue
            if len(cells) != width:
                if len(cells) > width and not any(c.strip() for c in cells[width:]):
                    cells = cells[:width]
                elif not self._fits(record, width):
                    unfit += 1
                    if not read and unfit >= ENOUGH_UNFIT_ROWS:
                        says = f"holds column names, and none of its first {unfit:,} rows fits them."
                        raise Unreadable(self.name, says, "Export it again.")
                    continue
                cells = cells + [""] * (width - len(cells))
            read += 1
            yield Record(record.row, cells)
        self._afterwards(read)

    def _fits(self, record: Record, width: int) -> bool:
        """Whether a short row only lacks cells at its end that would be blank; every other row is reported and left out."""
        count = len(record.cells)
        if count < width and max(self.match.at.values(), default=0) < count:
            return True
        self._report(
            Fault(
                self.name, record.row, None, shown(self.delimiter.join(record.cells)), "ROW",
                f"has {count} cells where the header has {width}",
                "Look for a missing or an extra comma in this row. It is left out until it is put right.",
            )
        )  # fmt: skip
        return False

    def _afterwards(self, read: int) -> None:
        opened = self.opened
        if not read:
            raise Unreadable(
                self.name, "holds column names and no row that can be read.", "Export it again with its rows."
            )
        for rows, says, remedy in (
            (opened.odd_rows, "is not UTF-8; {} rows were read as Windows-1252", "Save the file as CSV (UTF-8)."),
            (opened.nul_rows, "holds NUL bytes in {} rows; they were left out", "Export the file again."),
        ):
            if rows:
                self._report(Fault(self.name, None, None, None, "FILE", says.format(rows), remedy, Weight.WARNING))


def open_table(
    opened: Opened,
    layouts: tuple[Layout, ...],
    report: Report,
    *,
    more: tuple[Column, ...] = (),
    called: dict[str, str] | None = None,
) -> Table:
    """Read the header and find out which layout it is. Raises Unreadable when it is none of them."""
    lines = opened.lines()
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count) if first else ","
    headers = next((r.cells for r in _records(iter([first]), delimiter, opened.name, report, first_row=1)), [])
    headers = [h.strip() for h in headers]
    if not any(headers):
        raise Unreadable(opened.name, "has a blank first row.", "The first row must hold the column names.")
    if len(headers) > MOST_COLUMNS:
        raise Unreadable(opened.name, f"has {len(headers)} columns.", "Export only the columns of the return.")
    found = _recognise(opened.name, layouts, headers, more, called)
    if delimiter != ",":
        mark = "tabs" if delimiter == "\t" else repr(delimiter)
        report(
            Fault(
                opened.name,
                None,
                None,
                None,
                "FILE",
                f"is separated by {mark}, not commas",
                "It was read all the same.",
                Weight.NOTE,
            )
        )
    if opened.encoding != "utf-8":
        says = f"is {opened.encoding.upper()}, not UTF-8"
        report(
            Fault(
                opened.name,
                None,
                None,
                None,
                "FILE",
                says,
                "It was read all the same. Save it as CSV (UTF-8).",
                Weight.NOTE,
            )
        )
    report_header(opened.name, found, report)
    return Table(opened, found, delimiter, headers, lines, report)


def _recognise(
    name: str, layouts: tuple[Layout, ...], headers: list[str], more: tuple[Column, ...], called: dict[str, str] | None
) -> Match:
    fits = [match(layout, headers, more=more if layout.takes_more else (), called=called) for layout in layouts]
    whole = [m for m in fits if m.fits]
    if whole:
        return max(whole, key=lambda m: (len(m.layout.required), -len(m.missing)))
    nearest = max(fits, key=lambda m: (len(m.at) - len([c for c in m.missing if c.required]), len(m.at)))
    here = ", ".join(shown(h) for h in headers[:12])
    if nearest.at:
        lacks = ", ".join(c.name for c in nearest.missing if c.required)
        raise Unreadable(
            name,
            f"looks like {nearest.layout.title}, but has no column {lacks}. Its columns are: {here}.",
            "Rename the column that means this, or say which it is with --column THEIRS=OURS.",
        )
    known = "; ".join(layout.title for layout in layouts if not layout.companion)
    raise Unreadable(
        name,
        f"is no layout that Wayhome knows. Its columns are: {here}.",
        f"Known layouts: {known}. See the return format reference.",
    )


def report_header(name: str, found: Match, report: Report) -> None:
    """Say what is renamed, missing, extra or there twice in a header."""
    for theirs, ours in found.renamed:
        says = f"is read as {ours}"
        report(Fault(name, 1, shown(theirs), None, "COLUMN", says, f"Name the column {ours} to be sure.", Weight.NOTE))
    for header in found.extra:
        says = "is not a column of " + found.layout.title
        report(
            Fault(
                name,
                1,
                shown(header),
                None,
                "COLUMN",
                says,
                "It was left out. Remove it before you submit.",
                Weight.WARNING,
            )
        )
    for header in found.twice:
        says = "stands twice; the first was read"
        report(Fault(name, 1, shown(header), None, "COLUMN", says, "Remove or rename one of them."))
    for column in found.missing:
        if column.required or found.layout.complete:
            says = f"is missing: no column says {column.says}"
            report(Fault(name, 1, column.name, None, "COLUMN", says, f"Add the column {column.name}."))


def _records(lines: Iterator[str], delimiter: str, name: str, report: Report, *, first_row: int) -> Iterator[Record]:
    """Records of one or more lines. Row numbers count records, as a spreadsheet does."""
    csv.field_size_limit(LONGEST_CELL)
    back: deque[str] = deque()
    row = first_row - 1
    while True:
        line = back.popleft() if back else next(lines, None)
        if line is None:
            return
        row += 1
        if '"' in line and line.count('"') % 2:
            whole = _joined(line, lines, back)
            if whole is None:
                report(
                    Fault(name, row, None, shown(line), "ROW", "opens a quotation mark and never closes it",
                          "Close or remove the quotation mark. The row is left out until then.")
                )  # fmt: skip
                continue
            line = whole
        try:
            yield Record(row, next(csv.reader([line], delimiter=delimiter), []))
        except csv.Error:
            report(
                Fault(name, row, None, shown(line), "ROW", f"has a cell of more than {LONGEST_CELL:,} characters, or cannot be read",
                      "Put this row right. It is left out until then.")
            )  # fmt: skip


def _joined(line: str, lines: Iterator[str], back: deque[str]) -> str | None:
    """The record that goes on over the next lines, or None (and the lines put back) when its quotation never closes."""
    taken: list[str] = []
    whole = [line]
    while len(taken) < MOST_LINES_OF_A_RECORD:
        further = back.popleft() if back else next(lines, None)
        if further is None:
            break
        taken.append(further)
        whole.append(further)
        if further.count('"') % 2:
            return "\n".join(whole)
    back.extendleft(reversed(taken))
    return None


def names_of(paths: list[Path]) -> dict[Path, str]:
    """A short name for each file that tells it from the others: its own, or with the folders in which they differ."""
    short = Counter(p.name for p in dict.fromkeys(paths))
    if len(set(paths)) < 2:
        return {p: p.name or str(p) for p in paths}
    top = Path(os.path.commonpath([str(p.absolute().parent) for p in paths]))
    return {p: p.name if p.name and short[p.name] == 1 else p.absolute().relative_to(top).as_posix() for p in paths}
