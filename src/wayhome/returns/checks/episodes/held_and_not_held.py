"""Wayhome's own rule: a talk is said not to be held, and dated."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.journeys import yes_no


@check(
    "EP10",
    title="A talk is held or not held",
    says="the row says that no talk was held, and when it was held",
    remedy="Find out which of the two is right. It is read as not held.",
)
def held_and_not_held(child: ChildEpisodes) -> Iterator[Finding]:
    """undertaken says no and held has a time."""
    for row in child.rows:
        if yes_no(row.cells.get("undertaken", "")) is False and row.cells.get("held", "").strip():
            yield Finding(row, "undertaken", row.cells["undertaken"])
