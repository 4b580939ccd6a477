"""Wayhome's own rule: an episode lasts longer than two months."""

from collections.abc import Iterator
from datetime import timedelta

from wayhome.returns.checks.person import PersonRows
from wayhome.returns.checks.rule import Finding, check
from wayhome.returns.fault import Weight
from wayhome.returns.profiles import ssd


@check(
    "SSD16",
    title="An episode is not months long",
    says="the episode lasted more than 60 days",
    remedy="Make sure of the end: it is often the day a task was closed, not the day the child was found.",
    weight=Weight.WARNING,
)
def very_long_episode(person: PersonRows) -> Iterator[Finding]:
    """More than 60 days between start and end: rare for a child, common for a task that nobody closed."""
    for row, start, end in person.in_order():
        if end and end - start > timedelta(days=60):
            yield Finding(row, ssd.END, row.end.text, f"the episode lasted {(end - start).days} days")
