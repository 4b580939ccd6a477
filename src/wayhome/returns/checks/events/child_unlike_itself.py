"""Wayhome's own rule: a child has two dates of birth."""

from collections.abc import Iterator

from wayhome.returns.cells import day_of
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.checks.told import ChildEvents


@check(
    "EV06",
    title="A child has one date of birth",
    says="the date of birth is not the one on the child's other rows",
    remedy="Find out which is right: two children may share a reference.",
)
def child_unlike_itself(child: ChildEvents) -> Iterator[Finding]:
    """born differs from the first that is given."""
    given = [row for row in child.rows if row.cells.get("born")]
    for row in given[1:]:
        if day_of(row.cells["born"]).day != day_of(given[0].cells["born"]).day:
            yield Finding(row, "born", row.cells["born"])
