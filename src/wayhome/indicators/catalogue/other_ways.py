"""Other ways to count 72 hours: the same returns, by what others divide by and by the clocks that others use.

None of them is a measure of its own. Each stands beside D3, and says whom it leaves out.
"""

from __future__ import annotations

from wayhome.indicators.catalogue.delivery import HEARD_WITHIN_72_HOURS
from wayhome.indicators.definition import Indicator
from wayhome.indicators.questions import Question, Yes

OLD_ENOUGH_WORDS = HEARD_WITHIN_72_HOURS.denominator_words
SOURCE = "Local protocols and answers to requests, which count in different ways under one name"


def _beside_d3(id: str, slug: str, title: str, counting: Question, counted: str, why: str) -> Indicator:
    """Of the very returns that D3 is of."""
    return Indicator(
        id=id, slug=slug, title=title, of=HEARD_WITHIN_72_HOURS.of, counting=counting, better=None, why=why, source=SOURCE,
        numerator_words=counted, denominator_words=OLD_ENOUGH_WORDS, shown_with=("D3",),
    )  # fmt: skip


OF_OFFERED = Indicator(
    id="D3o",
    slug="within_72_hours_of_those_offered",
    title="Talks held within 72 hours, of offers",
    of=HEARD_WITHIN_72_HOURS.of & Yes("offered"),
    counting=HEARD_WITHIN_72_HOURS.counting,
    better=None,
    why="It leaves out every child whom nobody asked, so that asking fewer looks better.",
    source=SOURCE,
    numerator_words=HEARD_WITHIN_72_HOURS.numerator_words,
    denominator_words=f"{OLD_ENOUGH_WORDS}, after which the child was offered a talk",
    shown_with=("D3",),
)
IN_3_WORKING_DAYS = _beside_d3(
    "D3w", "within_3_working_days_of_return", "Returns after which the child was heard within three working days",
    Yes("within_3_working_days"),
    "A talk was held by the end of the third working day after the day of return; bank holidays are those of England and Wales",
    "A weekend stops this clock and does not stop the child's: back on a Friday evening, it allows until Wednesday night.",
)  # fmt: skip
FROM_NOTICE = _beside_d3(
    "D3n", "within_72_hours_of_notice", "Returns after which the child was heard within 72 hours of the notice",
    Yes("within_72h_of_notice"),
    "A talk was held within 72 elapsed hours of the first notice that reached the authority, or of the return where that came later",
    "It leaves the hours before the authority knew out of sight, and where nobody recorded a notice it cannot be said.",
)  # fmt: skip

INDICATORS: tuple[Indicator, ...] = (OF_OFFERED, IN_3_WORKING_DAYS, FROM_NOTICE)
