"""What the record of a talk holds in codes: what a child told, read from the answers of the form (domain reference §9.2).

A question that was left with its section, or not answered, is not recorded, and never "nothing". What the child was made to
do has a grant of its own and is not read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wayhome.domain.vocabulary import Harm, PullFactor, PushFactor, Word


class ReadBack(Word):
    """What came of reading back to the child what was written; the answers of the form."""

    AGREED = ("read_back_agreed", "Read back, and agreed")
    AMENDED = ("amended", "Read back, and changed")
    DECLINED = ("declined", "The child did not want to hear it")
    NOT_POSSIBLE = ("not_possible", "Could not be read back")


REASONS: Mapping[str, str] = {each.value: each.label for each in (*PushFactor, *PullFactor)}
"""Why children went, by code. "Another reason" stands on both lists of the form, and is one code."""
HARMS: Mapping[str, str] = {each.value: each.label for each in Harm if each is not Harm.NOTHING_TOLD}


@dataclass(frozen=True, slots=True)
class Account:
    """What one record holds. None: not recorded. An empty tuple: talked about, and nothing told."""

    reasons: tuple[str, ...] | None = None
    harm: tuple[str, ...] | None = None
    read_back: ReadBack | None = None


def account_of(answers: Mapping[str, object]) -> Account:
    """The codes among the answers of a record that was handed in. What is no code of its list is left out."""
    harm = _chosen(answers, "harm", (*HARMS, Harm.NOTHING_TOLD.value))
    said = answers.get("read_back")
    return Account(
        reasons=_chosen(answers, "reasons", REASONS),
        harm=None if harm is None else tuple(each for each in harm if each in HARMS),
        read_back=next((each for each in ReadBack if each.value == said), None),
    )


def _chosen(answers: Mapping[str, object], name: str, codes: Iterable[str]) -> tuple[str, ...] | None:
    given = answers.get(name)
    found = [str(each) for each in given] if isinstance(given, list) else []
    known = set(codes)
    return tuple(dict.fromkeys(each for each in found if each in known)) or None
