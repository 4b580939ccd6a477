"""Where the database is: `DATABASE_URL`, or the private server that lives in the product's folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

POOL = {"min_size": 1, "max_size": 8, "timeout": 10, "max_idle": 300, "reconnect_timeout": 3}
"""After three seconds of trying a connection is given up, and the next request tries anew: no long waits after a restart."""


def home() -> Path:
    """The folder of keys and of the private server: `WAYHOME_HOME`, or `.wayhome` where the command was given."""
    return Path(os.environ.get("WAYHOME_HOME", ".wayhome")).resolve()


def address(role: str) -> str:
    """The connection string for `app` or `owner`: from the environment, else of the private server in `home()`."""
    given = os.environ.get({"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL"}[role], "")
    if given:
        return given
    from wayhome.engines.embedded_postgres import Server

    return Server.at(home() / "database").dsn(role)


def settings_for(dsn: str, *, pool: bool) -> dict[str, Any]:
    """Django's settings for a connection string. Raises ValueError when it is not one."""
    try:
        parts = conninfo_to_dict(dsn)
    except Exception as problem:
        raise ValueError("DATABASE_URL is not a PostgreSQL connection string") from problem
    options: dict[str, Any] = {"pool": dict(POOL)} if pool else {}
    options.update({k: v for k, v in parts.items() if k not in ("dbname", "user", "password", "host", "port")})
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", ""),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # after the database was restarted, the first to ask must not meet a dead connection
        "ATOMIC_REQUESTS": True,
        "TIME_ZONE": None,
    }
