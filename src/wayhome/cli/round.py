"""`wayhome round`: whom a round has asked, who is due, what arrived, and the letters that are owed, as text to read and send."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wayhome.cli.dates import end_of_day
from wayhome.cli.national import said, the_statistics
from wayhome.returns.fault import Unreadable, Weight

if TYPE_CHECKING:
    from wayhome.returns.national.folder import Round

DONE, FAULTY = 0, 1


def round(
    folder: Annotated[
        Path, typer.Argument(help="The folder of the round: the list of councils asked and what arrived.")
    ],
    letters: Annotated[
        Path | None, typer.Option(help="A new folder to write the letters to that are owed today.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="The day it is, as 2025-06-30. Today if left out.")] = None,
) -> None:
    """Show where a national round stands, and write the letters that are owed. Nothing is sent. Exit code 0: done; 1: faults; 2: not."""
    with the_statistics("wayhome round"):
        from wayhome.returns.national.folder import read_round
        from wayhome.returns.national.publishing import remarks_on
    now = end_of_day(as_of)
    found = read_round(folder, now)
    if not found.asked:
        raise Unreadable(
            folder.name, "holds no list of councils asked.", "Put one there; its columns are named in the guide."
        )
    for fault in (*found.read.faults, *found.read.remarks, *remarks_on(found)):
        print("\n".join(said(fault)), file=sys.stderr)
    _stands(found)
    faulty = _arrived(folder, now)
    if letters is not None:
        _write(found, letters)
    raise typer.Exit(FAULTY if found.read.faults or faulty else DONE)


def _stands(found: Round) -> None:
    from wayhome.returns.national.asked import Stage

    print(f"{found.terms.title}: {len(found.asked):,} councils.")
    print(found.terms.rule)
    stages = Counter(each.stage(found.terms, found.today) for each in found.asked)
    for stage in Stage:
        if stages[stage]:
            print(f"\n{stage.label}: {stages[stage]:,}")
            for each in sorted(found.asked, key=lambda each: each.name):
                if each.stage(found.terms, found.today) is stage:
                    print(f"  {each.name}: {each.says(found.terms, found.today)}")


def _arrived(folder: Path, now: datetime) -> bool:
    from wayhome.returns.national.arriving import arrived

    faulty = False
    for each in arrived(folder, now):
        faults, warnings = each.found[Weight.FAULT], each.found[Weight.WARNING]
        print(f"\nArrived: {each.file}, {each.rows:,} rows, {faults:,} faults, {warnings:,} warnings.")
        for fault in each.first:
            print("\n".join(said(fault)))
        if faults > len(each.first):
            print(f"    All of them: wayhome check {each.file}")
        faulty = faulty or bool(faults)
    return faulty


def _write(found: Round, out: Path) -> None:
    from wayhome.returns.national.letters import letters_of

    written = letters_of(found)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Unreadable(str(out), "is there already.", "Name a new folder for the letters.")
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in written.items():
            (out / name).write_text(text, "utf-8")
    except OSError as error:
        raise Unreadable(str(out), f"cannot be written to ({error.strerror}).", "Name another folder.") from None
    print(f"\n{len(written):,} letters are in {out}. Read them before you send them: nothing has been sent.")
