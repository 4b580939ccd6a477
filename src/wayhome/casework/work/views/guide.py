"""Help: where to begin in one's own role, what each page is for, and the words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import ACCESS
from wayhome.casework.work.guide import ABOUT, FIRST, TERMS
from wayhome.casework.work.links import link_if
from wayhome.domain.vocabulary import Role


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The first things to try in each of the person's roles, then what each page they may open is for, and what words mean."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {
        "roles": [role_for(viewer, role) for role in FIRST if role in viewer.roles],
        "about": [(name, about) for name, about in ABOUT.items() if may_open(viewer, name)],
        "terms": [{"label": term.label, "words": term.definition} for term in TERMS],
    }
    return render(request, "work/guide.html", context)


def role_for(viewer: Viewer, role: Role) -> dict[str, object]:
    stops = [
        (stop.words, link_if(viewer, stop.page, _("Open"), about=str(stop.words)) if stop.page else None)
        for stop in FIRST[role]
    ]
    return {"role": role, "stops": stops}


def may_open(viewer: Viewer, name: str) -> bool:
    return ACCESS[name].admits(viewer)
