"""What a check is: a rule with its code and its words, and one function that finds where the rule is broken."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Generic, Protocol, TypeVar

from wayhome.returns.fault import Fault, Weight, shown

Subject = TypeVar("Subject")


class Placed(Protocol):
    """A row that knows where it stands."""

    @property
    def file(self) -> str: ...
    @property
    def row(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken. `says` and `remedy` replace the rule's own words where a row needs its own."""

    at: Placed
    column: str
    value: str
    says: str = ""
    remedy: str = ""
    weight: Weight | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject]):
    """A rule. `needs` names the further files or facts without which it cannot be run."""

    code: str
    title: str
    says: str
    remedy: str
    find: Callable[[Subject], Iterable[Finding]]
    needs: tuple[str, ...] = ()
    weight: Weight = Weight.FAULT

    def faults(self, subject: Subject) -> Iterator[Fault]:
        """Every breach of the rule, worded."""
        for found in self.find(subject):
            yield Fault(
                found.at.file,
                found.at.row,
                found.column,
                shown(found.value),
                self.code,
                found.says or self.says,
                found.remedy or self.remedy,
                found.weight or self.weight,
                found.also,
            )


def check(
    code: str, *, title: str, says: str, remedy: str, needs: tuple[str, ...] = (), weight: Weight = Weight.FAULT
) -> Callable[[Callable[[Any], Iterable[Finding]]], Check[Any]]:
    """Make a check of a function that yields findings."""

    def made(find: Callable[[Any], Iterable[Finding]]) -> Check[Any]:
        return Check(code, title, says, remedy, find, needs, weight)

    return made


def registry(package: ModuleType) -> tuple[Check[Any], ...]:
    """Every check of a package, one from each of its modules, in the order of their codes."""
    found: list[Check[Any]] = []
    for module in pkgutil.iter_modules(package.__path__):
        held = vars(importlib.import_module(f"{package.__name__}.{module.name}")).values()
        found.extend(thing for thing in held if isinstance(thing, Check))
    return tuple(sorted(found, key=lambda c: (not c.code.isdigit(), int(c.code) if c.code.isdigit() else 0, c.code)))
