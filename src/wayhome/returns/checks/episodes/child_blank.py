"""Wayhome's own rule: a row names no child."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check


@check(
    "EP02",
    title="Every row names a child",
    says="the row names no child",
    remedy="Write the child's reference. Until then the row is counted nowhere.",
)
def child_blank(child: ChildEpisodes) -> Iterator[Finding]:
    """A blank child."""
    if not child.child:
        for row in child.rows:
            yield Finding(row, "child", "")
