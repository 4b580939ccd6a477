"""What every page's template is given: who is signed in, the way around, the languages, and the one time of the request."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from wayhome.casework.accounts.practice import code_to_show, still_filling
from wayhome.casework.design.components import Act, NavItem, Shell
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import ACCESS
from wayhome.casework.organisations.queries import organisation
from wayhome.casework.work.guide import ABOUT

NAVIGATION = (
    ("today", _("Today")),
    ("call_list", _("Call list")),
    ("cases", _("Cases")),
    ("report_new", _("Tell an authority")),
    ("received", _("Sent to us")),
    ("children", _("Children")),
    ("messages", _("Messages")),
    ("oversight", _("How are we doing?")),
    ("provider_figures", _("How are we doing?")),
    ("search", _("Search")),
    ("people", _("People")),
    ("organisation", _("Organisation")),
)
"""The pages of the navigation, in order; each person sees those that they may open."""

WITHIN = {
    **dict.fromkeys(("person", "person_add", "rota", "cover"), "people"),
    **dict.fromkeys(("case", "child_cases", "ask_new", "ask_answer", "worry", "worry_new"), "cases"),
    **dict.fromkeys(("missing_now", "asked", "notices"), "today"),
    **dict.fromkeys(
        (
            "board_paper", "changed_edit", "changed_new", "changed_take_back", "foi", "foi_draft", "foi_questions", "inspection", "inspection_draw",
            "inspection_drawn", "inspection_list", "inspection_paper", "oversight_compare", "oversight_figure", "oversight_force",
            "oversight_forces", "oversight_gap", "oversight_measures", "oversight_names", "oversight_number",
            "oversight_provider", "oversight_providers", "oversight_records", "oversight_seventy_two", "oversight_told",
            "release",
        ),
        "oversight",
    ),
    "child": "children",
    "provider_number": "provider_figures",
}  # fmt: skip
"""Pages that belong under another in the navigation."""


def for_every_page(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in (None for a stranger), what is around the page, and the time; nothing about any child."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    page = request.resolver_match.view_name if request.resolver_match else ""
    return {
        "viewer": viewer,
        "now": getattr(request, "at", None),
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "page": page,
        "practice_code": code_to_show(request, page),
        "shell": shell_of(request, viewer, page),
    }


def shell_of(request: HttpRequest, viewer: Viewer | None, page: str) -> Shell:
    """The header and footer of a page: the organisation, the navigation, the person, the languages."""
    filling = still_filling() if settings.PRACTICE else None
    if viewer is None:
        return Shell(practice=settings.PRACTICE, filling=filling, languages=languages(request), footer=())
    ours = organisation(viewer)
    return Shell(
        practice=settings.PRACTICE,
        filling=filling,
        authority=ours.name,
        navigation=tuple(navigation(viewer, page)),
        person=request.user.name,  # type: ignore[union-attr]
        sign_out=reverse("account_logout"),
        footer=(help_with(page), Act(str(_("Your account")), reverse("own_account")), *languages(request)),
        languages=languages(request),
    )


def help_with(page: str) -> Act:
    """Help, open at what the page is for where the guide explains it."""
    if page in ABOUT:
        return Act(str(_("Help with this page")), f"{reverse('help')}#{page}")
    return Act(str(_("Help")), reverse("help"))


def navigation(viewer: Viewer, page: str) -> list[NavItem]:
    """The pages this person may open, the current one marked."""
    items = []
    elsewhere = {"received"} if ACCESS["today"].admits(viewer) else set()  # Today says how many wait, and leads there
    for name, words in NAVIGATION:
        if name in ACCESS and name not in elsewhere and ACCESS[name].admits(viewer):
            try:
                items.append(NavItem(str(words), reverse(name), current=WITHIN.get(page, page) == name))
            except NoReverseMatch:
                continue
    return items


def languages(request: HttpRequest) -> tuple[Act, ...]:
    """A link to each language, named in itself; none where there is no choice."""
    if len(settings.LANGUAGES) == 1:
        return ()
    after = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return tuple(Act(str(name), f"{reverse('language', args=[code])}?{after}") for code, name in settings.LANGUAGES)
