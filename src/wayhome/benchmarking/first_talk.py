"""Time to interview (D4), from the rows of an authority: how long each return was followed, and what came first.

One policy decides what a talk after another absence is. The curve leaves it out: the child went missing again before the talk.
`covering` counts it, as D1 and D3 do. Both are worked out, so that a page can print which it is and what the other gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from wayhome.benchmarking.times import STILL_OPEN, Curve, cumulative_incidence
from wayhome.domain.ending import Ending
from wayhome.domain.moment import LONDON, in_utc
from wayhome.indicators.definition import ENOUGH_KNOWN, NoRate

BY_HOURS = (24.0, 72.0, 168.0, 672.0)
"""A day, the promise, seven days, and 28."""
WAYS: tuple[Ending, ...] = tuple(ending for ending in Ending if ending is not Ending.STILL_OPEN)
CODES: Mapping[Ending, int] = {ending: code for code, ending in enumerate(WAYS, 1)} | {Ending.STILL_OPEN: STILL_OPEN}
AN_HOUR = timedelta(hours=1)


class Row(Protocol):
    """What is read of a row of facts."""

    @property
    def returned_on(self) -> date | None: ...
    @property
    def returned_hour(self) -> str | None: ...
    @property
    def ending(self) -> str | None: ...
    @property
    def hours_to_ending(self) -> float | None: ...
    @property
    def hours_to_interview(self) -> float | None: ...


@dataclass(frozen=True, slots=True, eq=False)
class FirstTalk:
    """How fast, and what came first. `left_out` are returns whose times are too coarse or not recorded; they are in no curve."""

    curves: Mapping[Ending, Curve]
    covering: Curve
    """The talk where one that was held after the child went missing again counts too."""
    left_out: int

    @property
    def talk(self) -> Curve:
        return self.curves[Ending.TALK]

    @property
    def of(self) -> int:
        """The returns that were followed."""
        return self.talk.of

    @property
    def is_hollow(self) -> bool:
        """Fewer than 85% of the returns have times to follow."""
        return self.of < ENOUGH_KNOWN * (self.of + self.left_out)

    def still_open(self, by: float) -> float | None:
        """The share of whom none of it had happened by then; None where nobody was followed so long."""
        shares = [curve.by(by).share for curve in self.curves.values()]
        return None if None in shares else max(0.0, 1 - sum(share for share in shares if share is not None))


def first_talk(rows: Iterable[Row], *, as_of: datetime) -> FirstTalk:
    """D4 of eligible returns, by Aalen–Johansen: open ones are censored at `as_of`. Raises NoRate where none can be followed."""
    hours: list[float] = []
    kinds: list[int] = []
    covered: list[tuple[float, int]] = []
    left_out = 0
    for row in rows:
        followed = _followed(row, as_of)
        if followed is None:
            left_out += 1
            continue
        hours.append(followed[0])
        kinds.append(followed[1])
        talk = row.hours_to_interview
        covered.append(followed if talk is None else (max(talk, 0.0), CODES[Ending.TALK]))
    if not hours:
        raise NoRate("Nobody to follow: no return has times to the hour.")
    found = cumulative_incidence(hours, kinds, ways=CODES.values())
    of_covered = cumulative_incidence(*zip(*covered, strict=True), ways=CODES.values())
    return FirstTalk({ending: found[CODES[ending]] for ending in WAYS}, of_covered[CODES[Ending.TALK]], left_out)


def _followed(row: Row, as_of: datetime) -> tuple[float, int] | None:
    """How many hours a return was followed, and how that ended; None where that cannot be said."""
    if row.ending is None or row.returned_on is None or row.returned_hour is None:
        return None
    code = CODES[Ending(row.ending)]
    if code != STILL_OPEN:
        return None if row.hours_to_ending is None else (row.hours_to_ending, code)
    back = in_utc(datetime.combine(row.returned_on, time(int(row.returned_hour)), LONDON))
    return max((as_of - back) / AN_HOUR, 0.0), code
