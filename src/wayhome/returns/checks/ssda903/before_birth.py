"""Rule 586: the period starts before the child was born."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "586",
    title="The start is not before birth",
    says="the period starts before the child was born",
    remedy="Put the date of birth or the start right.",
)
def before_birth(child: ChildReturn) -> Iterator[Finding]:
    """A start before the date of birth.

    Intended difference: the day of birth itself is not flagged; the rule's own message says "before".
    """
    for row, start in child.dated():
        if row.born.day and start < row.born.day:
            yield Finding(
                row, "MIS_START", row.start.text, f"the period starts before the child was born ({row.born.text})"
            )
