"""Wayhome's own rule: the start is blank or cannot be read."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD04",
    title="The start is a date and time",
    says="the start is blank",
    remedy="Write it as 2024-06-10 21:30:00.",
)
def start_not_a_time(person: PersonRows) -> Iterator[Finding]:
    """A start that cannot be read; a time that the clocks skipped is said to be one."""
    for row in person.rows:
        if not row.start.text:
            yield Finding(row, ssd.START, "")
        elif row.start.trouble:
            yield Finding(row, ssd.START, row.start.text, f"the start is {row.start.trouble}")
