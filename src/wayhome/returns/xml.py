"""Reads an SSDA903 return in XML, streaming, on the standard library's parser with its own limits.

A document type, an entity, an element nested too deep or a text too long stops the reading with a sentence: that is how
entity bombs and endless files are met. What was read before stays read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from wayhome.returns.fault import Fault, Unreadable
from wayhome.returns.opening import Opened
from wayhome.returns.profiles.ssda903 import CareRow, HeaderRow, MissingRow, care_row, header_row, missing_row
from wayhome.returns.records import Report

DEEPEST = 12
LONGEST_TEXT = 10_000

CHILD, HEADER, EPISODE, AMISSING = "CHILD", "HEADER", "EPISODE", "AMISSING"
ROOTS = frozenset({"EXPSSDA903", "SSDA903"})
HEADER_CELLS = frozenset({"CHILDID", "DOB"})
MISSING_CELLS = frozenset({"MISSING", "MIS_START", "MIS_END"})
EPISODE_CELLS = frozenset({"DECOM", "DEC", "REC"})

AnyRow = MissingRow | CareRow | HeaderRow


class _Stop(Exception):
    """Something in the document is refused; carries the sentence."""


@dataclass
class _Reader:
    name: str
    report: Report
    path: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    length: int = 0
    child: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    missing: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    care: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    ready: list[AnyRow] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=lambda: {CHILD: 0, EPISODE: 0, AMISSING: 0})

    def start(self, tag: str, attributes: object) -> None:
        if not self.path and tag.upper() not in ROOTS:
            raise _Stop(f"is XML, but starts with <{tag[:40]}>, not with <EXPSSDA903>")
        self.path.append(tag)
        if len(self.path) > DEEPEST:
            raise _Stop(f"nests elements more than {DEEPEST} deep")
        self.text.clear()
        self.length = 0
        if tag in self.rows:
            self.rows[tag] += 1
        if tag == CHILD:
            self.child, self.missing, self.care = {}, [], []
        elif tag in (AMISSING, EPISODE):
            self.cells = {}

    def characters(self, text: str) -> None:
        self.length += len(text)
        if self.length > LONGEST_TEXT:
            raise _Stop(f"holds a text of more than {LONGEST_TEXT:,} characters")
        self.text.append(text)

    def end(self, tag: str) -> None:
        self.path.pop()
        parent = self.path[-1] if self.path else ""
        if (tag in HEADER_CELLS and parent == HEADER) or (tag in MISSING_CELLS and parent == AMISSING):
            (self.child if parent == HEADER else self.cells)[tag] = "".join(self.text)
        elif tag in EPISODE_CELLS and parent == EPISODE:
            self.cells[tag] = "".join(self.text)
        elif tag == AMISSING:
            self.missing.append((self.rows[AMISSING], self.cells))
        elif tag == EPISODE:
            self.care.append((self.rows[EPISODE], self.cells))
        elif tag == CHILD:
            self._child()
        self.text.clear()
        self.length = 0

    def _child(self) -> None:
        about = {"CHILD": self.child.get("CHILDID", ""), "DOB": self.child.get("DOB", "")}
        self.ready.append(header_row(self.name, self.rows[CHILD], about))
        self.ready.extend(missing_row(self.name, row, about | cells) for row, cells in self.missing)
        self.ready.extend(care_row(self.name, row, about | cells) for row, cells in self.care)

    def refuse(self, *anything: object) -> int:
        raise _Stop("declares a document type or entities, which a return never needs and which can be made to explode")


def read_xml(opened: Opened, report: Report) -> Iterator[AnyRow]:
    """Every child of the return as a HeaderRow, then its MissingRows and CareRows.

    Row numbers count the elements of that name in the document. Raises Unreadable when not one child could be read; a
    document that breaks off later is reported and its whole children are kept.
    """
    reader = _Reader(opened.name, report)
    parser = _parser(reader)
    children = 0
    trouble = ""
    blocks = opened.blocks()
    while not trouble:
        block = next(blocks, b"")
        try:
            parser.Parse(block, not block)
        except expat.ExpatError as error:
            trouble = f"stops being XML at line {error.lineno} ({expat.ErrorString(error.code)})"
        except _Stop as stop:
            trouble = str(stop)
        except (ValueError, LookupError):
            trouble = "names an encoding that is not known"
        children += sum(isinstance(row, HeaderRow) for row in reader.ready)
        yield from reader.ready
        reader.ready.clear()
        if not block:
            break
    if not trouble:
        return
    remedy = "Export the return again and check that it was copied whole."
    if not children:
        raise Unreadable(opened.name, trouble + ".", remedy)
    says = f"{trouble}; the {children} children before that were read"
    report(Fault(opened.name, None, None, None, "XML", says, remedy))


def _parser(reader: _Reader) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.EntityDeclHandler = reader.refuse
    parser.ExternalEntityRefHandler = reader.refuse
    return parser
