"""Follow-up: whether what the talk found led to help that was offered, wanted and begun."""

from __future__ import annotations

from wayhome.indicators.catalogue.delivery import UNDERTAKEN
from wayhome.indicators.definition import Better, Indicator
from wayhome.indicators.questions import Yes

IN_NEED = UNDERTAKEN & Yes("need_identified")
SUPPORT_OFFERED = IN_NEED & Yes("support_offered")

HELP_OFFERED = Indicator(
    id="F1",
    slug="support_offered",
    title="Talks that found a need, after which help was offered",
    of=IN_NEED,
    counting=Yes("support_offered"),
    better=Better.HIGHER,
    why="A talk that finds a need and leads to nothing teaches a child that talking is no use.",
    source="First Step: 98% of areas use what children say for follow-up, one third record what was offered",
    numerator_words="A named service was offered, with a date, for at least one need; being told where to look is not an offer",
    denominator_words="Eligible returns covered by an undertaken talk that found a need, at any level of risk",
    shown_with=("F3",),
)
HELP_WANTED = Indicator(
    id="F2",
    slug="support_accepted",
    title="Offers of help that were wanted",
    of=SUPPORT_OFFERED & ~Yes("support_answer_pending"),
    counting=Yes("support_accepted"),
    better=Better.HIGHER,
    why="Whether what can be offered is what children want.",
    source="First Step, conclusion on clear pathways for follow-up support",
    numerator_words="The child said yes to help, or a parent to a service of their own",
    denominator_words="Eligible returns after which help was offered and answered",
    shown_with=("F1",),
)
HELP_BEGAN_WITHIN_28_DAYS = Indicator(
    id="F3",
    slug="support_started_within_28_days",
    title="Wanted help that began within 28 days",
    of=SUPPORT_OFFERED & Yes("support_accepted") & Yes("support_mature_28d"),
    counting=Yes("support_started_28d"),
    better=Better.HIGHER,
    why="Help that was promised and does not come is worse than none. It counts when the first session took place.",
    source="First Step, conclusion on monitoring the provision of follow-up support",
    numerator_words="A first session took place within 28 days of the yes; where nobody recorded one it is not known, never no",
    denominator_words="Eligible returns after which help was wanted, at least 28 days ago at the time of extraction",
    shown_with=("F1", "F2"),
)

INDICATORS: tuple[Indicator, ...] = (HELP_OFFERED, HELP_WANTED, HELP_BEGAN_WITHIN_28_DAYS)
