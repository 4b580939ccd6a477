"""Getting a home ready to be served: keys, roles, tables, style sheet. Each is left as it is where it is ready already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wayhome.cli.server import ready
from wayhome.cli.server.home import Home
from wayhome.cli.server.words import Cannot
from wayhome.engines.embedded_postgres import Given, Server

MAKE_ROLES = (
    f"CREATE ROLE {ready.APP} LOGIN NOSUPERUSER NOBYPASSRLS; CREATE ROLE {ready.AUDITOR} LOGIN NOSUPERUSER NOBYPASSRLS;"
)


def prepare(home: Home, server: Server | Given) -> None:
    """Make what is missing and bring the rest up to date. Django has started afterwards.

    Raises Cannot, with what to do, where that is not possible; nothing is half-done.
    """
    app, owner = server.dsn("app"), server.dsn("owner")
    for dsn in (owner, app):
        ready.raise_if(ready.database_answers(dsn))
    ready.raise_if(roles_are_there(owner))
    with new_keys_only_for(new_database=not has_tables(owner), home=home):
        ready.start_django(app)
    bring_tables_up_to_date(owner)
    ready.raise_if(ready.role_is_bound(app))
    ready.raise_if(ready.keys_fit_the_database())
    collect_static_files()


@contextmanager
def new_keys_only_for(*, new_database: bool, home: Home) -> Iterator[None]:
    """Django makes missing keys when it starts; beside a database with tables that must not happen."""
    if not new_database:
        ready.raise_if(ready.keys_are_there(home))
    yield


def has_tables(owner: str) -> bool:
    """Whether anything was ever put into the database."""
    import psycopg

    with psycopg.connect(owner) as connection:
        found = connection.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL").fetchone()
    return bool(found and found[0])


def roles_are_there(owner: str) -> ready.Refusal:
    """The tables grant rights to two roles by name; on a server of one's own they must be made first."""
    import psycopg

    with psycopg.connect(owner) as connection:
        found = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    missing = [role for role in (ready.APP, ready.AUDITOR) if role not in found]
    if not missing:
        return None
    return f"The database server has no role {' and no role '.join(missing)}. As its administrator, run: {MAKE_ROLES}"


def bring_tables_up_to_date(owner: str) -> None:
    """Run the migrations that are waiting, as the owner of the tables; a look as the app is enough to see that none is."""
    import psycopg
    from django.db.utils import DatabaseError

    from wayhome.casework.config import setup

    if ready.tables_are_current() is None:
        return
    try:
        setup.migrate(owner)
    except (DatabaseError, psycopg.Error) as problem:
        raise Cannot(
            f"The tables could not be brought up to date, and are as they were: {ready.first_line(problem)}"
        ) from problem


def collect_static_files() -> None:
    """Compile the style sheet where its sources are, and gather what the pages need, if anything changed since."""
    from django.conf import settings
    from django.core.management import call_command

    from wayhome.casework.design import build

    try:
        build.build()
    except build.CannotBuild as cannot:
        raise Cannot(str(cannot)) from cannot
    stamp, now = settings.STATIC_ROOT / ".collected", _digest_of_static()
    if stamp.is_file() and stamp.read_text("utf-8") == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(now, "utf-8")


def _digest_of_static() -> str:
    """One number that changes when any static file does, or how they are stored."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    total = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    found = sorted((path, storage.path(path)) for finder in get_finders() for path, storage in finder.list(None))
    for path, place in found:
        about = Path(place).stat()
        total.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return total.hexdigest()
