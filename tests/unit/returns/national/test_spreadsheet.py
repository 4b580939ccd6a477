"""The open data as one spreadsheet, read back by other code: titled, marked up, one table a sheet, and nothing empty."""

from __future__ import annotations

import io
import zipfile

import pytest
from defusedxml import ElementTree

from wayhome.returns.national.spreadsheet import MIME, NOTHING, archive, spreadsheet
from wayhome.returns.national.tables import Column, Table

SPACES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
COLUMNS = tuple(Column(f"column_{at}", "string", f"Meaning {at}") for at in range(28))
TABLES = (
    Table("two-rows", "Two rows", COLUMNS[:4], (("=1+1 & <b>", 3, None, True), ("x\x07y", 0.25, "", False))),
    Table("wide", "A wide one", COLUMNS, (tuple(range(28)),)),
)


@pytest.fixture
def held():
    with zipfile.ZipFile(io.BytesIO(spreadsheet("A title", ["First note.", "Second note."], TABLES))) as packed:
        assert packed.namelist()[0] == "mimetype" and packed.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        assert packed.read("mimetype").decode() == MIME
        return {name: ElementTree.fromstring(packed.read(name)) for name in packed.namelist() if name.endswith(".xml")}


def q(name):
    space, _, tag = name.partition(":")
    return f"{{{SPACES[space]}}}{tag}"


def sheets(held):
    return {
        each.get(q("table:name")): [
            ["".join(cell.itertext()) for cell in row.iter(q("table:table-cell"))]
            for row in each.iter(q("table:table-row"))
        ]
        for each in held["content.xml"].iter(q("table:table"))
    }


def test_it_begins_with_a_cover_contents_and_notes_and_ends_with_what_each_column_means(held):
    found = sheets(held)
    assert list(found) == ["Cover", "Contents", "Notes", "two-rows", "wide", "Columns"]
    assert found["Cover"][0] == ["A title"] and ["two-rows", "Two rows", "2"] in found["Contents"]
    assert ["Note 1", "First note."] in found["Notes"] and NOTHING in found["Notes"][-1][1]
    assert ["two-rows", "column_3", "Meaning 3"] in found["Columns"] and len(found["Columns"]) == 3 + 4 + 28


def test_it_holds_one_table_a_sheet_in_column_a_with_no_empty_and_no_merged_cell(held):
    found = sheets(held)["two-rows"]
    assert found[0] == ["Two rows"] and "one table, of 2 rows" in found[1][0]
    assert found[4:] == [
        ["column_0", "column_1", "column_2", "column_3"],
        ["=1+1 & <b>", "3", NOTHING, "true"],
        ["x y", "0.25", NOTHING, "false"],
    ]
    for cell in held["content.xml"].iter(q("table:table-cell")):
        assert "".join(cell.itertext()) and cell.get(q("table:formula")) is None
        assert cell.get(q("table:number-columns-spanned")) is None
    assert len(list(held["content.xml"].iter(q("table:table-header-rows")))) == 5


def test_it_marks_its_language_its_title_and_where_each_table_is(held):
    assert held["meta.xml"].find(f".//{q('dc:title')}").text == "A title"
    assert held["meta.xml"].find(f".//{q('dc:language')}").text == "en-GB"
    (look,) = [each for each in held["styles.xml"].iter() if each.get(q("fo:language"))]
    assert (look.get(q("fo:language")), look.get(q("fo:country"))) == ("en", "GB")
    ranges = {
        each.get(q("table:name")): each.get(q("table:target-range-address"))
        for each in held["content.xml"].iter(q("table:database-range"))
    }
    assert ranges["two_rows"] == "'two-rows'.A5:'two-rows'.D7" and ranges["wide"] == "'wide'.A5:'wide'.AB6"


def test_every_link_leads_to_a_sheet_that_is_there(held):
    names = set(sheets(held))
    links = [each.get(q("xlink:href")) for each in held["content.xml"].iter(q("text:a"))]
    assert len(links) >= 2 + 2 + 2 * 2
    assert {link.removeprefix("#'").removesuffix("'.A1") for link in links} <= names


def test_it_gives_the_same_bytes_for_the_same_tables():
    assert spreadsheet("A", ["n"], TABLES) == spreadsheet("A", ["n"], TABLES)
    assert archive({"b": "2", "a": b"1"}) == archive({"a": "1", "b": "2"})
