"""Links to what can be done about a case. A page of a later stage that is not there yet is left out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from wayhome.casework.design.components import Act
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import ACCESS


def link_if(
    viewer: Viewer, name: str, words: str, *args: Any, about: str = "", after: str = "", **query: str
) -> Act | None:
    """A link to a named page, if there is such a page and this person may open it."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return None
    if not ACCESS[name].admits(viewer):
        return None
    return Act(words, f"{url}{'?' + urlencode(query) if query else ''}{after}", about)


def present(*acts: Act | None) -> tuple[Act, ...]:
    """The links that are there, the first of each address."""
    found: dict[str, Act] = {}
    for act in acts:
        if act is not None:
            found.setdefault(act.url, act)
    return tuple(found.values())
