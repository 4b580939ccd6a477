"""Wayhome's own rule: an id stands on more than one row."""

from collections.abc import Iterator

from wayhome.returns.checks.person import SsdFile
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD02",
    title="No id stands twice",
    says="the same id stands on an earlier row",
    remedy="Give every episode its own id; remove the row if it is the same episode.",
)
def id_twice(file: SsdFile) -> Iterator[Finding]:
    """The same miss_table_id on two rows of the file; the later one is named."""
    for row in file.repeated:
        yield Finding(row, ssd.ID, row.id)
