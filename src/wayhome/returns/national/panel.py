"""What stands on a council's page beside its own words: whether it may be compared, its funnels, and its statistical neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wayhome.benchmarking.peers import authorities, neighbours
from wayhome.returns.national.country import Figure
from wayhome.returns.national.funnels import Comparable, Dot, Drawn, comparable, words_of
from wayhome.returns.national.sent import Source
from wayhome.returns.words import percent

NOT_PUBLISHED = "Sent its counts, which are not published"


@dataclass(frozen=True, slots=True)
class Part:
    """One national figure and one council."""

    figure: Figure
    may: bool
    says: tuple[str, ...]
    """Why it may not be compared; one sentence where it may."""
    title: str
    number: str
    short: str
    """The number where there is no room for the name."""
    interval: str
    places: tuple[tuple[Drawn, Dot], ...]
    """Where it stands in each drawing; none where there is no funnel for it."""
    others: int
    average: str
    has_spread: bool


@dataclass(frozen=True, slots=True)
class NearRow:
    """A statistical neighbour, and what it says of each figure."""

    name: str
    closeness: str
    says: tuple[tuple[str, str], ...]
    """The figure's name and the share with its interval, or why there is none."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything about one council."""

    parts: tuple[Part, ...]
    near: tuple[NearRow, ...]


class Panels:
    """The panels of all councils: each funnel is worked out once."""

    def __init__(self, figures: Sequence[Figure]):
        self.figures = figures
        self.funnels: Mapping[str, Comparable | None] = {
            each.indicator.id: comparable(each.published) for each in figures
        }
        self._codes = {each.name: each.code for each in authorities().values() if each.nation == "England"}
        self._silent = {
            each.indicator.id: {name: reason for reason, names in each.silent.items() for name in names}
            for each in figures
        }

    def of(self, name: str) -> Panel | None:
        """The panel of a council in England; None for anybody else."""
        code = self._codes.get(name)
        if code is None:
            return None
        return Panel(
            tuple(self._part(figure, code, name) for figure in self.figures),
            tuple(
                NearRow(
                    each.authority.name, each.closeness.value,
                    tuple((figure.name, self._says(figure, each.authority.code)) for figure in self.figures),
                )
                for each in neighbours(code)
            ),
        )  # fmt: skip

    def _part(self, figure: Figure, code: str, name: str) -> Part:
        made, count = self.funnels[figure.indicator.id], figure.published.get(code)
        average, others = ("", 0) if made is None else (percent(made.funnel.benchmark), len(made.counts) - 1)
        if count is None:
            return Part(figure, False, self._why_not(figure, code, name), "", "", "", "", (), others, average, False)
        number = f"{count.numerator:,} of {count.denominator:,}"
        says = ("It counts what the measure counts, and says so.",)
        point = made.point(code) if made else None
        if made is None or point is None:
            return Part(figure, True, says, "", number, number, "", (), others, average, False)
        short = f"{percent(count.share or 0.0)}: {number}"
        return Part(
            figure, True, says, made.title(code), number, short, words_of(count, point), made.own(code), others, average,
            made.funnel.spread is not None,
        )  # fmt: skip

    def _why_not(self, figure: Figure, code: str, name: str) -> tuple[str, ...]:
        """Every reason of every answer it gave, or the reason for which it gave none."""
        reasons = [reason for line, found in figure.apart if line.ons_code == code for reason in found]
        if any(each.code == code and each.used and each.source is not Source.ANSWER for each in figure.supplied):
            return (f"{NOT_PUBLISHED}, so it is in the national figure and not in a picture.",)
        return tuple(dict.fromkeys(reasons)) or (f"{self._silent[figure.indicator.id].get(name, '')}.",)

    def _says(self, figure: Figure, code: str) -> str:
        """What one neighbour says of a figure: only a published count that may be compared is a number."""
        made, count = self.funnels[figure.indicator.id], figure.published.get(code)
        point = made.point(code) if made else None
        if count is not None:
            return words_of(count, point) if point else f"{count.numerator:,} of {count.denominator:,}"
        return self._silent[figure.indicator.id].get(authorities()[code].name, NOT_PUBLISHED)
