"""Pages that misbehave in one way each, for the tests of the request's transaction."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import include, path
from django.views.decorators.http import etag

from wayhome.casework import journal
from wayhome.casework.config import urls
from wayhome.casework.journal.pages import EVERYONE, page
from wayhome.casework.organisations import queries
from wayhome.casework.organisations.models import Team
from wayhome.casework.records.refusals import Refused

SHOWN = UUID("00000000-0000-4000-8000-00000000c41d")


def _team(request: HttpRequest, name: str) -> None:
    viewer = request.viewer  # type: ignore[attr-defined]
    team = Team.objects.create(organisation_id=viewer.organisation, name=name, recorded_at=viewer.at)
    journal.wrote(viewer, "team.added", "team", team.id)


@etag(lambda request: "unchanged")
def poll(request: HttpRequest) -> HttpResponse:
    journal.shows(request.viewer, "child", [SHOWN])  # type: ignore[attr-defined]
    return HttpResponse("one child")


def refuse(request: HttpRequest) -> HttpResponse:
    _team(request, "Refused team")
    raise Refused("Not on a Sunday.", rule="sunday")


def fail(request: HttpRequest) -> HttpResponse:
    _team(request, "Failed team")
    raise ZeroDivisionError


def stream(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(t.name for t in queries.teams(request.viewer))  # type: ignore[attr-defined]


def save(request: HttpRequest) -> HttpResponse:
    _team(request, "Saved team")
    return HttpResponse("saved")


def unlisted(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody said who may open this")


handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    page("t/poll/", poll, "t_poll", EVERYONE),
    page("t/refuse/", refuse, "t_refuse", EVERYONE),
    page("t/fail/", fail, "t_fail", EVERYONE),
    page("t/stream/", stream, "t_stream", EVERYONE),
    page("t/save/", save, "t_save", EVERYONE),
    path("t/unlisted/", unlisted, name="t_unlisted"),
    path("", include(urls.urlpatterns)),
]
