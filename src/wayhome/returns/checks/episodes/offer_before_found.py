"""Wayhome's own rule: the offer was made before the child was found."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight


@check(
    "EP09",
    title="The offer follows the finding",
    says="the offer was made before the child was found, so it does not count for this episode",
    remedy="Write when it was said again for this episode.",
    weight=Weight.WARNING,
)
def offer_before_found(child: ChildEpisodes) -> Iterator[Finding]:
    """An offer certainly before the finding."""
    for row, journey in child.journeys():
        for offer in journey.offers or ():
            found = journey.located if journey.located.is_known else journey.missing_from
            if offer.happened.is_known and found.is_known and offer.happened.is_before(found):
                yield Finding(row, "offered_at", row.cells.get("offered_at", ""))
