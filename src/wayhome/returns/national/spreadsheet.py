"""The open data as one accessible spreadsheet (OpenDocument), and everything in one archive: the same data give the same bytes.

As the Analysis Function of the UK government asks of published spreadsheets: a cover, a contents and a notes sheet; then one
table a sheet that begins in column A, marked as a table, with one row of headings, no merged and no empty cell, and a title in
A1; the language is marked, and a link leads back and forth. It is written here and by no library, because the same data have to
give the same bytes, and because of what a library builds of each of many thousand cells only its text is wanted.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from wayhome.returns.national.tables import Cell, Column, Table

MIME = "application/vnd.oasis.opendocument.spreadsheet"
NOTHING = "[x]"
NOTHING_MEANS = f"{NOTHING} stands where nothing was published, stated or found. It is never nought."
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that the same data give the same bytes."""

MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3"'
)
STYLES = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles {SPACES}><office:styles><style:default-style style:family="table-cell">
<style:text-properties fo:language="en" fo:country="GB" fo:font-size="12pt" fo:font-family="Arial"/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/></office:styles></office:document-styles>
"""
TITLE_LOOK = '<style:text-properties fo:font-weight="bold" fo:font-size="15pt"/>'
HEAD_LOOK = '<style:table-cell-properties fo:wrap-option="wrap"/><style:text-properties fo:font-weight="bold"/>'
CELL_LOOK = '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>'
COLUMN_LOOK = '<style:table-column-properties style:column-width="5cm"/>'
LOOKS = (
    '<office:automatic-styles><style:style style:name="wide" style:family="table-column">'
    + COLUMN_LOOK
    + "</style:style>"
    + "".join(
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default">{look}</style:style>'
        for name, look in (("title", TITLE_LOOK), ("head", HEAD_LOOK), ("cell", CELL_LOOK))
    )
    + "</office:automatic-styles>"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another sheet."""

    sheet: str
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the words above, the headings and the rows of its one table."""

    name: str
    above: tuple[str | Link, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | Link, ...], ...] = ()


def spreadsheet(title: str, notes: Sequence[str], tables: Sequence[Table]) -> bytes:
    """The tables as an OpenDocument spreadsheet, a sheet each, with a cover, a contents and a notes sheet before them."""
    sheets = [
        Sheet("Cover", (title, *notes[:1], Link("Contents", "Contents of this spreadsheet"), Link("Notes", "Notes on how to read it"))),
        Sheet(
            "Contents", ("Contents", "This sheet holds one table: the sheets that follow, with how many rows each has."),
            ("Sheet", "What it holds", "Rows"), tuple((Link(each.name, each.name), each.title, len(each.rows)) for each in tables),
        ),
        Sheet(
            "Notes", ("Notes", "This sheet holds one table: notes on all the others."), ("Note", "What it says"),
            tuple((f"Note {number}", words) for number, words in enumerate((*notes, NOTHING_MEANS), 1)),
        ),
        *(_sheet(each) for each in tables), _columns(tables),
    ]  # fmt: skip
    content = "".join(
        (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {SPACES}>{LOOKS}<office:body><office:spreadsheet>\n',
            *(_table(each) for each in sheets), _ranges(sheets),
            "</office:spreadsheet></office:body></office:document-content>\n",
        )
    )  # fmt: skip
    meta = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta {SPACES}><office:meta><meta:generator>Wayhome</meta:generator>'
        f"<dc:title>{escape(title)}</dc:title><dc:language>en-GB</dc:language></office:meta></office:document-meta>\n"
    )
    files = {"META-INF/manifest.xml": MANIFEST, "content.xml": content, "styles.xml": STYLES, "meta.xml": meta}
    return archive(files, first={"mimetype": MIME})


def archive(files: Mapping[str, str | bytes], first: Mapping[str, str] | None = None) -> bytes:
    """Files in a zip archive, in the order of names; `first` stand before them, as they are. Same files, same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in (first or {}).items():
            packed.writestr(zipfile.ZipInfo(name, EARLIEST), text)
        for name, held in sorted(files.items()):
            about = zipfile.ZipInfo(name, EARLIEST)
            about.external_attr = 0o644 << 16
            packed.writestr(about, held, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _sheet(table: Table) -> Sheet:
    says = f"This sheet holds one table, of {len(table.rows)} rows. {NOTHING_MEANS}"
    above = (table.title, says, Link("Columns", "What each column means"), Link("Contents", "Back to the contents"))
    return Sheet(table.name, above, tuple(column.name for column in table.columns), table.rows)


def _columns(tables: Sequence[Table]) -> Sheet:
    told: list[tuple[Table, Column]] = [(each, column) for each in tables for column in each.columns]
    return Sheet(
        "Columns", ("What each column means", "This sheet holds one table, with a row for each column of each sheet."),
        ("Sheet", "Column", "What it means"), tuple((table.name, column.name, column.says) for table, column in told),
    )  # fmt: skip


def _table(sheet: Sheet) -> str:
    width = max(1, len(sheet.columns))
    return (
        f'<table:table table:name={quoteattr(sheet.name)}><table:table-column table:style-name="wide" '
        f'table:number-columns-repeated="{width}"/>\n{"".join(_rows(sheet))}</table:table>\n'
    )


def _rows(sheet: Sheet) -> Iterator[str]:
    for at, words in enumerate(sheet.above):
        yield _row([_cell(words, "title" if at == 0 else None)])
    if sheet.columns:
        heads = _row([_cell(name, "head") for name in sheet.columns])
        yield f"<table:table-header-rows>{heads}</table:table-header-rows>\n"
    for row in sheet.rows:
        yield _row([_cell(value, "cell") for value in row])


def _row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>\n"


def _cell(value: Cell | Link, style: str | None) -> str:
    look = f' table:style-name="{style}"' if style else ""
    if isinstance(value, bool):
        value = "true" if value else "false"
    if isinstance(value, (int, float)):
        shown = f"{value:.10g}"
        return f'<table:table-cell{look} office:value-type="float" office:value="{shown}"><text:p>{shown}</text:p></table:table-cell>'
    if isinstance(value, Link):
        to = quoteattr(f"#'{value.sheet}'.A1")
        words = f'<text:a xlink:type="simple" xlink:href={to}>{escape(value.words)}</text:a>'
    else:
        words = escape("".join(c if c.isprintable() else " " for c in value or NOTHING))
    return f'<table:table-cell{look} office:value-type="string"><text:p>{words}</text:p></table:table-cell>'


def _ranges(sheets: Sequence[Sheet]) -> str:
    """Each table marked as one, so that a screen reader can say where it is and which row holds its headings."""
    found = "".join(
        f'<table:database-range table:name={quoteattr(each.name.replace("-", "_"))} table:contains-header="true" '
        f"table:target-range-address={quoteattr(_range(each))}/>"
        for each in sheets if each.columns
    )  # fmt: skip
    return f"<table:database-ranges>{found}</table:database-ranges>"


def _range(sheet: Sheet) -> str:
    first = len(sheet.above) + 1
    return f"'{sheet.name}'.A{first}:'{sheet.name}'.{_letters(len(sheet.columns))}{first + len(sheet.rows)}"


def _letters(column: int) -> str:
    """The name of a column by its number from 1: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, at = divmod(column - 1, 26)
        name = chr(ord("A") + at) + name
    return name
