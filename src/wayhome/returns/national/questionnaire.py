"""The definitions questionnaire: what each council says that its figures count, and what it does. One row a council."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from wayhome.benchmarking.comparable import Clock, Offered, Undertaken, Unit
from wayhome.domain.vocabulary.delivering import DeliveryModel
from wayhome.domain.vocabulary.word import Word
from wayhome.returns.fault import Fault
from wayhome.returns.national.reading import Line
from wayhome.returns.national.rows import Row, Wrong, address, council, day, period, read_rows, word, words
from wayhome.returns.national.words import measure_of

NEEDED = ("authority", "period", "answered_on", "source")
MEANINGS = ("counts", "offered_means", "undertaken_means", "clock_means")
MARK = frozenset({"authority", "period", "answered_on", "offered_means"})
"""The columns by which the questionnaire is known among other files."""


class OfferPolicy(Word):
    """Whom a council offers a talk to."""

    ALL = ("all", "To every child who comes back")
    CASE_BY_CASE = ("case_by_case", "Case by case")
    NOT_OFFERED = ("not_offered", "Not offered")


class Consent(Word):
    """Whether a parent or carer has to say yes before the child is asked."""

    ALWAYS = ("always", "Always")
    SOMETIMES = ("sometimes", "Sometimes")
    NEVER = ("never", "Never")


class Told(Word):
    """Who is told of what a child said, as far as the child agrees or the law asks for it."""

    SOCIAL_CARE = ("social_care", "Social care")
    POLICE = ("police", "Police")
    FORUM = ("multi_agency_forum", "A multi-agency forum")
    CARER = ("carer", "The carer or the home")
    PARENT = ("parent", "A parent")


NOBODY = "nobody"
STAFF = "council_staff"
DELIVERS = tuple(each for each in DeliveryModel if each is not DeliveryModel.NOT_KNOWN)

PLACES: Mapping[str, str] = MappingProxyType(
    {"all": "all", "home": "not_looked_after", "placed_here": "lac_in_area", "placed_away": "lac_out_of_area"}
)
"""How a column of the questionnaire ends, and the group of children that it is about."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question about practice. Of `one` answer is given, of the others any number."""

    key: str
    title: str
    options: tuple[tuple[str, str], ...]
    one: bool


def _options(words: Iterable[Word]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, each.label) for each in words)


AFTERWARDS = ("post_missing_support", "follow_up_support", "full_notes", "follow_up_recorded")

QUESTIONS = (
    Question("provider", "Who delivers the talk", ((STAFF, "Staff of the council, of any kind"), *_options(DELIVERS)), False),
    Question("told", "Who is told of what was said", _options(Told), False),
    Question("parental_consent", "Is a parent’s yes required?", _options(Consent), True),
    Question("offer_policy", "Who is offered a talk", _options(OfferPolicy), True),
    Question(
        "afterwards", "Help and records",
        tuple((name, measure_of(name).title) for name in AFTERWARDS),
        False,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Definitions:
    """What one council says of the days of its figures."""

    code: str
    first_day: date
    last_day: date
    answered_on: date | None
    source: str
    counts: Unit
    offered: Offered
    undertaken: Undertaken
    clock: Clock
    changed_on: date | None
    """The first day on which it counted in a new way."""
    practice: Mapping[tuple[str, str], frozenset[str]]
    """By question and place: the words it gave. What it did not answer is not there."""
    wording: str


def read_definitions(file: Path, faults: list[Fault]) -> Iterator[Definitions]:
    """The rows of the questionnaire. A row that cannot be read, or a second one of a council, is a fault."""
    seen: set[str] = set()

    def made(row: Row) -> Iterator[Definitions]:
        found = _definitions(row)
        if found.code in seen:
            raise Wrong(
                "authority", found.code, "this council stands here twice", "Keep the row that it last confirmed."
            )
        seen.add(found.code)
        yield found

    yield from read_rows(file, NEEDED, made, faults)


def _definitions(row: Row) -> Definitions:
    first, last = period(row)
    return Definitions(
        council(row), first, last, day(row, "answered_on"), address(row, "source"),
        word(row, "counts", Unit, Unit.UNSTATED), word(row, "offered_means", Offered, Offered.UNSTATED),
        word(row, "undertaken_means", Undertaken, Undertaken.UNSTATED), word(row, "clock_means", Clock, Clock.UNSTATED),
        day(row, "changed_on"), _practice(row), words(row, "wording"),
    )  # fmt: skip


def _practice(row: Row) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], frozenset[str]] = {}
    for question in QUESTIONS:
        allowed = [option for option, _ in question.options if option != STAFF]
        for place in PLACES:
            column = f"{question.key}_{place}"
            given = frozenset(part.strip() for part in row[column].split(";") if part.strip())
            if question.key == "told" and given == {NOBODY}:
                found[question.key, place] = frozenset()
                continue
            if given - set(allowed):
                remedy = f"Write {' or '.join(allowed)}, or leave it empty."
                raise Wrong(column, row[column], "this is none of the words for it", remedy)
            if question.one and len(given) > 1:
                raise Wrong(
                    column, row[column], "one answer is wanted here", "Write the one that holds, or leave it empty."
                )
            if given:
                found[question.key, place] = given
    return found


def declared(lines: Sequence[Line], definitions: Sequence[Definitions]) -> tuple[Line, ...]:
    """The lines, each with the meanings its own council gave for its days where the line itself states none."""
    by_code = {each.code: each for each in definitions}
    return tuple(_declared(line, by_code.get(line.ons_code)) for line in lines)


def _declared(line: Line, said: Definitions | None) -> Line:
    if said is None or line.about.stage is None or line.first_day is None or line.last_day is None:
        return line
    if not said.first_day <= line.first_day <= line.last_day <= said.last_day:
        return line
    return replace(
        line,
        counts=said.counts if line.counts is Unit.UNSTATED else line.counts,
        offered_means=said.offered if line.offered_means is Offered.UNSTATED else line.offered_means,
        undertaken_means=said.undertaken if line.undertaken_means is Undertaken.UNSTATED else line.undertaken_means,
        clock_means=said.clock if line.clock_means is Clock.UNSTATED else line.clock_means,
    )  # fmt: skip
