"""The real server process over the same database and keys, so that the same people go on working through it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from wayhome.cli.server.run import address_of, answers

HOST = "127.0.0.1"


@contextmanager
def served(dsn: str) -> Iterator[str]:
    """The address of a server that answers from this process's home and database; it is stopped afterwards."""
    (Path(settings.STATIC_ROOT) / "staticfiles.json").write_text("{}", "utf-8")  # pages are read here, not looked at
    with socket.socket() as attempt:
        attempt.bind((HOST, 0))
        port = int(attempt.getsockname()[1])
    address, log = address_of(HOST, port), Path(settings.HOME) / "log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "wayhome.cli.main", "serve", "--port", str(port)],
            env={**os.environ, "DATABASE_URL": dsn, "WAYHOME_HOME": str(settings.HOME)},
            stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
    try:
        if not answers(address, 90):
            raise RuntimeError("The server does not answer:\n" + log.read_text("utf-8", "replace")[-2000:])
        yield address
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
