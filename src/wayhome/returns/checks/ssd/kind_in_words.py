"""Wayhome's own rule: the type is written in words."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight
from wayhome.returns.journeys import word
from wayhome.returns.profiles import ssd


@check(
    "SSD07",
    title="The type is written M or A",
    says="the type is a word and was read by its meaning",
    remedy="Write M for missing, A for away.",
    weight=Weight.NOTE,
)
def kind_in_words(person: PersonRows) -> Iterator[Finding]:
    """Raw text of a case-management system: Missing, Away, or Absent, which police ended in 2017."""
    for row in person.rows:
        if row.kind.upper() not in ("M", "A") and (found := word("kind", row.kind)):
            yield Finding(row, ssd.TYPE, row.kind, f"the type is a word and was read as: {found.label}")
