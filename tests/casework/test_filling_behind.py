"""The past year is filled in behind the server: every page says how far it is, and what interrupts it loses nothing."""

from __future__ import annotations

import re
import urllib.request

import psycopg
from django.test import Client, override_settings

from tests.casework.commands import eventually, free_port, new_home, wayhome
from wayhome.casework.accounts.practice import still_filling
from wayhome.cli.demonstration.year.behind import Year, note, noted
from wayhome.cli.server.home import Home
from wayhome.engines.embedded_postgres import Server

PATIENCE = 180


def test_it_says_on_every_page_how_far_it_is(server, tmp_path):
    (tmp_path / "filling").mkdir()
    for part, said in (("0", "150 200"), ("1", "50 300"), ("0.part", "half written")):
        (tmp_path / "filling" / part).write_text(said)
    with override_settings(PRACTICE=True, HOME=tmp_path):
        assert "Still filling in the past year: 40%." in Client().get("/sign-in/").content.decode()
    with override_settings(PRACTICE=False, HOME=tmp_path):
        assert "Still filling" not in Client().get("/sign-in/").content.decode()
    with override_settings(PRACTICE=True, HOME=tmp_path / "nothing to fill in"):
        page = Client().get("/sign-in/").content.decode()
        assert "Practice mode." in page and "Still filling" not in page
        assert still_filling() is None


def test_it_remembers_from_which_seed_and_relative_to_which_hour(tmp_path):
    home = Home(tmp_path)
    assert noted(home) is None
    note(home, Year("a seed", "2026-03-31T10:20:00+00:00"))
    assert noted(home) == Year("a seed", "2026-03-31T10:20:00+00:00", wanted=True, told=False)
    (tmp_path / "year.json").write_text('{"seed": "half')
    assert noted(home) is None


def told(home: Home) -> int:
    """How many children of the year anything is told of."""
    asked = "SELECT count(DISTINCT e.child_id) FROM journey_event e JOIN children_child c ON c.id = e.child_id WHERE c.local_id LIKE '__-2%'"
    with Server.at(home.folder / "database") as server, psycopg.connect(server.dsn("superuser")) as connection:
        (number,) = connection.execute(asked).fetchone()
    return number


def test_it_goes_on_where_it_was_interrupted_and_never_tells_anything_twice():
    with new_home() as folder:
        home = Home(folder / "practice")
        port = free_port()
        assert wayhome(folder, "demo", "--detach", "--port", port).returncode == 0
        assert eventually(lambda: told(home) >= 2, PATIENCE), (home.folder / "log").read_text()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
            assert re.search(r"Still filling in the past year: \d+%", page.read().decode())
        assert wayhome(folder, "demo", "--stop").stdout == "Stopped.\n"
        first = told(home)
        assert not (home.folder / "filling").exists()
        assert not noted(home).told

        assert wayhome(folder, "demo", "--detach", "--port", port).returncode == 0
        assert eventually(lambda: told(home) >= first + 2, PATIENCE), (home.folder / "log").read_text()
        counted = wayhome(folder, "demo", "--count").stdout
        wayhome(folder, "demo", "--stop")
        assert re.match(r"\d+ returns in all\. Of \d+ that count, ", counted)
        twice = "SELECT count(*) FROM children_child WHERE local_id LIKE '__-2%' GROUP BY local_id HAVING count(*) > 1"
        with Server.at(home.folder / "database") as server, psycopg.connect(server.dsn("superuser")) as connection:
            assert connection.execute(twice).fetchone() is None


def test_it_leaves_the_past_year_out_where_nobody_wants_it():
    with new_home() as folder:
        home = Home(folder / "practice")
        said = wayhome(folder, "demo", "--detach", "--no-year", "--port", free_port())
        wayhome(folder, "demo", "--stop")
        assert said.returncode == 0
        assert "a hundred times in a year" not in said.stdout
        assert told(home) == 0
        assert noted(home).wanted is False
