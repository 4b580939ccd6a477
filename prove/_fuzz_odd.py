"""Making a request odd: each function changes one thing that a mistaken, hurried, broken or hostile sender would."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from prove._fuzz_sent import BOUNDARY, FORM, MULTIPART, Sent, Value, encoded
from prove._fuzz_values import (
    CLOCKS,
    CONTROL,
    DAYS,
    HEADERS,
    LONG,
    NUMBERS,
    QUERIES,
    RIGHT_TO_LEFT_AND_SIGNS,
    SURROGATES,
    TYPES,
    UNKNOWN_CODES,
    VERSIONS,
)

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TEN_MEGABYTES = 10 * 1024 * 1024


@dataclass
class Odds:
    """What oddities are made from: the dice, and ids of other organisations by what they are the ids of."""

    dice: random.Random
    foreign: Sequence[str] = ()
    tried: dict[str, int] = field(default_factory=dict)


Oddity = Callable[[Sent, Odds], Sent]


def made_odd(sent: Sent, odds: Odds) -> Sent:
    """The request with one thing wrong with it, sometimes two or three; each is named in it."""
    for _ in range(odds.dice.choice((1, 1, 1, 2, 3))):
        fitting = FORMS_AND_ALL if sent.method == "POST" and sent.fields and sent.body is None else ANY_REQUEST
        name, change, _ = odds.dice.choices(fitting, weights=[each[2] for each in fitting])[0]
        changed = change(sent, odds)
        if changed is not sent:
            odds.tried[name] = odds.tried.get(name, 0) + 1
            sent = replace(changed, oddities=(*sent.oddities, name))
    return sent


def _with(sent: Sent, place: int, value: Value) -> Sent:
    fields = list(sent.fields)
    fields[place] = (fields[place][0], value)
    return replace(sent, fields=tuple(fields))


def _places(sent: Sent, *endings: str) -> list[int]:
    """Which fields end so; none may be the token that lets a form through at all."""
    return [
        n for n, (name, _) in enumerate(sent.fields)
        if name != "csrfmiddlewaretoken" and (not endings or name.endswith(endings))
    ]  # fmt: skip


def _one(places: list[int], values: Sequence[Value]) -> Oddity:
    return lambda sent, odds: _with(sent, odds.dice.choice(places), odds.dice.choice(values)) if places else sent


def text_of(values: Sequence[Value]) -> Oddity:
    """Any field at all holds one of these instead."""
    return lambda sent, odds: _one(_places(sent), values)(sent, odds)


def added_to(values: Sequence[str]) -> Oddity:
    """Something odd stands in the middle of what somebody wrote."""

    def change(sent: Sent, odds: Odds) -> Sent:
        places = [n for n in _places(sent) if isinstance(sent.fields[n][1], str)]
        if not places:
            return sent
        place = odds.dice.choice(places)
        before = str(sent.fields[place][1])
        middle = len(before) // 2
        return _with(sent, place, before[:middle] + odds.dice.choice(values) + before[middle:])

    return change


def a_day(sent: Sent, odds: Odds) -> Sent:
    """A day that is not one, or before everything, or after everything."""
    return _one(_places(sent, "_day", "_on", "born", "earliest", "latest", "_at", "until"), DAYS)(sent, odds)


def when_the_clocks_change(sent: Sent, odds: Odds) -> Sent:
    """A local time that did not exist, or happened twice."""
    days = _places(sent, "_day")
    if not days:
        return sent
    prefix = sent.fields[odds.dice.choice(days)][0].removesuffix("_day")
    day, time = odds.dice.choice(CLOCKS)
    answer = {f"{prefix}_day": day, f"{prefix}_time": time, f"{prefix}_precision": odds.dice.choice(("exact", "hour"))}
    kept = [(name, answer.get(name, value)) for name, value in sent.fields if not name.startswith(f"{prefix}_second")]
    missing = [(name, value) for name, value in answer.items() if name not in dict(sent.fields)]
    return replace(sent, fields=(*kept, *missing))


def long_ago_or_not_yet(sent: Sent, odds: Odds) -> Sent:
    """Dated so that it stands before what it must follow, or in a time to come."""
    days = _places(sent, "_day")
    return _one(days, ("2026-01-01", "2020-02-29", "1999-12-31", "2031-07-01", "2199-12-31"))(sent, odds)


def another_version(sent: Sent, odds: Odds) -> Sent:
    """A form that is older or newer than anything that was ever shown."""
    return _one(_places(sent, "version", "until", "seen"), VERSIONS)(sent, odds)


def an_unknown_code(sent: Sent, odds: Odds) -> Sent:
    return _one(_places(sent), UNKNOWN_CODES)(sent, odds)


def a_number(sent: Sent, odds: Odds) -> Sent:
    return _one(_places(sent), NUMBERS)(sent, odds)


def anothers_id(sent: Sent, odds: Odds) -> Sent:
    """The id of something that belongs to somebody else, in the address or in a field."""
    if not odds.foreign:
        return sent
    other = odds.dice.choice(odds.foreign)
    places = [n for n in _places(sent) if _is_id(sent.fields[n][1])]
    if places and odds.dice.random() < 0.6:
        return _with(sent, odds.dice.choice(places), other)
    return replace(sent, path=AN_ID.sub(other, sent.path, count=1)) if AN_ID.search(sent.path) else sent


def _is_id(value: Value) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def one_left_out(sent: Sent, odds: Odds) -> Sent:
    places = _places(sent)
    if not places:
        return sent
    place = odds.dice.choice(places)
    return replace(sent, fields=sent.fields[:place] + sent.fields[place + 1 :])


def all_left_out(sent: Sent, odds: Odds) -> Sent:
    return replace(sent, fields=tuple(each for each in sent.fields if each[0] == "csrfmiddlewaretoken"))


def one_repeated(sent: Sent, odds: Odds) -> Sent:
    places = _places(sent)
    if not places:
        return sent
    name, value = sent.fields[odds.dice.choice(places)]
    return replace(sent, fields=(*sent.fields, (name, odds.dice.choice((value, "", "another")))))


def too_many(sent: Sent, odds: Odds) -> Sent:
    return replace(sent, fields=(*sent.fields, *((f"more{n}", "x") for n in range(600))))


def without_its_token(sent: Sent, odds: Odds) -> Sent:
    return replace(sent, fields=tuple(each for each in sent.fields if each[0] != "csrfmiddlewaretoken"))


def another_type(sent: Sent, odds: Odds) -> Sent:
    """The same bytes under a content type that they are not, or that nobody knows."""
    return replace(sent, body=sent.data, content_type=odds.dice.choice(TYPES))


def in_parts(sent: Sent, odds: Odds) -> Sent:
    """The same form as a browser sends it when there are files in it, and with one."""
    content = odds.dice.choice((b"", b"%PDF-1.7", b"\x00" * 2000, b"a,b\n1,2\n"))
    name = odds.dice.choice(sent.fields)[0] if sent.fields else "file"
    files = (
        () if odds.dice.random() < 0.5 else ((name, odds.dice.choice(("a.pdf", "..\\..\\x", "", "\x00.txt")), content),)
    )
    return replace(sent, kind=MULTIPART, files=files)


def in_broken_parts(sent: Sent, odds: Odds) -> Sent:
    """A form in parts that was cut off, has no boundary, or says what cannot be."""
    whole = replace(sent, kind=MULTIPART).data
    base64 = whole.replace(b"form-data;", b"form-data;\r\nContent-Transfer-Encoding: base64\r\nX: y;", 1)
    body = odds.dice.choice(
        (whole[: len(whole) // 2], whole.replace(b"\r\n", b"\n"), whole[3:], b"", base64, whole * 2)
    )
    boundary = odds.dice.choice((BOUNDARY, "", "other", "x" * 300, "é"))
    return replace(sent, kind=MULTIPART, body=body, content_type=f"{MULTIPART}; boundary={boundary}")


def ten_megabytes(sent: Sent, odds: Odds) -> Sent:
    """More than anybody types: as one field, or as bytes that mean nothing."""
    if odds.dice.random() < 0.5 and sent.fields:
        return replace(sent, body=encoded(sent.fields) + b"&more=" + b"a" * TEN_MEGABYTES)
    return replace(sent, body=b"\x00\xff" * (TEN_MEGABYTES // 2))


def noise(sent: Sent, odds: Odds) -> Sent:
    return replace(sent, body=odds.dice.randbytes(odds.dice.choice((1, 40, 3000))))


def an_odd_header(sent: Sent, odds: Odds) -> Sent:
    return replace(sent, headers=(*sent.headers, odds.dice.choice(HEADERS)))


def an_odd_query(sent: Sent, odds: Odds) -> Sent:
    query = odds.dice.choice(QUERIES)
    return replace(sent, query=f"{sent.query}&{query}" if sent.query else query)


def an_odd_address(sent: Sent, odds: Odds) -> Sent:
    """One piece of the address is something else."""
    pieces = sent.path.split("/")
    place = odds.dice.randrange(1, len(pieces)) if len(pieces) > 1 else 0
    pieces[place] = odds.dice.choice(
        ("0", "-1", "%00", "..", "%2e%2e", "é", "%ff%fe", "x" * 5000, "🧭", "", " ", "%0d%0a", "{}")
    )
    return replace(sent, path="/".join(pieces))


def another_method(sent: Sent, odds: Odds) -> Sent:
    methods = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "GET", "POST", "BREW")
    return replace(sent, method=odds.dice.choice(methods))


OF_ANYTHING: tuple[tuple[str, Oddity, int], ...] = (
    ("odd header", an_odd_header, 3),
    ("odd query", an_odd_query, 4),
    ("odd address", an_odd_address, 2),
    ("another method", another_method, 2),
    ("another's id", anothers_id, 3),
)
OF_A_FORM: tuple[tuple[str, Oddity, int], ...] = (
    ("no such day", a_day, 6),
    ("clocks change", when_the_clocks_change, 6),
    ("out of order", long_ago_or_not_yet, 8),
    ("another version", another_version, 6),
    ("unknown code", an_unknown_code, 7),
    ("odd number", a_number, 5),
    ("too long", text_of(LONG), 4),
    ("control characters", added_to(CONTROL), 5),
    ("half a surrogate pair", text_of(SURROGATES), 4),
    ("right to left and signs", added_to(RIGHT_TO_LEFT_AND_SIGNS), 6),
    ("left out", one_left_out, 6),
    ("all left out", all_left_out, 2),
    ("repeated", one_repeated, 4),
    ("600 fields", too_many, 1),
    ("without its token", without_its_token, 1),
    ("another content type", another_type, 2),
    ("in parts", in_parts, 3),
    ("broken parts", in_broken_parts, 3),
    ("noise", noise, 1),
)
ANY_REQUEST = list(OF_ANYTHING)
FORMS_AND_ALL = [*OF_A_FORM, *((name, change, weight) for name, change, weight in OF_ANYTHING)]
__all__ = ["FORM", "Odds", "Oddity", "made_odd", "ten_megabytes"]
