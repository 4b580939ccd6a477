"""Rule 580: the child turned 18 while missing and the episode of care ends for another reason."""

from collections.abc import Iterator
from datetime import date

from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


def eighteenth_birthday(born: date) -> date:
    """The day a child turns 18; 29 February is kept on the 28th, as the rule has it."""
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return date(born.year + 18, 2, 28)


@check(
    "580",
    title="A child missing at 18 ceases as E8",
    says="the child was missing on the 18th birthday, when care ended, and the reason is not E8",
    remedy="Write E8 as the reason the episode ceased.",
    needs=("episodes",),
)
def missing_when_ceased(child: ChildReturn) -> Iterator[Finding]:
    """The 18th birthday, the end of the period and the end of the episode are one day, and REC is not E8."""
    birthdays = {eighteenth_birthday(row.born.day) for row in child.missing if row.born.day and row.end.day}
    ended = {row.end.day for row in child.missing}
    for episode in child.care:
        if episode.dec.day in birthdays and episode.dec.day in ended and episode.rec != "E8":
            yield Finding(episode, "REC", episode.rec)
