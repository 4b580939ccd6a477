"""Placed away: children a council placed in another's area beside those it placed in its own, from councils that sent records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wayhome.benchmarking.coverage import wider_gap
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.benchmarking.rates import Gap, Interval, gap
from wayhome.domain.vocabulary import Group
from wayhome.indicators.definition import ENOUGH_KNOWN, Count, Indicator
from wayhome.returns.national.country import HEADLINES, OF_RETURNS, STAGES
from wayhome.returns.national.sent import Days, may_be_shown
from wayhome.returns.national.words import beside_chance

NOBODY = Count(0, 0)


@dataclass(frozen=True, slots=True)
class TwoPlaces:
    """One measure of one council's children, by where it placed them, of the returns of one reporting year."""

    code: str
    first_day: date
    last_day: date
    indicator: Indicator
    away: Count
    here: Count
    file: str

    @property
    def days(self) -> Days:
        """The days it is of."""
        return self.first_day, self.last_day


@dataclass(frozen=True, slots=True)
class PlacedAway:
    """One measure of the children placed away and of those placed in their own council's area, of all councils that can say both."""

    indicator: Indicator
    first_day: date
    last_day: date
    councils: tuple[str, ...]
    away: Count
    here: Count
    interval: Interval | None
    """Of the gap: what chance allows. None for one council."""
    held_back: bool
    """Whether it may not be shown, because a council's own numbers could be worked out of it."""

    @property
    def gap(self) -> Gap:
        """The share of those placed away less that of those placed in the area, with the bound whatever is not recorded."""
        return gap(self.away, self.here)

    @property
    def says(self) -> str:
        """Whether the gap is more than chance would give. Where too much is not recorded it gives no signal."""
        if self.interval is None:
            return "Cannot say."
        if self.gap.hollow:
            return f"Less than {ENOUGH_KNOWN:.0%} is recorded on one side or both: cannot say whether there is a gap."
        return beside_chance(self.interval, "Children placed away: more often", "Children placed away: less often")


def two_places(
    counts: Mapping[tuple[str, str, Indicator, Group], Count], years: Mapping[str, Days], file: str
) -> Iterable[TwoPlaces]:
    """What one file of records says of both, for each council, year and measure of which anything is known on both sides."""
    for code, year, indicator in sorted({key[:3] for key in counts}, key=lambda key: (key[0], key[1], key[2].id)):
        away, here = (counts.get((code, year, indicator, group), NOBODY) for group in (Group.CARE_OUT, Group.CARE_IN))
        of_all = HEADLINES[indicator.id].of == OF_RETURNS  # a gap in help would be of some of the children only
        if of_all and away.known and here.known and year in years and code in children_of():
            yield TwoPlaces(code, *years[year], indicator, away, here, file)


def placed_away(sent: Sequence[TwoPlaces]) -> tuple[PlacedAway, ...]:
    """Each measure, of the year of which most councils can say it. A council whose files give two accounts is not taken."""
    by: dict[Indicator, dict[Days, dict[str, list[TwoPlaces]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for each in sent:
        by[each.indicator][each.days][each.code].append(each)
    found = []
    for indicator, years in by.items():
        agreed = {
            days: [own[0] for _, own in sorted(councils.items()) if _alike(own)] for days, councils in years.items()
        }
        days = max(agreed, key=lambda each: (len(agreed[each]), each))
        if agreed[days]:
            found.append(_together(indicator, days, agreed[days]))
    return tuple(sorted(found, key=lambda each: STAGES.index(each.indicator.id)))


def _alike(own: Sequence[TwoPlaces]) -> bool:
    return all((each.away, each.here) == (own[0].away, own[0].here) for each in own)


def _together(indicator: Indicator, days: Days, own: Sequence[TwoPlaces]) -> PlacedAway:
    away, here = [each.away for each in own], [each.here for each in own]
    return PlacedAway(
        indicator, *days, tuple(sorted(authorities()[each.code].name for each in own)), sum(away, NOBODY), sum(here, NOBODY),
        wider_gap(away, here, of=len(children_of())), not (may_be_shown(away) and may_be_shown(here)),
    )  # fmt: skip
