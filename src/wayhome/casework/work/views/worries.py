"""Worried about a child? Saved first; then whom to ring; then who has it."""

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
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import worries as actions
from wayhome.casework.records.forms import done, posted
from wayhome.casework.records.refusals import NotFound
from wayhome.casework.work.first import goes_to
from wayhome.casework.work.forms import Acted, Worried
from wayhome.casework.work.links import link_if
from wayhome.casework.work.queries.worries import numbers_of, waiting_one, worries_of
from wayhome.domain.vocabulary import Role

BOTH = ["GET", "HEAD", "POST"]
MAY_ACT = (Role.SOCIAL_WORKER, Role.FRONT_DOOR, Role.TEAM_MANAGER)


@require_http_methods(BOTH)
def worry_new(request: HttpRequest, child: UUID) -> HttpResponse:
    """Say that one is worried. It is saved as it is, before anything else is asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = Worried(posted(request))
    made: list[UUID] = []
    if request.method == "POST" and done(
        form,
        lambda: made.append(
            actions.raise_worry(child=child, words=form.cleaned_data.get("words"), by=viewer, at=viewer.at)
        ),
    ):
        return redirect("worry", child=child, worry=made[0])
    context = about(viewer, child) | {"form": form}
    return render(request, "work/worry_new.html", context, status=422 if form.errors else 200)


@require_safe
def worry(request: HttpRequest, child: UUID, worry: UUID) -> HttpResponse:
    """One worry: nobody has picked it up yet, and whom to ring; or who has it, and what was done."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    try:
        return render(request, "work/worry.html", one(viewer, child, worry))
    except NotFound:
        if not viewer.has(Role.FRONT_DOOR):
            raise
    return render(request, "work/worry_waiting.html", at_the_front_door(viewer, child, worry))


def at_the_front_door(viewer: Viewer, child: UUID, worry: UUID) -> dict[str, Any]:
    """A worry about a child who is not open to the front door yet: the reference, and the button that opens it."""
    waits = waiting_one(viewer, worry)
    if waits is None or waits.worry.child != child:
        raise NotFound()
    receive = Act(
        _("I have picked this up: %s") % waits.person.reference, reverse("worry_receive", args=[child, worry]), posts={}
    )
    return {"waits": waits, "receive": receive, "next": goes_to(waits.worry.next_rung), "numbers": waits.numbers}


@require_POST
def worry_receive(request: HttpRequest, child: UUID, worry: UUID) -> HttpResponse:
    """Say that one has the worry, by name."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    actions.receive_worry(worry=worry, child=child, by=viewer, at=viewer.at)
    return redirect("worry", child=child, worry=worry)


@require_http_methods(BOTH)
def worry_act(request: HttpRequest, child: UUID, worry: UUID) -> HttpResponse:
    """Record what was done about a worry."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = Acted(posted(request))
    if request.method == "POST" and done(
        form, lambda: actions.act_on_worry(worry=worry, child=child, **form.given(), by=viewer, at=viewer.at)
    ):
        return redirect("worry", child=child, worry=worry)
    context = one(viewer, child, worry) | {"form": form}
    return render(request, "work/worry_act.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def worry_hand_on(request: HttpRequest, child: UUID, worry: UUID) -> HttpResponse:
    """Hand a worry on, or add something new: a new worry that somebody has to pick up."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = Worried(posted(request))
    made: list[UUID] = []
    if request.method == "POST" and done(
        form,
        lambda: made.append(
            actions.hand_worry_on(
                worry=worry, child=child, words=form.cleaned_data.get("words"), by=viewer, at=viewer.at
            )
        ),
    ):
        return redirect("worry", child=child, worry=made[0])
    context = one(viewer, child, worry) | {"form": form}
    return render(request, "work/worry_hand_on.html", context, status=422 if form.errors else 200)


def about(viewer: Viewer, child: UUID) -> dict[str, Any]:
    """Who it is about, how to reach them safely, and the numbers that answer now."""
    whose = person(viewer, child)
    name = f"{whose.name}, {whose.age(viewer.at)}"
    back = link_if(viewer, "child_cases", whose.name, child)
    where = [{"words": back.words, "url": back.url}] if back else [{"words": whose.name, "url": ""}]
    return {
        "person": whose,
        "name": name,
        "who": f"{name} · {whose.reference}",
        "contact": safe_contact(viewer, card(viewer, child), whose),
        "numbers": numbers_of(viewer, whose.organisation),
        "where": [*where, {"words": _("Worry"), "url": ""}],
    }


def one(viewer: Viewer, child: UUID, worry: UUID) -> dict[str, Any]:
    """One worry with what can be done about it. Raises NotFound."""
    seen = next((w for w in worries_of(viewer, child) if w.id == worry), None)
    if seen is None:
        raise NotFound()
    base = about(viewer, child)
    whose = base["person"].name
    receive = Act(
        _("I have picked this up: %s") % base["name"], reverse("worry_receive", args=[child, worry]), posts={}
    )
    act = link_if(viewer, "worry_act", _("Record what was done: %s") % base["name"], child, worry)
    return base | {
        "seen": seen,
        "next": goes_to(seen.next_rung) if seen.waits else "",
        "receive": receive if seen.waits else None,
        "act": act if not seen.waits and not seen.struck and viewer.has(*MAY_ACT) else None,
        "hand_on": link_if(viewer, "worry_hand_on", _("Hand it on, or add something new"), child, worry, about=whose)
        if seen.received_at
        else None,
        "back": link_if(viewer, "child_cases", _("All about %s") % whose, child),
    }
