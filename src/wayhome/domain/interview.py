"""The form of a return home interview: core in one page, depth on demand (domain reference §9.2).

Every question is asked once, in this order, and nothing blocks: an unanswered one is listed after saving. Each section may be
left with one answer, "We didn't talk about this". Harm, self-harm, danger and being safe now are never filled in beforehand.
Nothing here is read out as a list to a child: prompts are open, and codes are chosen afterwards by the interviewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from wayhome.domain.vocabulary import DataClass, Harm, MadeToDo, NeedKind, NullCode, PullFactor, PushFactor, Word

NOT_TALKED_ABOUT = NullCode.NOT_ASKED
MOST_AT_FIRST, MOST_AT_A_REPEAT = 40, 15


class Kind(Enum):
    """How a question is answered."""

    WORDS = "words"
    """Free text, quoted as it was said; spelling is never corrected."""
    ONE = "one"
    SEVERAL = "several"
    ROWS = "rows"
    """One line each: who or what, and what is known."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name in the record, its words, what may be answered, what class of data the answer is."""

    name: str
    words: str
    kind: Kind
    data_class: DataClass
    answers: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    again: bool = True
    """Asked in a repeat interview too."""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the form with its questions."""

    name: str
    title: str
    questions: tuple[Question, ...]
    hint: str = ""


def listed(*lists: type[Word]) -> tuple[tuple[str, str], ...]:
    """The members of code lists as answers."""
    return tuple((each.value, each.label) for words in lists for each in words.choices())


TOLD = (("told", "Told"), ("not_told", "Did not tell"), ("not_asked", "Not talked about"))
YES_NO = (("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"))
W, ONE, SEVERAL, ROWS = Kind.WORDS, Kind.ONE, Kind.SEVERAL, Kind.ROWS
C = DataClass

SECTIONS: tuple[Section, ...] = (
    Section(
        "account",
        "Their account, their words",
        (
            Question("how_they_see_it", "Some people say you were missing. How do you see it?", W, C.OWN_WORDS, again=False),
            Question("before", "What was going on before?", W, C.OWN_WORDS, again=False),
            Question("while_away", "The time they were away", W, C.OWN_WORDS, again=False),
            Question("different_this_time", "What was different this time?", W, C.OWN_WORDS),
        ),
        "Their own words. Spelling is never corrected.",
    ),
    Section(
        "reasons",
        "Reasons, as you read them",
        (
            Question("reasons", "Reasons", SEVERAL, C.REASONS, listed(PushFactor, PullFactor), "Up to four.", again=False, most=4),
            Question("reasons_are", "Whose reading is it?", ONE, C.REASONS, (("mine", "Mine"), ("child_agreed", "They agreed")), again=False),
            Question(
                "taken_lured_or_pushed", "Taken, lured or pushed?", ONE, C.REASONS,
                (("yes", "Yes"), ("maybe", "Maybe"), ("no", "No"), ("not_asked", "Not talked about")), again=False,
            ),
        ),
    ),
    Section(
        "people",
        "People and places",
        (
            Question(
                "people", "Who was there, and where", ROWS, C.THIRD_PARTY,
                hint="One a line: name or nickname, about what age, how known, where. Or “no one named”.", again=False,
            ),
        ),
        "A child who is named is a child: if you are worried about them too, say so.",
    ),
    Section(
        "harm",
        "How it was: harm and health",
        (
            Question("how_was_it", "How was that? Anything they did not like, or that worried them?", W, C.OWN_WORDS),
            Question("harm", "Harm, coded by you afterwards", SEVERAL, C.HARM, listed(Harm)),
            Question("self_harm", "Self-harm or suicide", ONE, C.HARM, TOLD),
            Question("health_now", "Health now", W, C.SENSITIVE, again=False),
        ),
        "“Nothing told” is not the same as “not asked”.",
    ),
    Section(
        "made_to_do",
        "Things they were made to do",
        (Question("made_to_do", "Made to do, or did to get by", SEVERAL, C.MADE_TO_DO, listed(MadeToDo), again=False),),
        "Not in the part for the police unless you choose it. This child may be a victim: talk to a manager.",
    ),
    Section(
        "now",
        "Now",
        (
            Question("being_back", "How is it being back?", W, C.OWN_WORDS, again=False),
            Question("in_danger_now", "In danger now?", ONE, C.HARM, YES_NO),
            Question("safe_where_they_are", "Safe where they are now?", ONE, C.HARM, YES_NO),
            Question("again_if", "What would make it happen again?", W, C.OWN_WORDS, again=False),
            Question("would_help", "What would help, in their words", W, C.OWN_WORDS),
            Question("who_helps", "Who or what helps?", W, C.OWN_WORDS, again=False),
            Question("safe_places", "Safe places, if ever needed", W, C.WISHES_AND_SAFETY, hint="Stays with the team.", again=False),
            Question("searchers_may_know", "What searchers may know", W, C.EPISODE, hint="Will be passed on. Tell them so.", again=False),
            Question("numbers_given", "Helpline numbers given?", ONE, C.EPISODE, (("yes", "Yes"), ("no", "No")), again=False),
        ),
    ),
    Section(
        "who_may_know",
        "Who may know",
        (
            Question(
                "sharing_wishes", "What they said about who may know what", W, C.WISHES_AND_SAFETY,
                hint="Fine, not, or only if. If we must go against it, say why, and whether they were told.",
            ),
        ),
    ),
    Section(
        "read_back",
        "Read back",
        (
            Question(
                "read_back", "Did you read back what you wrote?", ONE, C.WISHES_AND_SAFETY,
                (
                    ("read_back_agreed", "Yes, agreed"), ("amended", "Yes, changed"), ("declined", "Did not want to"),
                    ("not_possible", "Could not"),
                ),
            ),
            Question("feedback", "How was this talk for them?", W, C.OWN_WORDS, again=False),
        ),
    ),
    Section(
        "what_you_think",
        "What you think",
        (
            Question("understand_now", "What we understand now", W, C.ANALYSIS, again=False),
            Question("protects", "What protects them", W, C.ANALYSIS, again=False),
            Question("do_not_know", "What we still do not know", W, C.ANALYSIS, again=False),
            Question("worry_now", "Worry now", ONE, C.ANALYSIS, (("none", "None"), ("some", "Some"), ("serious", "Serious"))),
            Question("worry_because", "Because", W, C.ANALYSIS),
        ),
        "No number, no score.",
    ),
    Section(
        "should_happen",
        "What should happen",
        (
            Question(
                "needs", "Needs", SEVERAL, C.NEEDS, listed(NeedKind),
                "“Nobody yet” goes to a manager by name. A need never waits for an owner.",
            ),
        ),
    ),
)  # fmt: skip

SET_UP_AT_FIRST, SET_UP_AT_A_REPEAT = 7, 3
"""Core inputs of the page that says the talk was held, which come before these (section B of the domain reference)."""

QUESTIONS: Mapping[str, Question] = {q.name: q for section in SECTIONS for q in section.questions}


def asked(*, repeat: bool) -> Iterator[tuple[Section, tuple[Question, ...]]]:
    """The sections of a first or of a repeat interview, with the questions that are open in each.

    A repeat asks what was different, and whatever is about now; the rest opens on a tap.
    """
    for section in SECTIONS:
        questions = tuple(q for q in section.questions if (q.again if repeat else q.name != "different_this_time"))
        if questions:
            yield section, questions


def inputs(*, repeat: bool) -> int:
    """How many core inputs the whole interview asks for, the set-up included."""
    set_up = SET_UP_AT_A_REPEAT if repeat else SET_UP_AT_FIRST
    return set_up + sum(len(questions) for _, questions in asked(repeat=repeat))


def unanswered(answers: Mapping[str, object], *, repeat: bool) -> tuple[Question, ...]:
    """What is still open: neither answered, nor left with its section. Listed after saving, never a wall before it."""
    return tuple(
        question
        for section, questions in asked(repeat=repeat)
        if answers.get(f"left_{section.name}") != NOT_TALKED_ABOUT
        for question in questions
        if answers.get(question.name) in (None, "", [])
    )
