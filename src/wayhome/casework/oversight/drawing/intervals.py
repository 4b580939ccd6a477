"""Dots with their intervals on one axis, around no difference or from 0 to 100%: shape before colour, and words beside each."""

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
    """One share or difference in points, with its limits; without `at` there are words only. `kind` is the shape of the dot."""

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
class Axis:
    """From where to where the plot goes, and the values that are named above it; `ink` is the line that matters."""

    low: int
    high: int
    ticks: tuple[tuple[int, str], ...]
    ink: int = 0


SHARE = Axis(0, 100, ((0, "0%"), (50, "50%"), (100, "100%")))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the plot begins and ends, in percent; `reference` is the narrowest width in pixels."""

    reference: int
    left: float
    right: float


WIDE = Layout(960, 20, 62)
ON_A_PHONE = Layout(NARROW, 5, 95)


def around_zero(groups: Sequence[Group]) -> Axis:
    """As far either way as the longest interval needs, so that no difference lies in the middle."""
    most = reach(groups)
    return Axis(-most, most, ((-most, f"−{most}"), (0, "0"), (most, f"+{most}")))


def reach(groups: Sequence[Group]) -> int:
    """How far the axis goes either way, in tens of points."""
    ends = [max(abs(dot.low), abs(dot.high)) for group in groups for dot in group.dots if dot.at is not None]
    return min(100, max(LEAST, ceil(max(ends, default=0) / 10) * 10))


def wide(groups: Sequence[Group], layout: Layout = WIDE, *, axis: Axis | None = None) -> Drawing:
    """Labels to the left, words to the right."""
    drawing, y, axis = Drawing(layout.reference), float(AXIS), axis or around_zero(groups)
    for group in groups:
        drawing.words.append(Words("heading", 0, y + 17, group.heading))
        y += HEADING
        for dot in group.dots:
            drawing.words.append(Words("label", layout.left, y + 18, dot.label, dx=-10, anchor="end"))
            drawing.words.append(Words("note", layout.right, y + 18, dot.words, dx=12))
            _dot(drawing, dot, y + 14, axis, layout)
            y += ROW
    _axis(drawing, axis, y, layout)
    return drawing


def narrow(groups: Sequence[Group], layout: Layout = ON_A_PHONE, *, axis: Axis | None = None) -> Drawing:
    """For 288 px: each label and its words above the dot."""
    drawing, y, axis = Drawing(layout.reference), float(AXIS), axis or around_zero(groups)
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
                _dot(drawing, dot, y + 12, axis, layout)
                y += LINE + 6
            y += 8
    _axis(drawing, axis, y, layout)
    return drawing


def _axis(drawing: Drawing, axis: Axis, bottom: float, layout: Layout) -> None:
    """The line that matters, and a number at each end and in the middle."""
    drawing.height = bottom
    for value, words in axis.ticks:
        x = _x(value, axis, layout)
        drawing.strokes.append(Stroke("axis" if value == axis.ink else "grid", x, AXIS - 4, x, bottom))
        anchor = "start" if value == axis.low else "end" if value == axis.high else "middle"
        drawing.words.append(Words("tick", x, AXIS - 10, words, anchor=anchor))


def _dot(drawing: Drawing, dot: Dot, y: float, axis: Axis, layout: Layout) -> None:
    if dot.at is None:
        return
    low, high = _x(dot.low, axis, layout), _x(dot.high, axis, layout)
    drawing.boxes.append(Box("span", low, round(high - low, 3), y - 1.5, 3))
    drawing.marks.append(Mark(dot.kind, _x(dot.at, axis, layout), y))


def _x(value: float, axis: Axis, layout: Layout) -> float:
    part = (min(max(value, axis.low), axis.high) - axis.low) / (axis.high - axis.low)
    return round(layout.left + (layout.right - layout.left) * part, 3)
