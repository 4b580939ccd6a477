"""Wayhome's own rule: the start lies in the future."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD09",
    title="The start is not in the future",
    says="the start is later than now",
    remedy="Put the year or the month right.",
)
def start_in_the_future(person: PersonRows) -> Iterator[Finding]:
    """A start later than the time of the check."""
    for row, start, _ in person.in_order():
        if start > person.as_of:
            yield Finding(row, ssd.START, row.start.text)
