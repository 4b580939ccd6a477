"""Small faults put into the clock and the journey one at a time: how many of them the tests notice.

    python3 dev.py prove mutation [clock] [journey] [--json] [--seed N] [--shard I/N] [--minutes M] [--least PERCENT]
        [--only WORDS]

Each mutant is one change (a comparison, an operator, a constant, a condition, a returned value), run against the unit
tests and scenarios of its module in a process of its own, ten seconds at most. Prints the score of each module and every
mutant that nobody noticed. Exits 1 when a package scores less than 90%, or its tests fail on the unchanged code.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import io
import json
import os
import random
import re
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from prove._mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
SECONDS = 10
LONGEST_WAIT = 120.0  # seconds on the wall, for a mutant that sleeps
PROCESSES = 2
LEAST = 90.0
QUICKLY = ("-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:django")
KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"


@dataclass(frozen=True)
class Target:
    """A part of the product and the tests that have to notice when it changes: patterns below src/wayhome and tests."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]

    def files(self) -> list[Path]:
        """The modules to change, the ones that only re-export left out."""
        found = [path for pattern in self.modules for path in sorted((SOURCE / "wayhome").glob(pattern))]
        return [path for path in found if path.name != "__init__.py"]

    def test_files(self) -> list[str]:
        """The tests to run."""
        return [str(path) for pattern in self.tests for path in sorted((ROOT / "tests").glob(pattern))]


TARGETS = {
    "clock": Target(
        ("domain/clock/*.py", "domain/moment.py", "domain/wallclock.py", "domain/assertions.py", "domain/holidays.py"),
        (
            "unit/test_clock*.py",
            "unit/test_moment.py",
            "unit/test_wallclock.py",
            "unit/test_assertions.py",
            "unit/test_holidays.py",
            "spec/test_clock*.py",
        ),
    ),
    "journey": Target(
        ("domain/journey/**/*.py",),
        ("unit/test_journey*.py", "unit/journey/**/test_*.py", "spec/test_journey*.py"),
    ),
}


@dataclass
class Score:
    """What became of the mutants of one module."""

    module: str
    mutants: int = 0
    outcomes: dict[str, int] = field(default_factory=lambda: {KILLED: 0, TIMED_OUT: 0, SURVIVED: 0})
    survivors: list[str] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """Mutants that were run."""
        return sum(self.outcomes.values())

    @property
    def percent(self) -> float:
        """The share of tried mutants that were noticed; a mutant that hangs is noticed."""
        return 100.0 * (self.tried - self.outcomes[SURVIVED]) / self.tried if self.tried else 0.0


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module its changed code, and leaves every other to the ordinary import."""

    def __init__(self, name: str, code: CodeType, path: Path) -> None:
        self.name, self.code, self.path = name, code, path

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The changed module, when it is asked for."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        exec(self.code, module.__dict__)


def module_name(path: Path) -> str:
    """The dotted name of a source file."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def run_tests(tests: Sequence[str], finder: Changed | None) -> None:
    """In a child process: run the tests on the changed module, the first file by itself, and never return.

    Time is counted as work done by the processor, so that a busy machine is not taken for a mutant that hangs.
    """
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        os.chdir(ROOT)
        if finder is not None:
            sys.meta_path.insert(0, finder)
        for files in (tests[:1], tests[1:]):
            if files and (answer := int(pytest.main([*QUICKLY, *files]))):
                os._exit(answer)
        os._exit(0)
    except BaseException:  # an error of the changed code on its way out is a mutant noticed
        os._exit(99)


@cache
def nearest_first(path: Path, tests: tuple[str, ...]) -> tuple[str, ...]:
    """The tests, those that speak most of what the module defines first: they notice soonest."""
    tree = ast.parse(path.read_text("utf-8"))
    names = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    said = {test: Counter(re.findall(r"\w+", Path(test).read_text("utf-8"))) for test in tests}
    return tuple(sorted(tests, key=lambda test: -sum(said[test][name] for name in names)))


@dataclass
class Child:
    """A mutant that is being run."""

    score: Score
    mutant: Mutant
    pid: int
    deadline: float

    def outcome(self) -> str | None:
        """What became of it, or None while it runs; a child past its time is stopped."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid:
            code = os.waitstatus_to_exitcode(status)
            return {0: SURVIVED, -signal.SIGXCPU: TIMED_OUT}.get(code, KILLED)
        if time.monotonic() < self.deadline:
            return None
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return TIMED_OUT


def start(tests: Sequence[str], finder: Changed | None) -> int:
    """Start a child on the tests and return its process id."""
    pid = os.fork()
    if pid == 0:
        run_tests(tests, finder)
    return pid


def warm_up() -> None:
    """Load everything that pytest loads by letting it look for tests where there are none, so that no child has to."""
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main([*QUICKLY, "--collect-only", str(Path(__file__).parent)])


def tests_hold(tests: Sequence[str]) -> bool:
    """Whether the tests pass on the unchanged code; otherwise every mutant would seem to be noticed."""
    return bool(tests) and os.waitstatus_to_exitcode(os.waitpid(start(tests, None), 0)[1]) == 0


def work(target: Target, only: str, seed: int, part: int, parts: int, until: float) -> list[Score]:
    """Run the target's mutants in an order drawn by the seed, two at a time, until all are done or time is up."""
    queue: list[tuple[Score, Path, Mutant]] = []
    scores = []
    for path in target.files():
        score = Score(path.relative_to(SOURCE / "wayhome").as_posix())
        if only not in score.module:
            continue
        scores.append(score)
        queue += [(score, path, mutant) for mutant in mutants_of(path.read_text("utf-8"))]
    random.Random(seed).shuffle(queue)
    queue = queue[part - 1 :: parts]
    for score, _, _ in queue:
        score.mutants += 1
    gc.collect()
    gc.freeze()  # so that a child's collector does not copy what it only inherits
    with tidy() as running:
        _run_all(queue, running, tuple(target.test_files()), until)
    return [score for score in scores if score.mutants]


def _run_all(
    queue: list[tuple[Score, Path, Mutant]], running: list[Child], tests: tuple[str, ...], until: float
) -> None:
    left = list(reversed(queue))
    while running or (left and time.monotonic() < until):
        while left and len(running) < PROCESSES and time.monotonic() < until:
            score, path, mutant = left.pop()
            finder = Changed(module_name(path), compile(mutant.tree(), str(path), "exec"), path)
            running.append(
                Child(score, mutant, start(nearest_first(path, tests), finder), time.monotonic() + LONGEST_WAIT)
            )
        for child in list(running):
            outcome = child.outcome()
            if outcome is not None:
                running.remove(child)
                note(child, outcome)
        time.sleep(0.005)


def note(child: Child, outcome: str) -> None:
    """Add what became of a mutant to its module's score."""
    child.score.outcomes[outcome] += 1
    if outcome == SURVIVED:
        child.score.survivors.append(str(child.mutant))
    done = child.score
    if sys.stderr.isatty():
        print(f"\r{done.module}: {done.tried} of {done.mutants}   ", end="", file=sys.stderr, flush=True)


@contextlib.contextmanager
def tidy() -> Iterator[list[Child]]:
    """The children now running; any left on the way out are stopped."""
    running: list[Child] = []
    try:
        yield running
    finally:
        for child in running:
            os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)


def total(name: str, scores: Sequence[Score]) -> Score:
    """The scores of a package's modules together."""
    whole = Score(name, sum(score.mutants for score in scores))
    for outcome in whole.outcomes:
        whole.outcomes[outcome] = sum(score.outcomes[outcome] for score in scores)
    return whole


def line(score: Score) -> str:
    """One module's figures."""
    out = score.outcomes
    untried = f", {score.mutants - score.tried} not tried" if score.tried < score.mutants else ""
    noticed = f"{out[KILLED]:>5} noticed {out[TIMED_OUT]:>3} hung {out[SURVIVED]:>4} survived"
    return f"{score.module:<32} {score.mutants:>5} mutants {noticed}  {score.percent:6.1f}%{untried}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the mutants of the packages named, print the scores, and say by the exit code whether they are enough."""
    parser = argparse.ArgumentParser(prog="python3 dev.py prove mutation", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("packages", nargs="*", metavar="NAME", help=f"of {', '.join(TARGETS)}; without one, all")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--seed", type=int, default=72, help="the order in which mutants are tried")
    parser.add_argument("--shard", default="1/1", metavar="I/N", help="the Ith of N parts")
    parser.add_argument("--minutes", type=float, default=60.0, help="stop starting new mutants after this long")
    parser.add_argument("--least", type=float, default=LEAST, help="the score that every package has to reach")
    parser.add_argument("--only", default="", metavar="WORDS", help="only modules whose path holds these words")
    given = parser.parse_args(arguments)
    if unknown := set(given.packages) - set(TARGETS):
        parser.error(f"there is no package called {', '.join(sorted(unknown))}")
    part, _, parts = given.shard.partition("/")
    if not (part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        parser.error("--shard takes two numbers such as 1/4")
    warm_up()
    until = time.monotonic() + given.minutes * 60
    results: dict[str, list[Score]] = {}
    short: list[str] = []
    for name in given.packages or TARGETS:
        if not tests_hold(TARGETS[name].test_files()):
            short.append(f"{name}: there are no tests, or they fail on the unchanged code")
            continue
        results[name] = work(TARGETS[name], given.only, given.seed, int(part), int(parts), until)
        whole = total(name, results[name])
        if whole.percent < given.least:
            short.append(
                f"{name}: {whole.percent:.1f}% of {whole.tried} mutants noticed, at least {given.least:g}% wanted"
            )
    show(results, short, as_json=given.json, seed=given.seed)
    return 1 if short else 0


def show(results: dict[str, list[Score]], short: list[str], *, as_json: bool, seed: int) -> None:
    """Print every score, and what nobody noticed."""
    if as_json:
        plain = {
            name: [{**vars(score), "percent": round(score.percent, 1)} for score in (*scores, total(name, scores))]
            for name, scores in results.items()
        }
        print(json.dumps({"seed": seed, "packages": plain, "short": short}, indent=2, ensure_ascii=False))
        return
    for name, scores in results.items():
        for score in (*scores, total(f"{name}, together", scores)):
            print(line(score))
        for score in scores:
            for survivor in sorted(score.survivors):
                print(f"  not noticed: {score.module} {survivor}")
    print("\n".join(short) if short else "Every package is above its mark.")


if __name__ == "__main__":
    sys.exit(main())
