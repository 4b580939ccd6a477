"""A notice that a machine could not apply: what it says, whom it may mean, and what a person does about it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from wayhome.casework.design.components import Act
from wayhome.casework.journal.context import Viewer
from wayhome.casework.reach import queries
from wayhome.casework.reach.actions.notices import apply_notice, match_notice, set_notice_aside, take_up_notice
from wayhome.casework.reach.forms import Coded
from wayhome.casework.reach.intake import SetAside
from wayhome.casework.records.forms import done, seen_version
from wayhome.domain.moment import Moment
from wayhome.domain.wallclock import day_words, local_day, moment_words


class Matched(forms.Form):
    """Which child is meant; nobody chosen: one who has no file yet."""

    seen_version = forms.IntegerField()
    child = forms.UUIDField(required=False)


class Aside(forms.Form):
    """Why nothing is recorded from it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    because = Coded(SetAside, label=gettext_lazy("Why is nothing to be recorded from it?"))


@require_safe
def notice(request: HttpRequest, notice: UUID) -> HttpResponse:
    """A notice in full, with the children who may be meant."""
    return _page(request, notice, None)


@require_POST
def take_up(request: HttpRequest, notice: UUID) -> HttpResponse:
    """A person sees to a notice that could not be applied by itself."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    take_up_notice(notice=notice, seen_version=seen_version(request), by=viewer, at=viewer.at)
    return redirect("notice", notice)


@require_POST
def match(request: HttpRequest, notice: UUID) -> HttpResponse:
    """It is about this child, or about one who has no file yet: recorded as if it had been clear from the first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = Matched(request.POST)

    def record() -> None:
        given = form.cleaned_data
        told = match_notice(
            notice=notice, child=given["child"], by=viewer, at=viewer.at, seen_version=given["seen_version"]
        )
        transaction.on_commit(
            partial(apply_notice, notice=notice, organisation=viewer.organisation, told=told, at=viewer.at)
        )

    return redirect("notice", notice) if done(form, record) else _page(request, notice, form)


@require_POST
def set_aside(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Nothing is to be recorded from it, and why."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = Aside(request.POST)

    def record() -> None:
        set_notice_aside(notice=notice, **form.cleaned_data, by=viewer, at=viewer.at)

    return redirect("notices") if done(form, record) else _page(request, notice, form)


def _page(request: HttpRequest, notice: UUID, form: forms.Form | None) -> HttpResponse:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    full = queries.to_match(viewer, notice)
    aside = form if isinstance(form, Aside) else Aside(initial={"seen_version": full.notice.version})
    context = {
        "full": full,
        "one": full.notice,
        "lines": _lines(full, viewer),
        "form": form,
        "aside": aside,
        "absence": Act(_("The absence it was recorded on"), reverse("absence", args=[full.notice.episode])) if full.notice.episode else None,
        "others": [Act(_("Look among all children of the council"), reverse("children")), Act(_("All notices"), reverse("notices"))],
    }  # fmt: skip
    return render(request, "reach/notice.html", context, status=422 if form is not None else 200)


def _lines(full: queries.NoticeInFull, viewer: Viewer) -> list[dict[str, str | None]]:
    """What the notice says, as it was sent; what it does not say is said so."""
    told, now = full.told, viewer.at

    def known(moment: Moment) -> str:
        return moment_words(moment, now) if moment.is_known else _("not said")

    seen = {True: _("yes"), False: _("no"), None: _("not said")}
    return [
        {"label": _("From"), "words": full.sender},
        {"label": _("It says"), "words": told.kind.label},
        {"label": _("Date of birth"), "words": day_words(told.born, local_day(now)) if told.born else _("not said")},
        {"label": _("Police reference"), "words": told.police_reference or _("not said")},
        {"label": _("Missing since"), "words": known(told.missing_from)},
        {"label": _("When it happened"), "words": known(told.happened)},
        {"label": _("Risk grade"), "words": told.grade.label if told.grade else _("not said")},
        {"label": _("Seen by an officer or a responsible adult"), "words": seen[told.seen]},
        {"label": _("What is known"), "words": told.words or _("not said")},
    ]
