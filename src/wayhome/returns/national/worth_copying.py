"""Practice worth copying: what a council did, where, its published figures before and after, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from wayhome.benchmarking.peers import authorities
from wayhome.benchmarking.rates import Gap, gap
from wayhome.indicators.catalogue import INDICATORS
from wayhome.indicators.definition import Count, Indicator
from wayhome.returns.fault import Fault
from wayhome.returns.national.rows import Row, Wrong, address, council, is_address, period, read_rows, whole, words
from wayhome.returns.national.words import beside_chance

NEEDED = (
    "authority", "practice", "what", "indicator", "before_period", "before_numerator", "before_denominator",
    "after_period", "after_numerator", "after_denominator", "source", "contact",
)  # fmt: skip
MARK = frozenset({"practice", "before_period", "contact"})
FIGURES = NEEDED[3:10]
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure was in some days."""

    first_day: date
    last_day: date
    count: Count


@dataclass(frozen=True)
class Change:
    """A measure before and after, as the council published it."""

    indicator: Indicator
    before: Measured
    after: Measured

    @cached_property
    def gap(self) -> Gap:
        """How far the share lies above what it was, with what chance allows (Newcombe)."""
        return gap(self.after.count, self.before.count)

    @property
    def says(self) -> str:
        """Whether more than chance has changed. It never says that the practice is why."""
        between = self.gap.interval
        if between is None:
            return "Cannot say."
        return beside_chance(between, "Higher than before", "Lower than before")


@dataclass(frozen=True, slots=True)
class Practice:
    """One thing that a council does and would have others copy."""

    name: str
    code: str
    what: str
    change: Change | None
    """None where it gave no figures: then that is said."""
    source: str
    contact: str

    @property
    def council(self) -> str:
        """The council's name."""
        return authorities()[self.code].name

    @property
    def in_order(self) -> tuple[str, str]:
        """A to Z by council, never by what changed."""
        return self.council, self.name


def read_practices(file: Path, faults: list[Fault]) -> Iterator[Practice]:
    """The practices of a file, one a row. A row that cannot be read is a fault."""
    yield from read_rows(file, NEEDED, _practice, faults)


def _practice(row: Row) -> Iterator[Practice]:
    name, what = row["practice"], words(row, "what")
    if not 0 < len(name) <= LONGEST_NAME:
        says = f"the practice has no name of at most {LONGEST_NAME} characters"
        raise Wrong("practice", name, says, "Name it in a few words.")
    if not what:
        raise Wrong(
            "what", what, "nothing says what is done", "Write what others would have to do, in a sentence or two."
        )
    source = address(row, "source")
    change = _change(row) if any(row[column] for column in FIGURES) else None
    if change and not source:
        remedy = "Write the address where the figures are published, or leave the figures out."
        raise Wrong("source", source, "figures of one council are shown only where it published them", remedy)
    yield Practice(name, council(row), what, change, source, _contact(row))


def _change(row: Row) -> Change:
    measured = next((each for each in INDICATORS if each.id == row["indicator"] and each.counting is not None), None)
    if measured is None:
        raise Wrong(
            "indicator", row["indicator"], "no share of the indicator set has this code", "Write one, such as D3."
        )
    before, after = _measured(row, "before"), _measured(row, "after")
    if after.first_day <= before.last_day:
        raise Wrong(
            "after_period", row["after_period"], "it begins before the first period is over", "Put the days right."
        )
    return Change(measured, before, after)


def _measured(row: Row, when: str) -> Measured:
    first, last = period(row, f"{when}_period")
    of = whole(row, f"{when}_denominator")
    counted = whole(row, f"{when}_numerator")
    if counted > of:
        raise Wrong(f"{when}_numerator", str(counted), f"it is more than the {of} it is of", "Put the numbers right.")
    return Measured(first, last, Count(counted, of))


def _contact(row: Row) -> str:
    contact = row["contact"]
    name, at, host = contact.partition("@")
    if not is_address(contact) and not (name and at and "." in host and not set(contact) & set(" <>\"'")):
        raise Wrong(
            "contact", contact, "nobody can be asked by this", "Write a team’s mailbox or the address of a page."
        )
    return contact
