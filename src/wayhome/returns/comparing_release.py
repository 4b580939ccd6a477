"""A comparison that may leave the building: small numbers withheld, and attacked before it is handed out.

Children are counted beside returns, because ten returns of one child are one person. What is printed of an authority is how
many returns, how many of them were counted, and for how many nobody knows; nothing else could be worked back more exactly.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wayhome.benchmarking.disclosure.counting import Counted
from wayhome.benchmarking.disclosure.frame import ALL, Cell, Dimension, Frame
from wayhome.benchmarking.disclosure.profiles import PROFILES, Profile
from wayhome.benchmarking.disclosure.release import Refused, Release, prepare
from wayhome.benchmarking.disclosure.statements import NotARecord, Publication
from wayhome.benchmarking.disclosure.tables import Show, Table
from wayhome.indicators.catalogue import named
from wayhome.indicators.definition import Count, Indicator
from wayhome.indicators.questions import NotKnown, Question
from wayhome.returns.comparing import Comparison, name_of
from wayhome.returns.fault import Unreadable
from wayhome.returns.opening import open_return
from wayhome.returns.reporting_year import ReportingYear

YES, NO, UNKNOWN = "yes", "no", "not recorded"
ANSWERS = (YES, NO, UNKNOWN)
HEADINGS = (
    "indicator", "definition_version", "period", "profile", "code", "authority", "out_of", "counted", "not_known",
    "may_be_compared", "why_not",
)  # fmt: skip
EVERYONE = "All of them"

Found = Mapping[tuple[str, frozenset[str]], int]
"""How many, by authority and by which answers."""


@dataclass(frozen=True)
class ToRelease:
    """A measure, and the two ways in which its population is counted for a release: returns, and different children."""

    indicator: Indicator
    returns: Mapping[frozenset[str], Indicator]
    children: Mapping[frozenset[str], Indicator]

    @property
    def numbers(self) -> tuple[Indicator, ...]:
        """Everything to count."""
        return (*self.returns.values(), *self.children.values())


def to_release(one: Indicator) -> ToRelease:
    """What has to be counted of a measure before it can be released."""
    assert one.counting is not None
    q: Question = one.counting
    answers: dict[frozenset[str], Question | None] = {
        frozenset(ANSWERS): None, frozenset((YES,)): q, frozenset((NO,)): ~q, frozenset((UNKNOWN,)): NotKnown(q),
        frozenset((YES, NO)): ~NotKnown(q), frozenset((YES, UNKNOWN)): q | NotKnown(q),
        frozenset((NO, UNKNOWN)): ~q | NotKnown(q),
    }  # fmt: skip

    def number(said: Question | None, distinct: tuple[str, ...]) -> Indicator:
        return replace(
            one, of=one.of if said is None else one.of & said, counting=None, distinct=distinct, shown_with=()
        )

    return ToRelease(
        one,
        {means: number(said, ()) for means, said in answers.items()},
        {means: number(said, ("authority", "child")) for means, said in answers.items()},
    )


def released(
    asked: ToRelease,
    comparison: Comparison,
    count: Callable[[Indicator, str], int],
    profile: Profile,
    earlier: Sequence[str],
) -> Release:
    """The comparison made safe. `count` gives a number of one authority. Raises Unreadable where it may not leave."""
    codes = tuple(council.code for council in comparison.councils)
    name = f"{asked.indicator.id} by authority, {comparison.year}"
    population = f"returns {comparison.year}, {asked.indicator.id}"
    frame = Frame(
        (Dimension("authority", codes, children_add_up=True, geography=True), Dimension(asked.indicator.id, ANSWERS))
    )
    table = Table(
        title=name,
        population=population,
        by=(("authority", (*codes, ALL)),),
        counting=(asked.indicator.id, (YES, UNKNOWN)),
        shows=frozenset({Show.OF, Show.NUMBER}),
    )

    def counting(cell: Cell) -> Counted:
        places, means = frame.meaning(cell, "authority"), frame.meaning(cell, asked.indicator.id)
        return Counted(
            sum(count(asked.returns[means], code) for code in places),
            sum(count(asked.children[means], code) for code in places),
        )

    try:
        before = [Publication.from_json(text) for text in earlier]
        return prepare(name, frame, [table], counting, profile=profile, earlier=before)
    except (Refused, NotARecord) as refusal:
        raise Unreadable(
            "The comparison", f"may not be released. {refusal}", "Release a longer period, or fewer authorities."
        ) from None


def rows(release: Release, comparison: Comparison) -> Iterator[dict[str, Any]]:
    """The released table, a line for each authority by name, and one for all of them."""
    table, one = release.sheet.tables[0][0], comparison.indicator
    apart = {council.code: council.apart for council in comparison.councils}
    found = [(about[0], [each.text for each in printed]) for about, printed in release.rows(table)]
    for code, printed in sorted(found, key=lambda each: (each[0] == ALL, name_of(each[0]))):
        why = apart.get(code, ())
        about = (
            one.id, one.definition_version, str(comparison.year), release.sheet.profile.name, "" if code == ALL else code,
            EVERYONE if code == ALL else name_of(code),
        )  # fmt: skip
        yield dict(zip(HEADINGS, (*about, *printed, "no" if why else "yes", " ".join(why)), strict=True))


def lines(release: Release, comparison: Comparison) -> Iterator[str]:
    """The released table in words."""
    yield f"{comparison.indicator.id:<5}{comparison.indicator.title}, {comparison.year}"
    yield f"     Counted: {comparison.indicator.numerator_words}"
    yield f"     Out of: {comparison.indicator.denominator_words}"
    for row in rows(release, comparison):
        yield f"       {row['authority']}: {row['counted']} of {row['out_of']}; not recorded for {row['not_known']}"
        if row["why_not"]:
            yield f"         May not be compared. {row['why_not']}"
    yield from (f"     {sign} = {words}" for sign, words in release.signs.items())


@dataclass(frozen=True, slots=True)
class OneOf:
    """One council of a released comparison. `count` is None where a number of it is withheld."""

    code: str
    count: Count | None
    why_not: str
    """Why it may not be compared; empty where it may."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A released comparison as its file says it: counts of councils, and nothing about a child."""

    indicator: Indicator
    definition_version: int
    year: ReportingYear
    profile: str
    councils: tuple[OneOf, ...]


def read_released(path: Path) -> Handed:
    """Read the comparison.csv of a release. Raises Unreadable, in words, for one in which small numbers are shown."""
    found = csv.DictReader(open_return(path).lines())
    if lacking := [name for name in HEADINGS if name not in (found.fieldnames or ())]:
        raise Unreadable(
            path.name, f"is no released comparison: it has no column {', '.join(lacking)}.",
            "Make it with `wayhome compare --release dfe --out FOLDER` and name its comparison.csv.",
        )  # fmt: skip
    rows = [row for row in found if row["code"]]
    said = {(row["indicator"], row["definition_version"], row["period"], row["profile"]) for row in rows}
    if len(said) != 1:
        raise Unreadable(path.name, "is of no measure, or of several.", "Release one measure of one year at a time.")
    indicator, version, year, profile = said.pop()
    if profile not in PROFILES or not PROFILES[profile].hides:
        raise Unreadable(
            path.name, "was not released: small numbers are shown in it.", "Release it with --release dfe."
        )
    try:
        councils = tuple(_one_of(row) for row in rows)
        return Handed(named(indicator), int(version), ReportingYear.of(year), profile, councils)
    except (KeyError, ValueError, TypeError) as wrong:
        raise Unreadable(path.name, f"cannot be read: {wrong.args[0]}.", "Release the comparison again.") from None


def _one_of(row: Mapping[str, str]) -> OneOf:
    numbers = [row[name].replace(",", "") for name in ("counted", "out_of", "not_known")]
    known = [int(text) for text in numbers if text.isdecimal()]
    count = Count(*known) if len(known) == len(numbers) else None
    return OneOf(row["code"], count, row["why_not"])
