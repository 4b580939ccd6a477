"""Sorts more rows than fit in memory: sorted runs are put aside in temporary files and merged.

Rows of one child may stand anywhere in a file, and rules compare them; memory must not grow with the file all the same.
"""

from __future__ import annotations

import heapq
import pickle
import tempfile
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import IO, Any, Generic, Self, TypeVar

Row = TypeVar("Row")

ROWS_IN_MEMORY = 200_000


class Sorter(Generic[Row]):
    """Collects rows by `add` and gives them back in order by iteration. Use as a context manager: it owns files."""

    def __init__(self, key: Callable[[Row], Any], *, rows_in_memory: int = ROWS_IN_MEMORY):
        self._key = key
        self._most = rows_in_memory
        self._held: list[Row] = []
        self._runs: list[IO[bytes]] = []
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for run in self._runs:
            run.close()
        self._runs.clear()
        self._held.clear()

    def add(self, row: Row) -> None:
        """Keep one more row, putting a sorted run aside when memory is full."""
        self._held.append(row)
        self.count += 1
        if len(self._held) >= self._most:
            self._put_aside()

    def _put_aside(self) -> None:
        self._held.sort(key=self._key)
        run = tempfile.TemporaryFile(prefix="wayhome-")  # noqa: SIM115 - closed by __exit__
        for row in self._held:
            pickle.dump(row, run, pickle.HIGHEST_PROTOCOL)
        run.seek(0)
        self._runs.append(run)
        self._held = []

    def __iter__(self) -> Iterator[Row]:
        self._held.sort(key=self._key)
        for run in self._runs:
            run.seek(0)
        return heapq.merge(*(_rows_of(run) for run in self._runs), self._held, key=self._key)


def _rows_of(run: IO[bytes]) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(run)
        except EOFError:
            return
