"""Wayhome's own rule: say when rules 577, 578 and 581 cannot be checked for a child."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight


@check(
    "WH02",
    title="What cannot be checked is said",
    says="rules 577, 578 and 581 cannot be checked: the child has no episode of care that can be read",
    remedy="Add the child's episodes and check again.",
    needs=("episodes",),
    weight=Weight.UNCHECKED,
)
def without_episodes(child: ChildReturn) -> Iterator[Finding]:
    """Intended difference: the common validator is silent for a child with no episodes, which reads as a pass."""
    if child.child and not child.episodes:
        for row, _ in child.dated():
            yield Finding(row, "MIS_START", row.start.text)
