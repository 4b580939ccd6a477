"""Writing the journal down: last in the transaction, in the tenant's order, or not at all and then nothing commits.

Two statements: lock the tenant's counter, then add the entries and the records they name and move the counter on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from wayhome.casework.journal.context import Viewer, speaking_for
from wayhome.casework.journal.leaves import NO_LEAF, canonical, leaf
from wayhome.casework.journal.models import Counter
from wayhome.casework.journal.notes import Note, taken

APPEND = """
WITH entries AS (
    INSERT INTO journal_entry
        (id, organisation_id, number, at, user_id, purpose, act, what, subjects, codes, prev, salt, leaf)
    SELECT gen_random_uuid(), %(organisation)s, e.number, %(at)s, %(user)s, %(purpose)s,
           e.act, e.what, e.subjects, e.codes, e.prev, e.salt, e.leaf
      FROM unnest(%(numbers)s::bigint[], %(acts)s::text[], %(whats)s::text[], %(subjects)s::jsonb[], %(codes)s::jsonb[],
                  %(prevs)s::bytea[], %(salts)s::bytea[], %(leaves)s::bytea[])
           AS e(number, act, what, subjects, codes, prev, salt, leaf)
), mentions AS (
    INSERT INTO journal_mention
        (id, organisation_id, number, kind, subject_id, belongs_to, at, user_id, purpose, act, what)
    SELECT gen_random_uuid(), %(organisation)s, m.number, m.kind, m.subject, m.owner, %(at)s, %(user)s, %(purpose)s,
           m.act, m.what
      FROM unnest(%(m_numbers)s::bigint[], %(m_kinds)s::text[], %(m_subjects)s::uuid[], %(m_owners)s::uuid[],
                  %(m_acts)s::text[], %(m_whats)s::text[]) AS m(number, kind, subject, owner, act, what)
)
UPDATE journal_counter SET last = %(last)s, head = %(head)s WHERE organisation_id = %(organisation)s
"""


@contextmanager
def acting_as(viewer: Viewer, *, doing: str = "job") -> Iterator[Viewer]:
    """Everything inside is asked and written for `viewer`; at the end the journal is written, in the same transaction.

    `doing` is the name of the job, command or test. Raises NoTenant outside a transaction, or inside another viewer's block.
    """
    with speaking_for(viewer):
        yield viewer
        write_down(viewer, doing=doing)


def write_down(viewer: Viewer, *, doing: str, answered: bool = True) -> None:
    """Write every note of the transaction, and one entry that lists what the answer showed.

    `doing` names the page or job. `answered` is False for a poll that found nothing new (304): it shows nothing.
    Any failure is raised, so that the transaction rolls back and nothing leaves the server unjournalled.
    """
    notes = taken()
    entries = list(notes)
    if answered and viewer.seen.subjects:
        entries.append(Note("read", doing, tuple(viewer.seen.subjects)))
    viewer.seen.subjects.clear()
    if entries:
        _append(viewer, entries)
    for note in notes:
        note.written = True


@dataclass(frozen=True, slots=True)
class Line:
    """A note with its number and its place in the chain."""

    note: Note
    number: int
    subjects: list[list[str]]
    codes: Mapping[str, str | int | bool | None]
    prev: bytes
    salt: bytes
    leaf: bytes


def _append(viewer: Viewer, notes: Sequence[Note]) -> None:
    """Take the tenant's counter, number the notes without a gap, chain their leaves, and move the counter on."""
    counter = _locked_counter(viewer)
    lines: list[Line] = []
    prev = bytes(counter.head)
    for number, note in enumerate(notes, start=counter.last + 1):
        line = _line(viewer, note, number=number, prev=prev)
        lines.append(line)
        prev = line.leaf
    with connection.cursor() as cursor:
        cursor.execute(APPEND, _columns(viewer, lines))


def _locked_counter(viewer: Viewer) -> Counter:
    counter = Counter.objects.select_for_update().filter(pk=viewer.organisation).first()
    if counter is None:
        fresh = Counter(organisation_id=viewer.organisation, head=NO_LEAF)
        Counter.objects.bulk_create([fresh], ignore_conflicts=True)
        counter = Counter.objects.select_for_update().get(pk=viewer.organisation)
    return counter


def _line(viewer: Viewer, note: Note, *, number: int, prev: bytes) -> Line:
    subjects = [[s.kind, str(s.id), str(s.of)] for s in note.subjects]
    codes = {name: _plain(value) for name, value in note.codes.items()}
    salt = os.urandom(32)
    content = canonical(
        organisation=viewer.organisation,
        number=number,
        at=viewer.at,
        user=viewer.user,
        purpose=viewer.purpose,
        act=note.act,
        what=note.what,
        subjects=subjects,
        codes=codes,
        prev=prev,
    )
    return Line(note, number, subjects, codes, prev, salt, leaf(salt, content))


def _columns(viewer: Viewer, lines: Sequence[Line]) -> dict[str, Any]:
    """The values of `APPEND`: a list a column."""
    named = [(line, subject) for line in lines for subject in line.note.subjects]
    return {
        "organisation": viewer.organisation,
        "at": viewer.at,
        "user": viewer.user,
        "purpose": viewer.purpose,
        "numbers": [line.number for line in lines],
        "acts": [line.note.act for line in lines],
        "whats": [line.note.what for line in lines],
        "subjects": [json.dumps(line.subjects) for line in lines],
        "codes": [json.dumps(line.codes) for line in lines],
        "prevs": [line.prev for line in lines],
        "salts": [line.salt for line in lines],
        "leaves": [line.leaf for line in lines],
        "m_numbers": [line.number for line, _ in named],
        "m_kinds": [subject.kind for _, subject in named],
        "m_subjects": [subject.id for _, subject in named],
        "m_owners": [subject.of for _, subject in named],
        "m_acts": [line.note.act for line, _ in named],
        "m_whats": [line.note.what for line, _ in named],
        "last": lines[-1].number,
        "head": lines[-1].leaf,
    }


def _plain(value: object) -> str | int | bool | None:
    """A code as JSON keeps it; anything that is not a number, a truth value or nothing is its text form."""
    return value if value is None or type(value) in (bool, int, str) else str(value)  # type: ignore[return-value]
