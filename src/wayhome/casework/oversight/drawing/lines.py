"""Values over time with an average and limits: the XmR chart. The axis starts at 0, and each sign of change has its own shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from wayhome.casework.oversight.drawing.parts import NARROW, Drawing, Mark, Stroke, Words

TOP, PLOT, BELOW = 14, 190, 28
RIGHT_OF_A_LIMIT = 6
APART = 8


@dataclass(frozen=True, slots=True)
class Point:
    """One value in percent, None where there is none to show; `kind` is the shape: plain, hollow, higher or lower."""

    label: str
    value: float | None
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Across:
    """A line from left to right: the average, or a limit, with its words."""

    kind: str
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the plot begins and ends, in percent, and whether the lines are named beside it; `reference` in pixels."""

    reference: int
    left: float
    right: float
    named: bool


WIDE = Layout(560, 9, 76, named=True)
ON_A_PHONE = Layout(NARROW, 15, 98, named=False)


def drawn(points: Sequence[Point], across: Sequence[Across], layout: Layout) -> Drawing:
    """The chart for one width."""
    drawing = Drawing(layout.reference, height=TOP + PLOT + BELOW)
    ceiling = _ceiling([p.value for p in points if p.value is not None] + [line.value for line in across])
    _grid(drawing, ceiling, layout)
    for line in across:
        y = _y(line.value, ceiling)
        drawing.strokes.append(Stroke(line.kind, layout.left, y, layout.right, y))
    if layout.named:
        _names(drawing, across, ceiling, layout)
    _line(drawing, points, ceiling, layout)
    _ticks(drawing, points, layout)
    return drawing


def _ceiling(values: Sequence[float]) -> int:
    """The end of the axis: the next ten percent above everything, and never more than all."""
    return min(100, max(10, ceil((max(values, default=0) + 0.5) / 10) * 10))


def _y(value: float, ceiling: int) -> float:
    """Down from the top; what lies outside the axis lies on its end."""
    return round(TOP + PLOT * (1 - min(max(value, 0), ceiling) / ceiling), 1)


def _x(place: int, number: int, layout: Layout) -> float:
    if number == 1:
        return (layout.left + layout.right) / 2
    inner = (layout.right - layout.left) * 0.96
    return round(layout.left + (layout.right - layout.left) * 0.02 + inner * place / (number - 1), 3)


def _grid(drawing: Drawing, ceiling: int, layout: Layout) -> None:
    step = 10 if ceiling <= 50 else 20
    for value in range(0, ceiling + 1, step):
        y = _y(value, ceiling)
        drawing.strokes.append(Stroke("axis" if value == 0 else "grid", layout.left, y, layout.right, y))
        drawing.words.append(Words("tick", layout.left, y + 5, f"{value}%", dx=-6, anchor="end"))


def _names(drawing: Drawing, across: Sequence[Across], ceiling: int, layout: Layout) -> None:
    """The name of each line beside its end; names that would touch are moved apart, downwards."""
    last = -99.0
    for line in sorted(across, key=lambda each: -each.value):
        y = max(_y(line.value, ceiling) + 5, last + 17)
        kind = "name" if line.kind == "average" else "note"
        drawing.words.append(Words(kind, layout.right, y, line.words, dx=RIGHT_OF_A_LIMIT))
        last = y


def _line(drawing: Drawing, points: Sequence[Point], ceiling: int, layout: Layout) -> None:
    """From each value to the next; a gap stays a gap."""
    places = [(_x(n, len(points), layout), p) for n, p in enumerate(points)]
    for (x1, one), (x2, other) in pairwise(places):
        if one.value is not None and other.value is not None:
            drawing.strokes.append(Stroke("path", x1, _y(one.value, ceiling), x2, _y(other.value, ceiling)))
    for x, point in places:
        if point.value is not None:
            drawing.marks.append(Mark(point.kind, x, _y(point.value, ceiling)))


def _ticks(drawing: Drawing, points: Sequence[Point], layout: Layout) -> None:
    """The last label, and going back from there as many as have room, at one distance from each other."""
    labels = [_label(place, points, layout) for place in range(len(points))]
    for every in range(1, len(labels) + 1):
        shown = labels[::-1][::every]
        spans = [words.span(layout.reference) for words in shown]
        if all(right + APART <= left for (left, _), (_, right) in pairwise(spans)):
            drawing.words.extend(reversed(shown))
            return


def _label(place: int, points: Sequence[Point], layout: Layout) -> Words:
    """The label of a point, below it; the last one ends there where the figure does."""
    at_the_end = place == len(points) - 1 and place > 0
    x = layout.right if at_the_end else _x(place, len(points), layout)
    return Words("tick", x, TOP + PLOT + 20, points[place].label, anchor="end" if at_the_end else "middle")
