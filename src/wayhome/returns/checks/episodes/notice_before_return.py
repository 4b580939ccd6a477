"""Wayhome's own rule: the notice of the return came before it."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight


@check(
    "EP15",
    title="The notice of the return does not come before it",
    says="the authority was told of the return before the child returned or was found",
    remedy="Put the two times right.",
    weight=Weight.WARNING,
)
def notice_before_return(child: ChildEpisodes) -> Iterator[Finding]:
    """A notice certainly before the return; a notice that the child was found may come before the return."""
    for row, journey in child.journeys():
        back = journey.located if journey.located.is_known else journey.returned
        if back.is_known and journey.notified.is_known and journey.notified.is_before(back):
            yield Finding(row, "notified", row.cells.get("notified", ""))
