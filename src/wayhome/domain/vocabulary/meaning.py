"""The shape of one entry of the glossary: a definition, what counts, what does not, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one term means. `evidence` names the fields that show it; `section` is of the domain reference."""

    term: str
    headword: str
    definition: str
    counts: tuple[str, ...]
    does_not_count: tuple[str, ...]
    evidence: str
    section: str
