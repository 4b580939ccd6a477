"""A few thousand invented children, told and folded by the rules once, and the nation made of copies of them.

Telling and folding a story takes a thousand times as long as writing it down again with other ids, names, numbers and keys.
A story is put into the database, read back as the text of COPY, and taken away again; whatever is a child's own in that
text becomes a gap, which each copy fills with what is its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

import psycopg

from bench._files import SEALED, WRAPPED, Files
from bench._nation import FAMILY, GIVEN, Authority, Nation, invented, model_authority
from wayhome.casework.children.keys import _place as place_of_key
from wayhome.casework.children.sounds import initials, sound
from wayhome.casework.records import sealing
from wayhome.casework.records.master import wrap

FIRST_NUMBER = 700_000_000
"""Numbers of the children told, so long that nothing else in a row is taken for one."""
NAMED = {"given", "family", "sound_given", "sound_family", "initials"}
Gaps = dict[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that each copy seals for itself: which gap they fill, and what they are bound to."""

    gap: bytes
    text: str
    place: str
    row: bytes


@dataclass(frozen=True, slots=True)
class Story:
    """One child as text with gaps: how many absences, the lines of each table, and what each copy has of its own."""

    episodes: int
    lines: tuple[tuple[str, bytes, int], ...]
    child: bytes
    ids: tuple[bytes, ...]
    police: tuple[tuple[bytes, bytes], ...]
    words: tuple[Words, ...]
    key: bytes | None


def stories(whole: Nation, *, seed: str, how_many: int, first: int, most: bool, write: Callable[..., Any], owner: str) -> list[Story]:  # fmt: skip
    """So many stories, by way of a transaction that is not committed."""
    authority, chance = model_authority(whole), Random(f"{whole.seed} {seed}")
    files, found = Files(authority, whole), []
    with psycopg.connect(owner) as connection:
        for number in range(first, first + how_many):
            child = invented(whole, chance, authority, number=FIRST_NUMBER + number, most=most)
            rows: dict[Any, list[Any]] = {}
            for row in files.rows(child, chance):
                table, values = row if isinstance(row, tuple) else (type(row), row)
                rows.setdefault(table, []).append(values)
            tables = list(rows)
            write(connection, rows)
            told = {table: list(_read(connection, table, child.id)) for table in tables}
            found.append(_Making(authority, whole, child.id).story(told))
            connection.rollback()
    return found


def _read(connection: psycopg.Connection[Any], table: Any, child: UUID) -> Iterator[bytes]:
    names = columns_of(table)
    about = "id" if table._meta.db_table in ("children_child", "children_identity") else "child_id"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY (SELECT {names} FROM {table._meta.db_table} WHERE {about} = '{child}') TO STDOUT") as copy,
    ):
        yield from b"".join(bytes(part) for part in copy).splitlines()


def columns_of(table: Any) -> str:
    return ", ".join(f'"{field.column}"' for field in table._meta.concrete_fields)


class _Making:
    """Makes gaps in the lines of one child."""

    def __init__(self, authority: Authority, whole: Nation, child: UUID) -> None:
        self.child = str(child).encode()
        self.known = people_and_places(authority, 0)
        self.gaps: dict[bytes, bytes] = {str(id).encode(): gap for gap, id in self.known.items()}
        self.police: dict[bytes, tuple[bytes, bytes]] = {}
        self.words: list[Words] = []
        self.key: bytes | None = None

    def story(self, told: dict[Any, list[bytes]]) -> Story:
        lines = []
        for table, rows in told.items():
            text = b"".join(self._line(table, row) + b"\n" for row in rows)
            lines.append((f"{table._meta.db_table} ({columns_of(table)})", text, len(rows)))
        fresh = tuple(gap for gap in self.gaps.values() if gap.startswith(b"i"))
        episodes = sum(len(rows) for table, rows in told.items() if table._meta.db_table == "journey_episode")
        return Story(episodes, tuple(lines), self.gaps[self.child], fresh, tuple(self.police.values()), tuple(self.words), self.key)  # fmt: skip

    def _line(self, table: Any, row: bytes) -> bytes:
        name, values = table._meta.db_table, row.split(b"\t")
        fields = table._meta.concrete_fields
        is_name = name == "children_name"
        out = []
        for field, value in zip(fields, values, strict=True):
            if is_name and field.column in NAMED:
                out.append(b"%(" + field.column.encode() + b")b")
            elif value.startswith(HEX_OF_SEALED):
                out.append(self._sealed(f"{name}.{field.column}", values[0], value))
            elif value == HEX_OF_WRAPPED:
                self.key = self._gap_of(values[0])
                out.append(b"%(wrapped)b")
            else:
                out.append(OWN.sub(self._gap, value))
        return b"\t".join(out)

    def _sealed(self, place: str, row: bytes, value: bytes) -> bytes:
        gap = b"w%d" % len(self.words)
        text = bytes.fromhex(value[3:].decode()).removeprefix(SEALED).decode()
        self.words.append(Words(gap, text, place, self._gap_of(row)))
        return b"%(" + gap + b")b"

    def _gap(self, found: re.Match[bytes]) -> bytes:
        kind, value = found.lastgroup, found[0]
        if kind is None:
            return b"%%"
        if kind == "id":
            gap = self._gap_of(value)
        elif kind == "police":
            gap, _ = self.police.setdefault(value, (b"p%d" % len(self.police), value[4:8]))
        else:
            gap = kind.encode()
        return b"%(" + gap + b")b"

    def _gap_of(self, id: bytes) -> bytes:
        return self.gaps.setdefault(id, b"i%d" % len(self.gaps))


OWN = re.compile(
    rb"%|(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?P<police>P999-\d\d-\d{6})|(?P<reference>A1000-7000\d{5})"
    rb"|(?<![0-9a-z])(?P<number>7000\d{5})(?![0-9a-z])|(?P<here>E06991000)|(?P<elsewhere>E06990000)"
)
"""What is a child's own, or their authority's, in the text of a row; and the sign that marks a gap."""
HEX_OF_SEALED = rb"\\x" + SEALED.hex().encode()
HEX_OF_WRAPPED = rb"\\x" + WRAPPED.hex().encode()


def people_and_places(authority: Authority, team: int) -> dict[bytes, Any]:
    """The gaps that are not a child's own: the ids of the authority, of one of its teams, of the people of that team."""
    gaps: dict[bytes, Any] = {
        b"authority": authority.id, b"team": authority.teams[team], b"manager": authority.manager,
        b"provider": authority.provider, b"provider_interviewer": authority.provider_interviewer,
    }  # fmt: skip
    for name, people, each in (
        (b"c%d", authority.coordinators, 2), (b"v%d", authority.interviewers, 4), (b"s%d", authority.social_workers, 8),
    ):  # fmt: skip
        gaps |= {name % n: person for n, person in enumerate(people[team * each : (team + 1) * each])}
    return gaps


class Copies:
    """The children of one authority, each a copy of some story."""

    def __init__(self, whole: Nation, told: list[Story], of_most: Story) -> None:
        self.whole, self.told, self.of_most = whole, told, of_most
        self.single = [story for story in told if story.episodes == 1]
        self.keys = _KeyAtHand()
        sealing.use(lambda: self.keys)
        self.sounds = {name: sound(name).encode() for name in (*GIVEN, *FAMILY)}

    def of(self, authority: Authority) -> Iterator[tuple[Story, Gaps]]:
        """Each child of an authority: a story and what fills its gaps."""
        chance = Random(f"{self.whole.seed} {authority.number} copies")
        others = [a.gss_code.encode() for a in self.whole.authorities if a is not authority]
        teams = [
            {gap: str(id).encode() for gap, id in people_and_places(authority, team).items()}
            for team in range(len(authority.teams))
        ]
        left, number = authority.episodes, 1000
        while left > 0:
            number += 1
            story = chance.choice(self.told)
            if number == 1001 and authority in self.whole.measured:
                story = self.of_most
            elif story.episodes > left:
                story = chance.choice(self.single)
            left -= story.episodes
            team = teams[0] if story is self.of_most else chance.choice(teams)
            gaps = team | self._own(story, authority, chance, number)
            gaps[b"elsewhere"] = chance.choice(others)
            yield story, gaps

    def _own(self, story: Story, authority: Authority, chance: Random, number: int) -> Gaps:
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        gaps = {gap: _fresh(chance) for gap in story.ids}
        area = b"P%03d" % authority.number
        gaps |= {gap: b"%b%b%06d" % (area, year, chance.randrange(10**6)) for gap, year in story.police}
        gaps |= {
            b"number": b"%d" % number, b"reference": f"{authority.prefix}-{number}".encode(), b"here": authority.gss_code.encode(),
            b"given": given.encode(), b"family": family.encode(), b"initials": initials(given, family).encode(),
            b"sound_given": self.sounds[given], b"sound_family": self.sounds[family],
        }  # fmt: skip
        if story.key is not None:
            self._seal(story, story.key, authority.id, gaps)
        return gaps

    def _seal(self, story: Story, key: bytes, authority: UUID, gaps: Gaps) -> None:
        gaps[b"wrapped"] = self.keys.make(UUID(gaps[key].decode()))
        child = UUID(gaps[story.child].decode())
        for words in story.words:
            place = f"{words.place}.{gaps[words.row].decode()}"
            sealed = sealing.seal(words.text, organisation=authority, child=child, place=place)
            gaps[words.gap] = rb"\\x" + sealed.hex().encode()


class _KeyAtHand:
    """The key of the child that is being written; the next has their own."""

    def __init__(self) -> None:
        self.key: tuple[UUID, bytes] = (UUID(int=0), b"")

    def make(self, id: UUID) -> bytes:
        secret = os.urandom(32)
        self.key = (id, secret)
        return rb"\\x" + wrap(secret, place=place_of_key(id))[1].hex().encode()

    def newest(self, organisation: UUID, child: UUID) -> tuple[UUID, bytes]:
        return self.key

    def named(self, key: UUID) -> bytes | None:
        return self.key[1] if key == self.key[0] else None


def _fresh(chance: Random) -> bytes:
    h = b"%032x" % chance.getrandbits(128)
    return b"%b-%b-4%b-a%b-%b" % (h[:8], h[8:12], h[13:16], h[17:20], h[20:])
