"""Opaque ids: random, so that a number never says how many children another authority has."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

_source: ContextVar[Callable[[], UUID]] = ContextVar("source_of_ids", default=uuid4)


def fresh_id() -> UUID:
    """A new random id for a row."""
    return _source.get()()


@contextmanager
def ids_drawn_from(seed: int) -> Iterator[None]:
    """Inside the block ids repeat for the same seed, so that two runs can be compared byte by byte. Never in production."""
    drawn = random.Random(seed)
    token = _source.set(lambda: UUID(int=drawn.getrandbits(128), version=4))
    try:
        yield
    finally:
        _source.reset(token)
