"""The inspection pack: an inspector's five questions on one page, Annex A's list 8, and ten cases that nobody picked."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from wayhome.casework.design.components import Act, Column, Table
from wayhome.casework.design.times import date_words, full
from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.casework.organisations.queries import organisation
from wayhome.casework.oversight import actions, changed_pages, narrowing, show, told_pages
from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.figures.figure import Line
from wayhome.casework.oversight.forms import DrawForm, RowsForm
from wayhome.casework.oversight.numbers import FAIR, Numbered, percent
from wayhome.casework.oversight.periods import CUSTOM, Chosen, Period
from wayhome.casework.oversight.queries import counting, inspection
from wayhome.casework.oversight.queries.changed import what_changed
from wayhome.casework.oversight.queries.told import account
from wayhome.casework.oversight.releasing.inspection import Changed, InspectionPaper
from wayhome.casework.oversight.releasing.paper import why_not
from wayhome.casework.oversight.views import around, asked_for, drawn
from wayhome.casework.oversight.which import Which
from wayhome.casework.records.forms import done
from wayhome.casework.work.links import link_if
from wayhome.domain.vocabulary import Group
from wayhome.indicators.catalogue import way
from wayhome.indicators.catalogue.reach import OFFERED
from wayhome.indicators.catalogue.timeliness import WHERE_THE_HOURS_WENT
from wayhome.indicators.definition import Indicator, nothing_counted
from wayhome.returns.profiles.annex_a import COLUMNS, EMPTY, NO, YES, ListEight

GROUP_WORDS: Mapping[str, Any] = {
    inspection.IN_TIME: gettext_lazy("Heard within 72 hours"),
    inspection.LATER: gettext_lazy("Heard later, or it cannot be said when"),
    inspection.NO_TALK: gettext_lazy("Closed with no talk"),
    inspection.OPEN: gettext_lazy("Still open, not heard"),
}
LIST_EIGHT, AUDIT = "annex_a_list_8", "cases_drawn"
"""What the journal calls what a purpose was given for."""
LIST_IDS = "list_%s"
"""Two forms of the page ask for a purpose; their fields have ids of their own."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


@require_safe
def pack(request: HttpRequest) -> HttpResponse:
    """The whole pack."""
    return _page(request, asked_for(request))


@require_POST
def rows(request: HttpRequest) -> HttpResponse:
    """The rows of list 8, for a senior manager who says what for; the purpose goes to the journal first."""
    board, form = asked_for(request), RowsForm(request.POST, auto_id=LIST_IDS)
    if not form.is_valid():
        return _page(request, board, list_form=form)
    actions.give_purpose(number=LIST_EIGHT, reason=form.given, by=board.viewer, at=board.viewer.at)
    found = inspection.eighth_list_in_full(board.viewer)
    return _page(request, board, listed=found, purpose=str(form.given.label))


@require_POST
def csv_file(request: HttpRequest) -> HttpResponse:
    """The same rows as a file, in the columns of Annex A and no others."""
    board, form = asked_for(request), RowsForm(request.POST, auto_id=LIST_IDS)
    if not form.is_valid():
        return _page(request, board, list_form=form)
    actions.give_purpose(number=LIST_EIGHT, reason=form.given, by=board.viewer, at=board.viewer.at)
    found = inspection.eighth_list_in_full(board.viewer)
    text = io.StringIO()
    file = csv.writer(text)
    file.writerow(COLUMNS)
    file.writerows(_cells(found))
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"annex-a-list-8-missing-{found.until.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Ten cases from the inspector's word: a new draw, or the one that was made today from the same word."""
    board, form, made = asked_for(request), DrawForm(request.POST), list[UUID]()
    if not done(
        form,
        lambda: made.append(
            actions.draw_cases(word=form.cleaned_data["word"], reason=form.given, by=board.viewer, at=board.viewer.at)
        ),
    ):
        return _page(request, board, draw_form=form)
    return redirect("inspection_drawn", made[0])


@require_POST
def paper(request: HttpRequest) -> HttpResponse:
    """The paper that may be handed over: the figures, attacked first, and what was changed. Registered as a release."""
    board = asked_for(request)
    viewer = board.viewer
    changed = [
        Changed(said["theme"], said["said"], said["changed"], said["since"], said["signed"])
        for said in (changed_pages.as_words(each.now) for each in what_changed(viewer).stand)
    ]
    leaving = InspectionPaper(board, organisation(viewer).name, changed)
    try:
        return redirect("release", actions.release(leaving=leaving, by=viewer, at=viewer.at))
    except actions.NotReleased as refusal:
        return _page(request, board, refused=str(refusal.words))


@require_safe
def drawn_cases(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """A draw as it was made."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found, cases, drawn_from = inspection.draw_of(viewer, draw_id)
    context = {
        "found": found,
        "made": _("Drawn by %(who)s, %(when)s") % {"who": found.by or _("somebody who has left"), "when": _when(found)},
        "table": _drawn_table(viewer, cases),
        "sizes": [
            (str(GROUP_WORDS[name]), found.sizes[name], sum(c.group == name for c in cases)) for name in found.sizes
        ],
        "all": [
            (str(GROUP_WORDS[name]), drawn_from.get(name, []), found.sizes[name] - len(drawn_from.get(name, [])))
            for name in GROUP_WORDS
        ],
        "where": [
            {"words": _("All figures"), "url": reverse("oversight")},
            {"words": _("Inspection pack"), "url": reverse("inspection")},
            {"words": _("Cases drawn for audit"), "url": ""},
        ],
    }
    return render(request, "oversight/drawn.html", context)


def _page(
    request: HttpRequest,
    board: Board,
    *,
    list_form: RowsForm | None = None,
    draw_form: DrawForm | None = None,
    listed: ListEight | None = None,
    purpose: str = "",
    refused: str = "",
) -> HttpResponse:
    viewer = board.viewer.because(Purpose.CASEWORK)
    answers = viewer.has(*actions.SENIORS)
    found, told = inspection.eighth_list(viewer), account(viewer, board.today)
    wrong = list_form or draw_form
    context = {
        **around(request, board),
        "here": reverse("inspection"),
        "periods": show.periods(board.chosen, reverse("inspection")),
        "narrow": narrowing.narrow(board, reverse("inspection")),
        "waiting": board.now,
        "see": Act(_("Who they are, and who holds each"), show.address(way.WAITING_NOW, board.chosen)),
        "waiting_table": show.table_of(_("Who is waiting now"), _lines(board, way.NOW), board.chosen),
        "late": show.table_of(_("Where the hours went, of talks held late"), late(board), board.chosen),
        "why": drawn(board.figure("why"), board),
        "eight": found,
        "eight_words": eight_words(found),
        "beside": _beside(viewer, found),
        "own_numbers": inspection.without_own_number(viewer, found),
        "listed": Table(_("Annex A, list 8: missing"), _columns(), tuple(_cells(listed))) if listed else None,
        "purpose": purpose,
        "answers": answers,
        "list_form": list_form or RowsForm(auto_id=LIST_IDS),
        "draw_form": draw_form or DrawForm(),
        "draws": _draws_table(viewer),
        "told": told,
        "told_lead": told_pages.lead(told),
        "told_parts": [] if told.too_few else list(told_pages.parts(told)),
        "changed": changed_pages.drawn(viewer, what_changed(viewer)),
        "errors_of": wrong,
        "refused": refused,
        "why_no_paper": why_not(board.chosen.period, board.today),
        "make_paper": f"{reverse('inspection_paper')}?{board.chosen.query()}",
    }
    return render(request, "oversight/inspection.html", context, status=422 if refused or wrong else 200)


def late(board: Board) -> list[Line]:
    """Where the hours of late talks went: each part with its list, in the order of the way."""
    return _lines(board, WHERE_THE_HOURS_WENT.parts(), WHERE_THE_HOURS_WENT.value_words)


def _lines(board: Board, numbers: tuple[Indicator, ...], words: Mapping[str, str] | None = None) -> list[Line]:
    which = board.chosen.at_any_time if words is None else board.chosen.which
    found = counting.counts(board.viewer, numbers, which)
    labels = list(words.values()) if words else [number.title for number in numbers]
    return [
        Line(label, Numbered(number, found.get((number, ()), nothing_counted(number)), board.floor))
        for label, number in zip(labels, numbers, strict=True)
    ]


def eight_words(found: ListEight) -> str:
    """What list 8 says of the whole authority, in one sentence."""
    said, asked = found.answered(YES), found.answered(YES) + found.answered(NO)
    of = ngettext("%(n)d looked-after child", "%(n)d looked-after children", len(found.rows)) % {"n": len(found.rows)}
    if not asked:
        return _("%(of)s on it; of none is it recorded whether a talk was offered after the last episode.") % {"of": of}
    return _(
        "%(of)s on it. Offered after the last episode: %(yes)d of the %(asked)d for whom it is recorded, %(share)s; not recorded for %(empty)d."
    ) % {
        "of": of,
        "yes": said,
        "asked": asked,
        "share": percent(said / asked) if asked >= FAIR else _("too few to show a share fairly"),
        "empty": found.answered(EMPTY),
    }


def _beside(viewer: Viewer, found: ListEight) -> Table:
    """R3 of the same children and months: every return counted, each line with its list."""
    period = Period(CUSTOM, found.since, found.until)
    made: list[tuple[object, ...]] = []
    table = None
    for group in (Group.CARE_IN, Group.CARE_OUT):
        chosen = Chosen(period, group)
        counts = counting.counts(viewer, [OFFERED], Which(period.first, period.last, group))
        numbered = Numbered(OFFERED, counts.get((OFFERED, ()), nothing_counted(OFFERED)), FAIR)
        label = _("R3, %(group)s") % {"group": chosen.group_words.lower()}
        table = show.table_of(_("R3: every return counted"), [Line(label, numbered)], chosen)
        made += table.rows
    assert table is not None
    return Table(table.caption, table.columns, tuple(made))


def _columns() -> tuple[Column, ...]:
    shares = (20, 20, 20, 20, 20)
    return tuple(
        Column(words, number=place in (1, 2), share=share)
        for place, (words, share) in enumerate(zip(COLUMNS, shares, strict=True))
    )


def _cells(found: ListEight) -> list[tuple[object, ...]]:
    return [(_plain(row.child), row.missing, row.absent, row.offered, row.accepted) for row in found.rows]


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _drawn_table(viewer: Viewer, cases: list[inspection.DrawnCase]) -> Table:
    columns = (
        Column(_("Case"), share=25), Column(_("How it ended"), share=35), Column(_("With"), share=20), Column(_("Open it"), share=20),
    )  # fmt: skip
    lines = []
    for each in cases:
        if each.reference is None:
            line = (_("Not shown to you"), str(GROUP_WORDS[each.group]), _("not shown"), _("Ask another manager"))
            lines.append(line)
            continue
        opened: object = link_if(viewer, "case", _("The case"), each.id, about=each.reference) if each.is_open else None
        lines.append(
            (each.reference, str(GROUP_WORDS[each.group]), each.holder or _("nobody"), opened or _("Not open to you"))
        )
    return Table(_("Cases as they were drawn"), columns, tuple(lines))


def _draws_table(viewer: Viewer) -> Table:
    columns = (
        Column(_("Word"), share=30), Column(_("Drawn"), share=30), Column(_("By"), share=25), Column(_("From"), number=True, share=15),
    )  # fmt: skip
    lines = []
    for each in inspection.draws(viewer):
        words: object = link_if(viewer, "inspection_drawn", each.word, each.id, about=date_words(each.day)) or each.word
        lines.append((words, _when(each), each.by or _("somebody who has left"), sum(each.sizes.values())))
    return Table(_("Draws made before"), columns, tuple(lines))


def _when(found: inspection.Draw) -> str:
    return f"{full(found.at)} {found.at.year}"
