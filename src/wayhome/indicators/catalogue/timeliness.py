"""Timeliness: where the hours between return and talk go, so that each who can act sees their own share."""

from __future__ import annotations

from wayhome.domain.clock import Part
from wayhome.indicators.catalogue.delivery import UNDERTAKEN
from wayhome.indicators.catalogue.reach import ELIGIBLE, ELIGIBLE_WORDS
from wayhome.indicators.definition import Better, Composition, Indicator
from wayhome.indicators.questions import Yes

OFFERED_AT_A_TIME = Yes("offered") & ~Yes("offer_implied")

TOLD_SOON = Indicator(
    id="T1",
    slug="notified_within_24_hours",
    title="Returns the authority was told of within 24 hours",
    of=ELIGIBLE,
    counting=Yes("notified_within_24h"),
    better=Better.HIGHER,
    why="No talk can be offered before somebody says that the child is back. A third of the 72 hours is gone after a day.",
    source="First Step, on expectations for police timeframes",
    numerator_words="The first notice reached the authority within 24 elapsed hours of the return, or said before it that the child was found",
    denominator_words=f"{ELIGIBLE_WORDS}; a rate divides by those whose notice and return are timed",
    shown_with=("T2",),
)
OFFERED_SOON = Indicator(
    id="T2",
    slug="offered_within_24_hours_of_notice",
    title="Offers made within 24 hours of the notice",
    of=ELIGIBLE & OFFERED_AT_A_TIME,
    counting=Yes("offered_within_24h_of_notice"),
    better=Better.HIGHER,
    why="From here on the hours are the authority's own.",
    source="Missing People 2023-24, on challenging timeframes",
    numerator_words="The first offer to the child came within 24 elapsed hours of the notice",
    denominator_words="Eligible returns after which the child was offered a talk, leaving out offers that only a held talk implies; "
    "a rate divides by those whose notice and offer are timed",
    shown_with=("T1", "T3"),
)
HELD_SOON = Indicator(
    id="T3",
    slug="held_within_48_hours_of_offer",
    title="Talks held within 48 hours of the offer",
    of=UNDERTAKEN & ~Yes("offer_implied"),
    counting=Yes("held_within_48h_of_offer"),
    better=Better.HIGHER,
    why="A child who has said yes and waits may have changed their mind, or be missing again, by the time somebody comes.",
    source="Missing People 2023-24",
    numerator_words="The talk was held within 48 elapsed hours of the first offer",
    denominator_words="Eligible returns covered by an undertaken talk, leaving out those never offered before it; "
    "a rate divides by those whose offer and talk are timed",
    shown_with=("T2",),
)
WHERE_THE_HOURS_WENT = Composition(
    id="T4",
    slug="where_the_72_hours_went",
    title="Where the 72 hours went",
    of=UNDERTAKEN & ~Yes("within_72_hours"),
    column="slowest_part",
    values=tuple(part.value for part in Part),
    value_words={part.value: part.label for part in Part},
    better=None,
    why="Late talks are late for different reasons, and each belongs to somebody else: whoever tells, whoever asks, whoever arranges.",
    source="First Step: slow notice was undermining the prospects for interviews to take place",
    numerator_words="Each part that took more hours than either of the others; where a time is missing it cannot be told",
    denominator_words="Eligible returns covered by a talk that was held later than 72 hours after the return",
    shown_with=("D3", "T1", "T2", "T3"),
)

INDICATORS: tuple[Indicator, ...] = (TOLD_SOON, OFFERED_SOON, HELD_SOON, WHERE_THE_HOURS_WENT)
