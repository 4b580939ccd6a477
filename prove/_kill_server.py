"""The real server in a home of its own, and the ways in which it is killed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wayhome.cli.server.home import Home
from wayhome.cli.server.run import address_of, answers
from wayhome.engines.embedded_postgres import Server
from wayhome.engines.postgres_programs import processes, works_in

HOST = "127.0.0.1"
CRASH_LOOP = 7.0
"""The web server gives up when a worker dies again so soon (5.5 s); killing it faster would test that only."""

KINDS = ("worker", "server", "database", "whole database")


class Wayhome:
    """One running Wayhome: `wayhome serve` over its private database, with the practice area in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home(self.folder / "practice")
        self.port = _free_port()
        self.address = address_of(HOST, self.port)
        self.process: subprocess.Popen[bytes] | None = None
        self.worker_killed = 0.0

    @classmethod
    @contextmanager
    def new(cls) -> Iterator[Wayhome]:
        """One made for the occasion, and gone afterwards."""
        folder = Path(tempfile.mkdtemp(prefix="wayhome-kill-"))
        folder.chmod(0o755)  # the database server runs as another user where this runs as root
        made = cls(folder)
        try:
            made.make()
            yield made
        finally:
            made.stop()
            made.database.remove()
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def database(self) -> Server:
        return Server.at(self.home.folder / "database")

    def make(self) -> None:
        """Make keys, tables and the practice area. Raises RuntimeError with what was said when that fails."""
        for options in ("--detach", "--stop"):
            done = subprocess.run(
                self._command("demo", options), env=self._environment(), capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise RuntimeError(done.stdout + done.stderr)

    def start(self) -> None:
        """Start serving and wait until it answers."""
        self._serve()
        self.wait()

    def _serve(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self._command("serve"), env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )

    def wait(self) -> None:
        """Wait until it answers; a server that gave up is started again. Raises RuntimeError after a minute."""
        patience = time.monotonic() + 90
        while not answers(self.address, 0.5):
            if self.process is not None and self.process.poll() is not None:
                self._serve()
            if time.monotonic() > patience:
                raise RuntimeError(
                    "It does not answer again:\n" + (self.folder / "log").read_text("utf-8", "replace")[-2000:]
                )

    def kill(self, dice: random.Random) -> str:
        """Kill something with SIGKILL, chosen at random; what it was. `wait` brings it back."""
        soon = time.monotonic() - self.worker_killed < CRASH_LOOP
        kind = dice.choices(KINDS, weights=(0 if soon else 5, 2, 2, 2))[0]
        if kind == "worker":
            self._kill(self._workers())
            self.worker_killed = time.monotonic()
        elif kind == "server":
            assert self.process is not None
            self._kill([self.process.pid])
            self.process.wait()
            self.start()
        else:
            self.kill_database(whole=kind == "whole database")
        return kind

    def kill_database(self, *, whole: bool = True) -> None:
        """Kill all processes of the database, or only the first, whose children then find out."""
        everyone = [pid for pid in processes() if works_in(pid, self.database.place / "data")]
        self._kill(everyone if whole else self._postmaster())

    def stop(self) -> None:
        """Stop everything that runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(30)
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.database.stop()

    def _workers(self) -> list[int]:
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def _postmaster(self) -> list[int]:
        with suppress(OSError, ValueError):
            return [int((self.database.place / "data" / "postmaster.pid").read_text().split("\n", 1)[0])]
        return []

    @staticmethod
    def _kill(pids: list[int]) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _command(self, name: str, *options: str) -> list[str]:
        return [sys.executable, "-m", "wayhome.cli.main", name, "--port", str(self.port), *options]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "WAYHOME_"))}
        return {**kept, "WAYHOME_HOME": str(self.home.folder if self.home.practice else self.folder)}


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind((HOST, 0))
        return int(attempt.getsockname()[1])
