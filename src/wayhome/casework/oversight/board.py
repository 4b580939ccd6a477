"""The page "How are we doing?": every number it shows, counted together, and the figures made from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.benchmarking.first_talk import FirstTalk, first_talk
from wayhome.casework.journal.context import Viewer
from wayhome.casework.oversight.figures.again import again, again_figure
from wayhome.casework.oversight.figures.calendar import At, at_hours, days_figure, first_day, week_figure
from wayhome.casework.oversight.figures.change import Series, change_figure, series
from wayhome.casework.oversight.figures.different import MEASURES, WAYS, Found, compared, different_figure, strata_of
from wayhome.casework.oversight.figures.figure import Figure, Kept, everything
from wayhome.casework.oversight.figures.hours import NOTICES, hours_figure, notices_figure
from wayhome.casework.oversight.figures.reasons import reasons_figure
from wayhome.casework.oversight.figures.soon import soon_figure
from wayhome.casework.oversight.figures.way import way_figure
from wayhome.casework.oversight.numbers import FAIR, Numbered
from wayhome.casework.oversight.periods import GROUPS, NOT_RECORDED, Chosen, chosen
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.facets import BY, Facets
from wayhome.casework.oversight.queries.whose import Here, organisations_here
from wayhome.casework.oversight.which import Which
from wayhome.domain.holidays import Nation, published
from wayhome.domain.moment import LONDON
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import timeliness, way
from wayhome.indicators.definition import Count, Counts, Indicator, NoRate, nothing_counted

FIGURES = ("way", "why", "change")
"""What the page and a paper show."""
PICTURES = ("soon", "hours", "notices")
"""What the page shows besides."""
ON_THEIR_OWN = ("week", "days", "again", *MEASURES)
"""What has a page of its own only."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The numbers of the first paragraph, as a manager would say it."""

    returns: Numbered
    asked: Numbered
    talked: Numbered
    in_time: Numbered
    in_time_of_talks: Numbered
    no_talk: int


@dataclass(frozen=True, slots=True)
class Now:
    """Who is waiting now: children past 72 hours, how long the longest, how many were never asked, and how many are away."""

    waiting: Numbered
    never_asked: Numbered
    away: Numbered
    longest: int | None
    """Whole days since the earliest of those returns."""

    @property
    def title(self) -> str:
        """The first line of the page: what must be done, about whom."""
        waiting, never = self.waiting.count.numerator, self.never_asked.count.numerator
        if not waiting:
            return _("No child is waiting past 72 hours.")
        said = ngettext(
            "%(number)d child is still waiting", "%(number)d children are still waiting", waiting
        ) % {"number": waiting}  # fmt: skip
        if not never:
            return said + _("; each was asked.")
        return said + ngettext("; %(number)d was never asked.", "; %(number)d were never asked.", never) % {
            "number": never
        }


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group of the filter, with its returns that are old enough to judge."""

    word: str
    words: str
    count: int


@dataclass(frozen=True)
class Board:
    """Everything counted for one viewer and one choice. What a page does not need is not counted."""

    viewer: Viewer
    chosen: Chosen
    plain: bool = False
    """For a paper, which has a rule of its own for small numbers."""

    @property
    def floor(self) -> int:
        """Fewer known cases of a part of the children than this have no share."""
        return FAIR if self.chosen.is_part and not self.plain else 0

    @cached_property
    def here(self) -> Here:
        """The authority, and every provider and police force that its returns are with."""
        return organisations_here(self.viewer)

    @property
    def today(self) -> date:
        return self.viewer.at.astimezone(LONDON).date()

    @cached_property
    def counts(self) -> Counts:
        """The numbers of the way in the period, in one statement."""
        numbers = [number for number in way.NUMBERS if number not in way.NOW]
        return counting.counts(self.viewer, numbers, self.chosen.which)

    def numbered(self, number: Indicator) -> Numbered:
        return Numbered(number, self.counts.get((number, ()), nothing_counted(number)), self.floor)

    @cached_property
    def paragraph(self) -> Paragraph:
        returns, talked = self.numbered(way.RETURNS), self.numbered(way.HEARD.reached)
        return Paragraph(
            returns=returns,
            asked=self.numbered(way.CHILD_ASKED.reached),
            talked=talked,
            in_time=self.numbered(way.IN_TIME),
            in_time_of_talks=self.numbered(way.IN_TIME_OF_TALKS),
            no_talk=returns.count.numerator - talked.count.numerator - talked.count.not_known,
        )

    @cached_property
    def now(self) -> Now:
        which = self.chosen.at_any_time
        found = counting.counts(self.viewer, way.NOW, which)
        waiting, never, away = (Numbered(n, found.get((n, ()), nothing_counted(n))) for n in way.NOW)
        days = [day for day, _episode in counting.behind(self.viewer, way.WAITING_NOW, Part.COUNTED, which) if day]
        return Now(waiting, never, away, (self.today - min(days)).days if days else None)

    @cached_property
    def facets(self) -> Facets:
        """The returns of the period that are old enough to judge, by group and by every cut, in one statement."""
        period = self.chosen.period
        found = counting.counts(self.viewer, [way.RETURNS], Which(period.first, period.last), BY)
        return Facets({stratum: count.numerator for (_number, stratum), count in found.items()}, self.chosen)

    @cached_property
    def groups(self) -> list[GroupCount]:
        """Every group with its number of returns, those that are not recorded too: they add up to all."""
        of = self.facets.numbers("group")
        made = [GroupCount("", _("All"), sum(of.values()))]
        made += [GroupCount(group.value, str(words), of.get(group.value, 0)) for group, words in GROUPS.items()]
        made.append(GroupCount(NOT_RECORDED, _("Not recorded where they lived"), of.get(None, 0)))
        return made

    def figure(self, name: str, kept: Kept = everything) -> Figure:
        """One figure by its name, of what may be shown. Raises KeyError for a name that is none."""
        if name == "way":
            since = counting.first_need_recorded(self.viewer)
            return self._fair(way_figure(self.counts, self.chosen, recorded_since=since, kept=kept))
        if name == "why":
            return self._fair(reasons_figure(self.counts, kept, floor=self.floor))
        if name in MEASURES:
            measure, _words = MEASURES[name]
            return self._fair(different_figure(name, self.compared(measure), self.counted_alone(measure), self.chosen))
        return {
            "change": lambda: change_figure(self.series),
            "soon": lambda: self._fair(soon_figure(self.first_talk, self.pictured, self.chosen)),
            "hours": lambda: self._fair(hours_figure(self.pictured, self.chosen)),
            "notices": lambda: self._fair(notices_figure(self.pictured, self.chosen)),
            "again": self.missing_again,
            "week": lambda: week_figure(self.at_hours, self.chosen),
            "days": lambda: days_figure(self.by_day, self.today, self.chosen, published(Nation.ENGLAND_AND_WALES)),
        }[name]()  # fmt: skip

    def _fair(self, made: Figure) -> Figure:
        """The figure with no share of too few in its table."""
        lines = (replace(line, numbered=replace(line.numbered, floor=self.floor)) for line in made.lines)
        return replace(made, lines=tuple(lines))

    def missing_again(self) -> Figure:
        """The chance of another episode after the returns of the period."""
        returns = {
            str(id) for _day, id in counting.behind(self.viewer, way.ALL_RETURNS, Part.COUNTED, self.chosen.which)
        }
        found = again(counting.absences(self.viewer), returns=returns, period=self.chosen.period, today=self.today)
        return again_figure(found, len(returns), self.chosen)

    def compared(self, measure: Indicator) -> Found:
        """One share by every way of setting children apart."""
        which = self.chosen.which.of(measure)
        of = {by.column: counting.counts(self.viewer, [measure], which, strata_of(by)) for by in WAYS}
        return compared(of, measure)

    def counted_alone(self, measure: Indicator) -> Count:
        found = counting.counts(self.viewer, [measure], self.chosen.which.of(measure))
        return found.get((measure, ()), nothing_counted(measure))

    @property
    def at_hours(self) -> At:
        """Returns of the period by day of the week and hour."""
        by = ("returned_day", "returned_hour")
        return at_hours(counting.counts(self.viewer, [way.ALL_RETURNS], self.chosen.which, by))

    @property
    def by_day(self) -> Counts:
        """Returns by day over the last half year, whatever the period is."""
        which = replace(self.chosen.at_any_time, first=first_day(self.today), last=self.today)
        return counting.counts(self.viewer, [way.ALL_RETURNS], which, ("returned_on",))

    @cached_property
    def pictured(self) -> Counts:
        """The numbers that only pictures show, in one statement."""
        numbers = [way.WHAT_CAME_FIRST, timeliness.WHERE_THE_HOURS_WENT, *NOTICES]
        return counting.counts(self.viewer, numbers, self.chosen.which)

    @cached_property
    def first_talk(self) -> FirstTalk | None:
        """How soon the returns of the period were heard, and what came first; None where no return can be followed."""
        try:
            return first_talk(counting.followed(self.viewer, self.chosen.which), as_of=self.viewer.at)
        except NoRate:
            return None

    @cached_property
    def series(self) -> Series:
        """The share heard in time, month by month or quarter by quarter, whatever the period is."""
        which = self.chosen.at_any_time
        by_month = counting.counts(self.viewer, [way.IN_TIME], which, ("returned_month",))
        by_quarter = counting.counts(self.viewer, [way.IN_TIME], which, ("returned_quarter",))
        found = series(by_month, by_quarter, self.today)
        return replace(found, stretches=tuple(replace(one, floor=self.floor) for one in found.stretches))


def board_for(viewer: Viewer, asked: dict[str, str]) -> Board:
    """Bring the facts up to date, and read what an address asks for; the last quarter, or the year where it had no return."""
    counting.brought_up_to_date(viewer)
    today = viewer.at.astimezone(LONDON).date()
    board = Board(viewer, chosen(asked, today))
    if asked.get("period"):
        return board
    counted = board.counts[way.RETURNS, ()]
    return board if counted.numerator else Board(viewer, chosen(asked, today, usual="year"))
