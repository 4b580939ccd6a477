"""Rule 575: the placement the child went missing from has ended and the period is still open."""

from collections.abc import Iterator

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "575",
    title="A period ends when its placement does",
    says="the placement the child went missing from has ended, and the period has no end",
    remedy="End the period no later than the placement.",
    needs=("episodes",),
)
def placement_ended(child: ChildReturn) -> Iterator[Finding]:
    """An open period that started within an episode of care which has ended. Where all care has ended, rule 577 says both."""
    for row, start in child.dated():
        if not row.end.is_blank or "577" in child.breaks(row):
            continue
        ended = [end for begun, end in child.episodes if end and begun <= start <= end]
        if ended:
            says = f"the placement the child went missing from ended on {ended[0]:%d/%m/%Y}, and the period has no end"
            yield Finding(row, "MIS_END", "", says)
