"""PostgreSQL's own pg_dump and pg_restore, told where the database is without showing a password to the machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from wayhome.cli.server.words import Cannot
from wayhome.engines.postgres_programs import find_programs

PIECE = 1 << 18


def dump(dsn: str, *, snapshot: str, without_rows_of: Iterable[str]) -> Iterator[bytes]:
    """The database as pg_dump writes it, at a snapshot that somebody holds open. Raises Cannot when it is not whole."""
    options = ["--format=custom", "--compress=gzip:6", "--no-owner", f"--snapshot={snapshot}"]
    options += [f"--exclude-table-data=public.{table}" for table in without_rows_of]
    with _running("pg_dump", dsn, *options, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        while piece := program.stdout.read(PIECE):
            yield piece


def load(dsn: str, pieces: Iterable[bytes], *, as_role: str) -> None:
    """Put a dump into an empty database, all of it or nothing. Raises Cannot when that fails."""
    options = ["--single-transaction", "--exit-on-error", "--no-owner", f"--role={as_role}"]
    with _running("pg_restore", dsn, *options, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as program:
        assert program.stdin is not None
        with suppress(BrokenPipeError):  # it ended by itself; what it said is shown
            for piece in pieces:
                program.stdin.write(piece)
            program.stdin.close()


@contextmanager
def _running(name: str, dsn: str, *options: str, stdin: int, stdout: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run one program to its end; whatever interrupts us ends it. Raises Cannot with what it said when it failed."""
    parts: dict[str, Any] = dict(conninfo_to_dict(dsn))
    password = parts.pop("password", None)
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **({"PGPASSWORD": str(password)} if password else {})}
    path = find_programs().bin / name
    if not path.exists():
        raise Cannot(f"PostgreSQL's program {name} is not installed: it is part of `postgresql-client`.")
    command = [str(path), *options, f"--dbname={make_conninfo(**parts)}"]
    program = subprocess.Popen(command, env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE)
    try:
        yield program
    except BaseException:
        program.kill()
        _end(program)
        raise
    said = _end(program)
    if program.returncode:
        raise Cannot(f"{name} failed, and nothing was kept:\n{said}")


def _end(program: subprocess.Popen[bytes]) -> str:
    errors: IO[bytes] | None = program.stderr
    said = errors.read().decode("utf-8", "replace") if errors else ""
    program.wait()
    for stream in (program.stdin, program.stdout, errors):
        if stream and not stream.closed:
            stream.close()
    return "\n".join(said.strip().splitlines()[-10:])
