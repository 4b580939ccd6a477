"""The answers of a write-up: every field of the form by its name, in the one form that is sealed and hashed."""

from __future__ import annotations

import json
from collections.abc import Mapping

Answers = Mapping[str, object]


def as_answers(text: str | None) -> dict[str, object]:
    """The answers of a page by field name; empty before anything is written."""
    return json.loads(text) if text else {}


def as_text(answers: Answers) -> str:
    """Answers in the one form that is sealed and hashed: JSON with sorted keys."""
    return json.dumps(dict(answers), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
