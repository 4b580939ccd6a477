"""`wayhome national`: what can be said about the whole country from what councils have published, as pages in a folder."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from wayhome.cli.dates import end_of_day
from wayhome.returns.fault import Fault, Unreadable, Weight
from wayhome.returns.national import MARK
from wayhome.returns.stores import DATABASES
from wayhome.returns.words import percent

WRITTEN, FAULTY = 0, 1
NO_LINE_LEFT = (
    "holds no line that can be used, so nothing was written.",
    "Put the lines named above right, and try again.",
)

NOTHING_YET = (
    "holds no number that may be shown yet, so nothing was written.",
    "See `wayhome round`: councils have to sign off first, or their time to reply has to be over.",
)


def national(
    answers: Annotated[
        Path,
        typer.Argument(help="Published answers, one JSON object a line; or a folder with those, counts and records."),
    ],
    out: Annotated[Path, typer.Option(help="The folder to write. A site of an earlier run is replaced whole.")],
    as_of: Annotated[
        str | None, typer.Option(help="The day the records were made, as 2025-06-30. Today if left out.")
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(help="Facts of councils in a database, as postgresql://…, beside what is in the folder."),
    ] = None,
    table: Annotated[str, typer.Option(help="The table of facts, where a database is counted.")] = "facts",
) -> None:
    """Show what published answers can say about the country. Exit code 0: written; 1: written without faulty lines; 2: not."""
    ready_to_write(out)
    with the_statistics("wayhome national"):
        from wayhome.returns.national.folder import read_round
        from wayhome.returns.national.publishing import may_be_shown, remarks_on
        from wayhome.returns.national.site import everything_of, picture_of, site_of
        from wayhome.returns.stores import store_of
    beside = None if database is None else store_of(_a_database(database), table=table)
    whole = read_round(answers, end_of_day(as_of), beside)
    found = may_be_shown(whole)
    read = found.read
    for fault in (*read.faults, *read.remarks, *remarks_on(whole)):
        print("\n".join(said(fault)), file=sys.stderr)
    if not read.lines and not found.post.counts:
        raise Unreadable(read.name, *(NOTHING_YET if whole.read.lines or whole.post.counts else NO_LINE_LEFT))
    picture = picture_of(found)
    site = site_of(picture)
    write_whole(out, {**site, **everything_of(picture, site)})
    print(f"{read.name}: {read.written:,} lines, {len(read.lines):,} used, {len(read.faults):,} left out.")
    kept = len(whole.read.lines) - len(read.lines) + len(whole.post.counts) - len(found.post.counts)
    if kept:
        print(f"{kept:,} numbers are kept back until their council has signed off or its time to reply is over.")
    if answers.is_dir() or beside is not None:
        print(f"{len(found.post.counts):,} counts from councils' own records or sent by them.")
    for figure in picture.figures:
        says = "can be said in part" if figure.can_say else "cannot say"
        coverage, worst, unsized = figure.ladder.coverage, figure.ladder.worst, figure.ladder.unsized
        print(
            f"{figure.indicator.id} {figure.name}: {says}. {coverage.answered} of {coverage.of} councils; "
            f"between {percent(worst.low)} and {percent(worst.high)} whatever the rest did, and between "
            f"{percent(unsized.low)} and {percent(unsized.high)} however many returns they had."
        )
    print(f"Open {out / 'index.html'}")
    raise typer.Exit(FAULTY if read.faults else WRITTEN)


def _a_database(address: str) -> str:
    if urlsplit(address).scheme not in DATABASES:
        raise typer.BadParameter("an address begins with postgresql://; files of facts go into the folder")
    return address


@contextmanager
def the_statistics(command: str) -> Iterator[None]:
    """Where the libraries of the comparison are imported: Unreadable says what to install where they are not there."""
    try:
        yield
    except ModuleNotFoundError as lacking:
        raise Unreadable(command, f"needs {lacking.name}.", 'Install it: pip install "wayhome[compare]"') from None


def said(fault: Fault) -> tuple[str, str]:
    """A finding in two lines: where and what, and what to do."""
    row = "" if fault.row is None else f", line {fault.row}"
    where = f"{fault.file}{row}" + (f", {fault.column}" if fault.column else "")
    value = "" if fault.value is None else f" [{fault.value or 'blank'}]"
    return (
        f"{'FAULT' if fault.weight is Weight.FAULT else 'Note'}  {where}{value}: {fault.says}.",
        f"    {fault.remedy}",
    )


def ready_to_write(out: Path) -> None:
    """Raise Unreadable where the folder holds anything but a site of ours: what is there is never written over."""
    if not out.exists() and not out.is_symlink():
        return
    if out.is_symlink() or not out.is_dir():
        raise Unreadable(str(out), "is there already, and is no folder.", "Name a new folder.")
    if not any(out.iterdir()):
        return
    try:
        mark = json.loads((out / "datapackage.json").read_text("utf-8"))["name"]
    except (OSError, ValueError, KeyError, TypeError):
        mark = None
    if mark != MARK:
        raise Unreadable(str(out), "holds something else, which is left as it is.", "Name a new folder.")


def write_whole(out: Path, site: Mapping[str, str | bytes]) -> None:
    """Write every file beside the folder and then put them in its place: it is there whole, or as it was before."""
    out = out.absolute()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
            new, old = Path(beside) / "new", Path(beside) / "old"
            for path, text in site.items():
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                (new / path).write_bytes(text if isinstance(text, bytes) else text.encode())
            if out.exists():
                out.rename(old)
            try:
                new.rename(out)
            except OSError:
                if old.exists():
                    shutil.move(old, out)
                raise
    except OSError as error:
        raise Unreadable(str(out), f"cannot be written to ({error.strerror}).", "Name another folder.") from None
