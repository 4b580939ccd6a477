"""Wayhome's own rule: an answer is recorded and the offer is not."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight
from wayhome.returns.profiles import ssd


@check(
    "SSD15",
    title="An answer has its offer recorded",
    says="there is an answer, and the offer is not recorded",
    remedy="Write the offer.",
    weight=Weight.WARNING,
)
def answer_without_offer_recorded(person: PersonRows) -> Iterator[Finding]:
    """A Y or N beside a blank offer."""
    for row in person.rows:
        if not row.says_offered and row.says_accepted in ("y", "n"):
            yield Finding(row, ssd.ACCEPTED, row.accepted)
