"""Wayhome's own rule: an event stands twice."""

from collections.abc import Iterator

from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.checks.told import ChildEvents


@check(
    "EV03",
    title="No event stands twice",
    says="the event already stands in another row",
    remedy="Keep one. An event is never changed: write a new one that corrects it.",
)
def event_twice(child: ChildEvents) -> Iterator[Finding]:
    """The same id on two rows of one child."""
    seen: dict[str, int] = {}
    for row in child.rows:
        name = row.cells.get("event", "")
        first = seen.setdefault(name, row.row) if name else row.row
        if first != row.row:
            yield Finding(row, "event", name, f"the event already stands in row {first}")
