"""From pasted questions to measures: which words were found, and what else it could be. Nothing is chosen without saying why.

The rule is plain: each measure has lists of words; the first measure, of the most particular first, that finds a word of each of
its lists in the question is proposed, and whoever answers sees those words and may choose another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wayhome.casework.oversight.foi.measures import EVERYBODY, GROUPS, IN_ORDER, Measure, Phrases, Who

MOST_QUESTIONS = 40
LONGEST_QUESTION = 600
NUMBERED = re.compile(
    r"^\s*(?:q(?:uestion)?\s*)?\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*[.):]\s+|^\s*q\d{1,2}\s+|^\s*[-*•–]\s+", re.IGNORECASE
)
ENDS = re.compile(r"(?<=\?)\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Matched:
    """What one question was matched to: nothing, where no list of words was found."""

    measure: str
    group: str
    because: tuple[str, ...]
    """The words of the question that were found."""
    also: tuple[str, ...]
    """Other measures whose words were found too."""


def questions_in(text: str) -> list[str]:
    """The questions of a pasted text: each numbered one with the lines that go on from it; else each line, or each question mark."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    if any(NUMBERED.match(line) for line in lines):
        return _numbered(lines)
    found = [part for line in lines if line for part in ENDS.split(line)]
    return [_tidy(part) for part in found if _tidy(part)]


def _numbered(lines: Iterable[str]) -> list[str]:
    """A line without a number goes on from the one before; what stands before the first number is no question."""
    found: list[list[str]] = []
    for line in lines:
        begins = NUMBERED.match(line)
        if begins:
            found.append([line[begins.end() :]])
        elif found and line:
            found[-1].append(line)
    return [_tidy(" ".join(each)) for each in found if _tidy(" ".join(each))]


def _tidy(text: str) -> str:
    return " ".join(text.split())


def match(question: str) -> Matched:
    """The measure and the group that a question asks for, with the words that say so."""
    text = _plain(question)
    fitting = [(measure, words) for measure in IN_ORDER if (words := _found(text, measure)) is not None]
    group, said = _group(text)
    if not fitting:
        return Matched("", group.word, said, ())
    first, words = fitting[0]
    if not first.shows:
        group, said = EVERYBODY, ()
    return Matched(
        first.word, group.word, tuple(dict.fromkeys((*words, *said))), tuple(m.word for m, _words in fitting[1:])
    )


def _plain(question: str) -> str:
    return " ".join(re.sub(r"[^\w\s-]", " ", question.lower()).split())


def _found(text: str, measure: Measure) -> tuple[str, ...] | None:
    if any(_first(text, (phrase,)) for phrase in measure.without):
        return None
    words = [_first(text, phrases) for phrases in measure.needs]
    return tuple(words) if words and all(words) else None


def _group(text: str) -> tuple[Who, tuple[str, ...]]:
    for who in GROUPS.values():
        if words := _first(text, who.needs):
            return who, (words,)
    return EVERYBODY, ()


def _first(text: str, phrases: Phrases) -> str:
    """The words of the text that the first phrase found stands for; empty where none is there."""
    for phrase in phrases:
        pattern = r"\b" + r"\w*\s+".join(map(re.escape, phrase.split())) + r"\w*"
        if found := re.search(pattern, text):
            return found.group()
    return ""
