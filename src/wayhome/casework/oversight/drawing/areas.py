"""Shares that rise in steps, stacked from 0 to 100%: what came first by each hour, and at the top what is still open.

What the picture is about lies at the bottom, so that it is read off the axis. One range for everybody: the axis ends at 100%.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wayhome.casework.oversight.drawing.parts import NARROW, Area, Drawing, Mark, Stroke, Words

TOP, PLOT, BELOW = 14, 200, 28
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Layer:
    """One way of ending: its kind, and its shares at each of the times, from 0 to 1."""

    kind: str
    shares: Sequence[float]


@dataclass(frozen=True, slots=True)
class Upright:
    """A line at one time, with its name below the axis and the share that the lowest layer has reached there."""

    at: float
    words: str
    share: str = ""
    height: float = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the plot begins and ends, in percent; `reference` is the narrowest width in pixels."""

    reference: int
    left: float
    right: float


WIDE = Layout(440, 11, 98)
ON_A_PHONE = Layout(NARROW, 16, 98)


def drawn(
    times: Sequence[float], layers: Sequence[Layer], uprights: Sequence[Upright], *, until: float, layout: Layout
) -> Drawing:
    """The picture for one width. `times` rise from 0; each layer has one share for each, which holds until the next time."""
    drawing = Drawing(layout.reference, height=TOP + PLOT + BELOW)
    width = layout.right - layout.left
    for value in range(0, WHOLE + 1, 20):
        y = _y(value / WHOLE)
        drawing.strokes.append(Stroke("axis" if value == 0 else "grid", layout.left, y, layout.right, y))
        drawing.words.append(Words("tick", layout.left, y + 5, f"{value}%", dx=-6, anchor="end"))
    below = [0.0] * len(times)
    for layer in layers:
        above = [low + share for low, share in zip(below, layer.shares, strict=True)]
        if any(layer.shares):
            points = _stepped(times, above, until) + _stepped(times, below, until)[::-1]
            drawing.areas.append(Area(layer.kind, layout.left, width, TOP, PLOT, tuple(points)))
        below = above
    for upright in uprights:
        _upright(drawing, upright, until, layout)
    return drawing


def _upright(drawing: Drawing, upright: Upright, until: float, layout: Layout) -> None:
    x = round(layout.left + (layout.right - layout.left) * upright.at / until, 3)
    drawing.strokes.append(Stroke("upright", x, TOP, x, TOP + PLOT))
    at_the_end = upright.at >= until
    drawing.words.append(Words("tick", x, TOP + PLOT + 20, upright.words, anchor="end" if at_the_end else "middle"))
    if upright.share:
        y = min(max(_y(upright.height) + 5, TOP + 14), TOP + PLOT - 6)
        drawing.marks.append(Mark("reached", x, _y(upright.height)))
        drawing.words.append(Words("over", x, y, upright.share, dx=-10, anchor="end"))


def _y(share: float) -> float:
    return round(TOP + PLOT * (1 - share), 1)


def _stepped(times: Sequence[float], shares: Sequence[float], until: float) -> list[tuple[float, float]]:
    """Corners of a curve that holds each share until the next time, in percent across and down."""
    found: list[tuple[float, float]] = []
    before = shares[0]
    for time, share in zip(times, shares, strict=True):
        if share != before:
            found.append(_corner(time, before, until))
        if share != before or not found:
            found.append(_corner(time, share, until))
        before = share
    return [*found, _corner(until, before, until)]


def _corner(time: float, share: float, until: float) -> tuple[float, float]:
    return round(WHOLE * time / until, 2), round(WHOLE * (1 - share), 2)
