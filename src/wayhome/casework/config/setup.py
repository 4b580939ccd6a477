"""Getting ready: Django's own start, and migrations run as the owner of the tables, whom the app is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

OWNER = "owner"


def start(dsn_app: str | None = None) -> None:
    """Start Django in this process. `dsn_app` is the connection string of the app role; else `DATABASE_URL` and the rest."""
    import django

    if dsn_app:
        os.environ["DATABASE_URL"] = dsn_app
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayhome.casework.config.settings")
    django.setup()


def migrate(dsn_owner: str, *, verbosity: int = 0) -> None:
    """Bring the tables up to date, as their owner. `start` first. Raises what the database raises; nothing is half-done."""
    from django.core.management import call_command

    with as_owner(dsn_owner) as alias:
        call_command("migrate", database=alias, verbosity=verbosity, interactive=False)


@contextmanager
def as_owner(dsn_owner: str) -> Iterator[str]:
    """A second connection, as the owner, under the name it yields; gone after the block. Row security binds it too."""
    from django.db import connections

    from wayhome.casework.config import database

    settings: dict[str, Any] = {**database.settings_for(dsn_owner, pool=False), "ATOMIC_REQUESTS": False}
    connections.settings[OWNER] = {**connections.settings["default"], **settings}
    try:
        yield OWNER
    finally:
        connections[OWNER].close()
        del connections[OWNER]
        del connections.settings[OWNER]
