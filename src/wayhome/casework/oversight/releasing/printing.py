"""A board paper as PDF/UA: the page's own sentences and figures, in the template beside it, compiled without the network.

The template gets words as data and never as its own language, so nothing that somebody typed can become an instruction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import typst
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wayhome.casework.design.times import local
from wayhome.casework.oversight.drawing import bars, lines
from wayhome.casework.oversight.drawing.parts import Drawing
from wayhome.casework.oversight.figures.figure import Figure

TEMPLATES = Path(__file__).parents[1] / "paper"
LOOK = "look.typ"
"""What every paper looks like; the others begin with it."""
ACROSS = bars.Layout(640, 25, 30)
OVER_TIME = lines.Layout(640, 8, 76, named=True)
"""An A4 column in pixels, so that words of 13 px are printed at nearly 10 pt."""


@dataclass(frozen=True, slots=True)
class Section:
    """One figure on paper, with the numbers of its table as text."""

    figure: Figure
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: tuple[str, ...] = ()

    @property
    def drawing(self) -> Drawing:
        if self.figure.points:
            return lines.drawn(self.figure.points, self.figure.across, OVER_TIME)
        return bars.wide(self.figure.bands, ACROSS)

    def plain(self) -> dict[str, Any]:
        """As the template reads it."""
        figure = self.figure
        return {
            "id": figure.id, "title": figure.title, "subtitle": figure.subtitle, "alt": f"{figure.title}. {figure.text}",
            "caption": list(figure.caption), "empty": figure.empty, "head": list(self.head),
            "rows": [list(row) for row in self.rows], "more": list(self.more),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Closing:
    """Words at the end of a paper, under a heading of their own."""

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything a paper says."""

    title: str
    about: str
    made: str
    authority: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    small: tuple[str, ...]
    definitions: tuple[tuple[str, ...], ...]
    closing: tuple[Closing, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As the template reads it."""
        words = {
            "figures": _("Figures"), "small": _("How small numbers are kept safe"), "definitions": _("What each number counts"),
            "head": [_("Number"), _("Counted"), _("Out of"), _("Version")], "page": _("Page"),
        }  # fmt: skip
        return {
            "title": self.title, "about": self.about, "made": self.made, "authority": self.authority,
            "sentences": list(self.sentences), "notes": list(self.notes), "sections": [s.plain() for s in self.sections],
            "small": list(self.small), "definitions": [list(each) for each in self.definitions], "words": words,
            "closing": [{"title": each.title, "words": list(each.words)} for each in self.closing],
        }  # fmt: skip


def printed(paper: Paper, *, at: datetime) -> bytes:
    """The paper as a tagged PDF. Raises typst.TypstError where it would not be PDF/UA."""
    drawings = {f"{s.figure.id}.svg": _svg(s).encode() for s in paper.sections if not s.figure.empty}
    return compiled("board.typ", paper.plain(), at=at, drawings=drawings)


def compiled(
    template: str, paper: Mapping[str, Any], *, at: datetime, drawings: Mapping[str, bytes] = MappingProxyType({})
) -> bytes:
    """One of the templates with its words as data. Raises typst.TypstError where it would not be PDF/UA."""
    on = local(at)
    plain = {**paper, **_language(), "year": on.year, "month": on.month, "day": on.day}
    inputs = {"main": (TEMPLATES / template).read_bytes(), LOOK: (TEMPLATES / LOOK).read_bytes()}
    inputs |= {"paper.json": json.dumps(plain, ensure_ascii=False).encode(), **drawings}
    return bytes(typst.compile(inputs, format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True))


def _svg(section: Section) -> str:
    drawing = section.drawing
    return render_to_string("oversight/drawing.svg", {"drawn": drawing, "key": section.figure.key})


def _language() -> Mapping[str, str]:
    """The language that the words are in, as a reader of PDFs is told."""
    parts = (get_language() or "en-gb").split("-")
    return {"lang": parts[0], "region": (parts[1] if len(parts) > 1 else "gb").upper()}
