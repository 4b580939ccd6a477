"""Wayhome's own rule: the answer is no value of the standard."""

from collections.abc import Iterator

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.profiles import ssd


@check(
    "SSD13",
    title="The answer is Y, N or NA",
    says="the answer is not Y, N or NA; it is not recorded",
    remedy="Write Y, N or NA, or leave it blank where it is not recorded.",
)
def accepted_not_known(person: PersonRows) -> Iterator[Finding]:
    """A value outside the standard; a local value that is known is read by its meaning, any other is not recorded."""
    for row in person.rows:
        if row.says_accepted not in ("y", "n", "na", ""):
            known = ssd.values_of(ssd.STANDARD.accepted, row.accepted) is not None
            says = "the answer is a local value; it is read by its meaning" if known else ""
            yield Finding(row, ssd.ACCEPTED, row.accepted, says)
