"""What is wrong in a file, said so that the person who owns the file can put it right.

A `Fault` names file, row, column and value, the rule that was broken and what to do. `Unreadable` is raised when nothing
can be read at all; everything else is reported and the rest of the file is still used.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

LONGEST_VALUE_SHOWN = 60


class Weight(StrEnum):
    """How much a finding matters. Only FAULT makes `wayhome check` end with 1."""

    FAULT = "fault"
    WARNING = "warning"
    NOTE = "note"
    UNCHECKED = "cannot be checked"


class Unreadable(Exception):
    """Nothing in the file can be read. Carries the sentence to show and what to do about it."""

    def __init__(self, file: str, says: str, remedy: str):
        super().__init__(f"{file}: {says} {remedy}")
        self.file = file
        self.says = says
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding. `row` counts as a spreadsheet does (the header is row 1); None means the whole file."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    rule: str
    says: str
    remedy: str
    weight: Weight = Weight.FAULT
    also: tuple[str, ...] = ()
    """Other rules that the same cell breaks for the same reason."""

    @property
    def place(self) -> tuple[str, int, str, str]:
        """Where it stands, for sorting: file, row, column, rule."""
        return (self.file, self.row or 0, self.column or "", self.rule)

    def as_dict(self) -> dict[str, object]:
        """The finding as plain values, for `--json`."""
        plain = asdict(self)
        plain["weight"] = self.weight.value
        plain["also"] = list(self.also)
        return plain


def shown(value: str) -> str:
    """A cell's value, short enough to print and without characters that would steer a terminal."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value[: LONGEST_VALUE_SHOWN + 1])
    return plain if len(plain) <= LONGEST_VALUE_SHOWN else plain[:LONGEST_VALUE_SHOWN] + "…"
