"""Rule INT04: the child is not in the header."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "INT04",
    title="Every child is in the header",
    says="the child is not in the HEADER table",
    remedy="Add the child to the header, or put the child's number right: a changed number breaks the link.",
    needs=("header",),
)
def not_in_header(child: ChildReturn) -> Iterator[Finding]:
    """A child without a row in HEADER, once for each child."""
    if child.child and child.missing and not child.header:
        yield Finding(child.missing[0], "CHILD", child.child)
