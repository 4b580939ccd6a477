"""Why there was no talk: one reason for each return, by how far the child had got, adding up to all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.casework.oversight.drawing import bars
from wayhome.casework.oversight.drawing.bars import Band, Bar
from wayhome.casework.oversight.figures.figure import WITHHELD, Figure, Kept, Line, everything
from wayhome.casework.oversight.numbers import Numbered, percent
from wayhome.casework.oversight.words import REASON, REASON_GROUPS
from wayhome.domain.vocabulary import Outcome
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import way
from wayhome.indicators.definition import Count, Counts, Indicator
from wayhome.indicators.questions import In

TONES = {Outcome.DECLINED_BY_CHILD: "child-no", Outcome.PARENT_OR_CARER_REFUSED: "outlined"}
"""A child's no and a parent's no are never the same colour, nor in one bar."""

BY_OUTCOME: Mapping[Outcome, Indicator] = {Outcome(part.id.split(".")[1]): part for part in way.WHY_NO_TALK.parts()}


def _together(place: int, outcomes: tuple[Outcome, ...]) -> Indicator:
    slug = f"{way.WHY_NO_TALK.slug}_{place}"
    asked = In(way.WHY_NO_TALK.column, tuple(outcome.value for outcome in outcomes))
    words = "; ".join(outcome.label for outcome in outcomes)
    return replace(
        BY_OUTCOME[outcomes[0]], id=f"Y1.{place}", slug=slug, title=slug, counting=asked, numerator_words=words
    )


TOGETHER: tuple[Indicator, ...] = tuple(_together(place, some) for place, (_w, some) in enumerate(REASON_GROUPS, 1))
"""The reasons of each group as one number: what is left where single reasons are too few to be shown."""


@dataclass(frozen=True, slots=True)
class Why:
    """What was counted, and what of it may be shown."""

    of: Mapping[Outcome, Count]
    kept: Kept
    floor: int = 0
    """Fewer returns of a part of the children than this have no share."""

    @property
    def any_count(self) -> Count:
        return next(iter(self.of.values()))

    @property
    def whole(self) -> int:
        return self.any_count.denominator or 0

    @property
    def whole_kept(self) -> bool:
        return self.kept(BY_OUTCOME[Outcome.PENDING], Part.EVERYONE)

    @property
    def in_detail(self) -> bool:
        """At least one reason among several of a group may be shown: otherwise only the groups are."""
        among = [outcome for _name, outcomes in REASON_GROUPS if len(outcomes) > 1 for outcome in outcomes]
        return any(self.kept(BY_OUTCOME[outcome], Part.COUNTED) for outcome in among)

    def share(self, number: int) -> str:
        if not self.whole_kept:
            return str(WITHHELD)
        if 0 < self.whole < self.floor:
            return _("too few to show fairly")
        return percent(number / self.whole) if self.whole else ""


def reasons_figure(counts: Counts, kept: Kept = everything, *, floor: int = 0) -> Figure:
    """The figure of the reasons, from the counts of the period."""
    why = Why({outcome: counts[part, ()] for outcome, part in BY_OUTCOME.items()}, kept, floor)
    found = enumerate(REASON_GROUPS)
    bands = [_band(why, str(name), outcomes, TOGETHER[place]) for place, (name, outcomes) in found]
    bands += _not_recorded(why)
    shown = tuple(band for band in bands if band.bars)
    title = ngettext("%(number)d had no talk: why not?", "%(number)d had no talk: why not?", why.whole)
    return Figure(
        id="why",
        title=title % {"number": why.whole} if why.whole_kept else _("Why was there no talk?"),
        subtitle=_("One reason each; adds to %(number)s.") % {"number": why.whole if why.whole_kept else WITHHELD},
        key=(),
        wide=bars.wide(shown, bars.HALF),
        narrow=bars.narrow(shown),
        text=" ".join(f"{bar.label}: {bar.hidden or bar.known or bar.unknown}." for band in shown for bar in band.bars),
        lines=tuple(_lines(why)),
        caption=(_("A child’s no and a parent’s no are never added together."),),
        empty="" if why.whole else _("Every return that is old enough to judge led to a talk."),
        bands=shown,
    )


def _band(why: Why, name: str, outcomes: tuple[Outcome, ...], together: Indicator) -> Band:
    total = sum(why.of[outcome].numerator for outcome in outcomes)
    if not why.in_detail:
        hidden = "" if why.kept(together, Part.COUNTED) else str(WITHHELD)
        return Band("", (Bar(name, 0 if hidden else total, hidden=hidden),))
    kept = {outcome: why.kept(BY_OUTCOME[outcome], Part.COUNTED) for outcome in outcomes}
    heading = _("%(name)s: withheld") % {"name": name}
    if all(kept.values()):
        heading = _("%(name)s: %(number)d (%(share)s)") % {"name": name, "number": total, "share": why.share(total)}
    made = [
        Bar(str(REASON[o]), n if kept[o] else 0, tone=TONES.get(o, "known"), hidden="" if kept[o] else str(WITHHELD))
        for o, n in ((o, why.of[o].numerator) for o in outcomes)
        if n or not kept[o]
    ]
    return Band(heading, tuple(made))


def _not_recorded(why: Why) -> list[Band]:
    number = why.any_count.not_known
    if not why.kept(BY_OUTCOME[Outcome.PENDING], Part.NOT_KNOWN):
        return [Band("", (Bar(_("Reason not recorded"), 0, hidden=str(WITHHELD)),))]
    if not number:
        return []
    heading = _("Not recorded: %(number)d (%(share)s)") % {"number": number, "share": why.share(number)}
    return [Band(heading, (Bar(_("Reason not recorded"), 0, number, tone="hatch"),))]


def _lines(why: Why) -> list[Line]:
    """The table: each reason, or each group where no single reason may be shown."""
    if why.in_detail:
        ordered = [outcome for _name, outcomes in REASON_GROUPS for outcome in outcomes]
        return [Line(str(REASON[o]), Numbered(BY_OUTCOME[o], why.of[o])) for o in ordered]
    whole = why.any_count
    return [
        Line(str(name), Numbered(TOGETHER[place], replace(whole, numerator=sum(why.of[o].numerator for o in outcomes))))
        for place, (name, outcomes) in enumerate(REASON_GROUPS)
    ]
