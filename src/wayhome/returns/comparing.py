"""Authorities beside one another: each with its count, what is not known, what chance allows, and whether it may be compared.

Nobody is ranked: authorities come by name. Whoever counts something else is listed with the reasons, and shapes no limit.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from wayhome.benchmarking.comparable import Clock, Declared, Offered, Undertaken, Unit, may_compare
from wayhome.benchmarking.funnel import Funnel, Point, funnel
from wayhome.benchmarking.peers import authorities, neighbours
from wayhome.benchmarking.rates import Figure, figure
from wayhome.domain.vocabulary.word import Word
from wayhome.indicators.catalogue import INDICATORS, named
from wayhome.indicators.definition import Anchor, Breakdown, Count, Counts, Indicator, nothing_counted
from wayhome.returns.answers import Answer, Said
from wayhome.returns.fault import Unreadable
from wayhome.returns.opening import open_return
from wayhome.returns.reporting_year import ReportingYear

BY = ("authority", "returned_year")
OURS = "The measure"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the records of an authority count, as it says itself."""

    counts: Unit = Unit.UNSTATED
    offered_means: Offered = Offered.UNSTATED
    undertaken_means: Undertaken = Undertaken.UNSTATED
    clock_means: Clock = Clock.UNSTATED


OUR_MEANING = Meaning(Unit.ELIGIBLE_RETURNS, Offered.CHILD_TOLD, Undertaken.TALK_HELD, Clock.FROM_RETURN)
WORDS: Mapping[str, type[Word]] = {
    "counts": Unit, "offered_means": Offered, "undertaken_means": Undertaken, "clock_means": Clock,
}  # fmt: skip

SHARES = tuple(
    one for one in INDICATORS
    if one.counting is not None and not one.distinct and one.anchor is Anchor.RETURNED and not isinstance(one, Breakdown)
)  # fmt: skip
"""What authorities may be compared on: shares of returns. A plain number says how large a council is."""


@dataclass(frozen=True, slots=True)
class Council:
    """One authority in one comparison."""

    code: str
    count: Count
    figure: Figure
    apart: tuple[str, ...]
    """Why it may not be compared; empty where it may."""
    point: Point | None
    """Its place in the funnel; None where it has none."""

    @property
    def name(self) -> str:
        """Its name, where the code is known; what the file calls it otherwise."""
        return name_of(self.code)


@dataclass(frozen=True)
class Comparison:
    """One measure of one year, of every authority there is, by name."""

    indicator: Indicator
    year: ReportingYear
    councils: tuple[Council, ...]
    funnel: Funnel | None
    cannot_say: tuple[str, ...]
    """Which source cannot say it, and why."""

    @cached_property
    def together(self) -> Count:
        """Those that may be compared, added up."""
        found = nothing_counted(self.indicator)
        for council in self.councils:
            if not council.apart:
                found = found + council.count
        return found

    def beside(self, code: str) -> tuple[tuple[str, Council | None], ...]:
        """The ten statistical neighbours of an authority by name, each with its place here, if it has one.

        Raises KeyError for a code of no authority.
        """
        here = {council.code: council for council in self.councils}
        return tuple((each.authority.name, here.get(each.authority.code)) for each in neighbours(code))


def name_of(code: str) -> str:
    """What an authority is called on screen."""
    return authorities()[code].name if code in authorities() else code


def chosen(names: Iterable[str]) -> tuple[Indicator, ...]:
    """The measures somebody named, or all that authorities may be compared on. Raises ValueError, in words."""
    found = []
    for name in names:
        try:
            one = named(name)
        except KeyError as unknown:
            raise ValueError(str(unknown.args[0])) from None
        if one not in SHARES:
            ids = ", ".join(each.id for each in SHARES)
            raise ValueError(f"{one.id} is not a share of returns, so nobody is compared on it; there are {ids}")
        found.append(one)
    return tuple(dict.fromkeys(found)) or SHARES


def compare(
    said: Sequence[Said],
    indicators: Sequence[Indicator],
    year: ReportingYear,
    meanings: Mapping[str, Meaning] | None = None,
) -> tuple[Comparison, ...]:
    """Each measure, from sources that were counted by BY. Raises Unreadable where two say the same or none speaks of the year."""
    found = _by_authority(said)
    years = {str(stratum[1]) for _, stratum in found if stratum[1] is not None}
    if str(year) not in years:
        there = f"There is {', '.join(sorted(years))}" if years else "No return in it has a day"
        raise Unreadable(f"The year {year}", "has no return in what was named.", f"{there}; say which with --year.")
    return tuple(_comparison(one, year, found, said, meanings or {}) for one in indicators)


def _by_authority(said: Sequence[Said]) -> Counts:
    """All counts by authority and year. An authority in two sources would be counted twice."""
    found: Counts = {}
    whose: dict[object, str] = {}
    for source in said:
        for answer in source.answers:
            for stratum, count in answer.counts.items():
                if whose.setdefault(stratum[0], source.file) != source.file:
                    raise Unreadable(
                        source.file,
                        f"holds returns of {name_of(str(stratum[0]))}, and so does {whose[stratum[0]]}.",
                        "Name each authority's returns once, or put them into one file.",
                    )
                found[answer.indicator, stratum] = count
    return found


def _comparison(
    one: Indicator, year: ReportingYear, found: Counts, said: Sequence[Said], meanings: Mapping[str, Meaning]
) -> Comparison:
    counts: dict[str, Count] = {}
    for (of, stratum), count in found.items():
        if of is one and stratum[0] is not None and stratum[1] in (str(year), None):
            here = counts.get(str(stratum[0]), nothing_counted(one))
            unplaced = count if stratum[1] else replace(nothing_counted(one), unplaced=count.unplaced)
            counts[str(stratum[0])] = here + unplaced
    apart = {code: _apart(one, year, code, meanings.get(code, OUR_MEANING)) for code in counts}
    drawn = {code: count for code, count in counts.items() if not apart[code] and count.known}
    made = funnel(drawn) if any(not count.is_hollow for count in drawn.values()) else None
    points = {point.name: point for point in made.points} if made else {}
    councils = [Council(code, count, figure(count), apart[code], points.get(code)) for code, count in counts.items()]
    silent = tuple(f"{source.file}: {answer.cannot_say}." for source, answer in _silent(said, one))
    return Comparison(one, year, tuple(sorted(councils, key=lambda each: each.name)), made, silent)


def _silent(said: Sequence[Said], one: Indicator) -> Iterable[tuple[Said, Answer]]:
    return (
        (source, answer)
        for source in said
        for answer in source.answers
        if answer.indicator is one and answer.cannot_say
    )


def _apart(one: Indicator, year: ReportingYear, code: str, meaning: Meaning) -> tuple[str, ...]:
    """Why an authority's figure may not stand with the measure's own meaning."""

    def declared(whose: str, means: Meaning) -> Declared:
        return Declared(
            whose=whose, indicator=one, first_day=year.first, last_day=year.last, unit=means.counts, offered=means.offered_means,
            undertaken=means.undertaken_means, clock=means.clock_means, definition_version=one.definition_version,
        )  # fmt: skip

    return may_compare(declared(OURS, OUR_MEANING), declared(name_of(code), meaning))


def read_meanings(path: Path) -> dict[str, Meaning]:
    """What authorities say that their records count, by the words of the national file. Raises Unreadable, in words.

    A CSV with a column `authority` and any of `counts`, `offered_means`, `undertaken_means`, `clock_means`; a blank says nothing.
    """
    rows = csv.DictReader(open_return(path).lines())
    if "authority" not in (rows.fieldnames or ()):
        raise Unreadable(path.name, "has no column authority.", f"Its columns are authority, {', '.join(WORDS)}.")
    return {
        (row["authority"] or "").strip(): Meaning(
            **{column: _word(path.name, number, column, row.get(column)) for column in WORDS}
        )
        for number, row in enumerate(rows, 2)
    }


def _word(file: str, row: int, column: str, text: str | None) -> Any:
    word = (text or "").strip() or "unstated"
    known = {each.value: each for each in WORDS[column]}
    if word not in known:
        raise Unreadable(
            file, f"says {word!r} in {column} of row {row}, which is none of its words.", f"Write {', '.join(known)}."
        )
    return known[word]
