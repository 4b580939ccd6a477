"""Why other councils say 60%: the same returns counted the other ways, D3 first, each with what it leaves out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wayhome.casework.design.components import Act, Column, Table
from wayhome.casework.oversight import narrowing, show
from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.numbers import Numbered, percent
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.views import around, asked_for
from wayhome.indicators.catalogue import other_ways, reach, way
from wayhome.indicators.catalogue.over_time import TIME_TO_TALK
from wayhome.indicators.definition import Indicator, nothing_counted

WAYS: tuple[Indicator, ...] = (
    way.IN_TIME, way.IN_TIME_OF_TALKS, other_ways.OF_OFFERED, reach.OFFERED_WITHIN_72_HOURS, other_ways.IN_3_WORKING_DAYS,
    other_ways.FROM_NOTICE,
)  # fmt: skip
"""The headline first; the others in no order of their numbers."""
HOURS = 72.0


@dataclass(frozen=True, slots=True)
class Way:
    """One way to count, with what it leaves out."""

    numbered: Numbered
    words: str
    leaves_out: str


@dataclass(frozen=True, slots=True)
class ByCurve:
    """The same read off the curve of how soon children are heard (D4), where something else may come first."""

    happened: int
    followed: int
    left_out: int
    share: float | None
    """None where nobody was followed so long, or too few to say it."""
    between: str

    @property
    def said(self) -> str:
        return _("too few to show fairly") if self.share is None else percent(self.share)


@require_safe
def seventy_two_hours(request: HttpRequest) -> HttpResponse:
    """The page: the shares of the same returns side by side."""
    board = asked_for(request)
    ways = every_way(board)
    context = {
        **around(request, board),
        "title": title_of(ways),
        "returns": board.paragraph.returns,
        "table": _table(ways, board),
        "meanings": show.meanings(WAYS),
        "csv": f"{reverse('oversight_seventy_two_csv')}?{board.chosen.query()}",
    }
    return render(request, "oversight/seventy_two.html", context)


@require_safe
def seventy_two_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file: no row of it is about one child."""
    board = asked_for(request)
    text = io.StringIO()
    file = csv.writer(text)
    file.writerow([
        "authority", "period", "group", "cut_to", "counted_at", "way", "definition", "version", "counted", "out_of", "not_recorded",
        "share_of_known", "leaves_out",
    ])  # fmt: skip
    about = [
        board.here.name, board.chosen.period.words, board.chosen.group_words or "all", narrowing.cut_words(board) or "all",
        board.viewer.at.isoformat(timespec="minutes"),
    ]  # fmt: skip
    for one in every_way(board):
        number, count, few = one.numbered.number, one.numbered.count, one.numbered.is_too_few
        share = "" if count.share is None or few else round(count.share, 4)
        file.writerow([
            *about, one.words, number.id, number.definition_version, count.numerator, count.denominator, count.not_known, share,
            one.leaves_out,
        ])  # fmt: skip
    curve = by_curve(board)
    share = "" if curve.share is None else round(curve.share, 4)
    file.writerow([
        *about, curve_words(), TIME_TO_TALK.id, TIME_TO_TALK.definition_version, curve.happened, curve.followed, curve.left_out, share,
        curve_leaves_out(),
    ])  # fmt: skip
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="seventy-two-hours.csv"'
    return response


def every_way(board: Board) -> list[Way]:
    """Each way with its count in the period."""
    found = counting.counts(board.viewer, WAYS, board.chosen.which)
    of = {n: Numbered(n, found.get((n, ()), nothing_counted(n)), board.floor) for n in WAYS}
    left_out = what_is_left_out(of, no_talk=board.paragraph.no_talk)
    return [Way(of[number], named(number), left_out[number]) for number in WAYS]


def named(number: Indicator) -> str:
    """The way in the words in which others say it."""
    said: Mapping[Indicator, str] = {
        way.IN_TIME: _("Heard within 72 hours, of all returns: what we print"),
        way.IN_TIME_OF_TALKS: _("Heard within 72 hours, of talks held"),
        other_ways.OF_OFFERED: _("Heard within 72 hours, of talks offered"),
        reach.OFFERED_WITHIN_72_HOURS: _("Offered within 72 hours, of all returns"),
        other_ways.IN_3_WORKING_DAYS: _("Heard within three working days, of all returns"),
        other_ways.FROM_NOTICE: _("Heard within 72 hours from the notice, of all returns"),
    }
    return said[number]


def what_is_left_out(of: Mapping[Indicator, Numbered], *, no_talk: int) -> Mapping[Indicator, str]:
    """Whom or what each way leaves out, with how many where that is a number of returns."""
    every = of[way.IN_TIME].count.denominator or 0
    not_offered = every - (of[other_ways.OF_OFFERED].count.denominator or 0)
    no_notice = of[other_ways.FROM_NOTICE].count.not_known
    return {
        way.IN_TIME: _("Nobody: every child who came back is in it."),
        way.IN_TIME_OF_TALKS: ngettext(
            "The %(number)d return with no talk.", "The %(number)d returns with no talk.", no_talk
        ) % {"number": no_talk} if no_talk else _("Nobody here: each return led to a talk."),
        other_ways.OF_OFFERED: ngettext(
            "The %(number)d return after which nobody is known to have asked the child.",
            "The %(number)d returns after which nobody is known to have asked the child.",
            not_offered,
        ) % {"number": not_offered} if not_offered else _("Nobody here: the child was asked after each return."),
        reach.OFFERED_WITHIN_72_HOURS: _("The talk itself: a child who was asked and never heard counts as reached."),
        other_ways.IN_3_WORKING_DAYS: _("Weekends and bank holidays: the child waits through them all the same."),
        other_ways.FROM_NOTICE: ngettext(
            "The hours before we were told; for %(number)d return it cannot be said when that was.",
            "The hours before we were told; for %(number)d returns it cannot be said when that was.",
            no_notice,
        ) % {"number": no_notice},
    }  # fmt: skip


def by_curve(board: Board) -> ByCurve:
    """The chance of a talk within 72 hours; the same rule as on the curve's own figure says whether there is enough to say it."""
    found = board.first_talk
    if found is None:
        return ByCurve(0, 0, 0, None, "")
    at = found.talk.by(HOURS)
    share = at.share if at.enough and not found.is_hollow else None
    between = ""
    if share is not None and at.interval is not None:
        between = _("%(least)s to %(most)s by chance") % {
            "least": percent(at.interval.low), "most": percent(at.interval.high),
        }  # fmt: skip
    return ByCurve(at.happened, found.of, found.left_out, share, between)


def curve_words() -> str:
    """What the estimate is called here."""
    return _("Chance of being heard by 72 hours, estimated from all returns")


def curve_leaves_out() -> str:
    """What the estimate leaves out."""
    return _(
        "A talk after the child was missing again: that came first. Open returns are followed until now, those with no hour are left out."
    )


def title_of(ways: list[Way]) -> str:
    """How far one set of returns reaches, at most ten words."""
    shares = [one.numbered.count.share for one in ways if one.numbered.count.share is not None]
    if any(one.numbered.is_too_few for one in ways) or len(shares) < 2 or min(shares) == max(shares):
        return _("The same returns, counted in other ways")
    return _("The same returns: from %(least)s to %(most)s") % {
        "least": percent(min(shares)), "most": percent(max(shares)),
    }  # fmt: skip


def _table(ways: list[Way], board: Board) -> Table:
    columns = (
        Column(_("How it is counted"), share=25), Column(_("Counted"), number=True), Column(_("Of those known"), number=True),
        Column(_("Not recorded"), number=True), Column(_("Share"), number=True), Column(_("Could be"), number=True),
        Column(_("What it leaves out"), share=30),
    )  # fmt: skip
    rows = tuple(
        (
            Act(one.words, show.address(one.numbered.number, board.chosen)), one.numbered.count.numerator,
            one.numbered.count.known, one.numbered.count.not_known, one.numbered.share, one.numbered.could_be, one.leaves_out,
        )
        for one in ways
    )  # fmt: skip
    curve = by_curve(board)
    figure = f"{reverse('oversight_figure', args=['soon'])}?{board.chosen.query()}"
    estimate = (
        Act(curve_words(), figure), curve.happened, curve.followed, curve.left_out, curve.said, curve.between or _("no interval"),
        curve_leaves_out(),
    )  # fmt: skip
    return Table(_("The same returns by each way of counting"), columns, (*rows, estimate))
