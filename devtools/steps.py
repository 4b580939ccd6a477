"""Steps: each says its name and how long it took; one that fails says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATE = ROOT / ".wayhome"
BIN = ROOT / ".venv" / "bin"

CANNOT = 2


class Failed(Exception):
    """A step did not succeed. `str()` of it says what happened and what to do; `code` is the exit code."""

    def __init__(self, words: str, code: int = 1) -> None:
        super().__init__(words)
        self.code = code


@contextmanager
def step(name: str) -> Iterator[None]:
    """Name what is being done, then say how long it took, or that it failed."""
    say(f"· {name} …")
    began = time.perf_counter()
    try:
        yield
    except BaseException:
        say(f"✗ {name}: {took(began)}")
        raise
    say(f"✓ {name}: {took(began)}")


def took(began: float) -> str:
    """The time since `began`, as people say it."""
    seconds = time.perf_counter() - began
    return f"{seconds:.1f} s" if seconds < 100 else f"{int(seconds // 60)} min {int(seconds % 60)} s"


def say(words: str) -> None:
    """Print at once, in order with what other programs print."""
    print(words, flush=True)


def show(*command: str | Path, env: Mapping[str, str] | None = None) -> int:
    """Run a program of the environment with its output shown as it comes; its exit code."""
    try:
        return subprocess.call([str(part) for part in command], cwd=ROOT, env=environment(env))
    except FileNotFoundError as missing:
        raise Failed(f"{missing.filename} is not there. Delete the folder .venv, then try again.") from None


def quiet(*command: str | Path, otherwise: str, env: Mapping[str, str] | None = None, code: int = 1) -> str:
    """Run a program and keep its output; where it fails, show the end of it and say what to do."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT, env=environment(env), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", check=False,
        )  # fmt: skip
    except OSError as problem:
        raise Failed(f"{command[0]} could not be run: {problem.strerror}.\n{otherwise}", code) from None
    if done.returncode:
        raise Failed("\n".join([*done.stdout.strip().splitlines()[-20:], otherwise]), code)
    return done.stdout


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment, in which the project's own programs come first."""
    own = {"PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)]), "VIRTUAL_ENV": str(BIN.parent)}
    return {**os.environ, **own, "PYTHONUNBUFFERED": "1", **(more or {})}


def in_ci() -> bool:
    """Whether nothing may be left out."""
    return os.environ.get("CI") == "true"


def complain(words: str) -> None:
    """Say to the person, on the error stream, what went wrong and what to do."""
    sys.stdout.flush()
    print(words, file=sys.stderr, flush=True)
