"""`wayhome check`: every fault of a return, by file, row, column and value, with what to do about it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from wayhome.cli.progress import Reading
from wayhome.returns.checking import Beside, Checked, check_file
from wayhome.returns.fault import Fault, Unreadable, Weight
from wayhome.returns.gathering import EPISODES_OF_CARE, HEADER, Gathered, gather
from wayhome.returns.records import names_of
from wayhome.returns.reporting_year import ReportingYear
from wayhome.returns.sorting import Sorter

CLEAN, FAULTY, CANNOT_READ = 0, 1, 2

MOST_KEPT_OF_A_RULE = 100_000
FINDINGS_IN_MEMORY = 50_000

MINOR = frozenset({Weight.NOTE, Weight.UNCHECKED})
"""Printed once for each kind, with how many there are."""

NOTHING_TO_COMPARE = ("holds no episodes; it is only compared with others.", "Name it beside the MISSING table.")

NAMED = {Weight.FAULT: "FAULT", Weight.WARNING: "Warning", Weight.NOTE: "Note", Weight.UNCHECKED: "Cannot be checked"}


def check(
    files: Annotated[
        list[Path], typer.Argument(help="SSDA903 MISSING (CSV or XML), SSD ssd_missing, or Wayhome's own layouts.")
    ],
    year: Annotated[str | None, typer.Option(help="The collection year, as 2024-25.")] = None,
    episodes: Annotated[Path | None, typer.Option(help="The SSDA903 EPISODES table of the same return.")] = None,
    header: Annotated[Path | None, typer.Option(help="The SSDA903 HEADER table of the same return.")] = None,
    last_year: Annotated[Path | None, typer.Option(help="Last year's SSDA903 MISSING table.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Say what a column of yours means: THEIRS=OURS. May be repeated.")
    ] = None,
    most: Annotated[int, typer.Option(help="The most findings to print; all are counted.", min=0)] = 200,
    notes: Annotated[
        bool, typer.Option("--notes", help="Print every note, not only how many there are of each kind.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document with every finding.")] = False,
) -> None:
    """Check returns. Exit code 0: no fault; 1: faults; 2: something cannot be read."""
    try:
        beside = Beside(episodes, header, last_year, ReportingYear.of(year) if year else None)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong)) from None
    called, now = called_by_user(column), datetime.now(UTC)
    names = names_of([*files, *(p for p in (episodes, header, last_year) if p)])
    gathered = gather(files, names, called)
    checked: list[Checked] = []
    with Findings() as faults:
        with Reading(names) as reading:
            for file in gathered.holding:
                try:
                    near = with_companions(beside, file, gathered)
                    checked.append(
                        check_file(file, near, faults.add, as_of=now, names=names, ticks=reading.tick, called=called)
                    )
                except Unreadable as trouble:
                    gathered.unread.append(trouble)
        if alone := gathered.alone():
            gathered.unread.extend(
                Unreadable(names[path], *NOTHING_TO_COMPARE) for path in alone if not gathered.holding
            )
        if as_json:
            _print_json(faults, checked, gathered.unread)
        else:
            _print(faults, checked, gathered.unread, most, notes)
        found = faults.faults
    raise typer.Exit(CANNOT_READ if gathered.unread else FAULTY if found else CLEAN)


def with_companions(beside: Beside, file: Path, gathered: Gathered) -> Beside:
    """The tables that stand beside a file: those given by option, else those named with it from the same folder."""
    return replace(
        beside,
        episodes=beside.episodes or gathered.companion(file, EPISODES_OF_CARE),
        header=beside.header or gathered.companion(file, HEADER),
    )


class Findings(Sorter[Fault]):
    """Every finding, in order of place. Of one rule in one file a hundred thousand are kept and all are counted."""

    def __init__(self) -> None:
        super().__init__(key=lambda fault: fault.place, rows_in_memory=FINDINGS_IN_MEMORY)
        self.of: Counter[tuple[str, str, Weight]] = Counter()

    def add(self, fault: Fault) -> None:
        kind = (fault.file, fault.rule, fault.weight)
        self.of[kind] += 1
        if self.of[kind] <= MOST_KEPT_OF_A_RULE:
            super().add(fault)

    def tally(self, file: str, weight: Weight) -> int:
        """How many findings of this weight there are in a file."""
        return sum(found for (of, _, w), found in self.of.items() if of == file and w is weight)

    @property
    def faults(self) -> int:
        return sum(found for (_, _, weight), found in self.of.items() if weight is Weight.FAULT)


def called_by_user(column: list[str] | None) -> dict[str, str]:
    """The --column options as a table from the file's header to our name. Raises BadParameter when one has no "="."""
    called = {}
    for option in column or []:
        theirs, mark, ours = option.rpartition("=")
        if not mark or not theirs.strip() or not ours.strip():
            raise typer.BadParameter(
                f'--column {option}: write it as THEIRS=OURS, for example --column "Date back=returned_at".'
            )
        called[theirs.strip()] = ours.strip()
    return called


def _print_json(findings: Findings, checked: list[Checked], unread: list[Unreadable]) -> None:
    """Print as one document, finding by finding, so that memory does not grow with them."""
    out = sys.stdout
    out.write('{"findings": [')
    for place, fault in enumerate(findings):
        out.write((",\n" if place else "\n") + json.dumps(fault.as_dict(), ensure_ascii=False))
    files = [
        {
            "file": c.file, "layout": c.title, "rows": c.rows, "rules_run": c.run,
            "rules_not_run": [{"rule": n.code, "title": n.title, "because": n.because} for n in c.not_run],
        }
        for c in checked
    ]  # fmt: skip
    cannot = [{"file": u.file, "says": u.says, "remedy": u.remedy} for u in unread]
    unlisted = sum(findings.of.values()) - findings.count
    rest = {"faults": findings.faults, "counted_and_not_listed": unlisted, "files": files, "cannot_read": cannot}
    out.write("\n], " + json.dumps(rest, ensure_ascii=False)[1:] + "\n")


def _print(findings: Findings, checked: list[Checked], unread: list[Unreadable], most: int, notes: bool) -> None:
    minor: dict[tuple[str, str, str | None], list[Fault]] = {}
    how_many: Counter[tuple[str, str, str | None]] = Counter()
    printed = hidden = 0
    for fault in findings:
        if fault.weight in MINOR and not notes:
            kind = (fault.file, fault.rule, fault.column if fault.rule != "COLUMN" else fault.value)
            minor.setdefault(kind, [fault])
            how_many[kind] += 1
        elif printed < most:
            printed += 1
            print("\n".join(_lines(fault)))
        else:
            hidden += 1
    if hidden:
        print(f"… and {hidden:,} more. Print more with --most {printed + hidden}, or all with --json.")
    for kind, (first,) in minor.items():
        more = f" And {how_many[kind] - 1:,} more like it: see them with --notes." if how_many[kind] > 1 else ""
        print("\n".join(_lines(first)) + more)
    for trouble in unread:
        print(f"{trouble.file} {trouble.says}\n    {trouble.remedy}", file=sys.stderr)
    for one in checked:
        print()
        print("\n".join(_summary(one, findings)))


def _lines(fault: Fault) -> Iterator[str]:
    where = fault.file + (f", row {fault.row}" if fault.row else "") + (f", {fault.column}" if fault.column else "")
    value = "" if fault.value is None else f" [{fault.value}]" if fault.value else " [blank]"
    rule = fault.rule + (f" (and {', '.join(fault.also)})" if fault.also else "")
    yield f"{NAMED[fault.weight]}  {where}{value}: {fault.says}.  Rule {rule}."
    yield f"    {fault.remedy}"


def _summary(one: Checked, findings: Findings) -> Iterator[str]:
    of = {weight: findings.tally(one.file, weight) for weight in Weight}
    found = [(of[Weight.FAULT], "fault"), (of[Weight.WARNING], "warning"), (of[Weight.NOTE], "note")]
    parts = [
        f"{n:,} {words if n == 1 else words + 's'}" for n, words in found[:1] + [each for each in found[1:] if each[0]]
    ]
    if of[Weight.UNCHECKED]:
        parts.append(f"{of[Weight.UNCHECKED]:,} that cannot be checked")
    if not of[Weight.FAULT]:
        parts[0] = "no fault"
    yield f"{one.file}: {one.title}, {one.rows:,} {'row' if one.rows == 1 else 'rows'}, {', '.join(parts)}."
    if one.not_run:
        yield f"Rules run: {len(one.run)}. Not run: {len(one.not_run)}."
        reasons: dict[str, list[str]] = {}
        for rule in one.not_run:
            reasons.setdefault(rule.because, []).append(rule.code)
        for because, codes in reasons.items():
            yield f"  {', '.join(codes)}: {because}."
    else:
        yield f"Rules run: all {len(one.run)}."
