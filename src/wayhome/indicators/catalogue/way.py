"""The way of a return, step by step, as an authority looks at itself: what got that far, what was lost before it, what waits.

All of it asks the questions of the common set, of returns that are old enough to judge: those the 72 hours are over for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from wayhome.domain.ending import Ending
from wayhome.domain.vocabulary import Group, Outcome
from wayhome.indicators.catalogue.delivery import HEARD_WITHIN_72_HOURS, HEARD_WITHIN_72_HOURS_OF_UNDERTAKEN
from wayhome.indicators.catalogue.reach import ELIGIBLE, ELIGIBLE_WORDS, OUTCOME_OF_EVERY_RETURN
from wayhome.indicators.definition import Composition, Indicator
from wayhome.indicators.facts import ReturnDay
from wayhome.indicators.questions import In, Is, Question, Recorded, Yes

OLD_ENOUGH = ELIGIBLE & Yes("mature_72h")
OLD_ENOUGH_WORDS = f"{ELIGIBLE_WORDS}, at least 72 hours old at the time of extraction"
ASKED, SAID_YES, TALKED = Yes("offered"), Yes("accepted"), Yes("undertaken")
IN_NEED = TALKED & Yes("need_identified")
HELP_OFFERED = IN_NEED & Yes("support_offered")
HELP_BEGAN = HELP_OFFERED & Yes("support_started_28d")
STILL_OPEN = In("outcome", tuple(outcome.value for outcome in Outcome if outcome.is_open))

WHY = "Where children drop out on the way, and where records do: a step that nobody recorded is drawn as such, never as a no."
SOURCE = "First Step: reach, delivery, follow-up"


def _of_returns(id: str, slug: str, title: str, counting: Question | None, counted: str) -> Indicator:
    """One number of the returns that are old enough to judge."""
    return Indicator(
        id=id, slug=slug, title=title, of=OLD_ENOUGH, counting=counting, better=None, why=WHY, source=SOURCE,
        numerator_words=counted, denominator_words=OLD_ENOUGH_WORDS,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """How many returns got as far as a step, and how many got to the one before and not to this one.

    `lost` is None where not getting further is no loss: the first step, and a child who needs nothing.
    """

    reached: Indicator
    lost: Indicator | None = None


RETURNS = _of_returns("S0", "returns_old_enough", "Returns old enough to judge", None, OLD_ENOUGH_WORDS)
CHILD_ASKED = Step(
    _of_returns("S1", "child_asked", "Child asked", ASKED, "The child was offered a talk, or a talk was held"),
    _of_returns("S1x", "lost_before_asking", "Never asked", ~ASKED, "The child was not offered a talk"),
)
CHILD_SAID_YES = Step(
    _of_returns(
        "S2", "child_said_yes", "Child said yes", SAID_YES, "The child said yes in any form, or a talk was held"
    ),
    _of_returns(
        "S2x", "lost_before_a_yes", "Asked, no yes", ASKED & ~SAID_YES, "The child was offered a talk, and no yes came"
    ),
)
HEARD = Step(
    _of_returns("S3", "talked", "Talked", TALKED, "A talk that discussed this return was held, in full or in part"),
    _of_returns(
        "S3x",
        "lost_before_the_talk",
        "Said yes, no talk",
        SAID_YES & ~TALKED,
        "The child said yes, and no talk was held",
    ),
)
NEEDS_HELP = Step(_of_returns("S4", "needs_help", "Needs help", IN_NEED, "The talk found at least one need"))
OFFERED_HELP = Step(
    _of_returns("S5", "offered_help", "Offered help", HELP_OFFERED, "Help was offered: a named service, with a date"),
    _of_returns("S5x", "lost_before_an_offer_of_help", "In need, no help offered", IN_NEED & ~Yes("support_offered"),
                "The talk found a need, and no help was offered"),
)  # fmt: skip
HELP_STARTED = Step(
    _of_returns("S6", "help_started", "Help started in 28 days", HELP_BEGAN,
                "A first session took place within 28 days of the yes to help"),
    _of_returns("S6x", "lost_before_help_started", "Offered help, not started in time",
                HELP_OFFERED & ~Yes("support_started_28d"), "Help was offered, and no first session took place within 28 days"),
)  # fmt: skip

STEPS: tuple[Step, ...] = (
    Step(RETURNS), CHILD_ASKED, CHILD_SAID_YES, HEARD, NEEDS_HELP, OFFERED_HELP, HELP_STARTED,
)  # fmt: skip
"""In the order of the way; each step counts no more than the one before."""

IN_TIME = HEARD_WITHIN_72_HOURS
IN_TIME_OF_TALKS = replace(
    HEARD_WITHIN_72_HOURS_OF_UNDERTAKEN, id="S3b", slug="in_time_of_talks", of=OLD_ENOUGH & TALKED,
    denominator_words=f"{OLD_ENOUGH_WORDS}, covered by an undertaken talk; a rate divides by those whose clock can be read",
    shown_with=("D3",),
)  # fmt: skip

NO_TALK = OLD_ENOUGH & ~TALKED
WHY_NO_TALK = Composition(
    id="Y1",
    slug="why_no_talk",
    title="Why there was no talk",
    of=NO_TALK,
    column="outcome",
    values=tuple(o.value for o in Outcome if not o.is_undertaken and o is not Outcome.NOT_ELIGIBLE),
    value_words={outcome.value: outcome.label for outcome in Outcome},
    better=None,
    why="One reason for every return without a talk, adding up to all of them. A child's no and a parent's no are never added.",
    source=OUTCOME_OF_EVERY_RETURN.source,
    numerator_words="Each reason; with those not recorded they add up to all returns without a talk",
    denominator_words=f"{OLD_ENOUGH_WORDS}, with no talk held",
)

WAITING_NOW = Indicator(
    id="H1",
    slug="waiting_now",
    title="Children past 72 hours who are still waiting",
    of=NO_TALK & STILL_OPEN,
    counting=None,
    distinct=("authority", "child"),
    better=None,
    why="The promise was to each of them, and it can still be made good. They are counted whenever they came back.",
    source="Statutory guidance on children who run away or go missing from home or care (2014): within 72 hours of return",
    numerator_words="Different children who came back more than 72 hours ago, were not heard, and whose case is open",
    denominator_words="None: a number of children",
)
NEVER_ASKED = replace(
    WAITING_NOW, id="H2", slug="waiting_and_never_asked", title="Children past 72 hours who were never asked",
    of=NO_TALK & STILL_OPEN & ~ASKED,
    numerator_words=f"{WAITING_NOW.numerator_words}, and for one of those returns nobody has told the child that they can talk",
)  # fmt: skip
WAITING_AWAY = replace(
    WAITING_NOW, id="H3", slug="waiting_and_placed_away", title="Children past 72 hours who are placed away",
    of=NO_TALK & STILL_OPEN & Is("group", Group.CARE_OUT),
    numerator_words=f"{WAITING_NOW.numerator_words}, and who were placed in another area when they went",
)  # fmt: skip
NOW: tuple[Indicator, ...] = (WAITING_NOW, NEVER_ASKED, WAITING_AWAY)

ALL_RETURNS = Indicator(
    id="Y3",
    slug="returns",
    title="Returns",
    of=ELIGIBLE,
    counting=None,
    better=None,
    why="When children come back is when somebody has to be there to listen. Every return counts, old enough to judge or not.",
    source="The records of this authority",
    numerator_words=ELIGIBLE_WORDS,
    denominator_words="None: a number of returns",
)


@cache
def returned_at(day: ReturnDay, hour: str | None) -> Indicator:
    """Returns of one day of the week and one hour; None: those known to the day only."""
    asked = ~Recorded("returned_hour") if hour is None else Is("returned_hour", hour)
    name = f"{day.value.replace('_', ' ')}, {'time not recorded' if hour is None else f'{hour}:00 to {hour}:59'}"
    return replace(
        ALL_RETURNS, id=f"Y3.{day.value}.{hour}", slug=f"returns_{day.value}_{hour or 'no_time'}", title=f"Returns: {name}",
        of=ELIGIBLE & Is("returned_day", day.value) & asked, numerator_words=f"{ELIGIBLE_WORDS}: {name}, Europe/London",
    )  # fmt: skip


WHAT_CAME_FIRST = Composition(
    id="Y2",
    slug="what_came_first",
    title="What came first after a return",
    of=ELIGIBLE,
    column="ending",
    values=tuple(ending.value for ending in Ending),
    value_words={ending.value: ending.label for ending in Ending},
    better=None,
    why="How fast a child is heard, and what left no talk to be held: for a child who is missing again the first return is past.",
    source="Missing People 2023-24: may have gone missing again before it can be conducted; First Step",
    numerator_words="Each of what came first; with those of which it cannot be said they add up to all returns",
    denominator_words=ELIGIBLE_WORDS,
    shown_with=("D4",),
)

NUMBERS: tuple[Indicator, ...] = (
    *(number for step in STEPS for number in (step.reached, step.lost) if number is not None),
    IN_TIME, IN_TIME_OF_TALKS, WHY_NO_TALK, *NOW,
)  # fmt: skip
"""Every number of the way; the common set has its own list."""
