"""Filling in the past year behind the server: in processes of their own, noted in the home folder, gone when it stops."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from wayhome.cli.server.home import Home
from wayhome.engines.postgres_programs import write_private

MOST_PROCESSES = 4
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_BETWEEN_LINES = 10
SIGNAL_WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG
LESS_URGENT = 5
"""Whoever asks for a page goes first."""


@dataclass(frozen=True, slots=True)
class Year:
    """What has to be known to go on: from which seed, relative to which hour, and whether everything is told."""

    seed: str
    now: str
    wanted: bool = True
    told: bool = False

    @property
    def hour(self) -> datetime:
        """The hour relative to which the area was made."""
        return datetime.fromisoformat(self.now)


def noted(home: Home) -> Year | None:
    """The year of this practice home; None before the area is made, and for one made without it."""
    try:
        return Year(**json.loads(_note(home).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def note(home: Home, year: Year) -> None:
    """Remember it, in one step that is done or not."""
    write_private(_note(home), json.dumps(asdict(year)))


def _note(home: Home) -> Path:
    return home.folder / "year.json"


@contextmanager
def filled_in(home: Home, secret: str, *, say: Callable[[str], None]) -> Iterator[None]:
    """While the block serves, what is not told of the year yet is filled in; stopped with it, it goes on another time.

    Django has started and holds no connection. `say` is told how far it is, from a thread of its own.
    """
    year = noted(home)
    if year is None or year.told or not year.wanted:
        shutil.rmtree(_folder(home), ignore_errors=True)
        yield
        return
    processes, leave = _started(home, secret, year), threading.Event()
    threading.Thread(target=_watched, args=(home, year, processes, say, leave), daemon=True).start()
    try:
        yield
    finally:
        leave.set()
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
        shutil.rmtree(_folder(home), ignore_errors=True)


def _started(home: Home, secret: str, year: Year) -> list[BaseProcess]:
    folder, parts = _folder(home), max(1, min(MOST_PROCESSES, os.cpu_count() or 1))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    for part in range(parts):
        (folder / str(part)).write_text("0 1")
    made = get_context("fork")
    processes = [
        made.Process(target=_tell_part, args=(folder, secret, year, part, parts, os.getpid())) for part in range(parts)
    ]
    for process in processes:
        process.start()
    return list(processes)


def _tell_part(folder: Path, secret: str, year: Year, part: int, parts: int, parent: int) -> None:
    """One process: tell its part of the children, and leave word how far it is."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SIGNAL_WHEN_PARENT_DIES, signal.SIGTERM)
        if os.getppid() != parent:
            return
    os.nice(LESS_URGENT)
    from wayhome.cli.demonstration import area as practice
    from wayhome.cli.demonstration.year import counted, filling

    area = practice.found(secret=secret, now=year.hour, year=year.seed)
    lives = filling.part_of(filling.planned(area), part, parts)
    total = sum(len(life.deeds) for life in lives)
    told = 0

    def note(deeds: int) -> None:
        nonlocal told
        told += deeds
        written = folder / f"{part}.part"
        written.write_text(f"{told} {total}")
        written.rename(folder / str(part))

    filling.fill(area, lives, told=note)
    counted.derive_now(area)


def _watched(
    home: Home, year: Year, processes: list[BaseProcess], say: Callable[[str], None], leave: threading.Event
) -> None:
    """Say how far it is from time to time, and at the end that it is done, or that it is not."""
    from wayhome.casework.accounts.practice import still_filling

    began = spoke = time.monotonic()
    while any(process.is_alive() for process in processes):
        if leave.wait(SECONDS_BETWEEN_LOOKS):
            return
        if time.monotonic() - spoke > SECONDS_BETWEEN_LINES and (percent := still_filling()) is not None:
            spoke = time.monotonic()
            say(f"… Filling in the past year: {percent}%")
    if any(process.exitcode for process in processes):
        say(f"! The past year could not be filled in; {home.log} says why. It goes on when you start it again.")
        return
    note(home, replace(year, told=True))
    shutil.rmtree(_folder(home), ignore_errors=True)
    say(f"✓ The past year is filled in: {time.monotonic() - began:.1f} s. `wayhome demo --count` counts what is there.")


def _folder(home: Home) -> Path:
    """How far each process is; the pages read it while it is there (`accounts.practice.still_filling`)."""
    return home.folder / "filling"
