"""GLOSSARY.md: every term with what counts, what does not, and what other people call it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from wayhome.cli.documents.markdown import bullets, document, table
from wayhome.domain.vocabulary import ALSO_CALLED, NAMES_OF_SOURCES, OUTSIDE_WORDS, OutsideWords, Term
from wayhome.domain.vocabulary.abbreviations import ABBREVIATIONS

INTRODUCTION = """\
The words of Wayhome, each with one meaning, from the screen to the national figure. Where your authority counts
differently, the last lines of an entry say whose word is closest to ours, so that figures are not compared that do not
mean the same. The [code lists](docs/reference/vocabulary.md) have the values behind the words."""


def glossary() -> str:
    """The glossary, in the order of the alphabet."""
    terms = sorted(Term, key=lambda term: term.label.lower())
    contents = " · ".join(f"[{term.label}](#{_anchor(term.label)})" for term in terms)
    short = table(("Short form", "Stands for"), ABBREVIATIONS.items())
    return document("Glossary", INTRODUCTION, contents, *map(_entry, terms), "## Short forms", short)


def _anchor(headword: str) -> str:
    kept = "".join(c for c in headword.lower() if c.isalnum() or c in " -")
    return kept.replace(" ", "-")


def _entry(term: Term) -> str:
    parts = [
        f"## {term.label}",
        term.definition,
        "Counts:\n\n" + bullets(term.counts),
        "Does not count:\n\n" + bullets(term.does_not_count),
    ]
    elsewhere = [*ALSO_CALLED.get(term, ()), *_outside_words(term)]
    if elsewhere:
        parts.append("Other people's words:\n\n" + bullets(elsewhere))
    parts.append(f"In the record: {term.evidence}.")
    return "\n\n".join(parts)


def _outside_words(term: Term) -> Iterator[str]:
    words = OUTSIDE_WORDS.get(term)
    if words is None:
        return
    for source in fields(OutsideWords):
        said = getattr(words, source.name)
        yield f"{NAMES_OF_SOURCES[source.name]}: {said or 'no word for it'}"
