"""Wayhome's own rule: the person was not a child."""

from collections.abc import Iterator

from wayhome.domain.outcome import eighteenth_birthday
from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight


@check(
    "EP13",
    title="Everybody in the list is a child",
    says="the person was not yet born or already 18 when going missing",
    remedy="Put the date of birth or the start right; adults are not counted.",
    weight=Weight.WARNING,
)
def not_a_child(child: ChildEpisodes) -> Iterator[Finding]:
    """Going missing before birth, or on or after the 18th birthday."""
    for row, journey in child.journeys():
        start = journey.missing_from.local_date()
        if journey.born and start and not journey.born <= start < eighteenth_birthday(journey.born):
            yield Finding(row, "born", row.cells.get("born", ""))
