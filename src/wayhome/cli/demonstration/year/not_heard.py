"""The courses in which no talk took place: why, what was tried, and a closing that says so for every return."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wayhome.cli.demonstration.year.absences import Absence
from wayhome.cli.demonstration.year.diary import Diary
from wayhome.cli.demonstration.year.hours import hours
from wayhome.cli.demonstration.year.quotas import Course
from wayhome.domain.vocabulary import AttemptResult, AttemptTarget, Channel, Outcome

O = Outcome  # noqa: E741 - the word stands in every line below
C = Course


def not_heard(diary: Diary, absences: list[Absence], course: Course, birthday_after: float) -> None:
    """Everything up to the closing. `birthday_after`: hours until a child who turns 18 does."""
    if course is C.TURNED_18:
        _turns_18(diary, absences, birthday_after)
    elif course in AGAIN:
        _missing_again(diary, absences, course)
    else:
        diary.goes_missing_and_returns(absences[0])
        diary.later(0.3, 5)
        diary.does(diary.crew.coordinator, "check")
        story, outcome = ALONE[course]
        story(diary)
        _closes(diary, [outcome], course)


def _turns_18(diary: Diary, absences: list[Absence], birthday_after: float) -> None:
    diary.goes_missing_and_returns(absences[0])
    diary.later(0.3, 5)
    diary.does(diary.crew.coordinator, "check")
    _tries(diary, 2)
    diary.until(absences[-1].back + hours(birthday_after))
    diary.later(2, 40)
    diary.does(diary.crew.coordinator, "turned_18")


def _missing_again(diary: Diary, absences: list[Absence], course: Course) -> None:
    """Told after the first return, or not reached; away again before a talk could be; and how it went after the last."""
    told = course is not C.AGAIN_UNREACHED
    for place, absence in enumerate(absences):
        diary.goes_missing_and_returns(absence)
        if place == 0:
            diary.until(diary.at + hours(0.3))
            diary.does(diary.crew.coordinator, "check")
            if told:
                diary.does(diary.crew.coordinator, "tell")
        elif told and place < len(absences) - 1:
            diary.until(diary.at + hours(0.4))
            diary.does(diary.crew.coordinator, "reconfirm")
    if course is C.AGAIN_UNREACHED:
        _tries(diary, 3)
        last = O.COULD_NOT_BE_CONTACTED
    else:
        diary.later(0.5, 12)
        diary.does(diary.crew.coordinator, "reconfirm")
        last = O.OFFERED_NO_RESPONSE
        if course is C.AGAIN_THEN_NO:
            diary.does(diary.crew.coordinator, "no")
            last = O.DECLINED_BY_CHILD
        else:
            diary.later(40, 120)
    _closes(diary, [*[O.MISSING_AGAIN] * (len(absences) - 1), last], course)


def _tries(diary: Diary, number: int) -> None:
    rng = diary.rng
    for place in range(number):
        diary.later(1, 26)
        result = rng.choice((AttemptResult.NO_ANSWER, AttemptResult.MESSAGE_LEFT))
        channel, target = rng.choice(((Channel.CALL, AttemptTarget.CHILD), (Channel.VIA_CARER, AttemptTarget.CARER)))
        if place == number - 1:
            channel, target, result = Channel.VISIT, AttemptTarget.CHILD, AttemptResult.VISITED_NO_REPLY
        diary.does(diary.crew.coordinator, "try", channel=channel, target=target, result=result)


def _told(diary: Diary) -> None:
    diary.later(0.5, 20)
    diary.does(diary.crew.coordinator, "tell")


def _says_no(diary: Diary) -> None:
    _told(diary)
    if diary.rng.random() < 0.2:  # passed on first, with somebody in the room: asked again alone
        diary.does(diary.crew.coordinator, "no_not_free")
        diary.later(3, 30)
    diary.does(diary.crew.coordinator, "no")


def _misses_twice(diary: Diary) -> None:
    _told(diary)
    diary.does(diary.crew.coordinator, "yes", wishes={})
    for _ in range(2):
        diary.later(0.3, 6)
        diary.does(diary.crew.coordinator, "book", planned=diary.at + hours(diary.rng.uniform(4, 40)))
        diary.until(diary.deeds[-1].given["planned"] + hours(1))
        diary.does(diary.crew.coordinator, "missed")


def _no_answer(diary: Diary) -> None:
    _told(diary)
    diary.later(20, 110)
    diary.does(
        diary.crew.coordinator,
        "try",
        channel=Channel.VIA_CARER,
        target=AttemptTarget.CARER,
        result=AttemptResult.MESSAGE_LEFT,
    )


def _parent_refuses_after(diary: Diary) -> None:
    _told(diary)
    _parent_refuses(diary)


def _parent_refuses(diary: Diary) -> None:
    diary.later(0.5, 16)
    diary.does(diary.crew.coordinator, "parent_no")


def _only_the_carer(diary: Diary) -> None:
    diary.later(0.5, 10)
    diary.does(diary.crew.coordinator, "carer")
    _tries(diary, 1)


def _once_or_twice(diary: Diary) -> None:
    _tries(diary, diary.rng.choice((1, 2)))


def _nothing(diary: Diary) -> None:
    diary.later(2, 30)


ALONE: Mapping[Course, tuple[Callable[[Diary], None], Outcome]] = {
    C.SAID_NO: (_says_no, O.DECLINED_BY_CHILD),
    C.NEVER_TOOK_PLACE: (_misses_twice, O.WITHDREW_OR_REPEATEDLY_MISSED),
    C.NO_ANSWER: (_no_answer, O.OFFERED_NO_RESPONSE),
    C.PARENT_NO_AFTER: (_parent_refuses_after, O.PARENT_OR_CARER_REFUSED),
    C.PARENT_NO: (_parent_refuses, O.PARENT_OR_CARER_REFUSED),
    C.NOT_REACHED: (lambda diary: _tries(diary, 4), O.COULD_NOT_BE_CONTACTED),
    C.CARER_ONLY: (_only_the_carer, O.OFFERED_TO_CARER_ONLY),
    C.NOT_FIT_AFTER: (_told, O.NOT_FIT),
    C.NOT_FIT: (_nothing, O.NOT_FIT),
    C.MOVED: (_nothing, O.MOVED_OR_TRANSFERRED),
    C.OTHERS_DID_NOT_AFTER: (_told, O.OTHER_AUTHORITY_DID_NOT_DELIVER),
    C.OTHERS_DID_NOT: (_nothing, O.OTHER_AUTHORITY_DID_NOT_DELIVER),
    C.DECIDED_AGAINST: (_nothing, O.SERVICE_DECISION),
    C.NOBODY_FREE: (_once_or_twice, O.NO_CAPACITY),
    C.TOO_LATE: (_nothing, O.NOTIFIED_TOO_LATE),
    C.HOSTED: (_nothing, O.MOVED_OR_TRANSFERRED),
    C.VISITOR: (_nothing, O.MOVED_OR_TRANSFERRED),
    C.VOID: (_nothing, O.NOT_ELIGIBLE),
}
"""For one return alone: what happened, and the outcome that the closing gives it."""

AGAIN = frozenset({C.AGAIN_THEN_NO, C.AGAIN_THEN_SILENCE, C.AGAIN_UNREACHED})


def _closes(diary: Diary, outcomes: list[Outcome], course: Course) -> None:
    """The carer is asked what they know, the risk is looked at again, a manager signs it off."""
    crew = diary.crew
    diary.later(2, 60)
    if course is C.VOID:
        diary.does(crew.manager, "void")
        return
    if course is C.DECIDED_AGAINST and diary.rng.random() < 0.5:
        diary.does(crew.manager, "not_required")
        return
    diary.does(crew.coordinator, "carer_asked", answer=diary.rng.choice(("yes", "yes", "no", "unsafe")))
    diary.later(0.5, 30)
    diary.does(crew.worker, "risk")
    diary.later(0.5, 30)
    diary.does(crew.coordinator, "close", outcomes=outcomes)
