"""What went up because its time was over, for those it went up to."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wayhome.casework.design.times import near, span
from wayhome.casework.journal.context import Viewer
from wayhome.casework.work import actions
from wayhome.casework.work.first import full_name
from wayhome.casework.work.links import link_if
from wayhome.casework.work.queries.escalations import GoneUp, gone_up


@require_safe
def gone_up_list(request: HttpRequest) -> HttpResponse:
    """Everything that went up to the person and is still owed, each with the case and a button to see to it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "work/gone_up.html", {"rows": [_row(viewer, one) for one in gone_up(viewer)]})


@require_POST
def take_up(request: HttpRequest, escalation: UUID) -> HttpResponse:
    """A person says that they see to it; they go on to the case."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    seen = request.POST.get("seen_version", "")
    case = actions.take_up_escalation(
        escalation=escalation, seen_version=int(seen) if seen.isdigit() else -1, by=viewer, at=viewer.at
    )
    return redirect("case", case)


def _row(viewer: Viewer, one: GoneUp) -> dict[str, object]:
    name = full_name(one.person, viewer)
    return {
        "one": one,
        "who": name if one.person.masked else f"{name} · {one.reference}",
        "what": _(one.rung.condition),
        "since": _("went up %(when)s, %(ago)s ago")
        % {"when": near(one.due_at, viewer.at), "ago": span(viewer.at - one.due_at)},
        "open": link_if(viewer, "case", _("Open the case"), one.case, about=f"{name}, {_(one.rung.condition).lower()}"),
    }
