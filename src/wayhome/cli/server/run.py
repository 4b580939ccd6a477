"""The web server itself: granian, with the case system loaded once and its workers made from it."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from wayhome.cli.server.words import Cannot
from wayhome.engines.embedded_postgres import Given
from wayhome.engines.embedded_postgres import Server as Database
from wayhome.engines.postgres_programs import DatabaseError

THREADS = 4
"""One process runs Python for one thread at a time. Twice as many take turns twice as often, and the slowest pages take a quarter longer."""
SELDOM = (20_000, 20, 50)
"""A page makes tens of thousands of objects and drops them all: looking for circles among them every 700 is a cost for nothing."""
SECONDS_TO_ANSWER = 60
SECONDS_FOR_REQUESTS_IN_HAND = 10
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_BEFORE_JOBS_AGAIN = 5
SIGNAL_WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG


def serve(
    database: Database | Given,
    *,
    host: str,
    port: int,
    workers: int,
    when_ready: Callable[[str], None],
    jobs: bool = True,
) -> None:
    """Answer at host and port until asked to stop, then finish the requests in hand.

    Django has started, and everything in `ready` holds. `when_ready` is called with the address once it answers. A
    worker or a private database that dies is started again, and so are the `jobs` unless another machine does them.
    Raises Cannot when the server ends by itself.
    """
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    address = address_of(host, port)
    application = loaded()
    server = Server(
        "wayhome", address=host, port=port, interface=Interfaces.WSGI, http=HTTPModes.http1, workers=workers,
        blocking_threads=THREADS, respawn_failed_workers=True, workers_kill_timeout=SECONDS_FOR_REQUESTS_IN_HAND,
        log_level=LogLevels.error, process_name="wayhome",
    )  # fmt: skip

    @server.on_startup
    def tell() -> None:
        threading.Thread(target=_tell_when_it_answers, args=(address, when_ready), daemon=True).start()

    parent = os.getpid()
    let_go_of_the_database()
    with kept_running(database), jobs_kept_running() if jobs else nullcontext():
        _serve(server, application, parent)


def _serve(server: Any, application: Any, parent: int) -> None:
    try:
        server.serve(target_loader=lambda: _in_worker(application, parent), wrap_loader=False)
    except SystemExit as ended:
        if ended.code:
            raise Cannot("The server ended by itself; what it said last is above, or in its log.") from ended


@contextmanager
def kept_running(database: Database | Given) -> Iterator[None]:
    """While the block runs, a private database that dies is started again; one that is given is its keeper's to start."""
    leave = threading.Event()
    watcher = threading.Thread(target=_watch, args=(database, leave), daemon=True)
    if isinstance(database, Database):
        watcher.start()
    try:
        yield
    finally:
        leave.set()
        if watcher.is_alive():
            watcher.join()


def _watch(database: Database, leave: threading.Event) -> None:
    while not leave.wait(SECONDS_BETWEEN_LOOKS):
        try:
            if not database.running:
                database.start()
        except DatabaseError as problem:
            print(f"The database does not start: {problem}", file=sys.stderr, flush=True)


starting = threading.Lock()
"""Held while a process is started: a worker forked meanwhile would keep the pipe open that says it has started."""
os.register_at_fork(before=starting.acquire, after_in_parent=starting.release, after_in_child=starting.release)


@contextmanager
def jobs_kept_running() -> Iterator[None]:
    """While the block runs, so does `wayhome jobs`, in a process of its own that is started again when it dies."""
    leave = threading.Event()
    watcher = threading.Thread(target=_watch_jobs, args=(leave,), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        leave.set()
        watcher.join()


def _watch_jobs(leave: threading.Event) -> None:
    command = [sys.executable, "-m", "wayhome.cli.main", "jobs", "--parent", str(os.getpid())]
    while not leave.is_set():
        with starting:
            process = subprocess.Popen(  # in a session of its own: Ctrl-C is for the server, which then ends it
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
            )
        while process.poll() is None and not leave.wait(SECONDS_BETWEEN_LOOKS):
            pass
        if leave.is_set():
            _end(process)
        elif not leave.wait(SECONDS_BEFORE_JOBS_AGAIN):
            print("The jobs ended by themselves, and are started again.", file=sys.stderr, flush=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and wait; a thing in hand that takes too long is rolled back, and done by the next who looks."""
    process.terminate()
    try:
        process.wait(SECONDS_FOR_REQUESTS_IN_HAND)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def dies_with(parent: int, by: signal.Signals = signal.SIGTERM) -> bool:
    """Have the system end this process, by a signal, when its parent ends. False where that has happened already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SIGNAL_WHEN_PARENT_DIES, by)
    return os.getppid() == parent


def address_of(host: str, port: int) -> str:
    """The address as a person types it."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def loaded() -> Any:
    """The case system with every page and template of its address table imported, so that workers start with them."""
    from django.urls import get_resolver

    from wayhome.casework.config.wsgi import application

    _ = get_resolver().url_patterns
    return application


def answers(address: str, seconds: float) -> bool:
    """Whether the server at an address answers, with its database, within the time."""
    patience = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"{address}health/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            if time.monotonic() > patience:
                return False
            time.sleep(0.05)


def _tell_when_it_answers(address: str, when_ready: Callable[[str], None]) -> None:
    if answers(address, SECONDS_TO_ANSWER):
        when_ready(address)


def let_go_of_the_database() -> None:
    """A connection must not be shared with processes made from this one."""
    from django.db import connections

    for connection in connections.all():
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def _in_worker(application: Any, parent: int) -> Any:
    """A worker does not outlive the server that made it, even one that was killed.

    It is not asked: nobody is left to see that it ends, and what it had in hand was not answered, so the database takes it back.
    """
    if not dies_with(parent, signal.SIGKILL) and sys.platform == "linux":
        os.kill(os.getpid(), signal.SIGKILL)
    return application
