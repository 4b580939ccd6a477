"""As much as the attacker gets nothing out of: attempts from fuller to plainer, each a whole release that is attacked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from wayhome.benchmarking.disclosure.counting import Counting
from wayhome.benchmarking.disclosure.frame import Cell, Frame, NotInFrame
from wayhome.benchmarking.disclosure.profiles import DFE, Sign
from wayhome.benchmarking.disclosure.release import Refused, Release, prepare
from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.benchmarking.disclosure.tables import Count, Line, Table

SECONDS = 8
"""For each attempt. What could not be attacked to the end in it is not printed."""

Asks = tuple[tuple[str, Count], ...]
"""What an attempt asks to print: what each number is, in words, and the set that it counts."""


@dataclass(frozen=True, kw_only=True)
class Sheet(Table):
    """A table whose lines are the numbers that an attempt asks for."""

    asks: Asks = field(default=())

    def lines(self, frame: Frame) -> Iterator[Line]:
        for about, count in self.asks:
            yield Line((about,), (("number", count),))


@dataclass(frozen=True, kw_only=True)
class Held:
    """A release that was attacked and held, and which numbers it prints."""

    release: Release
    printed: frozenset[Cell]
    zeros: frozenset[Cell]
    """Those of them that are printed as nought."""
    withheld: tuple[tuple[str, str, str], ...]
    """Each figure that was asked for and is hidden: what it is, why, and what anybody can work out of it."""
    level: int
    """Which attempt it was, from 0, the fullest."""

    @property
    def notes(self) -> dict[str, list[Any]]:
        """For whoever releases: what is withheld and why, and which printed numbers say the same of everybody."""
        of_all = [f"{', '.join(each.about)}: {each.says.value}" for each in self.release.says_of_all]
        return {"withheld": [list(each) for each in self.withheld], "of_all": of_all}


H = TypeVar("H", bound=Held)


def fullest(
    name: str,
    frame: Frame,
    counted: Counting,
    attempts: Iterable[tuple[int, Asks]],
    *,
    earlier: Sequence[Publication],
    made: Callable[[Held], H],
    enough: Callable[[H], bool],
    says: Callable[[H], int] = lambda held: bool(held.printed),
    population: str,
    seconds: float = SECONDS,
) -> H:
    """The fullest of the attempts that holds and is enough; else, of those that hold, the fullest that says most.

    Raises Refused, in words.
    """
    held: list[H] = []
    refusal = Refused(
        _("“%(name)s” is not released: it is about too few returns to say anything of them.") % {"name": name}
    )
    for level, asks in attempts:
        try:
            table = Sheet(title=name, population=population, asks=asks)
            release = prepare(name, frame, [table], counted, profile=DFE, earlier=earlier, seconds=seconds)
        except Refused as fault:
            refusal = fault
            continue
        except NotInFrame as fault:
            raise Refused(f"“{name}” is not released: {fault}") from fault
        held.append(made(_held(release, table, level)))
        if enough(held[-1]):
            return held[-1]
    if not held:
        raise refusal
    return max(held, key=says)


def _held(release: Release, table: Sheet, level: int) -> Held:
    rows = [(about[0], figures[0]) for about, figures in release.rows(table)]
    cells = {about: count.cell for about, count in table.asks}
    hidden = {
        cells[about]: (about, str(figure.reason or ""), figure.interval or "")
        for about, figure in rows if figure.text == Sign.HIDDEN
    }  # fmt: skip
    return Held(
        release=release,
        printed=frozenset(cells[about] for about, figure in rows if figure.text not in set(Sign)),
        zeros=frozenset(cells[about] for about, figure in rows if figure.text == "0"),
        withheld=tuple(hidden.values()),
        level=level,
    )
