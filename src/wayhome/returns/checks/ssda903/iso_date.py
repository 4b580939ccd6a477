"""Wayhome's own rule: a date written as yyyy-mm-dd is read, and its conversion is noted."""

from collections.abc import Iterator

from wayhome.returns.cells import Form
from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight


@check(
    "WH03",
    title="Dates are written dd/mm/yyyy",
    says="the date is written yyyy-mm-dd and was converted",
    remedy="Write it as dd/mm/yyyy before you submit.",
    weight=Weight.NOTE,
)
def iso_date(child: ChildReturn) -> Iterator[Finding]:
    """Intended difference: an ISO date is read with a note; the common validator takes it for no date at all."""
    for row in child.missing:
        for column, cell in (("DOB", row.born), ("MIS_START", row.start), ("MIS_END", row.end)):
            if cell.form is Form.ISO and cell.day:
                yield Finding(
                    row, column, cell.text, f"the date is written yyyy-mm-dd and was read as {cell.day:%d/%m/%Y}"
                )
