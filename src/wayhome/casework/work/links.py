"""Links to what can be done about a case. A page of a later stage that is not there yet is left out."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse

from wayhome.casework.design.components import Act
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import ACCESS


def link_if(
    viewer: Viewer, name: str, words: str, *args: Any, about: str = "", after: str = "", **query: str
) -> Act | None:
    """A link to a named page, if there is such a page and this person may open it."""
    if (url := _address(name, args)) is None:
        return None
    if not ACCESS[name].admits(viewer):
        return None
    return Act(words, f"{url}{'?' + urlencode(query) if query else ''}{after}", about)


def _address(name: str, args: tuple[Any, ...]) -> str | None:
    """The address of a page; a list asks for hundreds, nearly all with ids alone, which go into an address worked out once."""
    if all(isinstance(each, UUID) for each in args):
        pattern = _pattern(name, len(args), get_urlconf() or settings.ROOT_URLCONF)
        return pattern if pattern is None else pattern.format(*args)
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


@cache
def _pattern(name: str, ids: int, among: str) -> str | None:
    """The address of a page with a gap for each of its ids; None where there is no such page."""
    places = [UUID(int=number) for number in range(ids)]
    try:
        url = reverse(name, args=places, urlconf=among)
    except NoReverseMatch:
        return None
    for number, place in enumerate(places):
        url = url.replace(str(place), f"{{{number}}}", 1)
    return url


def present(*acts: Act | None) -> tuple[Act, ...]:
    """The links that are there, the first of each address."""
    found: dict[str, Act] = {}
    for act in acts:
        if act is not None:
            found.setdefault(act.url, act)
    return tuple(found.values())
