"""Differences as dots with their intervals on one axis around no difference: shape before colour, and words beside each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from wayhome.casework.oversight.drawing.parts import NARROW, Box, Drawing, Mark, Stroke, Words, wrapped

HEADING, ROW, AXIS, LINE = 26, 28, 26, 18
LEAST = 20
"""The axis reaches at least so many points either way."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One difference in points, with its limits; without `at` there are words only. `kind` is the shape of the dot."""

    label: str
    words: str
    at: float | None = None
    low: float = 0
    high: float = 0
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Group:
    """Dots under one heading."""

    heading: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the plot begins and ends, in percent; `reference` is the narrowest width in pixels."""

    reference: int
    left: float
    right: float


WIDE = Layout(960, 20, 62)
ON_A_PHONE = Layout(NARROW, 5, 95)


def reach(groups: Sequence[Group]) -> int:
    """How far the axis goes either way, in tens of points."""
    ends = [max(abs(dot.low), abs(dot.high)) for group in groups for dot in group.dots if dot.at is not None]
    return min(100, max(LEAST, ceil(max(ends, default=0) / 10) * 10))


def wide(groups: Sequence[Group], layout: Layout = WIDE) -> Drawing:
    """Labels to the left, words to the right."""
    drawing, y, most = Drawing(layout.reference), float(AXIS), reach(groups)
    for group in groups:
        drawing.words.append(Words("heading", 0, y + 17, group.heading))
        y += HEADING
        for dot in group.dots:
            drawing.words.append(Words("label", layout.left, y + 18, dot.label, dx=-10, anchor="end"))
            drawing.words.append(Words("note", layout.right, y + 18, dot.words, dx=12))
            _dot(drawing, dot, y + 14, most, layout)
            y += ROW
    _axis(drawing, most, y, layout)
    return drawing


def narrow(groups: Sequence[Group], layout: Layout = ON_A_PHONE) -> Drawing:
    """For 288 px: each label and its words above the dot."""
    drawing, y, most = Drawing(layout.reference), float(AXIS), reach(groups)
    for group in groups:
        drawing.words.append(Words("heading", 0, y + 17, group.heading))
        y += HEADING
        for dot in group.dots:
            for kind, line in [
                ("label", dot.label),
                *(("note", line) for line in wrapped(dot.words, layout.reference)),
            ]:
                drawing.words.append(Words(kind, 0, y + 14, line))
                y += LINE
            if dot.at is not None:
                _dot(drawing, dot, y + 12, most, layout)
                y += LINE + 6
            y += 8
    _axis(drawing, most, y, layout)
    return drawing


def _axis(drawing: Drawing, most: int, bottom: float, layout: Layout) -> None:
    """The line of no difference, and a number at each end and in the middle."""
    drawing.height = bottom
    for value, anchor in ((-most, "start"), (0, "middle"), (most, "end")):
        x = _x(value, most, layout)
        drawing.strokes.append(Stroke("axis" if value == 0 else "grid", x, AXIS - 4, x, bottom))
        words = "0" if value == 0 else f"{'+' if value > 0 else '−'}{abs(value)}"
        drawing.words.append(Words("tick", x, AXIS - 10, words, anchor=anchor))


def _dot(drawing: Drawing, dot: Dot, y: float, most: int, layout: Layout) -> None:
    if dot.at is None:
        return
    low, high = _x(dot.low, most, layout), _x(dot.high, most, layout)
    drawing.boxes.append(Box("span", low, round(high - low, 3), y - 1.5, 3))
    drawing.marks.append(Mark(dot.kind, _x(dot.at, most, layout), y))


def _x(value: float, most: int, layout: Layout) -> float:
    middle, half = (layout.left + layout.right) / 2, (layout.right - layout.left) / 2
    return round(middle + half * max(-1.0, min(value / most, 1.0)), 3)
