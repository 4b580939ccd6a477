"""Faults planted at random in viewer filters, refusals, journal calls and comparisons: the tests notice each of them.

    python3 dev.py prove faults [--seed N] [--number N] [--all] [--list] [--sort WORDS] [--only WORDS] [--minutes M] [--json]

The candidates are generated from the code (prove/_faults.py), so that the list grows with it. Each fault is planted in a
copy of the source and met by the tests nearest to it; what those let pass meets the access matrix and the wider tests.
Prints each by name, caught or survived. Exits 1 when one survives, or when the tests fail on the unchanged code.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from prove._faults import SORTS, Fault, candidates

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "wayhome"
LEAST = 60
A_RUN = 10
LONGEST = 1800
"""Seconds for the tests of one fault: a fault that hangs them is caught."""

PARTS = ("pyproject.toml", "package.json", "package-lock.json", "src", "tests", "prove", "devtools", "dev.py")
QUICKLY = ("-x", "-q", "-n", "0", "--tb=no", "--show-capture=no", "-p", "no:cacheprovider")
HOUSE = "tests/house/test_casework_functions.py"
NEAREST: dict[str, tuple[str, ...]] = {
    "domain/clock": ("tests/unit/test_clock*.py", "tests/spec/test_clock*.py"),
    "domain/journey": ("tests/unit/journey/test_*.py", "tests/spec/test_journey*.py"),
    "casework/accounts": (
        "tests/casework/test_accounts.py",
        "tests/casework/test_sign_in.py",
        "tests/casework/test_single_sign_on.py",
    ),
    "casework/children/actions/access": ("tests/casework/test_delivery.py",),
    "casework/children": ("tests/casework/test_children.py", "tests/casework/test_child_pages.py"),
    "casework/config": ("tests/casework/test_tenancy.py",),
    "casework/delivery": ("tests/casework/test_delivery.py", "tests/casework/test_write_up*.py"),
    "casework/followup": (
        "tests/casework/test_followup*.py",
        "tests/casework/test_help*.py",
        "tests/casework/test_closing*.py",
    ),
    "casework/journal": ("tests/casework/test_journal.py", "tests/casework/test_tenancy.py"),
    "casework/journey": (
        "tests/casework/test_journey.py",
        "tests/casework/test_absence.py",
        "tests/casework/test_worries.py",
    ),
    "casework/organisations": ("tests/casework/test_organisations.py",),
    "casework/oversight": ("tests/casework/test_oversight_*.py",),
    "casework/reach": (
        "tests/casework/test_asking.py",
        "tests/casework/test_notices.py",
        "tests/casework/test_step_pages.py",
    ),
    "casework/records": ("tests/casework/test_row_security.py", "tests/casework/test_children.py"),
    "casework/sharing": ("tests/casework/test_sharing*.py",),
    "casework/work": ("tests/casework/test_work*.py",),
}
THEN: dict[str, tuple[str, ...]] = {
    "domain/journey": ("tests/generative/test_journey*.py",),
    "domain/": ("tests/unit/test_*.py", "tests/generative/test_clock*.py"),
    "casework/": (
        "tests/casework/test_bad_input.py",
        "tests/casework/test_concurrency.py",
        "tests/access/test_matrix.py",
    ),
}
CAUGHT, SURVIVED, NOT_TRIED = "caught", "survived", "not tried"


def tests_of(module: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    """The test files that have to notice a fault in a module."""
    patterns = [p for start, found in table.items() if module.startswith(start) for p in found]
    files = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    if table is NEAREST and "/actions" in module:
        files.insert(0, ROOT / HOUSE)
    return [path.relative_to(ROOT).as_posix() for path in files]


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the source and the tests, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wayhome-faults-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(ROOT / part, place / part)
        if (ROOT / "node_modules").is_dir():
            (place / "node_modules").symlink_to(ROOT / "node_modules")
        yield place


def tests_pass(place: Path, files: Sequence[str]) -> bool:
    """Whether the tests pass on the copy as it stands; tests that hang do not."""
    environment = os.environ | {"PYTHONPATH": f"{place / 'src'}{os.pathsep}{place}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", *QUICKLY, *files]
    try:
        done = subprocess.run(command, cwd=place, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def noticed(place: Path, fault: Fault) -> bool:
    """Plant one fault, run the nearest tests, then the wider ones, and take it out again."""
    path = place / "src" / "wayhome" / fault.module
    before = path.read_text("utf-8")
    path.write_text(fault.source(), "utf-8")
    try:
        for table in (NEAREST, THEN):
            files = tests_of(fault.module, table)
            if files and not tests_pass(place, files):
                return True
        return False
    finally:
        path.write_text(before, "utf-8")


def drawn(given: argparse.Namespace, found: list[Fault]) -> list[Fault]:
    """The faults of this run: all of them, or some by the seed."""
    chosen = [f for f in found if given.sort in f.sort and given.only in f.name]
    order = random.Random(given.seed)
    if given.all:
        order.shuffle(chosen)
        return chosen
    return order.sample(chosen, min(given.number, len(chosen)))


def run(faults: Sequence[Fault], until: float, *, quiet: bool) -> dict[str, str]:
    """What became of each fault, by name. Raises RuntimeError when the tests fail without any."""
    became = {fault.name: NOT_TRIED for fault in faults}
    with copied() as place:
        near = sorted({file for fault in faults for file in tests_of(fault.module, NEAREST)})
        if not near or not tests_pass(place, near):
            raise RuntimeError("The tests fail on the unchanged code, so nothing can be said about faults.")
        for fault in faults:
            if time.monotonic() > until:
                break
            became[fault.name] = CAUGHT if noticed(place, fault) else SURVIVED
            if not quiet:
                print(f"{became[fault.name]:<9} {fault.name}", flush=True)
    return became


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 dev.py prove faults", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=72, help="which faults are drawn, and in which order")
    parser.add_argument("--number", type=int, default=A_RUN, help="how many are drawn")
    parser.add_argument("--all", action="store_true", help="every candidate")
    parser.add_argument("--list", action="store_true", help="print the candidates and plant none")
    parser.add_argument("--sort", default="", metavar="WORDS", help=f"only one sort: {', '.join(SORTS)}")
    parser.add_argument("--only", default="", metavar="WORDS", help="only candidates whose name holds these words")
    parser.add_argument("--minutes", type=float, default=60.0, help="plant no new one after this long")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser.parse_args(given)


def main(words: Sequence[str] | None = None) -> int:
    """Plant the faults that were drawn, and say by the exit code whether every one was noticed."""
    given = arguments(words)
    found = candidates(PACKAGE)
    by_sort = Counter(fault.sort for fault in found)
    if given.list:
        print("\n".join(fault.name for fault in found))
    if not given.json:
        print(f"{len(found)} candidates: " + ", ".join(f"{by_sort[sort]} {sort}" for sort in SORTS))
    if len(found) < LEAST or min(by_sort[sort] for sort in SORTS) == 0:
        print(f"At least {LEAST} candidates of every sort are wanted.", file=sys.stderr)
        return 1
    if given.list:
        return 0
    try:
        became = run(drawn(given, found), time.monotonic() + given.minutes * 60, quiet=given.json)
    except RuntimeError as reason:
        print(reason, file=sys.stderr)
        return 1
    counts = Counter(became.values())
    if given.json:
        print(
            json.dumps(
                {"seed": given.seed, "candidates": dict(by_sort), "faults": became}, indent=2, ensure_ascii=False
            )
        )
    else:
        print(f"seed {given.seed}: {counts[CAUGHT]} caught, {counts[SURVIVED]} survived, {counts[NOT_TRIED]} not tried")
    return 1 if counts[SURVIVED] or not counts[CAUGHT] else 0


if __name__ == "__main__":
    sys.exit(main())
