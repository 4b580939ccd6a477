"""Reach: who went missing, who was told they can have a talk, what they answered, and how each return ended."""

from __future__ import annotations

from wayhome.domain.vocabulary import EpisodeKind, Group, Outcome, ReasonNotOffered, Source
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
NOTICE_HELD = Indicator(
    id="R2",
    slug="notice_held",
    title="Returns the authority was told of",
    of=ELIGIBLE,
    counting=Yes("notice_held"),
    better=Better.HIGHER,
    why="Nobody can offer a talk to a child whom they do not know to be back. Whoever finds the child is asked to say so.",
    source="First Step, conclusion on how soon providers are told that a young person is found",
    numerator_words="A notice that the child was found or is back is held",
    denominator_words=ELIGIBLE_WORDS,
    shown_with=("T1",),
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
WHY_NOT_OFFERED = Composition(
    id="R4",
    slug="reason_not_offered",
    title="Why no talk was offered",
    of=ELIGIBLE & ~Yes("offered"),
    column="reason_not_offered",
    values=tuple(reason.value for reason in ReasonNotOffered if reason is not ReasonNotOffered.NOT_RECORDED),
    value_words={reason.value: reason.label for reason in ReasonNotOffered},
    better=None,
    why="Local criteria are a reason and never take a return out of the count. Where nobody wrote a reason, that is shown too.",
    source="First Step: case by case, subject to criteria in addition to a missing report",
    numerator_words="Each reason, written down or told by how the case closed; a case still open has none yet and is not known",
    denominator_words="Eligible returns after which the child was not told of a talk",
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
PARENT_REFUSED = Indicator(
    id="R6b",
    slug="parent_refused",
    title="Talks a parent or carer said no to",
    of=ELIGIBLE & ((Yes("offered") & ~Yes("answer_pending")) | Yes("parent_refused")),
    counting=Yes("parent_refused"),
    better=None,
    why="A parent's no is not the child's. The two are never added, and the child may still be asked.",
    source="First Step, on consent",
    numerator_words="Someone with parental responsibility, or a carer, said no, whatever the child said",
    denominator_words=f"{OFFERED_AND_ANSWERED_WORDS}; and returns after which a parent or carer said no before the child was told",
    shown_with=("R5", "R6"),
)
BLOCKED_BY_A_PARENT = Indicator(
    id="R7a",
    slug="blocked_by_a_parent",
    title="Talks with children at home that a parent's no ended",
    of=ELIGIBLE & Is("group", Group.HOME) & (Yes("offered_broad") | Yes("parent_refused")),
    counting=Yes("parent_refused") & ~Yes("undertaken"),
    better=None,
    why="Guidance asks for no parent's consent to a talk; practice differs, and shows here.",
    source="First Step: parental consent as a hindering factor, with varying practice",
    numerator_words="A parent or carer said no, and no talk was held; a parent who never answered is not counted",
    denominator_words="Eligible returns of children missing from home, after which anyone was told of a talk or a parent said no to one",
    shown_with=("R6b",),
)
HIDDEN_FOUND = Indicator(
    id="R8a",
    slug="hidden_found",
    title="Absences nobody had reported, learnt of later",
    of=Is("kind", EpisodeKind.HIDDEN) & ~Yes("void") & Yes("ours"),
    counting=None,
    unplaced=Yes("start_unplaced"),
    anchor=Anchor.STARTED,
    better=None,
    why="A rise is usually better listening, not more absences. They are in no other figure.",
    source="First Step: many hidden missing young people",
    numerator_words="Absences never reported to the police nor recorded at the time, by the day they started",
    denominator_words="None: a number of absences",
    shown_with=("R1",),
)
KNOWN_FROM_ELSEWHERE = Indicator(
    id="R8b",
    slug="first_known_from_elsewhere",
    title="Missing episodes first known from others than the police",
    of=MISSING_EPISODES.of,
    counting=~Is("source", Source.POLICE),
    unplaced=MISSING_EPISODES.unplaced,
    anchor=Anchor.STARTED,
    better=None,
    why="Homes, schools and families often know first. How much reaches the authority only through the police is worth knowing.",
    source="Partnership working",
    numerator_words="Somebody other than the police told the authority first",
    denominator_words="Missing episodes that started in the period; a rate divides by those whose first source is recorded",
    shown_with=("R1",),
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
    NOTICE_HELD,
    OFFERED,
    OFFERED_BROADLY,
    WHY_NOT_OFFERED,
    SAID_YES,
    SAID_NO,
    PARENT_REFUSED,
    BLOCKED_BY_A_PARENT,
    HIDDEN_FOUND,
    KNOWN_FROM_ELSEWHERE,
    OUTCOME_OF_EVERY_RETURN,
    OFFERED_WITHIN_72_HOURS,
)
