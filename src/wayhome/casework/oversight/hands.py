"""What is counted of each provider and of each police force: the numbers of the common set, and those that only a case system knows."""

from __future__ import annotations

from collections.abc import Mapping

from wayhome.casework.oversight.whose import NextStep
from wayhome.indicators.catalogue import delivery, reach, record, timeliness, way
from wayhome.indicators.definition import Composition, Indicator, numbers_of
from wayhome.indicators.questions import Recorded, Yes

WHY = "Each side sees its own share of the way, and whose move is next."
SOURCE = "The records of this authority"


def _number(slug: str, title: str, counting: str | None, words: str, *, why: str = WHY) -> Indicator:
    """One number of all eligible returns, old enough to judge or not."""
    return Indicator(
        id=f"W.{slug}", slug=slug, title=title, of=reach.ELIGIBLE, counting=None if counting is None else Yes(counting),
        better=None, why=why, source=SOURCE, numerator_words=words,
        denominator_words=reach.ELIGIBLE_WORDS if counting else "None: a number of returns",
    )  # fmt: skip


RETURNS = _number("returns", "Returns", None, reach.ELIGIBLE_WORDS)
TIMED = _number(
    "return_timed", "Returns timed to the hour", "back_timed",
    "The working time of return is known to the hour or better; where it is known to the day only, or to a part of it, it is not",
    why="The 72 hours start at the time of return. A day alone leaves the clock a day in doubt.",
)  # fmt: skip
DIFFER = Indicator(
    id="W.times_differ", slug="return_times_differ", title="Returns on whose time two sources differ", of=reach.ELIGIBLE & Yes("times_differ"),
    counting=None, better=None, why="Both are kept and the earlier is worked to, until somebody settles it.", source=SOURCE,
    numerator_words="Two sources give different times of return, and nobody has settled between them",
    denominator_words="None: a number of returns",
)  # fmt: skip
NEXT = Composition(
    id="W.next", slug="next_step", title="What is waited for", of=reach.ELIGIBLE & Recorded("next_step"), column="next_step",
    values=tuple(step.value for step in NextStep), value_words={step.value: step.label for step in NextStep}, better=None, why=WHY,
    source=SOURCE, numerator_words="Each next step of a case that was given to somebody and is open",
    denominator_words="Eligible returns whose case was given to somebody, is open, and has no approved record",
)  # fmt: skip

IN_PERIOD: tuple[Indicator, ...] = (
    way.RETURNS, way.CHILD_ASKED.reached, way.HEARD.reached, way.IN_TIME, delivery.INDEPENDENT, record.TRAINED, record.HANDED_IN,
    record.APPROVED,
)  # fmt: skip
"""Of a provider, by the day of return."""
NOW: tuple[Indicator, ...] = (way.WAITING_NOW, NEXT)
"""Of a provider, whenever the child came back."""
OF_A_FORCE: tuple[Indicator, ...] = (
    RETURNS, reach.NOTICE_HELD, record.NOTICE_SENT, timeliness.TOLD_SOON, record.NOTICE_OPENED, TIMED,
)  # fmt: skip
"""Of a police force, by the day of return."""

HANDS: Mapping[str, Indicator] = {number.slug: number for number in numbers_of((RETURNS, TIMED, DIFFER, NEXT))}
"""The numbers that are asked of the case system's own columns, by the name in an address."""
AT_ANY_TIME = frozenset({way.WAITING_NOW, DIFFER, *NEXT.parts()})
"""Numbers of what waits now: they stand outside the period."""
