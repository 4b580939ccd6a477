"""Sets of questions that authorities were asked before, in our own words, with where each set comes from.

The wording is ours: a reply repeats the questions as they were sent, so paste those where the request is at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a set, and what it is answered with."""

    words: str
    measure: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A known request."""

    word: str
    title: str
    source: str
    questions: tuple[Asked, ...]


SETS: Mapping[str, QuestionSet] = {
    each.word: each
    for each in (
        QuestionSet(
            "missing_people_2024",
            "Missing People, 2024",
            "Missing People, request to English authorities about 2023-24, questions 1 to 11",
            (
                Asked("How many different children went missing?", "children_missing"),
                Asked("How many missing incidents were there?", "incidents"),
                Asked("How many children were looked after during the year?", "looked_after_in_year"),
                Asked("How many different looked-after children went missing?", "children_missing", "looked_after"),
                Asked("How many missing incidents of looked-after children were there?", "incidents", "looked_after"),
                Asked("How many return home interviews were offered?", "offered"),
                Asked("How many return home interviews were completed?", "completed"),
                Asked("How many of them were completed within 72 hours?", "in_time"),
                Asked("Who provides return home interviews?", "who_delivers"),
                Asked("Is follow-up support provided or commissioned?", "follow_up"),
                Asked("What works well, what gets in the way, and what should change?", "in_words"),
            ),
        ),
        QuestionSet(
            "first_step_2018",
            "First Step, 2018",
            "A First Step Home survey of 2018 of English authorities; the measures it names",
            (
                Asked("How many missing incidents were there, by group?", "incidents", "each"),
                Asked("How many return home interviews were offered, by group?", "offered", "each"),
                Asked("How many return home interviews were undertaken, by group?", "completed", "each"),
                Asked("Is an interview offered to every child who goes missing, or case by case?", "in_words"),
                Asked("Is a parent's consent asked for before a child is interviewed?", "consent"),
                Asked("Are notes of each interview kept electronically, and in full?", "full_notes"),
                Asked(
                    "Is what is learnt shared with social care, with the police, with a multi-agency forum?", "shared"
                ),
                Asked("Is follow-up support recorded?", "follow_up"),
            ),
        ),
    )
}
