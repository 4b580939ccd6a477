"""Rule 574: a period starts before the one before it has ended."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles.ssda903 import MissingRow


def _order(row: MissingRow) -> tuple[date, date]:
    start = row.start.day or date.max
    return (row.end.day or start, start)


@check(
    "574",
    title="Periods of one child do not overlap",
    says="a period starts before the one before it has ended",
    remedy="End the earlier period first. The same day is allowed: one may end on the day the next starts.",
)
def overlapping_periods(child: ChildReturn) -> Iterator[Finding]:
    """In order of end (an open period stands at its start): the period before is still open, or ends after this one starts.

    Two rows alike are a duplicate and said so there; a row whose end cannot be read is left out.
    """
    rows = sorted((r for r in child.missing if r.start.day and not r.end.is_wrong), key=_order)
    for before, row in pairwise(rows):
        alike = (before.start.day, before.end.day, before.kind) == (row.start.day, row.end.day, row.kind)
        if alike or row.start.day is None:
            continue
        if before.end.day is None:
            says = f"the period in row {before.row} is still open when this one starts"
            yield Finding(row, "MIS_START", row.start.text, says)
        elif row.start.day < before.end.day:
            says = f"this period starts before the one in row {before.row} has ended ({before.end.text})"
            yield Finding(row, "MIS_START", row.start.text, says)
