"""What children told us, as counts of talks: of twelve whole months, and never where it would be about few of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.casework.journal.context import Viewer
from wayhome.casework.oversight.periods import Period, last_quarter, month_before
from wayhome.casework.oversight.queries.counting import counts_here
from wayhome.casework.oversight.which import Which
from wayhome.indicators.catalogue import told
from wayhome.indicators.catalogue.delivery import UNDERTAKEN
from wayhome.indicators.definition import Breakdown, Count, Indicator, nothing_counted

A_CHILD = ("authority", "child")
FEW = DFE.most
"""So many of anything, and of everybody but so many, are said by no number: of talks or of the children in them."""
TALKS = Indicator(
    id="told.talks", slug="told_talks", title="Talks", of=UNDERTAKEN, counting=None, distinct=told.A_TALK, better=None,
    why="What was told is counted of these.", source="The records of this authority", numerator_words=told.TALKS,
    denominator_words="None: a number of talks",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One thing children told. `talks` is None where the number is not said; `all_but_few` where nearly every talk has it."""

    value: str
    words: str
    talks: int | None
    of: int
    all_but_few: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What the talks of a period told: how many talks and children there were, and each list of what was said."""

    period: Period
    talks: int
    children: int
    lists: Mapping[str, tuple[Told, ...]]
    says: Mapping[str, int | None]
    """Of how many talks each list knows anything; None where that is few."""

    @property
    def too_few(self) -> bool:
        """With so few children, nothing of what they told can be said without pointing at one of them."""
        return self.children <= FEW


def four_quarters(today: date) -> Period:
    """The last four whole quarters: they change four times a year, so that no day's change can be read off two looks."""
    last = last_quarter(today)
    return Period("quarters", month_before(last.first, 9), last.last)


def account(viewer: Viewer, today: date) -> Account:
    """What children told the viewer's authority. Raises NotAllowed for a viewer who sees no totals."""
    period = four_quarters(today)
    which = Which(period.first, period.last)
    asked: tuple[Breakdown, ...] = told.INDICATORS
    talks = [part for one in asked for part in one.parts()]
    found = counts_here(viewer, [*talks, *map(of_children, talks), TALKS, of_children(TALKS)], which)

    def count(number: Indicator) -> Count:
        return found.get((number, ()), nothing_counted(number))

    lists = {
        one.id: tuple(
            said(value, one.value_words[value], count(part), count(of_children(part)))
            for value, part in zip(one.values, one.parts(), strict=True)
        )
        for one in asked
    }
    known = {one.id: count(one.parts()[0]).known or 0 for one in asked}
    return Account(
        period, count(TALKS).numerator, count(of_children(TALKS)).numerator, lists,
        {name: None if 0 < number <= FEW else number for name, number in known.items()},
    )  # fmt: skip


@cache
def of_children(number: Indicator) -> Indicator:
    """The same counted over different children: ten talks with one child are one person's."""
    return replace(number, id=f"{number.id}.children", distinct=A_CHILD)


def said(value: str, words: str, talks: Count, children: Count) -> Told:
    """One line: the number, unless it or what is left beside it is about few talks or few children."""
    of = talks.known or 0
    if any(0 < count.numerator <= FEW for count in (talks, children)) or 0 < (children.known or 0) <= FEW:
        return Told(value, words, None, of)
    if any(0 < (count.known or 0) - count.numerator <= FEW for count in (talks, children)):
        return Told(value, words, None, of, all_but_few=True)
    return Told(value, words, talks.numerator, of)
