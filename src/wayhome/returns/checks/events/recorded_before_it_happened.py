"""Wayhome's own rule: an event was recorded before it happened."""

from collections.abc import Iterator

from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.checks.told import ChildEvents


@check(
    "EV05",
    title="Nothing is recorded before it happens",
    says="the event was written down before it happened",
    remedy="Put one of the two times right.",
)
def recorded_before_it_happened(child: ChildEvents) -> Iterator[Finding]:
    """The time it was recorded lies certainly before the time it happened."""
    for row in child.rows:
        if (
            row.event is not None
            and row.event.happened.earliest
            and row.event.recorded_at < row.event.happened.earliest
        ):
            yield Finding(row, "happened", row.cells.get("happened", ""))
