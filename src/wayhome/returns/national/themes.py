"""What councils say works, and what gets in the way: free text that two people coded, counted where both saw the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wayhome.benchmarking.agreement import Agreement, agreement
from wayhome.benchmarking.peers import authorities
from wayhome.domain.vocabulary.word import Word
from wayhome.returns.fault import Fault
from wayhome.returns.national.rows import Row, Wrong, council, one_of, read_rows, words

NEEDED = ("passage", "authority", "about", "quote", "consent_to_quote", "coder_1", "coder_2")
MARK = frozenset({"passage", "coder_1", "coder_2"})
NO_THEME = "none"
CONSENT = {"yes": True, "no": False, "": False}
LONGEST_THEME = 80


class About(Word):
    """What a passage was written about."""

    WORKS = ("works", "What works")
    GETS_IN_THE_WAY = ("gets_in_the_way", "What gets in the way")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of what a council wrote, and the themes that each of two people saw in it; None where one has not read it."""

    key: str
    code: str
    about: About
    quote: str
    """Empty where the council has not agreed to be quoted: then the words are not kept."""
    first: frozenset[str] | None
    second: frozenset[str] | None

    @property
    def council(self) -> str:
        """The council's name."""
        return authorities()[self.code].name


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: who wrote about it, where both people saw it, and how far they agree on it."""

    name: str
    councils: tuple[str, ...]
    """Those of passages in which both saw it, A to Z."""
    passages: int
    apart: int
    """Passages in which one saw it and the other did not: in no count."""
    agreement: Agreement
    quotes: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """Everything about one of the two questions."""

    about: About
    themes: tuple[Theme, ...]
    """A to Z."""
    whole: Agreement | None
    """Of passages in which both saw exactly the same themes. None where nothing was read by both."""
    read_by_one: int
    """Passages that only one person has read so far: in no count."""


def read_passages(file: Path, faults: list[Fault]) -> Iterator[Passage]:
    """The coded passages. A row that cannot be read, or a second one of a passage, is a fault."""
    seen: set[str] = set()

    def made(row: Row) -> Iterator[Passage]:
        key = row["passage"]
        if not key or key in seen:
            says = "this passage stands here twice" if key else "the passage has no name"
            raise Wrong("passage", key, says, "Give each passage a name of its own, one row each.")
        seen.add(key)
        if row["consent_to_quote"] not in CONSENT:
            raise Wrong(
                "consent_to_quote", row["consent_to_quote"], "neither yes nor no", "Write yes or no; empty is no."
            )
        quote = words(row, "quote") if CONSENT[row["consent_to_quote"]] else ""
        yield Passage(
            key, council(row), one_of("about", row["about"], About), quote, _seen(row, "coder_1"), _seen(row, "coder_2")
        )

    yield from read_rows(file, NEEDED, made, faults)


def _seen(row: Row, column: str) -> frozenset[str] | None:
    named = [part.strip() for part in row[column].split(";") if part.strip()]
    if long := [part for part in named if len(part) > LONGEST_THEME]:
        raise Wrong(
            column, long[0], "this is no name of a theme", f"Write a name of at most {LONGEST_THEME} characters."
        )
    if NO_THEME in named and len(named) > 1:
        raise Wrong(
            column, row[column], "no theme and a theme at once", f"Write {NO_THEME} alone, or the themes without it."
        )
    return None if not named else frozenset(named) - {NO_THEME}


def coded(passages: Sequence[Passage]) -> tuple[Coded, ...]:
    """Each question with its themes. A theme is counted where both people saw it; where they differ is a count of its own."""
    return tuple(_coded(about, [each for each in passages if each.about is about]) for about in About)


def _coded(about: About, passages: Sequence[Passage]) -> Coded:
    both = [(each, each.first, each.second) for each in passages if each.first is not None and each.second is not None]
    read_by_one = sum((each.first is None) != (each.second is None) for each in passages)
    names = sorted({name for _, first, second in both for name in first | second}, key=str.casefold)
    whole = agreement([(first, second) for _, first, second in both]) if both else None
    return Coded(about, tuple(_theme(name, both) for name in names), whole, read_by_one)


def _theme(name: str, both: Sequence[tuple[Passage, frozenset[str], frozenset[str]]]) -> Theme:
    said = [(name in first, name in second) for _, first, second in both]
    found = [each for (each, _, _), saw in zip(both, said, strict=True) if all(saw)]
    return Theme(
        name, tuple(sorted({each.council for each in found})), len(found), sum(one != other for one, other in said),
        agreement(said), tuple(sorted((each for each in found if each.quote), key=lambda each: (each.council, each.key))),
    )  # fmt: skip
