"""What `wayhome doctor` looks at. Each look is one function: the words of what is wrong and what to do, or None.

A look that others rest on comes first, and where it fails the others are not made: their answers would mislead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Literal

from wayhome.cli.server import ready
from wayhome.cli.server.home import Home
from wayhome.cli.server.words import Cannot
from wayhome.engines.postgres_programs import DatabaseError

ROOM = 2 * 1024**3
OLDEST = 15
MOST_APART = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and in words what to do."""

    what: str
    how: Literal["well", "advice", "mend"]
    words: str = ""


def look(home: Home, *, deep: bool, at: datetime) -> Iterator[Finding]:
    """Every look in order; the first thing that others rest on ends it when it does not hold."""
    yield _found("Room on the disk", lambda: room(home))
    keys = _found("Keys", lambda: ready.keys_are_there(home) or keys_are_private(home))
    yield keys
    if keys.how == "mend":
        return
    if not (home.folder / "database").is_dir() and not os.environ.get("DATABASE_URL"):
        yield Finding(
            "Database", "mend", f"There is none in {home.folder}, and DATABASE_URL names none. {ready.PREPARE}"
        )
        return
    try:
        with home.database() as server:
            yield from _database(home, server.dsn("app"), deep=deep, at=at)
    except (DatabaseError, Cannot) as problem:
        yield Finding("Database", "mend", str(problem))


def _database(home: Home, dsn: str, *, deep: bool, at: datetime) -> Iterator[Finding]:
    rests_on: tuple[tuple[str, Callable[[], ready.Refusal]], ...] = (
        ("Database", lambda: ready.database_answers(dsn)),
        ("Row security binds who serves", lambda: ready.role_is_bound(dsn)),
        ("Version of PostgreSQL", lambda: version(dsn)),
        ("The two clocks agree", lambda: clocks_agree(dsn, at)),
        ("Tables", lambda: _django(dsn) or ready.tables_are_current()),
        ("Keys belong to this database", ready.keys_fit_the_database),
    )
    for what, rule in rests_on:
        one = _found(what, rule)
        yield one
        if one.how == "mend":
            return
    yield _found("Style sheet", ready.static_files_are_collected)
    yield _found("HTTPS", lambda: https(home), advice=True)
    yield _found("E-mail about passwords", lambda: email(home), advice=True)
    yield _found("Bank holidays", lambda: holidays(at), advice=True)
    yield from _organisations(at, deep=deep)


def _organisations(at: datetime, *, deep: bool) -> Iterator[Finding]:
    every = organisations()
    if not every:
        yield Finding("Organisations", "advice", "None yet: `wayhome add-organisation` adds the first.")
    for id, name, kind in every:
        with acting_for(id, at) as viewer:
            if kind == "authority":
                yield _found(f"{name}: somebody is on duty", partial(duty, viewer), advice=True)
            if deep:
                yield _found(f"{name}: journal", partial(journal_is_whole, viewer))
                yield _found(f"{name}: where each case is", partial(projection_is_right, viewer))


def _found(what: str, rule: Callable[[], ready.Refusal], *, advice: bool = False) -> Finding:
    words = rule()
    return Finding(what, "well") if words is None else Finding(what, "advice" if advice else "mend", words)


def _django(dsn: str) -> ready.Refusal:
    ready.start_django(dsn)
    return None


def keys_are_private(home: Home) -> ready.Refusal:
    """Keys that others on the machine can read open every note."""
    for name in ("secret_key", "master_keys", "backup_key"):
        path = home.key_file(name)
        if path.is_file() and path.stat().st_mode & 0o077:
            return f"{path} can be read by others: `chmod 600 {path}`."
    return None


def room(home: Home) -> ready.Refusal:
    """A full disk refuses every write."""
    folder = next(f for f in (home.folder, *home.folder.parents) if f.exists())
    free = shutil.disk_usage(folder).free
    return (
        None
        if free >= ROOM
        else f"{free / 1024**3:.1f} GB are free where {home.folder} is; make room for 2 GB at least."
    )


def version(dsn: str) -> ready.Refusal:
    """Row security has had faults in older versions, and the tables ask for 15."""
    import psycopg

    with psycopg.connect(dsn) as connection:
        number = connection.info.server_version // 10000
    return None if number >= OLDEST else f"It is {number}; move to PostgreSQL {OLDEST} or newer."


def clocks_agree(dsn: str, at: datetime) -> ready.Refusal:
    """Every promise of 72 hours rests on the clock of the machine that serves; the database's is a second opinion."""
    import psycopg

    with psycopg.connect(dsn) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    apart = abs(row[0] - at) if row else timedelta(0)
    words = f"They are {apart.total_seconds():.0f} seconds apart. Set both by the same time service (NTP)."
    return None if apart <= MOST_APART else words


def https(home: Home) -> ready.Refusal:
    """Beyond this machine nobody signs in without it."""
    from django.conf import settings

    elsewhere = set(settings.ALLOWED_HOSTS) - {"localhost", "127.0.0.1", "[::1]"}
    if settings.HTTPS or home.practice or not elsewhere:
        return None
    return (
        f"People reach it as {', '.join(sorted(elsewhere))} without WAYHOME_HTTPS=yes. Put HTTPS in front, and set it."
    )


def email(home: Home) -> ready.Refusal:
    """A forgotten password is mended by e-mail, or by an administrator."""
    if home.practice or os.environ.get("WAYHOME_EMAIL_BACKEND"):
        return None
    return "It is printed and not sent, as WAYHOME_EMAIL_BACKEND is not set. Administrators can give new passwords all the same."


def holidays(at: datetime) -> ready.Refusal:
    """Working days beyond the published list are marked provisional."""
    from wayhome.domain.holidays import Nation, published

    last = min(published(nation).last for nation in Nation)
    if last - at.date() > timedelta(days=60):
        return None
    return f"The published list ends on {last:%d %B %Y}; later working days say “provisional”. A newer version of Wayhome has a newer list."


def duty(viewer: Any) -> ready.Refusal:
    """Worries go to whoever is on duty; without anybody they climb the ladder at once."""
    from wayhome.casework.accounts.queries import on_duty

    return (
        None
        if on_duty(viewer, viewer.at)
        else "Nobody is down as on duty now. An administrator fills the rota on the page *People*."
    )


def journal_is_whole(viewer: Any) -> ready.Refusal:
    """Every entry recomputed, and none missing."""
    from wayhome.casework.journal.queries import verify

    verdict = verify(viewer)
    if verdict.whole:
        return None
    first = verdict.faults[0]
    return (
        f"{len(verdict.faults)} faults, the first at entry {first.number} ({first.rule}). "
        "Keep the database as it is, and tell the information governance lead."
    )


def projection_is_right(viewer: Any) -> ready.Refusal:
    """Where each case is must be what its events say."""
    from wayhome.casework.journey.projection import differences

    found = differences(viewer)
    return (
        None
        if not found
        else f"{len(found)} differ, the first: {found[0]}. The events are kept; ask whoever supports Wayhome to rebuild."
    )


def organisations() -> list[tuple[Any, str, str]]:
    """Every organisation that is here: its id, name and kind."""
    from django.db import transaction

    from wayhome.casework.journal.context import Purpose, tell_database
    from wayhome.casework.organisations.models import Organisation

    with transaction.atomic():
        tell_database(purpose=Purpose.SIGNING_IN)
        return list(Organisation.objects.filter(ended_on=None).order_by("name").values_list("id", "name", "kind"))


@contextmanager
def acting_for(organisation: Any, at: datetime) -> Iterator[Any]:
    """One transaction in which an organisation's own system looks at its rows."""
    from django.db import transaction

    from wayhome.casework.journal.context import Purpose, Viewer
    from wayhome.casework.journal.writing import acting_as

    viewer = Viewer(organisation, None, frozenset(), at, Purpose.JOB)
    with transaction.atomic(), acting_as(viewer, doing="doctor") as by:
        yield by
