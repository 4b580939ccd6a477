"""`wayhome backup`: everything that is kept, sealed, and the keys to it in a file of their own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import typer

from wayhome.cli.server.home import Home
from wayhome.cli.server.words import case_system_installed, in_words


def backup(
    folder: Path = typer.Argument(metavar="DIR", help="A new folder for the backup."),
    keys: Path = typer.Option(help="A new file for the keys. Keep it elsewhere: together they are the whole of it."),
) -> None:
    """Back up the database of WAYHOME_HOME, or of DATABASE_URL with DATABASE_BACKUP_URL, while it is being used.

    Prints each table with how many rows it has and a hash of them; `wayhome restore` prints the same.
    """
    with in_words():
        case_system_installed()
        from wayhome.cli.backups import fingerprints, making

        home = Home.here()
        with home.database() as server:
            made = making.make(home, server, folder, keys, at=datetime.now(UTC))
        print(fingerprints.listed(made.tables))
        print(f"\nBacked up to {folder}; the keys are in {keys}: keep them apart. Try it: `wayhome restore --help`.")
