"""The courses in which a child was heard: asked, allocated, talked with, written up, decided upon, helped, closed."""

from __future__ import annotations

from datetime import timedelta

from wayhome.cli.demonstration.year.absences import Absence
from wayhome.cli.demonstration.year.diary import Diary
from wayhome.cli.demonstration.year.hours import hours, local
from wayhome.cli.demonstration.year.quotas import Course
from wayhome.domain.vocabulary import AttemptResult, Channel, Completeness, Mode, Place

THREE_DAYS = timedelta(hours=70)
FIRST_TALK, LAST_TALK = 10, 19
WISHES: tuple[dict[str, str], ...] = (
    {"who": "a woman", "where": "a walk"}, {"who": "a man", "where": "school"}, {"where": "not at home", "when": "after school"},
    {"who": "someone who is not a social worker"}, {"how": "in the car", "when": "at the weekend"}, {"where": "somewhere with food"}, {},
)  # fmt: skip
PLACES = (
    (Place.SCHOOL, Mode.IN_PERSON, 24), (Place.WALK, Mode.WALK_TALK, 18), (Place.CAFE, Mode.IN_PERSON, 14), (Place.HOME, Mode.IN_PERSON, 12),
    (Place.PLACEMENT, Mode.IN_PERSON, 12), (Place.YOUTH_CENTRE, Mode.IN_PERSON, 10), (Place.REMOTE, Mode.PHONE, 6), (Place.REMOTE, Mode.VIDEO, 4),
)  # fmt: skip
HELP = (
    ("ended", 18), ("started", 22), ("accepted", 12), ("offered", 8), ("declined", 10), ("no_service", 12), ("nobody", 6), ("otherwise", 6),
    ("owned", 6),
)  # fmt: skip
"""How far the help for a need came."""


def heard(diary: Diary, absences: list[Absence], course: Course, *, in_time: bool) -> None:
    """One talk about every return of the case, and what follows from it."""
    told = _returns(diary, absences)
    _asked(diary, told_before=told, refused=course is Course.HEARD and diary.rng.random() < 0.03)
    _allocated(diary)
    _talk(diary, absences, course, in_time=in_time)
    _written_up(diary)
    _decided_and_helped(diary)


def _returns(diary: Diary, absences: list[Absence]) -> bool:
    """Every absence; where there is time before the next, the child is told in between. Whether they were."""
    told = False
    for place, absence in enumerate(absences):
        diary.goes_missing_and_returns(absence)
        if place or len(absences) == 1:
            continue
        before = diary.at
        diary.later(0.3, 3)
        diary.does(diary.crew.coordinator, "check")
        if diary.later(0.5, 6) < absences[1].left - hours(1) and diary.rng.random() < 0.6:
            diary.does(diary.crew.coordinator, "tell")
            told = True
        elif diary.deeds[-1].at >= absences[1].left:
            diary.deeds.pop()
            diary.at = before
    return told


def _asked(diary: Diary, *, told_before: bool, refused: bool) -> None:
    rng, coordinator = diary.rng, diary.crew.coordinator
    if not any(deed.what == "check" for deed in diary.deeds):
        diary.later(0.3, 3)
        diary.does(coordinator, "check")
    if rng.random() < 0.35:
        diary.later(0.2, 5)
        diary.does(
            coordinator, "try", channel=rng.choice((Channel.VIA_CARER, Channel.VISIT)), result=AttemptResult.NO_ANSWER
        )
    diary.later(0.5, 12)
    if refused and not told_before:
        diary.does(coordinator, "parent_no")
        diary.later(2, 8)
        diary.does(diary.crew.manager, "ask_anyway")
        diary.later(1, 20)
    diary.does(coordinator, "reconfirm" if told_before else "tell")
    diary.does(coordinator, "yes", wishes=rng.choice(WISHES))


def _allocated(diary: Diary) -> None:
    crew = diary.crew
    diary.later(0.2, 3)
    if crew.provider:
        diary.does(crew.coordinator, "refer")
        diary.later(0.4, 5)
        diary.does(crew.provider, "accept")
        diary.does(crew.provider, "allocate")
    else:
        diary.does(crew.coordinator, "allocate")


def _talk(diary: Diary, absences: list[Absence], course: Course, *, in_time: bool) -> None:
    """Held at an hour that suits a child; within three days where that can still be."""
    rng, due = diary.rng, absences[-1].back + THREE_DAYS
    low, high = (2.0, 60.0) if in_time or diary.quick else (40.0, 150.0)
    when = diary.at + hours(rng.uniform(low, high))
    if in_time and when > due > diary.at + hours(3):
        when = diary.at + (due - diary.at) * rng.uniform(0.3, 0.95)
    if diary.quick:
        when = min(when, diary.at + hours(rng.uniform(3, 26)))
    latest = local(when, LAST_TALK, 0)
    when = min(max(when, local(when, FIRST_TALK, rng.randrange(0, 60, 5))), latest)
    held = max(when, diary.at + hours(1.5))
    if rng.random() < 0.3:
        diary.does(diary.crew.interviewer, "book", planned=held)
    diary.until(held + hours(rng.uniform(0.8, 2.5)))
    place, mode = rng.choices([(p, m) for p, m, _ in PLACES], [w for *_, w in PLACES])[0]
    partial = course is Course.HEARD_IN_PART
    diary.does(
        diary.crew.interviewer, "talk", held=held, place=place, mode=mode, late=held > absences[-1].back + hours(72),
        completeness=Completeness.PARTIAL if partial else Completeness.FULL,
    )  # fmt: skip
    if rng.random() < 0.04:
        diary.does(diary.crew.interviewer, "one_fact")
    diary.later(0.1, 0.6)
    diary.does(diary.crew.worker, "worry_seen")


def _written_up(diary: Diary) -> None:
    rng, crew = diary.rng, diary.crew
    diary.later(1, 26)
    diary.does(crew.interviewer, "write", repeat=diary.quick)
    if rng.random() < 0.06 and not diary.quick:
        diary.later(2, 20)
        diary.does(crew.coordinator, "send_back")
        diary.later(2, 20)
        diary.does(crew.interviewer, "hand_in")
    diary.later(1, 36)
    diary.does(rng.choice((crew.coordinator, crew.coordinator, crew.manager)), "approve")


def _decided_and_helped(diary: Diary) -> None:
    rng, crew = diary.rng, diary.crew
    diary.later(0.4, 26)
    paths = [k for k, _ in HELP]
    number = rng.choices((0, 1, 2), (9, 1, 0) if diary.quick else (3, 5, 2))[0]
    needs = [rng.choices(paths, [w for _, w in HELP])[0] for _ in range(number)]
    for place, path in enumerate(needs):
        diary.does(crew.coordinator, "need", number=place, path=path)
    diary.does(crew.coordinator, "decide", against_wishes=rng.random() < 0.06)
    if rng.random() < 0.7:
        diary.later(1, 20)
        diary.does(crew.worker, "opened")
    if rng.random() < 0.55:
        diary.later(1, 30)
        diary.does(crew.coordinator, "acknowledged")
    diary.later(2, 60)
    diary.does(crew.coordinator, "close_heard")
    for place, path in enumerate(needs):
        _help(diary, place, path)


def _help(diary: Diary, number: int, path: str) -> None:
    """What the owner of a need did about it, after the case was closed too."""
    worker, back = diary.crew.worker, diary.at

    def step(what: str, least: float, most: float) -> None:
        diary.later(least, most)
        diary.does(worker, what, number=number)

    if path in ("ended", "started", "accepted", "offered", "declined"):
        step("offer_help", 3, 110)
    if path in ("ended", "started", "accepted"):
        step("accept_help", 1, 70)
    if path in ("ended", "started"):
        step("start_help", 24 * 3, 24 * 34)
    if path == "ended":
        step("end_help", 24 * 20, 24 * 70)
    if path == "declined":
        step("decline_help", 4, 90)
    if path == "no_service":
        step("no_service", 4, 90)
    if path == "otherwise":
        step("met_otherwise", 4, 120)
    diary.at = back  # another need is seen to at the same time, and a next return may come before help ends
