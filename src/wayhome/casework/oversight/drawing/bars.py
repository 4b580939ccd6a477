"""Bars on one scale from 0: what is known, then what is not recorded as hatch, then what was lost, with its number beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wayhome.casework.oversight.drawing.parts import BOLD, NARROW, Box, Drawing, Stroke, Words, wrapped

HEADING, ROW, HEIGHT, AFTER = 28, 30, 22, 8
NARROW_HEIGHT, LINE = 18, 18
INSIDE = 8
"""Pixels between the start of a bar and the number in it, and between the end of a bar and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `tone` is the kind of its known part; `lost` is outlined after it, and only the largest loss is.

    `lost_words` stand in the outline where they fit, and beside the bar otherwise.
    """

    label: str
    known: int
    unknown: int = 0
    tone: str = "known"
    lost: int = 0
    lost_words: str = ""
    note: str = ""
    hidden: str = ""
    """The sign in place of the number, where that is held back: then nothing is drawn to scale."""

    @property
    def whole(self) -> int:
        return self.known + self.unknown + self.lost

    @property
    def strong(self) -> bool:
        """The bar that the title speaks of."""
        return self.lost > 0


@dataclass(frozen=True, slots=True)
class Band:
    """Bars under one heading; an empty heading draws none."""

    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide the labels and the bars are, in percent; `reference` is the narrowest width in pixels."""

    reference: int
    label: float
    plot: float


WIDE = Layout(960, 22, 35)
HALF = Layout(440, 54, 36)
"""Beside another figure: room for a label and a number, and for no note."""


def wide(bands: Sequence[Band], layout: Layout = WIDE) -> Drawing:
    """Labels to the left, notes to the right."""
    drawing, y = Drawing(layout.reference), 0.0
    most = _most(bands)
    for band in bands:
        if band.heading:
            drawing.words.append(Words("heading", 0, y + 15, band.heading))
            drawing.strokes.append(Stroke("rule", layout.label, y + 10, 100, y + 10))
            y += HEADING
        for bar in band.bars:
            kind = "label-strong" if bar.strong else "label"
            drawing.words.append(Words(kind, layout.label, y + 16, bar.label, dx=-10, anchor="end"))
            beside = _bar(drawing, bar, layout.label, layout.plot / most, y, HEIGHT)
            if note := _note(bar, beside):
                drawing.words.append(Words("note", beside.x, y + 16, note, dx=beside.dx))
            y += ROW
        y += AFTER
    drawing.height = max(y - AFTER, 0)
    return drawing


def narrow(bands: Sequence[Band]) -> Drawing:
    """For 288 px: each label above its bar, each note below it."""
    drawing, y = Drawing(NARROW), 0.0
    scale = 84 / _most(bands)
    for band in bands:
        if band.heading:
            drawing.words.append(Words("heading", 0, y + 15, band.heading))
            y += HEADING - 4
        for bar in band.bars:
            for line in wrapped(bar.label, NARROW):
                drawing.words.append(Words("label-strong" if bar.strong else "label", 0, y + 14, line))
                y += LINE
            beside = _bar(drawing, bar, 0, scale, y + 2, NARROW_HEIGHT)
            y += NARROW_HEIGHT + 4
            for line in wrapped(_note(bar, beside), NARROW):
                drawing.words.append(Words("note", 0, y + 14, line))
                y += LINE
            y += 8
        y += 6
    drawing.height = y
    return drawing


@dataclass(frozen=True, slots=True)
class _Beside:
    """Where what stands beside a bar begins, and whether the loss is named in the bar already."""

    x: float
    dx: float
    loss_named: bool


def _note(bar: Bar, beside: _Beside) -> str:
    return " · ".join(words for words in (bar.note, "" if beside.loss_named else bar.lost_words) if words)


def _most(bands: Sequence[Band]) -> int:
    return max((bar.whole for band in bands for bar in band.bars), default=0) or 1


def _bar(drawing: Drawing, bar: Bar, x: float, scale: float, y: float, height: float) -> _Beside:
    """One bar with its number: in the bar where it fits, else behind it."""
    known, unknown, lost = bar.known * scale, bar.unknown * scale, bar.lost * scale
    tone = "strong" if bar.strong and bar.tone == "known" else bar.tone
    for kind, start, width in ((tone, x, known), ("hatch", x + known, unknown), ("lost", x + known + unknown, lost)):
        if width:
            drawing.boxes.append(Box(kind, _round(start), _round(width), y, height))
    end, pixels, text_y = _round(x + known + unknown + lost), drawing.reference / 100, y + height / 2 + 5
    number = bar.hidden or str(bar.known if bar.tone != "hatch" else bar.unknown)
    if known * pixels >= len(number) * BOLD + 2 * INSIDE and bar.tone not in ("outlined", "hatch"):
        drawing.words.append(Words("inside", x, text_y, number, dx=INSIDE))
        after = float(INSIDE)
    else:
        drawing.words.append(Words("number", end, text_y, number, dx=INSIDE))
        after = 2 * INSIDE + len(number) * BOLD
    named = bool(lost) and lost * pixels >= len(bar.lost_words) * BOLD + 2 * INSIDE
    if named:
        middle = _round(x + known + unknown + lost / 2)
        drawing.words.append(Words("lost-words", middle, text_y, bar.lost_words, anchor="middle"))
    return _Beside(end, after, named)


def _round(number: float) -> float:
    return round(number, 3)
