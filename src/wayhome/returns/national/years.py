"""A council's own published figures from year to year: beside one another only where they count the same, with breaks as breaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wayhome.benchmarking.comparable import may_compare
from wayhome.benchmarking.peers import authorities
from wayhome.indicators.definition import Count
from wayhome.returns.national.country import Figure, as_the_measure
from wayhome.returns.national.questionnaire import Definitions


@dataclass(frozen=True, slots=True)
class Year:
    """One published count of a council, and why it may not be put beside the one before it; nothing where it may."""

    first_day: date
    last_day: date
    count: Count
    apart: tuple[str, ...]


def years_of(figure: Figure, code: str, said: Definitions | None) -> tuple[Year, ...]:
    """Every published count of a council that counts what the measure counts, earliest first. `said` may name a break."""
    own = sorted((days, counts[code]) for days, counts in figure.by_days.items() if code in counts)
    breaks = (said.changed_on,) if said is not None and said.changed_on is not None else ()
    told = [as_the_measure(authorities()[code].name, figure.indicator, *days, breaks=breaks) for days, _ in own]
    apart = [(), *(may_compare(earlier, later) for earlier, later in pairwise(told))]
    return tuple(Year(*days, count, why) for (days, count), why in zip(own, apart, strict=False))
