"""Wayhome's own rule: blank answers may have been turned into N."""

from collections.abc import Iterator

from wayhome.returns.checks.person import SsdFile
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight
from wayhome.returns.profiles import ssd


@check(
    "SSD22",
    title="Not recorded is not no",
    says="no offer is ever blank or NA, and most are N: no answer may have been turned into N",
    remedy="Ask how a blank answer is exported. A blank is not a no.",
    weight=Weight.WARNING,
)
def blank_turned_into_no(file: SsdFile) -> Iterator[Finding]:
    """Among fifty rows or more no offer is blank or NA, and more than half are N."""
    if file.rows >= 50 and not file.offered[""] and not file.offered["na"] and file.offered["n"] * 2 > file.rows:
        yield Finding(file, ssd.OFFERED, "")
