"""Numbers in cells of one hue: the more, the darker, and the number always in it. Rows and columns have names; some are set apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from wayhome.casework.oversight.drawing.parts import NARROW, Box, Drawing, Words

ROW, HEAD = 26, 24
SHADES = 4
"""How many steps of darkness lie above none."""
Place = tuple[int, int]
"""A row and a column, from 0."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the cells begin, in percent; `reference` is the narrowest width in pixels."""

    reference: int
    left: float


WIDE = Layout(960, 13)
ON_A_PHONE = Layout(NARROW, 23)


def drawn(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Mapping[Place, int],
    layout: Layout,
    *,
    outlined: Collection[Place] = (),
    strong: Collection[str] = (),
) -> Drawing:
    """The cells for one width. A place with no value is left out; an outlined one has an edge of ink, a strong name is bold."""
    drawing = Drawing(layout.reference, height=HEAD + ROW * len(rows))
    width = (100 - layout.left) / max(len(columns), 1)
    most = max(values.values(), default=0)
    for place, name in enumerate(columns):
        if name:
            drawing.words.append(
                Words(
                    "heading" if name in strong else "tick",
                    _across(place, width, layout),
                    HEAD - 9,
                    name,
                    anchor="middle",
                )
            )
    for place, name in enumerate(rows):
        y = HEAD + ROW * place
        drawing.words.append(
            Words("label-strong" if name in strong else "label", layout.left, y + 17, name, dx=-8, anchor="end")
        )
    for (row, column), value in values.items():
        y, step = HEAD + ROW * row, shade(value, most)
        x = layout.left + width * column
        kind = f"cell-{step}"
        drawing.boxes.append(Box(kind, round(x, 3), round(width, 3), y, ROW))
        words = "inside" if step == SHADES else "note" if not value else "number"
        drawing.words.append(Words(words, _across(column, width, layout), y + 18, str(value), anchor="middle"))
    for row, column in outlined:
        x = layout.left + width * column
        drawing.boxes.append(Box("cell-mark", round(x, 3), round(width, 3), HEAD + ROW * row, ROW))
    return drawing


def shade(value: int, most: int) -> int:
    """How dark a number is drawn, from 0 for none to the darkest for the most there is."""
    return ceil(SHADES * value / most) if most else 0


def _across(column: int, width: float, layout: Layout) -> float:
    return round(layout.left + width * (column + 0.5), 3)
