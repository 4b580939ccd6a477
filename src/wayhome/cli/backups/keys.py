"""The keys, in a file of their own: who has the backup cannot read it, and who has the keys has nothing to read.

The file holds the secrets of the home and the keys of children as they are now. Children whose key was destroyed since
an old backup was made are not in it, so restoring that backup with today's keys brings none of their words back.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from psycopg import Connection, sql

from wayhome.casework.config import keys as secrets_of_home
from wayhome.cli.server.home import KEYS, Home
from wayhome.cli.server.words import Cannot
from wayhome.engines.postgres_programs import write_private

WHAT = "keys of a Wayhome"
TABLE = "children_key"
CHILD, IDENTITY = ("organisation_id", "child_id"), "children_identity"
FILES = (*KEYS, "backup_key", "practice")


@dataclass(frozen=True)
class Keys:
    """The secrets of a home by the name of their file, and the rows of the keys of children."""

    secrets: dict[str, str]
    columns: list[str] = field(default_factory=list)
    rows: str = ""

    @property
    def backup_key(self) -> bytes:
        return self.secrets["backup_key"].encode("utf-8")

    @property
    def name(self) -> str:
        """Which keys these are, as a backup names those that open it."""
        return hashlib.sha256(b"wayhome backup key\n" + self.backup_key).hexdigest()[:16]


def collect(home: Home, connection: Connection[Any]) -> Keys:
    """The keys of a home and its database, at the snapshot of the caller's transaction; the backup's own is made once."""
    secrets_of_home.secret(home.folder / "backup_key", variable="WAYHOME_BACKUP_KEY")
    variables = {**KEYS, "backup_key": "WAYHOME_BACKUP_KEY", "practice": ""}
    secrets = {name: os.environ.get(variables[name]) or _content(home.key_file(name)) for name in FILES}
    columns = columns_of(connection, TABLE)
    question = sql.SQL("COPY (SELECT {} FROM {} ORDER BY id) TO STDOUT (FORMAT csv)").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(TABLE)
    )
    rows: list[bytes] = []
    if columns:
        with connection.cursor() as cursor, cursor.copy(question) as copy:
            rows = [bytes(piece) for piece in copy]
    return Keys({k: v for k, v in secrets.items() if v}, columns, b"".join(rows).decode("utf-8"))


def write(keys: Keys, path: Path, *, at: str) -> None:
    """Write the keys to a file that only the caller can read, whole or not at all."""
    content = {"what": WHAT, "made_at": at, "secrets": keys.secrets, "columns": keys.columns, "rows": keys.rows}
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    write_private(unfinished, json.dumps({**content, "check": _check(content)}, indent=1))
    unfinished.replace(path)


def read(path: Path) -> Keys:
    """The keys in a file. Raises Cannot when it is not one, or is not as it was written."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise Cannot(f"The keys in {path} cannot be read: {problem.strerror}.") from problem
    except ValueError as problem:
        raise Cannot(f"{path} is not a file of keys, or was changed.") from problem
    if not isinstance(content, dict) or content.get("what") != WHAT or content.pop("check", "") != _check(content):
        raise Cannot(f"{path} is not a file of keys, or was changed.")
    return Keys(content["secrets"], content["columns"], content["rows"])


def put_back(keys: Keys, home: Home, connection: Connection[Any]) -> tuple[int, int]:
    """Put the keys of children into a restored database, and the secrets into a restored home.

    Keys of children whom the older database does not know are left out. How many were put back, and how many left out.
    """
    for name, secret in keys.secrets.items():
        write_private(home.key_file(name), secret + "\n")
    if not keys.columns:
        return 0, 0
    names = sql.SQL(", ").join(map(sql.Identifier, keys.columns))
    connection.execute(sql.SQL("CREATE TEMP TABLE kept_keys (LIKE {})").format(sql.Identifier(TABLE)))
    with (
        connection.cursor() as cursor,
        cursor.copy(sql.SQL("COPY kept_keys ({}) FROM STDIN (FORMAT csv)").format(names)) as copy,
    ):
        copy.write(keys.rows)
    known = "EXISTS (SELECT FROM children_identity i WHERE i.organisation_id = k.organisation_id AND i.id = k.child_id)"
    put = connection.execute(
        sql.SQL("INSERT INTO {} ({}) SELECT {} FROM kept_keys k WHERE " + known).format(
            sql.Identifier(TABLE), names, names
        )
    ).rowcount
    held = connection.execute("SELECT count(*) FROM kept_keys").fetchone() or (0,)
    return put, held[0] - put


def columns_of(connection: Connection[Any], table: str) -> list[str]:
    """The columns of a table in order; none where there is no such table."""
    question = "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
    return [name for (name,) in connection.execute(question, [f"public.{table}"])]


def _content(path: Path) -> str:
    return path.read_text("utf-8").strip() if path.is_file() else ""


def _check(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
