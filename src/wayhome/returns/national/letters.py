"""The letters of a round, as text for a person to read and send. Nothing is ever sent from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wayhome.domain.wallclock import long_date
from wayhome.returns.fault import Unreadable
from wayhome.returns.national.agreeing import checks
from wayhome.returns.national.asked import TERMS, Asked, Stage
from wayhome.returns.national.folder import Round
from wayhome.returns.national.words import group_of


def letters_of(found: Round) -> Mapping[str, str]:
    """The letter that each council is owed today, by the name of its file.

    Raises Unreadable where the terms do not say who asks and where answers go, or hold no question.
    """
    lacking = [name for name in ("sender", "answer_to", "questions") if not getattr(found.terms, name)]
    if lacking:
        raise Unreadable(TERMS, f"does not say {', '.join(lacking)}, which every letter needs.", "Write it there.")
    letters = {}
    for each in sorted(found.asked, key=lambda each: each.name):
        stage = each.stage(found.terms, found.today)
        if stage in WRITERS:
            kind, subject, body = WRITERS[stage]
            words = "\n\n".join((*body(found, each), f"Yours faithfully\n\n{found.terms.sender}"))
            head = f"To: {each.contact or each.name}\nSubject: {subject}: {found.terms.title}\n\n{each.name}\n{long_date(found.today)}"
            letters[f"{kind}-{each.code}.txt"] = f"{head}\n\n{words}\n"
    return letters


def _ask(found: Round, each: Asked) -> Iterator[str]:
    yield "I ask for this information under the Freedom of Information Act 2000."
    yield "\n".join(f"{number}. {question}" for number, question in enumerate(found.terms.questions, 1))
    yield (
        "Where you do not hold an answer, or finding it would cost more than the limit of section 12, please say so for that "
        "question and answer the others. Please do not write 0 for what is not known, and say what you count as offered, as "
        "undertaken and as 72 hours."
    )
    yield f"The Act allows 20 working days. Please send your answer to {found.terms.answer_to}."
    yield f"Before anything of yours is shown you will be sent it. {found.terms.rule}"


def _chase(found: Round, each: Asked) -> Iterator[str]:
    asked, due = each.asked_on, each.due
    if asked is not None and due is not None:
        yield (
            f"On {long_date(asked)} I asked you for information under the Freedom of Information Act 2000. By section 10 the answer "
            f"was due by {long_date(due.day)}. I have not found one."
        )
    yield "\n".join(f"{number}. {question}" for number, question in enumerate(found.terms.questions, 1))
    yield (
        f"Please send your answer to {found.terms.answer_to}, or tell me by when it will come. If you have answered already, "
        "please send it again: it may not have reached me."
    )


def _reply(found: Round, each: Asked) -> Iterator[str]:
    yield f"Thank you for your answer. This is what would be shown of {each.name}."
    shown = "\n".join(_shown(found, each))
    yield shown or "No number of yours could be read. It would be shown that you answered."
    wrong = [check for check in checks(found.read.lines) if check.authority == each.name and check.agrees is False]
    if wrong:
        yield "These do not agree with each other. Which is right?\n" + "\n".join(f"- {check.says}" for check in wrong)
    yield (
        "If anything is wrong, say so and it is put right. If you want readers to know something, write it in your own words: "
        "it stands beside the numbers. If all is right, please sign it off, with the name of whoever does."
    )
    yield f"{found.terms.rule} Please send your reply to {found.terms.answer_to}."


def _shown(found: Round, each: Asked) -> Iterator[str]:
    for line in found.read.lines:
        if line.ons_code == each.code:
            answer = line.figure or "; ".join(kind.label for kind in line.answers)
            days = f"{line.first_day or 'not stated'} to {line.last_day or 'not stated'}"
            yield f"- {line.about.title}, {group_of(line.group)}, {days}: {answer}. In your words: {line.wording}"
    for count in found.post.counts:
        if count.code == each.code:
            of, unknown = count.count.denominator, count.count.not_known
            yield (
                f"- {count.indicator.title}, {count.first_day} to {count.last_day}: {count.count.numerator} of {of}, "
                f"{unknown} not recorded (from {count.file}; part of the figure of England, never shown by itself)"
            )


WRITERS = {
    Stage.TO_ASK: ("ask", "Request for information", _ask),
    Stage.OVERDUE: ("chase", "Answer overdue", _chase),
    Stage.TO_SEND: ("reply", "Your right of reply", _reply),
}
"""The stages at which a letter is owed: its name, its subject and who writes it."""
