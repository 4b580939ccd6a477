"""Serving: what must hold first, the practice area, stopping all that was started, and being killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import urllib.request
from pathlib import Path

import psycopg
import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from structlog.testing import capture_logs

from prove import kill
from tests.casework.area import PASSWORD
from tests.casework.browser import code_now, email_of, give_second_step
from tests.casework.commands import eventually, free_port, new_home, started, wayhome
from wayhome.casework.config import errors
from wayhome.cli.demonstration import cast, check, second_step
from wayhome.cli.server import ready
from wayhome.cli.server.home import Home
from wayhome.cli.server.run import address_of, answers
from wayhome.engines.embedded_postgres import Server


@pytest.fixture(scope="module")
def made():
    """A practice home that `wayhome demo --detach` made from nothing, and what it said."""
    with new_home() as home:
        said = wayhome(home, "demo", "--detach", "--no-year", "--port", free_port())
        wayhome(home, "demo", "--stop")
        yield home / "practice", said


@pytest.fixture
def practice(made) -> Path:
    return made[0]


def database_runs(home: Path) -> bool:
    return Server.at(home / "database").running


def looks(address: str, path: str) -> str:
    with urllib.request.urlopen(f"{address}{path}", timeout=10) as answer:
        return answer.read().decode()


# --- What must hold before anybody is served


def test_it_refuses_to_serve_without_keys_and_makes_none():
    with new_home() as home:
        said = wayhome(home, "serve", "--port", free_port())
        assert said.returncode == 2
        assert "There is no secret_key (WAYHOME_SECRET_KEY) and master_keys (WAYHOME_MASTER_KEYS)" in said.stderr
        assert "Traceback" not in said.stderr
        assert not home.exists()


@pytest.mark.parametrize(("role", "why"), [("owner", "owns tables"), ("superuser", "passes row security by")])
def test_it_refuses_to_serve_as_a_role_that_row_security_does_not_bind(server, role, why):
    assert why in ready.role_is_bound(server.dsn(role))
    assert ready.role_is_bound(server.dsn("app")) is None


def test_it_refuses_to_serve_before_the_tables_are_there(server, monkeypatch):
    from tests.casework.running import connect

    server.create_database("without_tables")
    connect(server.dsn("app", "without_tables"))
    try:
        assert "waiting. `wayhome migrate`" in ready.tables_are_current()
    finally:
        connect(server.dsn("app"))
    assert ready.tables_are_current() is None


def test_it_refuses_keys_that_did_not_seal_this_database(area, settings):
    give_second_step(area.rosa)
    assert ready.keys_fit_the_database() is None
    settings.WAYHOME_MASTER_KEYS = {"k1": bytes(32)}
    assert "did not seal this database" in ready.keys_fit_the_database()


def test_it_says_in_one_line_that_no_database_answers():
    words = ready.database_answers("postgresql://wayhome_app:secret@127.0.0.1:1/wayhome")
    assert "does not answer" in words
    assert "\n" not in words
    assert "secret" not in words


def test_it_says_which_port_is_taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"port {port} cannot be used" in ready.port_is_free("127.0.0.1", port)


def test_it_never_makes_new_keys_beside_a_database_that_has_tables(practice):
    kept = (practice / "master_keys").read_bytes()
    (practice / "master_keys").unlink()
    try:
        said = wayhome(practice, "migrate")
        assert said.returncode == 2
        assert "There is no master_keys" in said.stderr
        assert not (practice / "master_keys").exists()
    finally:
        (practice / "master_keys").write_bytes(kept)
        (practice / "master_keys").chmod(0o600)


def test_it_refuses_keys_that_others_can_read(practice):
    (practice / "secret_key").chmod(0o644)
    try:
        said = wayhome(practice, "serve", "--port", free_port())
        assert (said.returncode, "can be read by others" in said.stderr) == (2, True), said.stderr
        assert not database_runs(practice)
    finally:
        (practice / "secret_key").chmod(0o600)


# --- The practice area


def test_it_starts_from_nothing_and_stops_all_it_started(made):
    home, said = made
    assert said.returncode == 0, said.stdout + said.stderr
    for person in cast.SIGN_IN_BY_ROLE.values():
        assert cast.email_of(person) in said.stdout
    assert not database_runs(home)
    assert Home(home).served_by() is None


def test_it_goes_one_way_through_a_running_area_and_keeps_what_was_done(practice):
    port = free_port()
    first = wayhome(practice, "demo", "--detach", "--port", port)
    try:
        assert first.returncode == 0, first.stderr
        assert f"http://127.0.0.1:{port}/" in first.stdout
        assert check.walk(address_of("127.0.0.1", port), seed=(practice / "practice").read_text().strip()) is None
        again = wayhome(practice, "demo")
        assert "running already" in again.stdout
        assert f"http://127.0.0.1:{port}/" in again.stdout
    finally:
        stopped = wayhome(practice, "demo", "--stop")
    assert stopped.stdout == "Stopped.\n"
    assert not database_runs(practice)
    assert wayhome(practice, "demo", "--stop").stdout == "It is not running.\n"
    with Server.at(practice / "database") as server, psycopg.connect(server.dsn("superuser")) as connection:
        assert connection.execute("SELECT count(*) FROM children_name WHERE family LIKE 'Walk%'").fetchone() == (1,)


def test_it_checks_an_area_of_its_own_and_leaves_nothing(practice):
    before = sorted(path.name for path in practice.parent.iterdir())
    said = wayhome(practice.parent, "demo", "--check", "--port", free_port())
    assert (said.returncode, said.stdout) == (0, "It starts, people can sign in, and one way through it works.\n"), (
        said.stderr
    )
    assert sorted(path.name for path in practice.parent.iterdir()) == before


def test_it_has_one_sign_in_for_every_role():
    from wayhome.domain.vocabulary import Role

    assert set(cast.SIGN_IN_BY_ROLE) | {Role.SYSADMIN, Role.YOUNG_PERSON} == set(Role)


def test_it_says_the_code_of_the_second_step_for_people_of_the_area_only(practice):
    said = wayhome(practice, "demo", "--code", "rosa@eastmere.example").stdout.strip()
    assert len(said) == 6
    assert said.isdigit()
    refused = wayhome(practice, "demo", "--code", "somebody@council.example")
    assert refused.returncode == 2
    assert "Nobody in the practice area" in refused.stderr


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_it_counts_codes_as_authenticator_apps_do(seconds, code):
    """RFC 6238, appendix B, the last six figures."""
    assert second_step.code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds) == code


def test_it_never_shows_a_code_outside_practice(area):
    def second_step_page() -> str:
        cache.clear()
        client = Client()
        client.post("/sign-in/password/", {"login": email_of(area.rosa), "password": PASSWORD})
        return client.get("/sign-in/code/").content.decode()

    give_second_step(area.rosa)
    assert "authenticator app" in second_step_page()
    assert "Practice" not in second_step_page()
    assert code_now() not in second_step_page()
    with override_settings(PRACTICE=True):
        assert code_now() in second_step_page()


def test_it_forgets_only_a_home_that_is_for_practice():
    with new_home() as home:
        (home / "practice").mkdir(parents=True)
        (home / "practice" / "master_keys").write_text("k1 real")
        assert wayhome(home, "demo", "--reset", "--detach").returncode == 2
        assert (home / "practice" / "master_keys").read_text() == "k1 real"


# --- Serving, stopping and being killed


def test_it_serves_refuses_a_second_server_and_stops_everything_on_ctrl_c(practice):
    port = free_port()
    with started(practice, "serve", "--port", port) as server:
        assert eventually(lambda: answers(address_of("127.0.0.1", port), 1), 60), (
            practice.parent / "started.log"
        ).read_text()
        second = wayhome(practice, "serve", "--port", free_port())
        assert second.returncode == 2
        assert f"already at http://127.0.0.1:{port}/" in second.stderr
        assert looks(address_of("127.0.0.1", port), "health/") == json.dumps({"status": "ok"})
        os.killpg(server.pid, signal.SIGINT)  # as a terminal does: the server and its workers at once
        assert server.wait(60) == 0
    assert not database_runs(practice)
    assert "Traceback" not in (practice.parent / "started.log").read_text()


def test_it_starts_again_after_being_killed_and_leaves_nothing_running(practice):
    port = free_port()
    with started(practice, "serve", "--port", port) as server:
        assert eventually(lambda: answers(address_of("127.0.0.1", port), 1), 60)
        server.kill()
        server.wait()
        assert eventually(lambda: not answers(address_of("127.0.0.1", port), 0)), "a worker outlived its server"
    assert database_runs(practice), "the database goes on when its caller is killed"
    assert eventually(lambda: Home(practice).served_by() is None)
    with started(practice, "serve", "--port", port) as server:
        assert eventually(lambda: answers(address_of("127.0.0.1", port), 1), 60)
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
    assert not database_runs(practice)


def test_it_logs_where_a_fault_was_and_never_what_was_in_it():
    with capture_logs() as logged:
        try:
            raise ValueError("Aisha Kaur, 14")
        except ValueError:
            errors.fault(RequestFactory().get("/children/"))
    assert [entry["kind"] for entry in logged] == ["ValueError"]
    assert "test_serve.py" in logged[0]["where"]
    assert "Aisha" not in str(logged)


def test_it_loses_nothing_that_it_acknowledged_when_it_is_killed(practice):
    """The short form of `dev.py prove kill`."""
    figures = kill.prove(kill.Wayhome(practice.parent), kills=5, minutes=4, seed="short", teeth=False)
    assert figures.short() == []
    assert sum(figures.kills.values()) == 5
