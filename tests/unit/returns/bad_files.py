"""Files that go wrong in every way seen in the field, and some that were made to hurt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HEADER = "CHILD,DOB,MISSING,MIS_START,MIS_END"
GOOD = "410137,05/05/2010,M,10/06/2024,11/06/2024"
TABLE = f"{HEADER}\r\n{GOOD}\r\n"

BOMB_XML = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<EXPSSDA903><CHILD><HEADER><CHILDID>&lol2;</CHILDID></HEADER></CHILD></EXPSSDA903>"""
CHILD_XML = (
    "<CHILD><HEADER><CHILDID>410137</CHILDID><DOB>05/05/2010</DOB><AMISSING><MISSING>M</MISSING>"
    "<MIS_START>10/06/2024</MIS_START><MIS_END>11/06/2024</MIS_END></AMISSING></HEADER>"
    "<EPISODE><DECOM>01/02/2020</DECOM><DEC></DEC><REC></REC></EPISODE></CHILD>"
)


@dataclass(frozen=True)
class Bad:
    """A file, the exit code of `check`, words it prints, and how many good rows are still counted (None: unreadable)."""

    name: str
    make: Callable[[Path], None]
    code: int
    says: str
    episodes: int | None


def _bytes(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data) and None


def _text(text: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    return _bytes(text.encode(encoding))


def _zip(inside: str, size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(inside, b"0" * size)
    return made.getvalue()


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


BAD: tuple[Bad, ...] = (
    Bad("workbook.csv", _bytes(_zip("xl/workbook.xml", 1000)), 2, "Excel workbook", None),
    Bad("old-workbook.csv", _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000), 2, "old Excel", None),
    Bad("zip-bomb.csv", _bytes(_zip("big.csv", 50_000_000)), 2, "zip archive", None),
    Bad("gzip.csv", _bytes(b"\x1f\x8b\x08\0"), 2, "compressed", None),
    Bad("page.csv", _text("<!DOCTYPE html><html><table></table></html>"), 2, "web page", None),
    Bad("zeros-1gb.csv", _sparse, 2, "nothing but empty bytes", None),
    Bad("one-long-line.csv", _bytes(b"0" * 9_000_000), 2, "more than 4 million characters", None),
    Bad("empty.csv", _bytes(b""), 2, "is empty", None),
    Bad("blank-lines.csv", _text("\n\n\n"), 2, "is empty", None),
    Bad("only-header.csv", _text(HEADER + "\n"), 2, "no row that can be read", None),
    Bad("no-row-fits.csv", _bytes(f"{HEADER}\n".encode() + b"0\n" * 200_000), 2, "none of its first 10,000 rows", None),
    Bad("someone-elses.csv", _text("name,colour\nfox,red\n"), 2, "no layout that Wayhome knows", None),
    Bad("binary.csv", _bytes(bytes(range(256)) * 64), 2, "no layout", None),
    Bad("nul-half.csv", _bytes(b"A\0\0\0B\0\0\0" * 500), 2, "NUL bytes", None),
    Bad("utf16.csv", _text(TABLE, "utf-16"), 0, "UTF-16", 1),
    Bad("utf16-without-mark.csv", _text(TABLE, "utf-16-le"), 0, "UTF-16-LE", 1),
    Bad("byte-order-mark.csv", _text("\ufeff" + TABLE), 0, "no fault", 1),
    Bad("windows-1252.csv", _text(TABLE.replace("410137", "Zoé") + GOOD + "\r\n", "cp1252"), 0, "Windows-1252", 2),
    Bad("nul-inside.csv", _bytes(TABLE.encode().replace(b"410137", b"41\x000137")), 0, "NUL bytes in 1 rows", 1),
    Bad("old-mac.csv", _text(TABLE.replace("\r\n", "\r")), 0, "no fault", 1),
    Bad("semicolons.csv", _text(TABLE.replace(",", ";")), 0, "separated by ';'", 1),
    Bad("tabs.csv", _text(TABLE.replace(",", "\t")), 0, "separated by tabs", 1),
    Bad("curly-header.csv", _text(TABLE.replace("CHILD", "“CHILD”").replace("MIS_START", "mis start")), 0, "read as MIS_START", 1),
    Bad("renamed-header.csv", _text(TABLE.replace("DOB", "Date of Birth")), 0, "read as DOB", 1),
    Bad("excel-serial.csv", _text(f"{HEADER}\n410137,05/05/2010,M,45453,11/06/2024\n{GOOD}\n"), 1, "probably 10/06/2024", 2),
    Bad("extra-column.csv", _text(f"{HEADER},NOTES\n{GOOD},hello\n"), 0, "NOTES", 1),
    Bad("missing-column.csv", _text("CHILD,MISSING,MIS_START,MIS_END\n410137,M,10/06/2024,11/06/2024\n"), 1,
        "no column says when the child was born", 1),
    Bad("ragged.csv", _text(f"{HEADER}\n{GOOD}\n410138,M\n410139,05/05/2010,M,10/06/2024,11/06/2024,,x\n{GOOD}\n"), 1, "7 cells where", 2),
    Bad("open-quotation.csv", _text(f'{HEADER}\n410138,"05/05/2010,M,10/06/2024,\n{GOOD}\n'), 1, "never closes it", 1),
    Bad("million-characters.csv", _text(f"{HEADER}\n{'x' * 1_000_000},05/05/2010,M,10/06/2024,\n{GOOD}\n"), 1, "more than 100,000", 1),
    Bad("bomb.xml", _text(BOMB_XML), 2, "made to explode", None),
    Bad("deep.xml", _text("<EXPSSDA903>" + "<A>" * 5000), 2, "more than 12 deep", None),
    Bad("long-text.xml", _text("<EXPSSDA903><CHILD>" + "x" * 20_000), 2, "text of more than", None),
    Bad("other.xml", _text("<feed><entry/></feed>"), 2, "not with <EXPSSDA903>", None),
    Bad("no-child.xml", _text("<EXPSSDA903></EXPSSDA903>"), 2, "holds no child", None),
    Bad("cut-off-early.xml", _text("<EXPSSDA903><CHILD><HEAD"), 2, "stops being XML", None),
    Bad("cut-off.xml", _text("<EXPSSDA903>" + CHILD_XML + "<CHILD><HEADER><CHILDID>4"), 1, "the 1 children before that were read", 1),
)  # fmt: skip
