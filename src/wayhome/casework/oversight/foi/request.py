"""A request as it is kept while it is answered: each question as asked, and what it is matched to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.casework.oversight.foi.matching import LONGEST_QUESTION, MOST_QUESTIONS, match, questions_in
from wayhome.casework.oversight.foi.measures import EVERYBODY, GROUPS, MEASURES, How, Measure, Who
from wayhome.casework.oversight.foi.sets import QuestionSet


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `measure` is empty until it is known what answers it; `words` are the authority's own."""

    asked: str
    measure: str = ""
    group: str = ""
    because: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    words: str = ""

    @property
    def answered_with(self) -> Measure | None:
        return MEASURES.get(self.measure)

    @property
    def who(self) -> Who:
        return GROUPS.get(self.group, EVERYBODY)

    @property
    def lacks(self) -> str:
        """What has to be done before it can be released, in words; empty when nothing."""
        return "" if self.answered_with else _("say what answers it")

    @property
    def is_unwritten(self) -> bool:
        """To be answered in words that nobody has written: the reply then says why no number answers it."""
        return self.answered_with is not None and self.answered_with.how is How.IN_WORDS and not self.words.strip()

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Question:
        """As it was kept."""
        return cls(
            plain["asked"], plain["measure"], plain["group"], tuple(plain["because"]), tuple(plain["also"]), plain["words"]
        )  # fmt: skip


def of_set(known: QuestionSet) -> tuple[Question, ...]:
    """The questions of a known set, each matched by whoever wrote the set down."""
    return tuple(Question(each.words, each.measure, each.group) for each in known.questions)


def of_text(text: str) -> tuple[Question, ...]:
    """The questions of a pasted text, each matched by its words."""
    found = []
    for asked in questions_in(text):
        matched = match(asked)
        found.append(Question(asked, matched.measure, matched.group, matched.because, matched.also))
    return tuple(found)


def with_words(questions: Sequence[Question], before: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions with what was written to the very same question last time; whoever answers is told to check it."""
    return tuple(
        replace(each, words=before[each.asked]) if each.is_unwritten and each.asked in before else each
        for each in questions
    )


def why_not_these(text: str) -> str | None:
    """Why no reply can be drafted to a pasted text, or None when one can."""
    found = questions_in(text)
    if not found:
        return _("No question was found. Paste the questions of the request, one on each line or numbered.")
    if len(found) > MOST_QUESTIONS:
        return _("%(found)d questions were found, and one reply answers up to %(most)d. Paste fewer, and answer the rest in another.") % {
            "found": len(found), "most": MOST_QUESTIONS,
        }  # fmt: skip
    for place, asked in enumerate(found, 1):
        if len(asked) > LONGEST_QUESTION:
            return _("Question %(place)d has %(letters)d letters, and a question may have up to %(most)d. Paste the question alone.") % {
                "place": place, "letters": len(asked), "most": LONGEST_QUESTION,
            }  # fmt: skip
    return None


def lacking(questions: Sequence[Question]) -> list[tuple[int, str]]:
    """The questions that cannot be answered yet, by their number, each with what has to be done."""
    return [(place, each.lacks) for place, each in enumerate(questions, 1) if each.lacks]


def why_not_yet(questions: Iterable[Question]) -> str | None:
    """Why a reply cannot be released yet, or None when it can."""
    open_still = lacking(list(questions))
    if not open_still:
        return None
    said = "; ".join(_("question %(place)d: %(what)s") % {"place": place, "what": what} for place, what in open_still)
    first = ngettext(
        "%(number)d question is not answered yet.", "%(number)d questions are not answered yet.", len(open_still)
    )
    return f"{first % {'number': len(open_still)}} {said[:1].upper()}{said[1:]}."
