"""The stories of the practice area: each shows one state of the journey, told with the product's own actions.

A story is one function in a module of this package::

    @story("Aisha: back from a placement far away, not yet asked")
    def aisha(area: Area) -> None:
        with area.acting("pat", area.ago(days=2)) as police: ...

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
    """One story: what it shows, in a line, and the function that makes it happen."""

    shows: str
    tell: Callable[[Area], None]


_told: dict[str, list[Story]] = {}


def story(shows: str) -> Callable[[Callable[[Area], None]], Callable[[Area], None]]:
    """Make a function one of the stories."""

    def register(tell: Callable[[Area], None]) -> Callable[[Area], None]:
        _told.setdefault(tell.__module__, []).append(Story(shows, tell))
        return tell

    return register


def stories() -> Iterator[Story]:
    """Every story, in order."""
    for module in sorted(each.name for each in pkgutil.iter_modules(__path__)):
        yield from _told.get(import_module(f"{__name__}.{module}").__name__, [])
