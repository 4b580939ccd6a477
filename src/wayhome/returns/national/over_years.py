"""The country from year to year: each year by itself, and the same councils beside themselves, with breaks as breaks.

Two years of the country differ by who answered as much as by what was done. So a change is read of those councils alone that
could say in both years, counted the same in both, and changed nothing in between.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wayhome.benchmarking.coverage import Ladder, ladder, wider_gap
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.benchmarking.rates import Interval
from wayhome.indicators.definition import ENOUGH_KNOWN, Count
from wayhome.returns.national.country import Figure
from wayhome.returns.national.questionnaire import Definitions
from wayhome.returns.national.sent import LEAST_COUNCILS, Days, as_it_is, may_be_shown, to_a_tenth
from wayhome.returns.national.words import beside_chance
from wayhome.returns.national.years import why_apart

NOBODY = Count(0, 0)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Same:
    """The councils that could say in a year and in the year before, beside themselves."""

    councils: tuple[str, ...]
    before: Count
    after: Count
    interval: Interval | None
    """Of the difference: what chance allows. None for fewer than two councils."""
    held_back: bool
    """Whether the numbers may not be shown, because those of one council could be worked out of them."""

    @property
    def is_shown(self) -> bool:
        """Whether its numbers are given."""
        return len(self.councils) >= LEAST_COUNCILS and self.interval is not None and not self.held_back

    @property
    def difference(self) -> float | None:
        """The share of the year less that of the year before, from -1 to 1."""
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
        return beside_chance(self.interval, "More often than the year before", "Less often than the year before")


@dataclass(frozen=True, slots=True)
class OneYear:
    """What can be said of one year, and of the councils that could say in the year before, too."""

    first_day: date
    last_day: date
    ladder: Ladder
    same: Same | None
    """None where there is no figure of the days just before."""
    private: bool
    """Whether counts are in it, or in the year before, that nobody published."""

    @property
    def exactly(self) -> Callable[[float | None], float | None]:
        """How exactly its shares are given."""
        return to_a_tenth if self.private else as_it_is


def years_of_the_country(figure: Figure, said: Mapping[str, Definitions]) -> tuple[OneYear, ...]:
    """Every year of which any council can say the figure, the earliest first. `said`: the definitions of each council, by its code."""
    years = {
        days: counts for days, counts in sorted(figure.every.items()) if any(count.known for count in counts.values())
    }
    shown = {days: [figure.sent.get(days, frozenset())] for days in years}
    found = []
    for days, counts in years.items():
        rungs = figure.ladder if days == (figure.first_day, figure.last_day) else ladder(counts, children_of())
        before = _year_before(days, years)
        same = None if before is None else _same(figure, before, days, said, shown)
        private = any(figure.sent.get(each) for each in (days, before) if each)
        found.append(OneYear(*days, rungs, same, private))
    return tuple(found)


def _year_before(days: Days, years: Collection[Days]) -> Days | None:
    """The year that ended the day before; None where there is no figure of it, or where these days are no year."""
    first, last = days
    if not _is_a_year(first, last + A_DAY):
        return None
    return next((each for each in years if each[1] + A_DAY == first and _is_a_year(each[0], first)), None)


def _is_a_year(first: date, after: date) -> bool:
    return (first.year + 1, first.month, first.day) == (after.year, after.month, after.day)


def _same(
    figure: Figure, before: Days, after: Days, said: Mapping[str, Definitions], shown: dict[Days, list[frozenset[str]]]
) -> Same:
    """`shown` holds, of each year, whose sent counts stand together somewhere; what is shown here is added."""
    then, now = figure.every[before], figure.every[after]
    both = [
        code
        for code in sorted(then.keys() & now.keys())
        if then[code].known and now[code].known and not why_apart(figure, code, before, after, said.get(code))
    ]
    earlier, later = [then[code] for code in both], [now[code] for code in both]
    sets = {days: frozenset(both) & figure.sent.get(days, frozenset()) for days in (before, after)}
    told = all(_hides_everybody(figure.every[days], of, shown[days]) for days, of in sets.items())
    names = tuple(sorted(authorities()[code].name for code in both))
    between = wider_gap(later, earlier, of=len(children_of()))
    found = Same(names, sum(earlier, NOBODY), sum(later, NOBODY), between, not told)
    if found.is_shown:
        for days, of in sets.items():
            shown[days].append(of)
    return found


def _hides_everybody(counts: Mapping[str, Count], of: frozenset[str], shown: Sequence[frozenset[str]]) -> bool:
    """Whether no sent count can be worked out of these together, by themselves or taken from what is shown of the year already."""

    def together(codes: Collection[str]) -> bool:
        return may_be_shown([counts[code] for code in codes])

    return together(of) and all(together(of - other) and together(other - of) for other in shown)
