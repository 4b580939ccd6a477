"""Why a command of the case system cannot go on, in words, and leaving with them."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from wayhome.engines.postgres_programs import DatabaseError

CANNOT = 2
STOPPED = 130


class Cannot(Exception):
    """Something is missing or wrong; `str()` says what, and what to do."""


@contextmanager
def in_words() -> Iterator[None]:
    """Leave with words and exit code 2 where something is missing, and by the same road on a signal to end."""
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    try:
        yield
    except (Cannot, DatabaseError) as cannot:
        print(cannot, file=sys.stderr)
        sys.exit(CANNOT)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """End as an exception does, so that everything that was started is stopped on the way out."""
    sys.exit(STOPPED)


def case_system_installed() -> None:
    """Raises Cannot where only the offline library is installed."""
    from importlib.util import find_spec

    missing = [name for name in ("django", "psycopg", "allauth", "granian") if find_spec(name) is None]
    if missing:
        raise Cannot(
            "The case system is not installed here, only the offline library. `pip install 'wayhome[server]'` adds it."
        )


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what was done and how long it took."""
    began = time.perf_counter()
    yield
    print(f"✓ {name}: {time.perf_counter() - began:.1f} s", flush=True)
