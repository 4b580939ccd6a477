"""The open data beside the pages: CSV tables of what was read and how each line was used, and a data package that describes them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wayhome.benchmarking.peers import authorities
from wayhome.returns.national import MARK
from wayhome.returns.national.agreeing import Banded, Check
from wayhome.returns.national.country import Figure
from wayhome.returns.national.funnels import Comparable
from wayhome.returns.national.reading import Line, Read
from wayhome.returns.national.using import Use, Used
from wayhome.returns.national.words import GROUPS, Answer, group_of

TEN_POINTS = 0.1
STEP = 5
FORMULA = ("=", "+", "-", "@", "\t")

Cell = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as the data package describes it."""

    name: str
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def text(self) -> str:
        """The table as CSV. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(column.name for column in self.columns)
        writer.writerows([_cell(value) for value in row] for row in self.rows)
        return out.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}"
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def columns(*told: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*each) for each in told)


def answers_table(used: Sequence[Used]) -> Table:
    """Every line that was read, with its own words, its address, and how it was used."""
    head = columns(
        ("line", "integer", "Line of the file"), ("authority", "string", "Council or police force"),
        ("ons_code", "string", "GSS code"), ("area_type", "string", "Council (authority) or police force"),
        ("period_start", "date", "First day; empty where not stated"), ("period_end", "date", "Last day; empty where not stated"),
        ("measure", "string", "The measure, in a word"), ("measure_title", "string", "The measure, in words"),
        ("counts", "string", "What it counts; unlike things are never put on one axis"), ("group", "string", "Whom it is about"),
        ("value", "number", "The number; empty where none was published, never 0 for a blank"), ("unit", "string", "Unit"),
        ("answer", "string", "What kind of answer it is"), ("also", "string", "A second reason for no number"),
        ("published_wording", "string", "The words of the source"), ("raw", "string", "The words the value was read from"),
        ("qualifier", "string", "What limits the value"), ("note", "string", "A note of whoever read it"),
        ("source_format", "string", "How it was published"), ("url", "string", "Where it was published"),
        ("use", "string", "How the line was used"), ("use_says", "string", "Why, in words"),
    )  # fmt: skip
    return Table("answers", "Published answers, and how each was used", head, tuple(map(_answer, used)))


def _answer(used: Used) -> tuple[Cell, ...]:
    line = used.line
    return (
        line.number, line.authority, line.ons_code, line.area_type, iso(line.first_day), iso(line.last_day), line.measure,
        line.about.title, line.about.counts, line.group, line.value, line.unit, line.answer.value,
        ";".join(each.value for each in line.answers[1:]), line.wording, line.raw, line.qualifier, line.note,
        line.source_format, line.url, used.use.value, used.says,
    )  # fmt: skip


def iso(day: date | None) -> str:
    """A day as 2024-03-31; empty where it is not stated."""
    return "" if day is None else day.isoformat()


def national_table(figures: Iterable[Figure]) -> Table:
    """The national figures with every rung that is shown."""
    head = columns(
        ("indicator", "string", "Identifier"), ("figure", "string", "What is counted"),
        ("period_start", "date", "First day; empty where nobody could say"), ("period_end", "date", "Last day"),
        ("councils_that_could_say", "integer", "Councils in the figure"), ("councils", "integer", "Councils of England"),
        ("share_of_children", "number", "Share of children aged 0 to 17 in those councils"),
        ("those_who_answered", "number", "Share in those councils alone; empty where nobody could say"),
        ("median", "number", "Middle of those councils"),
        ("alike_low", "number", "If the rest are like them, least"), ("alike_high", "number", "If the rest are like them, most"),
        ("ten_points_low", "number", "If the rest differ by at most ten points, least"),
        ("ten_points_high", "number", "If the rest differ by at most ten points, most"),
        ("worst_low", "number", "Whatever the rest did, least"), ("worst_high", "number", "Whatever the rest did, most"),
        ("unsized_low", "number", "Whatever the rest did, and however many returns they had, least"),
        ("unsized_high", "number", "Whatever the rest did, and however many returns they had, most"),
        ("weighed_by", "string", "What says how much of the country those councils are: returns, or children in their place"),
        ("covered", "number", "The part of the country they are, by that"),
        ("says", "string", "In words"),
    )  # fmt: skip
    return Table("national", "What can be said about England", head, tuple(map(_national, figures)))


def _national(figure: Figure) -> tuple[Cell, ...]:
    rungs = figure.ladder
    alone, to = rungs.respondents, figure.exactly
    ranges = (figure.alike or (None, None), rungs.differing(TEN_POINTS), rungs.worst, rungs.unsized)
    return (
        figure.indicator.id, figure.name, iso(figure.first_day), iso(figure.last_day), rungs.coverage.answered, rungs.coverage.of,
        rungs.coverage.share_of_children, to(alone.pooled) if alone else None, to(figure.median), *(to(end) for both in ranges for end in both),
        rungs.weighed_by.value, to(rungs.covered),
        "can say" if figure.can_say else "cannot say",
    )  # fmt: skip


def differing_table(figures: Iterable[Figure]) -> Table:
    """Each national figure if the rest differ by at most so many points, in steps of five."""
    head = columns(
        ("indicator", "string", "Identifier"), ("points", "integer", "By how many points the rest may differ"),
        ("low", "number", "Least"), ("high", "number", "Most"),
    )  # fmt: skip
    rows = [
        (each.indicator.id, points, *map(each.exactly, each.ladder.differing(points / 100)))
        for each in figures if each.can_say for points in range(0, 101, STEP)
    ]  # fmt: skip
    return Table("differing", "What can be said if the rest differ by so many points", head, tuple(rows))


def comparable_table(funnels: Mapping[str, Comparable | None]) -> Table:
    """The published counts that may stand together, A to Z, with the limits each lies within."""
    head = columns(
        ("indicator", "string", "Identifier"), ("council", "string", "Council"), ("numerator", "integer", "Counted"),
        ("denominator", "integer", "Returns"), ("share", "number", "Share"),
        ("low", "number", "What chance allows, least"), ("high", "number", "What chance allows, most"),
        ("beyond_chance", "integer", "-1 below, 0 within, 1 above the 95% limits of chance alone; no finding by itself"),
        ("signal", "integer", "The same of the 99.8% limits that allow for ordinary spread; empty where too few are there to say"),
    )  # fmt: skip
    rows = []
    for indicator, made in funnels.items():
        for point in made.funnel.points if made else ():
            count, interval = point.figure.count, point.figure.interval
            low, high = interval or (None, None)
            rows.append((indicator, point.name, count.numerator, count.denominator, point.figure.share, low, high,
                         point.beyond_chance, point.signal))  # fmt: skip
    return Table("comparable", "Published counts that may be compared", head, tuple(rows))


def sources_table(figures: Iterable[Figure]) -> Table:
    """Where each council's count in a national figure comes from, and what else it gave. No council's own count is in it."""
    head = columns(
        ("indicator", "string", "Identifier"), ("council", "string", "Council"), ("ons_code", "string", "GSS code"),
        ("period_start", "date", "First day"), ("period_end", "date", "Last day"),
        ("source", "string", "records: its own records; counts: counts it sent; answer: a published answer"),
        ("file", "string", "The file, or the address of the answer"), ("used", "boolean", "Whether it is in the figure"),
        ("says", "string", "Why, in words"),
    )  # fmt: skip
    rows = [
        (each.indicator.id, one.name, one.code, iso(one.first_day), iso(one.last_day), one.source.value, one.file, one.used, one.says)
        for each in figures for one in each.supplied
    ]  # fmt: skip
    return Table("sources", "Where each council's count comes from", head, tuple(rows))


def why_table(figures: Iterable[Figure]) -> Table:
    """Each council that is not in a national figure, and why."""
    head = columns(
        ("indicator", "string", "Identifier"), ("reason", "string", "Why the council is not in the figure"),
        ("council", "string", "Council"), ("ons_code", "string", "GSS code"), ("silence", "string", "The reason, in a word"),
    )  # fmt: skip
    rows = []
    for each in figures:
        of = {
            authorities()[code].name: (code, why)
            for why, codes in each.ladder.coverage.silent.items()
            for code in codes
        }
        rows += [
            (each.indicator.id, reason, name, of[name][0], of[name][1].value)
            for reason, names in each.silent.items() for name in names
        ]  # fmt: skip
    return Table("why-not", "Councils that are in no national figure, and why", head, tuple(rows))


def kinds_table(lines: Sequence[Line]) -> Table:
    """How many lines are of each kind of answer, the kinds that nobody gave too."""
    found = Counter(line.answer for line in lines)
    head = columns(("answer", "string", "Kind"), ("title", "string", "Its name"), ("means", "string", "Its meaning"),
                       ("lines", "integer", "Lines"))  # fmt: skip
    rows = tuple((each.value, each.label, each.definition, found[each]) for each in Answer)
    return Table("kinds", "Kinds of answer, each kept apart", head, rows)


def uses_table(used: Sequence[Used]) -> Table:
    """How many lines were used in each way."""
    found = Counter(each.use for each in used)
    head = columns(("use", "string", "Use"), ("title", "string", "Its name"), ("means", "string", "Its meaning"),
                       ("lines", "integer", "Lines"))  # fmt: skip
    return Table(
        "uses", "How the lines were used", head, tuple((u.value, u.label, u.definition, found[u]) for u in Use)
    )


def bands_table(bands: Iterable[Banded]) -> Table:
    """Every band of children by how often they went missing."""
    head = columns(
        ("authority", "string", "Council"), ("period_start", "date", "First day"), ("period_end", "date", "Last day"),
        ("group", "string", "Whom it is about"), ("times_missing", "string", "How often"), ("children", "integer", "Children"),
        ("line", "integer", "Line of the file"),
    )  # fmt: skip
    rows = [
        (each.authority, iso(each.first_day), iso(each.last_day), each.group if each.group in GROUPS else group_of(each.group),
         times, line.value, line.number)
        for each in bands for times, line in each.bands
    ]  # fmt: skip
    return Table("bands", "Children by how often they went missing", head, tuple(rows))


def checks_table(checks: Iterable[Check]) -> Table:
    """Every comparison of a council's own figures."""
    head = columns(
        ("authority", "string", "Council"), ("period_start", "date", "First day"), ("period_end", "date", "Last day"),
        ("agrees", "boolean", "Empty where it cannot be said"), ("says", "string", "In words"), ("lines", "string", "Lines compared"),
    )  # fmt: skip
    rows = [
        (c.authority, iso(c.first_day), iso(c.last_day), c.agrees, c.says, " ".join(map(str, c.lines))) for c in checks
    ]
    return Table("checks", "Do a council's own figures agree?", head, tuple(rows))


def faults_table(read: Read) -> Table:
    """Every line that was left out, and every remark on one that was not."""
    head = columns(
        ("line", "integer", "Line of the file"), ("weight", "string", "fault: left out; note: used all the same"),
        ("field", "string", "Field"), ("value", "string", "What stands there"), ("says", "string", "What is wrong"),
        ("remedy", "string", "What to do"), ("file", "string", "File"),
    )  # fmt: skip
    rows = [(f.row, f.weight.value, f.column, f.value, f.says, f.remedy, f.file) for f in (*read.faults, *read.remarks)]
    return Table("left-out", "Lines that could not be read", head, tuple(rows))


def package_text(read: Read, tables: Sequence[Table]) -> str:
    """datapackage.json: what each table holds, where it comes from, and its fingerprint."""
    addresses = sorted({line.url for line in read.lines})
    found = {
        "profile": "tabular-data-package",
        "name": MARK,
        "title": "What councils have published about return home interviews, and how each answer was used",
        "description": "Published figures as they were published. An empty value is never nought. A cell that a spreadsheet would "
        "take for a formula begins with an apostrophe. The licence of each figure is that of its source.",
        "sources": [{"title": address, "path": address} for address in addresses],
        "resources": [_resource(table) for table in tables],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table) -> dict[str, object]:
    data = table.text.encode()
    fields = [{"name": c.name, "type": c.kind, "title": c.says} for c in table.columns]
    return {
        "profile": "tabular-data-resource", "name": table.name, "title": table.title, "path": f"data/{table.name}.csv",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "schema": {"fields": fields, "missingValues": [""]},
    }  # fmt: skip
