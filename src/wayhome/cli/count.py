"""`wayhome count`: each indicator's figure from a file, or the name of the column that is missing for it."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from wayhome.cli.check import called_by_user
from wayhome.cli.dates import end_of_day
from wayhome.cli.progress import Reading
from wayhome.domain.moment import LONDON
from wayhome.indicators.catalogue import INDICATORS
from wayhome.indicators.definition import STRATA, Count
from wayhome.returns.answers import Answer, Said, answers_of
from wayhome.returns.fault import Fault, Unreadable
from wayhome.returns.gathering import PERSONS, Gathered, gather
from wayhome.returns.profiles.ssd import PROFILES, Profile
from wayhome.returns.records import Table, names_of
from wayhome.returns.report import html_report
from wayhome.returns.sources import Asked, open_any, read_persons, source_of
from wayhome.returns.stores import is_store, said_of, store_of
from wayhome.returns.words import bound_words, percent, what_it_says

COUNTED, CANNOT_READ = 0, 2
NOT_TO_PUBLISH = "These are your own figures: small numbers are not hidden. Do not publish them as they are."


def count(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="SSDA903 MISSING (CSV or XML), SSD ssd_missing, or Wayhome's own layouts; facts in Parquet, or a database "
            "as postgresql://…"
        ),
    ],
    authority: Annotated[
        str, typer.Option(help="Whose figures these are, where the file does not say.")
    ] = "this authority",
    as_of: Annotated[
        str | None, typer.Option(help="The day the file was made, as 2025-06-30. Today if left out.")
    ] = None,
    profile: Annotated[str, typer.Option(help=f"What the columns of an SSD file mean: {', '.join(PROFILES)}.")] = "ssd",
    by: Annotated[str | None, typer.Option(help=f"Divide by these, with commas: {', '.join(STRATA)}.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Say what a column of yours means: THEIRS=OURS. May be repeated.")
    ] = None,
    table: Annotated[str, typer.Option(help="The table of facts, where a database is counted.")] = "facts",
    html: Annotated[Path | None, typer.Option(help="Write a report to this file.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print as CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Count what files can say. Exit code 0: counted; 2: something cannot be read."""
    asked = Asked(authority, end_of_day(as_of), _profile(profile))
    files = [Path(each) for each in sources if not is_store(each)]
    strata, called, names = strata_of(by), called_by_user(column), names_of(files)
    gathered = gather(files, names, called)
    said: list[Said] = []
    for each in filter(is_store, sources):
        try:
            said.append(said_of(store_of(each, table=table), asked, INDICATORS, by=strata))
        except Unreadable as trouble:
            gathered.unread.append(trouble)
    with Reading(gathered.holding) as reading:
        for path in gathered.holding:
            try:
                said.append(_one(path, asked, gathered, strata=strata, called=called, names=names, reading=reading))
            except Unreadable as trouble:
                gathered.unread.append(trouble)
    _print(said, as_csv=as_csv, as_json=as_json)
    for unread in gathered.unread:
        print(f"{unread.file} {unread.says}\n    {unread.remedy}", file=sys.stderr)
    if not said and not gathered.unread:
        print("No file here holds episodes.", file=sys.stderr)
    if html is not None and said:
        _write(html, html_report(said))
    raise typer.Exit(CANNOT_READ if gathered.unread or not said else COUNTED)


def _one(
    path: Path, asked: Asked, gathered: Gathered, *, strata: tuple[str, ...], called: dict[str, str], names: dict[Path, str],
    reading: Reading,
) -> Said:  # fmt: skip
    lost = Lost()
    persons = gathered.companion(path, PERSONS)
    if persons is not None:
        table = open_any(persons, names.get(persons, persons.name), lambda fault: None, ticks=reading.tick)
        assert isinstance(table, Table)
        asked = Asked(asked.authority, asked.as_of, asked.profile, read_persons(table))
    found = open_any(path, names[path], lost, ticks=reading.tick, called=called)
    said = answers_of(source_of(found, asked, lost), by=strata)
    return replace(said, says=(*said.says, *lost.sentences), left_out=said.left_out + lost.rows)


class Lost:
    """What reading a file cost: rows that do not fit, and a file that breaks off. Other faults are for `wayhome check`."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.sentences: list[str] = []

    def __call__(self, fault: Fault) -> None:
        if fault.rule == "ROW":
            self.rows["their cells do not fit the column names"] += 1
        elif fault.rule == "XML":
            self.sentences.append(f"The file {fault.says}.")


def _profile(name: str) -> Profile:
    if name not in PROFILES:
        raise typer.BadParameter(f"there is no profile {name!r}; there are {', '.join(PROFILES)}")
    return PROFILES[name]


def strata_of(by: str | None) -> tuple[str, ...]:
    """The columns somebody named to divide by. Raises BadParameter for one that is none of them."""
    named = tuple(part.strip() for part in (by or "").split(",") if part.strip())
    if strange := [name for name in named if name not in STRATA]:
        raise typer.BadParameter(f"cannot divide by {', '.join(strange)}; there are {', '.join(STRATA)}")
    return named


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Unreadable(str(path), f"cannot be written ({error.strerror}).", "Name another file.") from None
    print(f"\nThe report is in {path}.", file=sys.stderr)


def _print(said: list[Said], *, as_csv: bool, as_json: bool) -> None:
    if as_json:
        print(json.dumps([_as_json(one) for one in said], ensure_ascii=False, indent=1))
    elif as_csv:
        writer = csv.DictWriter(sys.stdout, CSV_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for one in said for row in _as_rows(one))
    else:
        for one in said:
            print("\n".join(_lines(one)) + "\n")
        if said:
            print(NOT_TO_PUBLISH)


CSV_COLUMNS = ("file", "indicator", "title", "stratum", "numerator", "denominator", "known", "share", "not_known", "least", "most",
               "unplaced", "hollow", "cannot_say", "add")  # fmt: skip


def _as_rows(one: Said) -> Iterator[dict[str, object]]:
    for answer in one.answers:
        about = {"file": one.file, "indicator": answer.indicator.id, "title": answer.indicator.title}
        if answer.cannot_say is not None:
            yield {**about, "cannot_say": answer.cannot_say, "add": " ".join(answer.add)}
        for stratum, number in answer.counts.items():
            yield {**about, "stratum": " / ".join(_named(part) for part in stratum), **_numbers(number)}


def _numbers(number: Count) -> dict[str, object]:
    """A count as plain values; None where there is none."""
    least, most = number.bound or (None, None)
    return {
        "numerator": number.numerator, "denominator": number.denominator, "known": number.known, "share": number.share,
        "not_known": number.not_known, "least": least, "most": most, "unplaced": number.unplaced,
        "hollow": number.is_hollow if number.denominator is not None else None,
    }  # fmt: skip


def _named(part: object) -> str:
    return "not recorded" if part is None else str(part)


def _as_json(one: Said) -> dict[str, object]:
    return {
        "file": one.file, "layout": one.title, "as_of": one.as_of.isoformat(), "rows": one.rows, "by": one.by,
        "what_its_columns_mean": one.says,
        "rows_left_out": [{"rows": rows, "because": because} for because, rows in one.left_out.items()],
        "cells_not_recorded": [{"column": c, "cells": n, "because": why} for (c, why), n in one.unread.items()],
        "indicators": [_answer_json(answer, one.by) for answer in one.answers],
    }  # fmt: skip


def _answer_json(answer: Answer, by: tuple[str, ...]) -> dict[str, object]:
    about: dict[str, object] = {"id": answer.indicator.id, "title": answer.indicator.title}
    if answer.cannot_say is not None:
        return {**about, "cannot_say": answer.cannot_say, "add": answer.add}
    if not by:
        return {**about, **_numbers(answer.whole)}
    strata = [{**dict(zip(by, stratum, strict=True)), **_numbers(number)} for stratum, number in answer.counts.items()]
    return {**about, "strata": strata}


def _lines(one: Said) -> Iterator[str]:
    yield f"{one.file}: {one.title}, {one.rows:,} rows, as of {one.as_of.astimezone(LONDON):%-d %B %Y}"
    yield from (f"  {line}" for line in what_it_says(one))
    yield ""
    whole = ""
    for answer in one.answers:
        if answer.part_of is None:
            yield f"  {answer.indicator.id:<5}{answer.indicator.title}"
        elif answer.part_of.id != whole:
            whole = answer.part_of.id
            yield f"  {whole:<5}{answer.part_of.title}"
        yield from _figures(answer, one.by)


def _figures(answer: Answer, by: tuple[str, ...]) -> Iterator[str]:
    part = "" if answer.part_of is None else f"{answer.indicator.numerator_words}: "
    if answer.cannot_say is not None:
        yield f"       {answer.cannot_say}."
        if answer.add:
            yield f"       To say it, add: {', '.join(answer.add)}."
    elif not by:
        yield f"       {part}{_figure(answer.whole)}"
    else:
        yield from (
            f"       {part}{' / '.join(map(_named, s))}: {_figure(number)}" for s, number in answer.counts.items()
        )


def _figure(number: Count) -> str:
    unplaced = f"; {number.unplaced:,} unplaced" if number.unplaced else ""
    if number.denominator is None:
        return f"{number.numerator:,}{unplaced}"
    if number.share is None:
        return f"{number.why_no_rate or 'no rate'}{unplaced if number.denominator else ''}"
    parts = [f"{number.numerator:,} of {number.known:,} = {percent(number.share)}"]
    if number.not_known:
        parts.append(f"{number.not_known:,} not known, so {bound_words(number)}")
    if number.is_hollow:
        parts.append("too little is known to read anything into it")
    return "; ".join(parts) + unplaced
