"""What a notice may say, and reading it: every fault names the field, the value and the remedy."""

from __future__ import annotations

import hashlib
import json
import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wayhome.casework.records.forms import NOT_TEXT
from wayhome.domain.moment import NOT_RECORDED, YEARS, Moment
from wayhome.domain.vocabulary import RiskGrade, Word

LONGEST = {"id": 80, "given": 80, "family": 80, "police_reference": 40, "words": 4000}
DEEPEST = 8


class NoticeKind(Word):
    """What a notice tells us."""

    REPORTED = ("reported", "Reported missing")
    LOCATED = ("located", "Found, not yet back")
    RETURNED = ("returned", "Back")


class SetAside(Word):
    """Why nothing is recorded from a notice."""

    RECORDED_ALREADY = ("recorded_already", "It is recorded already")
    NOT_OURS = ("not_ours", "Another council is responsible, and has been told")
    SENT_IN_ERROR = ("sent_in_error", "The sender says that it was sent in error")


class Unreadable(ValueError):
    """A notice that cannot be read: which field, what it said, and what to send instead."""

    def __init__(self, field: str, value: object, remedy: str) -> None:
        super().__init__(f"{field}: {remedy}")
        self.field, self.value, self.remedy = field, str(value)[:80], remedy


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as read."""

    number: str
    kind: NoticeKind
    authority: str
    police_reference: str
    given: str
    family: str
    born: date | None
    happened: Moment
    missing_from: Moment
    grade: RiskGrade | None
    seen: bool | None
    words: str
    content: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        """What makes it the same notice: its content, whatever the order of its fields."""
        plain = json.dumps(self.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()


def from_json(body: bytes) -> object:
    """What a message holds. Raises Unreadable when it is not JSON, or JSON that nobody could keep as it came."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("body", "", f"Send one JSON object in UTF-8, at most {DEEPEST} deep.") from None


def read(content: object) -> Told:
    """A notice as sent. Raises Unreadable for the first field that cannot be read."""
    if not isinstance(content, dict):
        raise Unreadable("body", type(content).__name__, "Send one JSON object.")
    _can_be_kept(content)
    child = content.get("child")
    if not isinstance(child, dict):
        raise Unreadable("child", child, "Send an object with given, family and born.")
    kind = _one_of(NoticeKind, "kind", content.get("kind"))
    grade = content.get("grade")
    seen = content.get("seen")
    if seen is not None and not isinstance(seen, bool):
        raise Unreadable("seen", seen, "Send true, false, or leave it out.")
    return Told(
        number=_text("id", content.get("id"), required=True),
        kind=kind,
        authority=_text("authority", content.get("authority"), required=True, longest=9),
        police_reference=_text(
            "police_reference", content.get("police_reference"), required=kind is not NoticeKind.REPORTED
        ),
        given=_text("child.given", child.get("given"), required=True, longest=80),
        family=_text("child.family", child.get("family"), longest=80),
        born=_day("child.born", child.get("born")),
        happened=_moment("happened", content.get("happened")),
        missing_from=_moment("missing_from", content.get("missing_from")),
        grade=None if grade in (None, "") else _one_of(RiskGrade, "grade", grade),
        seen=seen,
        words=_text("words", content.get("words")),
        content=content,
    )


def _can_be_kept(content: dict[str, Any]) -> None:
    """Fields that we do not know are kept too, as they came; so nothing in them may be what no database keeps."""
    waiting: list[tuple[str, object, int]] = [(name, value, 1) for name, value in content.items()]
    waiting += [(name, name, 1) for name in content]
    while waiting:
        field, value, depth = waiting.pop()
        if isinstance(value, str):
            _readable(field, value)
        elif isinstance(value, float) and not math.isfinite(value):
            raise Unreadable(field, value, "Send a number.")
        elif isinstance(value, (dict, list)):
            if depth == DEEPEST:
                raise Unreadable(field, "", f"Send it at most {DEEPEST} deep.")
            within = list(value.items()) if isinstance(value, dict) else [("", each) for each in value]
            waiting += [(f"{field}.{name}" if name else field, each, depth + 1) for name, each in within]
            waiting += [(field, name, depth + 1) for name, _ in within]


def _readable(field: str, value: str) -> None:
    if any(unicodedata.category(c) in NOT_TEXT and c not in "\r\n\t" for c in value):
        raise Unreadable(field, value, "Take out control characters.")


def _text(field: str, value: object, *, required: bool = False, longest: int | None = None) -> str:
    if value is not None and not isinstance(value, str):
        raise Unreadable(field, value, "Send text.")
    said = (value or "").strip()
    if not said and required:
        raise Unreadable(field, "", "Send it; it is needed.")
    most = longest or LONGEST.get(field, 200)
    if len(said) > most:
        raise Unreadable(field, said, f"Send at most {most} letters.")
    _readable(field, said)
    return said


def _one_of(words: type[Any], field: str, value: object) -> Any:
    codes = {member.value: member for member in words}
    if not isinstance(value, str) or value not in codes:
        raise Unreadable(field, value, f"Send one of: {', '.join(codes)}.")
    return codes[value]


def _day(field: str, value: object) -> date | None:
    if value in (None, ""):
        return None
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        raise Unreadable(field, value, "Send a day as YYYY-MM-DD.") from None
    _must_be_meant(field, value, found)
    return found


def _must_be_meant(field: str, value: object, found: date) -> None:
    if found.year not in YEARS:
        raise Unreadable(field, value, f"Send a year between {YEARS[0]} and {YEARS[-1]}.")


def _moment(field: str, value: object) -> Moment:
    """A time with its offset, or only a day; nothing is not recorded."""
    if value in (None, ""):
        return NOT_RECORDED
    text = str(value)
    try:
        found = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable(field, value, "Send a time such as 2026-03-28T20:00:00+00:00, or a day.") from None
    _must_be_meant(field, value, found)
    if not isinstance(found, datetime):
        return Moment.on(found)
    if found.tzinfo is None:
        raise Unreadable(field, value, "Add the offset, such as 2026-03-28T20:00:00+00:00.")
    return Moment.exactly(found)
