"""What an indicator is, and what a count is: numbers that keep what is not known beside what is.

A count never becomes a percentage by itself: where nothing is known there is no denominator, and without a denominator
there is no rate (indicators reference §2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wayhome.domain.vocabulary import Group
from wayhome.indicators.questions import Has, In, Question, Recorded, Said

ENOUGH_KNOWN = 0.85
"""Below this share known a figure is drawn hollow and gives no signal."""

NEVER_ADDED = frozenset({Group.HOSTED, Group.VISITOR})

STRATA = (
    "group",
    "age_band",
    "sex",
    "ethnicity",
    "disabled",
    "unaccompanied",
    "risk",
    "first_episode",
    "provider_type",
    "returned_quarter",
    "authority",
)
"""What every indicator of returns may be broken down by."""


class NoRate(ValueError):
    """There is nothing to divide by, so no rate is given."""


class Better(StrEnum):
    """Which way is better. Many measures have none: "lower" would reward pressing a child."""

    HIGHER = "higher"
    LOWER = "lower"


class Anchor(StrEnum):
    """The event whose date puts a row into a period."""

    STARTED = "started"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Count:
    """How many: counted, of how many, with how many answers not known, and how many rows of unknown membership.

    `denominator` is everyone in the population, those with unknown answers too; None for a plain number of things.
    """

    numerator: int
    denominator: int | None
    not_known: int = 0
    unplaced: int = 0

    def __post_init__(self) -> None:
        if min(self.numerator, self.not_known, self.unplaced) < 0:
            raise ValueError("a count cannot be negative")
        if self.denominator is None:
            if self.not_known:
                raise ValueError("a plain number has no answers that are not known")
        elif self.numerator + self.not_known > self.denominator:
            raise ValueError("the counted and the not known together cannot exceed the denominator")

    @property
    def known(self) -> int | None:
        """How many of the denominator have an answer: what a rate divides by. None for a plain number."""
        return None if self.denominator is None else self.denominator - self.not_known

    @property
    def share(self) -> float | None:
        """Counted out of known, or None where nothing is known."""
        return self.numerator / self.known if self.known else None

    @property
    def bound(self) -> tuple[float, float] | None:
        """The least and the most the share can be, whatever the unknown answers are. None without a denominator."""
        if not self.denominator:
            return None
        return self.numerator / self.denominator, (self.numerator + self.not_known) / self.denominator

    @property
    def share_known(self) -> float | None:
        """Which share of the denominator has an answer. None without a denominator."""
        return None if self.known is None or not self.denominator else self.known / self.denominator

    @property
    def is_hollow(self) -> bool:
        """Too little is known to read anything into it."""
        return self.share_known is None or self.share_known < ENOUGH_KNOWN

    def rate(self) -> float:
        """Counted out of known. Raises NoRate, in words, where there is nothing to divide by."""
        if self.share is None:
            raise NoRate(self.why_no_rate or "")
        return self.share

    @property
    def why_no_rate(self) -> str | None:
        """Why no rate can be given, or None when one can."""
        if self.denominator is None:
            return "This is a number, not a share. Divide it by a population to get a rate."
        if not self.denominator:
            unplaced = f" For {self.unplaced} it is not known whether they belong here." if self.unplaced else ""
            return "Nobody to count: the denominator is 0." + unplaced
        return None if self.known else f"Not recorded for any of the {self.denominator}."

    def per(self, population: int, of: int = 10_000) -> float:
        """The number per so many of a population, for example per 10,000 children. Raises NoRate for no population."""
        if population <= 0:
            raise NoRate("There is no population to divide by.")
        return self.numerator * of / population

    def __add__(self, other: Count) -> Count:
        if (self.denominator is None) != (other.denominator is None):
            raise ValueError("a plain number and a share cannot be added")
        return Count(
            self.numerator + other.numerator,
            None if self.denominator is None or other.denominator is None else self.denominator + other.denominator,
            self.not_known + other.not_known,
            self.unplaced + other.unplaced,
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class Indicator:
    """One measure: which rows it is about, what it counts among them, and why anybody should care."""

    id: str
    slug: str
    title: str
    of: Question
    counting: Question | None
    """None: the indicator is a plain number of rows, or of distinct children."""
    unplaced: Question | None = None
    """Rows to count as unplaced although they belong: those the anchor's date is missing for. Where `of` itself is not
    known for them, as in every measure of eligible returns, none is needed."""
    distinct: tuple[str, ...] = ()
    """Count different values of these columns together, not rows. Such counts are never added."""
    better: Better | None
    why: str
    source: str
    numerator_words: str
    denominator_words: str
    reviewer: str = "Wayhome maintainers"
    review_by: date = date(2028, 3, 31)
    anchor: Anchor = Anchor.RETURNED
    shown_with: tuple[str, ...] = ()
    """Ids of what must stand beside it."""
    strata: tuple[str, ...] = STRATA
    definition_version: int = 1

    def columns(self) -> frozenset[str]:
        """Every column it reads."""
        asked = [question.columns() for question in (self.of, self.counting, self.unplaced) if question is not None]
        return frozenset(self.distinct).union(*asked)

    def parts(self) -> tuple[Indicator, ...]:
        """Itself: one number."""
        return (self,)


@dataclass(frozen=True, eq=False, kw_only=True)
class Breakdown(Indicator):
    """One number for each value of a column, by one of the two ways below."""

    counting: None = None
    column: str
    values: tuple[str, ...]
    value_words: Mapping[str, str]
    _parts: tuple[Indicator, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_parts", tuple(self._part(value) for value in self.values))

    def columns(self) -> frozenset[str]:
        return super().columns() | {self.column}

    def parts(self) -> tuple[Indicator, ...]:
        """One indicator for each value, in the order of the code list, ids as R9.pending."""
        return self._parts

    def counted(self, value: str) -> Question:
        """What is asked of a row for one value."""
        raise NotImplementedError

    def within(self, value: str) -> Question:
        """Which rows the number of one value is about."""
        return self.of

    def _part(self, value: str) -> Indicator:
        return Indicator(
            id=f"{self.id}.{value}",
            slug=f"{self.slug}_{value}",
            title=f"{self.title}: {self.value_words[value]}",
            of=self.within(value),
            counting=self.counted(value),
            unplaced=self.unplaced,
            distinct=self.distinct,
            better=None,
            why=self.why,
            source=self.source,
            numerator_words=self.value_words[value],
            denominator_words=self.denominator_words,
            reviewer=self.reviewer,
            review_by=self.review_by,
            anchor=self.anchor,
            strata=self.strata,
            definition_version=self.definition_version,
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class Composition(Breakdown):
    """The column holds one value: with what is not known the numbers add up to the whole population."""

    def counted(self, value: str) -> Question:
        return In(self.column, (value,))


@dataclass(frozen=True, eq=False, kw_only=True)
class Each(Breakdown):
    """The column may hold several values: the numbers overlap and add up to nothing."""

    among: str | None = None
    """A column that must hold the value too; the first column then says yes or no of each. None: it holds it or not."""

    def columns(self) -> frozenset[str]:
        return super().columns() | ({self.among} if self.among else set())

    def counted(self, value: str) -> Question:
        return Said(self.column, value) if self.among else Has(self.column, value)

    def within(self, value: str) -> Question:
        return self.of & Has(self.among, value) if self.among else self.of


@dataclass(frozen=True, eq=False, kw_only=True)
class Filled(Breakdown):
    """Each value is the name of a column, and counted is where that column is filled in."""

    column: str = ""

    def columns(self) -> frozenset[str]:
        return Indicator.columns(self).union(self.values)

    def counted(self, value: str) -> Question:
        return Recorded(value)


def numbers_of(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Every number to count: an indicator for itself, a composition for each of its values."""
    return tuple(part for indicator in indicators for part in indicator.parts())


Stratum = tuple[object, ...]
Counts = dict[tuple[Indicator, Stratum], Count]
"""What an engine answers: a Count for each indicator and stratum, the stratum in the order of `by`."""


def nothing_counted(indicator: Indicator) -> Count:
    """The count of no rows at all."""
    return Count(0, None if indicator.counting is None else 0)


def total(counts: Counts, indicator: Indicator, by: tuple[str, ...]) -> Count:
    """The total of one indicator over its strata; hosted and visitor rows are never added (domain reference §4.5).

    Raises ValueError for distinct counts, where one child may stand in several strata.
    """
    if indicator.distinct:
        raise ValueError(
            f"{indicator.id} counts different children, who may stand in several groups; count it again without groups"
        )
    place = by.index("group") if "group" in by else None
    found = nothing_counted(indicator)
    for (of, stratum), count in counts.items():
        if of is indicator and (place is None or stratum[place] not in NEVER_ADDED):
            found = found + count
    return found
