"""The ground that everything released is about: returns that are old enough to judge, by month, by where the child lived,
by how far they got, by why there was no talk and by who held it; and missing episodes, by the month they started.

Two numbers are linked when they are sets of the same returns. So each number of a page is named here by the returns that it
counts, and a release can be attacked together with every earlier one, whatever each of them was called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from wayhome.benchmarking.disclosure.counting import Counted, Rows
from wayhome.benchmarking.disclosure.frame import ALL, Cell, Dimension, Frame, Unit
from wayhome.benchmarking.disclosure.tables import Count
from wayhome.casework.oversight.figures.reasons import BY_OUTCOME, TOGETHER
from wayhome.casework.oversight.periods import A_DAY, month_before
from wayhome.casework.oversight.words import REASON_GROUPS
from wayhome.domain.outcome import Answer
from wayhome.domain.vocabulary import Group
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import way
from wayhome.indicators.catalogue.delivery import WHO_DELIVERS
from wayhome.indicators.catalogue.reach import MISSING_CHILDREN, MISSING_EPISODES
from wayhome.indicators.definition import Indicator
from wayhome.indicators.derive import month, quarter
from wayhome.indicators.questions import Question

RETURNS, INCIDENTS = "returns old enough to judge", "missing episodes"
"""Two populations. Neither lies within the other: an episode starts in one month, and its return is in the same or a later one."""
NOT_RECORDED, TALKED, NO_TALK, NO_MONTH = "not recorded", "a talk", "no talk", "another time"
LOOKED_AFTER = "looked after"
COLUMNS = tuple(
    sorted(
        {"returned_month", "started_month", "group", "outcome", WHO_DELIVERS.column}
        | MISSING_EPISODES.of.columns()
        | {c for number in way.NUMBERS if number not in way.NOW for c in number.columns()}
    )
)
"""What of each row is read."""
LETTERS: Mapping[Answer, str] = {True: "y", None: "?", False: "n"}

STEPS = tuple(step for step in way.STEPS if step.reached is not way.RETURNS)
TALK = STEPS.index(way.HEARD)
FIRST = date(2014, 1, 1)
"""The month of the guidance: nothing is counted before it, and no frame needs to know which month came first here."""


def _asked(number: Indicator) -> Question:
    assert number.counting is not None, f"{number.id} counts something among the returns"
    return number.counting


QUESTIONS: tuple[Question, ...] = (*(_asked(step.reached) for step in STEPS), _asked(way.IN_TIME))
"""How far a return got, step by step, and whether in time: one letter each, of yes, no and not known."""


def code(row: Any) -> str:
    """How far one return got: `yyynnny` was talked about in time, and needed nothing."""
    return "".join(LETTERS[question.answer(row)] for question in QUESTIONS)


def _codes() -> Iterator[str]:
    """Every way that can be: no step is surer than the one before it, and in time no surer than the talk."""
    last = len(STEPS)
    for yes in range(last + 1):
        for unknown in range(last - yes + 1):
            steps = "y" * yes + "?" * unknown + "n" * (last - yes - unknown)
            yield from (steps + time for time in {"y": "y?n", "?": "?n", "n": "n"}[steps[TALK]])


CODES = tuple(_codes())
REASONS: Mapping[Indicator, str] = {
    **{part: outcome.value for outcome, part in BY_OUTCOME.items()}, **{some: some.slug for some in TOGETHER},
}  # fmt: skip
"""What the frame calls each reason, and each group of reasons."""

MODELS: Mapping[Indicator, str] = dict(zip(WHO_DELIVERS.parts(), WHO_DELIVERS.values, strict=True))
"""What the frame calls each way of delivering."""
IN_CARE = frozenset({Group.CARE_IN.value, Group.CARE_OUT.value})

Wanted = Callable[[str], bool]


def _is(place: int, letter: str) -> Wanted:
    return lambda code: code[place] == letter


def _lost(place: int) -> Wanted:
    """Got to the step before, and not to this one."""
    return lambda code: (place == 0 or code[place - 1] == "y") and code[place] == "n"


IN_TIME = len(STEPS)
_NO_TALK = _is(TALK, "n")
SETS: dict[str, Wanted] = {
    "no talk": _NO_TALK,
    "talked, in time not known": lambda code: code[TALK] == "y" and code[IN_TIME] == "?",
    "talked, in time known": lambda code: code[TALK] == "y" and code[IN_TIME] != "?",
    "talked, not in time": lambda code: code[TALK] == "y" and code[IN_TIME] != "y",
    way.IN_TIME.slug: _is(IN_TIME, "y"),
    f"{way.IN_TIME.slug}: {NOT_RECORDED}": _is(IN_TIME, "?"),
}
for _place, _step in enumerate(STEPS):
    SETS[_step.reached.slug] = _is(_place, "y")
    SETS[f"{_step.reached.slug}: {NOT_RECORDED}"] = _is(_place, "?")
    if _step.lost is not None:
        SETS[_step.lost.slug] = _lost(_place)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole months, from the first to the last, both included."""

    first: date
    last: date

    @classmethod
    def called(cls, name: str, today: date) -> Stretch:
        """The month or the quarter of the reporting year that a chart calls so. Raises ValueError for neither."""
        months = (date.fromisoformat(f"{each}-01") for each in cls(FIRST, today).months)
        found = [first for first in months if name in (month(first), quarter(first))]
        if not found:
            raise ValueError(f"{name} is neither a month nor a quarter since {FIRST.year}")
        return cls(found[0], month_before(found[-1], -1) - A_DAY)

    @property
    def months(self) -> tuple[str, ...]:
        found, at = [], self.first
        while at <= self.last:
            found.append(str(month(at)))
            at = month_before(at, -1)
        return tuple(found)

    @property
    def name(self) -> str:
        """What the frame calls it: the same months have one name in every release."""
        months = self.months
        return months[0] if len(months) == 1 else f"{months[0]}..{months[-1]}"


@dataclass(frozen=True)
class Ground:
    """The frame up to a day, with the stretches that are asked for, and what is counted on it: the children of one group, or all."""

    today: date
    stretches: tuple[Stretch, ...]
    lived: str = ALL

    @property
    def frame(self) -> Frame:
        every = Stretch(FIRST, self.today).months
        named = {s.name: frozenset(s.months) for s in self.stretches if len(s.months) > 1}
        ways = {name: frozenset(filter(wanted, CODES)) for name, wanted in SETS.items()}
        together = zip(TOGETHER, REASON_GROUPS, strict=True)
        groups = {some.slug: frozenset(o.value for o in outcomes) for some, (_words, outcomes) in together}
        return Frame((
            Dimension("month", every, groups=named),
            Dimension("lived", (*(group.value for group in Group), NOT_RECORDED), groups={LOOKED_AFTER: IN_CARE}),
            Dimension("way", CODES, groups={name: codes for name, codes in ways.items() if codes}),
            Dimension("why", (*(outcome.value for outcome in BY_OUTCOME), NOT_RECORDED, TALKED), groups=groups),
            Dimension("who", (*MODELS.values(), NOT_RECORDED, NO_TALK)),
            Dimension("started", (*every, NO_MONTH), groups=named),
        ))  # fmt: skip

    def cell(self, frame: Frame, stretch: Stretch, got: str = ALL, why: str = ALL, who: str = ALL) -> Cell:
        """Returns of a stretch of months."""
        where = {"month": stretch.name, "lived": self.lived, "way": got, "why": why, "who": who}
        return frame.cell(RETURNS, Unit.EPISODES, where)

    def incidents(self, frame: Frame, stretch: Stretch, unit: Unit) -> Cell:
        """Missing episodes that started in a stretch of months, or the different children who went."""
        return frame.cell(INCIDENTS, unit, {"started": stretch.name, "lived": self.lived})


def counting(frame: Frame, rows: Iterable[Any]) -> Callable[[Cell], Counted]:
    """The rows of the facts laid on the frame: each population once somebody asks for a cell of it."""
    every = list(rows)
    lay = {RETURNS: _returns, INCIDENTS: _incidents}

    @cache
    def laid(population: str) -> Rows:
        return lay[population](frame, every)

    return lambda cell: laid(cell.population)(cell)


def _returns(frame: Frame, rows: Iterable[Any]) -> Rows:
    ours = [row for row in rows if way.OLD_ENOUGH.answer(row) is True]
    codes = [code(row) for row in ours]
    columns = {
        "month": [row.returned_month for row in ours],
        "lived": [row.group or NOT_RECORDED for row in ours],
        "way": codes,
        "why": [
            (row.outcome or NOT_RECORDED) if _NO_TALK(way_code) else TALKED
            for row, way_code in zip(ours, codes, strict=True)
        ],
        "who": [_who(row) if way_code[TALK] == "y" else NO_TALK for row, way_code in zip(ours, codes, strict=True)],
    }
    return Rows(frame, [row.current for row in ours], columns)


def _who(row: Any) -> str:
    """Who held the talk; what the record calls not known is not recorded."""
    said = str(row.delivery_model)
    return said if said in MODELS.values() else NOT_RECORDED


def _incidents(frame: Frame, rows: Iterable[Any]) -> Rows:
    ours = [row for row in rows if MISSING_EPISODES.of.answer(row) is True]
    months = frozenset(frame["started"].values)
    columns = {
        "started": [row.started_month if row.started_month in months else NO_MONTH for row in ours],
        "lived": [row.group or NOT_RECORDED for row in ours],
    }
    return Rows(frame, [row.current for row in ours], columns)


def asked(ground: Ground, frame: Frame, number: Indicator, part: Part, stretch: Stretch) -> Count:
    """One part of one number as the set of returns that it counts. Raises KeyError for a number that stands on another ground."""
    if number in (MISSING_EPISODES, MISSING_CHILDREN):
        return Count(ground.incidents(frame, stretch, Unit.CHILDREN if number.distinct else Unit.EPISODES))
    whole = ground.cell(frame, stretch)
    if number is way.RETURNS or (part is Part.EVERYONE and number in _OF_RETURNS):
        return Count(whole)
    if number is way.IN_TIME_OF_TALKS:
        talked = ground.cell(frame, stretch, way.HEARD.reached.slug)
        if part is Part.EVERYONE:
            return Count(talked, whole, frame.complement(talked, "way"))
        names = (way.IN_TIME.slug, "talked, not in time")
        if part is not Part.COUNTED:
            names = ("talked, in time not known", "talked, in time known")
        cell, rest = (ground.cell(frame, stretch, name) for name in names)
        return Count(cell, talked, rest)
    if number in REASONS:
        none = ground.cell(frame, stretch, "no talk")
        if part is Part.EVERYONE:
            return Count(none, whole, frame.complement(none, "way"))
        why = REASONS[number] if part is Part.COUNTED else NOT_RECORDED
        cell = ground.cell(frame, stretch, "no talk", why)
        return Count(cell, none, frame.complement(cell, "why"))
    if number in MODELS:
        talked = ground.cell(frame, stretch, way.HEARD.reached.slug)
        if part is Part.EVERYONE:
            return Count(talked, whole, frame.complement(talked, "way"))
        who = MODELS[number] if part is Part.COUNTED else NOT_RECORDED
        cell = ground.cell(frame, stretch, way.HEARD.reached.slug, who=who)
        return Count(cell, talked, frame.complement(cell, "who"))
    name = number.slug if part is Part.COUNTED else f"{number.slug}: {NOT_RECORDED}"
    if name not in SETS:
        raise KeyError(name)
    cell = ground.cell(frame, stretch, name)
    return Count(cell, whole, frame.complement(cell, "way"))


_OF_RETURNS = frozenset(
    number for number in (*(n for step in STEPS for n in (step.reached, step.lost)), way.IN_TIME) if number is not None
)
