"""Wayhome's own rule: an event has no id, or names no child."""

from collections.abc import Iterator

from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.checks.told import ChildEvents


@check(
    "EV02",
    title="Every event has an id and a child",
    says="the cell is blank",
    remedy="Write it. Until then the event is not read.",
)
def key_blank(child: ChildEvents) -> Iterator[Finding]:
    """A blank event or child."""
    for row in child.rows:
        for column in ("event", "child"):
            if not row.cells.get(column):
                yield Finding(row, column, "")
