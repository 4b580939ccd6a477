"""`wayhome serve`: the case system, for people; `wayhome migrate`: its keys, tables and files made ready."""

from __future__ import annotations

import typer

from wayhome.cli.server.home import Home
from wayhome.cli.server.words import case_system_installed, in_words

PORT = 8000


def serve(
    port: int = typer.Option(PORT, help="The port to answer at."),
    host: str = typer.Option(
        "127.0.0.1", help="The address of this machine to answer at. Elsewhere than here, put HTTPS in front."
    ),
    workers: int = typer.Option(1, min=1, help="How many processes share the work."),
    jobs: bool = typer.Option(
        True, help="Do what has to be done when its time comes. Without: `wayhome jobs` does, elsewhere."
    ),
) -> None:
    """Serve the case system from WAYHOME_HOME until Ctrl-C, over DATABASE_URL or the private database of the home.

    It refuses, in words, when keys, roles, tables or the style sheet are missing: `wayhome migrate` makes them.
    """
    with in_words():
        case_system_installed()
        from wayhome.cli.server import ready, run

        home = Home.here()
        home.use()
        ready.raise_if(ready.keys_are_there(home))
        ready.raise_if(ready.port_is_free(host, port))
        with home.database_of_server(run.address_of(host, port)) as server:
            ready.ensure(home, server.dsn("app"))
            run.serve(server, host=host, port=port, workers=workers, when_ready=_say, jobs=jobs)
        print("Stopped. Everything that was answered is kept.")


def migrate() -> None:
    """Get ready to serve: make the keys of a new home, bring the tables up to date as their owner, collect the style sheet."""
    with in_words():
        case_system_installed()
        from wayhome.cli.server.prepare import prepare

        home = Home.here()
        home.make()
        home.use()
        with home.database() as server:
            prepare(home, server)
        print(f"Ready in {home.folder}: keys, tables and style sheet. Back up the keys apart: `wayhome backup --help`.")


def _say(address: str) -> None:
    print(f"Wayhome answers at {address} · Ctrl-C stops it.", flush=True)
