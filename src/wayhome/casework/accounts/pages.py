"""Where each role begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import ACCESS

PLACES = (
    ("report_new", _("Tell an authority about a child")),
    ("received", _("Sent to us")),
    ("children", _("Children")),
    ("organisation", _("Your organisation")),
    ("people", _("People")),
    ("own_account", _("Your account")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A page a person may start from."""

    name: str
    label: Any
    address: str


def start_of(viewer: Viewer) -> list[Place]:
    """The pages this person may start from, in order."""
    found = []
    for name, label in PLACES:
        who = ACCESS.get(name)
        if who is not None and who.admits(viewer):
            try:
                found.append(Place(name, label, reverse(name)))
            except NoReverseMatch:
                continue
    return found


def beginning(viewer: Viewer) -> dict[str, str]:
    """The first step of the way to a page about a child: Today, for those who have it."""
    if "today" in ACCESS and ACCESS["today"].admits(viewer):
        return {"words": gettext("Today"), "url": reverse("today")}
    return {"words": gettext("Start"), "url": reverse("home")}
