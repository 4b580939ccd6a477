"""What children told, counted over talks: why they went, what harm they met, what they need and whether it came.

A talk that covers three returns is one talk here. Not recorded, and left with its section, are never "no". No row behind
these numbers is listed anywhere, and what a child was made to do is not counted.
"""

from __future__ import annotations

from wayhome.domain.told import HARMS, REASONS, ReadBack
from wayhome.domain.vocabulary import NeedKind
from wayhome.indicators.catalogue.delivery import UNDERTAKEN
from wayhome.indicators.catalogue.followup import IN_NEED
from wayhome.indicators.definition import Better, Composition, Each

A_TALK = ("authority", "interview")
NEED_WORDS = {kind.value: kind.label for kind in NeedKind if kind is not NeedKind.NONE}
TALKS = "Different talks, held in full or in part, that discussed at least one eligible return"
SHARED_OUT = "a rate divides by those whose record says"

REASONS_TOLD = Each(
    id="V1",
    slug="reasons_told",
    title="Why children went",
    of=UNDERTAKEN,
    column="reasons",
    values=tuple(REASONS),
    value_words=REASONS,
    distinct=A_TALK,
    better=None,
    why="What pushes and pulls children is what prevention can work on. Several may be true of one talk.",
    source="Purpose of the interview in statutory guidance (2014): to analyse what return interviews say",
    numerator_words="Each reason, as the interviewer read it, whoever agreed; they overlap",
    denominator_words=f"{TALKS}; {SHARED_OUT} why, and a repeat interview asks only what was different",
)
HARM_TOLD = Each(
    id="V2",
    slug="harm_told",
    title="Harm and danger children told of",
    of=UNDERTAKEN,
    column="harm",
    values=tuple(HARMS),
    value_words=HARMS,
    distinct=A_TALK,
    better=None,
    why="A rise is usually better listening. It is never read as more harm, nor a talk without it as no harm.",
    source="Purpose of the interview in statutory guidance (2014)",
    numerator_words="Each harm, coded after the talk by the interviewer; whether it was known before is not recorded",
    denominator_words=f"{TALKS}; {SHARED_OUT} that harm was talked about",
)
NEEDS_FOUND = Each(
    id="V3",
    slug="needs_found",
    title="What would help",
    of=IN_NEED,
    column="needs",
    values=tuple(NEED_WORDS),
    value_words=NEED_WORDS,
    distinct=A_TALK,
    better=None,
    why="Which services children need here, whether or not there is one.",
    source="First Step, conclusion on clear pathways for follow-up support",
    numerator_words="Each kind of need; they overlap",
    denominator_words=f"{TALKS}, and found a need; {SHARED_OUT} which",
    shown_with=("V3o", "V3s"),
)
NEEDS_OFFERED = Each(
    id="V3o",
    slug="needs_offered",
    title="What would help, and was offered",
    of=IN_NEED,
    column="needs_offered",
    among="needs",
    values=tuple(NEED_WORDS),
    value_words=NEED_WORDS,
    distinct=A_TALK,
    better=Better.HIGHER,
    why="A need with no service behind it shows where one is missing.",
    source=NEEDS_FOUND.source,
    numerator_words="A named service was offered for this kind of need; no service, or met another way, is no",
    denominator_words=f"{TALKS}, and found this kind of need",
    shown_with=("V3", "V3s"),
)
NEEDS_STARTED = Each(
    id="V3s",
    slug="needs_started",
    title="What would help, and began",
    of=IN_NEED,
    column="needs_started",
    among="needs",
    values=tuple(NEED_WORDS),
    value_words=NEED_WORDS,
    distinct=A_TALK,
    better=Better.HIGHER,
    why="Help that was promised and does not come is worse than none.",
    source="First Step, conclusion on monitoring the provision of follow-up support",
    numerator_words="A first session took place for this kind of need, however late; where nobody recorded one it is not known, never no",
    denominator_words=NEEDS_OFFERED.denominator_words,
    shown_with=("V3", "V3o"),
)
READ_BACK = Composition(
    id="D11",
    slug="read_back",
    title="What was written, read back to the child",
    of=UNDERTAKEN,
    column="read_back",
    values=tuple(each.value for each in ReadBack),
    value_words={each.value: each.label for each in ReadBack},
    distinct=A_TALK,
    better=None,
    why="A child can put right what is written of them. One who does not want to hear it is respected, so neither way is better.",
    source="Young-person-centred practice",
    numerator_words="Each answer; with those not recorded they add up to all talks",
    denominator_words=TALKS,
)

INDICATORS: tuple[Each | Composition, ...] = (
    REASONS_TOLD,
    HARM_TOLD,
    NEEDS_FOUND,
    NEEDS_OFFERED,
    NEEDS_STARTED,
    READ_BACK,
)
