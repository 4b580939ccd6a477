"""What may be printed of a period: as much as the attacker gets nothing out of, from everything down to the headlines.

Each attempt is a whole release: hidden, attacked together with every earlier one, and refused where anything is recovered.
A paper with less in it is better than one that hides how many children were heard, so the headlines choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wayhome.benchmarking.disclosure.frame import Frame
from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.casework.oversight.figures.figure import Kept
from wayhome.casework.oversight.figures.reasons import BY_OUTCOME, TOGETHER
from wayhome.casework.oversight.periods import Period
from wayhome.casework.oversight.releasing.attempts import SECONDS, Asks, Held, fullest
from wayhome.casework.oversight.releasing.ground import RETURNS, STEPS, Ground, Stretch, asked, counting
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import way
from wayhome.indicators.definition import Indicator

COUNTED, NOT_KNOWN, EVERYONE = Part.COUNTED, Part.NOT_KNOWN, Part.EVERYONE
Asked = tuple[Indicator, Part, Stretch]
"""One part of one number in one stretch of months."""

HEADLINES = (way.RETURNS, way.CHILD_ASKED.reached, way.HEARD.reached, way.IN_TIME)


@dataclass(frozen=True, slots=True)
class Level:
    """How much is asked for: which numbers, whether with what is not recorded, and whether the chart as well."""

    numbers: tuple[Indicator, ...]
    with_unknown: bool
    with_chart: bool = True

    def asks(self, period: Stretch, chart: Sequence[Stretch]) -> Iterator[Asked]:
        """Every part of every number of the level."""
        for number in self.numbers:
            for part in _parts(number, with_unknown=self.with_unknown):
                yield number, part, period
        for stretch in chart if self.with_chart else ():
            yield from ((way.IN_TIME, part, stretch) for part in (EVERYONE, COUNTED, NOT_KNOWN))


def _parts(number: Indicator, *, with_unknown: bool) -> tuple[Part, ...]:
    if number is way.RETURNS:
        return (COUNTED,)
    if number in _LOST:
        return (COUNTED,)
    return (COUNTED, NOT_KNOWN, EVERYONE) if with_unknown else (COUNTED, EVERYONE)


_LOST = frozenset(step.lost for step in STEPS if step.lost is not None)
REACHED = (way.RETURNS, *(step.reached for step in STEPS), way.IN_TIME, way.IN_TIME_OF_TALKS)
LOST = tuple(step.lost for step in STEPS if step.lost is not None)
LEVELS: tuple[Level, ...] = (
    Level((*REACHED, *LOST, *BY_OUTCOME.values()), with_unknown=True),
    Level((*REACHED, *LOST, *TOGETHER), with_unknown=True),
    Level((*REACHED, *TOGETHER), with_unknown=True),
    Level(REACHED, with_unknown=False),
    Level((way.RETURNS, *HEADLINES[1:]), with_unknown=False, with_chart=False),
)
"""From everything to the headlines."""

ENOUGH_FOR = (100, 60, 30, 6, 6)
"""How many returns a period needs before a level is tried at all: with fewer, most of what it asks for would be hidden."""
TOO_FEW_FOR_A_POINT = 20
"""A month or quarter with fewer returns is too few to show fairly, and no point of a chart that leaves the building."""


@dataclass(frozen=True, kw_only=True)
class Safe(Held):
    """A paper that was attacked and held, and which parts of which numbers it prints."""

    ground: Ground
    frame: Frame
    period: Stretch

    def keeps(self, number: Indicator, part: Part, stretch: Stretch) -> bool:
        """Whether a part of a number is printed: the same returns under another name are printed too."""
        try:
            cell = asked(self.ground, self.frame, number, part, stretch).cell
        except KeyError:
            return False
        return cell in self.printed or (number in _LOST and part is COUNTED and self._adds_up(number, stretch))

    def _adds_up(self, lost: Indicator, stretch: Stretch) -> bool:
        """Anybody can subtract one printed step from the one before, where nothing of it is unknown: then it may be said."""
        before: Indicator = way.RETURNS
        for step in STEPS:
            if step.lost is lost:
                break
            before = step.reached
        known = asked(self.ground, self.frame, step.reached, NOT_KNOWN, stretch).cell in self.zeros
        return known and self.keeps(before, COUNTED, stretch) and self.keeps(step.reached, COUNTED, stretch)

    @property
    def kept(self) -> Kept:
        """Whether a part of a number of the period is printed."""
        return lambda number, part: self.keeps(number, part, self.period)

    @property
    def shows_headlines(self) -> bool:
        return all(self.kept(number, COUNTED) for number in HEADLINES)


def make_safe(
    name: str,
    ground: Ground,
    rows: Iterable[Any],
    *,
    period: Stretch,
    chart: Sequence[Stretch],
    earlier: Sequence[Publication],
    seconds: float = SECONDS,
) -> Safe:
    """The fullest release that holds and shows the headlines; else the fullest that holds. Raises Refused, in words."""
    frame = ground.frame
    counted = counting(frame, rows)
    chart = [s for s in chart if counted(ground.cell(frame, s)).episodes >= TOO_FEW_FOR_A_POINT]
    returns = counted(ground.cell(frame, period)).episodes

    def attempts() -> Iterator[tuple[int, Asks]]:
        for place, level in enumerate(LEVELS):
            if returns >= ENOUGH_FOR[place]:
                asks = level.asks(period, chart)
                yield place, tuple((_about(n, p, at), asked(ground, frame, n, p, at)) for n, p, at in asks)

    def made(held: Held) -> Safe:
        fields = {name: getattr(held, name) for name in Held.__dataclass_fields__}
        return Safe(**fields, ground=ground, frame=frame, period=period)

    return fullest(
        name, frame, counted, attempts(), earlier=earlier, made=made, enough=lambda safe: safe.shows_headlines,
        population=RETURNS, seconds=seconds,
    )  # fmt: skip


def _about(number: Indicator, part: Part, stretch: Stretch) -> str:
    said = {COUNTED: "%(what)s", NOT_KNOWN: _("%(what)s: not recorded"), EVERYONE: _("%(what)s: out of how many")}
    return f"{said[part] % {'what': number.title}}, {Period('', stretch.first, stretch.last).words}"
