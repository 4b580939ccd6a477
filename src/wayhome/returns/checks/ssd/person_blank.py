"""Wayhome's own rule: a row names no person."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD03",
    title="Every row names a person",
    says="the row names no person",
    remedy="Write the person's id. Until then the row is counted nowhere.",
)
def person_blank(person: PersonRows) -> Iterator[Finding]:
    """A blank miss_person_id."""
    if not person.person:
        for row in person.rows:
            yield Finding(row, ssd.PERSON, "")
