"""Rule 576: a period was open at the end of last year and this year does not begin with it."""

from collections.abc import Iterator
from datetime import date

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "576",
    title="A period open last year goes on this year",
    says="a period was still open in last year's return, and this year does not begin with it",
    remedy="Carry the period over with the same start, and end it on the day the child was found.",
    needs=("last year",),
)
def open_last_year(child: ChildReturn) -> Iterator[Finding]:
    """The child's earliest start this year is not the start left open last year.

    Intended difference: it also speaks of a child who is absent from this year's file, which the common validator passes over.
    """
    for left_open in child.last_year:
        if not left_open.end.is_blank or left_open.start.day is None:
            continue
        if not child.missing:
            says = "the period was still open in last year's return, and the child is not in this year's"
            yield Finding(left_open, "CHILD", left_open.child, says)
            continue
        earliest = min(child.missing, key=lambda row: row.start.day or date.max)
        if earliest.start.day != left_open.start.day:
            says = f"a period that started on {left_open.start.text} was still open in last year's return, and this year begins otherwise"
            yield Finding(earliest, "CHILD", earliest.child, says)
