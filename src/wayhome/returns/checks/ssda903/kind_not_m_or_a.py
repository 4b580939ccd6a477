"""Rule 1006: the type is neither M nor A."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "1006",
    title="The type is M or A",
    says="the type is neither M (missing) nor A (away without authorisation)",
    remedy="Write M where nobody knew where the child was, A where it was known but not agreed.",
)
def kind_not_m_or_a(child: ChildReturn) -> Iterator[Finding]:
    """A type that is written and is not one of the two."""
    for row in child.missing:
        if row.kind and row.kind not in ("M", "A"):
            yield Finding(row, "MISSING", row.kind)
