"""Wayhome's own rule: a cell cannot be read."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.journeys import trouble


@check(
    "EP01",
    title="Every cell can be read",
    says="the cell cannot be read, so it is not recorded",
    remedy="See the return format reference for what this column may hold.",
)
def cell_not_readable(child: ChildEpisodes) -> Iterator[Finding]:
    """A value of the wrong kind: no date, no yes or no, no word of the list."""
    for row in child.rows:
        for column, text in row.cells.items():
            if what := trouble(column, text):
                yield Finding(row, column, text, f"the cell is {what}, so it is not recorded")
