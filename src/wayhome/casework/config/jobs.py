"""What has to be done when its time comes and nobody presses a button: each thing once, however often or late it is looked for.

A turn goes through every authority and every job. What is due is found in one transaction; each thing found is then done
in a transaction of its own, in the name of the system for that authority, with a lock that keeps two servers from doing it
together. A thing that fails is logged by its job and kind of error, and the others are done all the same. Nothing is
remembered between turns: whether a thing is due is read from what is recorded, so a turn that was killed, came an hour
late, or came twice does no harm.
"""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction

from wayhome.casework.accounts.viewers import system_of
from wayhome.casework.delivery import queries as delivery
from wayhome.casework.delivery.actions import allocating
from wayhome.casework.journal.context import Purpose, Viewer, speaking_for
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey import worries
from wayhome.casework.organisations.queries import directory
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.reach import queries as reach
from wayhome.casework.reach.actions import asking, ending, notices
from wayhome.casework.sharing import receipts
from wayhome.casework.sharing.actions import afterwards
from wayhome.casework.work import actions as work
from wayhome.casework.work.queries import escalations

log = structlog.get_logger()

Item = Mapping[str, UUID]
NOBODY = UUID(int=0)
MOST = 200
"""As many things of one job are done for one authority in one turn; the rest wait for the next, behind nobody else."""
LOST = (OperationalError, InterfaceError)
"""What is raised when the database is gone, and also when it only refuses one statement."""


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of thing: how often to look for it, how to find what is due, and how to do one of it (`by`, `at`)."""

    name: str
    every: timedelta
    due: Callable[[Viewer], Iterable[Item]]
    do: Callable[..., object]


OFTEN, SOON, SELDOM = timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=10)

JOBS = (
    Job("worries go up", OFTEN, worries.due_to_go_up, worries.escalate),
    Job("notices kept and not tried", SOON, reach.kept_only, notices.apply_kept),
    Job("receipts of what was sent", SOON, receipts.receipts_to_note, afterwards.take_note_of_receipt),
    Job("what is late goes up", SOON, escalations.to_look_at, work.climb),
    Job("a contract is over", SOON, delivery.contracts_to_end, allocating.end_with_contract),
    Job("time to answer is over", SELDOM, reach.answers_due, asking.end_answer_period),
    Job("turned 18 while away", SELDOM, reach.grown_up, ending.turn_18),
)


@dataclass(slots=True)
class Turn:
    """What came of one turn."""

    done: int = 0
    failed: int = 0


@dataclass(slots=True)
class Runner:
    """Takes turns. It remembers only when it last looked for each kind of thing, by a clock that never jumps."""

    jobs: Sequence[Job] = JOBS
    steady: Callable[[], float] = time.monotonic
    looked: dict[str, float] = field(default_factory=dict)

    def turn(self, at: datetime) -> Turn:
        """Look for every kind of thing whose time to look has come, and do what is due at `at`."""
        now = self.steady()
        due = [j for j in self.jobs if now - self.looked.get(j.name, float("-inf")) >= j.every.total_seconds()]
        self.looked.update((job.name, now) for job in due)
        turn = Turn()
        try:
            for authority in authorities(at):
                for job in due:
                    one_job(job, authority, at, turn)
        except Exception as problem:  # the database is gone: what is due now is due in the next turn
            failed("turn", problem)
            turn.failed += 1
        finally:
            connection.close()
        return turn

    def forever(self, clock: Callable[[], datetime], leave: threading.Event, *, seconds: float = 30) -> None:
        """A turn, then a pause, until asked to leave. The time is read once for each turn."""
        while True:
            self.turn(clock())
            if leave.wait(seconds):
                return


def authorities(at: datetime) -> list[UUID]:
    """Every authority that uses the service: children's records belong to authorities alone."""
    viewer = Viewer(NOBODY, None, frozenset(), at, Purpose.JOB)
    with transaction.atomic(), speaking_for(viewer):
        return [o.id for o in directory(viewer, OrganisationKind.AUTHORITY)]


def one_job(job: Job, authority: UUID, at: datetime, turn: Turn) -> None:
    """Everything of one job that is due at one authority."""
    try:
        viewer = system_of(authority, at=at)
        with transaction.atomic(), speaking_for(viewer):
            found = list(job.due(viewer))[:MOST]
    except Exception as problem:
        if is_lost(problem):
            raise
        failed(job.name, problem)
        turn.failed += 1
        return
    for item in found:
        one_thing(job, authority, item, at, turn)


def one_thing(job: Job, authority: UUID, item: Item, at: datetime, turn: Turn) -> None:
    """One thing, in a transaction of its own; left alone where another server does this job for this authority now."""
    viewer = system_of(authority, at=at)
    try:
        with transaction.atomic(), acting_as(viewer, doing=job.name):
            if not _ours(job, authority):
                return
            done = bool(job.do(**item, by=viewer, at=at))
    except Exception as problem:
        if is_lost(problem):
            raise
        failed(job.name, problem)
        turn.failed += 1
        return
    turn.done += done


def is_lost(problem: Exception) -> bool:
    """Whether the connection itself is gone, and not only one statement on it refused."""
    return isinstance(problem, LOST) and not connection.is_usable()


def failed(job: str, problem: BaseException) -> None:
    """Say that something failed, where, and as what kind of error; never what it was about."""
    frames = traceback.extract_tb(problem.__traceback__)
    where = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    log.error("job failed", job=job, kind=type(problem).__name__, where=where)


def _ours(job: Job, authority: UUID) -> bool:
    """Whether this transaction is the only one that does this job for this authority now; the lock ends with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 2))", [f"{job.name} {authority}"])
        return bool(cursor.fetchone()[0])
