"""What forms share: choices from a code list, and an action whose refusal becomes words beside the form."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from wayhome.casework.records.refusals import NotFound, Refused, Stale
from wayhome.domain.vocabulary import Word

MOST_DIGITS = 9
NOT_TEXT = frozenset({"Cc", "Cs"})
"""Control characters, and half a pair of surrogates: no store keeps them and no page shows them."""
NEVER_SEEN = -1


def words(members: Iterable[Word], *, empty: str = "") -> list[tuple[str, str]]:
    """A code list as choices; `empty` is the words for choosing nothing."""
    chosen = [(m.value, m.label) for m in members]
    return [("", empty), *chosen] if empty else chosen


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, an empty form included; None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def can_be_read(value: object) -> None:
    """Text that a person can see: no control characters, which come from broken copying and break what is sent on."""
    if not isinstance(value, str):
        return  # what a field has read already
    odd = next(
        (letter for letter in value if unicodedata.category(letter) in NOT_TEXT and letter not in "\r\n\t"), None
    )
    if odd is not None:
        place = value.index(odd) + 1
        words = _("Character %(place)d of this cannot be read (%(code)s). Take it out, or type the text again")
        raise forms.ValidationError(words, code="unreadable", params={"place": place, "code": f"U+{ord(odd):04X}"})


def whole_number(text: str, *, otherwise: int = 0, most_digits: int = MOST_DIGITS) -> int:
    """A number that an address, a header or a hidden field carries; `otherwise` for anything else, and for one too long to be meant."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= most_digits else otherwise


def seen_version(request: HttpRequest) -> int:
    """The version that a form of one button was made from; one that never was, and so is stale, where it does not say."""
    return whole_number(request.POST.get("seen_version", ""), otherwise=NEVER_SEEN)


def done(form: forms.Form, action: Callable[..., Any], **arguments: Any) -> bool:
    """Do the action if the form is in order; False, with the words of the refusal beside the form, when it may not be done.

    NotFound and Stale are raised on: they are about the record, not about what was typed.
    """
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            action(**arguments)
    except (NotFound, Stale):
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal.words))
        return False
    return True
