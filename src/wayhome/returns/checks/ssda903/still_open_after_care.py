"""Rule 577: the child is no longer looked after and the period goes on, or ends outside every period of care."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "577",
    title="A period ends within a period of care",
    says="the child ceased to be looked after, and the period goes on",
    remedy="End the period no later than the day the child ceased to be looked after.",
    needs=("episodes",),
)
def still_open_after_care(child: ChildReturn) -> Iterator[Finding]:
    """The end falls outside every period of care. Where the start does too, rules 578 and 581 say so instead.

    Intended difference: a child with no episodes cannot be checked, which is said (see `without_episodes`).
    """
    for row, start in child.dated():
        broken = child.breaks(row)
        if "577" in broken and "578" not in broken:
            placement = row.end.is_blank and any(end and a <= start <= end for a, end in child.episodes)
            yield Finding(row, "MIS_END", row.end.text, also=("575",) if placement else ())
