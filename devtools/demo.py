"""The demonstration: an invented council's files, faults and all, and what can honestly be said of them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from devtools.steps import BIN, STATE, Failed, say, show, step

LEVEL = "library"
FOLDER = STATE / "demo"
REPORT = FOLDER / "report.html"
FAULTS_FOUND = 1


def demo(_: Sequence[str] = ()) -> int:
    """Make the files, check them, count them, and leave a report to read. The faults found are meant to be there."""
    wayhome = BIN / "wayhome"
    shutil.rmtree(FOLDER, ignore_errors=True)
    with step("Example: the files of an invented council"):
        _run(
            0,
            wayhome,
            "example",
            FOLDER,
        )
    files = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".csv", ".xml", ".xlsx"))
    with step("Check: every fault by file, row, column and value"):
        _run(FAULTS_FOUND, wayhome, "check", *files)
    with step("Count: what these files can say"):
        _run(FAULTS_FOUND, wayhome, "count", *files, "--html", REPORT)
    say(f"\nThe report is in {REPORT}\nNext: .venv/bin/wayhome --help")
    return 0


def _run(worst: int, *command: object) -> None:
    if show(*map(str, command)) > worst:
        raise Failed("The demonstration stopped here. `python3 dev.py test` says more.")
