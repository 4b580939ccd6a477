"""Pages of children: finding one, starting a file, one child's record and its parts, who may open it and who looked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayhome.casework.accounts import overtaken
from wayhome.casework.accounts.queries import names
from wayhome.casework.children import actions, finding, queries
from wayhome.casework.children.forms import (
    Adult,
    Born,
    Checked,
    Facts,
    Lived,
    Looked,
    Named,
    Placed,
    Reason,
    Registered,
    Same,
    Schooled,
    Standing,
)
from wayhome.casework.children.seen import Card, Person, Record
from wayhome.casework.children.show import record_links, record_parts, safe_contact
from wayhome.casework.design.components import Act
from wayhome.casework.journal.queries import who_looked
from wayhome.casework.records.forms import done, posted, seen_version
from wayhome.casework.records.refusals import Stale

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
def children(request: HttpRequest) -> HttpResponse:
    """The children whose records are open to the person; find another. Names are posted, never put in an address."""
    viewer = request.viewer  # type: ignore[attr-defined]
    may_find = viewer.has(*finding.FINDERS)
    form = Looked(posted(request)) if may_find else None
    found = None
    if form is not None and request.method == "POST" and form.is_valid():
        found = finding.find(viewer, **form.cleaned_data)
    listed = queries.children(viewer) if found is None else []
    context = {"children": listed, "form": form, "found": found, "may_add": viewer.has(*finding.FINDERS)}
    return render(request, "children/children.html", context, status=422 if form is not None and form.errors else 200)


@require_http_methods(BOTH)
def child_add(request: HttpRequest) -> HttpResponse:
    """Start a child's file. Children who may be meant are shown first, so that no file is started twice."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = Registered(posted(request))
    alike: list[finding.Candidate] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if request.POST.get("nobody_here") != "yes" and viewer.has(*finding.FINDERS):
            alike = finding.find(viewer, given=given["given"], family=given["family"], born=given["born"])
        made: list[UUID] = []
        if not alike and done(form, lambda: made.append(actions.register_child(**given, by=viewer, at=viewer.at))):
            return redirect("child", child=made[0])
    return render(request, "children/add.html", {"form": form, "alike": alike}, status=422 if form.errors else 200)


@require_safe
def child(request: HttpRequest, child: UUID) -> HttpResponse:
    """One child's record, as far as the person may read it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    record = queries.record(viewer, child)
    context = _about(request, record.person, record.card) | {
        "parts": record_parts(record, viewer), "links": record_links(record.person.id, viewer), "record": record,
    }  # fmt: skip
    return render(request, "children/child.html", context)


@require_http_methods(BOTH)
def child_facts(request: HttpRequest, child: UUID) -> HttpResponse:
    """Change what is known of a child. A form that somebody overtook shows both versions and loses nothing."""
    viewer = request.viewer  # type: ignore[attr-defined]
    record = queries.record(viewer, child)
    form = Facts(posted(request), initial=_facts(record) | {"seen_version": record.version})
    stale = None
    if request.method == "POST" and form.is_valid():
        given = overtaken.chosen(form, _facts(record))
        try:
            if done(form, lambda: actions.change_child(child=child, **given, by=viewer, at=viewer.at)):
                return redirect("child", child=child)
        except Stale:
            about = f"{record.person.name}, {record.person.age(viewer.at)}"
            back = reverse("child", args=[child])
            stale = overtaken.both(
                viewer, form, _facts(record), record.version, record=record.person.id, about=about, back=back
            )
    context = _about(request, record.person, record.card) | {
        "form": form, "stale": stale, "title": _("What is known"), "button": _("Save what is known"),
    }  # fmt: skip
    return render(request, "children/form.html", context, status=409 if stale else 422 if form.errors else 200)


ADDED: dict[str, tuple[type[forms.Form], Any, Any, Any]] = {
    "name": (Named, actions.add_name, gettext_lazy("Another name"), gettext_lazy("Add the name")),
    "birth": (Born, actions.record_birth, gettext_lazy("Date of birth"), gettext_lazy("Record this date")),
    "address": (Lived, actions.record_address, gettext_lazy("Address"), gettext_lazy("Record the address")),
    "placement": (Placed, actions.record_placement, gettext_lazy("Placement"), gettext_lazy("Record the placement")),
    "adult": (Adult, actions.record_adult, gettext_lazy("Adult in the child’s life"), gettext_lazy("Add this adult")),
    "school": (Schooled, actions.record_school, gettext_lazy("School"), gettext_lazy("Record the school")),
    "status": (Standing, actions.record_status, gettext_lazy("Status"), gettext_lazy("Record the status")),
}
"""The parts of a record that are added to: the form, the action, the title, the words of the button."""


@require_http_methods(BOTH)
def child_part(request: HttpRequest, child: UUID, part: str) -> HttpResponse:
    """Add to one part of a child's record."""
    viewer = request.viewer  # type: ignore[attr-defined]
    asked, action, title, button = ADDED[part]
    person, card = queries.person(viewer, child), queries.card(viewer, child)
    form = asked(posted(request))
    if request.method == "POST" and done(
        form, lambda: action(child=child, **form.cleaned_data, by=viewer, at=viewer.at)
    ):
        return redirect("child", child=child)
    context = _about(request, person, card) | {"form": form, "stale": None, "title": title, "button": button}
    return render(request, "children/form.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def child_contact(request: HttpRequest, child: UUID) -> HttpResponse:
    """Record a check of how the child may be reached safely."""
    viewer = request.viewer  # type: ignore[attr-defined]
    person, card = queries.person(viewer, child), queries.card(viewer, child)
    now = {f"way_{channel.value}": permission.value for channel, permission in card.permissions.items()}
    kept = {
        "named_adult": card.named_adult, "named_adult_reached_by": card.named_adult_reached_by, "times": card.times,
        "whose_phone": card.whose_phone, "notes": card.notes, "danger_at_home": card.danger_at_home,
        "no_unknown_numbers": card.no_unknown_numbers, "not_at_address": card.not_at_address,
    }  # fmt: skip
    form = Checked(posted(request), initial=now | kept)

    def check() -> None:
        actions.check_contact_safety(
            child=child, permissions=form.permissions(), **form.rest(), by=viewer, at=viewer.at
        )

    if request.method == "POST" and done(form, check):
        return redirect("child", child=child)
    context = _about(request, person, card) | {
        "form": form, "stale": None, "title": _("How to reach the child safely"), "button": _("Record this check"),
    }  # fmt: skip
    return render(request, "children/form.html", context, status=422 if form.errors else 200)


@require_POST
def protected_address(request: HttpRequest, address: UUID) -> HttpResponse:
    """One look at a protected address. Posted, because the look itself is recorded and no address of a page leads to it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "children/protected_address.html", {"address": queries.protected_address(viewer, address)})


@require_POST
def birth_settle(request: HttpRequest, assertion: UUID) -> HttpResponse:
    """Settle on one of the dates of birth that were given."""
    viewer = request.viewer  # type: ignore[attr-defined]
    child = actions.settle_birth(assertion=assertion, seen_version=seen_version(request), by=viewer, at=viewer.at)
    return redirect("child", child=child)


@require_safe
def child_access(request: HttpRequest, child: UUID) -> HttpResponse:
    """Who may open the record and why, and who has looked."""
    viewer = request.viewer  # type: ignore[attr-defined]
    person, card = queries.person(viewer, child), queries.card(viewer, child)
    looks = who_looked(viewer, person.id)
    context = _about(request, person, card) | {
        "relationships": queries.relationships(viewer, child), "looks": looks, "people": names(viewer, [x.user for x in looks]),
    }  # fmt: skip
    return render(request, "children/access.html", context)


@require_http_methods(BOTH)
def break_glass(request: HttpRequest, child: UUID) -> HttpResponse:
    """Open a record in an emergency, with a reason. The page names nobody: the record is not open yet."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = Reason(posted(request))

    def open_now() -> None:
        actions.break_glass(child=child, reason=form.cleaned_data["reason"], by=viewer, at=viewer.at)

    if request.method == "POST" and done(form, open_now):
        return redirect("child", child=child)
    return render(request, "children/break_glass.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def child_same(request: HttpRequest, child: UUID) -> HttpResponse:
    """Say that another record is of the same child; records that may be are found by name and date of birth."""
    viewer = request.viewer  # type: ignore[attr-defined]
    person, card = queries.person(viewer, child), queries.card(viewer, child)
    form = Same(posted(request))

    def merge() -> None:
        actions.merge_children(keep=child, merge=form.cleaned_data["merge"], by=viewer, at=viewer.at)

    if request.method == "POST" and done(form, merge):
        return redirect("child", child=child)
    born = person.birth.earliest if person.birth.is_one_day else None
    found = finding.find(viewer, given=person.given, family=person.family, born=born)
    alike = [c for c in found if c.person.id != person.id]
    context = _about(request, person, card) | {"form": form, "alike": alike}
    return render(request, "children/same.html", context, status=422 if form.errors else 200)


def _about(request: HttpRequest, person: Person, card: Card) -> dict[str, Any]:
    """What stands on every page about a child: who it is, how to reach them safely, and the way to say one is worried."""
    at = request.viewer.at  # type: ignore[attr-defined]
    try:
        worry = Act(_("Worried about this child?"), reverse("worry_new", args=[person.id]))
    except NoReverseMatch:
        worry = None
    return {
        "person": person, "age": person.age(at), "who": f"{person.name}, {person.age(at)}, {person.reference}",
        "card": card, "contact": safe_contact(request.viewer, card, person), "worry": worry,
    }  # fmt: skip


def _facts(record: Record) -> dict[str, Any]:
    return {
        "likes_to_be_called": record.person.called, "sex": record.sex, "gender": record.gender, "ethnicity": record.ethnicity,
        "first_language": record.first_language, "needs_interpreter": record.needs_interpreter,
        "unaccompanied": record.unaccompanied, "local_id": record.local_id,
    }  # fmt: skip
