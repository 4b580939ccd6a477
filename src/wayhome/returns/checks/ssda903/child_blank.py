"""Wayhome's own rule: a row names no child."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "WH04",
    title="Every row names a child",
    says="the row names no child",
    remedy="Write the child's number. Until then the row is counted as an episode of an unknown child.",
)
def child_blank(child: ChildReturn) -> Iterator[Finding]:
    """A blank CHILD."""
    if not child.child:
        for row in child.missing:
            yield Finding(row, "CHILD", "")
