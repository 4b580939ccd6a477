"""Every command that a how-to or a tutorial shows is run as it stands: a page that no longer works fails here."""

from __future__ import annotations

import re
import shlex
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.casework.commands import eventually, free_port, new_home, started, wayhome
from tests.house.source import ROOT
from tests.unit.cli.test_compare import HOW_TO as COMPARING  # run there: it takes a warehouse of facts
from tests.unit.returns.national.invented import EASTMERE, a_round
from tests.unit.returns.national.invented import written as answers_file
from tests.unit.returns.national.test_round import a_folder
from wayhome.engines.embedded_postgres import Server

PAGES = sorted([*(ROOT / "docs" / "how-to").glob("*.md"), *(ROOT / "docs" / "tutorials").glob("*.md")])
BLOCK = re.compile(r"^```(?P<kind>sql)?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
COUNCIL = (
    "add-organisation", "Hill Council", "--short-name", "Hill", "--prefix", "HC", "--domain", "hill.example",
    "--administrator", "Bo Lee", "--email", "bo@hill.example",
)  # fmt: skip
SERVED = 60


def commands(page: Path) -> Iterator[list[str]]:
    """The commands of a page in order, each as its words; a line that goes on is one command."""
    for block in BLOCK.finditer(page.read_text("utf-8")):
        if block["kind"] is None:
            for line in block["text"].replace("\\\n", " ").splitlines():
                if words := shlex.split(line, comments=True):
                    yield words


def test_it_finds_the_commands_of_every_page():
    found = {page.name: list(commands(page)) for page in PAGES}
    assert all(found.values()), "a page that shows no command is an explanation, and belongs there"
    assert {words[0] for every in found.values() for words in every} <= {"wayhome", "pip", "export", "python3"}


@pytest.mark.parametrize("page", [page for page in PAGES if page != COMPARING], ids=lambda p: p.stem)
def test_it_runs_every_command_of(page: Path, tmp_path: Path):
    with new_home() as home:
        for words in commands(page):
            run(words, home, tmp_path)


def run(words: list[str], home: Path, folder: Path) -> None:
    """One command as a person gives it, in a home of the test's own; what it needs to be there before is made."""
    words = [re.sub(r"^(/backups|/elsewhere)/", f"{folder}/", word) for word in words]
    program, *rest = words
    if program == "export":
        assert rest[0].startswith("WAYHOME_HOME=")
    elif program == "pip":
        assert rest[0] == "install" and "server" in rest[1], "the package itself is installed by the tests' environment"
    elif program == "python3":
        assert rest[0] == "dev.py", "what dev.py does is tried by the tests of dev.py and of the demonstration"
    elif rest[0] == "national":
        answers_file(folder, *a_round())
        done(wayhome(home, *rest))
    elif rest[0] == "round":
        (folder / "round").mkdir()
        a_folder(folder / "round", f"{EASTMERE},,,,,,,,,,")
        done(wayhome(home, *rest))
        assert list((folder / "letters").iterdir()), "the council that is still to be asked is owed a letter"
    elif rest[0] == "serve":
        serve(home, rest)
    elif rest[0] == "restore":
        done(wayhome(home.parent / "restored", *rest))
    else:
        be_ready_for(rest[0], home)
        done(wayhome(home, *rest, WAYHOME_CLIENT_SECRET="a secret of a test"))


def be_ready_for(command: str, home: Path) -> None:
    """What each page takes for granted: a home that was made ready, and an organisation in it."""
    if command != "migrate" and not home.is_dir():
        done(wayhome(home, "migrate"))
        if command != "add-organisation":
            done(wayhome(home, *COUNCIL))


def done(said: object) -> None:
    assert said.returncode == 0, f"{said.args}\n{said.stdout}\n{said.stderr}"  # type: ignore[attr-defined]


def serve(home: Path, rest: list[str]) -> None:
    port = free_port()
    given = [str(port) if before == "--port" else word for before, word in zip(["", *rest], rest, strict=False)]
    with started(home, *given):
        assert eventually(lambda: answers(port), SERVED)


def answers(port: int) -> bool:
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5).status == 200
    except OSError:
        return False


def test_it_runs_the_statements_for_a_server_of_ones_own(tmp_path: Path):
    text = (ROOT / "docs" / "how-to" / "serve.md").read_text("utf-8")
    statements = next(block["text"] for block in BLOCK.finditer(text) if block["kind"] == "sql")
    with new_home() as home:
        done(wayhome(home, "migrate"))
        with (
            Server.at(home / "database") as server,
            psycopg.connect(server.dsn("superuser"), autocommit=True) as connection,
        ):
            for one in statements.replace("wayhome", "documented").split(";"):
                if one.strip():
                    connection.execute(one.strip())
            found = connection.execute(
                "SELECT rolname FROM pg_roles WHERE rolname LIKE 'documented%' AND NOT rolsuper AND NOT rolbypassrls"
            ).fetchall()
            owner = connection.execute(
                "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'documented'"
            ).fetchone()
    assert {name for (name,) in found} == {"documented_owner", "documented_app", "documented_auditor"}
    assert owner == ("documented_owner",)
