"""A round in a folder: published answers, counts that councils sent, and their own records, each read as what it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
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
    if not path.is_dir():
        read, notes = read_answers(path), []  # type: tuple[Read, list[Fault]]
        stored = [] if beside is None else list(counts_of_facts(beside, as_of, notes))
        return Round(
            replace(read, remarks=(*read.remarks, *notes)), Post(_of(Sent, stored), _of(NotSent, stored)),
            two_places=_of(TwoPlaces, stored),
        )  # fmt: skip
    files = files_of(path)
    answers = [each for each in files if each.suffix == ANSWERS]
    if not files:
        raise Unreadable(path.name, "holds no file.", "Put answers (.jsonl), counts (.csv) or records (.csv) into it.")
    if len(answers) > 1:
        raise Unreadable(path.name, "holds more than one file of answers.", "Put all answers into one file.")
    read = read_answers(answers[0]) if answers else Read(path.name, (), (), (), 0)
    found: list[Found] = []
    today = as_of.astimezone(LONDON).date()
    faults: list[Fault] = []
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
    remarks = tuple(each for each in faults if each.weight is Weight.NOTE)
    left = tuple(each for each in faults if each.weight is Weight.FAULT)
    read = replace(
        read, name=path.name, lines=declared(read.lines, definitions), faults=(*read.faults, *left),
        remarks=(*read.remarks, *remarks),
    )  # fmt: skip
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
    if is_store(str(file)):
        yield from counts_of_facts(store_of(str(file)), as_of, faults, code=named[0] if named else "")
        return
    table = open_any(file, file.name, lambda fault: None, ticks=lambda read: None)
    if not isinstance(table, Table) or table.layout not in RECORDS:
        raise Unreadable(
            file.name, "is neither counts nor records in a layout of Wayhome's own.",
            "Hand in its episode list, events or facts, or a file of counts.",
        )  # fmt: skip
    source = source_of(table, Wanted(named[0] if named else "", as_of), lambda fault: None)
    tally = Tally(as_of)
    source.watch = tally.add
    said = answers_of(source, by=BY, indicators=HEADLINE_INDICATORS)
    yield from _said(said, as_of, faults, code=named[0] if named else "")
    years = {str(quarter)[:7] for answer in said.answers for _, quarter, _ in answer.counts if quarter is not None}
    over = {year: (days.first, days.last) for year in years if (days := ReportingYear.of(year)).last < as_of.date()}
    yield from (each for each in tally.ruled(over, file.name) if each.code in children_of())


def counts_of_facts(
    store: Store, as_of: datetime, faults: list[Fault], *, code: str = ""
) -> Iterator[Sent | NotSent | TwoPlaces]:
    """The counts of facts that lie in Parquet or in a database, counted there. `code`: whose they are, where no row says it."""
    yield from _said(said_of(store, Wanted(code, as_of), HEADLINE_INDICATORS, by=BY), as_of, faults, code=code)


def _said(said: Said, as_of: datetime, faults: list[Fault], *, code: str) -> Iterator[Sent | NotSent | TwoPlaces]:
    """What was counted, by reporting year of return. A year that was not over by then is left out."""
    for because, rows in sorted(said.left_out.items()):
        says = f"{rows:,} {'row is' if rows == 1 else 'rows are'} counted nowhere: {because}"
        faults.append(Fault(said.file, None, None, None, SENT, says, "See `wayhome check`.", Weight.NOTE))
    found: dict[tuple[str, str, Indicator], Count] = {}
    placed: dict[tuple[str, str, Indicator, Group], Count] = {}
    unplaced: dict[tuple[str, Indicator], int] = defaultdict(int)
    for answer in said.answers:
        for (authority, quarter, group), count in answer.counts.items():
            if quarter is None:
                unplaced[str(authority), answer.indicator] += count.unplaced
                continue
            key = (str(authority), str(quarter)[:7], answer.indicator)
            found[key] = found.get(key, Count(0, 0)) + count
            if group in GROUPS:
                placed[*key, GROUPS[group]] = placed.get((*key, GROUPS[group]), Count(0, 0)) + count
    codes = {code for code, *_ in found} | ({code} if code else set())
    for unknown in sorted(codes - children_of().keys()):
        says = "records are of no council in England"
        remedy = "Write its GSS code, or put it into the file's name."
        faults.append(Fault(said.file, None, "authority", unknown, SENT, says, remedy))
    ours = sorted(codes & children_of().keys())
    over = {
        year: (days.first, days.last) for _, year, _ in found if (days := ReportingYear.of(year)).last < as_of.date()
    }
    for (own, year, indicator), count in found.items():
        if own in ours and year in over:
            all_of_it = replace(count, unplaced=count.unplaced + unplaced[own, indicator])
            version = indicator.definition_version
            yield Sent(own, *over[year], indicator, all_of_it, Source.RECORDS, version, said.file)
    yield from two_places(placed, over, said.file)
    for answer in said.answers:
        if answer.cannot_say is not None:
            yield from (NotSent(own, answer.indicator, Silence.NOT_RECORDED, said.file) for own in ours)
