"""Pages of an organisation's people: who works here, their roles, the duty rota, leave cover."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayhome.casework.accounts import actions, overtaken, queries
from wayhome.casework.accounts.forms import CoverPlanned, PersonAdded, PersonChanged, RoleGiven, ShiftPlanned
from wayhome.casework.accounts.rules import ROLES_OF
from wayhome.casework.design.components import Column, Table
from wayhome.casework.design.times import full
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import organisation, teams
from wayhome.casework.organisations.rules import may_administer
from wayhome.casework.organisations.show import end_form
from wayhome.casework.records.forms import done, posted, seen_version
from wayhome.casework.records.refusals import Stale
from wayhome.domain.moment import start_of_local_day
from wayhome.domain.vocabulary import Role

BOTH = ["GET", "HEAD", "POST"]


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone who works here, with their roles and when they last signed in."""
    viewer = request.viewer  # type: ignore[attr-defined]
    everyone = queries.people(viewer, closed=request.GET.get("closed") == "yes")
    return render(
        request, "accounts/people.html", {"people": everyone, "may_administer": may_administer(viewer) is None}
    )


@require_http_methods(BOTH)
def person_add(request: HttpRequest) -> HttpResponse:
    """Add a person with the role they start with."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = PersonAdded(posted(request), roles=_roles(viewer), teams=_teams(viewer))

    def add() -> None:
        given = dict(form.cleaned_data)
        role, team = Role(given.pop("role")), given.pop("team")
        user = actions.add_person(**given, by=viewer, at=viewer.at)
        actions.give_role(
            user=user, role=role, team=UUID(team) if team else None, starts_at=viewer.at, by=viewer, at=viewer.at
        )

    if request.method == "POST" and done(form, add):
        return redirect("people")
    context = {"form": form, "title": _("Add a person"), "button": _("Add the person"), "back": "people"}
    return render(request, "organisations/form.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def person(request: HttpRequest, user: UUID) -> HttpResponse:
    """One person: what is known of them, their roles. A form that somebody overtook shows both versions."""
    viewer = request.viewer  # type: ignore[attr-defined]
    them = queries.person(viewer, user)
    form = PersonChanged(posted(request), initial=_facts(them) | {"seen_version": them.version})
    stale = None
    if request.method == "POST" and form.is_valid():
        given = overtaken.chosen(form, _facts(them))
        try:
            if done(form, lambda: actions.change_person(user=user, **given, by=viewer, at=viewer.at)):
                return redirect("person", user=user)
        except Stale:
            stale = overtaken.both(
                viewer, form, _facts(them), them.version, record=user, about=them.name, back=request.path
            )
    context = {
        "them": them, "form": form, "stale": stale, "roles": RoleGiven(roles=_roles(viewer), teams=_teams(viewer)),
        "own": viewer.user == user, "team_names": {t.id: t.name for t in teams(viewer, ended=True)},
    }  # fmt: skip
    return render(request, "accounts/person.html", context, status=409 if stale else 422 if form.errors else 200)


@require_POST
def role_give(request: HttpRequest, user: UUID) -> HttpResponse:
    """Give a person a further role."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = RoleGiven(request.POST, roles=_roles(viewer), teams=_teams(viewer))

    def give() -> None:
        given = form.cleaned_data
        until = start_of_local_day(given["ends_on"]) if given["ends_on"] else None
        team = UUID(given["team"]) if given["team"] else None
        actions.give_role(
            user=user, role=Role(given["role"]), team=team, starts_at=viewer.at, ends_at=until, by=viewer, at=viewer.at
        )

    if done(form, give):
        return redirect("person", user=user)
    context = {"form": form, "title": _("A further role"), "button": _("Give the role"), "back": "people"}
    return render(request, "organisations/form.html", context, status=422)


@require_POST
def role_end(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """Take a role away."""
    viewer = request.viewer  # type: ignore[attr-defined]
    actions.end_role(assignment=assignment, seen_version=seen_version(request), by=viewer, at=viewer.at)
    return redirect("people")


@require_POST
def account_close(request: HttpRequest, user: UUID) -> HttpResponse:
    """Close an account and end every open sign-in."""
    viewer = request.viewer  # type: ignore[attr-defined]
    actions.close_account(user=user, seen_version=seen_version(request), by=viewer, at=viewer.at)
    return redirect("people")


@require_POST
def account_reopen(request: HttpRequest, user: UUID) -> HttpResponse:
    """Open a closed account again."""
    viewer = request.viewer  # type: ignore[attr-defined]
    actions.reopen_account(user=user, seen_version=seen_version(request), by=viewer, at=viewer.at)
    return redirect("person", user=user)


@require_http_methods(BOTH)
def rota(request: HttpRequest) -> HttpResponse:
    """Who is on duty, now and next; plan a shift."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = ShiftPlanned(posted(request), people=_people(viewer))

    def plan() -> None:
        given = form.cleaned_data
        user = UUID(given["user"])
        actions.set_duty(
            user=user, order=given["order"], starts_at=given["starts"], ends_at=given["ends"], by=viewer, at=viewer.at
        )

    if request.method == "POST" and done(form, plan):
        return redirect("rota")
    rows = [
        (
            s.name,
            full(s.starts_at),
            full(s.ends_at),
            str(s.order),
            end_form(request, "duty_end", s.id, s.version, s.name),
        )
        for s in queries.rota(viewer, since=viewer.at)
    ]
    columns = (
        Column(_("Who")),
        Column(_("From")),
        Column(_("Until")),
        Column(_("Asked"), number=True),
        Column(_("End")),
    )
    return _list(
        request,
        _("Duty rota"),
        Table(_("Duty rota"), columns, tuple(rows)),
        form,
        _("Plan the shift"),
        _("Nobody is planned."),
    )


@require_http_methods(BOTH)
def cover(request: HttpRequest) -> HttpResponse:
    """Who acts for whom while they are away; plan a cover."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = CoverPlanned(posted(request), people=_people(viewer), away=_who_may_be_away(viewer))

    def plan() -> None:
        given = form.cleaned_data
        away, covered_by = UUID(given["away"]), UUID(given["covered_by"])
        actions.set_cover(
            away=away, covered_by=covered_by, starts_at=given["starts"], ends_at=given["ends"], by=viewer, at=viewer.at
        )

    if request.method == "POST" and done(form, plan):
        return redirect("cover")
    rows = [
        (
            c.away_name,
            c.covered_by_name,
            full(c.starts_at),
            full(c.ends_at),
            end_form(request, "cover_end", c.id, c.version, c.away_name) if _may_cover_for(viewer, c.away) else "",
        )
        for c in queries.leave_cover(viewer, since=viewer.at)
    ]
    columns = (Column(_("Away")), Column(_("Acts for them")), Column(_("From")), Column(_("Until")), Column(_("End")))
    return _list(
        request,
        _("Leave cover"),
        Table(_("Leave cover"), columns, tuple(rows)),
        form,
        _("Plan the cover"),
        _("Nobody is away."),
    )


@require_POST
def duty_end(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a shift off the rota."""
    viewer = request.viewer  # type: ignore[attr-defined]
    actions.end_duty(shift=id, seen_version=seen_version(request), by=viewer, at=viewer.at)
    return redirect("rota")


@require_POST
def cover_end(request: HttpRequest, id: UUID) -> HttpResponse:
    """End a cover now."""
    viewer = request.viewer  # type: ignore[attr-defined]
    actions.end_cover(cover=id, seen_version=seen_version(request), by=viewer, at=viewer.at)
    return redirect("cover")


def _facts(them: queries.PersonSeen) -> dict[str, Any]:
    return {
        "name": them.name, "job_title": them.job_title, "phone": them.phone, "training_rhi_on": them.training_rhi_on,
        "dbs_checked_on": them.dbs_checked_on,
    }  # fmt: skip


def _roles(viewer: Viewer) -> list[tuple[str, str]]:
    held = ROLES_OF[organisation(viewer).kind]
    return [(role.value, role.label) for role in Role if role in held]


def _teams(viewer: Viewer) -> list[tuple[str, str]]:
    return [(str(t.id), t.name) for t in teams(viewer)]


def _people(viewer: Viewer) -> list[tuple[str, str]]:
    return [(str(p.id), p.name) for p in queries.people(viewer)]


def _may_cover_for(viewer: Viewer, away: UUID) -> bool:
    """Everybody arranges their own cover; an administrator anybody’s."""
    return away == viewer.user or may_administer(viewer) is None


def _who_may_be_away(viewer: Viewer) -> list[tuple[str, str]]:
    return [(id, name) for id, name in _people(viewer) if _may_cover_for(viewer, UUID(id))]


def _list(request: HttpRequest, title: str, table: Table, form: Any, button: str, none: str) -> HttpResponse:
    context = {"title": title, "table": table, "form": form, "button": button, "nothing": none, "may_administer": True}
    return render(request, "organisations/list.html", context, status=422 if form.errors else 200)
