"""The demonstration: the case system with an invented area in it; or, with `files`, a council's own files counted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from typing import NoReturn

from devtools.steps import BIN, ROOT, STATE, Failed, environment, say, show, step

LEVEL = "server"
TAKES = "[OPTION]"
FOLDER = STATE / "demo"
REPORT = FOLDER / "report.html"
FAULTS_FOUND = 1


def demo(arguments: Sequence[str] = ()) -> int:
    """Serve the practice area until Ctrl-C, or whatever else `wayhome demo` is asked to do."""
    if list(arguments) == ["files"]:
        return files()
    become(BIN / "wayhome", "demo", *arguments)


def become(*command: object) -> NoReturn:
    """Turn into another program, so that Ctrl-C reaches it alone and it can stop all that it started."""
    words = [str(part) for part in command]
    os.chdir(ROOT)
    try:
        os.execve(words[0], words, environment())
    except OSError:
        raise Failed(f"{words[0]} is not there. Delete the folder .venv, then try again.") from None


def files() -> int:
    """Make the files of a council, check them, count them, and leave a report. The faults found are meant to be there."""
    wayhome = BIN / "wayhome"
    shutil.rmtree(FOLDER, ignore_errors=True)
    with step("Example: a year of an invented council, once clean and once with faults"):
        _run(0, wayhome, "example", FOLDER, "--seed", "1")
    clean, faulty = FOLDER / "clean", FOLDER / "faulty"
    with step("Check: every fault by file, row, column and value; here are a few"):
        last_year = faulty / "ssda903" / "last-year" / "missing.csv"
        beside = ("--year", "2024-25", "--last-year", last_year, "--most", "6")
        _run(FAULTS_FOUND, wayhome, "check", *sorted((faulty / "ssda903").glob("*.csv")), *beside)
    with step("Count: what the council's own extract can say, and what it cannot"):
        _run(
            0, wayhome, "count", clean / "ssd" / "ssd_missing.csv", clean / "wayhome" / "episodes.csv", "--html", REPORT
        )
    say(f"\nThe report, to open in a browser: {REPORT}\nAll files: {FOLDER}\nNext: .venv/bin/wayhome --help")
    return 0


def _run(expected: int, *command: object) -> None:
    if show(*map(str, command)) != expected:
        raise Failed("The demonstration stopped here. `python3 dev.py test` says more.")
