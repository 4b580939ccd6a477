"""Wayhome's own rule: the file has lost every time of day."""

from collections.abc import Iterator

from wayhome.returns.checks.person import SsdFile
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight
from wayhome.returns.profiles import ssd


@check(
    "SSD20",
    title="Times of day are in the file",
    says="every start and end is a date without a time: the 72 hours cannot be measured to the hour",
    remedy="Ask for an extract that keeps the time of day.",
    weight=Weight.WARNING,
)
def times_lost(file: SsdFile) -> Iterator[Finding]:
    """Not one start or end of ten rows or more has a time of day."""
    if file.rows >= 10 and file.times and file.midnights == file.times:
        yield Finding(file, ssd.START, "")
