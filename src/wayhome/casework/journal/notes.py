"""Notes for the journal, taken while a request runs and written down once, last, in the same transaction.

They are taken in memory so that the row lock on a tenant's order is held for the last moments of the transaction only,
and always taken last, so that it can never stand in a circle of locks. A note taken inside a savepoint that is rolled
back goes with it: notes ride on Django's list of what happens on commit, which keeps exactly that account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection, transaction

from wayhome.casework.journal.context import NoTenant, Subject, Viewer, present


@dataclass(slots=True)
class Note:
    """One act to be written down: what was done, about which records, with codes that say more (never text)."""

    act: str
    what: str
    subjects: tuple[Subject, ...]
    codes: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    written: bool = False

    def __call__(self) -> None:
        """Called by Django on commit: a note that nobody wrote down is a fault in the program, and loud."""
        if not self.written:
            raise NoTenant(f"{self.what} was committed without its journal entry")


def shows(viewer: Viewer, kind: str, ids: Iterable[UUID], *, of: UUID | None = None) -> None:
    """Note that the answer shows these records, which belong to organisation `of` (the viewer's own when not given)."""
    owner = of or viewer.organisation
    viewer.seen.add(Subject(kind, id, owner) for id in ids)


def wrote(
    viewer: Viewer, what: str, kind: str, id: UUID, /, *, of: UUID | None = None, **codes: str | int | bool | None
) -> Note:
    """Note that `what` was done to a record, such as "child.named". `codes` hold ids, codes and numbers, never text."""
    note = Note("wrote", what, (Subject(kind, id, of or viewer.organisation),), codes)
    _take(viewer, note)
    return note


def refused(viewer: Viewer, what: str, rule: str) -> None:
    """Note that something was refused, by the name of the rule."""
    _take(viewer, Note("refused", what, (), {"rule": rule}))


def _take(viewer: Viewer, note: Note) -> None:
    acting = present()
    if (viewer.organisation, viewer.user) != (acting.organisation, acting.user):
        raise NoTenant(f"{note.what} was done in the name of somebody who is not acting")
    if not connection.in_atomic_block:
        raise NoTenant(f"{note.what} was done outside a transaction")
    transaction.on_commit(note)


def taken(*, after: int = 0) -> list[Note]:
    """The notes of this transaction that still stand and are not yet written, in order; those from a place on."""
    return [call for _, call, _ in connection.run_on_commit[after:] if isinstance(call, Note) and not call.written]


def stands(note: Note) -> bool:
    """Whether what a note speaks of is still to be committed: no savepoint that was rolled back took it along."""
    return any(call is note for _, call, _ in reversed(connection.run_on_commit))
