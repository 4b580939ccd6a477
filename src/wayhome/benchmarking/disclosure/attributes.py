"""Rows in which everybody, or nobody, has an answer: nothing small is shown, and yet something is said of each child.

"All 24 returns of this group had harm disclosed" says it of every child known to be in the group (attribute, or class,
disclosure: Hundepool and others 2012, Statistical Disclosure Control, section 1.2). Such rows are not hidden, for a zero
is often the most useful figure of all; each is put before the person who releases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wayhome.benchmarking.disclosure.counting import Counting
from wayhome.benchmarking.disclosure.frame import Unit
from wayhome.benchmarking.disclosure.printing import Sheet
from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.benchmarking.disclosure.tables import Count


class Says(StrEnum):
    """What a row says of everyone in it."""

    NOBODY = "nobody"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class SaysOfAll:
    """One row that says the same of all its members."""

    table: str
    about: tuple[str, ...]
    heading: str
    says: Says
    of: int

    @property
    def words(self) -> str:
        """For the person who releases."""
        how = "none" if self.says is Says.NOBODY else "all"
        return f"{self.table}, {', '.join(self.about) or 'the whole'}: {how} of {self.of} ({self.heading})."


def say_of_all(sheet: Sheet, publication: Publication, counting: Counting) -> Iterator[SaysOfAll]:
    """Every printed row of 0% or 100%, in the order of the tables; by the counts behind it, before they are rounded."""
    shown = {said.cell for said in publication.counts if said.number is not None}
    shown |= {rate.number for rate in publication.rates}
    for table, lines in sheet.tables:
        for line in lines:
            for heading, figure in line.figures:
                cell = figure.cell if isinstance(figure, Count) else figure.number
                if figure.complement is None or cell.unit is Unit.CHILDREN or cell not in shown:
                    continue
                number, rest = counting(cell), counting(figure.complement)
                if number is not None and rest is not None and 0 in (number.episodes, rest.episodes):
                    says = Says.EVERYBODY if number.episodes else Says.NOBODY
                    yield SaysOfAll(table.title, line.about, heading, says, number.episodes + rest.episodes)
