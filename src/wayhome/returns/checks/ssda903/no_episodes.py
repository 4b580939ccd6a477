"""Rule 1012: the child has a missing period and no episode of care."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "1012",
    title="Every child has an episode of care",
    says="the child has no episode of care in the return",
    remedy="Add the child's episodes, or leave the child out of the MISSING table.",
    needs=("episodes",),
)
def no_episodes(child: ChildReturn) -> Iterator[Finding]:
    """A child without a row in EPISODES, once for each child."""
    if child.child and child.missing and not child.care:
        yield Finding(child.missing[0], "CHILD", child.child)
