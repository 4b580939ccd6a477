"""One absence of an invented child: when they left, who said so, when they were back, how anybody learnt of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from wayhome.cli.demonstration.year.hours import hours, whole_minute
from wayhome.domain.vocabulary import ReturnSetting, RiskGrade, Source

TWO_DAYS = 48
SOON = timedelta(minutes=25)
GRADES = ((RiskGrade.LOW, 12), (RiskGrade.MEDIUM, 62), (RiskGrade.HIGH, 20), (RiskGrade.NAR, 3), (None, 3))
KNOWN_AS = (("exact", 78), ("hour", 10), ("part", 6), ("date", 6))
LATE_NOTICE, TWO_SOURCES, SETTLED, FOUND_FIRST = 0.08, 0.07, 0.5, 0.06


@dataclass(frozen=True, slots=True)
class Second:
    """A second source's word on when the child was back, and when somebody settled between the two, if anybody did."""

    source: Source
    back: datetime
    told: datetime
    settled: datetime | None


@dataclass(frozen=True, slots=True)
class Absence:
    """When things happened and when they were told. `left_as` and `back_as` say how exactly people knew."""

    left: datetime
    reported: datetime
    back: datetime
    told: datetime
    by_notice: bool
    source: Source
    setting: ReturnSetting
    grade: RiskGrade | None = RiskGrade.MEDIUM
    left_as: str = "exact"
    back_as: str = "exact"
    found: datetime | None = None
    second: Second | None = None
    words: str = ""

    @property
    def over(self) -> datetime:
        """When the last of it was recorded."""
        if self.second is None:
            return self.told
        return self.second.settled or self.second.told


def length(rng: Random, *, long: bool) -> timedelta:
    """How long a child is away: some hours, overnight, a second night; and a few much longer."""
    if long:
        return hours(rng.choice((rng.uniform(50, 80), rng.uniform(50, 110), rng.uniform(90, 230))))
    return hours(rng.choices((rng.uniform(1.6, 8), rng.uniform(8, 26), rng.uniform(26, 45)), (45, 45, 10))[0])


def absence(
    rng: Random,
    left: datetime,
    away: timedelta,
    *,
    by_notice: bool,
    looked_after: bool,
    setting: ReturnSetting,
    words: str,
    plain: bool = False,
    late: bool | None = None,
) -> Absence:
    """An absence from when the child left and for how long. `plain`: every time to the minute, from one source, in time."""
    back = left + away
    reported = min(left + hours(rng.uniform(0.7, 5)), back - SOON)
    is_late = rng.random() < LATE_NOTICE if late is None else late
    told = back + hours(rng.uniform(28, 140) if is_late and not plain else rng.uniform(0.4, 9))
    source = (
        Source.POLICE
        if by_notice
        else rng.choice((Source.HOME, Source.LA) if looked_after else (Source.CARER, Source.POLICE))
    )
    grade = rng.choices([g for g, _ in GRADES], [w for _, w in GRADES])[0]
    made: dict[str, Any] = {"grade": grade, "words": words}
    if not plain:
        made |= _as_known(rng, back, told, away)
    left, reported, back, told = map(whole_minute, (left, reported, back, told))
    return Absence(left, reported, back, told, by_notice, source, setting, **made)


def _as_known(rng: Random, back: datetime, told: datetime, away: timedelta) -> dict[str, Any]:
    """What is not to the minute, or not from one mouth."""
    known = KNOWN_AS if away < hours(TWO_DAYS) else KNOWN_AS[:2]  # of a long absence somebody knows at least the hours
    left_as, back_as = (rng.choices([k for k, _ in known], [w for _, w in known])[0] for _ in range(2))
    found = (
        whole_minute(back - hours(rng.uniform(0.3, 1.5))) if rng.random() < FOUND_FIRST and away > hours(6) else None
    )
    second = None
    if rng.random() < TWO_SOURCES and back_as == "exact" and found is None:
        later = whole_minute(back + timedelta(minutes=rng.choice((20, 30, 45, 90, 150))))
        heard = max(later, told) + hours(rng.uniform(0.5, 4))
        settled = heard + hours(rng.uniform(0.2, 3)) if rng.random() < SETTLED else None
        who = rng.choice((Source.CARER, Source.HOME))
        second = Second(who, later, whole_minute(heard), whole_minute(settled) if settled else None)
    return {"left_as": left_as, "back_as": back_as, "found": found, "second": second}
