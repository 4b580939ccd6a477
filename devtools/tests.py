"""The tests: all of them with the checks and the coverage gate, or those that a person names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from devtools import checks
from devtools.machine import ensure_browser
from devtools.steps import BIN, ROOT, STATE, Failed, complain, quiet, say, show, step

COVERAGE = STATE / "coverage"
RESULTS = STATE / "tests.xml"
WORKERS = min(os.cpu_count() or 1, 4)
NOTHING_RAN = 5


def test(arguments: Sequence[str]) -> int:
    """Everything that must hold, or the tests that pytest's own arguments choose."""
    if arguments:
        return show(BIN / "python", "-m", "pytest", *arguments)
    _prepare()
    failed = checks.check()
    for name, look in (("Tests", _pytest), ("Every branch of the rules and measures", _coverage)):
        try:
            with step(name):
                look()
        except Failed as failure:
            complain(str(failure))
            failed.append(name)
    if failed:
        complain(f"Not as it must be: {', '.join(failed)}.")
    say(_closing_line())
    return 1 if failed else 0


def _prepare() -> None:
    shutil.rmtree(COVERAGE, ignore_errors=True)
    COVERAGE.mkdir(parents=True)
    RESULTS.unlink(missing_ok=True)
    if (ROOT / "src" / "wayhome" / "casework").is_dir():
        with step("Style sheet"):
            quiet(BIN / "python", "-m", "wayhome.casework.design.build", otherwise="It could not be compiled.")
    if any("pytest.mark.browser" in path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")):
        ensure_browser()


def _pytest() -> None:
    run: list[str | Path] = [BIN / "python", "-m", "coverage", "run", "-m", "pytest", f"--junit-xml={RESULTS}"]
    code = show(*run, f"--numprocesses={WORKERS}", "--dist=worksteal", "--quiet")
    if code:
        raise Failed("No test was found." if code == NOTHING_RAN else "`python3 dev.py test FILE -k NAME` runs one.")


def _coverage() -> None:
    show(BIN / "python", "-m", "coverage", "combine", "--quiet")
    if show(BIN / "python", "-m", "coverage", "report"):
        raise Failed("A branch that no test walks is a rule that nobody checked: write the test, or remove the branch.")


def _closing_line() -> str:
    """How many passed, failed and were left out, as runners of tests end."""
    if not RESULTS.exists():
        return "0 passed, 1 failed"
    suite = next(ElementTree.parse(RESULTS).iter("testsuite"))
    counted = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
    bad = counted["failures"] + counted["errors"]
    return f"{counted['tests'] - bad - counted['skipped']} passed, {bad} failed, {counted['skipped']} skipped"
