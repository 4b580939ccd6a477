"""Facts of episodes become facts of children: one row for each child and period."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal

from wayhome.domain.outcome import Answer, either
from wayhome.domain.vocabulary import EpisodeKind
from wayhome.indicators.derive import month, quarter, reporting_year
from wayhome.indicators.facts import ChildFacts, EpisodeFacts

Period = Literal["month", "quarter", "year"]
PERIODS: dict[Period, Callable[[date | None], str | None]] = {
    "month": month,
    "quarter": quarter,
    "year": reporting_year,
}


OFTEN, WITHIN_DAYS = 3, 90
"""Frequently missing (P2): so many episodes that start within so many days, the first and the last day included."""


def children_of(
    rows: Iterable[EpisodeFacts], *, period: Period, often: int = OFTEN, within_days: int = WITHIN_DAYS
) -> list[ChildFacts]:
    """One row for each child, authority and period in which a missing episode of theirs started, oldest period first.

    Children are distinct within a period and are never added over periods. Void rows, and rows with no start, are left out.
    """
    name = PERIODS[period]
    found: dict[tuple[str, str, str], list[EpisodeFacts]] = {}
    starts: dict[tuple[str, str], list[date | None]] = {}
    for row in rows:
        if row.kind is EpisodeKind.MISSING and not row.void:
            starts.setdefault((row.authority, row.child), []).append(row.started_on)
            if row.started_on is not None:
                found.setdefault((str(name(row.started_on)), row.authority, row.child), []).append(row)
    return [
        _child(key, sorted(of, key=_start), _frequent(of, starts[key[1:]], often=often, within_days=within_days))
        for key, of in sorted(found.items())
    ]


def _frequent(rows: list[EpisodeFacts], starts: list[date | None], *, often: int, within_days: int) -> Answer:
    """Whether an episode of the period was one of so many within so many days, itself the last of them."""
    dated = [day for day in starts if day is not None]
    ends = [row.started_on for row in rows if row.started_on is not None]
    near = max(sum(0 <= (end - day).days < within_days for day in dated) for end in ends)
    if near >= often:
        return True
    return None if near + starts.count(None) >= often else False


def _start(row: EpisodeFacts) -> tuple[date, str]:
    return row.started_on or date.max, row.episode


def _child(key: tuple[str, str, str], rows: list[EpisodeFacts], frequent: Answer) -> ChildFacts:
    starts = [_start(row)[0] for row in rows]
    back = [row for row in rows if row.eligible]
    return ChildFacts(
        child=key[2],
        authority=key[1],
        period=key[0],
        group=rows[0].group,
        ours=either(*(row.ours for row in rows)),
        episodes=len(rows),
        first_started_on=starts[0],
        last_started_on=starts[-1],
        eligible_returns=len(back),
        undertaken=sum(row.undertaken is True for row in back),
        frequent=frequent,
    )
