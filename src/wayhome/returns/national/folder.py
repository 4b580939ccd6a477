"""A round in a folder: published answers, counts that councils sent, and their own records, each read as what it is."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from wayhome.benchmarking.coverage import Silence
from wayhome.benchmarking.peers import children_of
from wayhome.indicators.definition import Count, Indicator
from wayhome.returns.answers import answers_of
from wayhome.returns.fault import Fault, Unreadable, Weight, shown
from wayhome.returns.national.country import STAGES, indicator_of
from wayhome.returns.national.reading import Read, read_answers
from wayhome.returns.national.sent import NotSent, Post, Sent, Source
from wayhome.returns.opening import open_return
from wayhome.returns.profiles import episodes, events, facts
from wayhome.returns.records import Table
from wayhome.returns.sources import Asked, open_any, source_of

COUNTS = ("authority", "period", "indicator", "numerator", "denominator", "not_known", "unplaced", "definition_version")
WHY_NOT = "why_not"
RECORDS = (facts.LAYOUT, episodes.LIST, events.LAYOUT)
CODE = re.compile(r"E\d{8}")
SENT = "SENT"


@dataclass(frozen=True, slots=True)
class Round:
    """Everything that was in a folder."""

    read: Read
    post: Post


class _Wrong(Exception):
    def __init__(self, column: str, value: str, says: str, remedy: str):
        super().__init__(says)
        self.column, self.value, self.says, self.remedy = column, value, says, remedy


def read_round(path: Path, as_of: datetime) -> Round:
    """Read a file of answers, or a folder in which files of each kind stand beside one another.

    Raises Unreadable for a folder that holds none, or more than one file of answers. A file in it that cannot be read is a
    fault, and the others are used.
    """
    if not path.is_dir():
        return Round(read_answers(path), Post())
    files = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    answers = [each for each in files if each.suffix == ".jsonl"]
    if not files:
        raise Unreadable(path.name, "holds no file.", "Put answers (.jsonl), counts (.csv) or records (.csv) into it.")
    if len(answers) > 1:
        raise Unreadable(path.name, "holds more than one file of answers.", "Put all answers into one file.")
    read = read_answers(answers[0]) if answers else Read(path.name, (), (), (), 0)
    counts: list[Sent] = []
    without: list[NotSent] = []
    faults: list[Fault] = []
    for file in files:
        if file in answers:
            continue
        try:
            for each in _counts(file, faults) if _holds_counts(file) else _records(file, as_of, faults):
                if isinstance(each, Sent):
                    counts.append(each)
                else:
                    without.append(each)
        except Unreadable as trouble:
            faults.append(Fault(trouble.file, None, None, None, SENT, trouble.says.rstrip("."), trouble.remedy))
    remarks = tuple(each for each in faults if each.weight is Weight.NOTE)
    left = tuple(each for each in faults if each.weight is Weight.FAULT)
    read = replace(read, name=path.name, faults=(*read.faults, *left), remarks=(*read.remarks, *remarks))
    return Round(read, Post(tuple(counts), tuple(without)))


def _holds_counts(file: Path) -> bool:
    head = next(open_return(file).lines(), "")
    return {"authority", "indicator", "numerator"} <= {name.strip().lower() for name in next(csv.reader([head]), [])}


def _counts(file: Path, faults: list[Fault]) -> Iterator[Sent | NotSent]:
    """The rows of a file of counts. A row that cannot be read is a fault by its column and value."""
    rows = csv.reader(open_return(file).lines())
    header = [name.strip().lower() for name in next(rows)]
    if lacking := [name for name in COUNTS if name not in header]:
        raise Unreadable(
            file.name, f"has no column {', '.join(lacking)}.", "Add it; the columns are named in the guide."
        )
    for number, cells in enumerate(rows, 2):
        if not any(cell.strip() for cell in cells):
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        try:
            yield from _count(file.name, {name: row.get(name, "") for name in (*COUNTS, WHY_NOT)})
        except _Wrong as wrong:
            faults.append(
                Fault(file.name, number, wrong.column, shown(wrong.value), SENT, wrong.says, wrong.remedy, Weight.FAULT)
            )


def _count(file: str, row: Mapping[str, str]) -> Iterator[Sent | NotSent]:
    code = row["authority"]
    if code not in children_of():
        raise _Wrong("authority", code, "no council in England has this code", "Write its nine-character GSS code.")
    first, last = _period(row["period"])
    if row["indicator"] not in STAGES:
        raise _Wrong("indicator", row["indicator"], "no national figure is made of it", f"Write {', '.join(STAGES)}.")
    indicator = indicator_of(row["indicator"])
    if not row["numerator"] and not row["denominator"]:
        yield NotSent(code, indicator, _why_not(row[WHY_NOT]), file)
        return
    numbers = [_whole(name, row[name]) for name in COUNTS[3:7]]
    try:
        count = Count(*numbers)
    except ValueError as error:
        raise _Wrong("numerator", row["numerator"], str(error), "Put the numbers right.") from None
    version = _whole("definition_version", row["definition_version"]) if row["definition_version"] else None
    yield Sent(code, first, last, indicator, count, Source.COUNTS, version, file)


def _why_not(word: str) -> Silence:
    if not word:
        return Silence.NOT_SAID
    try:
        return Silence(word)
    except ValueError:
        raise _Wrong(WHY_NOT, word, "this is none of the words for it", f"Write {' or '.join(Silence)}.") from None


def _whole(column: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise _Wrong(column, text, "a whole number is wanted here", "Write it; 0 only where it is known to be none.")
    return int(text)


def _period(text: str) -> tuple[date, date]:
    """A reporting year as 2023-24, or two days with a stroke between them."""
    remedy = "Write the year as 2023-24, or the first and the last day as 2023-04-01/2024-03-31."
    try:
        if re.fullmatch(r"\d{4}-\d\d", text):
            return _year(text)
        first, last = map(date.fromisoformat, text.split("/"))
    except ValueError:
        raise _Wrong("period", text, "this is no period", remedy) from None
    if last < first:
        raise _Wrong("period", text, "the period ends before it begins", remedy)
    return first, last


def _year(text: str) -> tuple[date, date]:
    first = int(text[:4])
    if (first + 1) % 100 != int(text[5:7]):
        raise ValueError(text)
    return date(first, 4, 1), date(first + 1, 3, 31)


def _records(file: Path, as_of: datetime, faults: list[Fault]) -> Iterator[Sent | NotSent]:
    """The counts of a file of records, by reporting year of return. A year that was not over by then is left out."""
    named = CODE.search(file.name)
    table = open_any(file, file.name, lambda fault: None, ticks=lambda read: None)
    if not isinstance(table, Table) or table.layout not in RECORDS:
        raise Unreadable(
            file.name, "is neither counts nor records in a layout of Wayhome's own.",
            "Hand in its episode list, events or facts, or a file of counts.",
        )  # fmt: skip
    source = source_of(table, Asked(named[0] if named else "", as_of), lambda fault: None)
    indicators = [indicator_of(stage) for stage in STAGES]
    said = answers_of(source, by=("authority", "returned_quarter"), indicators=indicators)
    for because, rows in sorted(said.left_out.items()):
        says = f"{rows:,} {'row is' if rows == 1 else 'rows are'} counted nowhere: {because}"
        faults.append(Fault(file.name, None, None, None, SENT, says, "See `wayhome check`.", Weight.NOTE))
    found: dict[tuple[str, str, Indicator], Count] = {}
    unplaced: dict[tuple[str, Indicator], int] = defaultdict(int)
    for answer in said.answers:
        for (authority, quarter), count in answer.counts.items():
            if quarter is None:
                unplaced[str(authority), answer.indicator] += count.unplaced
                continue
            key = (str(authority), str(quarter)[:7], answer.indicator)
            found[key] = found.get(key, Count(0, 0)) + count
    codes = {code for code, *_ in found} | ({named[0]} if named else set())
    for code in sorted(codes - children_of().keys()):
        says = "records are of no council in England"
        faults.append(
            Fault(file.name, None, "authority", code, SENT, says, "Write its GSS code, or put it into the file's name.")
        )
    for (code, year, indicator), count in found.items():
        first, last = _year(year)
        if code in children_of() and last < as_of.date():
            whole = replace(count, unplaced=count.unplaced + unplaced[code, indicator])
            yield Sent(code, first, last, indicator, whole, Source.RECORDS, indicator.definition_version, file.name)
    for answer in said.answers:
        if answer.cannot_say is not None:
            yield from (
                NotSent(code, answer.indicator, Silence.NOT_RECORDED, file.name)
                for code in sorted(codes & children_of().keys())
            )
