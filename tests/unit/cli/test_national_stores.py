"""`wayhome national` over facts that lie in Parquet or in a database: the same figures as from the same rows in CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import psycopg
import pytest

from tests.unit.cli.running import run
from tests.unit.cli.test_compare import (
    HARTLEPOOL,
    MIDDLESBROUGH,
    REDCAR,
    ROWS,
    as_csv,
    as_parquet,
    returns,
    warehouse,  # noqa: F401 - a fixture
)
from tests.unit.returns.national.invented import answer, written
from wayhome.domain.vocabulary import Group
from wayhome.engines import postgres as postgresql
from wayhome.engines import tables

AWAY = [*ROWS, *(row for code in (HARTLEPOOL, MIDDLESBROUGH, REDCAR) for row in returns(code, of=20, told=9, heard=4, group=Group.CARE_OUT)),
        *(row for code in (HARTLEPOOL, MIDDLESBROUGH, REDCAR) for row in returns(code, of=20, told=15, heard=12, group=Group.CARE_IN))]  # fmt: skip
TABLES = ("national.csv", "sources.csv", "placed-away.csv", "why-not.csv")


def figures(capsys, folder: Path, out: Path, *more: object) -> dict[str, list[dict[str, str]]]:
    """The open data of a round, without the names of files."""
    ran = run(capsys, "national", folder, "--out", out, "--as-of", "2025-06-30", *more)
    assert ran.code == 0, ran.err
    found = {}
    for name in TABLES:
        path = out / "data" / name
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                found[name] = [{k: v for k, v in row.items() if k != "file"} for row in csv.DictReader(file)]
    return found


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_it_counts_parquet_as_the_same_rows_in_csv(tmp_path, capsys):
    plain, stored = folder(tmp_path / "csv"), folder(tmp_path / "parquet")
    as_csv(AWAY, plain / "facts.csv")
    as_parquet(AWAY, stored / "facts.parquet")
    one, other = figures(capsys, plain, tmp_path / "one"), figures(capsys, stored, tmp_path / "other")
    assert one == other
    offered = next(row for row in one["national.csv"] if row["indicator"] == "R3")
    assert (offered["councils_that_could_say"], offered["says"]) == ("3", "can say")
    assert one["placed-away.csv"]


def test_it_names_what_a_parquet_file_cannot_say(tmp_path, capsys):
    stored = folder(tmp_path / "round")
    as_parquet(ROWS, stored / "facts.parquet", "SELECT * EXCLUDE (offered) FROM facts")
    found = figures(capsys, stored, tmp_path / "site")
    says = {row["indicator"]: row["says"] for row in found["national.csv"]}
    assert (says["R3"], says["D1"]) == ("cannot say", "can say")


def test_it_leaves_out_a_parquet_file_that_is_broken_and_says_so(tmp_path, capsys):
    stored = folder(tmp_path / "round")
    as_csv(ROWS, stored / "facts.csv")
    (stored / "broken.parquet").write_bytes(b"PAR1 and nothing more")
    ran = run(capsys, "national", stored, "--out", tmp_path / "site", "--as-of", "2025-06-30")
    assert (
        ran.code == 1
        and "broken.parquet: cannot be read as Parquet." in ran.err
        and "R3 Asked: can be said in part" in ran.out
    )


@pytest.mark.parametrize("table", ["facts", "kept"])
def test_it_counts_a_database_beside_published_answers(warehouse, table, tmp_path, capsys):  # noqa: F811
    plain = folder(tmp_path / "csv")
    as_csv(ROWS, plain / "facts.csv")
    one = figures(capsys, plain, tmp_path / "one")
    answers = written(tmp_path, answer("provider_in_house", 1, unit="flag"))
    other = figures(capsys, answers, tmp_path / "other", "--database", warehouse, "--table", table)
    assert one["national.csv"] == other["national.csv"]
    assert "secret" not in str(other) and "postgresql://" not in str(other)


def test_it_asks_for_an_address_and_says_where_a_database_cannot_be_reached(tmp_path, capsys):
    answers = written(tmp_path, answer("provider_in_house", 1, unit="flag"))
    ran = run(capsys, "national", answers, "--out", tmp_path / "site", "--database", "facts.parquet")
    assert ran.code == 2 and "an address begins with postgresql://" in " ".join(ran.err.split())
    ran = run(
        capsys, "national", answers, "--out", tmp_path / "site", "--database", "postgresql://me:secret@127.0.0.1:1/w"
    )
    assert ran.code == 2 and "cannot be reached" in ran.err and "secret" not in ran.err
    assert not (tmp_path / "site").exists()


def test_it_takes_whose_rows_are_from_the_name_of_the_file_and_needs_no_group(tmp_path, capsys):
    stored = folder(tmp_path / "round")
    for code in (HARTLEPOOL, MIDDLESBROUGH, REDCAR):
        change = (
            f"SELECT * EXCLUDE (\"group\") REPLACE (NULL::VARCHAR AS authority) FROM facts WHERE authority = '{code}'"
        )
        as_parquet(ROWS, stored / f"{code}.parquet", change)
    found = figures(capsys, stored, tmp_path / "site")
    assert next(row for row in found["national.csv"] if row["indicator"] == "R3")["councils_that_could_say"] == "3"


@pytest.mark.parametrize("quarter", ["Q2 2023", ""])
def test_it_names_a_quarter_that_is_none(quarter, tmp_path, capsys):
    stored = folder(tmp_path / "round")
    as_csv(ROWS, stored / "facts.csv")
    as_parquet(ROWS, stored / "odd.parquet", f"SELECT * REPLACE ('{quarter}' AS returned_quarter) FROM facts")
    ran = run(capsys, "national", stored, "--out", tmp_path / "site", "--as-of", "2025-06-30")
    assert ran.code == 1 and "odd.parquet, returned_quarter" in ran.err and "Write it as 2024-25 Q1." in ran.err


def test_it_counts_faults_of_a_database_as_faults(postgres, database, tmp_path, capsys):
    """Beside one file of answers, too: what was left out is never listed as used."""
    with psycopg.connect(postgres.dsn("owner", database), autocommit=True) as connection:
        connection.execute(tables.create(postgresql.TYPES).replace("TEMP TABLE facts", "TABLE facts"))
        with connection.cursor().copy("COPY facts FROM STDIN") as copy:
            for row in returns("E99999999", of=9, told=3):
                copy.write_row(tables.values(row))
    answers = written(tmp_path, answer("provider_in_house", 1, unit="flag"))
    address = postgres.dsn("owner", database)
    ran = run(capsys, "national", answers, "--out", tmp_path / "site", "--as-of", "2025-06-30", "--database", address)
    assert ran.code == 1 and "FAULT" in ran.err and "of no council in England" in ran.err
