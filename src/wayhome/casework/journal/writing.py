"""Writing the journal down: last in the transaction, in the tenant's order, or not at all and then nothing commits.

Two statements: lock the tenant's counter, then add the entries and the records they name and move the counter on.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from wayhome.casework.journal.context import Purpose, Turns, Viewer, speaking_for, taking, tell_database, turns
from wayhome.casework.journal.leaves import NO_LEAF, canonical, leaf
from wayhome.casework.journal.models import Counter
from wayhome.casework.journal.notes import Note, taken
from wayhome.casework.records.among import array_of

APPEND = """
WITH e AS (
    SELECT *
      FROM unnest(%(numbers)s::bigint[], %(ats)s::timestamptz[], %(users)s::uuid[], %(purposes)s::text[], %(acts)s::text[],
                  %(whats)s::text[], %(subjects)s::jsonb[], %(codes)s::jsonb[], %(prevs)s::bytea[], %(salts)s::bytea[],
                  %(leaves)s::bytea[])
           AS e(number, at, user_id, purpose, act, what, subjects, codes, prev, salt, leaf)
), entries AS (
    INSERT INTO journal_entry
        (id, organisation_id, number, at, user_id, purpose, act, what, subjects, codes, prev, salt, leaf)
    SELECT gen_random_uuid(), %(organisation)s, e.number, e.at, e.user_id, e.purpose,
           e.act, e.what, e.subjects, e.codes, e.prev, e.salt, e.leaf
      FROM e
), mentions AS (
    INSERT INTO journal_mention
        (id, organisation_id, number, kind, subject_id, belongs_to, at, user_id, purpose, act, what)
    SELECT gen_random_uuid(), %(organisation)s, e.number, m.kind, m.subject, m.owner, e.at, e.user_id, e.purpose,
           e.act, e.what
      FROM unnest(%(m_numbers)s::bigint[], %(m_kinds)s::text[], %(m_subjects)s::uuid[], %(m_owners)s::uuid[])
           AS m(number, kind, subject, owner)
      JOIN e ON e.number = m.number
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
    taking_turns = turns()
    notes = taken(after=taking_turns.noted if taking_turns else 0)
    entries = list(notes)
    if answered and viewer.seen.subjects:
        entries.append(Note("read", doing, tuple(viewer.seen.subjects)))
    viewer.seen.subjects.clear()
    if taking_turns is not None:  # written down when everybody has had their turn
        taking_turns.entries += [(viewer, entry) for entry in entries]
        taking_turns.noted = len(connection.run_on_commit)
        return
    if entries:
        _append(viewer.organisation, [(viewer, entry) for entry in entries])
    for note in notes:
        note.written = True


@contextmanager
def in_turn() -> Iterator[None]:
    """One transaction in which several people act one after another, each in an `acting_as` block of their own.

    For history that is told again, where a transaction for each act would take many times as long. Each act is noted as
    it always is, and written down at the end, each organisation's in its order; else nothing commits.
    """
    taking_turns = Turns()
    with transaction.atomic(), taking(taking_turns):
        yield
        everything = defaultdict(list)
        for viewer, note in taking_turns.entries:
            everything[viewer.organisation].append((viewer, note))
        for organisation in sorted(everything):  # always in the same order, so that two never wait for each other
            tell_database(organisation=organisation, purpose=Purpose.JOB)
            _append(organisation, everything[organisation])
        for _, note in taking_turns.entries:
            note.written = True


@dataclass(frozen=True, slots=True)
class Line:
    """A note with whose it is, its number and its place in the chain."""

    viewer: Viewer
    note: Note
    number: int
    subjects: list[list[str]]
    codes: Mapping[str, str | int | bool | None]
    prev: bytes
    salt: bytes
    leaf: bytes


def _append(organisation: UUID, notes: Sequence[tuple[Viewer, Note]]) -> None:
    """Take the tenant's counter, number the notes without a gap, chain their leaves, and move the counter on."""
    counter = _locked_counter(organisation)
    lines: list[Line] = []
    prev = bytes(counter.head)
    for number, (viewer, note) in enumerate(notes, start=counter.last + 1):
        line = _line(viewer, note, number=number, prev=prev)
        lines.append(line)
        prev = line.leaf
    with connection.cursor() as cursor:
        cursor.execute(APPEND, _columns(organisation, lines))


def _locked_counter(organisation: UUID) -> Counter:
    counter = Counter.objects.select_for_update().filter(pk=organisation).first()
    if counter is None:
        fresh = Counter(organisation_id=organisation, head=NO_LEAF)
        Counter.objects.bulk_create([fresh], ignore_conflicts=True)
        counter = Counter.objects.select_for_update().get(pk=organisation)
    return counter


def _line(viewer: Viewer, note: Note, *, number: int, prev: bytes) -> Line:
    owners = {of: str(of) for of in {s.of for s in note.subjects}}
    subjects = [[s.kind, str(s.id), owners[s.of]] for s in note.subjects]
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
    return Line(viewer, note, number, subjects, codes, prev, salt, leaf(salt, content))


def _columns(organisation: UUID, lines: Sequence[Line]) -> dict[str, Any]:
    """The values of `APPEND`: a list a column."""
    named = [(line, *subject) for line in lines for subject in line.subjects]
    return {
        "organisation": organisation,
        "numbers": [line.number for line in lines],
        "ats": [line.viewer.at for line in lines],
        "users": [line.viewer.user for line in lines],
        "purposes": [line.viewer.purpose for line in lines],
        "acts": [line.note.act for line in lines],
        "whats": [line.note.what for line in lines],
        "subjects": [json.dumps(line.subjects) for line in lines],
        "codes": [json.dumps(line.codes) for line in lines],
        "prevs": [line.prev for line in lines],
        "salts": [line.salt for line in lines],
        "leaves": [line.leaf for line in lines],
        "m_numbers": [line.number for line, _, _, _ in named],
        "m_kinds": [kind for _, kind, _, _ in named],
        "m_subjects": array_of(id for _, _, id, _ in named),
        "m_owners": array_of(owner for _, _, _, owner in named),
        "last": lines[-1].number,
        "head": lines[-1].leaf,
    }


def _plain(value: object) -> str | int | bool | None:
    """A code as JSON keeps it; anything that is not a number, a truth value or nothing is its text form."""
    return value if value is None or type(value) in (bool, int, str) else str(value)  # type: ignore[return-value]
