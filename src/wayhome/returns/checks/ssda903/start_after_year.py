"""Rule 570: the period starts after the collection year has ended."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "570",
    title="The start is not after the collection year",
    says="the start is after 31 March of the collection year",
    remedy="Leave the period out of this year's return; it belongs to the next.",
    needs=("year",),
)
def start_after_year(child: ChildReturn) -> Iterator[Finding]:
    """A start after 31 March of the year."""
    for row, start in child.dated():
        if child.year and start > child.year.last:
            yield Finding(row, "MIS_START", row.start.text)
