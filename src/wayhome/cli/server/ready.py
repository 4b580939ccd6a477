"""What must hold before anybody is served. Each rule is one function: the words of what is wrong, or None."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

from wayhome.cli.server.home import KEYS, Home
from wayhome.cli.server.words import Cannot

PREPARE = "`wayhome migrate` gets it ready."
APP, AUDITOR = "wayhome_app", "wayhome_auditor"

Refusal = str | None


def keys_are_there(home: Home) -> Refusal:
    """New keys beside an old database would leave every note in it unreadable, so serving never makes any."""
    missing = home.missing_keys()
    if not missing:
        return None
    names = " and ".join(f"{name} ({KEYS[name]})" for name in missing)
    return (
        f"There is no {names} for {home.folder}. For a new Wayhome, {PREPARE} Else restore the keys from their backup."
    )


def port_is_free(host: str, port: int) -> Refusal:
    """Somebody who already listens there would be taken for us."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as problem:
            return f"{host} port {port} cannot be used: {problem.strerror}. Choose another with `--port N`."
    return None


def database_answers(dsn: str) -> Refusal:
    """The database must be there, as the app's role, before Django is."""
    import psycopg

    try:
        psycopg.connect(dsn, connect_timeout=10).close()
    except psycopg.OperationalError as problem:
        return f"The database does not answer: {first_line(problem)}"
    except psycopg.ProgrammingError:
        return "DATABASE_URL is not a PostgreSQL connection string."
    return None


def role_is_bound(dsn: str) -> Refusal:
    """The role that serves may neither pass row security by nor own a table: else one fault opens every authority."""
    import psycopg

    with psycopg.connect(dsn) as connection:
        row = connection.execute(
            "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        name, free = row.fetchone() or ("", True)
        owned = connection.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole").fetchone()
        member = connection.execute(
            "SELECT pg_has_role(current_user, oid, 'USAGE') FROM pg_roles WHERE rolname = %s", [APP]
        ).fetchone()
    if free:
        return f"The role {name} of DATABASE_URL passes row security by. Serve as {APP}, which cannot."
    if owned and owned[0]:
        return f"The role {name} of DATABASE_URL owns tables, so it could change who sees what. Serve as {APP}, which owns none."
    if not member or not member[0]:
        return f"The role {name} of DATABASE_URL is not {APP} and holds none of its rights. {PREPARE}"
    return None


def tables_are_current() -> Refusal:
    """Every migration that this version knows has been run. Django must have started."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import ProgrammingError

    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except ProgrammingError:
        return f"The database has no tables yet. {PREPARE}"
    if waiting:
        return f"{waiting} change{'s' if waiting > 1 else ''} to the tables {'are' if waiting > 1 else 'is'} waiting. {PREPARE}"
    return None


def keys_fit_the_database() -> Refusal:
    """The master keys must be those that sealed what is in the database: one sealed secret is tried."""
    from allauth.mfa.models import Authenticator  # type: ignore[import-untyped]
    from django.db import transaction

    from wayhome.casework.accounts.adapters import SecondStep
    from wayhome.casework.journal.context import Purpose, tell_database
    from wayhome.casework.records.master import CannotUnwrap

    with transaction.atomic():
        tell_database(purpose=Purpose.SIGNING_IN)
        sealed = Authenticator.objects.filter(type=Authenticator.Type.TOTP).order_by("-id").first()
    if sealed is None:
        return None
    try:
        SecondStep().decrypt(sealed.data["secret"])
    except CannotUnwrap:
        return "The master keys here did not seal this database. Restore the keys that belong to it from their backup."
    return None


def static_files_are_collected() -> Refusal:
    """Pages without their style sheet are unreadable on a phone."""
    from django.conf import settings

    if (settings.STATIC_ROOT / "staticfiles.json").is_file() or (
        settings.STATIC_ROOT / "design" / "wayhome.css"
    ).is_file():
        return None
    return f"The style sheet has not been collected. {PREPARE}"


def raise_if(refusal: Refusal) -> None:
    """Raise the words of a rule that does not hold."""
    if refusal:
        raise Cannot(refusal)


def first_line(problem: Exception) -> str:
    """What a program said, in one line; the address it was given, which holds a password, is never in it."""
    return (str(problem).strip().splitlines() or ["it did not say why."])[0]


AFTER_DJANGO: tuple[Callable[[], Refusal], ...] = (
    tables_are_current,
    keys_fit_the_database,
    static_files_are_collected,
)


def ensure(home: Home, dsn: str) -> None:
    """Raises Cannot with the first thing that does not hold. Starts Django on the way."""
    raise_if(keys_are_there(home))
    raise_if(database_answers(dsn))
    raise_if(role_is_bound(dsn))
    start_django(dsn)
    for rule in AFTER_DJANGO:
        raise_if(rule())


def start_django(dsn: str) -> Any:
    """Start the case system in this process. Raises Cannot where a file of keys is open to others."""
    from wayhome.casework.config import keys, setup

    try:
        setup.start(dsn)
    except keys.OpenToOthers as open_to_others:
        raise Cannot(str(open_to_others)) from open_to_others
    return None
