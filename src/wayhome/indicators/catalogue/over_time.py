"""Measures that are no count of rows: what is estimated, of whom, by which method. `wayhome.benchmarking` works them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One measure of the set that takes an estimate or a comparison and not a count."""

    id: str
    title: str
    of: str
    says: str
    method: str
    parameters: str
    published: str
    """From how many on it may be published."""
    limits: str
    """What the rows cannot tell it."""
    source: str
    reviewer: str = "Wayhome maintainers"
    review_by: date = date(2028, 3, 31)
    definition_version: int = 1


MISSING_AGAIN = Estimate(
    id="P1",
    title="Missing again",
    of="Eligible returns with a day of return",
    says="The chance that the child's next missing episode starts within so many days of the return",
    method="One minus Kaplan–Meier of the days between, variance by child; never set beside whether a talk was held, as an effect",
    parameters="28 and 90 days",
    published="20 returns, 6 of them followed by another episode",
    limits="Watching ends at the day of extraction; rows hold neither the 18th birthday nor a move away, so it may be a little low",
    source="First Step, on those who frequently go missing",
)
MEAN_EPISODES = Estimate(
    id="P3",
    title="Further episodes of a child",
    of="Children whose first missing episode known here started in the period",
    says="How many further episodes a child has on average by so many days after that first one; and the share of all episodes of the "
    "tenth of children with most",
    method="Mean cumulative function (Nelson), variance after Lawless and Nadeau; a point of the Lorenz curve",
    parameters="91, 182 and 365 days; a tenth of the children",
    published="20 children",
    limits="A child whose earlier episodes are not in the rows counts as new; watching ends at the day of extraction",
    source="First Step; requests of 2020-21 on repeat episodes",
)

ESTIMATES: tuple[Estimate, ...] = (MISSING_AGAIN, MEAN_EPISODES)
