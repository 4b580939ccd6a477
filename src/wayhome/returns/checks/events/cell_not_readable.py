"""Wayhome's own rule: a cell cannot be read."""

from collections.abc import Iterator

from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.checks.told import ChildEvents


@check(
    "EV01",
    title="Every cell can be read",
    says="the cell cannot be read",
    remedy="See the return format reference for what this column may hold.",
)
def cell_not_readable(child: ChildEvents) -> Iterator[Finding]:
    """A kind of event that is none, a time that cannot be read, a detail that is no JSON object."""
    for row in child.rows:
        for column, what in row.wrong:
            yield Finding(row, column, row.cells.get(column, ""), f"the cell is {what}")
