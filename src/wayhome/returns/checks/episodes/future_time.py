"""Wayhome's own rule: a time lies in the future."""

from collections.abc import Iterator

from wayhome.returns.cells import when_of
from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check


@check(
    "EP14",
    title="Nothing lies in the future",
    says="the time is later than now",
    remedy="Put the year or the month right.",
)
def future_time(child: ChildEpisodes) -> Iterator[Finding]:
    """Going missing, a finding, a return or a talk later than the time of the check."""
    for row in child.rows:
        for column in ("missing_from", "located", "returned", "held"):
            when = when_of(row.cells.get(column, "")).moment
            if when.earliest and when.earliest > child.as_of:
                yield Finding(row, column, row.cells[column])
