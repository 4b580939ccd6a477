"""Wayhome's own rule: the child was found before going missing."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes, out_of_order
from wayhome.returns.checks.rule import Finding, check


@check(
    "EP06",
    title="The finding follows the going missing",
    says="the child was found before going missing",
    remedy="Put the two times right.",
)
def located_before_missing(child: ChildEpisodes) -> Iterator[Finding]:
    """A finding certainly before the start."""
    for row in out_of_order(child, lambda j: j.missing_from, lambda j: j.located):
        yield Finding(row, "located", row.cells.get("located", ""))
