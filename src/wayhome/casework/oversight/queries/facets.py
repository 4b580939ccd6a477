"""How many returns each value of a filter would leave: counted once by everything together, and added up here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from wayhome.casework.oversight.cuts import CUTS
from wayhome.casework.oversight.periods import Chosen

BY = ("group", *(cut.column for cut in CUTS))
"""The columns that the returns are counted by."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Returns by the values of every column of `BY`."""

    found: Mapping[tuple[object, ...], int]
    chosen: Chosen

    def numbers(self, column: str) -> Counter[object]:
        """By each value of one column, the returns that everything else somebody chose leaves. None: not recorded."""
        held = {taken.cut.column: taken.value for taken in self.chosen.cuts}
        if self.chosen.group_word:
            held["group"] = None if self.chosen.group is None else self.chosen.group.value
        held.pop(column, None)
        wanted = [(BY.index(name), value) for name, value in held.items()]
        place, counted = BY.index(column), Counter[object]()
        for stratum, number in self.found.items():
            if all(stratum[at] == value for at, value in wanted):
                counted[stratum[place]] += number
        return counted
