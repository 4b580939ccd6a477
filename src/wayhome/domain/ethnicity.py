"""Five broad ethnic groups, from the code or the words that a file holds: enough for a comparison, and no more than is recorded."""

from __future__ import annotations

from wayhome.domain.vocabulary.word import Word


class EthnicGroup(Word):
    """The broad groups of the census of England and Wales, by which shares are compared."""

    ASIAN = ("asian", "Asian")
    BLACK = ("black", "Black")
    MIXED = ("mixed", "Mixed")
    OTHER = ("other", "Another ethnic group")
    WHITE = ("white", "White")


CODES = {
    EthnicGroup.WHITE: ("WBRI", "WIRI", "WIRT", "WROM", "WOTH"),
    EthnicGroup.MIXED: ("MWBC", "MWBA", "MWAS", "MOTH"),
    EthnicGroup.ASIAN: ("AIND", "APKN", "ABAN", "AOTH", "CHNE"),
    EthnicGroup.BLACK: ("BCRB", "BAFR", "BOTH"),
    EthnicGroup.OTHER: ("OOTH",),
}
"""Codes of the school census, as social care records them. Refused and not obtained are not recorded."""
BY_CODE = {code: group for group, codes in CODES.items() for code in codes}


def ethnic_group(recorded: str | None) -> EthnicGroup | None:
    """The broad group of what is recorded: a code, or words that begin with the name of a group. None: none can be told."""
    said = (recorded or "").strip()
    if said.upper() in BY_CODE:
        return BY_CODE[said.upper()]
    first = said.lower().replace(",", " ").split()[:1]
    return next((group for group in EthnicGroup if first == [group.value]), None)
