"""Rule 564: a type is given and the start is blank."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "564",
    title="A missing period has a start",
    says="the child is marked missing or away, and the start is blank",
    remedy="Write the day the child left, or was last seen by a responsible adult, whichever is later.",
)
def start_blank(child: ChildReturn) -> Iterator[Finding]:
    """A row with a type and no start; the same blank cell also breaks rule 1004."""
    for row in child.missing:
        if row.kind in ("M", "A", "m", "a") and row.start.is_blank:
            yield Finding(row, "MIS_START", "", also=("1004",))
