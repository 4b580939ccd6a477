"""Wayhome's own rule: a time is midnight exactly."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight
from wayhome.returns.profiles import ssd


@check(
    "SSD17",
    title="Times are times of day",
    says="the time is midnight exactly, so it is read as a date without a time",
    remedy="Export the time as well as the date.",
    weight=Weight.NOTE,
)
def midnight(person: PersonRows) -> Iterator[Finding]:
    """Systems that hold no time write 00:00:00; the day is kept and the time is not recorded."""
    for row in person.rows:
        for column, cell in ((ssd.START, row.start), (ssd.END, row.end)):
            if cell.midnight:
                yield Finding(row, column, cell.text)
