"""Wayhome's own rule: the child returned before going missing."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes, out_of_order
from wayhome.returns.checks.rule import Finding, check


@check(
    "EP05",
    title="The return follows the going missing",
    says="the child returned before going missing",
    remedy="Put the two times right.",
)
def returned_before_missing(child: ChildEpisodes) -> Iterator[Finding]:
    """A return certainly before the start."""
    for row in out_of_order(child, lambda j: j.missing_from, lambda j: j.returned):
        yield Finding(row, "returned", row.cells.get("returned", ""))
