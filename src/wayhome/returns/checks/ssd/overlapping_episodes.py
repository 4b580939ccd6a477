"""Wayhome's own rule: two episodes of one child overlap."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows, SsdRow
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD10",
    title="Episodes of one child do not overlap",
    says="an episode starts before the one before it has ended",
    remedy="End the earlier one first, or join the two: missing again before coming back is one episode.",
)
def overlapping_episodes(person: PersonRows) -> Iterator[Finding]:
    """An episode starts certainly before the one before it has ended; rows alike are duplicates, and said so there."""
    before: SsdRow | None = None
    for row, start, _ in person.in_order():
        if before is not None and (before.start.text, before.end.text) != (row.start.text, row.end.text):
            ended, latest = before.end.moment.earliest, row.start.moment.latest
            if not before.end.text:
                says = f"the episode in row {before.row} is still open when this one starts"
                yield Finding(row, ssd.START, row.start.text, says)
            elif ended and latest and latest <= ended and start < ended:
                says = f"this episode starts before the one in row {before.row} has ended ({before.end.text})"
                yield Finding(row, ssd.START, row.start.text, says)
        before = row
