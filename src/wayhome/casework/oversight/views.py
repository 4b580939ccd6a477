"""How are we doing: the page, each figure's table and meaning, each number with the returns behind it, and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from wayhome.casework.design.components import Act, Live
from wayhome.casework.design.times import day, full, hour
from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.casework.oversight import actions, changed_pages, narrowing, paragraph, show, stages
from wayhome.casework.oversight.board import FIGURES, ON_THEIR_OWN, PICTURES, Board, board_for
from wayhome.casework.oversight.figures.different import MEASURES
from wayhome.casework.oversight.figures.figure import Figure, Line
from wayhome.casework.oversight.forms import PurposeForm
from wayhome.casework.oversight.numbers import OUTSIDE_PERIOD, Numbered, named
from wayhome.casework.oversight.paragraph import Shown, whole
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.changed import what_changed
from wayhome.casework.oversight.queries.fixing import to_fix
from wayhome.casework.oversight.queries.listing import Behind, listing
from wayhome.casework.records.forms import whole_number
from wayhome.casework.work.links import link_if
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import INDICATORS, way
from wayhome.indicators.definition import Indicator, nothing_counted, numbers_of

PAGE = 50

Macro = Callable[[Any, str], object]
"""A piece of template that draws something with an address."""


@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    """The page: who is waiting now, the honest paragraph, where most is lost, why there was no talk, what is changing."""
    board = asked_for(request)
    figures = {name: drawn(board.figure(name), board) for name in (*FIGURES, *PICTURES)}
    context = {
        **around(request, board),
        "waiting": board.now,
        "see": Act(see_words(board), show.address(way.WAITING_NOW, board.chosen)),
        "said": board.paragraph,
        "sentences": partial(said_with_links, board),
        "unplaced": paragraph.unplaced(board.paragraph.returns),
        "terms": paragraph.terms(),
        "inspection": link_if(board.viewer, "inspection", _("Inspection pack"), **as_asked(board)),
        "ten": link_if(board.viewer, "inspection", _("Show me ten"), after="#ten"),
        "foi": link_if(board.viewer, "foi", _("Answer an FOI")),
        "paper": link_if(board.viewer, "board_paper", _("Make a board paper of this"), **as_asked(board)),
        "figures": figures,
        "different": [
            {"words": words, "url": show.page_of(name, board.chosen)} for name, (_number, words) in MEASURES.items()
        ],
        "staffing": show.page_of("week", board.chosen),
        "day_by_day": show.page_of("days", board.chosen),
        "missing_again": show.page_of("again", board.chosen),
        "measures": f"{reverse('oversight_measures')}?{board.chosen.query()}",
        "help": stages.help_table(board),
        "away": stages.away_table(board),
        "not_counted_away": stages.not_counted_away(),
        "told": reverse("oversight_told"),
        "changed": changed_pages.drawn(board.viewer, what_changed(board.viewer)),
        "other_ways": f"{reverse('oversight_seventy_two')}?{board.chosen.query()}",
        "providers": f"{reverse('oversight_providers')}?{board.chosen.query()}",
        "forces": f"{reverse('oversight_forces')}?{board.chosen.query()}",
        "compare": reverse("oversight_compare"),
        "records": f"{reverse('oversight_records')}?{board.chosen.query()}",
        "to_fix": to_fix(board.viewer, board.chosen.which),
        "groups": show.groups(board, request.path),
        "narrow": narrowing.narrow(board, request.path, counted=True),
    }
    return render(request, "oversight/oversight.html", context)


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """All measures of the common set, each with its count and its page."""
    board = asked_for(request)
    which = board.chosen.which
    found: dict[tuple[Indicator, tuple[object, ...]], Any] = {}
    for anchor in dict.fromkeys(number.anchor for number in INDICATORS):
        some = [number for number in INDICATORS if number.anchor is anchor]
        found |= counting.counts(board.viewer, some, which.of(some[0]))
    lines = [
        Line(number.title, Numbered(number, found.get((number, ()), nothing_counted(number)), board.floor))
        for number in numbers_of(INDICATORS)
    ]
    context = {**around(request, board), "table": show.table_of(_("All measures"), lines, board.chosen)}
    return render(request, "oversight/measures.html", context)


@require_safe
def figure(request: HttpRequest, figure: str) -> HttpResponse:
    """One figure on its own: the table, what each number counts, and the way to the returns behind each."""
    board = asked_for(request)
    made = named_figure(board, figure)
    numbers = [line.numbered.number for line in made.lines]
    context = {
        **around(request, board),
        "one": drawn(made, board),
        "table": show.table_of(made.title, made.lines, board.chosen),
        "grid": show.grid_of(made, board.chosen),
        "meanings": show.meanings(numbers),
        "csv": show.csv_of(made, board.chosen),
    }
    return render(request, "oversight/figure.html", context)


@require_safe
def csv_file(request: HttpRequest, figure: str) -> HttpResponse:
    """The numbers of a figure as a file: no row of it is about one child."""
    board = asked_for(request)
    made = named_figure(board, figure)
    if made.stays_here:
        raise Http404
    text = show.as_csv(
        made, board.chosen, board.here.name, board.viewer.at.isoformat(timespec="minutes"),
        cut_to=narrowing.cut_words(board),
    )  # fmt: skip
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{made.id}.csv"'
    return response


@require_safe
def number(request: HttpRequest, number: str) -> HttpResponse:
    """One number: its meaning, its count, and the returns behind it as far as this person may see them."""
    board = asked_for(request)
    after = whole_number(request.GET.get("from_row", ""))
    context = about_number(request, board, board.viewer, number, after=after, most=PAGE)
    return render(request, "oversight/number.html", context)


@require_POST
def names(request: HttpRequest, number: str) -> HttpResponse:
    """The same list with names, for a senior manager who says what for; the purpose goes to the journal first."""
    board = asked_for(request)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        without = board.viewer.because(Purpose.CASEWORK)
        context = about_number(request, board, without, number, after=0, most=PAGE, form=form)
        return render(request, "oversight/number.html", context, status=422)
    actions.give_purpose(number=named_number(number).slug, reason=form.given, by=board.viewer, at=board.viewer.at)
    context = about_number(request, board, board.viewer, number, after=0, most=None)
    return render(request, "oversight/number.html", context | {"purpose": form.given.label})


def asked_for(request: HttpRequest) -> Board:
    """The facts brought up to date, and what the address asks for."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return board_for(viewer, {name: str(value) for name, value in request.GET.items()})


def named_figure(board: Board, name: str) -> Figure:
    if name not in (*FIGURES, *PICTURES, *ON_THEIR_OWN):
        raise Http404
    return board.figure(name)


def named_number(slug: str) -> Indicator:
    found = named(slug)
    if found is None:
        raise Http404
    return found


def around(request: HttpRequest, board: Board) -> dict[str, Any]:
    """What stands around every page of oversight: when it was counted, for which period and group, and how to change that."""
    chosen = board.chosen
    counted = _("Counted at %(hour)s, %(day)s %(year)d") % {
        "hour": hour(board.viewer.at), "day": day(board.viewer.at), "year": board.today.year,
    }  # fmt: skip
    about = _("Returns from %(period)s") % {"period": chosen.period.words}
    return {
        "chosen": chosen,
        "live": Live(
            at=hour(board.viewer.at), state="plain", words=counted, more=f"{about} {narrowing.words(board)}".strip()
        ),
        "periods": show.periods(chosen, request.path),
        "here": request.path,
        "narrow": narrowing.narrow(board, request.path),
        "whole": board.here.name,
        "back": {"words": _("All figures"), "url": f"{reverse('oversight')}?{chosen.query()}"},
    }


def drawn(figure: Figure, board: Board) -> dict[str, Any]:
    """A figure with its table and the links below it."""
    table = show.table_of(figure.title, figure.lines, board.chosen)
    grid = show.grid_of(figure, board.chosen)
    return {"figure": figure, "table": table, "grid": grid, "links": show.links_of(figure, board.chosen)}


def said_with_links(board: Board, number: Macro, aside: Macro) -> Iterator[object]:
    """The sentences of the paragraph, each number of it a link to its own page."""

    def shown(found: Numbered) -> Shown:
        return replace(whole(found), counted=number(found, show.address(found.number, board.chosen)))

    def no_talk(count: int, clause: str) -> object:
        return aside(clause % {"number": count}, show.address(way.IN_TIME_OF_TALKS, board.chosen))

    return paragraph.sentences(
        board.paragraph, board.chosen.period.words, shown=shown, no_talk=no_talk, kind=Markup
    )  # fmt: skip


def as_asked(board: Board) -> dict[str, str]:
    """The same choice, as a link carries it."""
    return dict(parse_qsl(board.chosen.query()))


def see_words(board: Board) -> str:
    waiting = board.now.waiting.count.numerator
    if waiting == 1:
        return _("See the child and who holds the case")
    return _("See the %(number)d children and who holds each") % {"number": waiting}


def about_number(
    request: HttpRequest,
    board: Board,
    viewer: Viewer,
    slug: str,
    *,
    after: int,
    most: int | None,
    form: PurposeForm | None = None,
) -> dict[str, Any]:
    """One number's page. Numbers of who is waiting now stand outside the period."""
    one, chosen = named_number(slug), board.chosen
    which = chosen.at_any_time if one in OUTSIDE_PERIOD else chosen.which.of(one)
    found = Numbered(one, counting.counts(viewer, [one], which).get((one, ()), nothing_counted(one)), board.floor)
    part = next((p for p in Part if p.value == request.GET.get("part")), Part.COUNTED)
    behind = listing(viewer, one, part, which, after=after, most=most)
    return {
        **around(request, board),
        "one": one,
        "found": found,
        "sentence": show.sentence(found),
        "outside_period": one in OUTSIDE_PERIOD,
        "definition": show.definition(one),
        "sql": f"{one.of.sql()}\n{one.counting.sql() if one.counting else ''}".strip(),
        "parts": show.parts(one, found, chosen, part),
        "behind": behind,
        "table": show.rows_of(behind, viewer),
        "why_not": show.why_no_list(behind),
        "turns": turns(request, behind, after, most),
        "form": form or (PurposeForm() if behind.needs_a_purpose else None),
        "names_url": f"{reverse('oversight_names', args=[one.slug])}?{chosen.query(part=part.value)}",
        "counted_at": full(viewer.at),
    }


def turns(request: HttpRequest, behind: Behind, after: int, most: int | None) -> dict[str, Act | None]:
    """Earlier and later rows of a long list."""
    if most is None:
        return {"earlier": None, "later": None}
    asked = request.GET.copy()

    def at(row: int, words: str) -> Act:
        asked["from_row"] = str(row)
        return Act(words, f"{request.path}?{asked.urlencode()}")

    return {
        "earlier": at(max(after - most, 0), _("Later returns")) if after else None,
        "later": at(after + most, _("Earlier returns")) if after + most < behind.total else None,
    }
