"""A private PostgreSQL for a demonstration, a small office or a test: started here and reached by a socket only.

    with Server.at(folder) as server:
        connect(server.dsn(role="app"))

The server is PostgreSQL's own, from the wheel or from Debian. Three roles are there from the first start: `owner` makes
the tables, `app` works in them under row security, which it can neither own nor pass by, and `auditor` reads what it is
granted. Each has a random password, kept in a file that only the caller can read. Data is durable unless told not.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from wayhome.engines.postgres_programs import (
    Account,
    DatabaseError,
    Programs,
    alive,
    find_programs,
    processes,
    short,
    works_in,
    write_private,
)

SUPERUSER = "wayhome_superuser"
ROLES = {"owner": "wayhome_owner", "app": "wayhome_app", "auditor": "wayhome_auditor"}
DATABASE = "wayhome"
LONGEST_SOCKET_PATH = 106  # bytes that sockaddr_un holds, less the closing zero
SETTINGS_FILE = "settings.conf"
SOCKET = ".s.PGSQL.5432"
SECONDS_TO_START = 60
SECONDS_FOR_ORPHANS = 10

PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")

SETTINGS = """\
# Written at every start; change nothing here.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
# A log holds no row and no statement: either could name a child.
log_statement = 'none'
log_min_error_statement = 'panic'
log_error_verbosity = 'terse'
log_parameter_max_length_on_error = 0
{durability}"""

FAST_AND_FORGETFUL = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"

FIRST_WORDS = """\
\\set ON_ERROR_STOP on
\\set QUIET on
select format('create role %I', name) from unnest(array[{roles}]) as name
 where not exists (select from pg_roles where rolname = name) \\gexec
alter role wayhome_owner login nosuperuser nobypassrls nocreaterole noreplication {createdb} password '{owner}';
alter role wayhome_app login nosuperuser nobypassrls nocreaterole noreplication nocreatedb password '{app}';
alter role wayhome_auditor login nosuperuser nobypassrls nocreaterole noreplication nocreatedb password '{auditor}';
"""

NEW_DATABASE = """\
\\set ON_ERROR_STOP on
\\set QUIET on
select 'create database {name} owner wayhome_owner template template0'
 where not exists (select from pg_database where datname = '{name}') \\gexec
revoke all on database {name}, postgres, template1 from public;
grant connect on database {name} to wayhome_app, wayhome_auditor;
"""


@dataclass
class Server:
    """One PostgreSQL server and the folder it keeps everything in."""

    folder: Path
    durable: bool = True
    programs: Programs | None = None
    account: Account = field(default_factory=Account.for_server)
    started_here: bool = field(default=False, init=False)

    @classmethod
    def at(cls, folder: Path | str, *, durable: bool = True, programs: Programs | None = None) -> Server:
        """The server that lives in `folder`, new or as it was left.

        `durable=False` is for tests only: what it writes may be lost when the machine stops.
        """
        return cls(Path(folder).resolve(), durable, programs)

    def __enter__(self) -> Server:
        """Start, or join a server that already runs in this folder."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stop what was started here; a server that was joined goes on."""
        if self.started_here:
            self.stop()

    def start(self) -> Server:
        """Start the server and wait until it answers; where it already runs, join it.

        Raises DatabaseError with the end of the server's log where it does not start.
        """
        with self._alone():
            programs = self._ready_programs()
            if not self._data.is_dir():
                self._create(programs)
            self._check_ours(programs)
            if not self._join():
                self._forget_the_dead()
                self._configure()
                self._launch(programs)
                self.started_here = True
                self._prepare()
        return self

    def stop(self) -> None:
        """Stop the server, whoever started it, after the statements in hand; no server is no error."""
        with self._alone():
            if self._lives:
                answer = self._pg_ctl(self._ready_programs(), "stop", "--mode=fast", "--timeout=60")
                if answer.returncode:
                    raise DatabaseError(f"PostgreSQL did not stop:\n{_tail(answer.stdout)}")
            self.started_here = False

    def remove(self) -> None:
        """Stop the server and delete its data, passwords and log: there is no way back."""
        self.stop()
        for place in {self.place, self._socket_folder, self.folder}:
            shutil.rmtree(place, ignore_errors=True)

    @property
    def running(self) -> bool:
        """Whether a server of this folder's data lives and takes calls."""
        with socket.socket(socket.AF_UNIX) as call:
            return self._lives and call.connect_ex(os.fsencode(self._socket_folder / SOCKET)) == 0

    def dsn(self, role: str = "app", database: str = DATABASE) -> str:
        """The address of a database for a role: a key of ROLES, or `superuser`. It holds a password: never log it."""
        name = SUPERUSER if role == "superuser" else ROLES.get(role)
        if name is None:
            raise DatabaseError(f"There is no role {role!r}: choose one of {', '.join(ROLES)}.")
        host = quote(str(self._socket_folder), safe="")
        return f"postgresql://{name}:{self._passwords()[role]}@/{quote(database)}?host={host}"

    def create_database(self, name: str) -> str:
        """Make a database of `owner`, open to `app` and `auditor`, and return its name; one that exists stays."""
        self._ask(NEW_DATABASE.format(name=_plain(name)))
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database and end the sessions in it; one that does not exist is no error."""
        self._ask(f"drop database if exists {_plain(name)} with (force);\n")

    @property
    def place(self) -> Path:
        """Where the data is: the folder or, where the server's user cannot get there, a private place noted in it."""
        note = self.folder / "place"
        return Path(note.read_text().strip()) if note.exists() else self.folder

    @property
    def log(self) -> Path:
        """The server's log: messages, no rows and no statements."""
        return self.place / "log"

    @property
    def _data(self) -> Path:
        return self.place / "data"

    @property
    def _socket_folder(self) -> Path:
        near = self.place / "socket"
        if len(os.fsencode(near / SOCKET)) <= LONGEST_SOCKET_PATH:
            return near
        return Path(tempfile.gettempdir()) / f"wayhome-{self.account.uid}-{short(self.place)}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time starts or stops the server of a folder; the next waits, then finds it running."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as problem:
            raise DatabaseError(f"The database cannot write in {self.folder}: {problem.strerror}.") from problem
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _ready_programs(self) -> Programs:
        return (self.programs or find_programs()).readable_by(self.account)

    def _create(self, programs: Programs) -> None:
        """Make an empty cluster beside its final name, so that a half-made one is never taken for a whole one."""
        self._choose_place()
        passwords = {name: secrets.token_urlsafe(24) for name in (*ROLES, "superuser")}
        write_private(self.folder / "passwords.json", json.dumps(passwords))
        half, secret = self.place / "data.half-made", self.place / "superuser.password"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        write_private(secret, passwords["superuser"])
        for path in (half, secret):
            self.account.owns(path)
        try:
            made = self.account.run(
                programs.bin / "initdb", f"--pgdata={half}", f"--username={SUPERUSER}", f"--pwfile={secret}",
                "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", "--no-instructions",
                *programs.locale, *([] if self.durable else ["--no-sync"]),
            )  # fmt: skip
        finally:
            secret.unlink(missing_ok=True)
        if made.returncode:
            raise DatabaseError(f"The database could not be made in {self.place}:\n{_tail(made.stdout)}")
        (half / "pg_hba.conf").write_text("local all all scram-sha-256\n")
        with (half / "postgresql.conf").open("a") as settings:
            settings.write(f"include = '../{SETTINGS_FILE}'\n")
        half.rename(self._data)

    def _choose_place(self) -> None:
        note = self.folder / "place"
        if not note.exists() and (place := self.account.place_for(self.folder)) != self.folder:
            note.write_text(str(place))
        self.place.mkdir(exist_ok=True)
        self.place.chmod(0o711 if self.account.other else 0o700)

    def _check_ours(self, programs: Programs) -> None:
        """The data must belong to the user that serves it, and be of the version that serves it."""
        keeper = self._data.stat().st_uid
        if keeper != self.account.uid:
            raise DatabaseError(
                f"The data in {self._data} belongs to user number {keeper}, and the server would run as user number "
                f"{self.account.uid}. Start it as the user who made it."
            )
        made_by = int((self._data / "PG_VERSION").read_text())
        if made_by != programs.major:
            raise DatabaseError(
                f"The data in {self._data} was made by PostgreSQL {made_by}; this is PostgreSQL {programs.major}, it "
                f"cannot read it. Install PostgreSQL {made_by}, take a backup, and restore that into a new folder."
            )

    def _configure(self) -> None:
        durability = "" if self.durable else FAST_AND_FORGETFUL
        settings = self.place / SETTINGS_FILE
        settings.write_text(SETTINGS.format(socket=self._private_socket_folder(), durability=durability))
        settings.chmod(0o644)
        self.log.touch(mode=0o600)
        self.account.owns(self.log)

    def _private_socket_folder(self) -> Path:
        """Make the folder, or make sure that the one there is ours: others can write where it may stand."""
        folder = self._socket_folder
        try:
            folder.mkdir(mode=0o700)
            self.account.owns(folder)
        except FileExistsError as taken:
            found = folder.lstat()
            if (stat.S_IFMT(found.st_mode), found.st_uid) != (stat.S_IFDIR, self.account.uid) or found.st_mode & 0o077:
                raise DatabaseError(f"{folder} is someone else's or open to all. Remove it, and try again.") from taken
        return folder

    def _launch(self, programs: Programs) -> None:
        answer = self._pg_ctl(programs, "start", f"--log={self.log}", f"--timeout={SECONDS_TO_START}")
        if answer.returncode:
            last_words = _tail(answer.stdout + self.log.read_text(errors="replace"))
            raise DatabaseError(f"PostgreSQL did not start; the end of {self.log}:\n{last_words}")

    def _pg_ctl(self, programs: Programs, *command: str) -> subprocess.CompletedProcess[str]:
        return self.account.run(programs.bin / "pg_ctl", *command, "--wait", "--silent", f"--pgdata={self._data}")

    @property
    def _lives(self) -> bool:
        pid = self._recorded_pid()
        return pid is not None and works_in(pid, self._data)

    def _recorded_pid(self) -> int | None:
        try:
            return int((self._data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    def _forget_the_dead(self) -> None:
        """Remove what a killed server left where its number lives on, in another program or unburied: it bars us.

        Only once none of its children work in the data. A number that nobody bears is left to PostgreSQL to check.
        """
        pid, patience = self._recorded_pid(), time.monotonic() + SECONDS_FOR_ORPHANS
        while any(works_in(each, self._data) for each in processes()):
            if time.monotonic() > patience:
                raise DatabaseError(
                    f"Processes of a killed server still work in {self._data}. End them, and try again."
                )
            time.sleep(0.1)
        if pid is not None and alive(pid):
            (self._data / "postmaster.pid").unlink()
            for left in (SOCKET, f"{SOCKET}.lock"):
                (self._socket_folder / left).unlink(missing_ok=True)

    def _join(self) -> bool:
        """Make use of a server that already runs; False if there is none, or it was dying when it was asked."""
        try:
            if self.running:
                self._prepare()
                return True
        except DatabaseError:
            if self.running:
                raise
        return False

    def _prepare(self) -> None:
        roles = ", ".join(f"'{name}'" for name in ROLES.values())
        createdb = "nocreatedb" if self.durable else "createdb"  # a test run makes databases of its own
        self._ask(FIRST_WORDS.format(roles=roles, createdb=createdb, **self._passwords()))
        self.create_database(DATABASE)

    def _passwords(self) -> dict[str, str]:
        try:
            passwords: dict[str, str] = json.loads((self.folder / "passwords.json").read_text())
        except (FileNotFoundError, ValueError) as lost:
            raise DatabaseError(
                f"The passwords of this database are not in {self.folder / 'passwords.json'}. If it was never started, "
                "start it; if the file is lost, restore it from a backup, or remove the folder to begin anew."
            ) from lost
        return passwords

    def _ask(self, script: str) -> None:
        """Say something to the server as its superuser; on standard input, where no list of processes shows it."""
        programs = self.programs or find_programs()
        answer = subprocess.run(
            [programs.bin / "psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--dbname=postgres"],
            env={
                "PATH": os.defpath,
                "LC_ALL": "C.UTF-8",
                "PGOPTIONS": "--client-min-messages=warning",
                "PGHOST": str(self._socket_folder),
                "PGUSER": SUPERUSER,
                "PGPASSWORD": self._passwords()["superuser"],
            },
            input=script, capture_output=True, text=True, errors="replace", check=False,
        )  # fmt: skip
        if answer.returncode or answer.stderr:
            raise DatabaseError(f"PostgreSQL refused to prepare its roles or a database:\n{_tail(answer.stderr)}")


@dataclass(frozen=True)
class Given:
    """A database that someone else runs, by its address in the environment. Nothing is started, stopped or created."""

    addresses: Mapping[str, str]

    def __enter__(self) -> Given:
        """Use it as it is."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave it as it is."""

    def dsn(self, role: str = "app") -> str:
        """The address given for a role; raises DatabaseError with the variable to set where there is none."""
        variable = "DATABASE_URL" if role == "app" else f"DATABASE_{role.upper()}_URL"
        if address := self.addresses.get(variable):
            return address
        raise DatabaseError(f"DATABASE_URL names a database of yours; set {variable} too, the address for {role!r}.")


def database(folder: Path | str, environment: Mapping[str, str] | None = None) -> Server | Given:
    """The database to work with: the one that DATABASE_URL names, else a server of our own in `folder`."""
    given = os.environ if environment is None else environment
    return Given(given) if given.get("DATABASE_URL") else Server.at(folder)


def _plain(name: str) -> str:
    if not PLAIN_NAME.fullmatch(name):
        raise DatabaseError(f"{name!r} is no name for a database: use small letters, digits and underlines.")
    return name


def _tail(text: str, lines: int = 15) -> str:
    return "\n".join(text.strip().splitlines()[-lines:])
