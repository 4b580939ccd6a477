"""What every figure has: a title that is true of these numbers, two drawings, words for those who do not see it, a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from wayhome.casework.oversight.drawing.bars import Band
from wayhome.casework.oversight.drawing.lines import Across, Point
from wayhome.casework.oversight.drawing.parts import Drawing
from wayhome.casework.oversight.numbers import Numbered
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue.over_time import Estimate
from wayhome.indicators.definition import Indicator

Kept = Callable[[Indicator, Part], bool]
"""Whether a part of a number may be shown to those whom a figure is for: what leaves the building holds small numbers back."""

WITHHELD = _("withheld")


def everything(number: Indicator, part: Part) -> bool:
    """For an authority's own staff nothing is held back."""
    return True


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the key above a figure: the kind of box or mark, and what it means."""

    kind: str
    words: str
    is_mark: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table beside a figure: what it is, and what was counted."""

    label: str
    numbered: Numbered
    has_page: bool = True
    """Whether the number has a page of its own: one of a single month has not."""


@dataclass(frozen=True, slots=True)
class Opens:
    """A number in a grid that leads to the list behind it; `about` says which one it is, and `chosen` what else to choose."""

    words: str
    number: Indicator
    about: str
    chosen: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Grid:
    """The table of a figure that is more than counts: its columns, and rows that begin with a name."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Opens, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure ready to show. `id` names it in addresses and on the page."""

    id: str
    title: str
    subtitle: str
    key: tuple[Key, ...]
    wide: Drawing
    narrow: Drawing
    text: str
    lines: tuple[Line, ...]
    caption: tuple[str, ...] = ()
    empty: str = ""
    """Words instead of a drawing, where there is nothing to draw."""
    bands: tuple[Band, ...] = ()
    points: tuple[Point, ...] = ()
    across: tuple[Across, ...] = ()
    """What was drawn, for whoever draws it again at another width."""
    grid: Grid | None = None
    """What was estimated, beside the counts in `lines`."""
    estimates: tuple[Estimate, ...] = ()
    stays_here: bool = False
    """It is about so few that it is no file and in no paper."""
