"""What of a record is shown to whom: fields with a class each, and the one function that chooses among them.

A page for a member of staff and a copy for somebody outside are the same question: which classes are granted, and how
much of each (domain reference §10.3, §12.2). Nothing here knows an audience by name, and no template chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from wayhome.domain import interview
from wayhome.domain.access import Extent
from wayhome.domain.interview import NOT_TALKED_ABOUT, Kind, Question, Section
from wayhome.domain.sharing import DEFAULT_SHARES, Recipient
from wayhome.domain.vocabulary import DataClass, class_of
from wayhome.domain.vocabulary.classes import MADE_TO_DO_VALUES, NOT_SENSITIVE, SENSITIVE_VALUES

WHOLE = frozenset({Extent.FULL, Extent.OWN})
WITHOUT_WORDS = frozenset({Extent.SUMMARY, Extent.CODES})

AT_HOME = frozenset({Recipient.PARENTS, Recipient.PLACEMENT_OR_CARER})
"""Those who live with the child: they see what was agreed, never the child's own no, and no marker of anything withheld."""

NO_MARKER = AT_HOME | {Recipient.CHILD}

NEVER_OUT = frozenset({DataClass.WISHES_AND_SAFETY, DataClass.AUDIT, DataClass.AGGREGATE, DataClass.IDENTITY})
"""Classes that nobody can choose to add to a copy: safe places and wishes stay with the team."""

UNLESS_CHOSEN: Mapping[Recipient, frozenset[DataClass]] = {
    Recipient.SOCIAL_WORKER: frozenset({DataClass.SENSITIVE}),
    Recipient.POLICE: frozenset({DataClass.MADE_TO_DO}),
    Recipient.PANEL: frozenset({DataClass.MADE_TO_DO, DataClass.SENSITIVE, DataClass.THIRD_PARTY}),
    Recipient.PARENTS: frozenset({DataClass.HARM}),
    Recipient.HEALTH: frozenset({DataClass.SENSITIVE}),
}
"""Kept back by default, and given where a person decides so for this child (domain reference §12.2, §9.2 T)."""


READ_AS: Mapping[str, str] = {
    "reasons": "Reasons, as the interviewer reads them",
    "made_to_do": "Things the child was made to do",
    "who_may_know": "Who may know, as the child wished",
    "read_back": "Read back to the child",
    "what_you_think": "What the interviewer thinks",
}
"""Headings of the form that speak to its author, as they read to anybody else; every other heading stands as it is."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a record says: its class, what a person wrote, and the coded values in words.

    `kept_from_home`: the child's own no, or a proposal that nobody has agreed to yet.
    """

    name: str
    heading: str
    words: str
    data_class: DataClass
    text: str = ""
    values: tuple[str, ...] = ()
    quoted: bool = False
    kept_from_home: bool = False


Granted = Mapping[DataClass, Extent]


def visible(fields: Iterable[Field], granted: Granted, *, at_home: bool = False) -> tuple[Field, ...]:
    """The fields that somebody with these classes is shown; the rest are absent, not blanked.

    A summary of a class is its coded values without what anybody wrote. A class that is not granted shows nothing.
    """
    shown = []
    for field in fields:
        extent = granted.get(field.data_class, Extent.NONE)
        if at_home and field.kept_from_home:
            continue
        if extent in WHOLE:
            shown.append(field)
        elif extent in WITHOUT_WORDS and field.values:
            shown.append(replace(field, text=""))
    return tuple(shown)


def granted_to(recipient: Recipient, chosen: Iterable[DataClass] = ()) -> Granted:
    """What a recipient is given by default, and what somebody chose to add for this child. Raises ValueError."""
    added = frozenset(chosen)
    refused = added - may_also_get(recipient)
    if refused:
        raise ValueError(f"{recipient.value} is never given {', '.join(sorted(refused))}")
    return {**DEFAULT_SHARES[recipient].gives, **dict.fromkeys(added, Extent.FULL)}


def may_also_get(recipient: Recipient) -> frozenset[DataClass]:
    """The classes that a person may decide to add for this recipient: those neither given nor kept back, and the exceptions."""
    share = DEFAULT_SHARES[recipient]
    left_open = frozenset(DataClass) - NEVER_OUT - frozenset(share.gives) - share.withholds
    if recipient in (Recipient.CHILD, Recipient.PARTNERSHIP, Recipient.PROVIDER):
        return frozenset()
    sensitive_stays = frozenset({DataClass.SENSITIVE, DataClass.MADE_TO_DO})
    return (left_open - sensitive_stays) | UNLESS_CHOSEN.get(recipient, frozenset())


def fields_of(answers: Mapping[str, object]) -> tuple[Field, ...]:
    """Everything that the answers of an interview say, in the order of the form, each value in its own class."""
    found: list[Field] = []
    for section in interview.SECTIONS:
        if answers.get(f"left_{section.name}") == NOT_TALKED_ABOUT.value:
            found.append(_left(section))
        for question in section.questions:
            found += _fields(section, question, answers.get(question.name))
    return tuple(found)


def _left(section: Section) -> Field:
    first = section.questions[0].data_class
    return Field(f"left_{section.name}", _heading(section), "", first, values=("We did not talk about this",))


def _fields(section: Section, question: Question, answer: object) -> list[Field]:
    if answer in (None, "", []):
        return []
    # What the interviewer thinks should happen is a proposal: those at home see what was agreed (§12.2).
    proposal = question.data_class is DataClass.NEEDS
    words = question.words.removesuffix(", coded by you afterwards")
    here = Field(question.name, _heading(section), words, question.data_class, kept_from_home=proposal)
    if question.kind in (Kind.WORDS, Kind.ROWS):
        return [
            replace(
                here,
                text=str(answer),
                quoted=question.kind is Kind.WORDS and question.data_class is DataClass.OWN_WORDS,
            )
        ]
    codes = [str(code) for code in answer] if isinstance(answer, (list, tuple)) else [str(answer)]
    by_class: dict[DataClass, list[str]] = {}
    for code in codes:
        by_class.setdefault(class_of_answer(question, code), []).append(_label(question, code))
    return [replace(here, data_class=c, values=tuple(labels)) for c, labels in by_class.items()]


def _heading(section: Section) -> str:
    return READ_AS.get(section.name, section.title)


def class_of_answer(question: Question, code: str) -> DataClass:
    """The class of one coded answer: by value where a value has a class of its own, else its question's (§8.0).

    A code that is not among the answers of the question is sensitive until somebody says otherwise.
    """
    if code == NOT_TALKED_ABOUT.value:
        return question.data_class
    labels = dict(question.answers)
    if code not in labels:
        return DataClass.SENSITIVE
    if code in SENSITIVE_VALUES:
        return DataClass.SENSITIVE
    if code in MADE_TO_DO_VALUES:
        return DataClass.MADE_TO_DO
    for words in NOT_SENSITIVE:
        if code in {member.value for member in words} and words(code).label == labels[code]:
            by_value = class_of(words(code))
            return DataClass.SENSITIVE if by_value is DataClass.SENSITIVE else question.data_class
    return question.data_class


def _label(question: Question, code: str) -> str:
    return dict(question.answers).get(code, "Not talked about" if code == NOT_TALKED_ABOUT.value else code)


def by_heading(fields: Iterable[Field]) -> tuple[tuple[str, tuple[Field, ...]], ...]:
    """Fields under their headings, in the order in which each heading first stands."""
    groups: dict[str, list[Field]] = {}
    for field in fields:
        groups.setdefault(field.heading, []).append(field)
    return tuple((heading, tuple(group)) for heading, group in groups.items())
