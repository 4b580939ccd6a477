"""Rule 581: the period starts when the child was not yet looked after."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "581",
    title="A period starts within an episode of care",
    says="the period starts before the child was looked after",
    remedy="Leave the period out, or put the dates of care right.",
    needs=("episodes",),
)
def not_yet_looked_after(child: ChildReturn) -> Iterator[Finding]:
    """The start falls in no episode of care, before the first one. After one, rule 578 says so instead.

    Intended difference: a child with no episodes cannot be checked, which is said (see `without_episodes`).
    """
    for row, _ in child.dated():
        broken = child.breaks(row)
        if "581" in broken and child.outside_care(row) == "before":
            yield Finding(row, "MIS_START", row.start.text, also=tuple(sorted(broken - {"581"})))
