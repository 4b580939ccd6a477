"""Names as they sound, so that Jon Smith finds John Smyth by plain equality of a stored column.

A consonant skeleton: accents and case go, letters that sound alike in English and Welsh spelling become one, doubled
letters become one, vowels go after the first letter. Coarse on purpose: candidates are scored again in Python.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 24
RULES = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"^(mac|mc)", "mk"),
        (r"^(kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^x", "s"),
        (r"(sch|sh|ch|cz)", "x"),
        (r"ph", "f"),
        (r"dd", "t"),
        (r"th", "t"),
        (r"(?<=.)gh", ""),
        (r"c(?=[eiy])", "s"),
        (r"(ck|c|q)", "k"),
        (r"g(?=[eiy])", "j"),
        (r"[vw](?!$)", "f"),
        (r"z", "s"),
        (r"d", "t"),
        (r"b", "p"),
    )
)


def plain(text: str) -> str:
    """Lower-case letters a to z: accents, apostrophes, hyphens and spaces gone."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in letters if "a" <= c <= "z")


def sound(name: str) -> str:
    """The key of a name as it sounds; empty for a name without any letter we know."""
    word = plain(name)
    if not word:
        return ""
    for pattern, letters in RULES:
        word = pattern.sub(letters, word)
    if not word:
        return ""
    first = "a" if word[0] in "aeiouy" else word[0]
    rest = "".join(c for c in word[1:] if c not in "aeiouyhw")
    return re.sub(r"(.)\1+", r"\1", first + rest)[:LONGEST]


def initials(given: str, family: str) -> str:
    """The first letters of a name, as a key."""
    return f"{plain(given)[:1]}{plain(family)[:1]}"
