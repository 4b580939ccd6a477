"""Wayhome's own rule: every row has the same type."""

from collections.abc import Iterator

from wayhome.returns.checks.person import SsdFile
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight
from wayhome.returns.profiles import ssd


@check(
    "SSD23",
    title="Both types are in the file",
    says="every row has the same type: the system may not tell missing from away",
    remedy="Ask whether away from placement is recorded at all.",
    weight=Weight.WARNING,
)
def one_type_only(file: SsdFile) -> Iterator[Finding]:
    """One type only among fifty rows or more."""
    if file.rows >= 50 and len(file.kinds) == 1:
        yield Finding(file, ssd.TYPE, next(iter(file.kinds)))
