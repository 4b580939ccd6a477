"""For whom the database is being asked: organisation, person, purpose and the one clock, local to one transaction.

Row policies read these four settings. They are set with `set_config(…, true)`, so they end with the transaction and
never reach the next user of a pooled connection; outside a transaction nothing is set and every policy shows no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import Error, connection

from wayhome.domain.vocabulary import Role


class Purpose:
    """Why the system is being used: the codes that stand in the journal and in `app.purpose`."""

    CASEWORK = "casework"
    DUTY = "duty"
    OVERSIGHT = "oversight"
    ADMINISTRATION = "administration"
    BREAK_GLASS = "break_glass"
    SUBJECT_ACCESS = "subject_access"
    AUDIT = "audit"
    SIGNING_IN = "signing_in"
    JOB = "job"


class NoTenant(RuntimeError):
    """Somebody asked for personal data, or wrote, without saying for whom."""


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """A record that was shown or written: its kind, its id, and the organisation it belongs to."""

    kind: str
    id: UUID
    of: UUID


@dataclass(slots=True)
class Seen:
    """What a response shows, collected by the queries that read it, in order and once each."""

    subjects: dict[Subject, None] = field(default_factory=dict)

    def add(self, subjects: Iterable[Subject]) -> None:
        self.subjects.update(dict.fromkeys(subjects))


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, for which organisation, in which roles, when and why. The first argument of every query."""

    organisation: UUID
    user: UUID | None
    roles: frozenset[Role]
    at: datetime
    purpose: str = Purpose.CASEWORK
    teams: frozenset[UUID] = frozenset()
    seen: Seen = field(default_factory=Seen, compare=False, repr=False)

    def has(self, *roles: Role) -> bool:
        """Whether the person holds any of these roles now."""
        return not self.roles.isdisjoint(roles)

    def because(self, purpose: str) -> Viewer:
        """The same person asking for another purpose; what is seen is noted in the same place."""
        return replace(self, purpose=purpose)


@dataclass(slots=True)
class Block:
    """One transaction in one viewer's name, and what may be remembered for as long as it lasts and no longer."""

    viewer: Viewer
    remembered: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Turns:
    """One transaction in which several people act one after another: what they did waits to be written down at its end.

    `remembered` is what was learnt under locks that the transaction holds, and is gone with it.
    """

    entries: list[tuple[Viewer, Any]] = field(default_factory=list)
    noted: int = 0
    remembered: dict[Any, Any] = field(default_factory=dict)


_block: ContextVar[Block | None] = ContextVar("block", default=None)
_turns: ContextVar[Turns | None] = ContextVar("turns", default=None)
SETTINGS = ("app.organisation", "app.user", "app.purpose", "app.at")


def present() -> Viewer:
    """The viewer of the block that is running. Raises NoTenant outside one."""
    return _running().viewer


def remembered() -> dict[str, Any]:
    """What the block that is running remembers: gone when it ends, so that nothing outlives a right. Raises NoTenant outside one."""
    return _running().remembered


def recalled(name: str) -> dict[Any, Any] | None:
    """What the running block remembers under a name, to read and to add to; None where there is no block."""
    block = _block.get()
    return None if block is None else block.remembered.setdefault(name, {})


def forget(name: str) -> None:
    """Forget it: something that it was worked out from has changed."""
    block = _block.get()
    if block is not None:
        block.remembered.pop(name, None)


def turns() -> Turns | None:
    """The turns that are being taken; None in the usual case of one viewer to a transaction."""
    return _turns.get()


@contextmanager
def taking(turns: Turns) -> Iterator[None]:
    """Every block inside is one of these turns. No tenant is left behind at the end."""
    if _turns.get() is not None or _block.get() is not None:
        raise NoTenant("turns are taken already, or somebody is acting")
    token = _turns.set(turns)
    try:
        yield
    except BaseException:
        _turns.reset(token)
        _leave_no_tenant(whole=False)
        raise
    _turns.reset(token)
    _leave_no_tenant(whole=True)


def _running() -> Block:
    block = _block.get()
    if block is None:
        raise NoTenant("nobody is acting: use acting_as(viewer) inside a transaction")
    return block


def tell_database(
    *, organisation: UUID | None = None, user: UUID | None = None, purpose: str = "", at: datetime | None = None
) -> None:
    """Set the four settings for this transaction only. Raises NoTenant outside a transaction."""
    if not connection.in_atomic_block:
        raise NoTenant("the tenant is set inside a transaction only")
    values = (str(organisation or ""), str(user or ""), purpose, at.isoformat() if at else "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS), values)


@contextmanager
def speaking_for(viewer: Viewer) -> Iterator[None]:
    """Set the tenant for the block, without writing the journal: for the middleware, which knows what was answered."""
    if _block.get() is not None:
        raise NoTenant("somebody is acting already; one transaction speaks for one viewer")
    tell_database(organisation=viewer.organisation, user=viewer.user, purpose=viewer.purpose, at=viewer.at)
    viewer.seen.subjects.clear()
    token = _block.set(Block(viewer))
    try:
        yield
    except BaseException:
        _block.reset(token)
        _leave_no_tenant(whole=False)
        raise
    _block.reset(token)
    _leave_no_tenant(whole=True)


def _leave_no_tenant(*, whole: bool) -> None:
    """Unset the tenant for what else runs in the transaction; between two turns the next sets its own.

    A connection that broke since the last statement can commit nothing. Where the block was `whole` that is raised: what was
    done in it must not be answered as done. Where a fault is on its way out already, the fault says it.
    """
    if _turns.get() is not None or not connection.in_atomic_block or connection.needs_rollback:
        return
    try:
        tell_database()
    except Error:
        connection.needs_rollback = True
        if whole:
            raise
