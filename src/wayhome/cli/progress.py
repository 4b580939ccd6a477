"""Says on stderr how far the reading is, once it has taken more than a second; quiet otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

QUIET_FOR = 1.0
SECONDS_BETWEEN_LINES = 2.0


class Reading:
    """Counts bytes read over all files. A bar on a terminal; elsewhere a line every two seconds."""

    def __init__(self, paths: Iterable[Path]):
        self._total = sum(_size(path) for path in paths) or 1
        self._read = 0
        self._since = time.monotonic()
        self._spoke = 0.0
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def tick(self, read: int) -> None:
        """`read` more bytes have been read."""
        self._read += read
        now = time.monotonic()
        if now - self._since < QUIET_FOR or now - self._spoke < 0.1:
            return
        if sys.stderr.isatty():
            self._spoke = now
            if self._bar is None:
                self._bar = Progress(
                    TextColumn("Reading"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeRemainingColumn(),
                    console=Console(stderr=True), transient=True,
                )  # fmt: skip
                self._bar.add_task("reading", total=self._total)
                self._bar.start()
            self._bar.update(self._bar.task_ids[0], completed=min(self._read, self._total))
        elif now - self._spoke > SECONDS_BETWEEN_LINES:
            self._spoke = now
            print(f"Reading: {min(99, 100 * self._read // self._total)}%", file=sys.stderr, flush=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
