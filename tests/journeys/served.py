"""Wayhome as people find it: a process of its own over a database of its own, which really stops and really starts again."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.casework.commands import PATIENCE, environment, free_port, new_home, wayhome
from wayhome.cli.server.home import Home
from wayhome.cli.server.run import address_of, answers

ROOT = Path(__file__).parents[2]


@dataclass
class Served:
    """One home with the practice area in it, served for real: nothing about it knows that it is tried."""

    home: Home
    port: int = field(default_factory=free_port)
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """As a browser is given it: passkeys belong to a name, never to a number."""
        return address_of("localhost", self.port).rstrip("/")

    @property
    def log(self) -> Path:
        return self.home.folder.parent / "log"

    def make(self) -> None:
        """Keys, tables and style sheet as `wayhome migrate` makes them, then the area, in a process of its own."""
        ready = wayhome(self.home.folder, "migrate")
        assert ready.returncode == 0, ready.stderr
        made = subprocess.run(
            [sys.executable, "-m", "tests.journeys.making"], cwd=ROOT, env=environment(self.home.folder),
            capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        assert made.returncode == 0, made.stdout + made.stderr
        self.made = json.loads(made.stdout)

    def start(self) -> None:
        with self.log.open("ab") as log:
            subprocess.Popen(
                [sys.executable, "-m", "wayhome.cli.main", "serve", "--port", str(self.port)],
                env=environment(self.home.folder), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        assert answers(self.address + "/", PATIENCE), self.log.read_text("utf-8")

    def stop(self) -> None:
        """Stop the server, its workers and its database, and wait until all are gone."""
        assert self.home.stop_serving()
        assert not answers(self.address + "/", 0)

    def letter(self, words: str) -> str:
        """The address in the newest letter that holds these words: without a mail server, letters go to the log."""
        patience = time.monotonic() + 10
        while not (found := re.findall(rf"https?://\S*{re.escape(words)}\S+", self.log.read_text("utf-8"))):
            assert time.monotonic() < patience, f"no letter leads to {words}"
            time.sleep(0.1)
        return found[-1]


@contextmanager
def served() -> Iterator[Served]:
    """A home made for the occasion and served; whatever came to be in it is gone afterwards."""
    with new_home() as folder:
        running = Served(Home(folder))
        running.make()
        running.start()
        try:
            yield running
        finally:
            running.home.stop_serving()


def screenshots() -> Path | None:
    """Where pictures of every page go, when somebody asked for them: `WAYHOME_SCREENSHOTS=1`."""
    return ROOT / ".wayhome" / "screenshots" if os.environ.get("WAYHOME_SCREENSHOTS") else None
