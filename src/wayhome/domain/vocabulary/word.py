"""What one word of the vocabulary is: a code in words, what staff read for it, and what it means."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A member of a code list. Its value is the code in words; its label is what a screen shows.

    A member is also a string, so that it is written to files and databases as its value and read back by it.
    """

    label: str
    definition: str
    active: bool

    def __new__(cls, value: str, label: str = "", definition: str = "", active: bool = True) -> Self:
        """Build a member. The defaults let a type checker see that a member is looked up by its value alone."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.definition = definition
        member.active = active
        return member

    @classmethod
    def choices(cls) -> tuple[Self, ...]:
        """The members that may be chosen today. Members no longer active are still read from old records."""
        return tuple(member for member in cls if member.active)


class NullCode(Word):
    """Why a field has no value (domain reference §8). Three different things, and none of them is an empty field."""

    NOT_ASKED = (
        "not_asked",
        "We did not talk about this",
        "Nobody put the question. The same as leaving out the section it stands in.",
    )
    DID_NOT_SAY = ("did_not_say", "Asked, did not say", "The question was put, and the child chose not to answer.")
    NOT_KNOWN = ("not_known", "Not known", "Asked or looked for, and nobody could say.")


WORDS_FOR_NOT_KNOWN = frozenset({"not_known", "not_recorded"})


def is_recorded(value: str | None) -> bool:
    """Whether a field counts as filled in for completeness: a real value or any null code (domain reference §8.0)."""
    return value is not None and value != ""


def is_known(value: str | None) -> bool:
    """Whether a field may enter a rate: a real value only, never a null code and never an empty field (§8.0)."""
    if not is_recorded(value) or isinstance(value, NullCode):
        return False
    return value not in WORDS_FOR_NOT_KNOWN and value not in {code.value for code in NullCode}
