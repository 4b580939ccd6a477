"""A comparison that may leave the building: small numbers withheld, and attacked before it is handed out.

Children are counted beside returns, because ten returns of one child are one person. What is printed of an authority is how
many returns, how many of them were counted, and for how many nobody knows; nothing else could be worked back more exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wayhome.benchmarking.disclosure.counting import Counted
from wayhome.benchmarking.disclosure.frame import ALL, Cell, Dimension, Frame
from wayhome.benchmarking.disclosure.profiles import Profile
from wayhome.benchmarking.disclosure.release import Refused, Release, prepare
from wayhome.benchmarking.disclosure.statements import NotARecord, Publication
from wayhome.benchmarking.disclosure.tables import Show, Table
from wayhome.indicators.definition import Indicator
from wayhome.indicators.questions import NotKnown, Question
from wayhome.returns.comparing import Comparison, Year, name_of
from wayhome.returns.fault import Unreadable

YES, NO, UNKNOWN = "yes", "no", "not recorded"
ANSWERS = (YES, NO, UNKNOWN)
HEADINGS = ("authority", "out_of", "counted", "not_known")
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


def rows(release: Release) -> Iterator[dict[str, Any]]:
    """The released table, a line for each authority by name, and one for all of them."""
    table = release.sheet.tables[0][0]
    for about, printed in release.rows(table):
        whose = EVERYONE if about[0] == ALL else name_of(about[0])
        yield dict(zip(HEADINGS, (whose, *(each.text for each in printed)), strict=True))


def lines(release: Release, comparison: Comparison, year: Year) -> Iterator[str]:
    """The released table in words."""
    yield f"{comparison.indicator.id:<5}{comparison.indicator.title}, {year}"
    yield f"     Counted: {comparison.indicator.numerator_words}"
    yield f"     Out of: {comparison.indicator.denominator_words}"
    apart = {council.name: council.apart for council in comparison.councils}
    ordered = sorted(rows(release), key=lambda row: (row["authority"] == EVERYONE, row["authority"]))
    for row in ordered:
        yield f"       {row['authority']}: {row['counted']} of {row['out_of']}; not recorded for {row['not_known']}"
        if why := apart.get(row["authority"]):
            yield f"         May not be compared. {' '.join(why)}"
    yield from (f"     {sign} = {words}" for sign, words in release.signs.items())
