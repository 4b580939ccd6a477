"""The home folder: keys, the private database, the static files, and who serves from it now.

Everything that a running Wayhome keeps on disk is in one folder, named by `WAYHOME_HOME`; else `.wayhome` where the
command is given.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from wayhome.cli.server.words import Cannot
from wayhome.engines.embedded_postgres import Given, Server, database
from wayhome.engines.postgres_programs import write_private

KEYS = {"secret_key": "WAYHOME_SECRET_KEY", "master_keys": "WAYHOME_MASTER_KEYS"}
"""The files of keys, and the variable that holds each where an organisation keeps its keys elsewhere."""

SECONDS_TO_STOP = 30


@dataclass(frozen=True)
class Serving:
    """Who serves from a home folder: the process, and where it answers."""

    pid: int
    address: str


@dataclass(frozen=True)
class Home:
    """One home folder."""

    folder: Path

    @classmethod
    def here(cls) -> Home:
        """The folder that `WAYHOME_HOME` names, else `.wayhome` where the command was given."""
        return cls(Path(os.environ.get("WAYHOME_HOME", ".wayhome")).resolve())

    def use(self) -> None:
        """Make this the home of everything that this process starts; call it before Django starts."""
        os.environ["WAYHOME_HOME"] = str(self.folder)

    @property
    def practice(self) -> bool:
        """Whether everything in it is invented: `wayhome demo` marks the folder when it makes it."""
        return self.mark.is_file()

    @property
    def mark(self) -> Path:
        """The file whose presence says that this home is for practice."""
        return self.folder / "practice"

    @property
    def log(self) -> Path:
        """What the server says while nobody watches: pages and numbers, no names."""
        return self.folder / "log"

    def database(self) -> Server | Given:
        """The database that `DATABASE_URL` names, else the private one in this folder."""
        return database(self.folder / "database")

    @contextmanager
    def database_of_server(self, address: str) -> Iterator[Server | Given]:
        """The database, for the one process that serves from here at an address: the private one stops when it does.

        Raises Cannot where another process serves from here: two would fight over one database.
        """
        with self._served_by_me(address), self.database() as server:
            if isinstance(server, Server):
                server.started_here = True  # also one that a killed process left: nobody else is left to stop it
            yield server

    def missing_keys(self) -> list[str]:
        """The names of the keys that are neither in the environment nor in a file here."""
        return [
            name
            for name, variable in KEYS.items()
            if not os.environ.get(variable) and not self.key_file(name).is_file()
        ]

    def key_file(self, name: str) -> Path:
        return self.folder / name

    def make(self) -> None:
        """Make the folder, private to its owner but for the way through to the database."""
        try:
            self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        except OSError as problem:
            raise Cannot(f"The folder {self.folder} could not be made: {problem.strerror}.") from problem

    @contextmanager
    def _served_by_me(self, address: str) -> Iterator[None]:
        handle = os.open(self.folder / "serving", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if not _locked(handle):
                other = self.served_by()
                where = f" at {other.address}" if other else ""
                raise Cannot(f"Wayhome is served from {self.folder} already{where}.")
            write_private(self.folder / "serving.json", json.dumps(asdict(Serving(os.getpid(), address))))
            yield
            (self.folder / "serving.json").unlink(missing_ok=True)
        finally:
            os.close(handle)

    def served_by(self) -> Serving | None:
        """Who serves from here now; None when nobody does, whatever a killed process left behind."""
        try:
            with (self.folder / "serving").open("r+") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except FileNotFoundError:
            return None
        except BlockingIOError:
            return self._noted()
        return None

    def _noted(self) -> Serving | None:
        for _ in range(20):  # the lock is taken a moment before the note is written
            try:
                return Serving(**json.loads((self.folder / "serving.json").read_text("utf-8")))
            except (OSError, ValueError):
                time.sleep(0.05)
        return None

    def stop_serving(self) -> bool:
        """Ask whoever serves from here to stop, and wait until all it started is gone. False when nobody serves.

        Raises Cannot when it does not stop.
        """
        serving = self.served_by()
        if serving is None:
            return False
        with suppress(ProcessLookupError):  # it may have ended by itself a moment ago
            os.kill(serving.pid, signal.SIGTERM)
        patience = time.monotonic() + SECONDS_TO_STOP
        while self.served_by() is not None:
            if time.monotonic() > patience:
                raise Cannot(f"Process {serving.pid} was asked to stop and has not.")
            time.sleep(0.05)
        return True


def _locked(handle: int) -> bool:
    """Take the lock; somebody who only looks holds it for a moment, so try more than once."""
    for _ in range(10):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(0.05)
    return False
