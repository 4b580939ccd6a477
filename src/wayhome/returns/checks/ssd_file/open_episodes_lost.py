"""Wayhome's own rule: the file may have lost its open episodes."""

from collections.abc import Iterator

from wayhome.returns.checks.person import SsdFile
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight
from wayhome.returns.profiles import ssd


@check(
    "SSD21",
    title="Open episodes are in the file",
    says="not one episode is open: the system may leave out children who are still missing",
    remedy="Ask whether the extract holds only completed forms.",
    weight=Weight.WARNING,
)
def open_episodes_lost(file: SsdFile) -> Iterator[Finding]:
    """Not one open episode among fifty rows or more."""
    if file.rows >= 50 and not file.open:
        yield Finding(file, ssd.END, "")
