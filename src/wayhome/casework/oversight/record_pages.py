"""Records to fix: what is missing, kind by kind, and each record with the page on which somebody puts it right."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wayhome.casework.design.components import Act, Column, Filter, Table
from wayhome.casework.design.times import date_words
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import ACCESS
from wayhome.casework.oversight import narrowing, show
from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.gaps import GAPS, STAGES, About, Gap
from wayhome.casework.oversight.periods import GROUPS, NOT_RECORDED, WORDS
from wayhome.casework.oversight.queries.fixing import ToFix, to_fix
from wayhome.casework.oversight.queries.listing import Listed, listing
from wayhome.casework.oversight.views import PAGE, around, asked_for, turns
from wayhome.casework.oversight.which import Which
from wayhome.casework.records.forms import whole_number
from wayhome.casework.work.links import link_if
from wayhome.domain.vocabulary import Role
from wayhome.engines.sql import Part

ELSEWHERE = (Role.PROVIDER_MANAGER, Role.PROVIDER_INTERVIEWER)
"""Who puts right only what was sent to them: named last."""


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """How many records have each kind of gap, what that spoils, and who can put it right."""
    board = asked_for(request)
    found = to_fix(board.viewer, which(request, board))
    context = {
        **about(request, board),
        "found": found,
        "title": title_of(found),
        "stages": [(str(stage.words), _table(request, board, str(stage.words), stage.gaps, found)) for stage in STAGES],
        "csv": address(request, board, reverse("oversight_records_csv")),
    }
    return render(request, "oversight/records.html", context)


@require_safe
def gap(request: HttpRequest, gap: str) -> HttpResponse:
    """The records with one kind of gap, as far as this person may know whose they are, each with its link."""
    board = asked_for(request)
    one = named(gap)
    after = whole_number(request.GET.get("from_row", ""))
    behind = listing(board.viewer, one.counted, Part.COUNTED, which(request, board), after=after, most=PAGE)
    context = {
        **about(request, board),
        "one": one,
        "who": who_can(one),
        "behind": behind,
        "table": _rows(one, behind.rows, board.viewer),
        "why_not": show.why_no_list(behind),
        "turns": turns(request, behind, after, PAGE),
        "up": {"words": _("Records to fix"), "url": address(request, board, reverse("oversight_records"))},
    }
    return render(request, "oversight/record_gap.html", context)


@require_safe
def records_csv(request: HttpRequest) -> HttpResponse:
    """The numbers of the page as a file: no row of it is about one child."""
    board = asked_for(request)
    found = to_fix(board.viewer, which(request, board))
    text = io.StringIO()
    file = csv.writer(text)
    file.writerow(
        [
            "authority",
            "returns_from",
            "group",
            "cut_to",
            "counted_at",
            "stage",
            "gap",
            "missing",
            "records",
            "out_of",
            "who_can",
        ]
    )
    told = [
        board.here.name, when_words(request, board), board.chosen.group_words or "all", narrowing.cut_words(board) or "all",
        board.viewer.at.isoformat(timespec="minutes"),
    ]  # fmt: skip
    for stage in STAGES:
        for one in stage.gaps:
            file.writerow([*told, stage.words, one.slug, one.words, found.of[one.slug], found.every, who_can(one)])
    file.writerow([*told, "", "any", _("At least one that can be put right here"), found.any, found.every, ""])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="records-to-fix.csv"'
    return response


def named(slug: str) -> Gap:
    if slug not in GAPS:
        raise Http404
    return GAPS[slug]


def for_ever(request: HttpRequest) -> bool:
    """Nothing chosen: whenever they came back, because what is missing from last year is missing still."""
    return not request.GET.get("period")


def which(request: HttpRequest, board: Board) -> Which:
    return board.chosen.at_any_time if for_ever(request) else board.chosen.which


def when_words(request: HttpRequest, board: Board) -> str:
    return _("any time") if for_ever(request) else board.chosen.period.words


def address(request: HttpRequest, board: Board, path: str, **other: str) -> str:
    """The same choice at another page."""
    chosen = board.chosen.query(**({"period": "", "from": "", "to": ""} if for_ever(request) else {}) | other)
    return f"{path}?{chosen}" if chosen else path


def about(request: HttpRequest, board: Board) -> dict[str, Any]:
    """What stands around both pages: which records, and how to look at others."""
    chosen, path = board.chosen, request.path
    never = {"from": "", "to": ""}
    periods = [Filter(_("Any time"), address(request, board, path, period="", **never), None, for_ever(request))]
    for key, words in WORDS.items():
        url = f"{path}?{chosen.query(period=key, **never)}"
        periods.append(Filter(str(words), url, None, not for_ever(request) and key == chosen.period.key))
    groups = [Filter(_("All"), address(request, board, path, group=""), None, not chosen.group_word)]
    named = {
        **{group.value: str(words) for group, words in GROUPS.items()},
        NOT_RECORDED: _("Not recorded where they lived"),
    }
    groups += [
        Filter(words, address(request, board, path, group=key), None, key == chosen.group_word) for key, words in named.items()
    ]  # fmt: skip
    said = around(request, board)
    live = said["live"]
    more = f"{_('Records of any time')} {narrowing.words(board)}" if for_ever(request) else live.more
    return {**said, "live": type(live)(at=live.at, state=live.state, words=live.words, more=more.strip()),
            "periods": periods, "groups": groups, "when": when_words(request, board),
            "narrow": narrowing.narrow(board, path, any_time=for_ever(request))}  # fmt: skip


def title_of(found: ToFix) -> str:
    """What must be done, about how many."""
    if not found.any:
        return _("No record to put right")
    return ngettext("%(number)d record to put right", "%(number)d records to put right", found.any) % {
        "number": found.any
    }


def who_can(one: Gap) -> str:
    """Whose work it is to put it right: the roles that the page opens to, as the access list has them."""
    if one.otherwise:
        return str(one.otherwise)
    roles = ACCESS[one.page].roles or frozenset()
    ordered = [role for role in Role if role in roles and role not in ELSEWHERE]
    return ", ".join(role.label for role in ordered) if one.page != "case" else _("Whoever holds the case")


def _table(request: HttpRequest, board: Board, caption: str, gaps: tuple[Gap, ...], found: ToFix) -> Table:
    columns = (
        Column(_("What is missing"), share=40), Column(_("Records"), number=True, share=10),
        Column(_("What it spoils"), share=25), Column(_("Who can put it right"), share=25),
    )  # fmt: skip
    rows = []
    for one in gaps:
        number = found.of[one.slug]
        words: object = str(one.words)
        if number:
            words = Act(str(one.words), address(request, board, reverse("oversight_gap", args=[one.slug])))
        rows.append((words, number, str(one.spoils), who_can(one)))
    return Table(caption, columns, tuple(rows))


def _rows(one: Gap, rows: tuple[Listed, ...], viewer: Viewer) -> Table:
    """The last column only where this person can put anything right; above it stands who can."""
    acts = [put_right(one, row, viewer) for row in rows]
    columns = (
        Column(_("Child"), share=25), Column(_("Reference"), share=10), Column(_("Came back"), share=20),
        Column(_("With"), share=15), Column(_("Put it right"), share=30),
    )  # fmt: skip
    lines = tuple((*_row(row, viewer), act or _("See who can, above")) for row, act in zip(rows, acts, strict=True))
    if not any(acts):
        columns, lines = columns[:-1], tuple(line[:-1] for line in lines)
    return Table(str(one.words), columns, lines)


def _row(row: Listed, viewer: Viewer) -> tuple[object, ...]:
    came_back = date_words(row.returned_on)
    if row.person is None:
        return _("Child %(number)d") % {"number": row.number}, _("not shown"), came_back, _("not shown")
    name = _("Name not shown") if row.person.masked else f"{row.person.name}, {row.person.age(viewer.at)}"
    return name, row.reference, came_back, row.holder or _("nobody")


def put_right(one: Gap, row: Listed, viewer: Viewer) -> Act | None:
    """The page on which this gap of this record is put right, or what this person may see of it; None for neither."""
    if row.person is None or row.person.masked:
        return None
    ids = {About.ABSENCE: row.episode, About.CASE: row.case, About.CHILD: row.child}
    at = ids[one.about]
    found = link_if(viewer, one.page, str(one.act), at, about=row.reference) if at else None
    see_case = link_if(viewer, "case", _("See the case"), row.case, about=row.reference) if row.case else None
    return found or see_case or link_if(viewer, "absence", _("See the absence"), row.episode, about=row.reference)
