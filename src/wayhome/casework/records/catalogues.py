"""How the words of pages are looked up: in one catalogue, not in one for each application.

Pages are written in English, so nearly no word stands in a catalogue at all, and Django asks for each in the English of
every application that brings one. Those are empty. A page of sixty cases has some four hundred words.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation.trans_real import translation


def leave_empty_ones_out() -> None:
    """From now on the English of an application that says nothing in it is not asked."""
    without_empty_ones(translation(settings.LANGUAGE_CODE))


def without_empty_ones(catalogue: Any) -> None:
    """Take every catalogue without a single word out of those that this one falls back to."""
    while catalogue is not None:
        while (following := catalogue._fallback) is not None and not any(following._catalog):
            catalogue._fallback = following._fallback
        catalogue = catalogue._fallback
