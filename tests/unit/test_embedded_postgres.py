"""The private PostgreSQL: it starts, keeps what it was told, and gives nobody more than their role."""

import json
import multiprocessing
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from wayhome.engines import embedded_postgres, postgres_programs
from wayhome.engines.embedded_postgres import Given, Server, database
from wayhome.engines.postgres_programs import Account, DatabaseError, Programs, find_programs

ROOT = os.geteuid() == 0
SOURCE = Path(embedded_postgres.__file__)


@pytest.fixture
def folder():
    """A folder that any user can walk to, as a checkout usually is."""
    path = Path(tempfile.mkdtemp(prefix="wayhome-test-"))
    path.chmod(0o755)
    yield path / "postgres"
    Server.at(path / "postgres").remove()
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def running():
    path = Path(tempfile.mkdtemp(prefix="wayhome-test-"))
    path.chmod(0o755)
    with Server.at(path / "postgres", durable=False) as server:
        yield server
    server.remove()
    shutil.rmtree(path)


def one(dsn, question):
    with psycopg.connect(dsn) as connection:
        return connection.execute(question).fetchone()


@pytest.mark.parametrize("role", ["owner", "app", "auditor"])
def test_it_gives_no_role_a_way_past_row_security(running, role):
    rights = "rolsuper, rolbypassrls, rolcreaterole, rolreplication"
    assert one(running.dsn(role), f"select {rights} from pg_roles where rolname = current_user") == (False,) * 4


def test_it_lets_the_app_own_and_create_nothing(running):
    owned = "select count(*) from pg_class where relowner = 'wayhome_app'::regrole"
    assert one(running.dsn("app"), owned) == (0,)
    for forbidden in ("create table mine ()", "create schema mine", "create temporary table mine ()"):
        with psycopg.connect(running.dsn("app")) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(forbidden)


def test_it_holds_the_app_to_row_security_on_the_owners_table(running):
    with psycopg.connect(running.dsn("owner")) as connection:
        connection.execute("create table seen (organisation int)")
        connection.execute("alter table seen enable row level security")
        connection.execute("create policy own on seen using (organisation = 1)")
        connection.execute("insert into seen values (1), (2)")
        connection.execute("grant select on seen to wayhome_app")
    assert one(running.dsn("app"), "select array_agg(organisation) from seen") == ([1],)


def test_it_wants_the_right_password(running):
    password = running.dsn("app").split(":")[2].split("@")[0]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(running.dsn("app").replace(password, "wrong"))
    assert one(
        running.dsn("superuser"), "select rolpassword ~ '^SCRAM-SHA-256' from pg_authid where rolname = 'wayhome_app'"
    )


def test_it_listens_on_no_network(running):
    assert one(running.dsn("owner"), "select current_setting('listen_addresses')") == ("",)
    settings = (running.place / "data" / "pg_hba.conf").read_text()
    assert settings.split() == ["local", "all", "all", "scram-sha-256"]


def test_it_keeps_its_passwords_and_its_socket_to_the_caller(running):
    assert stat.S_IMODE((running.folder / "passwords.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((running.place / "socket").stat().st_mode) == 0o700
    passwords = json.loads((running.folder / "passwords.json").read_text())
    assert len(set(passwords.values())) == len(passwords) == 4
    assert all(password not in running.log.read_text() for password in passwords.values())


def test_it_writes_no_row_and_no_statement_to_its_log(running):
    with psycopg.connect(running.dsn("owner")) as connection:
        connection.execute("create table named (name text primary key)")
    for _ in range(2):
        try:
            with psycopg.connect(running.dsn("owner")) as connection:
                connection.execute("insert into named values (%s)", ["Kestrel"])
        except psycopg.errors.UniqueViolation:
            assert "duplicate key" in running.log.read_text()
    assert "Kestrel" not in running.log.read_text()


def test_it_sorts_by_code_point_and_knows_letters(running):
    assert one(running.dsn("app"), "select 'Z' < 'a', upper('é') = 'É', pg_encoding_to_char(6)") == (True, True, "UTF8")


def test_it_has_the_extensions_that_the_owner_needs(running):
    with psycopg.connect(running.dsn("owner")) as connection:
        for name in ("pg_trgm", "btree_gist", "citext", "fuzzystrmatch", "unaccent"):
            connection.execute(f"create extension {name}")


def test_it_makes_and_drops_databases_by_plain_names_only(running):
    running.create_database("an_area")
    running.create_database("an_area")
    assert one(running.dsn("app", "an_area"), "select current_database()") == ("an_area",)
    running.drop_database("an_area")
    running.drop_database("an_area")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(running.dsn("app", "an_area"))
    with pytest.raises(DatabaseError, match="no name for a database"):
        running.create_database('x"; drop database wayhome; --')


def test_it_names_the_roles_there_are(running):
    with pytest.raises(DatabaseError, match="owner, app, auditor"):
        running.dsn("manager")


def test_it_keeps_data_and_passwords_over_a_restart_and_is_durable(folder):
    with Server.at(folder) as server:
        with psycopg.connect(server.dsn("owner")) as connection:
            connection.execute("create table kept as select 72 as hours")
        before = server.dsn("owner")
    assert not server.running
    with Server.at(folder) as server:
        assert server.dsn("owner") == before
        assert one(before, "select hours from kept") == (72,)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert one(before, f"select current_setting('{setting}')") == ("on",)


def test_it_starts_again_after_it_was_killed(folder):
    server = Server.at(folder).start()
    with psycopg.connect(server.dsn("owner")) as connection:
        connection.execute("create table kept as select 72 as hours")
    os.kill(int((server.place / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    with Server.at(folder) as server:
        assert server.started_here
        assert one(server.dsn("owner"), "select hours from kept") == (72,)


def test_it_starts_although_another_program_bears_the_number_of_the_killed_server(folder):
    server = Server.at(folder, durable=False).start()
    server.stop()
    bearer = subprocess.Popen(["sleep", "60"])
    try:
        note = server.place / "data" / "postmaster.pid"
        note.write_text(f"{bearer.pid}\n{server.place / 'data'}\n1\n5432\n{server.place / 'socket'}\n\n  1 1\n")
        server.account.owns(note)
        assert not server.running
        with Server.at(folder, durable=False) as server:
            assert one(server.dsn(), "select 1") == (1,)
    finally:
        bearer.kill()
        bearer.wait()


def test_it_makes_the_cluster_anew_when_making_it_was_interrupted(folder, monkeypatch):
    def interrupted(account, *command, **_):
        Path(command[1].split("=")[1], "PG_VERSION").write_text("18")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Account, "run", interrupted)
        Server.at(folder).start()
    with Server.at(folder, durable=False) as server:
        assert one(server.dsn(), "select 1") == (1,)
    assert not (server.place / "superuser.password").exists()


def _start_and_tell(folder, answers, go_home):
    server = Server.at(folder, durable=False).start()
    answers.put((server.started_here, one(server.dsn(), "select 1")))
    go_home.wait(60)


def test_it_lets_one_of_two_processes_start_and_the_other_join(folder):
    fork = multiprocessing.get_context("fork")
    answers, go_home = fork.Queue(), fork.Event()
    both = [fork.Process(target=_start_and_tell, args=(folder, answers, go_home)) for _ in range(2)]
    for process in both:
        process.start()
    told = sorted(answers.get(timeout=60) for _ in both)
    go_home.set()
    for process in both:
        process.join(60)
    assert told == [(False, (1,)), (True, (1,))]


def test_it_leaves_a_server_running_that_it_only_joined(folder):
    with Server.at(folder, durable=False) as first:
        with Server.at(folder, durable=False) as second:
            assert not second.started_here
        assert first.running
    assert not first.running


@pytest.mark.skipif(not ROOT, reason="only root can become another user")
def test_it_runs_as_nobody_when_root_starts_it(running):
    pid = int((running.place / "data" / "postmaster.pid").read_text().split()[0])
    assert Path(f"/proc/{pid}").stat().st_uid == Account.for_server().uid != 0


@pytest.mark.skipif(not ROOT, reason="an ordinary user's server walks where its user walks")
def test_it_keeps_data_and_programs_where_nobody_can_walk_when_the_project_is_in_a_closed_home(folder, monkeypatch):
    home, machine = folder.parent / "home", folder.parent / "machine"
    home.mkdir(mode=0o700)
    monkeypatch.setattr(postgres_programs, "STATE_OF_THE_MACHINE", machine)
    found = find_programs()
    shutil.copytree(found.parts[0], home / found.parts[0].name)
    shutil.copytree(found.parts[1], home / found.parts[1].name)
    closed = Programs(
        home / found.bin.relative_to(found.parts[0].parent), found.version, tuple(home.glob("embedded*s"))
    )
    with Server.at(home / "project" / "postgres", durable=False, programs=closed) as server:
        pid = int((server.place / "data" / "postmaster.pid").read_text().split()[0])
        assert Path(f"/proc/{pid}/exe").resolve().is_relative_to(machine / "programs" / found.version)
        assert one(server.dsn(), "select 1") == (1,)
    assert server.place.is_relative_to(machine / "databases")
    newer = Programs(closed.bin, "18.99", closed.parts)
    assert newer.readable_by(Account.for_server()).bin.is_relative_to(machine / "programs" / "18.99")
    assert Server.at(home / "project" / "postgres").place == server.place
    server.remove()
    assert not server.place.exists()


def _as_an_ordinary_user(home, programs, answers):
    nobody = Account.for_server()
    os.setgroups([])
    os.setgid(nobody.gid)
    os.setuid(nobody.uid)
    os.environ["HOME"] = str(home)
    with Server.at(home / "wayhome" / "postgres", programs=programs) as server:
        pid = int((server.place / "data" / "postmaster.pid").read_text().split()[0])
        answers.put((os.geteuid(), Path(f"/proc/{pid}").stat().st_uid, server.place, one(server.dsn(), "select 1")))


@pytest.mark.skipif(not ROOT, reason="the other tests are this test where the suite runs as an ordinary user")
def test_it_runs_as_the_ordinary_user_who_starts_it_in_a_closed_home(folder):
    nobody = Account.for_server()
    home = folder.parent / "home"
    home.mkdir(mode=0o700)
    os.chown(home, nobody.uid, nobody.gid)
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    process = fork.Process(target=_as_an_ordinary_user, args=(home, find_programs().readable_by(nobody), answers))
    process.start()
    assert answers.get(timeout=60) == (nobody.uid, nobody.uid, home / "wayhome" / "postgres", (1,))
    process.join(60)


def test_it_puts_the_socket_elsewhere_when_the_path_is_too_long_for_one(folder):
    deep = folder / ("a" * 60) / ("b" * 60)
    with Server.at(deep, durable=False) as server:
        assert one(server.dsn(), "select 1") == (1,)
        elsewhere = Path(one(server.dsn("superuser"), "select current_setting('unix_socket_directories')")[0])
        assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o700
    server.remove()
    assert not elsewhere.exists()


def test_it_refuses_a_socket_folder_that_someone_else_prepared(folder, monkeypatch):
    prepared = folder.parent / "prepared"
    prepared.mkdir()
    prepared.chmod(0o777)
    monkeypatch.setattr(Server, "_socket_folder", prepared)
    with pytest.raises(DatabaseError, match="someone else's or open to all"):
        Server.at(folder, durable=False).start()


def test_it_says_so_when_an_orphan_of_a_killed_server_still_works_in_the_data(folder, monkeypatch):
    server = Server.at(folder, durable=False).start()
    server.stop()
    orphan = subprocess.Popen(["sleep", "60"], cwd=server.place / "data")
    monkeypatch.setattr(embedded_postgres, "SECONDS_FOR_ORPHANS", 0.2)
    try:
        with pytest.raises(DatabaseError, match="of a killed server still work in"):
            server.start()
    finally:
        orphan.kill()
        orphan.wait()


def test_it_refuses_data_of_another_version(folder):
    server = Server.at(folder, durable=False).start()
    server.stop()
    version = server.place / "data" / "PG_VERSION"
    kept = version.read_text()
    version.write_text("12\n")
    with pytest.raises(DatabaseError, match=r"made by PostgreSQL 12; this is PostgreSQL \d+"):
        server.start()
    version.write_text(kept)


@pytest.mark.skipif(not ROOT, reason="only root can give data away")
def test_it_refuses_data_of_another_user(folder):
    server = Server.at(folder, durable=False).start()
    server.stop()
    os.chown(server.place / "data", 12345, 12345)
    with pytest.raises(DatabaseError, match="belongs to user number 12345"):
        server.start()
    os.chown(server.place / "data", server.account.uid, server.account.gid)


def test_it_says_so_when_the_passwords_are_lost(folder):
    server = Server.at(folder, durable=False).start()
    kept = (folder / "passwords.json").read_text()
    (folder / "passwords.json").unlink()
    with pytest.raises(DatabaseError, match="passwords of this database are not in"):
        server.dsn()
    (folder / "passwords.json").write_text(kept)


def test_it_shows_the_end_of_the_log_when_the_server_does_not_start(folder):
    server = Server.at(folder, durable=False).start()
    server.stop()
    with (server.place / "data" / "postgresql.conf").open("a") as settings:
        settings.write("port = 'no number'\n")
    with pytest.raises(DatabaseError, match=r"did not start(?s:.*)port"):
        server.start()


@pytest.mark.skipif(not postgres_programs.DEBIAN.is_dir(), reason="this machine has no PostgreSQL of its own")
def test_it_falls_back_on_the_newest_server_of_the_operating_system(folder, monkeypatch):
    monkeypatch.setattr(postgres_programs, "_from_wheel", lambda: None)
    programs = find_programs()
    assert programs.bin.parent.parent == postgres_programs.DEBIAN
    with Server.at(folder, durable=False) as server:
        assert one(server.dsn(), "select current_setting('server_version_num')::int / 10000") == (programs.major,)


def test_it_takes_the_newest_by_number_and_only_whole_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres_programs, "_from_wheel", lambda: None)
    for version, names in {"9": 4, "15": 4, "17": 3, "notes": 4}.items():
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        for name in ("postgres", "initdb", "pg_ctl", "psql")[:names]:
            (folder / name).touch()
    assert find_programs(tmp_path).major == 15


def test_it_says_what_to_install_when_there_is_no_postgresql(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres_programs, "_from_wheel", lambda: None)
    with pytest.raises(DatabaseError, match="sudo apt install postgresql"):
        find_programs(tmp_path)


def test_it_says_so_when_the_folder_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError, match="cannot write in"):
        Server.at(tmp_path / "file" / "postgres").start()


def test_it_uses_the_database_that_the_environment_names(tmp_path):
    given = database(tmp_path, {"DATABASE_URL": "postgresql://app@host/area"})
    assert isinstance(given, Given)
    with given:
        assert given.dsn() == "postgresql://app@host/area"
        with pytest.raises(DatabaseError, match="set DATABASE_OWNER_URL too"):
            given.dsn("owner")
    assert isinstance(database(tmp_path, {}), Server)


def test_it_needs_nothing_but_the_standard_library():
    without_packages = [sys.executable, "-S", "-c", "import wayhome.engines.embedded_postgres"]
    alone = subprocess.run(without_packages, env={"PYTHONPATH": str(SOURCE.parents[2])}, capture_output=True, text=True)
    assert alone.returncode == 0, alone.stderr


def test_it_stops_within_seconds_although_someone_is_connected(folder):
    server = Server.at(folder, durable=False).start()
    connection = psycopg.connect(server.dsn())
    began = time.perf_counter()
    server.stop()
    assert time.perf_counter() - began < 10
    with pytest.raises(psycopg.errors.AdminShutdown):
        connection.execute("select 1")
