"""`wayhome jobs`: what has to be done when its time comes. `wayhome serve` starts it; on its own it is for a machine apart."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime

import typer

from wayhome.cli.server.home import Home
from wayhome.cli.server.words import Cannot, case_system_installed, in_words


def jobs(
    once: bool = typer.Option(False, "--once", help="Do what is due now, say how much it was, and end."),
    parent: int = typer.Option(0, hidden=True, help="End when this process does."),
) -> None:
    """Do what has to be done when its time comes: worries go up, time to answer is over, what recipients said is noted.

    It looks every 30 seconds until Ctrl-C. Several may run, on one machine or on many: each thing is done once.
    """
    with in_words():
        case_system_installed()
        from wayhome.cli.server import ready, run

        if parent and not run.dies_with(parent):
            raise Cannot("The server that these jobs belong to has ended.")
        home = Home.here()
        home.use()
        with home.database() as server:
            ready.ensure(home, server.dsn("app"))
            from wayhome.casework.config.jobs import Runner

            if once:
                turn = Runner().turn(datetime.now(UTC))
                print(f"Done: {turn.done}. Failed: {turn.failed}.")
                raise typer.Exit(1 if turn.failed else 0)
            leave = threading.Event()
            if parent:
                threading.Thread(target=_leave_with, args=(parent, leave), daemon=True).start()
            Runner().forever(lambda: datetime.now(UTC), leave)


def _leave_with(parent: int, leave: threading.Event) -> None:
    """Where the system does not end a process with the one that started it: look, and leave."""
    while os.getppid() == parent:
        if leave.wait(1):
            return
    leave.set()
