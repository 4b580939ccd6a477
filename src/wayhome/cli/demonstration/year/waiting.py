"""Cases that are open now: due today, due tomorrow, past three days and never asked, and some that have lain for weeks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from wayhome.cli.demonstration.year.absences import Absence
from wayhome.cli.demonstration.year.diary import Diary
from wayhome.cli.demonstration.year.hours import hours, local
from wayhome.cli.demonstration.year.quotas import EASTMERE, NORTHBY, WESTMARSH, Course
from wayhome.domain.vocabulary import AttemptResult, AttemptTarget, Channel

JUST_NOW = timedelta(minutes=25)
C = Course

STAGES: Mapping[str, Mapping[Course, tuple[tuple[float, str], ...]]] = {
    EASTMERE: {
        C.WAITING: (
            (3.5, "new"), (7, "new"), (15, "checked"), (22, "tried"), (29, "checked"), (47, "tried"), (54, "carer"), (68.5, "tried"),
            (70.5, "carer"), (118, "tried for days"),
        ),
        C.WAITING_TOLD: (
            (26, "told"), (44, "yes"), (50, "booked"), (57, "with an interviewer"), (64, "booked"), (90, "no"), (130, "told"), (200, "yes"),
        ),
        C.OVERDUE: ((24 * 31, "tried for days"), (24 * 38, "carer"), (24 * 52, "tried for days")),
        C.OVERDUE_TOLD: ((24 * 33, "told"), (24 * 41, "yes")),
    },
    WESTMARSH: {
        C.WAITING: ((11, "new"), (62, "tried")),
        C.WAITING_TOLD: ((30, "yes"), (75, "told")),
        C.OVERDUE: ((24 * 35, "tried for days"),),
        C.OVERDUE_TOLD: ((24 * 45, "yes"),),
    },
    NORTHBY: {
        C.WAITING: ((19, "checked"), (96, "tried")),
        C.WAITING_TOLD: ((40, "told"), (66, "booked")),
        C.OVERDUE: ((24 * 36, "carer"),),
    },
}  # fmt: skip
"""How long ago each of these children came back, in hours, and how far things have come."""


def open_case(diary: Diary, absence: Absence, stage: str, now: datetime) -> None:
    """The case of a child who is back, up to a stage. Everything was done by now, spread over the time since."""
    diary.goes_missing_and_returns(absence)
    steps = STEPS[stage]
    room = min(now - JUST_NOW - diary.at, hours(100))
    for place, step in enumerate(steps, start=1):
        diary.until(diary.at + room * (0.8 / max(len(steps), place + 1)))
        _done(diary, step, now)


STEPS: Mapping[str, tuple[str, ...]] = {
    "new": (),
    "checked": ("check",),
    "tried": ("check", "try"),
    "tried for days": ("check", "try", "call", "try", "call"),
    "carer": ("check", "carer"),
    "told": ("check", "tell"),
    "yes": ("check", "tell", "yes"),
    "no": ("check", "tell", "no"),
    "with an interviewer": ("check", "tell", "yes", "give"),
    "booked": ("check", "tell", "yes", "give", "book"),
}


def _done(diary: Diary, step: str, now: datetime) -> None:
    crew = diary.crew
    if step == "give" and crew.provider:
        diary.does(crew.coordinator, "refer")
        diary.until(diary.at + timedelta(minutes=20))
        diary.does(crew.provider, "accept")
        diary.does(crew.provider, "allocate")
    elif step == "give":
        diary.does(crew.coordinator, "allocate")
    elif step == "book":
        hour = diary.rng.choice((11, 15, 16, 17))
        diary.does(
            crew.interviewer,
            "book",
            planned=max(local(now, hour, 0), local(now + timedelta(days=1), hour, 0) - hours(24 * (hour > 15))),
        )
    elif step in ("try", "call"):
        channel, result = (
            (Channel.VIA_CARER, AttemptResult.MESSAGE_LEFT)
            if step == "try"
            else (Channel.CALL, AttemptResult.NO_ANSWER)
        )
        diary.does(crew.coordinator, "try", channel=channel, target=AttemptTarget.CARER, result=result)
    elif step == "yes":
        diary.does(crew.coordinator, "yes", wishes={"where": "not at home"})
    else:
        diary.does(crew.coordinator, step)
