"""Runs the checks over files: reads each table once, brings the rows of one child together, and gathers the faults in order."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from wayhome.returns.checks import episodes, events, facts, ssd, ssd_file, ssda903
from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.listed import ChildEpisodes, EpisodeRows, FactRow, ListRow
from wayhome.returns.checks.person import NamedRow, PersonRows, SsdFile, SsdRow, ssd_row
from wayhome.returns.checks.rule import Check, registry
from wayhome.returns.checks.told import ChildEvents
from wayhome.returns.columns import Layout
from wayhome.returns.fault import Unreadable
from wayhome.returns.layouts import LAYOUTS
from wayhome.returns.opening import Content, Opened, Ticks, open_return
from wayhome.returns.profiles import episodes as list_layout
from wayhome.returns.profiles import events as event_layout
from wayhome.returns.profiles import facts as fact_layout
from wayhome.returns.profiles import ssd as ssd_tables
from wayhome.returns.profiles import ssda903 as tables
from wayhome.returns.profiles.episodes import COLUMNS as EXTRA
from wayhome.returns.profiles.events import EventRow, event_row
from wayhome.returns.profiles.facts import facts_row
from wayhome.returns.profiles.ssda903 import CareRow, HeaderRow, MissingRow
from wayhome.returns.records import Report, Table, open_table
from wayhome.returns.reporting_year import ReportingYear
from wayhome.returns.sorting import Sorter
from wayhome.returns.xml import read_xml

AnyRow = MissingRow | CareRow | HeaderRow

WHAT_IT_NEEDS = {
    "year": "say the collection year with --year 2024-25",
    "episodes": "give the EPISODES table with --episodes FILE",
    "header": "give the HEADER table with --header FILE",
    "last year": "give last year's MISSING table with --last-year FILE",
}
FEWER_WIDE_ROWS = 20_000
"""Rows with many cells take more room, so fewer of them are kept in memory at a time."""
HOW_TO_COMPARE = "Give it beside the MISSING table with --episodes, --header or --last-year."


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that was not run, and what would let it run."""

    code: str
    title: str
    because: str


@dataclass
class Checked:
    """What came of checking one file."""

    file: str
    title: str
    rows: int = 0
    run: list[str] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Beside:
    """Further tables of the same return, by path; None where they were not given."""

    episodes: Path | None = None
    header: Path | None = None
    last_year: Path | None = None
    year: ReportingYear | None = None


def by_column(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    """Each record's row number and its cells by our column name."""
    at = list(table.match.at.items())
    for record in table.records():
        cells = record.cells
        yield record.row, {name: cells[place] for name, place in at}


def divide(checks: Iterable[Check[Any]], has: set[str]) -> tuple[list[Check[Any]], list[NotRun]]:
    """Divide checks into those that can be run and those that lack something, with what they lack."""
    able, unable = [], []
    for rule in checks:
        lacks = [WHAT_IT_NEEDS[need] for need in rule.needs if need not in has]
        if lacks:
            unable.append(NotRun(rule.code, rule.title, "; ".join(lacks)))
        else:
            able.append(rule)
    return able, unable


class Ssda903Check:
    """Checks one MISSING table, or one return in XML, with the tables that stand beside it."""

    def __init__(self, beside: Beside, report: Report, *, name: Callable[[Path], str], ticks: Ticks):
        self._beside = beside
        self._report = report
        self._name = name
        self._ticks = ticks
        self._stack = ExitStack()
        self._sorted = {
            kind: self._stack.enter_context(Sorter[AnyRow](key=lambda row: (row.child, row.row)))
            for kind in ("missing", "care", "header", "last_year")
        }

    def run(self, opened: Opened, table: Table | None) -> Checked:
        """Read everything and run every rule that can be run. Raises Unreadable when a table cannot be read at all."""
        with self._stack:
            has = self._read(opened, table)
            able, unable = divide(registry(ssda903), has)
            result = Checked(opened.name, "SSDA903 return (XML)" if table is None else tables.MISSING.title)
            result.rows = self._sorted["missing"].count
            result.run, result.not_run = [c.code for c in able], unable
            for child in self._children():
                _run(able, child, self._report)
        return result

    def _read(self, opened: Opened, table: Table | None) -> set[str]:
        beside = self._beside
        has = {"year"} if beside.year else set()
        if table is None:
            for row in read_xml(opened, self._report):
                kind = "missing" if isinstance(row, MissingRow) else "care" if isinstance(row, CareRow) else "header"
                self._sorted[kind].add(row)
            if not self._sorted["header"].count:
                raise Unreadable(opened.name, "holds no child.", "Export the return again.")
            has |= {"episodes", "header"}
        else:
            self._fill("missing", table, tables.missing_row)
        for need, kind, path, layout, build in (
            ("episodes", "care", beside.episodes, tables.EPISODES, tables.care_row),
            ("header", "header", beside.header, tables.HEADER, tables.header_row),
            ("last year", "last_year", beside.last_year, tables.MISSING, tables.missing_row),
        ):
            if path is not None:
                self._companion(kind, path, layout, build)
                has.add(need)
        return has

    def _companion(
        self, kind: str, path: Path, layout: Layout, build: Callable[[str, int, dict[str, str]], AnyRow]
    ) -> None:
        opened = open_return(path, ticks=self._ticks)
        opened.name = self._name(path)
        if opened.content is Content.XML:
            wanted = {"care": CareRow, "header": HeaderRow, "last_year": MissingRow}[kind]
            for row in read_xml(opened, self._report):
                if isinstance(row, wanted):
                    self._sorted[kind].add(row)
        else:
            self._fill(kind, open_table(opened, (layout,), self._report), build)

    def _fill(self, kind: str, table: Table, build: Callable[[str, int, dict[str, str]], AnyRow]) -> None:
        rows = self._sorted[kind]
        for row, cells in by_column(table):
            rows.add(build(table.name, row, cells))

    def _children(self) -> Iterator[ChildReturn]:
        streams = (_tagged(kind, rows) for kind, rows in self._sorted.items())
        merged = heapq.merge(*streams, key=lambda tagged: tagged[0])
        for child, group in groupby(merged, key=lambda tagged: tagged[0]):
            of: dict[str, list[Any]] = {kind: [] for kind in self._sorted}
            for _, kind, row in group:
                of[kind].append(row)
            if of["missing"] or of["last_year"]:
                yield ChildReturn(
                    child,
                    tuple(of["missing"]),
                    tuple(of["care"]),
                    tuple(of["header"]),
                    tuple(of["last_year"]),
                    self._beside.year,
                )


def _tagged(kind: str, rows: Iterable[AnyRow]) -> Iterator[tuple[str, str, AnyRow]]:
    return ((row.child, kind, row) for row in rows)


class SsdCheck:
    """Checks one ssd_missing file: the rows of each person together, and the file as a whole."""

    def __init__(self, report: Report, *, as_of: datetime):
        self._report = report
        self._as_of = as_of

    def run(self, table: Table) -> Checked:
        """Read everything and run every rule. Raises Unreadable when no row can be read."""
        whole = SsdFile(table.name)
        result = Checked(table.name, table.layout.title)
        of_person, of_file = registry(ssd), registry(ssd_file)
        with (
            Sorter[SsdRow](lambda row: (row.person, row.row)) as rows,
            Sorter[NamedRow](lambda row: (row.id, row.row)) as ids,
        ):
            for at, cells in by_column(table):
                row = ssd_row(table.name, at, cells)
                rows.add(row)
                ids.add(NamedRow(row.file, row.row, row.id))
                whole.add(row)
            for person, group in groupby(rows, key=lambda row: row.person):
                _run(of_person, PersonRows(person, tuple(group), self._as_of), self._report)
            whole.repeated = (second for first, second in pairwise(ids) if first.id == second.id != "")
            for rule in of_file:
                _run((rule,), whole, self._report)
        result.rows, result.run = whole.rows, [c.code for c in (*of_person, *of_file)]
        return result


class ListCheck:
    """Checks one episode list, the rows of each child together."""

    def __init__(self, report: Report, *, as_of: datetime):
        self._report = report
        self._as_of = as_of

    def run(self, table: Table) -> Checked:
        """Read everything and run every rule. Raises Unreadable when no row can be read."""
        checks = registry(episodes)
        with Sorter[ListRow](lambda row: (row.child, row.row), rows_in_memory=FEWER_WIDE_ROWS) as rows:
            for at, cells in by_column(table):
                rows.add(ListRow(table.name, at, {name: text for name, text in cells.items() if text}))
            for child, group in groupby(rows, key=lambda row: row.child):
                _run(checks, ChildEpisodes(child, tuple(group), self._as_of), self._report)
            return Checked(table.name, table.layout.title, rows.count, [c.code for c in checks])


class EventCheck:
    """Checks one file of events, the events of each child together."""

    def __init__(self, report: Report):
        self._report = report

    def run(self, table: Table) -> Checked:
        """Read everything and run every rule. Raises Unreadable when no row can be read."""
        checks = registry(events)
        with Sorter[EventRow](lambda row: (row.child, row.row), rows_in_memory=FEWER_WIDE_ROWS) as rows:
            for at, cells in by_column(table):
                rows.add(event_row(table.name, at, cells))
            for child, group in groupby(rows, key=lambda row: row.child):
                _run(checks, ChildEvents(child, tuple(group)), self._report)
            return Checked(table.name, table.layout.title, rows.count, [c.code for c in checks])


class FactCheck:
    """Checks one file of facts, the rows of each episode and authority together."""

    def __init__(self, report: Report):
        self._report = report

    def run(self, table: Table) -> Checked:
        """Read everything and run every rule. Raises Unreadable when no row can be read."""
        checks = registry(facts)
        with Sorter[FactRow](_key_of_facts, rows_in_memory=FEWER_WIDE_ROWS) as rows:
            for at, cells in by_column(table):
                read, wrong = facts_row(cells)
                rows.add(
                    FactRow(table.name, at, {name: text for name, text in cells.items() if text}, read, tuple(wrong))
                )
            for key, group in groupby(rows, key=lambda row: _key_of_facts(row)[:2]):
                found = tuple(group)
                for each in (found,) if all(key) else ((row,) for row in found):
                    _run(checks, EpisodeRows(each), self._report)
            return Checked(table.name, table.layout.title, rows.count, [c.code for c in checks])


def _key_of_facts(row: FactRow) -> tuple[str, str, int]:
    return row.facts.episode or "", row.facts.authority or "", row.row


def _run(checks: Iterable[Check[Any]], subject: object, report: Report) -> None:
    for rule in checks:
        for fault in rule.faults(subject):
            report(fault)


def check_file(
    path: Path,
    beside: Beside,
    report: Report,
    *,
    as_of: datetime,
    names: dict[Path, str] | None = None,
    ticks: Ticks = lambda read: None,
    called: dict[str, str] | None = None,
) -> Checked:
    """Check one file, whatever layout it is. Faults go to `report` in no order. Raises Unreadable when it cannot be read.

    `as_of` is the time of the check: a start later than it lies in the future.
    """
    name = (names or {}).get
    opened = open_return(path, ticks=ticks)
    opened.name = name(path) or path.name
    table = None if opened.content is Content.XML else open_table(opened, LAYOUTS, report, more=EXTRA, called=called)
    if table is not None and table.layout.companion:
        raise Unreadable(opened.name, f"is {table.layout.title}, which is only compared with others.", HOW_TO_COMPARE)
    if table is not None and table.layout is ssd_tables.MISSING:
        return SsdCheck(report, as_of=as_of).run(table)
    if table is not None and table.layout is list_layout.LIST:
        return ListCheck(report, as_of=as_of).run(table)
    if table is not None and table.layout is event_layout.LAYOUT:
        return EventCheck(report).run(table)
    if table is not None and table.layout is fact_layout.LAYOUT:
        return FactCheck(report).run(table)
    return Ssda903Check(beside, report, name=lambda p: name(p) or p.name, ticks=ticks).run(opened, table)
