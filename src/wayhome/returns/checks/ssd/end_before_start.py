"""Wayhome's own rule: the episode ends before it starts."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD08",
    title="The end is not before the start",
    says="the episode ends before it starts",
    remedy="Put the two times right.",
)
def end_before_start(person: PersonRows) -> Iterator[Finding]:
    """An end certainly before its start; two dates of one day without times are not."""
    for row, start, _ in person.in_order():
        end = row.end.moment
        if end.latest and (end.latest <= start and end.earliest != start):
            yield Finding(row, ssd.END, row.end.text, f"the episode ends before it starts ({row.start.text})")
