"""Rule 578: the period starts after the child ceased to be looked after."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "578",
    title="A period starts within a period of care",
    says="the period starts after the child ceased to be looked after",
    remedy="Leave the period out, or put the dates of care right.",
    needs=("episodes",),
)
def started_after_care(child: ChildReturn) -> Iterator[Finding]:
    """The start falls after a period of care and in none. Before the first one, rule 581 says so instead.

    Intended difference: a child with no episodes cannot be checked, which is said (see `without_episodes`).
    """
    for row, _ in child.dated():
        broken = child.breaks(row)
        if "578" in broken and child.outside_care(row) == "after":
            yield Finding(row, "MIS_START", row.start.text, also=tuple(sorted(broken - {"578"})))
