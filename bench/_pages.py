"""The baseline that pages are measured against: signed in, same layout, row security and journal, one child's row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.views.decorators.http import require_safe

from bench._load import NOW
from wayhome.casework.children.queries import person
from wayhome.casework.config import urls
from wayhome.casework.config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from wayhome.casework.journal.pages import page, staff
from wayhome.domain.vocabulary import Role

STARTED = datetime.now(UTC)  # noqa: TID251 - the edge of the web
ONE_ROW = """\
{% extends "design/layouts/staff.html" %}
{% block page_title %}{{ person.name }}{% endblock %}
{% block main %}{{ ui.title((person.name,)) }}
<ul class="wh-links"><li>{{ person.name }}, {{ person.age(viewer.at) }} · {{ person.reference }}</li></ul>
{% endblock %}
"""


class AtTheHourOfTheNation:
    """The nation is looked at from the hour at which it was loaded, so that what is due today is still due today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.at = NOW + (request.at - STARTED)  # type: ignore[attr-defined]
        return self.get_response(request)


@require_safe
def one_row(request: HttpRequest, child: UUID) -> HttpResponse:
    """One child: name, age, reference. The least that a page about a child can be."""
    shown = person(request.viewer, child)  # type: ignore[attr-defined]
    return HttpResponse(_template().render({"person": shown}, request))


def _template() -> object:
    if not _made:
        _made.append(engines["jinja2"].from_string(ONE_ROW))
    return _made[0]


_made: list[object] = []

urlpatterns = [
    *urls.urlpatterns,
    page("bench/children/<uuid:child>/", one_row, "bench_one_row", staff(Role.RHI_COORDINATOR)),
]
