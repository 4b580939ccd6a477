"""Notices as machines send them: signed ones in order, sent again, sent with other content, forged, and made odd."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from prove._fuzz_area import Town
from prove._fuzz_doors import Answer
from prove._fuzz_fill import FAMILY, GIVEN
from prove._fuzz_odd import TEN_MEGABYTES
from prove._fuzz_sent import Sent
from prove._fuzz_values import CONTROL, DAYS, LONG, RIGHT_TO_LEFT_AND_SIGNS, UNKNOWN_CODES
from wayhome.casework.accounts.secrets import sealed_secret
from wayhome.casework.journal.context import Purpose
from wayhome.casework.reach.api import PLACE
from wayhome.casework.reach.models import SigningKey
from wayhome.cli.demonstration import cast

ADDRESS, PAGE = "/api/v1/notices", "api_notices"
SECRET = b"thirty-two bytes that are secret"
Notice = dict[str, Any]
Tried = tuple[Sent, Callable[[Answer], str | None]]
"""What is sent, and the question whether the answer was right: the words of what was wrong, or None."""

ODD_ANYWHERE: tuple[Any, ...] = (
    None, [], {}, 0, -1, 10**30, True, [[]], {"a": {}}, "\ud800", "a\udfff", "\x00", *CONTROL, *RIGHT_TO_LEFT_AND_SIGNS[:6], *UNKNOWN_CODES[:6],
    *DAYS[:12], LONG[0], "2026-03-29T01:30:00", "2026-03-28T20:00:00+25:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31",
    "0001-01-01", "2031-01-01T00:00:00+00:00", "2026-03-28T20:00:00Z", "2026-W13-6", "20260328", "2026-10-25T01:30:00+00:00",
)  # fmt: skip
RAW = (
    b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe{}", b"\xef\xbb\xbf{}", b"{" * 20_000, b"[" * 60_000, b'{"a":' * 12_000,
    b'{"id": NaN}', b'{"id": 1e999}', b"\x00", b'{"id": "a", "id": "b"}', b"9" * 60_000, b'{"kind": "\\ud83d"}', "{}".encode("utf-16"),
    b'{"child": {"given": "' + b"x" * 60_000 + b'"}}',
)  # fmt: skip


@dataclass
class Machine:
    """The police's own system: its key, what it sent, and what became of that."""

    dice: random.Random
    key: str
    accepted: list[Notice] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    conflicts: list[str] = field(default_factory=list)
    """The numbers that came again with other content."""

    def tries(self, now: datetime) -> Iterator[Tried]:
        """One thing that such a system does, or that somebody does who would like to be one."""
        kinds = (
            self.reports,
            self.comes_back,
            self.sends_again,
            self.sends_other_content,
            self.forges,
            self.is_odd,
            self.sends_noise,
        )
        name = self.dice.choices(kinds, weights=(5, 4, 3, 3, 4, 10, 4))[0]
        self.counted[name.__name__] += 1
        yield from name(now)

    def reports(self, now: datetime) -> Iterator[Tried]:
        notice = self._reported(now)
        yield self._signed(notice, now), lambda answer: self._was_taken(notice, answer)

    def comes_back(self, now: datetime) -> Iterator[Tried]:
        before = [each for each in self.accepted if each["kind"] == "reported"]
        if not before:
            return
        ago = timedelta(minutes=self.dice.randint(2, 60))
        notice = self.dice.choice(before[-20:]) | {
            "id": uuid4().hex, "kind": self.dice.choice(("located", "returned", "returned")), "happened": (now - ago).isoformat(), "seen": True,
        }  # fmt: skip
        yield self._signed(notice, now), lambda answer: self._was_taken(notice, answer)

    def sends_again(self, now: datetime) -> Iterator[Tried]:
        """The same number and content, in another order of the fields: the same answer."""
        if self.accepted:
            notice = self.dice.choice(self.accepted[-40:])
            again = dict(reversed(list(notice.items())))
            yield self._signed(again, now), lambda answer: self._same_answer(notice, answer)

    def sends_other_content(self, now: datetime) -> Iterator[Tried]:
        """The same number, and something else in it: refused, and queued for a person."""
        if self.accepted:
            notice = self.dice.choice(self.accepted[-40:])
            other = notice | {"words": f"Something else {self.dice.random()}"}
            self.conflicts.append(notice["id"])
            yield (
                self._signed(other, now),
                lambda answer: None if answer.status == 409 else f"answered with {answer.status}, not refused",
            )

    def forges(self, now: datetime) -> Iterator[Tried]:
        notice = self._reported(now)
        age = timedelta(seconds=self.dice.choice((301, -301, 86_400, 10**9)))
        ways = (
            self._signed(notice, now, secret=b"another secret of thirty-two byt"), self._signed(notice, now - age),
            self._signed(notice, now, changed=b" "), self._signed(notice, now, key=str(uuid4())), self._signed(notice, now, key="x"),
            self._signed(notice, now, stamp="²"), self._signed(notice, now, stamp="9" * 12), self._signed(notice, now, stamp="٣" * 10),
            self._signed(notice, now, signature="v1,é"), self._signed(notice, now, signature="v1,"), self._signed(notice, now, id=""),
            Sent("POST", ADDRESS, body=json.dumps(notice).encode(), content_type="application/json", page=PAGE),
        )  # fmt: skip
        sent = self.dice.choice(ways)
        yield (
            _odd(sent, "forged"),
            lambda answer: None if answer.status == 401 else f"answered with {answer.status}, not 401",
        )

    def is_odd(self, now: datetime) -> Iterator[Tried]:
        """A signed notice with something in it that nobody agreed on."""
        notice = (
            self._reported(now)
            if self.dice.random() < 0.7 or not self.accepted
            else dict(self.dice.choice(self.accepted)) | {"id": uuid4().hex}
        )
        value = self.dice.choice(ODD_ANYWHERE)
        place = self.dice.choice(
            [*notice, "child", "given", "family", "born", "unknown", "missing_from", "seen", "words", "grade"]
        )
        if place in ("given", "family", "born"):
            notice["child"] = {**notice["child"], place: value}
        else:
            notice[place] = value
        yield _odd(self._signed(notice, now), f"odd {place}"), _in_words

    def sends_noise(self, now: datetime) -> Iterator[Tried]:
        body = self.dice.choice((*RAW, b"x" * TEN_MEGABYTES if self.dice.random() < 0.2 else b"{}"))
        yield _odd(self._signed(body, now), "noise"), _in_words

    def _reported(self, now: datetime) -> Notice:
        left = now - timedelta(hours=self.dice.randint(2, 30))
        family, number = f"{self.dice.choice(FAMILY)}{self.dice.randrange(10**6)}", self.dice.randint(1, 28)
        return {
            "id": uuid4().hex, "kind": "reported", "authority": cast.PLACES[self.dice.randrange(2)].gss_code,
            "police_reference": f"TR/{uuid4().hex[:10]}", "happened": left.isoformat(),
            "grade": self.dice.choice(("low", "medium", "high", "no_apparent_risk")),
            "child": {"given": self.dice.choice(GIVEN), "family": family, "born": f"{self.dice.randint(2009, 2014)}-05-{number:02}"},
        }  # fmt: skip

    def _signed(
        self, content: Notice | bytes, now: datetime, *, secret: bytes = SECRET, key: str | None = None, stamp: str | None = None,
        signature: str | None = None, id: str | None = None, changed: bytes = b"",
    ) -> Sent:  # fmt: skip
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        stamp = str(int(now.timestamp())) if stamp is None else stamp
        name = uuid4().hex if id is None else id
        made = base64.b64encode(hmac.new(secret, f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()).decode()
        headers = (
            ("webhook-id", name), ("webhook-timestamp", stamp), ("webhook-key", key or self.key),
            ("webhook-signature", f"v1,{made}" if signature is None else signature),
        )  # fmt: skip
        return Sent("POST", ADDRESS, headers=headers, body=body + changed, content_type="application/json", page=PAGE)

    def _was_taken(self, notice: Notice, answer: Answer) -> str | None:
        if answer.status != 200:
            return f"a notice in order was answered with {answer.status}: {answer.text[:200]}"
        self.accepted.append(notice)
        self.answers[notice["id"]] = json.loads(answer.text)
        return None

    def _same_answer(self, notice: Notice, answer: Answer) -> str | None:
        if answer.status != 200 or json.loads(answer.text) != self.answers[notice["id"]]:
            return f"the same notice was answered with {answer.status}: {answer.text[:200]}, not {self.answers[notice['id']]}"
        return None


def _in_words(answer: Answer) -> str | None:
    """Taken, or refused by field, value and remedy."""
    if answer.status == 200:
        return None
    try:
        said = json.loads(answer.text)
    except ValueError:
        return f"answered with {answer.status} and no words a machine can read"
    whole = {"field", "value", "remedy"} <= set(said) and said["remedy"] and said["field"]
    return None if whole and 400 <= answer.status < 500 else f"answered with {answer.status}: {answer.text[:200]}"


def _odd(sent: Sent, name: str) -> Sent:
    return Sent(**{**{f: getattr(sent, f) for f in sent.__dataclass_fields__}, "oddities": (name,)})


def machine(town: Town, dice: random.Random) -> Machine:
    """The police's system with a key that its administrator made."""
    id = uuid4()
    with transaction.atomic(), town.area.acting("ada of police", town.now(), purpose=Purpose.ADMINISTRATION) as by:
        SigningKey.objects.create(
            id=id, organisation_id=by.organisation, name="fuzz", starts_at=datetime(2020, 1, 1, tzinfo=UTC),
            secret=sealed_secret(base64.b64encode(SECRET).decode(), place=f"{PLACE}.{id}"),
        )  # fmt: skip
    return Machine(dice, str(id))
