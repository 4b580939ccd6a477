"""Whether a text that is to name no child names one: of the children whose records are open to whoever wrote it.

It is asked of those alone, so that no refusal tells anybody that a child is known here whom they may not see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from wayhome.casework.children.access import open_to
from wayhome.casework.children.models import Child, Identity, Name
from wayhome.casework.journal.context import Viewer

SHORTEST = 2
"""One letter alone is no name."""


def named_in(viewer: Viewer, *texts: str) -> str | None:
    """A name, or a reference, of a child open to the viewer that one of the texts holds, as it stands there; None for none.

    A whole name and a reference count however they are written, a given name or what a child likes to be called where it begins
    with a capital. Nothing is shown, so nothing is journalled.
    """
    children = open_to(viewer)
    own = Identity.objects.filter(current_id__in=children).values("id")
    names = list(Name.objects.filter(child_id__in=own).values_list("given", "family"))
    files = list(Child.objects.filter(pk__in=children).values_list("likes_to_be_called", "reference"))
    whole = {*(f"{given} {family}" for given, family in names if family), *(reference for _called, reference in files)}
    first = {*(given for given, _family in names), *(called for called, _reference in files if called)}
    return next((found for text in texts if (found := _held(text, whole) or _held(text, first, capital=True))), None)


def _held(text: str, names: Iterable[str], *, capital: bool = False) -> str | None:
    """The first of the names that stands in a text as whole words."""
    folded = _plain(text)
    for name in sorted({_plain(name.strip()) for name in names if len(name.strip()) >= SHORTEST}):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", folded) if name in folded else ():
            if not capital or text[found.start()].isupper():
                return text[found.start() : found.end()]
    return None


def _plain(text: str) -> str:
    """Small letters without accents, each in the place of its own: what was found can be shown as it was written."""
    return "".join(unicodedata.normalize("NFKD", letter)[0].casefold()[:1] or letter for letter in text)
