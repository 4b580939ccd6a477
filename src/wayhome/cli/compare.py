"""`wayhome compare`: authorities beside one another, by name, with what chance and ordinary spread would give."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wayhome.cli.dates import end_of_day
from wayhome.domain.moment import LONDON
from wayhome.returns.fault import Unreadable
from wayhome.returns.reporting_year import ReportingYear

if TYPE_CHECKING:
    from wayhome.indicators.definition import Indicator
    from wayhome.returns.answers import Said
    from wayhome.returns.comparing import Comparison
    from wayhome.returns.sources import Asked

HERE = "-"
INTERNAL = (
    "SMALL NUMBERS ARE SHOWN. This is for those who may see the records. It must not leave the building as it is:\n"
    "for that, say --release dfe, one measure at a time."
)
SAFE = "Small numbers are withheld by the profile {profile}, and the table was attacked before it was written."


class Engine(StrEnum):
    """What counts Parquet. The same catalogue and the same counts."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class Released(StrEnum):
    """For whom small numbers are withheld."""

    DFE = "dfe"
    WALES = "wales"


def compare(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Facts in Parquet, a folder of those, a database as postgresql://…, or files in any of Wayhome's own layouts."
        ),
    ],
    out: Annotated[str, typer.Option(help="The folder to write; - prints it.")],
    indicator: Annotated[
        list[str] | None, typer.Option(help="A measure, as D3. May be repeated; left out, all that can be compared.")
    ] = None,
    year: Annotated[
        str | None, typer.Option(help="The reporting year, as 2024-25. The last one that is over, if left out.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="The day the files were made, as 2025-06-30. Today if left out.")
    ] = None,
    meanings: Annotated[
        Path | None, typer.Option(help="A CSV of what authorities count: authority, offered_means, undertaken_means …")
    ] = None,
    neighbours: Annotated[
        str | None, typer.Option(help="An authority's GSS code: its ten statistical neighbours, A to Z.")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="What counts Parquet; Spark beyond one machine.")] = Engine.DUCKDB,
    table: Annotated[str, typer.Option(help="The table of facts, where a database is read.")] = "facts",
    release: Annotated[
        Released | None, typer.Option(help="Withhold small numbers for those outside, and attack what is left.")
    ] = None,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(help="The release.json of an earlier release, to be attacked together with this one."),
    ] = None,
) -> None:
    """Compare authorities, never in the order of a number. Exit code 0: done; 2: something cannot be read or released."""
    try:
        from wayhome.returns import comparing
    except ModuleNotFoundError as lacking:
        raise Unreadable(
            "wayhome compare", f"needs {lacking.name}.", 'Install it: pip install "wayhome[compare]"'
        ) from None
    asked = _asked(as_of)
    try:
        wanted = comparing.chosen(indicator or ())
        of = ReportingYear.over_by(asked.as_of.astimezone(LONDON).date()) if year is None else ReportingYear.of(year)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong)) from None
    if neighbours is not None and not _has_neighbours(neighbours):
        raise typer.BadParameter(
            f"no statistical neighbours are published for {neighbours!r}; name a council's GSS code"
        )
    if release is not None and len(wanted) != 1:
        raise typer.BadParameter("--release is of one measure at a time; name it with --indicator")
    said = [_said(each, asked, wanted, table=table, engine=engine) for each in sources]
    means = {} if meanings is None else comparing.read_meanings(meanings)
    found = comparing.compare(said, wanted, of, means)
    if release is None:
        _hand_out(out, *_as_it_is(found, neighbours))
        return
    before = [_text_of(path) for path in earlier or ()]
    written = _made_safe(found[0], sources, asked, of, release=release, table=table, engine=engine, earlier=before)
    _hand_out(out, *written)


def _asked(as_of: str | None) -> Asked:
    from wayhome.returns.sources import Asked

    return Asked("this authority", end_of_day(as_of))


def _has_neighbours(code: str) -> bool:
    from wayhome.benchmarking.peers import authorities, neighbours

    return code in authorities() and bool(neighbours(code))


def _said(named: str, asked: Asked, numbers: tuple[Indicator, ...], *, table: str, engine: Engine) -> Said:
    """What one source says of these, by authority and year: counted where it lies, or read here."""
    from wayhome.returns.answers import answers_of
    from wayhome.returns.comparing import BY
    from wayhome.returns.sources import open_any, source_of
    from wayhome.returns.stores import is_store, said_of, store_of

    if is_store(named):
        return said_of(store_of(named, table=table, engine=engine.value), asked, numbers, by=BY)
    if engine is Engine.SPARK:
        raise Unreadable(named, "is not Parquet, and Spark counts Parquet.", "Leave --engine out for this file.")
    path = Path(named)
    opened = open_any(path, path.name, lambda fault: None, ticks=lambda read: None)
    said = answers_of(source_of(opened, asked, lambda fault: None), by=BY, indicators=numbers)
    for because, rows in sorted(said.left_out.items()):
        print(
            f"{said.file}: {rows:,} {'row is' if rows == 1 else 'rows are'} counted nowhere: {because}.",
            file=sys.stderr,
        )
    return said


def _as_it_is(found: tuple[Comparison, ...], beside: str | None) -> tuple[str, dict[str, str]]:
    from wayhome.returns import comparing_words as words

    told = [line for each in found for line in (*words.lines(each, beside=beside), "")]
    text = "\n".join([INTERNAL, "", *told, INTERNAL]) + "\n"
    return text, {"comparison.csv": _csv(words.COLUMNS, [row for each in found for row in words.rows(each)])}


def _made_safe(
    found: Comparison, sources: list[str], asked: Asked, of: ReportingYear, *, release: Released, table: str, engine: Engine,
    earlier: list[str],
) -> tuple[str, dict[str, str]]:  # fmt: skip
    from wayhome.benchmarking.disclosure.profiles import profile_called
    from wayhome.returns import comparing_release as releasing

    numbers = releasing.to_release(found.indicator)
    said = [_said(each, asked, numbers.numbers, table=table, engine=engine) for each in sources]
    counts = {
        (answer.indicator, str(stratum[0])): count.numerator
        for source in said
        for answer in source.answers
        for stratum, count in answer.counts.items()
        if stratum[1] == str(of)
    }
    safe = releasing.released(
        numbers, found, lambda number, code: counts.get((number, code), 0), profile_called(release.value), earlier
    )
    text = "\n".join([*releasing.lines(safe, found), "", SAFE.format(profile=release.value)]) + "\n"
    return text, {
        "comparison.csv": _csv(releasing.HEADINGS, list(releasing.rows(safe, found))),
        "release.json": safe.record(),
    }


def _csv(columns: tuple[str, ...], rows: list[dict[str, object]]) -> str:
    text = io.StringIO()
    file = csv.DictWriter(text, columns, lineterminator="\n")
    file.writeheader()
    file.writerows(rows)
    return text.getvalue()


def _text_of(path: Path) -> str:
    try:
        text = path.read_text("utf-8")
        json.loads(text)
    except (OSError, ValueError):
        raise Unreadable(
            str(path), "is no record of a release.", "Name the release.json that an earlier run wrote."
        ) from None
    return text


def _hand_out(out: str, text: str, files: Mapping[str, str]) -> None:
    """Print it, or write it into a folder that is new or empty: nothing of anybody is written over."""
    if out == HERE:
        print(text, end="")
        return
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Unreadable(out, "holds something already, which is left as it is.", "Name a new folder.")
        for name, content in {"comparison.txt": text, **files}.items():
            (folder / name).write_text(content, "utf-8")
    except OSError as error:
        raise Unreadable(out, f"cannot be written to ({error.strerror}).", "Name another folder.") from None
    print(f"Written to {folder}: {', '.join(('comparison.txt', *files))}.")
