"""Wayhome's own rule: the date of birth is blank or cannot be read."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "WH05",
    title="The date of birth is a date",
    says="the date of birth is blank or is not a valid date",
    remedy="Write it as dd/mm/yyyy: without it nobody can say whether the child was under 18.",
)
def birth_not_a_date(child: ChildReturn) -> Iterator[Finding]:
    """A date of birth that cannot be read; where the header has one, rule INT13 says so instead."""
    if child.header:
        return
    for row in child.missing:
        if row.born.day is None:
            yield Finding(row, "DOB", row.born.text)
