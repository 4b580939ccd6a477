"""Rule INT13: the date of birth is not the one in the header."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "INT13",
    title="The date of birth is that of the header",
    says="the date of birth is not the one in the HEADER table",
    remedy="Find out which is right and write it in both tables.",
    needs=("header",),
)
def birth_unlike_header(child: ChildReturn) -> Iterator[Finding]:
    """A date of birth that differs from every header row of the child. A blank one differs too."""
    known = {h.born.day for h in child.header}
    for row in child.missing:
        if known and row.born.day not in known:
            yield Finding(row, "DOB", row.born.text)
