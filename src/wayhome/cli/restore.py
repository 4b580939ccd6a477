"""`wayhome restore`: a new home out of a backup and its keys, proved to hold the same rows."""

from __future__ import annotations

from pathlib import Path

import typer

from wayhome.cli.server.home import Home
from wayhome.cli.server.words import case_system_installed, in_words


def restore(
    folder: Path = typer.Argument(metavar="DIR", help="The folder of a backup."),
    keys: Path = typer.Option(
        help="The file of keys; with an old backup, the newest file: what was erased since then stays unreadable."
    ),
) -> None:
    """Restore a backup into WAYHOME_HOME, which must be blank: it is there whole afterwards, or as it was.

    Prints each table with how many rows it has and a hash of them, the same as `wayhome backup` printed.
    """
    with in_words():
        case_system_installed()
        from wayhome.cli.backups import fingerprints, restoring

        home = Home.here()
        done = restoring.restore(home, folder, keys)
        print(fingerprints.listed(done.tables))
        print(f"\nRestored to {home.folder}: every row of the backup of {done.backup.made_at} is there.")
        print(
            f"Keys of children: {done.keys_put_back} put back, {done.keys_left_out} of children who came later left out."
        )
        print("Everybody signs in anew. Next: `wayhome migrate`, then `wayhome serve`.")
