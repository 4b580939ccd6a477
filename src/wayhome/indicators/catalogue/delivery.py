"""Delivery: whether the child was heard, in time, and by somebody independent."""

from __future__ import annotations

from wayhome.domain.vocabulary import DeliveryModel
from wayhome.indicators.catalogue.reach import (
    ELIGIBLE,
    ELIGIBLE_WORDS,
    OFFERED_AND_ANSWERED,
    OFFERED_AND_ANSWERED_WORDS,
)
from wayhome.indicators.definition import Better, Composition, Indicator
from wayhome.indicators.questions import Yes

UNDERTAKEN = ELIGIBLE & Yes("undertaken")

HEARD = Indicator(
    id="D1",
    slug="undertaken",
    title="Returns after which the child was heard",
    of=ELIGIBLE,
    counting=Yes("undertaken"),
    better=Better.HIGHER,
    why="The duty is to the child who came back, so all who came back are counted, not only those who said yes.",
    source="First Step, about 50%, from 20% to 100%",
    numerator_words="A talk that discussed this return was held, in full or in part",
    denominator_words=ELIGIBLE_WORDS,
)
HEARD_OF_OFFERED = Indicator(
    id="D2",
    slug="undertaken_of_offered",
    title="Offers that led to a talk",
    of=OFFERED_AND_ANSWERED,
    counting=Yes("undertaken"),
    better=Better.HIGHER,
    why="How many children who were told of a talk were heard.",
    source="Missing People 2023-24, three authorities at 100% and one at 19%",
    numerator_words="A talk that discussed this return was held, in full or in part",
    denominator_words=OFFERED_AND_ANSWERED_WORDS,
)
HEARD_WITHIN_72_HOURS = Indicator(
    id="D3",
    slug="undertaken_within_72_hours_of_return",
    title="Returns after which the child was heard within 72 hours",
    of=ELIGIBLE & Yes("mature_72h"),
    counting=Yes("undertaken") & Yes("within_72_hours"),
    better=Better.HIGHER,
    why="The promise is to every child who comes back. Children never seen are in the denominator, because they waited longest.",
    source="Statutory guidance on children who run away or go missing from home or care (2014): within 72 hours of return",
    numerator_words="A talk was held within 72 elapsed hours of return; where the times do not allow an answer it is not known, never yes",
    denominator_words="Eligible returns at least 72 hours old at the time of extraction",
    shown_with=("D3b",),
)
HEARD_WITHIN_72_HOURS_OF_UNDERTAKEN = Indicator(
    id="D3b",
    slug="undertaken_within_72_hours_of_those_undertaken",
    title="Talks held within 72 hours, of talks held",
    of=UNDERTAKEN,
    counting=Yes("within_72_hours"),
    better=None,
    why="For comparison with figures others print. It leaves out every child never seen, so it stands only beside D3.",
    source="Missing People 2023-24, average 63%",
    numerator_words="A talk was held within 72 elapsed hours of return",
    denominator_words="Eligible returns covered by an undertaken talk; a rate divides by those whose clock can be read",
    shown_with=("D3",),
)
INDEPENDENT = Indicator(
    id="D5",
    slug="independent",
    title="Heard by somebody independent",
    of=UNDERTAKEN,
    counting=Yes("independent"),
    better=Better.HIGHER,
    why="A child may not speak about a placement to its staff, or about a decision to whoever took it.",
    source="Missing People 2023-24, on lack of clarity about independence; statutory guidance (2014)",
    numerator_words="The interviewer passes the test for the child's group: home test, or looked-after test",
    denominator_words="Eligible returns covered by an undertaken talk; a rate divides by those whose interviewer's relation is recorded",
    shown_with=("D5x",),
)
PREFERENCE_EXCEPTIONS = Indicator(
    id="D5x",
    slug="preference_exceptions",
    title="Heard by somebody not independent whom the child asked for",
    of=UNDERTAKEN,
    counting=Yes("preference_exception"),
    better=None,
    why="A child's wish for a person they trust is respected, and shown beside the test, never inside it.",
    source="Statutory guidance (2014): the exception for a child who asks for a person they trust",
    numerator_words="The test was not passed, and the child's wish for this person is recorded",
    denominator_words=INDEPENDENT.denominator_words,
    shown_with=("D5",),
)
STRICTLY_INDEPENDENT = Indicator(
    id="D5b",
    slug="independent_strictly",
    title="Looked-after children heard by somebody independent of placement and authority",
    of=UNDERTAKEN & Yes("looked_after"),
    counting=Yes("independent_strict"),
    better=Better.HIGHER,
    why="For a looked-after child the authority is the parent; the guidance says the talk is usually independent of it.",
    source="Statutory guidance (2014), which says 'usually'",
    numerator_words="The interviewer is independent of the placement, of the case and of the responsible authority",
    denominator_words="Eligible returns of looked-after children covered by an undertaken talk",
    shown_with=("D5", "D5x"),
)

WHO_DELIVERS = Composition(
    id="D6",
    slug="who_delivers",
    title="Who holds the talks",
    of=UNDERTAKEN,
    column="delivery_model",
    values=tuple(model.value for model in DeliveryModel if model is not DeliveryModel.NOT_KNOWN),
    value_words={model.value: model.label for model in DeliveryModel},
    better=None,
    why="Which way of delivering works is an open question; it can only be asked where each says who delivers.",
    source="First Step, on how far voluntary organisations deliver; Missing People 2023-24, question 9",
    numerator_words="Each way of delivering; with those not recorded they add up to all returns covered by a talk",
    denominator_words="Eligible returns covered by an undertaken talk",
    shown_with=("D5",),
)
TALKS = Indicator(
    id="D8",
    slug="talks",
    title="Talks held",
    of=UNDERTAKEN,
    counting=None,
    distinct=("authority", "interview"),
    better=None,
    why="One talk may cover several returns. Returns covered for each talk is D8r divided by D8: 1.0 is one talk for each return.",
    source="Devon, 2018: one interview may cover several missing incidents",
    numerator_words="Different talks, held in full or in part, that discussed at least one eligible return",
    denominator_words="None: a number of talks. It divides the number of returns they covered",
    shown_with=("D8r",),
)
RETURNS_COVERED = Indicator(
    id="D8r",
    slug="returns_covered",
    title="Returns covered by talks",
    of=UNDERTAKEN,
    counting=None,
    better=None,
    why=TALKS.why,
    source=TALKS.source,
    numerator_words="Eligible returns covered by an undertaken talk",
    denominator_words="None: a number of returns. Divided by the talks that covered them it says how many returns share a talk",
    shown_with=("D8",),
)

INDICATORS: tuple[Indicator, ...] = (
    HEARD,
    HEARD_OF_OFFERED,
    HEARD_WITHIN_72_HOURS,
    HEARD_WITHIN_72_HOURS_OF_UNDERTAKEN,
    INDEPENDENT,
    PREFERENCE_EXCEPTIONS,
    STRICTLY_INDEPENDENT,
    WHO_DELIVERS,
    TALKS,
    RETURNS_COVERED,
)
