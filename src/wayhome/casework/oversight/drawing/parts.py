"""What a drawing is made of: boxes, strokes, marks and words, each of a kind that the style sheet knows."""

from __future__ import annotations

from dataclasses import dataclass, field

NARROW = 288
"""The width of a figure on the narrowest phone."""
LIGHT = ("note", "tick", "label")
"""Kinds of words that are not bold."""
BOLD, PLAIN = 8.3, 7.7
"""Pixels that one letter takes at 13 px in the widest font that a machine may fall back to."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: `x` and `width` in percent, `y` and `height` in pixels."""

    kind: str
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape within a rectangle; its corners are percent of that, across and down."""

    kind: str
    x: float
    width: float
    y: float
    height: float
    corners: tuple[tuple[float, float], ...]

    @property
    def points(self) -> str:
        """The corners as SVG writes them."""
        return " ".join(f"{across:g},{down:g}" for across, down in self.corners)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line from one point to another: across in percent, down in pixels."""

    kind: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A small shape at a point, told from others by its form."""

    kind: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text. `dx` moves it by so many pixels from its place in percent; `anchor` as in SVG."""

    kind: str
    x: float
    y: float
    text: str
    dx: float = 0
    anchor: str = "start"

    @property
    def length(self) -> float:
        """The pixels it takes at most."""
        return len(self.text) * (PLAIN if self.kind in LIGHT else BOLD)

    def span(self, reference: float) -> tuple[float, float]:
        """From where to where it reaches, in pixels, at a width of the drawing."""
        x = self.x / 100 * reference + self.dx
        left = {"start": x, "middle": x - self.length / 2, "end": x - self.length}[self.anchor]
        return left, left + self.length


@dataclass(slots=True)
class Drawing:
    """A figure ready to draw, in the order in which its parts lie on each other."""

    reference: int
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


def wrapped(text: str, width: float) -> list[str]:
    """Words in lines of no more than so many pixels; a single long word stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(f"{lines[-1]} {word}") * PLAIN <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines
