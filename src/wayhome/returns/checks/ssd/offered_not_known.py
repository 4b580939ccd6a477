"""Wayhome's own rule: the offer is no value of the standard."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD12",
    title="The offer is Y, N or NA",
    says="the offer is no value that is known; it is not recorded",
    remedy="Write Y, N or NA, or leave it blank where it is not recorded.",
)
def offered_not_known(person: PersonRows) -> Iterator[Finding]:
    """A value outside the standard; a local value that is known is read by its meaning, any other is not recorded."""
    for row in person.rows:
        if row.says_offered not in ("y", "n", "na", ""):
            known = ssd.values_of(ssd.STANDARD.offered, row.offered) is not None
            yield Finding(
                row, ssd.OFFERED, row.offered, "the offer is a local value; it is read by its meaning" if known else ""
            )
