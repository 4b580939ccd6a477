"""Reach: who went missing, who was told they can have a talk, what they answered, and how each return ended."""

from __future__ import annotations

from wayhome.domain.vocabulary import EpisodeKind, Outcome
from wayhome.indicators.definition import Anchor, Better, Composition, Indicator
from wayhome.indicators.questions import Is, Yes

ELIGIBLE = Yes("eligible")
ELIGIBLE_WORDS = (
    "Eligible returns: missing episodes that ended with the child back and under 18, of this authority's children"
)
OFFERED_AND_ANSWERED = ELIGIBLE & Yes("offered") & ~Yes("answer_pending")
OFFERED_AND_ANSWERED_WORDS = (
    "Eligible returns after which the child was told and answered, or the case closed, or the rule on attempts was met"
)

MISSING_EPISODES = Indicator(
    id="R1",
    slug="missing_episodes",
    title="Missing episodes",
    of=Is("kind", EpisodeKind.MISSING) & ~Yes("void") & Yes("ours"),
    counting=None,
    unplaced=Yes("start_unplaced"),
    anchor=Anchor.STARTED,
    better=None,
    why="How often children go missing. More can mean more harm or better reporting, so neither way is better.",
    source="First Step, data on missing episodes; Missing People's request of 2023-24, questions 1 to 5",
    numerator_words="Missing episodes that started in the period, neither void nor another authority's",
    denominator_words="None: a number of episodes. Divide by children aged 0 to 17, or by years of looking after, for a rate",
    shown_with=("R1c",),
)
MISSING_CHILDREN = Indicator(
    id="R1c",
    slug="missing_children",
    title="Children who went missing",
    of=MISSING_EPISODES.of,
    counting=None,
    unplaced=MISSING_EPISODES.unplaced,
    distinct=("authority", "child"),
    anchor=Anchor.STARTED,
    better=None,
    why="One child missing six times is one child. Children are never added over periods or groups: one child may be in several.",
    source=MISSING_EPISODES.source,
    numerator_words="Different children with at least one missing episode that started in the period",
    denominator_words="None: a number of children",
    shown_with=("R1",),
)
OFFERED = Indicator(
    id="R3",
    slug="offered",
    title="Returns after which the child was offered a talk",
    of=ELIGIBLE,
    counting=Yes("offered"),
    better=Better.HIGHER,
    why="A talk nobody told the child about cannot happen. Telling the carer, or posting a letter, is not telling the child.",
    source="First Step, about 80% of incidents; Missing People 2023-24, five authorities above 90% and ten below 30%",
    numerator_words="The child was told, at or after being located, or a talk was held",
    denominator_words=ELIGIBLE_WORDS,
    shown_with=("R3b",),
)
OFFERED_BROADLY = Indicator(
    id="R3b",
    slug="offered_broadly",
    title="Returns after which anyone was told of a talk",
    of=ELIGIBLE,
    counting=Yes("offered_broad"),
    better=None,
    why="For comparison with authorities that count a letter, or telling the carer, as an offer. Never a measure of its own.",
    source="Local extracts that count letters as offers",
    numerator_words="The child was told, or only the carer, or a letter or message went out unconfirmed",
    denominator_words=ELIGIBLE_WORDS,
    shown_with=("R3",),
)
SAID_YES = Indicator(
    id="R5",
    slug="accepted",
    title="Offers the child said yes to",
    of=OFFERED_AND_ANSWERED,
    counting=Yes("accepted"),
    better=Better.HIGHER,
    why="Whether what is offered is something children want.",
    source="First Step, terms: offered, accepted, undertaken",
    numerator_words="The child said yes in any form, or the talk was undertaken",
    denominator_words=OFFERED_AND_ANSWERED_WORDS,
    shown_with=("R6",),
)
SAID_NO = Indicator(
    id="R6",
    slug="declined_by_child",
    title="Offers the child said no to",
    of=OFFERED_AND_ANSWERED,
    counting=Yes("declined_by_child"),
    better=None,
    why="A child may say no. A low figure can mean that children were pressed, so it is never a target.",
    source="First Step, on uptake; requests of 2019 to 2022",
    numerator_words="The child, able to talk freely, said no and never yes; a parent's refusal is not counted here",
    denominator_words=OFFERED_AND_ANSWERED_WORDS,
    shown_with=("R5",),
)
OUTCOME_OF_EVERY_RETURN = Composition(
    id="R9",
    slug="outcome",
    title="Outcome of every return",
    of=ELIGIBLE,
    column="outcome",
    values=tuple(outcome.value for outcome in Outcome if outcome is not Outcome.NOT_ELIGIBLE),
    value_words={outcome.value: outcome.label for outcome in Outcome},
    better=None,
    why="80% offered and 50% undertaken leave 30% that others misread as refusals. Every return has one outcome, and they add up.",
    source="First Step: 80% offered and 50% undertaken leave 30% unexplained",
    numerator_words="Each outcome; with those still open and those not recorded they add up to all eligible returns",
    denominator_words=ELIGIBLE_WORDS,
)
OFFERED_WITHIN_72_HOURS = Indicator(
    id="R10",
    slug="offered_within_72_hours",
    title="Returns after which the child was offered a talk within 72 hours",
    of=ELIGIBLE & Yes("mature_72h") & ~Yes("offer_implied"),
    counting=Yes("offered_within_72h"),
    better=Better.HIGHER,
    why="Some authorities measure the offer and not the talk. It is printed under its own name, so that neither passes for the other.",
    source="Authorities that measure 'offered within 72 hours'",
    numerator_words="The first offer to the child came within 72 elapsed hours of the return",
    denominator_words="Eligible returns at least 72 hours old, leaving out offers that only a held talk implies",
    shown_with=("D3",),
)

INDICATORS: tuple[Indicator, ...] = (
    MISSING_EPISODES,
    MISSING_CHILDREN,
    OFFERED,
    OFFERED_BROADLY,
    SAID_YES,
    SAID_NO,
    OUTCOME_OF_EVERY_RETURN,
    OFFERED_WITHIN_72_HOURS,
)
