"""Ask someone: one form for every question, with an owner and a date; chased until it is answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayhome.casework.children.queries import card, person
from wayhome.casework.children.show import safe_contact
from wayhome.casework.design.components import Act
from wayhome.casework.design.times import near
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.steps import opened, worry_act
from wayhome.casework.records.forms import done, posted, seen_version
from wayhome.casework.work import actions
from wayhome.casework.work.forms import Answered, Ask
from wayhome.casework.work.links import link_if
from wayhome.casework.work.queries.case import AskedSeen
from wayhome.casework.work.queries.case import asked as asked_query
from wayhome.casework.work.queries.waiting import waiting_for_answers
from wayhome.casework.work.words import AskedOf

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
def ask_new(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask somebody for something about a case."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    form = Ask(posted(request))
    if request.method == "POST" and done(
        form, lambda: actions.ask_someone(case=case, **form.given(), by=viewer, at=viewer.at)
    ):
        return redirect("case", case)
    context = {
        "form": form, "person": about.person, "who": about.who, "worry": worry_act(about.child),
        "contact": safe_contact(about.viewer, about.card, about.person),
        "where": [{"words": _("Today"), "url": reverse("today")}, {"words": about.reference, "url": reverse("case", args=[case])}],
    }  # fmt: skip
    return render(request, "work/ask_new.html", context, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(BOTH)
def ask_answer(request: HttpRequest, asked: UUID) -> HttpResponse:
    """One question: chase it, or record what came back."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    seen = asked_query(viewer, asked)
    form = Answered(posted(request), initial={"seen_version": seen.version})
    if request.method == "POST" and done(
        form, lambda: actions.record_answer(asked=asked, **form.cleaned_data, by=viewer, at=viewer.at)
    ):
        return redirect("case", seen.case)
    return render(
        request,
        "work/ask_answer.html",
        page(viewer, seen) | {"form": form},
        status=422 if form.is_bound and form.errors else 200,
    )


@require_POST
def ask_chase(request: HttpRequest, asked: UUID) -> HttpResponse:
    """Ask again."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    actions.chase(asked=asked, seen_version=seen_version(request), by=viewer, at=viewer.at)
    return redirect("ask_answer", asked)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What was asked of others and is not answered, the earliest due first; one kind of people if the address says so."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    of = next((a for a in AskedOf if a.value == request.GET.get("of")), None)
    rows = [
        (one, name, link_if(viewer, "ask_answer", one.of.label, one.id, about=name))
        for one, name in waiting_for_answers(viewer, of)
    ]
    return render(request, "work/asked.html", {"rows": rows, "of": of})


def page(viewer: Viewer, seen: AskedSeen) -> dict[str, Any]:
    """Who it is about, and the button that chases."""
    whose = person(viewer, seen.child)
    name = f"{whose.name}, {whose.age(viewer.at)}"
    chase = Act(_("Chase: %s") % name, reverse("ask_chase", args=[seen.id]), posts={"seen_version": str(seen.version)})
    return {
        "seen": seen, "person": whose, "who": f"{name} · {whose.reference}", "worry": worry_act(seen.child),
        "contact": safe_contact(viewer, card(viewer, seen.child), whose), "chase": chase, "due": near(seen.due_at, viewer.at),
        "where": [{"words": _("Today"), "url": reverse("today")}, {"words": whose.name, "url": reverse("case", args=[seen.case])}],
    }  # fmt: skip
