"""Rule 567: the period ends before it starts."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "567",
    title="The end is not before the start",
    says="the period ends before it starts",
    remedy="Put the two dates right; the same day is allowed.",
)
def end_before_start(child: ChildReturn) -> Iterator[Finding]:
    """A start later than its end."""
    for row, start in child.dated():
        if row.end.day and start > row.end.day:
            yield Finding(row, "MIS_END", row.end.text, f"the period ends before it starts ({row.start.text})")
