"""Rule 571: the period ends outside the collection year."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "571",
    title="The end is within the collection year",
    says="the end is not between 1 April and 31 March of the collection year",
    remedy="Leave out a period that ended earlier; leave the end blank for one that had not ended by 31 March.",
    needs=("year",),
)
def end_outside_year(child: ChildReturn) -> Iterator[Finding]:
    """An end before 1 April or after 31 March of the year."""
    for row in child.missing:
        if child.year and row.end.day and not child.year.first <= row.end.day <= child.year.last:
            yield Finding(row, "MIS_END", row.end.text)
