"""Backing up and restoring: the same rows, the same rules about who sees them, and nothing half-done."""

from __future__ import annotations

import json
import random
import re
import stat
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import psycopg
import pytest

from tests.casework import running
from tests.casework.browser import give_second_step
from tests.casework.commands import new_home, wayhome
from wayhome.cli.backups import fingerprints, making, programs, restoring, sealed
from wayhome.cli.backups import keys as keys_file
from wayhome.cli.server.home import Home
from wayhome.cli.server.words import Cannot
from wayhome.engines.embedded_postgres import Server
from wayhome.engines.postgres_programs import find_programs

AT = datetime(2026, 4, 1, 2, 30, tzinfo=UTC)
HOME = Home(running._HOME)


@pytest.fixture
def made(area, server, tmp_path):
    """A backup of the session's database with an area in it, and its keys: (folder, keys file, what it holds)."""
    give_second_step(area.rosa)
    folder, keys = tmp_path / "backup", tmp_path / "elsewhere.keys"
    return folder, keys, making.make(HOME, server, folder, keys, at=AT)


@pytest.fixture
def blank(monkeypatch):
    """A home that is not there yet, and no database of somebody else's in the environment."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with new_home() as home:
        yield Home(home)


def schema_of(dsn: str) -> str:
    """Tables, policies, triggers, functions and grants as PostgreSQL itself writes them down; a cast moves when read back."""
    command = [find_programs().bin / "pg_dump", "--schema-only", f"--dbname={dsn}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = (re.sub(r"::(character varying|text)(\[\])?|[()]", "", line) for line in said.splitlines())
    return "\n".join(line for line in lines if not line.startswith(("\\restrict", "\\unrestrict")))


def test_it_restores_every_row_and_every_rule_to_a_blank_home(made, blank, server, area):
    folder, keys, backup = made
    done = restoring.restore(blank, folder, keys)
    assert done.tables == backup.tables
    assert sum(table.rows for table in done.tables) > 50
    for name in ("master_keys", "secret_key", "backup_key"):
        assert blank.key_file(name).read_text().strip() == HOME.key_file(name).read_text().strip()
        assert stat.S_IMODE(blank.key_file(name).stat().st_mode) == 0o600
    with Server.at(blank.folder / "database") as restored:
        assert schema_of(restored.dsn("superuser")) == schema_of(server.dsn("superuser"))
        with psycopg.connect(restored.dsn("app")) as app:
            assert app.execute("SELECT count(*) FROM organisations_team").fetchone() == (0,)
            app.execute("SELECT set_config('app.organisation', %s, true)", [str(area.eastmere.id)])
            assert app.execute("SELECT name FROM organisations_team").fetchall() == [("Missing team",)]


def test_it_prints_the_same_table_of_hashes_from_the_command_line(made, blank):
    """The whole way as a person goes it: restore one backup, back that up, restore it again."""
    folder, keys, backup = made
    first = wayhome(blank.folder, "restore", folder, "--keys", keys)
    assert first.returncode == 0, first.stderr
    assert f"every row of the backup of {backup.made_at} is there" in first.stdout
    second = wayhome(blank.folder, "backup", folder.with_name("second"), "--keys", keys.with_name("second.keys"))
    assert second.returncode == 0, second.stderr
    assert second.stdout.split("\n\n")[0] == first.stdout.split("\n\n")[0] == fingerprints.listed(backup.tables)
    ready = wayhome(blank.folder, "migrate")
    assert ready.returncode == 0, ready.stderr


def test_it_keeps_names_and_keys_out_of_the_backup(made, area):
    folder, keys, _ = made
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    for told in (b"Rosa Okoro", area.eastmere.domain.encode(), HOME.key_file("master_keys").read_bytes().strip()[3:]):
        assert told not in content
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_it_leaves_the_keys_of_children_out_of_the_dump(made):
    folder, keys, backup = made
    key = keys_file.read(keys).backup_key
    with (folder / making.DUMP).open("rb") as source:
        dump = b"".join(sealed.unseal(source, key=key))
    assert dump.startswith(b"PGDMP")
    assert not {"children_key", "django_session"} & {table.table for table in backup.tables}


@pytest.mark.parametrize("what", [making.DUMP, making.LIST, "keys"])
def test_it_notices_every_flipped_bit_before_anything_is_used(made, blank, what, tmp_path):
    folder, keys, _ = made
    path = keys if what == "keys" else folder / what
    whole, dice = path.read_bytes(), random.Random(7)
    for _ in range(40):
        spoilt, where = bytearray(whole), dice.randrange(len(whole))
        spoilt[where] ^= 1 << dice.randrange(8)
        path.write_bytes(spoilt)
        with pytest.raises((Cannot, sealed.Damaged)):
            kept = keys_file.read(keys)
            making.read_list(folder, kept)
            with (folder / making.DUMP).open("rb") as source:
                for _piece in sealed.unseal(source, key=kept.backup_key):
                    pass
    assert not blank.folder.exists()


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-1], lambda b: b[: len(b) // 2], lambda b: b + b"x", lambda b: b"", lambda b: b[:30]]
)
def test_it_notices_a_file_cut_short_or_added_to(spoil):
    target = BytesIO()
    sealed.seal([b"a" * (1 << 20), b"b" * 17, b"c" * (1 << 20)], target, key=b"key")
    assert b"".join(sealed.unseal(BytesIO(target.getvalue()), key=b"key")) == b"a" * (1 << 20) + b"b" * 17 + b"c" * (
        1 << 20
    )
    with pytest.raises(sealed.Damaged):
        list(sealed.unseal(BytesIO(spoil(target.getvalue())), key=b"key"))


def test_it_leaves_nothing_behind_when_a_restore_fails(made, blank):
    folder, keys, _ = made
    dump = folder / making.DUMP
    content = bytearray(dump.read_bytes())
    content[-1] ^= 1
    dump.write_bytes(content)
    with pytest.raises(Cannot, match="cannot be used"):
        restoring.restore(blank, folder, keys)
    assert list(blank.folder.parent.iterdir()) == []


def test_it_throws_away_what_does_not_agree_with_the_list(made, blank):
    folder, keys, _ = made
    kept = keys_file.read(keys)
    forged = json.loads((folder / making.LIST).read_text())
    forged.pop("seal")
    table = next(each for each in forged["tables"] if each["table"] == "organisations_team")
    table["rows"] += 1
    (folder / making.LIST).write_text(json.dumps({**forged, "seal": making.seal_of(forged, kept)}))
    with pytest.raises(Cannot, match="organisations_team has"):
        restoring.restore(blank, folder, keys)
    assert list(blank.folder.parent.iterdir()) == []


def test_it_refuses_to_write_over_anything(made, server, blank, tmp_path):
    folder, keys, _ = made
    with pytest.raises(Cannot, match="is there already"):
        making.make(HOME, server, folder, tmp_path / "new.keys", at=AT)
    with pytest.raises(Cannot, match="is there already"):
        making.make(HOME, server, tmp_path / "new", keys, at=AT)
    assert not (tmp_path / "new").exists()
    blank.folder.mkdir()
    (blank.folder / "something").touch()
    with pytest.raises(Cannot, match="is not blank"):
        restoring.restore(blank, folder, keys)


def test_it_refuses_to_put_the_keys_beside_what_they_open(server, tmp_path):
    with pytest.raises(Cannot, match="no lock"):
        making.make(HOME, server, tmp_path / "backup", tmp_path / "backup" / "keys", at=AT)


def test_it_refuses_the_keys_of_another_home(made, blank, tmp_path):
    folder, keys, _ = made
    other = keys_file.Keys({**keys_file.read(keys).secrets, "backup_key": "another"})
    keys_file.write(other, tmp_path / "other.keys", at="2026-04-01")
    with pytest.raises(Cannot, match="sealed with others"):
        restoring.restore(blank, folder, tmp_path / "other.keys")


def test_it_refuses_to_back_up_as_a_role_that_sees_only_some_rows(server):
    with pytest.raises(Cannot, match="would miss rows"), making.one_moment(server.dsn("app")):
        pass


def test_it_refuses_to_restore_into_somebody_elses_database(made, blank, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    with pytest.raises(Cannot, match="Unset it"):
        restoring.restore(blank, made[0], made[1])


def test_it_sees_one_changed_letter_in_a_hundred_thousand_rows(server, database_of_rows):
    dsn = database_of_rows
    with psycopg.connect(dsn) as connection:
        before = fingerprints.fingerprints(connection)
    with psycopg.connect(dsn) as connection:
        connection.execute("UPDATE heap SET word = word || '.' WHERE id = 777")
        assert fingerprints.differences(before, fingerprints.fingerprints(connection)) == [
            "heap has 100000 rows instead of 100000, or other ones"
        ]
        connection.rollback()
    with psycopg.connect(dsn) as connection:
        assert fingerprints.fingerprints(connection) == before


@pytest.fixture
def database_of_rows(server):
    name = server.create_database("rows_to_hash")
    dsn = server.dsn("superuser", name)
    with psycopg.connect(dsn) as connection:
        connection.execute("CREATE TABLE heap AS SELECT id, md5(id::text) AS word FROM generate_series(1, 100000) id")
    yield dsn
    server.drop_database(name)


def test_it_takes_the_dump_and_the_hashes_at_one_moment(server, area, tmp_path, monkeypatch):
    """Somebody writes between the dump and the hashes: the backup is of the moment before, and agrees with itself."""
    from wayhome.cli.backups import making as module

    count = iter(range(1))
    real = fingerprints.fingerprints

    def late(connection, **options):
        for _ in count:
            with psycopg.connect(server.dsn("superuser")) as other:
                other.execute("UPDATE organisations_organisation SET name = name || '!'")
        return real(connection, **options)

    monkeypatch.setattr(module, "fingerprints", late)
    with psycopg.connect(server.dsn("superuser")) as connection:
        before = real(connection, but=making.LEFT_OUT)
    backup = making.make(HOME, server, tmp_path / "backup", tmp_path / "keys", at=AT)
    assert backup.tables == before


def test_it_stops_with_words_when_the_dump_fails(server, tmp_path):
    with pytest.raises(Cannot, match="pg_dump failed"):
        list(programs.dump(server.dsn("superuser"), snapshot="no-such-snapshot", without_rows_of=()))
    assert Path(tmp_path).exists()
