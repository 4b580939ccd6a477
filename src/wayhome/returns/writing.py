"""Writes returns: the SSDA903 MISSING table as CSV, and the return as XML by our own table of its elements.

What is written passes every rule: periods are cut to the collection year, one still open on 31 March has a blank end.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from wayhome.returns.reporting_year import ReportingYear

BRITISH = "%d/%m/%Y"
COLUMNS_903 = ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")


def british(day: date | None) -> str:
    """A date as the return wants it, dd/mm/yyyy; blank for None."""
    return "" if day is None else day.strftime(BRITISH)


@dataclass(frozen=True, slots=True)
class Period:
    """A time a looked-after child was missing (M) or away (A). `end` is None while it goes on."""

    child: str
    born: date
    kind: str
    start: date
    end: date | None


def for_year(periods: Iterable[Period], year: ReportingYear) -> list[Period]:
    """The periods that belong in this year's return, cut to it, in order of child and start; touching is allowed, overlapping not.

    A period that ended before the year or started after it is left out; one that ended after 31 March is still open on that day.
    """
    found: list[Period] = []
    for period in sorted(periods, key=lambda p: (p.child, p.start, p.end or date.max)):
        if period.start > year.last or (period.end is not None and period.end < year.first):
            continue
        end = None if period.end is None or period.end > year.last else period.end
        before = found[-1] if found and found[-1].child == period.child else None
        start = period.start
        if before is not None and (before.end is None or (end is not None and end <= before.end)):
            continue
        if before is not None and before.end is not None:
            start = max(start, before.end)
        found.append(Period(period.child, period.born, period.kind, start, end))
    return found


def cells_903(period: Period) -> dict[str, str]:
    """One row of the MISSING table."""
    return dict(
        zip(
            COLUMNS_903,
            (period.child, british(period.born), period.kind, british(period.start), british(period.end)),
            strict=True,
        )
    )


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A table as CSV: UTF-8 text with a header, CRLF as spreadsheets write it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Part:
    """One element: how often it may stand, the pattern of its text, and the elements inside it, in order."""

    name: str
    least: int = 1
    most: int | None = 1
    text: str = ""
    inside: tuple[Part, ...] = ()


A_DATE = r"[0-3][0-9]/[0-1][0-9]/[0-9]{4}"
MAYBE_DATE = rf"({A_DATE})?"


def _leaves(*names: str, least: int = 0) -> tuple[Part, ...]:
    return tuple(Part(name, least, text=r".{0,13}") for name in names)


AMISSING = Part(
    "AMISSING",
    0,
    366,
    inside=(Part("MISSING", text=r"[MA]?"), Part("MIS_START", text=MAYBE_DATE), Part("MIS_END", 0, text=MAYBE_DATE)),
)
AREVIEW = Part("AREVIEW", 0, 52, inside=(Part("REVIEW", text=A_DATE), Part("REVIEW_CODE", text=r".{3}")))
HEADER = Part(
    "HEADER",
    inside=(
        Part("CHILDID", text=r".{1,10}"), Part("UPN", text=r".{0,13}"), Part("SEX", text=r"."), Part("DOB", text=A_DATE),
        Part("ETHNIC", text=r".{4}"), Part("UASC", text=r".?"),
        *_leaves("DUC", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR", "IN_TOUCH", "ACTIV", "ACCOM"),
        AMISSING, AREVIEW, *_leaves("MOTHER", "MC_DOB"),
        Part("PERMANENCE", 0, inside=_leaves("PREV_PERM", "LA_PERM", "DATE_PERM")),
        Part("OC2", 0, inside=_leaves("SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK",
             "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")),
        Part("AD_PLACED", 0, 366, inside=(*_leaves("DATE_PLACED", least=1), *_leaves("DATE_PLACED_CEASED", "REASON_PLACED_CEASED"))),
    ),
)  # fmt: skip
EPISODE = Part(
    "EPISODE", 0, 366,
    inside=(
        Part("DECOM", text=A_DATE), Part("RNE", text=r"."), Part("LS", text=r".{2}"), Part("CIN", text=r".{2}"), Part("PL", text=r".{2}"),
        *_leaves("PL_POST", "HOME_POST", "URN", "PLACE_PROVIDER"), Part("DEC", text=MAYBE_DATE), Part("REC", text=r".{0,3}"),
        *_leaves("REASON_PLACE_CHANGE"),
    ),
)  # fmt: skip
RETURN = Part("EXPSSDA903", inside=(Part("CHILD", 1, None, inside=(HEADER, EPISODE)),))
"""The elements of the return: names, order, how often, and what their text may be."""


@dataclass(frozen=True, slots=True)
class ChildOfReturn:
    """One child as written into the XML: header cells, missing periods, episodes of care, by element name."""

    header: Mapping[str, str]
    missing: Sequence[Mapping[str, str]]
    care: Sequence[Mapping[str, str]]


def xml_text(children: Iterable[ChildOfReturn]) -> str:
    """The return as XML, elements in the order of the table; an optional element without a text is left out."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<EXPSSDA903>"]
    for child in children:
        parts.append("  <CHILD>")
        parts.extend(_element(HEADER, child.header, {"AMISSING": child.missing}, 4))
        for episode in child.care:
            parts.extend(_element(EPISODE, episode, {}, 4))
        parts.append("  </CHILD>")
    return "\n".join([*parts, "</EXPSSDA903>", ""])


def _element(
    part: Part, cells: Mapping[str, str], repeated: Mapping[str, Sequence[Mapping[str, str]]], indent: int
) -> list[str]:
    pad = " " * indent
    lines = [f"{pad}<{part.name}>"]
    for inner in part.inside:
        if inner.name in repeated:
            for each in repeated[inner.name]:
                lines.extend(_element(inner, each, {}, indent + 2))
        elif not inner.inside:
            text = cells.get(inner.name, "")
            if text or inner.least:
                lines.append(f"{pad}  <{inner.name}>{escape(text)}</{inner.name}>")
    return [*lines, f"{pad}</{part.name}>"]


def misfits(element: Element, part: Part = RETURN) -> list[str]:
    """Where a return in XML does not follow the table of elements: each a sentence; none when it follows."""
    found = [] if element.tag == part.name else [f"<{element.tag}> stands where <{part.name}> should"]
    if not part.inside:
        if len(element):
            found.append(f"<{part.name}> holds elements and should hold text")
        if not re.fullmatch(part.text or ".*", element.text or ""):
            found.append(f"<{part.name}> holds {element.text!r}")
        return found
    inner = list(element)
    for expected in part.inside:
        count = 0
        while inner and inner[0].tag == expected.name and (expected.most is None or count < expected.most):
            found.extend(misfits(inner.pop(0), expected))
            count += 1
        if count < expected.least:
            found.append(f"<{part.name}> lacks <{expected.name}>")
    return found + [f"<{extra.tag}> is not expected in <{part.name}>, or not there" for extra in inner[:1]]
