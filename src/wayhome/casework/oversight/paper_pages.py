"""A board paper: made of the page for whole months, registered as a release, and kept as the exact copy of what left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe

from wayhome.casework.accounts.queries import names
from wayhome.casework.design.components import Act, Column, Table
from wayhome.casework.design.times import date_words, full
from wayhome.casework.journal.context import Viewer
from wayhome.casework.oversight import actions, show
from wayhome.casework.oversight.actions import NotReleased
from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.queries.released import Released, document, release, releases, text
from wayhome.casework.oversight.releasing.leaving import Kind
from wayhome.casework.oversight.releasing.paper import why_not_now
from wayhome.casework.oversight.views import around, asked_for


@dataclass(frozen=True, slots=True)
class Shown:
    """How one kind of release is shown: its title once made, its download, and the page that all of the kind stand on."""

    made: Any
    download: Any
    all: Any
    page: str
    file: str


SHOWN: Mapping[Kind, Shown] = {
    Kind.BOARD_PAPER: Shown(
        lazy("The paper is made"),
        lazy("Download the paper (PDF)"),
        lazy("Board papers"),
        "board_paper",
        "how-are-we-doing",
    ),
    Kind.INSPECTION: Shown(
        lazy("The paper is made"), lazy("Download the paper (PDF)"), lazy("Inspection pack"), "inspection", "inspection"
    ),
    Kind.FOI: Shown(
        lazy("The reply is released"), lazy("Download the reply (PDF)"), lazy("Answer an FOI"), "foi", "foi-reply"
    ),
}
COPIES: Mapping[str, Any] = {
    "csv": lazy("The numbers (CSV)"), "html": lazy("For a web page or a letter (HTML)"), "txt": lazy("For an e-mail (text)"),
}  # fmt: skip
TO_PASTE = "txt"


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest) -> HttpResponse:
    """Make a board paper of a period; those made before stand below."""
    board = asked_for(request)
    refused = ""
    if request.method == "POST":
        try:
            return redirect("release", actions.release_paper(board=board, by=board.viewer, at=board.viewer.at))
        except NotReleased as refusal:
            refused = str(refusal.words)
    context = {
        **around(request, board),
        "refused": refused,
        "why_not": why_not_now(board),
        "groups": show.groups(board, request.path),
        "action": f"{request.path}?{board.chosen.query()}",
        "earlier": _earlier(board),
    }
    return render(request, "oversight/paper.html", context, status=422 if refused else 200)


@require_safe
def made(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """One release: who made it and when, what is in it, what is withheld and why, and the paper."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = release(viewer, release_id)
    of = SHOWN[found.kind]
    context = {
        "found": found,
        "lines": _lines(viewer, found),
        "withheld": _withheld(found),
        "title": str(of.made),
        "paper": Act(str(of.download), reverse("release_paper", args=[found.id])),
        "copies": [
            Act(str(COPIES[ending]), reverse("release_copy", args=[found.id, ending]))
            for ending in found.endings
            if ending in COPIES
        ],
        "to_paste": text(viewer, found.id, TO_PASTE) if TO_PASTE in found.endings else "",
        "where": [
            {"words": _("All figures"), "url": reverse("oversight")},
            {"words": str(of.all), "url": reverse(of.page)},
            {"words": found.name, "url": ""},
        ],
    }
    return render(request, "oversight/release.html", context)


@require_safe
def copy(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """The exact copy of what left."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = release(viewer, release_id)
    response = HttpResponse(document(viewer, release_id), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file(found, "pdf")}"'
    return response


@require_safe
def text_copy(request: HttpRequest, release_id: UUID, ending: str) -> HttpResponse:
    """The exact copy of what left, as text."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = release(viewer, release_id)
    kind = {"csv": "text/csv"}.get(ending, "text/plain")
    response = HttpResponse(text(viewer, release_id, ending), content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file(found, ending)}"'
    return response


def _file(found: Released, ending: str) -> str:
    return f"{SHOWN[found.kind].file}-{found.first:%Y-%m}-to-{found.last:%Y-%m}.{ending}"


def _lines(viewer: Viewer, found: Released) -> list[dict[str, Any]]:
    by = names(viewer, [found.recorded_by]).get(found.recorded_by) if found.recorded_by else None
    return [
        {"label": _("Returns from"), "words": f"{date_words(found.first)} – {date_words(found.last)}"},
        {"label": _("Made by"), "words": by.name if by else _("Wayhome")},
        {"label": _("Made at"), "words": f"{full(found.recorded_at)} {found.recorded_at.year}"},
        {"label": _("Small-number rule"), "words": found.profile},
        {"label": _("Figures printed"), "words": str(found.printed)},
        {"label": _("Figures withheld"), "words": str(len(found.withheld))},
    ]


def _withheld(found: Released) -> Table:
    """For whoever releases, and never for print."""
    columns = (
        Column(_("Figure"), share=45),
        Column(_("Why it is withheld"), share=35),
        Column(_("Could be"), share=20),
    )
    rows = tuple((each.what, each.why, each.interval or _("nothing can be said")) for each in found.withheld)
    return Table(_("Withheld figures"), columns, rows)


def _earlier(board: Board) -> Table:
    columns = (
        Column(_("Paper"), share=45), Column(_("Made at"), share=25), Column(_("Printed"), number=True, share=15),
        Column(_("Withheld"), number=True, share=15),
    )  # fmt: skip
    rows = []
    for each in releases(board.viewer, Kind.BOARD_PAPER):
        at = f"{full(each.recorded_at)} {each.recorded_at.year}"
        rows.append((Act(each.name, reverse("release", args=[each.id]), at), at, each.printed, len(each.withheld)))
    return Table(_("Papers made before"), columns, tuple(rows))
