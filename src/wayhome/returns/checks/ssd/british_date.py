"""Wayhome's own rule: a date is written dd/mm/yyyy."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight
from wayhome.returns.profiles import ssd


@check(
    "SSD18",
    title="Times are written as the standard has them",
    says="the date is written dd/mm/yyyy and was converted",
    remedy="Write it as 2024-06-10 21:30:00.",
    weight=Weight.NOTE,
)
def british_date(person: PersonRows) -> Iterator[Finding]:
    """Read, with a note: the standard has year, month, day."""
    for row in person.rows:
        for column, cell in ((ssd.START, row.start), (ssd.END, row.end)):
            if "/" in cell.text and not cell.trouble:
                yield Finding(row, column, cell.text)
