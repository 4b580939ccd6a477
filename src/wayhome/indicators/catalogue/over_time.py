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


TIME_TO_TALK = Estimate(
    id="D4",
    title="Chance of a talk by 24 and 72 hours, 7 and 28 days",
    of="Eligible returns, open ones too, whose return is known to the hour",
    says="The share of returns after which the child is heard by then, before anything else leaves no talk to be held: missing again "
    "first, the child's no, turning 18 or moving away, any other closing. Half of all returns: by when that share reaches a half, or "
    "not reached",
    method="Aalen–Johansen with these as competing events, open returns censored at extraction; variance after Aalen and Gray, log-log "
    "limits. Never one minus Kaplan–Meier, which pretends that a child who is missing again could still be heard first",
    parameters="24, 72, 168 and 672 hours; 95%. A talk that is held after the child went missing again counts for D1 and D3, and here "
    "going missing came first; what it would be the other way is printed beside it",
    published="20 returns, 6 of them with a talk",
    limits="A return, or what came first, that is known to the day only is left out and counted; below 85% nothing is drawn",
    source="Missing People 2023-24: may have gone missing again before it can be conducted; First Step",
)
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

OUT_OF_AREA_GAP = Estimate(
    id="O3",
    title="Out-of-area gap",
    of="D1 or D3 of children placed elsewhere, less the same of children placed here",
    says="How many percentage points one share lies above the other; towards 0 is better",
    method="Newcombe's interval of a difference, with the least and the most it can be whatever is not known",
    parameters="95%",
    published="where both counts may be published",
    limits="Children placed away differ from those placed here before anybody offers a talk",
    source="Missing People 2023-24, on children who are placed out of area; First Step, where 14 provided data",
)
EQUITY_GAP = Estimate(
    id="E1",
    title="Equity gap",
    of="D1, D3, D5 and F1, by group and one of ethnicity, sex, age band, disability and having come to the country alone",
    says="How far the share of one value lies above that of the rest; and observed over what the authority's own rates by group would "
    "give",
    method="Newcombe's interval; indirectly standardised ratio with Byar's limits. What is not recorded has a row of its own and no gap",
    parameters="95%, and 99.8% with more than 10 comparisons",
    published="20 returns; years are pooled until there are",
    limits="Ethnicity, disability and having come to the country alone are as somebody recorded them, and often nobody did",
    source="UK Missing Persons Unit, report of 2020-21, foreword; First Step: worked differently for different groups",
)

ESTIMATES: tuple[Estimate, ...] = (TIME_TO_TALK, MISSING_AGAIN, MEAN_EPISODES, OUT_OF_AREA_GAP, EQUITY_GAP)
