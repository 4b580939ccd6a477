"""What only the record of a case says: by whom the talk was held, when it was written up, how its notice travelled, what is filled in.

Lists of episodes have no columns for these; a case system, and events, do.
"""

from __future__ import annotations

from wayhome.domain.vocabulary import EpisodeKind
from wayhome.domain.write_up import APPROVED_DAYS, HANDED_IN_DAYS
from wayhome.indicators.catalogue.delivery import UNDERTAKEN
from wayhome.indicators.catalogue.reach import ELIGIBLE, ELIGIBLE_WORDS
from wayhome.indicators.definition import Anchor, Better, Filled, Indicator
from wayhome.indicators.questions import Is, Yes

COVERED = "Eligible returns covered by an undertaken talk"
OVER = f"{COVERED}, held more than {APPROVED_DAYS} working days before extraction"
WORKING_DAYS = "working days are those of England and Wales"

TRAINED = Indicator(
    id="D7",
    slug="trained_interviewer",
    title="Heard by somebody trained for it",
    of=UNDERTAKEN,
    counting=Yes("interviewer_trained"),
    better=Better.HIGHER,
    why="Hearing a child who may have been harmed is a skill.",
    source="First Step, conclusion on training for staff who hold return interviews",
    numerator_words="Whoever named the interviewer said that they were trained; where another held the talk it is not known",
    denominator_words=COVERED,
    shown_with=("D5",),
)
HANDED_IN = Indicator(
    id="D12a",
    slug="handed_in_in_time",
    title="Written up in time",
    of=UNDERTAKEN & Yes("record_due"),
    counting=Yes("handed_in_2_days"),
    better=Better.HIGHER,
    why="What a child said helps nobody while it is in a notebook.",
    source="Local practice",
    numerator_words=f"The record was handed in by the end of working day {HANDED_IN_DAYS} after the talk; {WORKING_DAYS}",
    denominator_words=OVER,
    shown_with=("D12b",),
)
APPROVED = Indicator(
    id="D12b",
    slug="approved_in_time",
    title="Signed off in time",
    of=HANDED_IN.of,
    counting=Yes("approved_4_days"),
    better=Better.HIGHER,
    why="Others are told once somebody else has read the record.",
    source="Local practice",
    numerator_words=f"The record was approved by the end of working day {APPROVED_DAYS} after the talk; {WORKING_DAYS}",
    denominator_words=OVER,
    shown_with=("D12a",),
)
NOTICE_SENT = Indicator(
    id="T1s",
    slug="notice_sent_within_24_hours",
    title="Returns of which a notice was sent within 24 hours",
    of=ELIGIBLE,
    counting=Yes("notice_sent_within_24h"),
    better=Better.HIGHER,
    why="Between sent and opened lies somebody's inbox: each side sees its own share of the hours.",
    source="First Step, on expectations for police timeframes",
    numerator_words="The first notice was sent within 24 elapsed hours of the return, or said before it that the child was found",
    denominator_words=f"{ELIGIBLE_WORDS}; a rate divides by those whose sending and return are timed",
    shown_with=("T1", "T1o"),
)
NOTICE_OPENED = Indicator(
    id="T1o",
    slug="notice_opened_within_24_hours",
    title="Returns of which a notice was opened within 24 hours",
    of=ELIGIBLE,
    counting=Yes("notice_opened_within_24h"),
    better=Better.HIGHER,
    why=NOTICE_SENT.why,
    source=NOTICE_SENT.source,
    numerator_words="A person opened a notice within 24 elapsed hours of the return, or one that said before it that the child was found",
    denominator_words=f"{ELIGIBLE_WORDS}; a rate divides by those whose opening and return are timed",
    shown_with=("T1", "T1s"),
)
AWAY_PLANNED = Indicator(
    id="T5",
    slug="away_with_a_plan",
    title="Absences known about, with a plan",
    of=Is("kind", EpisodeKind.AWAY) & ~Yes("void") & Yes("ours"),
    counting=Yes("away_planned"),
    unplaced=Yes("start_unplaced"),
    anchor=Anchor.STARTED,
    better=Better.HIGHER,
    why="Where a child is may be known, and be no safe place.",
    source="First Step: young people whose whereabouts are known but who are at risk",
    numerator_words="Somebody by name owned a plan while the child was away; whether it was looked at in time is not counted",
    denominator_words="Absences of this authority's children, known about and never missing, that started in the period",
)
FILLED_IN = Filled(
    id="Q1",
    slug="filled_in",
    title="What is filled in",
    of=ELIGIBLE,
    values=(
        "group", "age_at_return", "sex", "ethnicity", "disabled", "unaccompanied", "risk", "source", "notified_within_24h", "offered",
        "undertaken", "outcome",
    ),
    value_words={
        "group": "Where the child lived", "age_at_return": "Age", "sex": "Sex", "ethnicity": "Ethnicity", "disabled": "Disability",
        "unaccompanied": "Whether they came to the country alone",
        "risk": "Risk grade", "source": "Who told first", "notified_within_24h": "Times of return and notice",
        "offered": "Whether a talk was offered", "undertaken": "Whether a talk was held", "outcome": "Outcome",
    },
    better=Better.HIGHER,
    why="Gaps in records are not gaps in work, and are shown apart, field by field and never as one grade.",
    source="First Step, on gaps in the responses of local authorities",
    numerator_words="Each field that is filled in or can be told from what is",
    denominator_words=ELIGIBLE_WORDS,
)  # fmt: skip

INDICATORS: tuple[Indicator, ...] = (
    NOTICE_SENT,
    NOTICE_OPENED,
    AWAY_PLANNED,
    TRAINED,
    HANDED_IN,
    APPROVED,
    FILLED_IN,
)
