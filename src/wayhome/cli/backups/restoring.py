"""Restoring a backup into a home that is not there yet: beside its place first, moved there when all rows agree."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from wayhome.cli.backups import keys as keys_file
from wayhome.cli.backups import programs, sealed
from wayhome.cli.backups.fingerprints import Fingerprint, differences, fingerprints
from wayhome.cli.backups.keys import Keys
from wayhome.cli.backups.making import DUMP, LEFT_OUT, Backup, read_list
from wayhome.cli.server.home import Home
from wayhome.cli.server.words import Cannot
from wayhome.engines.embedded_postgres import ROLES, Server


@dataclass(frozen=True)
class Restored:
    """What was restored: the backup, the fingerprints of what is there now, and what became of the keys of children."""

    backup: Backup
    tables: list[Fingerprint]
    keys_put_back: int
    keys_left_out: int


def restore(home: Home, folder: Path, keys: Path) -> Restored:
    """Make a new home out of a backup and its keys. The home is there whole, or not at all.

    Raises Cannot, in words, when the home is not blank, or the backup or the keys are not as they were made.
    """
    may_be_restored(home)
    kept = keys_file.read(keys)
    backup = read_list(folder, kept)
    with _beside(home) as half, Server.at(half.folder / "database") as server:
        try:
            with (folder / DUMP).open("rb") as source:
                programs.load(
                    server.dsn("superuser"), sealed.unseal(source, key=kept.backup_key), as_role=ROLES["owner"]
                )
        except sealed.Damaged as damaged:
            raise Cannot(f"The backup in {folder} cannot be used: {damaged}. Nothing of it was used.") from damaged
        except OSError as problem:
            raise Cannot(f"The backup in {folder} cannot be read: {problem.strerror}.") from problem
        restored = _finish(half, server, backup, kept)
        server.stop()
        try:
            half.folder.rename(home.folder)
        except OSError as problem:
            raise Cannot(f"The restored home could not be moved to {home.folder}: {problem.strerror}.") from problem
    return restored


def may_be_restored(home: Home) -> None:
    """Raises Cannot where something is in the way: a restore never overwrites."""
    if os.environ.get("DATABASE_URL"):
        raise Cannot(
            "DATABASE_URL names a database of yours, and a restore makes a private one. Unset it; "
            "`docs/how-to/back-up.md` says how to go on from there to a server of your own."
        )
    if home.folder.exists() and (not home.folder.is_dir() or any(home.folder.iterdir())):
        raise Cannot(
            f"{home.folder} is not blank. Move it away, or name another with WAYHOME_HOME: a restore never overwrites."
        )


@contextmanager
def _beside(home: Home) -> Iterator[Home]:
    """A half-made home beside its place; whatever is still there at the end is removed, its database too."""
    half = Home(home.folder.with_name(f".{home.folder.name}.half-restored-{secrets.token_hex(4)}"))
    half.make()
    try:
        yield half
    finally:
        if half.folder.exists():
            Server.at(half.folder / "database").remove()
            shutil.rmtree(half.folder, ignore_errors=True)


def _finish(half: Home, server: Server, backup: Backup, kept: Keys) -> Restored:
    """Put the keys back, and compare every table with what the backup said. Raises Cannot when a row differs."""
    with psycopg.connect(server.dsn("superuser")) as connection:
        put_back, left_out = keys_file.put_back(kept, half, connection)
        found = fingerprints(connection, but=LEFT_OUT)
    if wrong := differences(backup.tables, found):
        raise Cannot("What was restored is not what was backed up, and was thrown away:\n" + "\n".join(wrong))
    return Restored(backup, found, put_back, left_out)
