"""Reads published answers, one JSON object a line. A line that cannot be read is a fault by line, field and value; the rest is used."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from wayhome.benchmarking.comparable import Clock, Offered, Undertaken, Unit
from wayhome.benchmarking.peers import authorities
from wayhome.returns.fault import Fault, Unreadable, Weight, shown
from wayhome.returns.national.rows import is_address
from wayhome.returns.national.words import (
    BANDS,
    GROUPS,
    INEXACT,
    MEASURES,
    WITH_A_VALUE,
    Answer,
    Measure,
    measure_of,
    reasons_in,
)
from wayhome.returns.opening import open_return

AUTHORITY, FORCE = "authority", "police force"
AREAS = (AUTHORITY, FORCE)
UNITS = ("count", "percent", "days", "flag")
TEXTS = ("authority", "ons_code", "area_type", "period_start", "period_end", "measure", "published_wording", "group",
         "unit", "raw", "qualifier", "source_format", "note", "url")  # fmt: skip
NOT_EMPTY = ("authority", "area_type", "measure", "published_wording", "group", "unit", "url")
Meaning = TypeVar("Meaning", Unit, Offered, Undertaken, Clock)
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """One published answer, as it was published."""

    number: int
    """Its line in the file."""
    authority: str
    ons_code: str
    area_type: str
    first_day: date | None
    last_day: date | None
    measure: str
    wording: str
    group: str
    value: float | None
    unit: str
    raw: str
    qualifier: str
    source_format: str
    note: str
    url: str
    counts: Unit = Unit.UNSTATED
    offered_means: Offered = Offered.UNSTATED
    undertaken_means: Undertaken = Undertaken.UNSTATED
    clock_means: Clock = Clock.UNSTATED

    @property
    def about(self) -> Measure:
        """What its measure counts."""
        return measure_of(self.measure)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What kind of answer it is. A line without a value may give two reasons; the surest stands first."""
        if self.value is None:
            if self.is_cut:
                return (Answer.CUT,)
            if said := reasons_in(self.qualifier) or reasons_in(self.raw if len(self.raw) < 12 else ""):
                return said
            if self.raw.strip() in {"*", "c", "x"}:
                return (Answer.SUPPRESSED,)
            return (Answer.NOT_SAID if self.raw.strip() or self.qualifier.strip() else Answer.LEFT_BLANK,)
        if self.unit == "flag":
            return (Answer.YES_NO,)
        if any(INEXACT.search(part.strip()) for part in self.qualifier.split(";")):
            return (Answer.INEXACT,)
        return (Answer.ZERO if self.value == 0 else Answer.NUMBER,)

    @property
    def answer(self) -> Answer:
        """The kind under which the line is counted."""
        return self.answers[0]

    @property
    def is_cut(self) -> bool:
        """Whether the words we hold end before the answer does; what was inferred from them is then not taken."""
        return Answer.CUT in (*reasons_in(self.raw), *reasons_in(self.note), *reasons_in(self.qualifier))

    @property
    def figure(self) -> str:
        """The value in words, as the answer gave it."""
        if self.value is None:
            return ""
        if self.unit == "flag":
            return "Yes" if self.value else "No"
        number = f"{self.value:,.10g}"
        return number + ("%" if self.unit == "percent" else " days" if self.unit == "days" else "")


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held: the lines that can be used, and what is wrong with the others."""

    name: str
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    """Of lines that are left out."""
    remarks: tuple[Fault, ...]
    """Of lines that are used all the same."""
    written: int
    """Lines that are not empty."""


class _Wrong(Exception):
    def __init__(self, field: str | None, value: object, says: str, remedy: str):
        super().__init__(says)
        self.field, self.value, self.says, self.remedy = field, value, says, remedy


def read_answers(path: Path) -> Read:
    """Read the file. Raises Unreadable when it is no text, or when no line of it can be used."""
    opened = open_return(path)
    lines: list[Line] = []
    faults: list[Fault] = []
    remarks: list[Fault] = []
    written = 0
    for number, text in enumerate(opened.lines(), 1):
        if not text.strip():
            continue
        written += 1
        try:
            line = _line(number, text)
        except _Wrong as wrong:
            faults.append(_fault(opened.name, number, wrong, Weight.FAULT))
            continue
        lines.append(line)
        remarks += [_fault(opened.name, number, remark, Weight.NOTE) for remark in _remarks(line)]
    if not written:
        raise Unreadable(opened.name, "holds no line.", "Write one answer a line, each as a JSON object.")
    return Read(opened.name, tuple(lines), tuple(faults), tuple(remarks), written)


def _fault(file: str, number: int, wrong: _Wrong, weight: Weight) -> Fault:
    value = wrong.value
    text = None if value is None else shown(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return Fault(file, number, wrong.field, text, "ANSWERS", wrong.says, wrong.remedy, weight)


def _line(number: int, text: str) -> Line:
    found = _object(text)
    for field in (*TEXTS, "value"):
        if field not in found:
            raise _Wrong(field, None, "the field is not there", f'Add "{field}"; leave it "" where nothing is known.')
    said = {field: _text(field, found[field]) for field in TEXTS}
    for field in NOT_EMPTY:
        if not said[field]:
            raise _Wrong(field, "", "nothing is written here", "Write what the source says.")
    _one_of("area_type", said["area_type"], AREAS)
    _one_of("unit", said["unit"], UNITS)
    _whose(said)
    _address(said["url"])
    first, last = _day("period_start", said["period_start"]), _day("period_end", said["period_end"])
    if first and last and last < first:
        raise _Wrong("period_end", said["period_end"], "the period ends before it begins", "Put the two days right.")
    line = Line(
        number, said["authority"], said["ons_code"], said["area_type"], first, last, said["measure"],
        said["published_wording"], said["group"], _value(found["value"], said["unit"]), said["unit"], said["raw"],
        said["qualifier"], said["source_format"], said["note"], said["url"], _meaning("counts", found, Unit),
        _meaning("offered_means", found, Offered), _meaning("undertaken_means", found, Undertaken),
        _meaning("clock_means", found, Clock),
    )  # fmt: skip
    _speaks_with_one_voice(line)
    return line


def _object(text: str) -> dict[str, object]:
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _Wrong(
            None, text.strip(), f"this is not JSON ({error.msg.lower()} at character {error.pos + 1})",
            "Write the answer as one JSON object on one line.",
        ) from None  # fmt: skip
    except ValueError:
        raise _Wrong("value", text.strip(), "a number here is far too long", "Put the number right.") from None
    except RecursionError:
        raise _Wrong(
            None, text.strip(), "this is nested too deeply", "Write plain fields, one beside another."
        ) from None
    if not isinstance(found, dict):
        raise _Wrong(None, text.strip(), "this is JSON, and not an object", "Write the fields between { and }.")
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for field, value in pairs:
        if field in found:
            raise _Wrong(shown(field), value, "the field stands here twice", "Keep the one that the source says.")
        found[field] = value
    return found


def _no_number(word: str) -> object:
    raise _Wrong("value", word, "this is not a number", "Write a number, or null where none was published.")


def _text(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong(field, value, "words are wanted here", 'Write words between quotation marks, or "".')
    if len(value) > LONGEST:
        raise _Wrong(
            field, value, f"this is longer than {LONGEST:,} characters", "Keep the few words that hold the answer."
        )
    return "".join(c if c.isprintable() else " " for c in value).strip()


def _one_of(field: str, value: str, words: tuple[str, ...]) -> None:
    if value not in words:
        raise _Wrong(field, value, "this is none of the words for it", f"Write {' or '.join(words)}.")


def _meaning(field: str, found: Mapping[str, object], words: type[Meaning]) -> Meaning:
    """What the figure itself says that it counts. The field may be left out, and then it is not stated."""
    value = found.get(field, "unstated")
    try:
        return words(_text(field, value))
    except ValueError:
        raise _Wrong(field, value, "this is none of the words for it", f"Write {' or '.join(words)}.") from None


def _whose(said: Mapping[str, str]) -> None:
    code, name = said["ons_code"], said["authority"]
    if said["area_type"] == FORCE:
        return
    if not code:
        raise _Wrong("ons_code", code, "a council is known by its code", "Write its nine-character GSS code.")
    if code not in authorities():
        raise _Wrong(
            "ons_code", code, "no council with children's services in England or Wales has this code",
            "Look the code up in the list of authorities.",
        )  # fmt: skip
    if others := [each for each in authorities().values() if each.name == name and each.code != code]:
        raise _Wrong(
            "ons_code", code, f"this is the code of {authorities()[code].name}, not of {name}",
            f"Write {others[0].code}, or put the name right.",
        )  # fmt: skip


def _address(url: str) -> None:
    if not is_address(url):
        raise _Wrong("url", url, "this is no address of a web page", "Write where it was published, from https:// on.")


def _day(field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise _Wrong(
            field, text, "this is no day of the calendar", 'Write it as 2024-03-31, or "" if not stated.'
        ) from None


def _value(value: object, unit: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Wrong("value", value, "a number is wanted here", "Write a number, or null where none was published.")
    if abs(value) > 10**12:
        raise _Wrong("value", value, "no council counts so many", "Put the number right.")
    if value < 0:
        raise _Wrong("value", value, "a count is not below nought", "Put the number right, or write null.")
    if unit == "count" and value != int(value):
        raise _Wrong("value", value, "a count is a whole number", 'Put the number right, or the unit ("percent").')
    if unit == "percent" and value > 100:
        raise _Wrong("value", value, "a share is at most 100 percent", "Put the number right, or the unit.")
    if unit == "flag" and value not in (0, 1):
        raise _Wrong("value", value, "a yes is 1 and a no is 0", "Write 1, 0, or null where nothing was said.")
    return float(value)


def _speaks_with_one_voice(line: Line) -> None:
    """A number beside words that say there is none is neither: a blank must not pass for a nought."""
    if line.value is None or line.answer not in WITH_A_VALUE or line.answer is Answer.INEXACT:
        return
    parts = [part.strip() for part in line.qualifier.split(";") if part.strip()]
    if parts and all(reasons_in(part) for part in parts):
        raise _Wrong(
            "value", line.figure, f"a number stands beside words that say there is none ({line.qualifier})",
            "Write null, or take the qualifier away.",
        )  # fmt: skip


def _remarks(line: Line) -> Iterator[_Wrong]:
    if line.measure not in MEASURES and not BANDS.fullmatch(line.measure):
        yield _Wrong(
            "measure", line.measure, "we do not know this measure, so it is compared with nothing", "No need to act."
        )
    if line.group not in GROUPS:
        yield _Wrong(
            "group", line.group, "we do not know this group, so it is compared with nothing", "No need to act."
        )
    if line.ons_code in authorities() and authorities()[line.ons_code].name != line.authority:
        whose = authorities()[line.ons_code].name
        yield _Wrong(
            "authority", line.authority, f"the code is that of {whose}", "Check that both mean the same council."
        )
    if not is_in_its_words(line):
        yield _Wrong(
            "value", line.figure, "the number does not stand in the words it was read from", "Look at the source again."
        )


def is_in_its_words(line: Line) -> bool:
    """Whether the number stands in the words it was read from. An answer without a number, and a yes or no, pass."""
    if line.value is None or line.unit == "flag":
        return True
    numbers = re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", f"{line.raw} {line.wording}"))
    return any(math.isclose(float(number), line.value) for number in numbers)
