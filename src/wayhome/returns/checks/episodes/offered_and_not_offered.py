"""Wayhome's own rule: an offer is said not to be made, and described."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.journeys import yes_no


@check(
    "EP11",
    title="An offer is made or not made",
    says="the row says that nobody was told, and who was told or when",
    remedy="Find out which of the two is right.",
)
def offered_and_not_offered(child: ChildEpisodes) -> Iterator[Finding]:
    """offered says no, and a level of offer or a time says otherwise."""
    for row in child.rows:
        level = row.cells.get("offer_level", "").strip()
        told = bool(level and level != "not_offered") or bool(row.cells.get("offered_at", "").strip())
        if yes_no(row.cells.get("offered", "")) is False and told:
            yield Finding(row, "offered", row.cells["offered"])
