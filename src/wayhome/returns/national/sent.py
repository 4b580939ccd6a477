"""What councils sent themselves, beside what they published: their records, or counts of them. Each is taken before an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from wayhome.benchmarking.coverage import Silence
from wayhome.benchmarking.peers import authorities
from wayhome.domain.vocabulary.word import Word
from wayhome.indicators.definition import Count, Indicator

LEAST_COUNCILS = 3
LEAST_CHILDREN = 6
"""With fewer councils, or fewer returns either way, what a council sent could be worked out from a national figure."""
LEAST_FOR_A_MEDIAN = 10

Days = tuple[date, date]


class Source(Word):
    """Where a council's count comes from, the richest first."""

    RECORDS = ("records", "Its own records", "A file with a row for each return, counted here as everywhere.")
    COUNTS = (
        "counts",
        "Counts it sent",
        "Numbers that the council counted by the same definition, with what it does not know.",
    )
    ANSWER = (
        "answer",
        "A published answer",
        "A number that the council published, which says that it counts the same.",
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """The count that one file of a council gives of one measure in one period."""

    code: str
    first_day: date
    last_day: date
    indicator: Indicator
    count: Count
    source: Source
    definition_version: int | None
    file: str

    @property
    def days(self) -> Days:
        """The days it is of."""
        return self.first_day, self.last_day


@dataclass(frozen=True, slots=True)
class NotSent:
    """That a council gives no count of a measure, and why."""

    code: str
    indicator: Indicator
    silence: Silence
    file: str


@dataclass(frozen=True, slots=True)
class Post:
    """Everything that councils sent."""

    counts: tuple[Sent, ...] = ()
    without: tuple[NotSent, ...] = ()


@dataclass(frozen=True, slots=True)
class Supplied:
    """One council in one national figure: which source was taken, or which was not and why. Its numbers are not given."""

    code: str
    first_day: date
    last_day: date
    source: Source
    file: str
    used: bool
    says: str

    @property
    def name(self) -> str:
        """The council's name."""
        return authorities()[self.code].name


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was sent of one measure, each council and period at most once, and why the rest is not used."""

    counts: Mapping[Days, Mapping[str, Sent]]
    apart: tuple[tuple[Sent, str], ...]
    silent: Mapping[str, Silence]
    """Councils that sent no count of any period, by why."""


def chosen(post: Post, indicator: Indicator) -> Chosen:
    """The richest source of each council and period. Where two as rich disagree, neither is taken."""
    about: dict[tuple[Days, str], list[Sent]] = defaultdict(list)
    apart: list[tuple[Sent, str]] = []
    silent = {each.code: each.silence for each in post.without if each.indicator is indicator}
    for each in post.counts:
        if each.indicator is not indicator:
            continue
        if each.definition_version == indicator.definition_version:
            about[each.days, each.code].append(each)
        else:
            apart.append((each, _version(each, indicator)))
            silent[each.code] = Silence.ANOTHER_MEANING
    counts: dict[Days, dict[str, Sent]] = defaultdict(dict)
    for (days, code), found in about.items():
        richest = min(found, key=lambda each: list(Source).index(each.source))
        if any(each.source is richest.source and each.count != richest.count for each in found):
            apart += [(each, "Two files give different counts of the same days. Neither is used.") for each in found]
            silent[code] = Silence.ANOTHER_MEANING
            continue
        counts[days][code] = richest
        says = f"{richest.source.label} of the same days, {richest.file}, are used. It is counted once."
        apart += [(each, says) for each in found if each is not richest]
    told = {code for councils in counts.values() for code in councils}
    return Chosen(counts, tuple(apart), {code: why for code, why in silent.items() if code not in told})


def may_be_shown(counts: Collection[Count]) -> bool:
    """Whether what was sent, and never published, can be part of a national figure without giving one council's away.

    A council of which nothing is known, or that had nothing to count, hides nobody else's.
    """
    told = [count for count in counts if count.known]
    done = sum(count.numerator for count in told)
    left = sum((count.known or 0) - count.numerator for count in told)
    return not told or (len(told) >= LEAST_COUNCILS and min(done, left) >= LEAST_CHILDREN)


HELD_BACK = (
    f"Fewer than {LEAST_COUNCILS} councils sent counts of these days, or they are about fewer than {LEAST_CHILDREN} returns "
    "either way: they could be worked out from the figure."
)


def to_a_tenth(share: float | None) -> float | None:
    """A share to a tenth of a percent: no count of one council can be worked back from it."""
    return None if share is None else round(share, 3)


def as_it_is(share: float | None) -> float | None:
    """A share as it is, where everything in it was published."""
    return share


def _version(each: Sent, indicator: Indicator) -> str:
    if each.definition_version is None:
        return "It is not said by which version of the definition it was counted."
    return f"It was counted by version {each.definition_version} of the definition; this is version {indicator.definition_version}."
