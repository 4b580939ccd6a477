"""docs/reference/repeat-episodes.md: what repeat episodes and other signs ask for, with the default numbers."""

from __future__ import annotations

from wayhome.cli.documents.markdown import document, table
from wayhome.domain.repeats import RULES, RepeatDefaults

INTRODUCTION = """\
What repeat episodes and other signs ask of the people around a child. An authority may change every number. A rule
whose facts are not known says so, and a person looks. Nothing is added up, and nothing is sent by itself."""


def repeat_episodes() -> str:
    """The rule table, in its own order."""
    numbers = RepeatDefaults()
    rows = (
        (rule.words(numbers), rule.rule.label, ", ".join(role.label for role in rule.who), rule.within, rule.source)
        for rule in RULES
    )
    return document("Repeat episodes", INTRODUCTION, table(("When", "What", "Who", "Within", "Asked for by"), rows))
