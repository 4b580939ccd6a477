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
from wayhome.returns.national.sent import Days


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
    apart = [(), *(why_apart(figure, code, earlier, later, said) for (earlier, _), (later, _) in pairwise(own))]
    return tuple(Year(*days, count, why) for (days, count), why in zip(own, apart, strict=False))


def why_apart(figure: Figure, code: str, earlier: Days, later: Days, said: Definitions | None) -> tuple[str, ...]:
    """Why a council's counts of two periods may not stand beside one another; nothing where they may."""
    breaks = (said.changed_on,) if said is not None and said.changed_on is not None else ()
    name = authorities()[code].name
    return may_compare(*(as_the_measure(name, figure.indicator, *days, breaks=breaks) for days in (earlier, later)))
