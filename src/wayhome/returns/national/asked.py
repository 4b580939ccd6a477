"""Whom a round asked, how far each council has come, and the one rule of when its numbers may be shown."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from wayhome.benchmarking.coverage import Silence
from wayhome.benchmarking.peers import authorities
from wayhome.domain.information_request import DueDay, answer_due, working_day_after, working_days_since
from wayhome.domain.vocabulary.word import Word
from wayhome.domain.wallclock import long_date
from wayhome.returns.fault import Fault, Unreadable, shown
from wayhome.returns.national.rows import SENT, Row, Wrong, council, day, one_of, read_rows, words

MARK = frozenset({"authority", "asked_on"})
NEEDED = ("authority", "asked_on", "answered_on")
TERMS = "round.toml"
WITHOUT_NUMBERS = (Silence.NOT_HELD, Silence.COST_LIMIT, Silence.REFUSED, Silence.SOMETHING_ELSE)
"""What an answer can be instead of numbers."""

REPLY_IN = 15
LEAST_REPLY, MOST_REPLY = 5, 60


class Stage(Word):
    """How far a council has come in a round. It is at one at a time."""

    TO_ASK = ("to_ask", "To ask", "It is on the list, and has not been asked yet.")
    WAITING = ("waiting", "Asked, answer not yet due", "It still has time to answer.")
    OVERDUE = ("overdue", "Answer overdue", "Twenty working days are over, and no answer has come.")
    NO_NUMBERS = (
        "no_numbers",
        "Answered without numbers",
        "It does not hold them, refused, or answered something else.",
    )
    TO_SEND = ("to_send", "To send for its reply", "Its answer has come. It has not yet been sent what will be shown.")
    REPLYING = (
        "replying",
        "With the council for its reply",
        "It was sent what will be shown, and its time to reply is running.",
    )
    SIGNED_OFF = ("signed_off", "Signed off", "Somebody has signed off what is shown.")
    REPLY_OVER = (
        "reply_over",
        "Time to reply is over",
        "It was sent what will be shown, and its time to reply is over.",
    )


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a whole round."""

    title: str
    sender: str = ""
    """Who asks, as letters are signed."""
    answer_to: str = ""
    """Where answers and replies are sent."""
    reply_in: int = REPLY_IN
    """Working days that a council has to reply to what will be shown of it."""
    questions: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """When numbers are shown, in words: the sentence that `may_not_be_shown` applies."""
        return (
            "The numbers of a council that was asked are shown once they are signed off, or once "
            f"{self.reply_in} working days have passed since they were sent to it for its reply. What it replies stands beside "
            "them, as it wrote it."
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """One council of a round, as the list has it. A day that has not come is None."""

    code: str
    contact: str
    asked_on: date | None
    reminded_on: tuple[date, ...]
    answered_on: date | None
    without: Silence | None
    """Why the answer holds no numbers; None where it holds some, or has not come."""
    sent_for_reply_on: date | None
    replied_on: date | None
    reply: str
    signed_off_on: date | None
    signed_off_by: str

    @property
    def name(self) -> str:
        """The council's name."""
        return authorities()[self.code].name

    @property
    def due(self) -> DueDay | None:
        """The last day for its answer, None until it is asked."""
        return None if self.asked_on is None else answer_due(self.asked_on)

    def reply_due(self, terms: Terms) -> DueDay | None:
        """The last day for its reply, None until it was sent what will be shown."""
        return None if self.sent_for_reply_on is None else working_day_after(self.sent_for_reply_on, terms.reply_in)

    def stage(self, terms: Terms, today: date) -> Stage:
        """How far it has come by this day."""
        if self.asked_on is None:
            return Stage.TO_ASK
        if self.without is not None:
            return Stage.NO_NUMBERS
        if self.answered_on is None:
            return Stage.OVERDUE if today > answer_due(self.asked_on).day else Stage.WAITING
        if self.signed_off_on is not None:
            return Stage.SIGNED_OFF
        due = self.reply_due(terms)
        if due is None:
            return Stage.TO_SEND
        return Stage.REPLY_OVER if today > due.day else Stage.REPLYING

    def may_not_be_shown(self, terms: Terms, today: date) -> str | None:
        """Why its numbers may not be shown yet, in words; None where they may."""
        stage = self.stage(terms, today)
        if stage in {Stage.TO_ASK, Stage.SIGNED_OFF, Stage.REPLY_OVER}:
            return None
        due = self.reply_due(terms)
        if stage is Stage.REPLYING and due is not None:
            return f"{self.name} has until {long_date(due.day)} to reply to its numbers."
        return f"The numbers of {self.name} have not been sent to it for its reply."

    def says(self, terms: Terms, today: date) -> str:
        """Where it stands, in a sentence with its days."""
        stage, due, reply_due = self.stage(terms, today), self.due, self.reply_due(terms)
        words = stage.label
        if stage in {Stage.WAITING, Stage.OVERDUE} and due is not None:
            late = working_days_since(due.day, today)
            words += f": due {long_date(due.day)}" + (
                f", {late} working {'day' if late == 1 else 'days'} ago" if late else ""
            )
            words += ", provisional" if due.provisional else ""
            times = len(self.reminded_on)
            words += f"; reminded {'once' if times == 1 else f'{times} times'}" if times else ""
        elif stage is Stage.NO_NUMBERS and self.without is not None:
            words += f": {self.without.label.lower()}"
        elif stage is Stage.REPLYING and reply_due is not None:
            words += f": until {long_date(reply_due.day)}" + ("; it has replied" if self.replied_on else "")
        elif stage is Stage.SIGNED_OFF:
            words += f" by {self.signed_off_by}"
        return f"{words}."

    def silence(self, terms: Terms, today: date) -> Silence | None:
        """Why no number of it is in the figures; None where nothing keeps them out."""
        return {
            Stage.WAITING: Silence.WAITING, Stage.OVERDUE: Silence.NO_ANSWER,
            Stage.NO_NUMBERS: self.without, Stage.TO_SEND: Silence.IN_REPLY, Stage.REPLYING: Silence.IN_REPLY,
        }.get(self.stage(terms, today))  # fmt: skip


def read_asked(file: Path, today: date, faults: list[Fault]) -> Iterator[Asked]:
    """The list of councils asked. A row that cannot be read, or a second one of a council, is a fault."""
    seen: set[str] = set()

    def made(row: Row) -> Iterator[Asked]:
        found = _asked(row, today)
        if found.code in seen:
            raise Wrong("authority", found.code, "this council stands here twice", "Keep one row for each council.")
        seen.add(found.code)
        yield found

    yield from read_rows(file, NEEDED, made, faults)


def _asked(row: Row, today: date) -> Asked:
    days = {
        name: _past(row, name, today)
        for name in ("asked_on", "answered_on", "sent_for_reply_on", "replied_on", "signed_off_on")
    }
    without = one_of("without", row["without"], Silence) if row["without"] else None
    if without is not None and without not in WITHOUT_NUMBERS:
        remedy = f"Write {' or '.join(WITHOUT_NUMBERS)}, or leave it empty."
        raise Wrong("without", row["without"], "this is no answer without numbers", remedy)
    _in_order(row, [name for name in ("asked_on", "answered_on", "sent_for_reply_on", "replied_on") if row[name]])
    for later, earlier in (("answered_on", "asked_on"), ("sent_for_reply_on", "answered_on"), ("replied_on", "sent_for_reply_on"),
                           ("signed_off_on", "answered_on"), ("without", "answered_on"), ("signed_off_on", "signed_off_by"),
                           ("signed_off_by", "signed_off_on"), ("reply", "replied_on")):  # fmt: skip
        if row[later] and not row[earlier]:
            raise Wrong(
                later, row[later], f"this stands here without {earlier}", f"Write {earlier}, or leave this empty."
            )
    return Asked(
        council(row), words(row, "contact"), days["asked_on"], tuple(_reminders(row, today)), days["answered_on"], without,
        days["sent_for_reply_on"], days["replied_on"], words(row, "reply"), days["signed_off_on"], words(row, "signed_off_by"),
    )  # fmt: skip


def _past(row: Row, column: str, today: date) -> date | None:
    found = day(row, column)
    if found is not None and found > today:
        raise Wrong(column, row[column], "this day is still to come", "Write it when it has happened.")
    return found


def _in_order(row: Row, names: Sequence[str]) -> None:
    for earlier, later in pairwise(names):
        if row[later] < row[earlier]:
            raise Wrong(later, row[later], f"this is before {earlier} ({row[earlier]})", "Put the two days right.")


def _reminders(row: Row, today: date) -> Iterator[date]:
    for part in filter(None, (part.strip() for part in row["reminded_on"].split(";"))):
        found = _past({"reminded_on": part}, "reminded_on", today)
        if found is not None:
            if part < row["asked_on"] or not row["asked_on"]:
                raise Wrong(
                    "reminded_on", part, "a reminder comes after the council is asked", "Put the two days right."
                )
            yield found


def read_terms(file: Path, name: str, faults: list[Fault]) -> Terms:
    """The terms of a round; those of a round without a file where there is none. Raises Unreadable where it is no TOML."""
    if not file.is_file():
        return Terms(name)
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(
            TERMS, f"cannot be read ({error}).", 'Write lines such as title = "Returns of 2023-24".'
        ) from None
    sound: dict[str, object] = {}
    for key, value in found.items():
        wrong = _wrong_term(key, value)
        if wrong is None:
            sound[key] = tuple(value) if isinstance(value, list) else value
        else:
            faults.append(Fault(TERMS, None, key, shown(str(value)), SENT, *wrong))
    return Terms(**{"title": name, **sound})  # type: ignore[arg-type]


def _wrong_term(key: str, value: object) -> tuple[str, str] | None:
    if key in {"title", "sender", "answer_to"}:
        return (
            None
            if isinstance(value, str) and value.strip()
            else ("words are wanted here", "Write words between quotation marks.")
        )
    if key == "reply_in":
        sound = isinstance(value, int) and not isinstance(value, bool) and LEAST_REPLY <= value <= MOST_REPLY
        return (
            None
            if sound
            else ("this is no number of working days", f"Write a number from {LEAST_REPLY} to {MOST_REPLY}.")
        )
    if key == "questions":
        sound = isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)
        return (
            None if sound else ("a list of questions is wanted here", 'Write ["First question?", "Second question?"].')
        )
    return ("no term of a round has this name", "Write title, sender, answer_to, reply_in or questions.")
