"""`wayhome doctor`: all well in a home that serves, and each fault named with what to do."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from tests.casework.commands import new_home, wayhome
from wayhome.cli.server import looks
from wayhome.cli.server.home import Home
from wayhome.engines.embedded_postgres import Server


@pytest.fixture(scope="module")
def home():
    """A home made ready, with one organisation."""
    with new_home() as place:
        assert wayhome(place, "migrate").returncode == 0
        said = wayhome(
            place, "add-organisation", "Hill Council", "--short-name", "Hill", "--prefix", "HC", "--domain", "hill.example",
            "--administrator", "Bo Lee", "--email", "bo@hill.example",
        )  # fmt: skip
        assert said.returncode == 0, said.stderr
        yield place


def asked(home: Path, *options: str, **more: str) -> dict[str, dict[str, str]]:
    said = wayhome(home, "doctor", "--json", *options, **more)
    assert said.returncode in (0, 1), said.stderr
    found = {one["what"]: one for one in json.loads(said.stdout)}
    assert said.returncode == any(one["how"] == "mend" for one in found.values())
    return found


def test_it_finds_nothing_to_mend_where_all_is_well_and_looks_at_everything(home):
    found = asked(home, "--deep")
    assert not [one for one in found.values() if one["how"] == "mend"]
    assert found["Hill Council: journal"]["how"] == found["Hill Council: where each case is"]["how"] == "well"
    assert found["Hill Council: somebody is on duty"]["how"] == "advice"


def test_it_changes_nothing_where_there_is_nothing():
    with new_home() as place:
        found = asked(place)
        assert found["Keys"]["how"] == "mend" and "`wayhome migrate`" in found["Keys"]["words"]
        assert not place.exists()


def test_it_names_keys_that_others_can_read(home):
    path = home / "master_keys"
    path.chmod(0o644)
    try:
        assert f"chmod 600 {path}" in asked(home)["Keys"]["words"]
    finally:
        path.chmod(0o600)


def test_it_notices_a_journal_that_somebody_changed(home):
    with (
        Server.at(home / "database") as server,
        psycopg.connect(server.dsn("superuser"), autocommit=True) as connection,
    ):
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE journal_entry SET what = 'other' WHERE number = 1")
    found = asked(home, "--deep")["Hill Council: journal"]
    assert found["how"] == "mend" and "entry 1" in found["words"]


def test_it_notices_clocks_that_are_apart(home):
    with Server.at(home / "database") as server:
        now = datetime.now(UTC)
        assert looks.clocks_agree(server.dsn("app"), now) is None
        assert "60 seconds apart" in (looks.clocks_agree(server.dsn("app"), now - timedelta(seconds=60)) or "")


def test_it_notices_that_the_published_holidays_end():
    assert looks.holidays(datetime(2026, 1, 1, tzinfo=UTC)) is None
    assert "provisional" in (looks.holidays(datetime(2099, 1, 1, tzinfo=UTC)) or "")


def test_it_notices_a_full_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(looks, "ROOM", 10**18)
    assert "make room" in (looks.room(Home(tmp_path)) or "")
