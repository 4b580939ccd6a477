"""A page on which one thing is recorded about one need of a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_http_methods

from wayhome.casework.followup.queries import NeedSeen, need_of
from wayhome.casework.journal.pages import page
from wayhome.casework.journey.steps import Opened, Step


@dataclass(frozen=True, slots=True)
class NeedStep(Step):
    """A `Step` about one need; it ends on the page of that need."""

    done_at: str = "need"

    def page(self) -> URLPattern:
        """The address of the page, with who may open it."""
        return page(f"cases/<uuid:case>/needs/<uuid:need>/{self.route}/", self.view(), self.name, self.who)

    def view(self) -> Callable[..., HttpResponse]:
        """What answers at the address."""

        @require_http_methods(["GET", "HEAD", "POST"])
        def answer(request: HttpRequest, case: UUID, need: UUID) -> HttpResponse:
            seen = need_of(request.viewer, case, need)  # type: ignore[attr-defined]
            return self._about(seen)._answer(request, case)

        answer.__name__ = self.name
        return answer

    def _about(self, need: NeedSeen) -> NeedStep:
        return replace(self, subject=need.id, action=partial(self.action, need=need.id), more=partial(_what, need))


def _what(need: NeedSeen, about: Opened) -> dict[str, Any]:
    """Which need, above the question."""
    return {"lead": f"{need.kind.label}. {need.summary}"}
