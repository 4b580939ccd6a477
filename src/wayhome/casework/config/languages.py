"""The languages that pages are offered in: English, and each of which there is a catalogue. No other is promised."""

from __future__ import annotations

from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import to_language

ENGLISH = ("en-gb", "English")


def languages_in(folder: Path) -> list[tuple[str, str]]:
    """English, then each language with a compiled catalogue in the folder, named in its own words."""
    codes = sorted(to_language(found.parts[-3]) for found in folder.glob("*/LC_MESSAGES/django.mo"))
    return [ENGLISH, *((code, LANG_INFO[code]["name_local"]) for code in codes)]
