"""Wayhome's own rule: the same period stands twice."""

from collections.abc import Iterator
from datetime import date

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "WH01",
    title="No period stands twice",
    says="the same period stands twice",
    remedy="Remove one of the two rows, unless the child really went missing twice on that day: then say so in your notes.",
)
def duplicate_period(child: ChildReturn) -> Iterator[Finding]:
    """Two rows of one child with the same type, start and end.

    Intended difference: rule 574 allows two periods that touch, so two identical rows of one day pass the common validator.
    """
    seen: dict[tuple[str, date, date | None], int] = {}
    for row, start in child.dated():
        if row.end.is_wrong:
            continue
        key = (row.kind, start, row.end.day)
        if first := seen.get(key):
            longer = row.end.day is None or row.end.day > start
            says = f"the same period already stands in row {first}"
            yield Finding(row, "MIS_START", row.start.text, says, also=("574",) if longer else ())
        else:
            seen[key] = row.row
