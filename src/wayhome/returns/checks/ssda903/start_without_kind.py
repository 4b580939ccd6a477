"""Rule 565: a start is given and the type is blank."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "565",
    title="A start has a type",
    says="a start is given, and not whether the child was missing or away",
    remedy="Write M or A.",
)
def start_without_kind(child: ChildReturn) -> Iterator[Finding]:
    """A start without a type. Where an end is given too, rule 566 says both."""
    for row in child.missing:
        if not row.start.is_blank and not row.kind and row.end.is_blank:
            yield Finding(row, "MISSING", "")
