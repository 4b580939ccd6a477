"""Wayhome's own rule: a cell cannot be read."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import EpisodeRows
from wayhome.returns.checks.rule import Finding, check


@check(
    "FA01",
    title="Every cell can be read",
    says="the cell cannot be read, so it is not known",
    remedy="See the return format reference for what this column may hold.",
)
def cell_not_readable(episode: EpisodeRows) -> Iterator[Finding]:
    """A value of the wrong type, or none of its list."""
    for row in episode.rows:
        for column, what in row.wrong:
            yield Finding(row, column, row.cells.get(column, ""), f"the cell is {what}, so it is not known")
