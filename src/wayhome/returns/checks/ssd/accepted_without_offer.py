"""Wayhome's own rule: an answer is recorded where none was offered."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight
from wayhome.returns.profiles import ssd


@check(
    "SSD14",
    title="An answer follows an offer",
    says="there is an answer to an offer that was not made",
    remedy="Find out which of the two is right.",
    weight=Weight.WARNING,
)
def accepted_without_offer(person: PersonRows) -> Iterator[Finding]:
    """A Y beside an offer of N or NA. An N there is how some systems write that nobody was asked."""
    for row in person.rows:
        if row.says_offered in ("n", "na") and row.says_accepted == "y":
            yield Finding(row, ssd.ACCEPTED, row.accepted, f"there is an answer, and the offer says {row.offered}")
