"""Telling one child's year: each deed through the action that the page would call, at its own hour, in its doer's name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from random import Random
from typing import Any
from uuid import UUID

from wayhome.casework.journal.context import Viewer
from wayhome.cli.demonstration.area import Area
from wayhome.cli.demonstration.year.accounts import Theme, theme_for
from wayhome.cli.demonstration.year.children import Life
from wayhome.cli.demonstration.year.diary import Deed
from wayhome.domain.moment import Moment

Handler = Callable[..., None]
HANDLERS: dict[str, Handler] = {}
"""What each deed does, by its name."""


@dataclass
class Told:
    """One case as far as it is told: its absences, its number, what was written and sent."""

    theme: Theme
    episodes: list[UUID] = field(default_factory=list)
    case: UUID | None = None
    needs: dict[int, UUID] = field(default_factory=dict)
    copies: dict[str, UUID] = field(default_factory=dict)


@dataclass
class File:
    """One child on file, and the viewer of the sitting that is going on."""

    area: Area
    life: Life
    child: UUID
    rng: Random
    cases: dict[int, Told] = field(default_factory=dict)
    worries: list[UUID] = field(default_factory=list)
    by: Viewer | None = None

    @property
    def viewer(self) -> Viewer:
        """Who sits there now."""
        assert self.by is not None
        return self.by

    def told(self, case: int) -> Told:
        if case not in self.cases:
            self.cases[case] = Told(theme_for(self.rng, looked_after=self.life.looked_after))
        return self.cases[case]

    def does(self, case: int, action: Callable[..., Any], /, **given: Any) -> Any:
        """An action about a case, now; what every action asks for is filled in here."""
        by, asked = self.viewer, asked_by(action)
        common = {
            "case": self.told(case).case,
            "child": self.child,
            "seen_version": None,
            "happened": Moment.exactly(by.at),
        }
        return action(**{n: v for n, v in common.items() if n in asked and n not in given}, **given, by=by, at=by.at)

    def user(self, who: str) -> UUID:
        """The account of a person of the area."""
        user = self.area.viewers[who].user
        assert user is not None
        return user

    def one_of(self, words: Any) -> Any:
        return self.rng.choice(words)


@cache
def asked_by(action: Callable[..., Any]) -> frozenset[str]:
    """The names of what an action asks for."""
    return frozenset(inspect.signature(action).parameters)


def deed(name: str) -> Callable[[Handler], Handler]:
    """Make a function what a deed of this name does."""

    def register(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        return handler

    return register


def tell(file: File) -> None:
    """Everything of one child. Deeds of one person in one minute are one sitting, journalled together."""
    for (who, at), sitting in groupby(file.life.deeds, key=lambda deed: (deed.who, deed.at)):
        deeds = list(sitting)
        if deeds[0].what == "back" and deeds[0].given["absence"].by_notice:
            _done(file, deeds[0])  # the police's system speaks for itself, and the authority's answers
            continue
        with file.area.acting(who, at) as file.by:
            for one in deeds:
                _done(file, one)


def _done(file: File, deed: Deed) -> None:
    HANDLERS[deed.what](file, deed, **deed.given)
