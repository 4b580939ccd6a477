"""What is missing in records, kind by kind, as questions of the facts: the same sentence counts a kind and lists its records.

Only what somebody can still put right, or could have: a no is not a gap, and neither is what the way never came to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.utils.translation import gettext_lazy as _

from wayhome.domain.clock import InTime
from wayhome.domain.vocabulary import EpisodeKind
from wayhome.indicators.catalogue import way
from wayhome.indicators.catalogue.reach import ELIGIBLE
from wayhome.indicators.definition import Indicator
from wayhome.indicators.questions import Is, Question, Recorded, Yes


class About(StrEnum):
    """What the page is about on which a gap is put right: its address carries the id of that."""

    ABSENCE = "absence"
    CASE = "case"
    CHILD = "child"


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap: what is missing, what it spoils, and where it is put right.

    `page` is the name of a page about `about`, opened by `act`. Where nobody here can put it right, the page only shows what is
    known, and `otherwise` says who can.
    """

    slug: str
    words: Any
    spoils: Any
    counted: Indicator
    page: str
    act: Any
    about: About = About.CASE
    otherwise: Any = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """The gaps of one stretch of the way."""

    words: Any
    gaps: tuple[Gap, ...]


def _counted(slug: str, of: Question) -> Indicator:
    """Records with the gap: a plain number of them."""
    return Indicator(
        id=f"gap.{slug}", slug=slug, title=slug, of=of, counting=None, better=None, why="What is missing cannot be counted.",
        source="The records of this authority", numerator_words="Records with this gap", denominator_words="None: a number of records",
    )  # fmt: skip


def _gap(slug: str, words: Any, spoils: Any, of: Question, page: str, act: Any, **more: Any) -> Gap:
    return Gap(slug, words, spoils, _counted(slug, of), page, act, **more)


STANDS = ~Yes("void") & Is("kind", EpisodeKind.MISSING)
CAME_BACK = STANDS & (Yes("unplaced") | Recorded("returned_on"))
UNDERTAKEN = ELIGIBLE & Yes("undertaken")
BACK_TIMED = Recorded("returned_on") & ~Recorded("return_proxy")
IN_NEED = UNDERTAKEN & Yes("need_identified")
NOT_ASKED_FOR_SURE = ~Recorded("offered") | ~Yes("offered")

STAGES: tuple[Stage, ...] = (
    Stage(_("Who, where and when"), (
        _gap("return_time", _("When the child came back is not recorded"), _("The clock has no start"),
             CAME_BACK & (Yes("unplaced") | Recorded("return_proxy")), "return_new", _("Say when they came back"), about=About.ABSENCE),
        _gap("time_by_day", _("When they went or came back is known to the day only"), _("Hours cannot be worked out"),
             CAME_BACK & BACK_TIMED & Recorded("started_on") & ~Recorded("hours_missing"), "return_new",
             _("Add what another source says"), about=About.ABSENCE),
        _gap("start_time", _("When the child went missing is not recorded"), _("It is in no month by its start"),
             STANDS & Yes("start_unplaced"), "absence", _("See the absence"), about=About.ABSENCE,
             otherwise=_("Whoever reported it: ask them, and add their answer to the case")),
        _gap("group", _("Where the child lived is not recorded"), _("It is in no group, and may not be counted as ours"),
             STANDS & ~Recorded("group"), "case_check", _("Check who and where")),
        _gap("birth", _("The age is not known"), _("Whether the child was under 18 cannot be said"),
             CAME_BACK & Recorded("returned_on") & ~Recorded("age_at_return"), "child_facts", _("Record the date of birth"), about=About.CHILD),
        _gap("notice_time", _("When we were told the child was back is not recorded"), _("The hours before we knew cannot be told"),
             ELIGIBLE & BACK_TIMED & ~Recorded("notified_within_24h"), "absence", _("See what is known of it"), about=About.ABSENCE,
             otherwise=_("The police: it comes with their notice of the return")),
    )),
    Stage(_("Asking"), (
        _gap("offer", _("The child may not have been asked: only a carer was told, or a message was not confirmed"),
             _("It does not count as asked"),
             ELIGIBLE & Yes("offered_broad") & NOT_ASKED_FOR_SURE & way.STILL_OPEN, "offer_new", _("Tell the child, or confirm it")),
        _gap("answer", _("Asked over 72 hours ago, and no answer is recorded"), _("Neither yes nor no can be counted"),
             way.OLD_ENOUGH & Yes("offered") & (Yes("answer_pending") | ~Recorded("accepted")), "case", _("Record the answer")),
        _gap("outcome", _("What became of it is not recorded"), _("The reasons do not add up"),
             ELIGIBLE & ~Recorded("outcome"), "case", _("See where the case stands")),
    )),
    Stage(_("The talk"), (
        _gap("talk_time", _("When the talk was held is not recorded"), _("Whether it was in time cannot be said"),
             UNDERTAKEN & ~Recorded("held_month"), "case", _("See the talk")),
        _gap("in_time", _("Times too coarse to say whether the talk was within 72 hours"), _("It is hatched in every figure"),
             UNDERTAKEN & Is("clock", InTime.INDETERMINATE), "return_new", _("Add a closer time"), about=About.ABSENCE),
        _gap("relation", _("Who the interviewer was to the child is not recorded"), _("Independent or not cannot be said"),
             UNDERTAKEN & ~Recorded("relation"), "allocate", _("Say who listened")),
    )),
    Stage(_("Help"), (
        _gap("need", _("Whether the child needs something is not recorded"), _("What became of help cannot be said"),
             UNDERTAKEN & ~Recorded("need_identified"), "write_up", _("Hand in what was said, with the needs")),
        _gap("support_offer", _("Whether help was offered is not recorded"), _("Offered help is too low, or too high"),
             IN_NEED & ~Recorded("support_offered"), "case", _("Record what was offered")),
        _gap("support_answer", _("Help was offered, and the answer is not recorded"), _("Wanted help cannot be counted"),
             IN_NEED & Yes("support_offered") & Yes("support_answer_pending"), "case", _("Record what they said to it")),
        _gap("support_start", _("Whether help began within 28 days is not recorded"), _("Started help is hatched"),
             IN_NEED & Yes("support_accepted") & Yes("support_mature_28d") & ~Recorded("support_started_28d"), "case",
             _("Record whether it began")),
    )),
)  # fmt: skip

GAPS: Mapping[str, Gap] = {gap.slug: gap for stage in STAGES for gap in stage.gaps}

ANY = _counted("any", reduce(or_, (gap.counted.of for gap in GAPS.values() if not gap.otherwise)))
"""Records with at least one gap that can be put right here: less than the sum of the kinds, for one record may have several."""
EVERY = _counted("every", STANDS)
"""Every record that could have one."""
