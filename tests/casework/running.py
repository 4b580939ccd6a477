"""A case system for tests: Django started without a database, then a private server that is thrown away.

Tests connect as the app role, commit for real, and are kept apart by tenancy itself: each makes organisations of its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="wayhome-test-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)

os.environ["WAYHOME_HOME"] = str(_HOME)
os.environ["DATABASE_URL"] = "postgresql://wayhome_app@/wayhome"
os.environ["WAYHOME_STATIC_STORAGE"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
os.environ["WAYHOME_EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
os.environ["WAYHOME_HOSTS"] = "testserver,localhost,127.0.0.1"

from wayhome.casework.config import setup  # noqa: E402 - the environment first

setup.start()
for _name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
    # They told Django what it needs; other tests, and other processes of the run, must not take them for their own.
    os.environ.pop(_name, None)

import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from wayhome.casework.config import database  # noqa: E402
from wayhome.engines.embedded_postgres import DATABASE, ROLES, Server  # noqa: E402

EMPTY = "empty"
"""A database with every table and no row, to make copies of: for what needs the whole to itself."""

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in often


@contextmanager
def server() -> Iterator[Server]:
    """A fresh server with every table, and Django connected to it as the app role."""
    running = Server.at(_HOME / "database", durable=False)
    with running:
        setup.migrate(running.dsn("owner"))
        if not is_there(running, EMPTY):  # two folders of tests may ask for the server in one session
            copied(running, EMPTY, of=DATABASE)
        connect(running.dsn("app"))
        yield running
        connections.close_all()
    running.remove()


def is_there(running: Server, name: str) -> bool:
    """Whether the server has a database of this name."""
    with psycopg.connect(running.dsn("superuser", "postgres"), autocommit=True) as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def copied(running: Server, name: str, *, of: str = EMPTY) -> str:
    """A copy of a database that nobody is connected to, by default of one with every table and no row; its name."""
    with psycopg.connect(running.dsn("superuser", "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} OWNER {ROLES['owner']} TEMPLATE {of}")  # type: ignore[arg-type]
    return name


def connect(dsn: str) -> None:
    """Point Django's one connection of this thread at a database."""
    connections["default"].close()
    connections.settings["default"].update(database.settings_for(dsn, pool=False))
    del connections["default"]
