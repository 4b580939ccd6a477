"""Wayhome's own rule: an event has no effect where it stands."""

from collections.abc import Iterator

from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.checks.told import ChildEvents


@check(
    "EV04",
    title="Every event has an effect",
    says="the event has no effect where it stands",
    remedy="Look at the events before it: one may be missing, or stand at the wrong time.",
)
def no_effect(child: ChildEvents) -> Iterator[Finding]:
    """What the fold sets aside: nothing is lost, and nothing is guessed from it."""
    for anomaly in child.so_far.anomalies if child.child else ():
        row = child.row_of(anomaly.event.id)
        yield Finding(row, "event_kind", row.cells["event_kind"], anomaly.words.rstrip("."))
