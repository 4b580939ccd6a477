"""Wayhome's own rule: the same episode of one child stands twice."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD11",
    title="No episode stands twice",
    says="the same episode stands twice",
    remedy="Remove one of the two rows: often one is the police notice and the other the home's.",
)
def duplicate_episode(person: PersonRows) -> Iterator[Finding]:
    """Two rows of one person with the same start and end."""
    seen: dict[tuple[str, str], int] = {}
    for row in person.rows:
        if not row.start.text:
            continue
        first = seen.setdefault((row.start.text, row.end.text), row.row)
        if first != row.row:
            yield Finding(row, ssd.START, row.start.text, f"the same episode already stands in row {first}")
