"""Wayhome's own rule: the end cannot be read."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD05",
    title="The end is a date and time, or blank",
    says="the end is not a date and time",
    remedy="Write it as 2024-06-10 21:30:00, or leave it blank while the child is missing.",
)
def end_not_a_time(person: PersonRows) -> Iterator[Finding]:
    """An end that cannot be read."""
    for row in person.rows:
        if row.end.trouble:
            yield Finding(row, ssd.END, row.end.text, f"the end is {row.end.trouble}")
