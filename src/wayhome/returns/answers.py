"""What a file can say: for each indicator a Count, or the sentence that names the missing column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from types import SimpleNamespace

from wayhome.engines import memory
from wayhome.indicators.catalogue import INDICATORS
from wayhome.indicators.definition import Count, Counts, Indicator, Stratum, nothing_counted, numbers_of
from wayhome.indicators.facts import EpisodeFacts
from wayhome.returns.sources import Source

ROWS_AT_A_TIME = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """One number of one file: its counts by stratum, or why it cannot be said and what would have to be added."""

    indicator: Indicator
    counts: dict[Stratum, Count] = field(default_factory=dict)
    cannot_say: str | None = None
    add: tuple[str, ...] = ()
    part_of: Indicator | None = None
    """The composition it is one value of."""

    @property
    def whole(self) -> Count:
        """The count over everything, where it was not divided into strata."""
        return self.counts.get((), nothing_counted(self.indicator))


@dataclass(frozen=True)
class Said:
    """Everything one file says."""

    file: str
    title: str
    says: tuple[str, ...]
    as_of: datetime
    by: tuple[str, ...]
    rows: int
    left_out: Counter[str]
    unread: Counter[tuple[str, str]]
    answers: tuple[Answer, ...]


def answers_of(source: Source, *, by: Sequence[str] = (), indicators: Sequence[Indicator] = INDICATORS) -> Said:
    """Read the source once and count what its columns allow. Raises Unreadable when it cannot be read."""
    supply = source.supply()
    lacking = {indicator: supply.lacks(indicator) for indicator in indicators}
    sayable = [indicator for indicator in indicators if lacking[indicator] == ()]
    counts = count_streaming(source.facts(), numbers_of(sayable), tuple(by))
    answers: list[Answer] = []
    for indicator in indicators:
        lacks = lacking[indicator]
        if lacks == ():
            answers.extend(
                Answer(p, ordered(counts, p), part_of=None if p is indicator else indicator) for p in indicator.parts()
            )
        else:
            answers.append(Answer(indicator, {}, supply.cannot_say(lacks), lacks or ()))
    return Said(
        source.name,
        source.title,
        source.says,
        source.asked.as_of,
        tuple(by),
        source.rows,
        source.left_out,
        source.unread,
        tuple(answers),
    )


def count_streaming(rows: Iterable[EpisodeFacts], numbers: Sequence[Indicator], by: tuple[str, ...]) -> Counts:
    """What the reference engine counts, without holding more than a part of the rows at a time.

    Plain numbers add up over the parts. Distinct ones do not, so of those rows only what they read is kept, once.
    """
    plain = [number for number in numbers if not number.distinct]
    distinct = [number for number in numbers if number.distinct]
    columns = sorted({"void", *by}.union(*(number.columns() for number in distinct)))
    seen: set[tuple[object, ...]] = set()
    whole = dict(memory.count([], plain, by))
    unread = iter(rows)
    while part := list(islice(unread, ROWS_AT_A_TIME)):
        for key, counted in memory.count(part, plain, by).items():
            whole[key] = whole[key] + counted if key in whole else counted
        seen.update(tuple(getattr(row, column) for column in columns) for row in part)
    kept = [SimpleNamespace(**dict(zip(columns, values, strict=True))) for values in seen]
    return {**whole, **memory.count(kept, distinct, by)}


def ordered(counts: Counts, indicator: Indicator) -> dict[Stratum, Count]:
    """The counts of one indicator by stratum, in the order of the strata's own words, what is not recorded last."""
    found = {stratum: count for (of, stratum), count in counts.items() if of is indicator}
    return dict(sorted(found.items(), key=lambda item: tuple((part is None, str(part)) for part in item[0])))
