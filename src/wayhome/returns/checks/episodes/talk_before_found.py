"""Wayhome's own rule: the talk was held before the child was found."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check


@check(
    "EP08",
    title="The talk follows the finding",
    says="the talk was held before the child was found, so it belongs to an earlier episode",
    remedy="Put the time right, or take the talk out of this row.",
)
def talk_before_found(child: ChildEpisodes) -> Iterator[Finding]:
    """A talk certainly before the finding: allowed before the return, never before that."""
    for row, journey in child.journeys():
        for talk in journey.talks or ():
            found = journey.located if journey.located.is_known else journey.missing_from
            if talk.held.is_known and found.is_known and talk.held.is_before(found):
                yield Finding(row, "held", row.cells.get("held", ""))
