"""`wayhome demo`: the case system with an invented area in it, to try everything on."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import typer

from wayhome.cli.server.home import Home
from wayhome.cli.server.words import Cannot, case_system_installed, in_words, step
from wayhome.engines.embedded_postgres import Server
from wayhome.engines.postgres_programs import write_private

HOST, PORT, PORTS_TO_TRY = "127.0.0.1", 8000, 20
SECONDS_TO_START = 600


def demo(
    port: int | None = typer.Option(None, help=f"The port to answer at; else {PORT}, or the next one that is free."),
    detach: bool = typer.Option(False, "--detach", help="Return once it answers; --stop ends it."),
    stop: bool = typer.Option(False, "--stop", help="Stop what --detach left running."),
    reset: bool = typer.Option(False, "--reset", help="Forget everything that was done, and make the area anew."),
    check: bool = typer.Option(
        False, "--check", help="Start, go one way through it over HTTP, stop; say what is wrong, if anything."
    ),
    code: str = typer.Option(
        "", metavar="EMAIL", help="Print the six figures of the second step for a person of the area."
    ),
    count: bool = typer.Option(False, "--count", help="Count what is in the area, with the product's own facts."),
    year: bool | None = typer.Option(
        None,
        "--year/--no-year",
        help="With an invented past year, filled in behind while it serves (the default), or without.",
    ),
) -> None:
    """Serve a practice area: invented organisations, people and children. What you do in it stays until --reset."""
    with in_words():
        home = practice_home()
        if code:
            print(current_code(home, code))
        elif stop:
            print("Stopped." if home.stop_serving() else "It is not running.")
        elif count:
            print(counted(home))
        else:
            case_system_installed()
            if reset:
                ready_to_forget()
                forget(home)
            if check:
                sys.exit(check_it(port))
            elif detach:
                start_detached(home, port, year=year)
                print(read(home, "tour"))
            elif home.served_by():
                print(f"{read(home, 'tour')}\n\nIt is running already; `wayhome demo --stop` ends it.")
            else:
                serve_here(home, port, year=year)


def practice_home() -> Home:
    """The home of the practice area: in a folder of its own, so that it never meets real keys or a real database."""
    here = Home.here()
    return here if here.practice else Home(here.folder / "practice")


def serve_here(home: Home, port: int | None, *, year: bool | None) -> None:
    """Make ready what is not, and serve until Ctrl-C; what is missing of the past year is filled in behind."""
    began = time.perf_counter()
    from wayhome.cli.demonstration.year.behind import filled_in
    from wayhome.cli.server import run

    secret, port = secret_of(home), free_port(port)
    home.use()
    with home.database_of_server(run.address_of(HOST, port)) as server:
        print(f"✓ Database: {time.perf_counter() - began:.1f} s", flush=True)
        make_ready(home, server, secret, year=year)
        sys.stdout.flush()
        send_errors_to(home.log)

        def tell(address: str) -> None:
            print(f"✓ Answers after {time.perf_counter() - began:.1f} s", flush=True)
            print(read(home, "tour"), "\n\nCtrl-C stops it.", flush=True)

        run.let_go_of_the_database()
        with filled_in(home, secret, say=partial(print, flush=True)):
            run.serve(server, host=HOST, port=port, workers=1, when_ready=tell)
    print("Stopped. What you did is kept; `--reset` forgets it.")


def make_ready(home: Home, server: Any, secret: str, *, year: bool | None) -> None:
    """Keys, tables, style sheet and the area; and what to tell visitors, in a file for those who ask later."""
    from wayhome.cli.server.prepare import prepare

    with step("Keys, tables and style sheet"):
        prepare(home, server)
    from wayhome.casework.journal.pages import ACCESS
    from wayhome.cli.demonstration import area, tour
    from wayhome.cli.demonstration.year.behind import Year, note, noted
    from wayhome.cli.server.run import loaded

    if not area.is_made():
        if area.holds_others():
            raise Cannot("The database holds organisations that are not of the practice area. Choose an empty one.")
        now = datetime.now(UTC)
        with step("The practice area as it stands today"):
            note(home, Year(area.YEAR, now.isoformat()))
            area.make(secret=secret, now=now)
    if year is not None and (kept := noted(home)) is not None:
        note(home, replace(kept, wanted=year))
    loaded()
    serving = home.served_by()
    address = serving.address if serving else ""
    write_private(home.folder / "tour", tour.words(address, pages=ACCESS, often=often(home)))


def often(home: Home) -> str:
    """The name of the child who went missing most in the past year; nothing where there is no year, nor will be."""
    from wayhome.cli.demonstration.scenarios import stories
    from wayhome.cli.demonstration.year.behind import noted
    from wayhome.cli.demonstration.year.children import who_goes_often

    year = noted(home)
    return who_goes_often(year.seed, frozenset(s.child for s in stories())) if year and year.wanted else ""


def secret_of(home: Home) -> str:
    """What the second steps of this practice area are derived from; making it marks the home as one for practice.

    Raises Cannot where the folder is a home already, and not for practice.
    """
    home.make()
    if not home.practice:
        if any(home.key_file(name).exists() for name in ("secret_key", "master_keys", "database")):
            raise Cannot(f"{home.folder} holds a Wayhome that is not for practice. Set WAYHOME_HOME to another folder.")
        write_private(home.mark, secrets.token_urlsafe(24))
    return home.mark.read_text("utf-8").strip()


def free_port(wanted: int | None) -> int:
    """The port that was asked for, or the first free one. Raises Cannot where there is none."""
    from wayhome.cli.server import ready

    if wanted is not None:
        ready.raise_if(ready.port_is_free(HOST, wanted))
        return wanted
    ports = range(PORT, PORT + PORTS_TO_TRY)
    found = next((each for each in ports if ready.port_is_free(HOST, each) is None), None)
    if found is None:
        raise Cannot(f"Ports {PORT} to {ports[-1]} are all in use. Name one that is free with `--port N`.")
    return found


def start_detached(home: Home, port: int | None, *, year: bool | None) -> None:
    """Start the same command in the background and return once it answers. Where it runs already, that is enough."""
    from wayhome.cli.server import run

    if home.served_by():
        return
    home.make()
    chosen = free_port(port)
    said = [] if year is None else ["--year" if year else "--no-year"]
    with home.log.open("w") as log:
        started = subprocess.Popen(
            [sys.executable, "-m", "wayhome.cli.main", "demo", "--port", str(chosen), *said],
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    patience = time.monotonic() + SECONDS_TO_START
    while not run.answers(run.address_of(HOST, chosen), 0.2):
        if started.poll() is not None or time.monotonic() > patience:
            started.terminate()
            raise Cannot(f"It did not start:\n{read(home, 'log')}")


def check_it(port: int | None) -> int:
    """Make an area of its own, start, go one way through it over HTTP, stop, and remove it. 0, or 1 and why."""
    from wayhome.cli.demonstration import check
    from wayhome.cli.server import run

    beside = Home(Home.here().folder / "check")
    home = Home(beside.folder / "practice")
    forget(home)
    beside.use()
    try:
        chosen = free_port(port)
        start_detached(home, chosen, year=False)
        failure = check.walk(run.address_of(HOST, chosen), seed=secret_of(home))
    finally:
        forget(home)
        with suppress(OSError):
            beside.folder.rmdir()
    print(failure or "It starts, people can sign in, and one way through it works.")
    return 1 if failure else 0


def current_code(home: Home, email: str) -> str:
    """The code of the second step now. Raises Cannot where nobody of that name is in the area, or there is no area."""
    from wayhome.cli.demonstration import cast, second_step

    if not home.practice:
        raise Cannot("There is no practice area yet: `wayhome demo` makes it.")
    known = {cast.email_of(person) for person in cast.PEOPLE} | set(cast.ADMINISTRATORS.values())
    if email.strip().lower() not in known:
        raise Cannot(f"Nobody in the practice area has the address {email}. There are: {', '.join(sorted(known))}.")
    return second_step.code_at(second_step.secret_of(email, seed=secret_of(home)), time.time())


def counted(home: Home) -> str:
    """What is in the area, counted from its events. Raises Cannot where there is none."""
    from wayhome.cli.demonstration.year.behind import noted
    from wayhome.cli.server import ready

    year = noted(home)
    if year is None:
        raise Cannot("There is no practice area yet: `wayhome demo` makes it.")
    home.use()
    with home.database() as server:
        ready.start_django(server.dsn("app"))
        from wayhome.cli.demonstration import area
        from wayhome.cli.demonstration.year import counted

        return counted.of_area(area.found(secret=secret_of(home), now=year.hour), as_of=datetime.now(UTC)).words()


def ready_to_forget() -> None:
    """Raises Cannot where what should be forgotten is in a database that is not ours to empty."""
    if os.environ.get("DATABASE_URL"):
        raise Cannot("--reset empties the private database only. Empty the one that DATABASE_URL names yourself.")


def forget(home: Home) -> None:
    """Remove a practice home with all that was done in it; only ever a folder that is marked as one."""
    home.stop_serving()
    if home.practice:
        Server.at(home.folder / "database").remove()
        shutil.rmtree(home.folder)


def send_errors_to(log: Path) -> None:
    """From here on what the server says goes to a file: the terminal is for the tour."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(handle, sys.stderr.fileno())
    os.close(handle)


def read(home: Home, name: str) -> str:
    """A file of the home that was left to be read, its last forty lines; nothing where it is not there."""
    path = home.folder / name
    return "\n".join(path.read_text("utf-8", errors="replace").splitlines()[-60:]) if path.exists() else ""
