"""The country from year to year: each year by itself, and the same councils beside themselves, with breaks as breaks.

Two years of the country differ by who answered as much as by what was done. So a change is read of those councils alone that
could say in both years, counted the same in both, and changed nothing in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wayhome.benchmarking.coverage import Ladder, cluster_gap, ladder
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.benchmarking.rates import Interval
from wayhome.indicators.definition import ENOUGH_KNOWN, Count
from wayhome.returns.national.country import Figure
from wayhome.returns.national.questionnaire import Definitions
from wayhome.returns.national.sent import LEAST_COUNCILS, Days, may_be_shown
from wayhome.returns.national.years import why_apart

NOBODY = Count(0, 0)


@dataclass(frozen=True, slots=True)
class Same:
    """The councils that could say in a year and in the year before, beside themselves."""

    councils: tuple[str, ...]
    before: Count
    after: Count
    interval: Interval | None
    """Of the difference: what chance allows among councils. None for fewer than two."""
    held_back: bool
    """Whether the numbers may not be shown, because those of one council could be worked out of them."""

    @property
    def difference(self) -> float | None:
        """The share of the year less that of the year before, from 0 to 1."""
        if self.before.share is None or self.after.share is None:
            return None
        return self.after.share - self.before.share

    @property
    def says(self) -> str:
        """Whether it changed by more than chance would give."""
        if len(self.councils) < LEAST_COUNCILS or self.interval is None:
            return "Fewer than three councils could say in both years: cannot say whether it changed."
        if self.held_back:
            return "Held back: the numbers of one council could be worked out of so few."
        if self.before.is_hollow or self.after.is_hollow:
            return f"Less than {ENOUGH_KNOWN:.0%} is recorded in one year or both: cannot say whether it changed."
        if self.interval.low <= 0 <= self.interval.high:
            return "No different from what chance would give."
        return f"{'More' if self.interval.low > 0 else 'Less'} often than the year before, by more than chance."


@dataclass(frozen=True, slots=True)
class OneYear:
    """What can be said of one year, and of the councils that could say in the year before, too.

    None for the first year, and where the days of the two overlap.
    """

    first_day: date
    last_day: date
    ladder: Ladder
    same: Same | None


def years_of_the_country(figure: Figure, said: Mapping[str, Definitions]) -> tuple[OneYear, ...]:
    """Every year of which any council can say the figure, the earliest first. `said`: the definitions of each council, by its code."""
    years = sorted((days, counts) for days, counts in figure.every.items() if counts)
    same = [None, *(_same(figure, before, after, said) for before, after in pairwise(years))]
    return tuple(
        OneYear(
            *days,
            figure.ladder if days == (figure.first_day, figure.last_day) else ladder(counts, children_of()),
            beside,
        )
        for (days, counts), beside in zip(years, same, strict=False)
        if any(count.known for count in counts.values())
    )


def _same(
    figure: Figure,
    one: tuple[Days, Mapping[str, Count]],
    other: tuple[Days, Mapping[str, Count]],
    said: Mapping[str, Definitions],
) -> Same | None:
    (earlier, before), (later, after) = one, other
    if later[0] <= earlier[1]:
        return None
    both = [
        code
        for code in sorted(before.keys() & after.keys())
        if before[code].known and after[code].known and not why_apart(figure, code, earlier, later, said.get(code))
    ]
    then, now = [before[code] for code in both], [after[code] for code in both]
    between = cluster_gap(_pairs(now), _pairs(then), of=len(children_of())) if both else None
    held_back = figure.private and not all(
        may_be_shown(part) for counts in (before, after) for part in _parts(counts, both)
    )
    names = tuple(authorities()[code].name for code in both)
    return Same(names, sum(then, NOBODY), sum(now, NOBODY), between, held_back)


def _parts(counts: Mapping[str, Count], both: Sequence[str]) -> Iterator[list[Count]]:
    """Those that stand beside themselves, and the rest of the year: neither may be worked out of the other."""
    yield [counts[code] for code in both]
    yield [count for code, count in counts.items() if code not in both]


def _pairs(counts: Sequence[Count]) -> list[tuple[int, int]]:
    return [(count.numerator, count.known or 0) for count in counts]
