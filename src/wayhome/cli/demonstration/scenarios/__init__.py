"""The stories of the practice area: each shows one state of the journey, told with the product's own actions.

A story is one function in a module of this package::

    @story("back this morning, and nobody has looked at it yet", child="Kai Moss", headline="triage")
    def kai(area: Area) -> None:
        child = on_file(area, "Kai", "Moss", age=13.1)
        child.goes_missing(20, reported=16)
        child.is_back(5, told=3.5)

Modules are told in the order of their names, stories in the order in which they are written.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wayhome.cli.demonstration.area import Area


@dataclass(frozen=True)
class Story:
    """One story: what it shows, in a line, of which child, how the case then stands, and what makes it happen."""

    shows: str
    child: str
    headline: str | None
    tell: Callable[[Area], None]


_told: dict[str, list[Story]] = {}


def story(
    shows: str, *, child: str, headline: str | None = None
) -> Callable[[Callable[[Area], None]], Callable[[Area], None]]:
    """Make a function one of the stories. `headline` is the code of how the case stands; None where there is no case."""

    def register(tell: Callable[[Area], None]) -> Callable[[Area], None]:
        _told.setdefault(tell.__module__, []).append(Story(shows, child, headline, tell))
        return tell

    return register


def stories() -> Iterator[Story]:
    """Every story, in order."""
    for module in sorted(each.name for each in pkgutil.iter_modules(__path__)):
        yield from _told.get(import_module(f"{__name__}.{module}").__name__, [])
