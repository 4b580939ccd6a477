"""Opens a file from a stranger: finds out what it really is, decodes it line by line, and never holds more than a line of it.

Nothing is unpacked: an archive is named and refused from its first bytes, so a bomb inside is never lit.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from wayhome.returns.fault import Unreadable

HEAD = 8192
LONGEST_LINE = 4_000_000
BLOCK = 1 << 16

MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "is an old Excel or Word file, whatever its name says.",
        "Open it and save the sheet as CSV (UTF-8).",
    ),
    (b"%PDF", "is a PDF.", "Ask for the table itself, saved as CSV (UTF-8)."),
    (b"\x1f\x8b", "is a compressed file (gzip).", "Unpack it first."),
    (b"7z\xbc\xaf", "is a compressed file (7-Zip).", "Unpack it first."),
    (b"Rar!", "is a compressed file (RAR).", "Unpack it first."),
    (b"PAR1", "is a Parquet file.", "Save the table as CSV (UTF-8)."),
    (b"SQLite format 3", "is a database.", "Export the table as CSV (UTF-8)."),
    (b"\x89PNG", "is a picture.", "Ask for the table itself, saved as CSV (UTF-8)."),
    (b"\xff\xd8\xff", "is a picture.", "Ask for the table itself, saved as CSV (UTF-8)."),
)


class Content(StrEnum):
    """What the bytes hold, whatever the file is called."""

    TABLE = "table"
    XML = "xml"


Ticks = Callable[[int], None]
"""Told how many more bytes have been read."""


def _no_ticks(read: int) -> None:
    return None


@dataclass
class Opened:
    """A file that is text. `lines()` and `blocks()` may each be used once; `fallback_row` is set while reading."""

    path: Path
    name: str
    size: int
    content: Content
    encoding: str
    ticks: Ticks = field(default=_no_ticks)
    odd_rows: int = 0
    """Lines that were not UTF-8 and were read as Windows-1252."""
    nul_rows: int = 0
    """Lines in which NUL bytes stood; they were left out."""

    def lines(self) -> Iterator[str]:
        """Decoded lines without their ends. Raises Unreadable for a line that is too long to be a row of a table."""
        if self.encoding == "utf-8":
            yield from self._lines_of_bytes()
        else:
            yield from self._lines_of_text()

    def blocks(self) -> Iterator[bytes]:
        """The raw bytes in blocks, for the XML reader."""
        with self.path.open("rb") as file:
            while block := file.read(BLOCK):
                self.ticks(len(block))
                yield block

    def _lines_of_bytes(self) -> Iterator[str]:
        with self.path.open("rb") as file:
            first = True
            while raw := file.readline(LONGEST_LINE):
                self.ticks(len(raw))
                if len(raw) >= LONGEST_LINE and not raw.endswith(b"\n"):
                    raise self._too_long()
                if first:
                    raw = raw.removeprefix(b"\xef\xbb\xbf")
                    first = False
                yield from self._decoded(raw)

    def _decoded(self, raw: bytes) -> Iterator[str]:
        if b"\0" in raw:
            self.nul_rows += 1
            raw = raw.replace(b"\0", b"")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            self.odd_rows += 1
            text = raw.decode("cp1252", errors="replace")
        text = text.rstrip("\r\n")
        if "\r" in text and '"' not in text:
            yield from text.split("\r")
        else:
            yield text

    def _lines_of_text(self) -> Iterator[str]:
        with self.path.open(encoding=self.encoding, errors="replace", newline=None) as file:
            while text := file.readline(LONGEST_LINE):
                self.ticks(2 * len(text))
                if len(text) >= LONGEST_LINE and not text.endswith("\n"):
                    raise self._too_long()
                yield text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").rstrip("\n").replace("\0", "")

    def _too_long(self) -> Unreadable:
        return Unreadable(
            self.name,
            f"has a line of more than {LONGEST_LINE // 1_000_000} million characters, so it is not a table.",
            "Export the table again as CSV (UTF-8).",
        )


def open_return(path: Path, *, ticks: Ticks = _no_ticks) -> Opened:
    """Find out what a file is. Raises Unreadable, in words, when it is not a table or a return in XML."""
    name = path.name or str(path)
    size, head = _head(path, name)
    for magic, says, remedy in MAGIC:
        if head.startswith(magic):
            raise Unreadable(name, says, remedy)
    if head.startswith(b"PK\x03\x04"):
        raise _archive(name, head)
    if not head.strip(b"\xef\xbb\xbf \t\r\n\0"):
        if size <= HEAD and not head.strip(b"\xef\xbb\xbf \t\r\n"):
            raise Unreadable(name, "is empty.", "Export it again: there should at least be a row of column names.")
        raise Unreadable(name, "begins with nothing but empty bytes, so it is not a table.", "Export it again.")
    encoding = _encoding(name, head)
    start = head.decode(encoding, errors="ignore").lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \t\r\n")
    content = Content.XML if start.startswith("<") else Content.TABLE
    if content is Content.XML and start[:200].lower().startswith(("<!doctype html", "<html", "<table")):
        raise Unreadable(name, "is a web page, not a table.", "Export the table again as CSV (UTF-8).")
    return Opened(path, name, size, content, encoding, ticks)


def _head(path: Path, name: str) -> tuple[int, bytes]:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Unreadable(name, "is a folder.", "Name the files inside it, one after the other.")
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable(name, "is not an ordinary file.", "Save it to disk and name that file.")
        if not os.access(path, os.R_OK):
            raise PermissionError
        with path.open("rb") as file:
            return about.st_size, file.read(HEAD)
    except FileNotFoundError:
        raise Unreadable(name, "does not exist.", "Check the name and the folder.") from None
    except PermissionError:
        raise Unreadable(
            name, "may not be read by you.", "Ask whoever owns the file for permission to read it."
        ) from None
    except OSError as error:
        raise Unreadable(
            name, f"cannot be opened ({error.strerror}).", "Check the name and the disk it stands on."
        ) from None


def _archive(name: str, head: bytes) -> Unreadable:
    if b"[Content_Types].xml" in head or b"xl/" in head or b"_rels/" in head:
        return Unreadable(
            name, "is an Excel workbook, whatever its name says.", "Open it and save the sheet as CSV (UTF-8)."
        )
    if b"mimetype" in head[:64] and b"opendocument" in head[:128]:
        return Unreadable(
            name, "is an OpenDocument file, whatever its name says.", "Open it and save the sheet as CSV (UTF-8)."
        )
    return Unreadable(name, "is a zip archive.", "Unpack it first; Wayhome does not open archives.")


def _encoding(name: str, head: bytes) -> str:
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    nuls_odd, nuls_even = head[1::2].count(0), head[0::2].count(0)
    half = len(head) // 2 or 1
    if nuls_odd > half * 0.6 and nuls_even < half * 0.1:
        return "utf-16-le"
    if nuls_even > half * 0.6 and nuls_odd < half * 0.1:
        return "utf-16-be"
    if head.count(0) > len(head) * 0.2:
        raise Unreadable(name, "is full of NUL bytes, so it is not text.", "Export the table again as CSV (UTF-8).")
    return "utf-8"
