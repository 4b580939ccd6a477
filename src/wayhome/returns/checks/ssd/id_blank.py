"""Wayhome's own rule: a row has no id."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD01",
    title="Every row has an id",
    says="the row has no id",
    remedy="Write the system's own id of the episode.",
)
def id_blank(person: PersonRows) -> Iterator[Finding]:
    """A blank miss_table_id."""
    for row in person.rows:
        if not row.id:
            yield Finding(row, ssd.ID, "")
