"""A round in a folder: published answers, counts that councils sent, and their own records, each read as what it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from wayhome.benchmarking.coverage import Silence
from wayhome.benchmarking.peers import children_of
from wayhome.domain.moment import LONDON
from wayhome.domain.vocabulary import Group
from wayhome.indicators.definition import Count, Indicator
from wayhome.returns.answers import Said, answers_of
from wayhome.returns.fault import Fault, Unreadable, Weight
from wayhome.returns.national.asked import MARK as LIST
from wayhome.returns.national.asked import TERMS, Asked, Terms, read_asked, read_terms
from wayhome.returns.national.country import NOTHING_SENT, STAGES, indicator_of
from wayhome.returns.national.other_rules import Ruled, Tally
from wayhome.returns.national.placed_away import TwoPlaces, two_places
from wayhome.returns.national.questionnaire import MARK as DEFINITIONS
from wayhome.returns.national.questionnaire import Definitions, declared, read_definitions
from wayhome.returns.national.reading import Read, read_answers
from wayhome.returns.national.rows import (
    SENT,
    Row,
    Wrong,
    columns_of,
    council,
    period,
    read_rows,
    whole,
    word,
)
from wayhome.returns.national.sent import NotSent, Post, Sent, Source
from wayhome.returns.national.themes import MARK as PASSAGES
from wayhome.returns.national.themes import Passage, read_passages
from wayhome.returns.national.worth_copying import MARK as WORTH_COPYING
from wayhome.returns.national.worth_copying import Practice, read_practices
from wayhome.returns.profiles import episodes, events, facts
from wayhome.returns.records import Table
from wayhome.returns.reporting_year import ReportingYear
from wayhome.returns.sources import Asked as Wanted
from wayhome.returns.sources import open_any, source_of
from wayhome.returns.stores import Store, is_store, said_of, store_of

COUNTS = ("authority", "period", "indicator", "numerator", "denominator", "not_known", "unplaced", "definition_version")
WHY_NOT = "why_not"
COUNTS_MARK = frozenset({"authority", "indicator", "numerator"})
RECORDS = (facts.LAYOUT, episodes.LIST, events.LAYOUT)
ANSWERS = ".jsonl"
BY = ("authority", "returned_quarter", "group")
HEADLINE_INDICATORS = tuple(indicator_of(stage) for stage in STAGES)
GROUPS = {each: group for group in Group for each in (group, group.value)}
"""Where the child lived, as rows in memory and as a store say it."""
NO_TERMS = Terms("")
CODE = re.compile(r"E\d{8}")


@dataclass(frozen=True, slots=True)
class Round:
    """Everything that was in a folder."""

    read: Read
    post: Post = NOTHING_SENT
    definitions: tuple[Definitions, ...] = ()
    asked: tuple[Asked, ...] = ()
    """Whom the round asked; nobody where there is no list, and then everything is shown."""
    passages: tuple[Passage, ...] = ()
    ruled: tuple[Ruled, ...] = ()
    two_places: tuple[TwoPlaces, ...] = ()
    worth_copying: tuple[Practice, ...] = ()
    terms: Terms = NO_TERMS
    today: date = date.max
    """The day it is looked at."""


def read_round(path: Path, as_of: datetime, beside: Store | None = None) -> Round:
    """Read a file of answers, or a folder in which files of each kind stand beside one another.

    `beside`: facts of councils that lie in a database, used like records in the folder. Raises Unreadable for a folder that
    holds none, or more than one file of answers, and where the database cannot be counted. A file in the folder that cannot
    be read is a fault, and the others are used.
    """
    faults: list[Fault] = []
    if not path.is_dir():
        read = read_answers(path)
        stored = [] if beside is None else list(counts_of_facts(beside, as_of, faults))
        return Round(
            _with(read, faults), Post(_of(Sent, stored), _of(NotSent, stored)), two_places=_of(TwoPlaces, stored)
        )
    files = files_of(path)
    answers = [each for each in files if each.suffix == ANSWERS]
    if not files:
        raise Unreadable(path.name, "holds no file.", "Put answers (.jsonl), counts (.csv) or records (.csv) into it.")
    if len(answers) > 1:
        raise Unreadable(path.name, "holds more than one file of answers.", "Put all answers into one file.")
    read = read_answers(answers[0]) if answers else Read(path.name, (), (), (), 0)
    found: list[Found] = []
    today = as_of.astimezone(LONDON).date()
    for file in files:
        if file not in answers:
            try:
                found += _everything_in(file, as_of, faults)
            except Unreadable as trouble:
                faults.append(_unread(trouble))
    if beside is not None:
        found += counts_of_facts(beside, as_of, faults)
    terms = _terms(path, faults)
    definitions = _of(Definitions, found)
    read = replace(_with(read, faults), name=path.name, lines=declared(read.lines, definitions))
    return Round(
        read,
        Post(_of(Sent, found), _of(NotSent, found)),
        definitions,
        _of(Asked, found),
        _of(Passage, found),
        _of(Ruled, found),
        _of(TwoPlaces, found),
        _of(Practice, found),
        terms,
        today,
    )


def _with(read: Read, faults: Sequence[Fault]) -> Read:
    """What was read, with what was found besides: faults, and notes for whoever reads."""
    left, noted = (tuple(each for each in faults if each.weight is weight) for weight in (Weight.FAULT, Weight.NOTE))
    return replace(read, faults=(*read.faults, *left), remarks=(*read.remarks, *noted))


def files_of(path: Path) -> list[Path]:
    """The files of a round, by name, without its terms."""
    return sorted(
        each for each in path.iterdir() if each.is_file() and not each.name.startswith(".") and each.name != TERMS
    )


def is_records(file: Path) -> bool:
    """Whether a file is neither answers nor one of the small tables, so that it has to be records. Raises Unreadable."""
    return is_store(str(file)) or (
        file.suffix != ANSWERS
        and not any(columns_of(file) >= mark for mark in (COUNTS_MARK, DEFINITIONS, PASSAGES, WORTH_COPYING, LIST))
    )


def _terms(path: Path, faults: list[Fault]) -> Terms:
    try:
        return read_terms(path / TERMS, path.name, faults)
    except Unreadable as trouble:
        faults.append(_unread(trouble))
        return Terms(path.name)


def _unread(trouble: Unreadable) -> Fault:
    return Fault(trouble.file, None, None, None, SENT, trouble.says.rstrip("."), trouble.remedy)


Found = Sent | NotSent | Definitions | Asked | Passage | Ruled | TwoPlaces | Practice
Kind = TypeVar("Kind")


def _of(kind: type[Kind], found: Iterable[object]) -> tuple[Kind, ...]:
    return tuple(each for each in found if isinstance(each, kind))


def _everything_in(file: Path, as_of: datetime, faults: list[Fault]) -> list[Found]:
    """What one file holds, by its columns. What was read before a fault that ends the file is not used."""
    if is_store(str(file)):
        return list(_records(file, as_of, faults))
    columns = columns_of(file)
    if columns >= COUNTS_MARK:
        return list(_counts(file, faults))
    if columns >= DEFINITIONS:
        return list(read_definitions(file, faults))
    if columns >= PASSAGES:
        return list(read_passages(file, faults))
    if columns >= WORTH_COPYING:
        return list(read_practices(file, faults))
    if columns >= LIST:
        return list(read_asked(file, as_of.astimezone(LONDON).date(), faults))
    return list(_records(file, as_of, faults))


def _counts(file: Path, faults: list[Fault]) -> Iterator[Sent | NotSent]:
    """The rows of a file of counts. A row that cannot be read is a fault by its column and value."""
    yield from read_rows(file, COUNTS, lambda row: _count(file.name, row), faults)


def _count(file: str, row: Row) -> Iterator[Sent | NotSent]:
    code = council(row)
    first, last = period(row)
    if row["indicator"] not in STAGES:
        raise Wrong("indicator", row["indicator"], "no national figure is made of it", f"Write {', '.join(STAGES)}.")
    indicator = indicator_of(row["indicator"])
    if not row["numerator"] and not row["denominator"]:
        yield NotSent(code, indicator, word(row, WHY_NOT, Silence, Silence.NOT_SAID), file)
        return
    numbers = [whole(row, name) for name in COUNTS[3:7]]
    try:
        count = Count(*numbers)
    except ValueError as error:
        raise Wrong("numerator", row["numerator"], str(error), "Put the numbers right.") from None
    version = whole(row, "definition_version") if row["definition_version"] else None
    yield Sent(code, first, last, indicator, count, Source.COUNTS, version, file)


def _records(file: Path, as_of: datetime, faults: list[Fault]) -> Iterator[Sent | NotSent | Ruled | TwoPlaces]:
    """The counts of a file of records, by reporting year of return, and what else only rows can say."""
    named = CODE.search(file.name)
    code = named[0] if named else ""
    if is_store(str(file)):
        yield from counts_of_facts(store_of(str(file)), as_of, faults, code=code)
        return
    table = open_any(file, file.name, lambda fault: None, ticks=lambda read: None)
    if not isinstance(table, Table) or table.layout not in RECORDS:
        raise Unreadable(
            file.name, "is neither counts nor records in a layout of Wayhome's own.",
            "Hand in its episode list, events or facts, or a file of counts.",
        )  # fmt: skip
    source = source_of(table, Wanted(code, as_of), lambda fault: None)
    tally = Tally(as_of)
    source.watch = tally.add
    said = answers_of(source, by=BY, indicators=HEADLINE_INDICATORS)
    counted = _counted(said, BY, as_of, faults, code=code)
    yield from counted.says(file.name)
    yield from (each for each in tally.ruled(counted.over, file.name) if each.code in children_of())


def counts_of_facts(
    store: Store, as_of: datetime, faults: list[Fault], *, code: str = ""
) -> Iterator[Sent | NotSent | TwoPlaces]:
    """The counts of facts that lie in Parquet or in a database, counted there. `code`: whose they are, where no row says it."""
    by = tuple(name for name in BY if name in store.types)
    said = said_of(store, Wanted(code, as_of), HEADLINE_INDICATORS, by=by)
    yield from _counted(said, by, as_of, faults, code=code).says(store.name)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What records say, by council and reporting year of return."""

    found: Mapping[tuple[str, str, Indicator], Count]
    placed: Mapping[tuple[str, str, Indicator, Group], Count]
    unplaced: Mapping[tuple[str, Indicator], int]
    over: Mapping[str, tuple[date, date]]
    """The days of each year that was over when they were made: no other is used."""
    ours: tuple[str, ...]
    """The councils of England that the records are of."""
    not_recorded: tuple[Indicator, ...]

    def says(self, file: str) -> Iterator[Sent | NotSent | TwoPlaces]:
        """Everything that it says, for the figures."""
        for (own, year, indicator), count in self.found.items():
            if own in self.ours and year in self.over:
                all_of_it = replace(count, unplaced=count.unplaced + self.unplaced.get((own, indicator), 0))
                version = indicator.definition_version
                yield Sent(own, *self.over[year], indicator, all_of_it, Source.RECORDS, version, file)
        yield from two_places(self.placed, self.over, file)
        for indicator in self.not_recorded:
            yield from (NotSent(own, indicator, Silence.NOT_RECORDED, file) for own in self.ours)


def _counted(said: Said, by: Sequence[str], as_of: datetime, faults: list[Fault], *, code: str) -> _Counted:
    for because, rows in sorted(said.left_out.items()):
        says = f"{rows:,} {'row is' if rows == 1 else 'rows are'} counted nowhere: {because}"
        faults.append(Fault(said.file, None, None, None, SENT, says, "See `wayhome check`.", Weight.NOTE))
    found: dict[tuple[str, str, Indicator], Count] = {}
    placed: dict[tuple[str, str, Indicator, Group], Count] = {}
    unplaced: dict[tuple[str, Indicator], int] = defaultdict(int)
    no_quarter: set[str] = set()
    for answer in said.answers:
        for stratum, count in answer.counts.items():
            of = dict(zip(by, stratum, strict=True))
            authority, quarter, group = str(of.get("authority") or code), of.get("returned_quarter"), of.get("group")
            if quarter is None:
                unplaced[authority, answer.indicator] += count.unplaced
            elif (year := str(quarter)[:7]) and _is_reporting_year(year):
                key = (authority, year, answer.indicator)
                found[key] = found.get(key, Count(0, 0)) + count
                if group in GROUPS:
                    placed[*key, GROUPS[group]] = placed.get((*key, GROUPS[group]), Count(0, 0)) + count
            else:
                no_quarter.add(str(quarter))
    for value in sorted(no_quarter):
        says, remedy = "this is no quarter of a reporting year, and its rows are left out", "Write it as 2024-25 Q1."
        faults.append(Fault(said.file, None, "returned_quarter", value[:40], SENT, says, remedy))
    codes = {own for own, *_ in found} | ({code} if code else set())
    for unknown in sorted(codes - children_of().keys()):
        says = "records are of no council in England"
        remedy = "Write its GSS code, or put it into the file's name."
        faults.append(Fault(said.file, None, "authority", unknown, SENT, says, remedy))
    years = {year: ReportingYear.of(year) for _, year, _ in found}
    over = {year: (days.first, days.last) for year, days in years.items() if days.last < as_of.date()}
    not_recorded = tuple(answer.indicator for answer in said.answers if answer.cannot_say is not None)
    return _Counted(found, placed, unplaced, over, tuple(sorted(codes & children_of().keys())), not_recorded)


def _is_reporting_year(text: str) -> bool:
    try:
        ReportingYear.of(text)
    except ValueError:
        return False
    return True
