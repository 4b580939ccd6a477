"""What we changed: writing an entry, other words for one that stands, taking one back; and how entries are drawn elsewhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wayhome.casework.accounts import overtaken
from wayhome.casework.design.components import Act
from wayhome.casework.design.times import date_words, local
from wayhome.casework.journal.context import Viewer
from wayhome.casework.oversight import actions
from wayhome.casework.oversight.forms import ChangeAgainForm, ChangeForm, TakeBackForm
from wayhome.casework.oversight.queries.changed import Entry, Version, WhatChanged
from wayhome.casework.oversight.queries.changed import entry as read
from wayhome.casework.oversight.words import THEMES
from wayhome.casework.records.forms import done, posted
from wayhome.casework.records.refusals import Stale
from wayhome.casework.work.links import link_if, present

BOTH = ["GET", "HEAD", "POST"]
ASKED = ("theme", "said", "changed", "since")


@require_http_methods(BOTH)
def write(request: HttpRequest) -> HttpResponse:
    """A new entry."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = ChangeForm(posted(request))
    if request.method == "POST" and done(
        form, lambda: actions.write_change(**form.cleaned_data, by=viewer, at=viewer.at)
    ):
        return redirect(_there())
    return _page(
        request, form, title=_("Write what we changed"), button=_("Put it with my name under what children told us")
    )


@require_http_methods(BOTH)
def rewrite(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Other words for an entry. A form that somebody overtook shows both versions and loses nothing."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    now = read(viewer, entry).now
    stands = {name: getattr(now, name) for name in ASKED}
    form, stale = ChangeAgainForm(posted(request), initial=stands | {"seen_version": now.number}), None
    if request.method == "POST" and form.is_valid():
        given = overtaken.chosen(form, stands)
        try:
            if done(form, lambda: actions.rewrite_change(entry_id=entry, **given, by=viewer, at=viewer.at)):
                return redirect(_there())
        except Stale:
            stale = overtaken.both(
                viewer, form, stands, now.number, record=entry, about=_("what we changed: %s") % theme_words(now), back=_there()
            )  # fmt: skip
    title = _("Change the words, and keep those that stood")
    return _page(request, form, title=title, button=_("Put these words in their place"), stands=now, stale=stale)


@require_http_methods(BOTH)
def take_back(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Take an entry back, with the reason."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    now = read(viewer, entry).now
    form = TakeBackForm(posted(request), initial={"seen_version": now.number})
    if request.method == "POST" and done(
        form, lambda: actions.take_change_back(entry_id=entry, **form.cleaned_data, by=viewer, at=viewer.at)
    ):
        return redirect(_there())
    return _page(request, form, title=_("Take this back"), button=_("Take it back, with my reason"), stands=now)


def drawn(viewer: Viewer, found: WhatChanged) -> dict[str, Any]:
    """What a page that shows the entries is given: each with who wrote it, and what this person may do with it."""
    return {
        "stand": [_one(viewer, each) for each in found.stand],
        "taken_back": [_one(viewer, each) for each in found.taken_back],
        "write": link_if(viewer, "changed_new", _("Write what we changed")),
    }


def theme_words(version: Version) -> str:
    return str(THEMES.get(version.theme, version.theme))


def signed(version: Version) -> str:
    """Name, role and date: what stands under every entry, wherever it is shown."""
    on = local(version.at).date()
    return f"{version.by or _('A manager who has left')}, {version.role.label.lower()}, {date_words(on)}"


def as_words(version: Version) -> dict[str, str]:
    return {
        "theme": theme_words(version), "said": version.said, "changed": version.changed, "since": date_words(version.since),
        "signed": signed(version), "because": version.because or "",
    }  # fmt: skip


def _one(viewer: Viewer, each: Entry) -> dict[str, Any]:
    about = f"{theme_words(each.now)}, {date_words(each.now.since)}, {Truncator(each.now.changed).chars(60)}"
    links: tuple[Act, ...] = ()
    if not each.now.taken_back:
        links = present(
            link_if(viewer, "changed_edit", _("Change the words"), each.id, about=about),
            link_if(viewer, "changed_take_back", _("Take it back"), each.id, about=about),
        )
    return {**as_words(each.now), "about": about, "links": links, "earlier": [as_words(one) for one in each.earlier]}


def _there() -> str:
    """Where the entries stand."""
    return f"{reverse('oversight_told')}#what-we-changed"


def _page(
    request: HttpRequest, form: Any, *, title: str, button: str, stands: Version | None = None, stale: Any = None
) -> HttpResponse:
    context = {
        "form": form, "title": title, "button": button, "stands": as_words(stands) if stands else None, "stale": stale,
        "where": [
            {"words": _("All figures"), "url": reverse("oversight")},
            {"words": _("What children told us"), "url": reverse("oversight_told")},
            {"words": title, "url": ""},
        ],
    }  # fmt: skip
    return render(request, "oversight/change.html", context, status=409 if stale else 422 if form.errors else 200)
