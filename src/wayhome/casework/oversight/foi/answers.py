"""The numbers that answer a request, as sets on the ground of everything that is released, and the same as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wayhome.benchmarking.disclosure.counting import Counting
from wayhome.benchmarking.disclosure.frame import Cell, Frame
from wayhome.benchmarking.disclosure.primary import judge
from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.benchmarking.disclosure.tables import Count
from wayhome.casework.oversight.foi.measures import How, Measure
from wayhome.casework.oversight.foi.request import Question
from wayhome.casework.oversight.periods import Period
from wayhome.casework.oversight.releasing.attempts import Asks, Held
from wayhome.casework.oversight.releasing.ground import Ground, Stretch, asked
from wayhome.engines.sql import Part
from wayhome.indicators.definition import Indicator

SIGN = DFE.hidden.value


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer, as sets of returns. `unknown` and `every` are None for a plain number."""

    name: str
    """Of which question, and about whom: no two lines of a reply have the same."""
    label: str
    number: Indicator
    counted: Count
    unknown: Count | None
    every: Count | None
    is_first: bool
    is_of_all: bool

    def asks(self, *, with_unknown: bool) -> Iterator[tuple[str, Count]]:
        """The sets to print of it, each with what it is."""
        yield self.name, self.counted
        if self.every is not None:
            yield _("%(what)s: out of how many") % {"what": self.name}, self.every
        if self.unknown is not None and with_unknown:
            yield _("%(what)s: not recorded") % {"what": self.name}, self.unknown


@dataclass(frozen=True)
class Laid:
    """The numbers of a request laid on the ground: a tuple of lines for each question, in order."""

    frame: Frame
    rows: tuple[tuple[Row, ...], ...]

    @property
    def every_row(self) -> tuple[Row, ...]:
        return tuple(row for rows in self.rows for row in rows)

    def attempts(self) -> Iterator[tuple[int, Asks]]:
        """From every line with what is not recorded, down to the first line of each question that is about all children."""
        firsts = [row for row in self.every_row if row.is_first]
        of_all = [row for row in firsts if row.is_of_all]
        tried: set[frozenset[Cell]] = set()
        for place, (rows, with_unknown) in enumerate(
            ((self.every_row, True), (self.every_row, False), (firsts, True), (firsts, False), (of_all, False))
        ):
            asks = tuple(ask for row in rows for ask in row.asks(with_unknown=with_unknown))
            cells = frozenset(count.cell for _about, count in asks)
            if cells not in tried:
                tried.add(cells)
                yield place, asks


def laid(questions: Sequence[Question], period: Period, today: date) -> Laid:
    """Where the numbers of each question stand."""
    stretch = Stretch(period.first, period.last)
    ground = Ground(today, (stretch,))
    frame = ground.frame
    return Laid(frame, tuple(tuple(_rows(n, each, ground, frame)) for n, each in enumerate(questions, 1)))


def _rows(place: int, question: Question, ground: Ground, frame: Frame) -> Iterator[Row]:
    measure = question.answered_with
    if measure is None or measure.how is not How.NUMBERS:
        return
    (stretch,) = ground.stretches
    for words, lived in question.who.lived:
        here = replace(ground, lived=lived)
        for number, shown in enumerate(measure.shows):
            plain = shown.number.counting is None
            wanted = (Part.COUNTED,) if plain else (Part.COUNTED, Part.NOT_KNOWN, Part.EVERYONE)
            parts = {part: asked(here, frame, shown.number, part, stretch) for part in wanted}
            label = f"{words}: {shown.label}" if words else str(shown.label)
            yield Row(
                f"{place}. {label} ({words or question.who.words})", label, shown.number, parts[Part.COUNTED],
                parts.get(Part.NOT_KNOWN), parts.get(Part.EVERYONE), is_first=number < measure.firsts, is_of_all=lived == "all",
            )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Answered(Held):
    """A reply that was attacked and held, and what was counted for it."""

    counted: Counting

    def keeps(self, count: Count | None) -> bool:
        """Whether a number may be printed. What is no number at all may be said."""
        return count is None or count.cell in self.printed

    def number(self, count: Count) -> int:
        """What was counted, whether it may be printed or not."""
        counted = self.counted(count.cell)
        assert counted is not None, "our own rows can always be counted"
        return counted.number(count.cell.unit) or 0

    def says(self, rows: Sequence[Row]) -> int:
        """How many first lines are printed of those that are not small themselves."""
        return sum(self.keeps(row.counted) for row in rows if self.could_say(row))

    def could_say(self, row: Row) -> bool:
        judged = judge(row.counted, self.counted, DFE)
        return row.is_first and judged is not None and judged.reason is None

    def says_enough(self, rows: Sequence[Row]) -> bool:
        """Every first line is printed that is not small itself."""
        return self.says(rows) == sum(map(self.could_say, rows))


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read: numbers as text, the sign in the place of what is withheld."""

    label: str
    counted: str
    out_of: str
    not_recorded: str
    between: str


def line(row: Row, held: Answered) -> Line:
    """What is printed of one line."""
    counted, unknown, every = held.keeps(row.counted), held.keeps(row.unknown), held.keeps(row.every)
    if row.unknown is None or row.every is None:
        none = _("does not apply")
        return Line(row.label, str(held.number(row.counted)) if counted else SIGN, none, none, none)
    least, open_still = held.number(row.counted), held.number(row.unknown)
    between = (
        _("as it stands")
        if not open_still
        else _("%(least)d to %(most)d") % {"least": least, "most": least + open_still}
    )
    return Line(
        row.label,
        str(least) if counted else SIGN,
        str(held.number(row.every)) if every else SIGN,
        str(open_still) if unknown else SIGN,
        between if counted and unknown else SIGN,
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is read, whether on the page, on paper or in a file."""

    place: int
    question: Question
    measure: Measure
    lines: tuple[Line, ...]
    means: tuple[Indicator, ...]

    @property
    def about(self) -> str:
        """What is counted, and about whom; or that no number answers it."""
        if self.measure.how is not How.NUMBERS:
            return str(self.measure.how.label)
        return f"{self.measure.words}. {self.question.who.words}."

    @property
    def said(self) -> str:
        """Why no number answers it; empty where one does, or where words do."""
        return "" if self.measure.how is How.IN_WORDS and self.words else str(self.measure.because)

    @property
    def words(self) -> str:
        """The authority's own words."""
        return self.question.words.strip()

    def plain(self) -> dict[str, Any]:
        """As a release keeps it, for whoever is asked the same again."""
        lines = [[each.label, each.counted, each.out_of, each.not_recorded] for each in self.lines]
        return {
            "asked": self.question.asked, "measure": self.measure.word, "group": self.question.group, "lines": lines,
            "words": self.words, "versions": self.measure.versions,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A whole reply as it is read."""

    name: str
    authority: str
    period: str
    made: str
    notes: tuple[str, ...]
    small: tuple[str, ...]
    answers: tuple[Answer, ...]
