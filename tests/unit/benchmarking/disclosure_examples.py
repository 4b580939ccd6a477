"""Small areas for the tests of disclosure control: a frame, and counts written down as a table."""

from __future__ import annotations

from collections.abc import Mapping

from wayhome.benchmarking.disclosure.counting import Counted
from wayhome.benchmarking.disclosure.frame import Cell, Dimension, Frame
from wayhome.benchmarking.disclosure.tables import Show, Table

RETURNS = "eligible returns"
GROUPS = ("home", "care in", "care out")
COUNTS_ONLY = frozenset({Show.OF, Show.NUMBER})


def frame(*places: str, forces: Mapping[str, tuple[str, ...]] | None = None, **more: tuple[str, ...]) -> Frame:
    """Places (in forces), three groups, whether an interview was offered, and whatever else is named."""
    named = {name: frozenset(inside) for name, inside in (forces or {}).items()}
    return Frame(
        (
            Dimension(
                "place",
                places,
                groups=named,
                levels=(tuple(named),) if named else (),
                children_add_up=True,
                geography=True,
            ),
            Dimension("group", GROUPS),
            Dimension("offered", ("yes", "no")),
            *(Dimension(name, values) for name, values in more.items()),
        )
    )


class Counts:
    """How many episodes have each combination of values, and how many children; every episode another child, unless said."""

    def __init__(
        self,
        frame: Frame,
        episodes: Mapping[tuple[str, ...], int],
        names: tuple[str, ...] = ("place", "group", "offered"),
        children: Mapping[tuple[str, ...], int] | None = None,
    ) -> None:
        self.frame, self.episodes, self.names, self.children = frame, episodes, names, children or {}

    def __call__(self, cell: Cell) -> Counted:
        inside = [
            values
            for values in self.episodes
            if all(value in self.frame.meaning(cell, name) for name, value in zip(self.names, values, strict=True))
        ]
        return Counted(
            sum(self.episodes[values] for values in inside),
            sum(self.children.get(values, self.episodes[values]) for values in inside),
        )


def by_group(*places: str, shows: frozenset[Show] = COUNTS_ONLY, groups: tuple[str, ...] = (*GROUPS, "all")) -> Table:
    """Returns and those offered an interview, by place and group."""
    return Table(
        title="Offered",
        population=RETURNS,
        by=(("place", places), ("group", groups)),
        counting=("offered", ("yes",)),
        shows=shows,
    )


def one_place(**numbers: tuple[int, int]) -> dict[tuple[str, ...], int]:
    """Counts of place A: for each group (with underscores) how many were offered, and how many were not."""
    found = {}
    for group, (yes, no) in numbers.items():
        found["A", group.replace("_", " "), "yes"] = yes
        found["A", group.replace("_", " "), "no"] = no
    return found
