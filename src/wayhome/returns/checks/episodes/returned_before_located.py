"""Wayhome's own rule: the child returned before being found."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes, out_of_order
from wayhome.returns.checks.rule import Finding, check


@check(
    "EP07",
    title="The return does not come before the finding",
    says="the child returned before being found",
    remedy="Put the two times right: found is when whereabouts were known, returned is arrival.",
)
def returned_before_located(child: ChildEpisodes) -> Iterator[Finding]:
    """A return certainly before the finding."""
    for row in out_of_order(child, lambda j: j.located, lambda j: j.returned):
        yield Finding(row, "returned", row.cells.get("returned", ""))
