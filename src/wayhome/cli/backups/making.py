"""Making a backup: the dump, its fingerprints and the keys, all of one and the same moment."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection, IsolationLevel

from wayhome.cli.backups import keys as keys_file
from wayhome.cli.backups import programs, sealed
from wayhome.cli.backups.fingerprints import Fingerprint, fingerprints
from wayhome.cli.backups.keys import Keys
from wayhome.cli.server import ready
from wayhome.cli.server.home import Home
from wayhome.cli.server.words import Cannot
from wayhome.engines.embedded_postgres import Given, Server

DUMP, LIST = "database.sealed", "contents.json"
NOT_KEPT = frozenset({"django_session"})
"""Sign-ins end with the server that they were made at: after a restore everybody signs in anew."""

LEFT_OUT = NOT_KEPT | {keys_file.TABLE}


@dataclass(frozen=True)
class Backup:
    """What a backup holds: when it was made, by which version, each table's fingerprint, and which keys open it."""

    made_at: str
    version: str
    postgres: int
    keys: str
    tables: list[Fingerprint]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def make(home: Home, server: Server | Given, folder: Path, keys: Path, *, at: datetime) -> Backup:
    """Write a backup into `folder` and the keys to `keys`: both are there whole, or neither is.

    Raises Cannot in words, and leaves everything as it was.
    """
    may_be_made(home, folder, keys)
    dsn = server.dsn("superuser" if isinstance(server, Server) else "backup")
    half = folder.with_name(f".{folder.name}.half-made-{os.getpid()}")
    try:
        half.mkdir(mode=0o700, parents=True)
        with one_moment(dsn) as (connection, snapshot):
            kept = keys_file.collect(home, connection)
            with (half / DUMP).open("wb") as target:
                sealed.seal(
                    programs.dump(dsn, snapshot=snapshot, without_rows_of=LEFT_OUT), target, key=kept.backup_key
                )
                target.flush()
                os.fsync(target.fileno())
            made = Backup(
                at.isoformat(timespec="seconds"), metadata.version("wayhome"), connection.info.server_version // 10000,
                kept.name, fingerprints(connection, but=LEFT_OUT),
            )  # fmt: skip
        write_list(made, half / LIST, kept)
        keys_file.write(kept, keys, at=made.made_at)
        half.rename(folder)
    except OSError as problem:
        raise Cannot(f"The backup could not be written: {problem}.") from problem
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return made


def may_be_made(home: Home, folder: Path, keys: Path) -> None:
    """Raises Cannot where something would be overwritten, or keys would lie beside what they open."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Cannot(f"{folder} is there already. A backup goes into a new folder, so that no older one is lost.")
    if keys.exists():
        raise Cannot(f"{keys} is there already. Keys go into a new file, so that no older ones are lost.")
    if keys.resolve().is_relative_to(folder.resolve()):
        raise Cannot(
            "Keys beside what they open are no lock. Name a file for --keys outside of the backup, on another disk."
        )
    ready.raise_if(ready.keys_are_there(home))


@contextmanager
def one_moment(dsn: str) -> Iterator[tuple[Connection[Any], str]]:
    """A connection that sees one moment of the whole database, and the name under which others can see it too.

    Raises Cannot where the role would see only some rows.
    """
    try:
        with psycopg.connect(dsn) as connection:
            connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
            row = connection.execute(
                "SELECT rolsuper OR rolbypassrls, pg_export_snapshot() FROM pg_roles WHERE rolname = current_user"
            )
            sees_all, snapshot = row.fetchone() or (False, "")
            if not sees_all:
                raise Cannot(
                    "The role of DATABASE_BACKUP_URL is bound by row security: a backup of it would miss rows."
                )
            yield connection, snapshot
    except psycopg.OperationalError as problem:
        raise Cannot(f"The database does not answer: {ready.first_line(problem)}") from problem


def write_list(made: Backup, path: Path, kept: Keys) -> None:
    """Write what the backup holds, so that a change to it is noticed."""
    content = made.as_json()
    path.write_text(json.dumps({**content, "seal": seal_of(content, kept)}, indent=1), "utf-8")


def read_list(folder: Path, kept: Keys) -> Backup:
    """What a backup says that it holds. Raises Cannot where it is none, or was changed, or has other keys."""
    try:
        content = json.loads((folder / LIST).read_text("utf-8"))
        claimed = content.pop("seal")
    except (OSError, ValueError, AttributeError, KeyError) as problem:
        raise Cannot(f"{folder} is not a backup of Wayhome, or was changed.") from problem
    if content.get("keys") != kept.name:
        raise Cannot("These are not the keys of this backup: it was sealed with others.")
    if not hmac.compare_digest(str(claimed), seal_of(content, kept)):
        raise Cannot(f"The backup in {folder} was changed after it was made. Nothing of it was used.")
    return Backup(**{**content, "tables": [Fingerprint(**each) for each in content["tables"]]})


def seal_of(content: dict[str, Any], kept: Keys) -> str:
    """What only somebody with the keys can write under the contents."""
    return hmac.new(kept.backup_key, json.dumps(content, sort_keys=True).encode(), hashlib.sha256).hexdigest()
