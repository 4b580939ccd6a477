"""The first page after signing in, and the answer to "are you there?"."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from wayhome.casework.accounts.pages import start_of
from wayhome.casework.journal.pages import ACCESS


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where each role's work begins: the first of their pages that they may open."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if "today" in ACCESS and ACCESS["today"].admits(viewer):
        return HttpResponseRedirect(reverse("today"))
    return render(request, "config/home.html", {"places": start_of(viewer)})


@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language in a cookie, and go back to the page."""
    after = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=settings.HTTPS)
    response = HttpResponseRedirect(after if safe else reverse("home"))
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 24 * 3600, secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY, samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )  # fmt: skip
    return response


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether the server and its database answer; nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
