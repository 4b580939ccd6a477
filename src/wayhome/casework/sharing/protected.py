"""A protected address never leaves, not even inside a sentence that somebody typed (security reference §4, D2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from wayhome.casework.children.models import Address
from wayhome.casework.journal.context import Viewer
from wayhome.casework.records.refusals import Refused

SHORTEST = 5
"""Shorter pieces of an address, such as a house number alone, are in too many other words."""


@dataclass(frozen=True, slots=True)
class Protected:
    """The protected addresses of one child in the form in which text is searched. Never shown, so never journalled."""

    pieces: frozenset[str]

    def is_in(self, *texts: str | None) -> bool:
        """Whether any of the texts holds a piece of a protected address, however it is spaced."""
        return any(piece in plain(text) for text in texts if text for piece in self.pieces)

    def must_not_be_in(self, *texts: str | None) -> None:
        """Raise Refused when somebody wrote a protected address into what they want to send."""
        if self.is_in(*texts):
            raise Refused(
                _("This has a protected address in it. It cannot be sent. Say the town, or ring them."),
                rule="protected_address",
            )


def protected_of(viewer: Viewer, identities: Iterable[UUID]) -> Protected:
    """The protected addresses of a child, to keep them in."""
    pieces: set[str] = set()
    for row in Address.objects.filter(child_id__in=list(identities), protected=True):
        lines = re.split(r"[\n,]", row.lines or "")
        pieces |= {plain(piece) for piece in (*lines, row.lines or "", row.postcode or "")}
    return Protected(frozenset(piece for piece in pieces if len(piece) >= SHORTEST))


def plain(text: str) -> str:
    """Letters and digits alone, in lower case: "14, Rose  Lane" is "14roselane"."""
    return re.sub(r"[\W_]", "", text).lower()
