"""Wayhome's own rule: the type is blank or is no known word."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.journeys import word
from wayhome.returns.profiles import ssd


@check(
    "SSD06",
    title="The type is M or A",
    says="the type is blank or is none that is known",
    remedy="Write M for missing, A for away. Until then the row is counted nowhere.",
)
def kind_not_known(person: PersonRows) -> Iterator[Finding]:
    """A type that is neither M nor A nor one of the raw words that systems write."""
    for row in person.rows:
        if word("kind", row.kind) is None:
            yield Finding(row, ssd.TYPE, row.kind)
