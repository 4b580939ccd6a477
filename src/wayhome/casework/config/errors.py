"""What people read when something cannot be done: what happened, that nothing is lost, what to do now."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from wayhome.casework.records.refusals import NotAllowed, NotFound, Refused

SAFE = ("GET", "HEAD", "OPTIONS")
log = structlog.get_logger()


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page of a worded refusal."""
    titles = {403: _("You cannot open this"), 404: _("Not found"), 409: _("Somebody changed this meanwhile")}
    title = titles.get(refusal.status, _("This cannot be done"))
    return render(request, "config/refused.html", {"title": title, "words": refusal.words}, status=refusal.status)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refused(request, NotAllowed())


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what is not there and for what belongs to somebody else."""
    return refused(request, NotFound())


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """A stranger is shown the way to sign in; what a stranger posted is refused."""
    if request.method not in SAFE:
        return refused(request, NotAllowed(_("Sign in first. What you sent was not saved.")))
    after = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('sign_in')}?{after}")


def set_up_second_step(request: HttpRequest) -> HttpResponse:
    """Nobody works with children's records behind a password alone."""
    if request.method not in SAFE:
        return refused(
            request, NotAllowed(_("Set up a second step for signing in first. What you sent was not saved."))
        )
    return HttpResponseRedirect(reverse("mfa_index"))


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that this browser was not given, or was given before signing out."""
    words = _("This page was open too long, or cookies are switched off. Go back, reload the page and send it again.")
    return render(request, "config/refused.html", {"title": _("This form is too old"), "words": words}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent is no form: too much of it, or not one that anybody can read."""
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
        words = _(
            "That was more than %(most)d MB, so nothing was saved. Go back, make the text shorter and send it again."
        )
        context = {"title": _("That was too much at once"), "words": words % {"most": most}}
        return render(request, "config/refused.html", context, status=413)
    words = _(
        "The address or the form was not one that Wayhome can read. Nothing was saved. Go back, reload the page and try again."
    )
    return render(request, "config/refused.html", {"title": _("That could not be read"), "words": words}, status=400)


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours. It must not depend on anything that may be broken; where it was goes to the log, never what was in it."""
    kind, where = faults_place()
    log.error("fault", kind=kind, where=where, request=getattr(request, "number", ""))
    text = _(
        "Something went wrong on our side, and nothing was saved. What you typed is still in your browser: go back and "
        "send it again. If a child is in danger now, ring 999."
    )
    return HttpResponse(f"<!doctype html><html lang=en><title>Wayhome</title><h1>Wayhome</h1><p>{text}</p>", status=500)


def faults_place() -> tuple[str, str]:
    """What sort of error is being handled, and the last line of ours that it passed: no value, so no name of anyone."""
    kind, _problem, trace = sys.exc_info()
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if "wayhome" in Path(frame.filename).parts] or frames[-1:]
    where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(ours[-3:]))
    return (kind.__name__ if kind else "unknown", where)
