"""Running the command line as a person does: a process of its own, with a home of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wayhome.engines.embedded_postgres import Server

SET_BY_TESTS = ("DATABASE_URL", "WAYHOME_", "COVERAGE_")
"""Of what the tests and their measuring set, nothing is handed on: a command runs as fast as at a desk."""
PATIENCE = 120


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a person's shell has, with a home; nothing of what the tests set for themselves."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SET_BY_TESTS)}
    return {**kept, "WAYHOME_HOME": str(home), "PYTHONUNBUFFERED": "1", **more}


def wayhome(home: Path, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "wayhome.cli.main", *map(str, arguments)]
    return subprocess.run(
        command, env=environment(home, **more), capture_output=True, text=True, timeout=PATIENCE * 3, cwd=home.parent
    )


@contextmanager
def started(home: Path, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on running, in a process group of its own; whatever is left of it is killed afterwards."""
    command = [sys.executable, "-m", "wayhome.cli.main", *map(str, arguments)]
    log = home.parent / "started.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            env=environment(home),
            stdout=output,
            stderr=output,
            text=True,
            cwd=home.parent,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, 9)
            process.wait()


@contextmanager
def new_home() -> Iterator[Path]:
    """The path of a home that is not there yet; whatever came to be in it is gone afterwards, databases too."""
    folder = Path(tempfile.mkdtemp(prefix="wayhome-command-"))
    folder.chmod(0o755)  # the database server runs as another user where the tests run as root
    try:
        yield folder / "home"
    finally:
        for lock in folder.rglob("database/lock"):
            Server.at(lock.parent).remove()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def eventually(holds, seconds: float = 30) -> bool:
    """Whether something comes to hold within the time."""
    patience = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > patience:
            return False
        time.sleep(0.1)
    return True
