"""The gallery: every component in every state, and the sample pages. Invented children; nothing is read or written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from wayhome.casework.design.gallery import parts, samples

PAGES: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "today": ("design/samples/today.html", samples.today),
    "case": ("design/samples/case.html", samples.case),
    "before": ("design/samples/before.html", samples.before),
    "talk": ("design/samples/talk.html", samples.talk),
    "write-up": ("design/samples/write_up.html", samples.write_up),
    "sign-in": ("design/samples/sign_in.html", samples.sign_in),
    "brief": ("design/samples/brief.html", samples.brief),
    "child": ("design/samples/child.html", samples.child),
    "child-pick": ("design/samples/child_pick.html", samples.child),
    "child-no-thanks": ("design/samples/child_no_thanks.html", samples.child),
    "403": ("403.html", dict),
    "404": ("404.html", dict),
    "409": ("409.html", dict),
    "500": ("500.html", dict),
    "form-too-old": ("403_csrf.html", dict),
}


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return drawn("design/gallery.html", parts.everything())


@require_safe
def sample(request: HttpRequest, page: str) -> HttpResponse:
    """One sample page, made of macros only. Raises Http404 for a page that there is no sample of."""
    if page not in PAGES:
        raise Http404
    template, context = PAGES[page]
    return drawn(template, context())


def drawn(template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of the samples' own: without the request, so nothing of the person who looks is in it."""
    return HttpResponse(render_to_string(template, context))
