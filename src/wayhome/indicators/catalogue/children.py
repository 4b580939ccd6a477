"""Measures of children and not of returns: counted over the rows that `derive_children.children_of` makes, one for each child and period."""

from __future__ import annotations

from wayhome.indicators.definition import Anchor, Indicator
from wayhome.indicators.derive_children import OFTEN, WITHIN_DAYS
from wayhome.indicators.questions import Yes

FREQUENTLY_MISSING = Indicator(
    id="P2",
    slug="frequently_missing",
    title="Frequently missing children",
    of=Yes("ours"),
    counting=Yes("frequent"),
    anchor=Anchor.STARTED,
    better=None,
    why="A child who keeps going is a child whose reason has not been met. A falling number can also mean that nobody reports any more.",
    source="Local protocols: three episodes in 90 days, three in 30 in Derbyshire",
    numerator_words=f"Children with {OFTEN} or more missing episodes that started within {WITHIN_DAYS} days, the last of them in the period; "
    "both numbers can be set, and stand with the figure",
    denominator_words="Children of this authority with at least one missing episode that started in the period",
    strata=("group", "authority", "period"),
    shown_with=("R1c",),
)

INDICATORS: tuple[Indicator, ...] = (FREQUENTLY_MISSING,)
