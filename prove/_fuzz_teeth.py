"""Faults planted in the running program: a fuzzing that lets one of them pass would prove nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any
from unittest.mock import patch

from django.urls import URLPattern, get_resolver

from wayhome.casework.journey import projection
from wayhome.casework.organisations import actions as organisations

STEPS = frozenset({"try_new", "carer_told", "need_new", "worry_new", "phone_answer", "carer_asked"})


@dataclass(frozen=True)
class Planted:
    """One fault: in words, how it is planted, the pages on which it is looked for, and how it shows."""

    words: str
    plant: Callable[[], AbstractContextManager[Any]]
    pages: frozenset[str]
    shows: str
    seen_after: bool = False
    """Whether it shows only when everything is looked at afterwards."""


@contextmanager
def _view(name: str, changed: Callable[[Any], None]) -> Iterator[None]:
    pattern = next(p for p in get_resolver().url_patterns if isinstance(p, URLPattern) and p.name == name)
    view = pattern.callback

    @wraps(view)
    def planted(request: Any, *args: Any, **given: Any) -> Any:
        changed(request)
        return view(request, *args, **given)

    pattern.callback = planted
    try:
        yield
    finally:
        pattern.callback = view


def raises_on_signs() -> AbstractContextManager[Any]:
    """A view that cannot bear what is written from right to left, or drawn."""

    def changed(request: Any) -> None:
        if any(ord(letter) > 0x2000 for value in request.POST.values() for letter in value):
            raise ValueError("planted")

    return _view("child_add", changed)


def sleeps_once() -> AbstractContextManager[Any]:
    """A view that hangs, once."""
    slept: list[bool] = []

    def changed(request: Any) -> None:
        if not slept and request.method == "POST":
            slept.append(True)
            time.sleep(2.2)

    return _view("child_add", changed)


def skips_its_journal() -> AbstractContextManager[Any]:
    """A team is added, and nobody notes it."""
    real = organisations.journal.wrote

    def wrote(by: Any, what: str, *args: Any, **codes: Any) -> None:
        if what != "team.added":
            real(by, what, *args, **codes)

    return patch.object(organisations.journal, "wrote", wrote)


def writes_no_projection() -> AbstractContextManager[Any]:
    """Events are added, and where the case stands is not written down."""
    return patch.object(projection, "_replace", lambda table, rows: None)


PLANTED = (
    Planted("a view that raises on one odd input", raises_on_signs, frozenset({"child_add"}), "500 through"),
    Planted("a view that hangs once", sleeps_once, frozenset({"child_add"}), " s through"),
    Planted(
        "a write that skips its journal",
        skips_its_journal,
        frozenset({"teams"}),
        "written without a row in the journal",
        True,
    ),
    Planted("an event without its projection", writes_no_projection, STEPS, "kept and fresh differ", True),
)
