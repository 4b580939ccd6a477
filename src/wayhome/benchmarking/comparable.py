"""May two figures be put together? Only when they say that they count the same thing, and say it in full.

A meaning that is not stated agrees with nothing, not even with another one that is not stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wayhome.domain.vocabulary.word import Word
from wayhome.indicators.definition import Indicator


class Unit(Word):
    """What is counted."""

    ELIGIBLE_RETURNS = ("eligible_returns", "eligible returns")
    INCIDENTS = ("incidents", "all incidents, ended or not")
    INTERVIEWS = ("interviews", "interviews")
    CHILDREN = ("children", "children")
    UNSTATED = ("unstated", "not stated")


class Offered(Word):
    """What counts as an offer."""

    CHILD_TOLD = ("child_told", "when the child was told")
    CARER_TOLD = ("carer_told", "when the child or the carer was told")
    LETTER_SENT = ("letter_sent", "when a letter or message was sent")
    UNSTATED = ("unstated", "not stated")


class Undertaken(Word):
    """What counts as a talk undertaken, or completed."""

    TALK_HELD = ("talk_held", "when a talk was held, in full or in part")
    FORM_COMPLETED = ("form_completed", "when the form was completed")
    OFFER_ACCEPTED = ("offer_accepted", "when the offer was accepted")
    UNSTATED = ("unstated", "not stated")


class Clock(Word):
    """What the 72 hours are."""

    FROM_RETURN = ("from_return", "in elapsed hours from the return")
    FROM_NOTICE = ("from_notice", "in elapsed hours from the notice of return")
    WORKING_DAYS = ("working_days", "in working days")
    UNSTATED = ("unstated", "not stated")


OFFER_COLUMNS = frozenset(
    {"offered", "offered_within_72h", "accepted", "declined_by_child", "answer_pending", "outcome"}
)
TALK_COLUMNS = frozenset({"undertaken", "within_72_hours", "outcome"})
CLOCK_COLUMNS = frozenset({"within_72_hours", "offered_within_72h"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What one figure says of itself."""

    whose: str
    """The authority, by the name it is called on screen."""
    indicator: Indicator
    first_day: date
    last_day: date
    unit: Unit = Unit.UNSTATED
    offered: Offered = Offered.UNSTATED
    undertaken: Undertaken = Undertaken.UNSTATED
    clock: Clock = Clock.UNSTATED
    definition_version: int | None = None
    """Of the indicator, as the figure was counted; None where it is not stated."""
    breaks: tuple[date, ...] = ()
    """The first days on which this authority counted in a new way."""

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError("a period ends on or after the day it begins")


def may_compare(one: Declared, other: Declared) -> tuple[str, ...]:
    """Every reason, in words, why two figures may not be put together; none when they may.

    The meanings asked about are those the indicator rests on, by the columns it reads. Figures of two authorities are of the
    same days; those of one authority are of equally long periods with no break between them.
    """
    if one.indicator is not other.indicator:
        return (f"{one.indicator.id} and {other.indicator.id} measure different things.",)
    return (*_meanings(one, other), *_versions(one, other), *_periods(one, other), *_breaks(one, other))


@dataclass(frozen=True, slots=True)
class Sorted:
    """Which figures may stand beside one, and why the others may not."""

    together: tuple[Declared, ...]
    apart: tuple[tuple[Declared, tuple[str, ...]], ...]


def beside(one: Declared, others: Iterable[Declared]) -> Sorted:
    """Sort figures into those that may stand beside `one` and those that may not, each in the order of names."""
    looked = [(each, may_compare(one, each)) for each in sorted(others, key=lambda each: (each.whose, each.first_day))]
    return Sorted(
        tuple(each for each, reasons in looked if not reasons),
        tuple((each, reasons) for each, reasons in looked if reasons),
    )


def _meanings(one: Declared, other: Declared) -> Iterator[str]:
    columns = one.indicator.columns()
    yield from _differ(one, other, "what it counts", "counts", one.unit, other.unit)
    if columns & OFFER_COLUMNS:
        yield from _differ(one, other, "what it calls offered", "counts an offer", one.offered, other.offered)
    if columns & TALK_COLUMNS:
        yield from _differ(one, other, "what it calls undertaken", "counts a talk", one.undertaken, other.undertaken)
    if columns & CLOCK_COLUMNS:
        yield from _differ(one, other, "how it counts the 72 hours", "counts 72 hours", one.clock, other.clock)


def _differ(one: Declared, other: Declared, meaning: str, verb: str, here: Word, there: Word) -> Iterator[str]:
    silent = [who.whose for who, said in ((one, here), (other, there)) if said.value == "unstated"]
    if silent:
        yield " ".join(f"{whose} does not say {meaning}." for whose in dict.fromkeys(silent))
    elif here is not there:
        yield f"{one.whose} {verb} {here.label}; {other.whose} {there.label}."


def _versions(one: Declared, other: Declared) -> Iterator[str]:
    if one.definition_version is None or other.definition_version is None:
        yield "It is not said by which version of the definition each was counted."
    elif one.definition_version != other.definition_version:
        yield (
            f"The definition changed: version {one.definition_version} here, version {other.definition_version} there."
        )


def _periods(one: Declared, other: Declared) -> Iterator[str]:
    same_days = (one.first_day, one.last_day) == (other.first_day, other.last_day)
    if one.whose != other.whose and not same_days:
        yield "They are of different periods."
    elif _length(one) != _length(other):
        yield "Their periods are not equally long."


def _breaks(one: Declared, other: Declared) -> Iterator[str]:
    if one.whose == other.whose:
        first, last = min(one.first_day, other.first_day), max(one.last_day, other.last_day)
        spans = [(one.whose, first, last, {*one.breaks, *other.breaks})]
    else:
        spans = [(each.whose, each.first_day, each.last_day, set(each.breaks)) for each in (one, other)]
    for whose, first, last, breaks in spans:
        for day in sorted(breaks):
            if first < day <= last:
                yield f"{whose} changed how it counts on {day.day} {day:%B %Y}."


def _length(figure: Declared) -> tuple[str, int]:
    """Whole months where the period is of whole months, days otherwise: quarters are equally long, though not in days."""
    first, after = figure.first_day, figure.last_day + timedelta(days=1)
    if first.day == after.day == 1:
        return "months", (after.year - first.year) * 12 + after.month - first.month
    return "days", (after - first).days
