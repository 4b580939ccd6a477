"""Pages of an organisation's administrator: what it is called, teams, agreements, contracts, contact points, settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayhome.casework.design.components import Act, Column, Table
from wayhome.casework.organisations import actions, queries
from wayhome.casework.organisations.forms import (
    AgreementMade,
    ChoiceMade,
    ContactAdded,
    ContractMade,
    Named,
    TeamNamed,
    as_typed,
)
from wayhome.casework.organisations.policies import CHOICES
from wayhome.casework.organisations.rules import may_administer
from wayhome.casework.organisations.show import days_and_hours, end_form, policy_in_words, until
from wayhome.casework.organisations.words import ContactKind, DataProtectionRole, OrganisationKind
from wayhome.casework.records.forms import done, posted, seen_version
from wayhome.casework.records.refusals import NotFound
from wayhome.domain.moment import LONDON, start_of_local_day

BOTH = ["GET", "HEAD", "POST"]


@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """What is set up, and the way to each part of it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    parts = [
        Act(_("Teams"), reverse("teams")), Act(_("Contact points"), reverse("contact_points")),
        Act(_("Agreements"), reverse("agreements")), Act(_("Contracts"), reverse("contracts")),
        Act(_("Settings"), reverse("settings")),
    ]  # fmt: skip
    context = {
        "ours": queries.organisation(viewer),
        "domains": queries.email_domains(viewer),
        "contacts": queries.contact_points(viewer),
        "parts": parts,
        "may_administer": may_administer(viewer) is None,
    }
    return render(request, "organisations/organisation.html", context)


@require_http_methods(BOTH)
def organisation_edit(request: HttpRequest) -> HttpResponse:
    """Change what the organisation is called."""
    viewer = request.viewer  # type: ignore[attr-defined]
    ours = queries.organisation(viewer)
    form = Named(
        posted(request), initial={"name": ours.name, "short_name": ours.short_name, "seen_version": ours.version}
    )
    if request.method == "POST" and done(
        form, lambda: actions.rename_organisation(**form.cleaned_data, by=viewer, at=viewer.at)
    ):
        return redirect("organisation")
    return _form(request, form, _("What the organisation is called"), _("Save the names"), "organisation")


@require_http_methods(BOTH)
def teams(request: HttpRequest) -> HttpResponse:
    """The teams; add one."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = TeamNamed(posted(request))
    if request.method == "POST" and done(form, lambda: actions.add_team(**form.cleaned_data, by=viewer, at=viewer.at)):
        return redirect("teams")
    listed = queries.teams(viewer)
    rows = [(t.name, _end(request, "team_end", t.id, t.version, t.name)) for t in listed]
    table = Table(_("Teams"), (Column(_("Team")), Column(_("End"))), tuple(rows))
    return _list(request, _("Teams"), table, form, _("Add the team"), none=_("No team yet."))


@require_http_methods(BOTH)
def contact_points(request: HttpRequest) -> HttpResponse:
    """Where the organisation is reached, by hour; add one."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = ContactAdded(posted(request))

    def add() -> None:
        given = form.cleaned_data
        actions.add_contact_point(**{**given, "kind": ContactKind(given["kind"])}, by=viewer, at=viewer.at)

    if request.method == "POST" and done(form, add):
        return redirect("contact_points")
    rows = [
        (
            c.kind.label,
            f"{c.label}: {c.address}",
            days_and_hours(c),
            _end(request, "contact_point_end", c.id, c.version, c.label),
        )
        for c in queries.contact_points(viewer)
    ]
    columns = (Column(_("For")), Column(_("Where")), Column(_("When")), Column(_("End")))
    table = Table(_("Contact points"), columns, tuple(rows))
    return _list(
        request, _("Contact points"), table, form, _("Add the contact point"), none=_("Nobody can reach you here yet.")
    )


@require_http_methods(BOTH)
def agreements(request: HttpRequest) -> HttpResponse:
    """Agreements with other organisations; make one."""
    viewer = request.viewer  # type: ignore[attr-defined]
    others = [(str(o.id), o.name) for o in queries.directory(viewer) if o.id != viewer.organisation]
    form = AgreementMade(posted(request), others=others)

    def make() -> None:
        given = dict(form.cleaned_data)
        other, role = UUID(given.pop("with_organisation")), DataProtectionRole(given.pop("role"))
        actions.make_agreement(with_organisation=other, role=role, **given, by=viewer, at=viewer.at)

    if request.method == "POST" and done(form, make):
        return redirect("agreements")
    rows = [
        (
            a.other_name, a.title, a.role.label, until(a.ends_on) if a.live else _("Ended"),
            _end(request, "agreement_end", a.id, a.version, a.title) if a.live and a.ours else "",
        )
        for a in queries.agreements(viewer)
    ]  # fmt: skip
    columns = (Column(_("With")), Column(_("Agreement")), Column(_("They are")), Column(_("Until")), Column(_("End")))
    table = Table(_("Agreements"), columns, tuple(rows))
    return _list(request, _("Agreements"), table, form, _("Record the agreement"), none=_("No agreement yet."))


@require_http_methods(BOTH)
def contracts(request: HttpRequest) -> HttpResponse:
    """Contracts with providers of talks; record one."""
    viewer = request.viewer  # type: ignore[attr-defined]
    providers = [(str(o.id), o.name) for o in queries.directory(viewer, OrganisationKind.PROVIDER)]
    form = ContractMade(posted(request), providers=providers)

    def make() -> None:
        given = dict(form.cleaned_data)
        actions.make_contract(provider=UUID(given.pop("provider")), **given, by=viewer, at=viewer.at)

    if request.method == "POST" and done(form, make):
        return redirect("contracts")
    rows = [
        (
            c.provider_name, c.reference, ", ".join(c.areas) or _("not recorded"), until(c.ends_on) if c.live else _("Ended"),
            _end(request, "contract_end", c.id, c.version, c.reference) if c.live else "",
        )
        for c in queries.contracts(viewer)
    ]  # fmt: skip
    columns = (Column(_("Provider")), Column(_("Contract")), Column(_("Areas")), Column(_("Until")), Column(_("End")))
    table = Table(_("Contracts"), columns, tuple(rows))
    return _list(request, _("Contracts"), table, form, _("Record the contract"), none=_("No contract yet."))


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Every local choice, what it is now and since when."""
    viewer = request.viewer  # type: ignore[attr-defined]
    held = queries.policies_at(viewer, viewer.at)
    return render(
        request,
        "organisations/settings.html",
        {"held": [(p, CHOICES[p.name], policy_in_words(p)) for p in held.values()]},
    )


@require_http_methods(BOTH)
def setting(request: HttpRequest, name: str) -> HttpResponse:
    """Make one local choice."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if name not in CHOICES:
        raise NotFound()
    now = queries.policy_at(viewer, name, viewer.at)
    today = viewer.at.astimezone(LONDON).date()
    form = ChoiceMade(posted(request), choice=CHOICES[name], initial={"value": as_typed(now.value), "starts_on": today})

    def choose() -> None:
        starts = start_of_local_day(form.cleaned_data["starts_on"])
        starts_at: datetime = viewer.at if form.cleaned_data["starts_on"] == today else starts
        actions.set_policy(name=name, value=form.cleaned_data["value"], starts_at=starts_at, by=viewer, at=viewer.at)

    if request.method == "POST" and done(form, choose):
        return redirect("settings")
    return _form(request, form, str(CHOICES[name].label), _("Save the choice"), "settings")


ENDINGS: dict[str, tuple[Any, str, str]] = {
    "team": (actions.end_team, "team", "teams"),
    "contact_point": (actions.end_contact_point, "contact_point", "contact_points"),
    "agreement": (actions.end_agreement, "agreement", "agreements"),
    "contract": (actions.end_contract, "contract", "contracts"),
}


@require_POST
def end(request: HttpRequest, what: str, id: UUID) -> HttpResponse:
    """End a team, a contact point, an agreement or a contract."""
    viewer = request.viewer  # type: ignore[attr-defined]
    action, argument, after = ENDINGS[what]
    action(**{argument: id}, seen_version=seen_version(request), by=viewer, at=viewer.at)
    return redirect(after)


def _end(request: HttpRequest, page: str, id: UUID, version: int, about: str) -> object:
    """A small form in a cell that ends something; nothing for those who may not."""
    if may_administer(request.viewer) is not None:  # type: ignore[attr-defined]
        return ""
    return end_form(request, page, id, version, about)


def _list(request: HttpRequest, title: str, table: Table, form: forms.Form, button: str, *, none: str) -> HttpResponse:
    context = {"title": title, "table": table, "form": form, "button": button, "nothing": none}
    context["may_administer"] = may_administer(request.viewer) is None  # type: ignore[attr-defined]
    return render(request, "organisations/list.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, form: forms.Form, title: str, button: str, back: str) -> HttpResponse:
    context = {"title": title, "form": form, "button": button, "back": back}
    return render(request, "organisations/form.html", context, status=422 if form.errors else 200)
