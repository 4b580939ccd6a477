"""Every number an authority may look at: those of the way of a return, and those of the common set, by the name in an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from django.utils.translation import gettext as _

from wayhome.casework.oversight.hands import AT_ANY_TIME, HANDS
from wayhome.indicators.catalogue import INDICATORS, other_ways, record, way
from wayhome.indicators.definition import Count, Indicator, numbers_of
from wayhome.indicators.facts import ReturnDay

PICTURED: tuple[Indicator, ...] = (way.ALL_RETURNS, way.WHAT_CAME_FIRST)
"""Numbers that only a picture shows."""
ALL: Mapping[str, Indicator] = {
    number.slug: number
    for number in numbers_of((*INDICATORS, *record.INDICATORS, *other_ways.INDICATORS, *way.NUMBERS, *PICTURED))
}

OPENED: Mapping[str, Indicator] = {**ALL, **HANDS}
"""Those too that are asked of the case system's own columns."""
OUTSIDE_PERIOD = frozenset(way.NOW) | AT_ANY_TIME
"""Numbers of what waits now."""

FAIR = 20
"""From so many known cases on, the share of a part says something fair of it (indicators reference §3)."""


def named(slug: str) -> Indicator | None:
    """A number by its name in an address: one of those that open, or the returns of one day of the week and one hour. None for no such name."""
    return OPENED.get(slug) or _by_hour().get(slug)


@cache
def _by_hour() -> Mapping[str, Indicator]:
    hours = (*(f"{hour:02d}" for hour in range(24)), None)
    return {number.slug: number for day in ReturnDay for hour in hours for number in [way.returned_at(day, hour)]}


@dataclass(frozen=True, slots=True)
class Numbered:
    """One number with what was counted for it. Below `floor` known cases its share is not said: it is of a part, and too few."""

    number: Indicator
    count: Count
    floor: int = 0

    @property
    def slug(self) -> str:
        return self.number.slug

    @property
    def is_too_few(self) -> bool:
        """There is a rate, of fewer cases than may be set beside others."""
        return self.count.share is not None and (self.count.known or 0) < self.floor

    @property
    def could_be(self) -> str:
        """The bound of the share in words, for a column of a table."""
        if self.is_too_few:
            return _("too few")
        return self.bound or _("as it stands")

    @property
    def out_of(self) -> str:
        """How many it is out of, or words for a plain number."""
        return _("a number, not a share") if self.count.denominator is None else str(self.count.denominator)

    @property
    def share(self) -> str:
        """The counted out of those known as a percentage; words where there is no rate, or none that is fair."""
        if self.is_too_few:
            return _("too few to show fairly")
        return percent(self.count.share) if self.count.share is not None else _("no rate")

    @property
    def between(self) -> str:
        """The least and the most it can be, whatever is not recorded."""
        if self.count.denominator is None or not self.count.not_known:
            return ""
        least, most = self.count.numerator, self.count.numerator + self.count.not_known
        return _("between %(least)d and %(most)d") % {"least": least, "most": most}

    @property
    def bound(self) -> str:
        """The least and the most the share can be, in percent; empty where all is known or nothing is counted."""
        if self.count.bound is None or not self.count.not_known or self.is_too_few:
            return ""
        least, most = self.count.bound
        return _("%(least)s to %(most)s") % {"least": percent(least), "most": percent(most)}


def percent(share: float) -> str:
    """A share in whole percent; never 0% of something, nor 100% of less than all."""
    whole = int((Decimal(str(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if whole == 0 and share > 0:
        return _("under 1%%") % ()
    if whole == 100 and share < 1:
        return _("over 99%%") % ()
    return f"{whole}%"
