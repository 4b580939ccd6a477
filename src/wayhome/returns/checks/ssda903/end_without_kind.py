"""Rule 566: an end is given and the type is blank."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "566",
    title="An end has a type",
    says="an end is given, and not whether the child was missing or away",
    remedy="Write M or A.",
)
def end_without_kind(child: ChildReturn) -> Iterator[Finding]:
    """An end without a type; where a start is given too, the same blank cell also breaks rule 565."""
    for row in child.missing:
        if not row.end.is_blank and not row.kind:
            yield Finding(row, "MISSING", "", also=() if row.start.is_blank else ("565",))
