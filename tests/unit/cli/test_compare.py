"""`wayhome compare` as a person runs it: authorities by name, wherever their facts lie, and nothing small for those outside."""

from __future__ import annotations

import csv
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from tests.unit.cli.running import Ran, run
from wayhome.domain.episode import Journey, Offer, Talk
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Completeness, EpisodeKind, Group, InterviewerRelation, OfferLevel
from wayhome.engines import duckdb as engine
from wayhome.engines import postgres as postgresql
from wayhome.engines import tables
from wayhome.engines.embedded_postgres import Server
from wayhome.indicators.derive import facts_of
from wayhome.indicators.facts import EPISODE_COLUMNS, EpisodeFacts
from wayhome.returns.profiles.facts import as_text

HOW_TO = Path(__file__).parents[3] / "docs/how-to/compare-authorities.md"
BACK = datetime(2024, 6, 3, 10, tzinfo=UTC)
AS_OF = datetime(2025, 6, 1, tzinfo=UTC)
HARTLEPOOL, MIDDLESBROUGH, REDCAR = "E06000001", "E06000002", "E06000003"


def told_and_heard(authority: str, number: int, *, told: bool, heard: bool, group: Group = Group.HOME) -> EpisodeFacts:
    back = BACK + timedelta(hours=number)
    talk = Talk(
        Moment.exactly(back + timedelta(hours=30)), Completeness.FULL, InterviewerRelation.COMMISSIONED_PROVIDER
    )
    journey = Journey(
        episode=f"{authority}/{number}", child=f"{authority}/{number}", authority=authority, group=group, kind=EpisodeKind.MISSING,
        missing_from=Moment.exactly(back - timedelta(hours=9)), located=Moment.exactly(back), returned=Moment.exactly(back),
        notified=Moment.exactly(back), born=date(2011, 1, 1), case_opened=Moment.exactly(back), notice_recorded=True,
        offers=(Offer(Moment.exactly(back + timedelta(hours=3)), OfferLevel.CHILD_DIRECT),) if told else (),
        responses=(), talks=(talk,) if heard else (),
    )  # fmt: skip
    return facts_of(journey, as_of=AS_OF)


def returns(authority: str, *, of: int, told: int, heard: int = 0, group: Group = Group.HOME) -> list[EpisodeFacts]:
    return [
        told_and_heard(authority, place, told=place < told, heard=place < heard, group=group) for place in range(of)
    ]


ROWS = [
    *returns(HARTLEPOOL, of=40, told=30, heard=12),
    *returns(MIDDLESBROUGH, of=50, told=20, heard=20),
    *returns(REDCAR, of=45, told=44, heard=40),
]


def as_csv(rows: list[EpisodeFacts], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([column.name for column in EPISODE_COLUMNS])
        lines.writerows([as_text(getattr(row, column.name)) for column in EPISODE_COLUMNS] for row in rows)
    return path


def as_parquet(rows: list[EpisodeFacts], path: Path, change: str = "SELECT * FROM facts") -> Path:
    with engine.connect() as connection:
        engine.load(rows, connection)
        connection.execute(f"COPY ({change}) TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture
def warehouse(postgres: Server, database: str) -> Iterator[str]:
    """A database that somebody else keeps facts in, and an account that may read one table of it."""
    with psycopg.connect(postgres.dsn("owner", database), autocommit=True) as connection:
        connection.execute(tables.create(postgresql.TYPES).replace("TEMP TABLE facts", "TABLE facts"))
        with connection.cursor().copy("COPY facts FROM STDIN") as copy:
            for row in ROWS:
                copy.write_row(tables.values(row))
        connection.execute("GRANT USAGE ON SCHEMA public TO wayhome_auditor")
        others = ", ".join(f'"{column.name}"' for column in EPISODE_COLUMNS if column.name not in ("episode", "child"))
        connection.execute(f"CREATE VIEW kept AS SELECT episode AS id, child AS current, {others} FROM facts")
        connection.execute("GRANT SELECT ON facts, kept TO wayhome_auditor")
    yield postgres.dsn("auditor", database)


def compared(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    return run(capsys, "compare", *words, "--year", "2024-25", "--out", "-")


def test_it_says_the_same_wherever_the_facts_lie(tmp_path, capsys, warehouse):
    found = [
        compared(capsys, source, "--indicator", "D3", "--indicator", "R3")
        for source in (as_parquet(ROWS, tmp_path / "a.parquet"), as_csv(ROWS, tmp_path / "a.csv"), warehouse)
    ]
    assert {ran.code for ran in found} == {0}, found
    assert len({ran.out for ran in found}) == 1
    assert "Hartlepool: 30 of 40 = 75.0% (59.8% to 85.8%)" in found[0].out
    as_the_case_system_keeps_them = compared(
        capsys, warehouse, "--table", "kept", "--indicator", "D3", "--indicator", "R3"
    )
    assert as_the_case_system_keeps_them.out == found[0].out


def test_it_lists_authorities_by_name_and_says_at_both_ends_that_small_numbers_are_shown(tmp_path, capsys):
    ran = compared(capsys, as_parquet(ROWS, tmp_path / "a.parquet"), "--indicator", "R3")
    places = [ran.out.index(name) for name in ("Hartlepool", "Middlesbrough", "Redcar and Cleveland")]
    assert places == sorted(places)
    assert ran.out.count("SMALL NUMBERS ARE SHOWN") == 2
    assert "Lower than chance alone would give" in ran.out
    assert "Too few councils to say what spread is ordinary" in ran.out
    assert not re.search(r"\b(best|worst|rank|top|bottom)\b", ran.out)


def test_it_draws_in_whoever_has_ten_beside_it(tmp_path, capsys):
    codes = [f"E0600000{n}" for n in range(1, 10)] + ["E06000010", "E06000011", "E06000012"]
    rows = [row for code in codes for row in returns(code, of=60, told=30)] + returns("E08000001", of=60, told=59)
    ran = compared(capsys, as_parquet(rows, tmp_path / "a.parquet"), "--indicator", "R3", "--neighbours", HARTLEPOOL)
    assert ran.out.count("No different from what chance and ordinary spread would give") >= 12
    assert "Bolton: 59 of 60" in ran.out
    near = ran.out[ran.out.index("The statistical neighbours of Hartlepool, A to Z") :]
    names = [line.split(":")[0].strip() for line in near.splitlines()[1:11]]
    assert len(names) == 10 and names == sorted(names)
    assert "no figure here" in near and "30 of 60" in near


def test_scenario_19_it_flags_who_counts_letters_as_offers_and_does_not_rank_them(tmp_path, capsys):
    (tmp_path / "meanings.csv").write_text(
        "authority,counts,offered_means,undertaken_means,clock_means\n"
        f"{REDCAR},eligible_returns,letter_sent,talk_held,from_return\n"
    )
    facts = as_parquet(ROWS, tmp_path / "a.parquet")
    ran = compared(capsys, facts, "--indicator", "R3", "--indicator", "D1", "--meanings", tmp_path / "meanings.csv")
    offered, undertaken = ran.out.split("\nD1 ")
    assert (
        "May not be compared. The measure counts an offer when the child was told; "
        "Redcar and Cleveland when a letter or message was sent."
    ) in offered
    of_redcar = offered[offered.index("Redcar and Cleveland:") :].split("\n\n")[0]
    assert "would give" not in of_redcar, "no limit says where it stands"
    assert "2 of 3 authorities may be compared. Together 50 of 90 = 55.6%" in offered, "it shapes no total"
    assert "May not be compared" not in undertaken, "what it calls a talk is what the measure calls one"


def test_scenario_20_it_withholds_a_count_of_3_and_a_second_one_with_it(tmp_path, capsys):
    rows = [
        *returns(HARTLEPOOL, of=40, told=3),
        *returns(MIDDLESBROUGH, of=50, told=20),
        *returns(REDCAR, of=45, told=30),
    ]
    facts = as_parquet(rows, tmp_path / "a.parquet")
    ran = compared(capsys, facts, "--indicator", "R3", "--release", "dfe")
    assert ran.code == 0, ran.err
    shown = dict(re.findall(r"^ +([A-Z][\w ]+): (\S+) of", ran.out, re.MULTILINE))
    assert shown["Hartlepool"] == "c"
    assert sum(text == "c" for name, text in shown.items() if name != "All of them") == 2, shown
    assert "SMALL NUMBERS" not in ran.out and "c = Hidden" in ran.out


def test_scenario_32_it_adds_the_placing_authoritys_row_and_not_the_hosts(tmp_path, capsys):
    placed = returns(HARTLEPOOL, of=12, told=9, group=Group.CARE_OUT)
    mirror = [replace(row, episode=f"m{n}") for n, row in enumerate(returns(REDCAR, of=12, told=9, group=Group.HOSTED))]
    at_home = returns(REDCAR, of=20, told=10)
    facts = as_parquet([*placed, *mirror, *at_home], tmp_path / "a.parquet")
    ran = compared(capsys, facts, "--indicator", "R3")
    assert "Together 19 of 32" in ran.out
    assert "Redcar and Cleveland: 10 of 20" in ran.out, "the host's own children only"


def test_it_remembers_a_release_and_attacks_the_next_one_together_with_it(tmp_path, capsys):
    rows = [*returns(HARTLEPOOL, of=40, told=20), *returns(MIDDLESBROUGH, of=50, told=20)]
    words = ("--indicator", "R3", "--year", "2024-25", "--release", "dfe")
    first = run(capsys, "compare", as_parquet(rows, tmp_path / "a.parquet"), *words, "--out", tmp_path / "first")
    assert first.code == 0, first.err
    record = tmp_path / "first/release.json"
    again = run(capsys, "compare", tmp_path / "a.parquet", *words, "--out", tmp_path / "next", "--earlier", record)
    assert again.code == 0, again.err
    assert (tmp_path / "next/comparison.csv").read_text() == (tmp_path / "first/comparison.csv").read_text()
    assert run(capsys, "compare", tmp_path / "a.parquet", *words, "--out", tmp_path / "next").code == 2
    broken = run(capsys, "compare", tmp_path / "a.parquet", *words, "--out", "-", "--earlier", tmp_path / "a.parquet")
    assert broken.code == 2 and "is no record of a release" in broken.err


def test_it_writes_a_folder_with_a_row_for_each_authority(tmp_path, capsys):
    facts = as_parquet(ROWS, tmp_path / "a.parquet")
    ran = run(capsys, "compare", facts, "--year", "2024-25", "--out", tmp_path / "out")
    rows = list(csv.DictReader((tmp_path / "out/comparison.csv").open()))
    assert ran.code == 0 and (tmp_path / "out/comparison.txt").read_text().count("SMALL NUMBERS") == 2
    assert [row["name"] for row in rows if row["indicator"] == "D3"] == [
        "Hartlepool", "Middlesbrough", "Redcar and Cleveland",
    ]  # fmt: skip
    assert next(row for row in rows if row["indicator"] == "D3")["may_be_compared"] == "yes"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--indicator", "R1"), "not a share of returns"),
        (("--indicator", "nonsense"), "no indicator"),
        (("--release", "dfe"), "one measure at a time"),
        (("--neighbours", "E99999999"), "no statistical neighbours"),
        (("--engine", "abacus"), "abacus"),
        (("--meanings", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_it_says_what_cannot_be_asked(tmp_path, capsys, words, says):
    ran = compared(capsys, as_parquet(ROWS, tmp_path / "a.parquet"), *words)
    assert ran.code == 2 and says in ran.err and "Traceback" not in ran.err


def test_it_says_which_year_or_source_is_wrong_and_what_to_do(tmp_path, capsys, postgres):
    good = as_parquet(ROWS, tmp_path / "a.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing else")
    (tmp_path / "meanings.csv").write_text("authority,offered_means\nE06000001,shouted\n")
    (tmp_path / "other.csv").write_text("code\nE06000001\n")
    no_child = as_parquet(ROWS, tmp_path / "b.parquet", "SELECT * EXCLUDE (authority) FROM facts")
    as_text_ = as_parquet(ROWS, tmp_path / "c.parquet", "SELECT * REPLACE (offered::VARCHAR AS offered) FROM facts")
    none = as_parquet([], tmp_path / "d.parquet")
    for source, words, says in (
        (good, ("--year", "2019-20"), "There is 2024-25"),
        (good, ("--year", "2019"), "not a reporting year"),
        (tmp_path / "broken.parquet", (), "cannot be read as Parquet"),
        (no_child, (), "has no column authority"),
        (as_text_, (), "has string in the column offered, where the fact layout has boolean"),
        (none, (), "has no row that you may see"),
        (good, ("--meanings", tmp_path / "meanings.csv"), "says 'shouted' in offered_means of row 2"),
        (good, ("--meanings", tmp_path / "other.csv"), "has no column authority"),
        (tmp_path / "missing.csv", (), "does not exist"),
        (as_csv(ROWS, tmp_path / "a.csv"), ("--engine", "spark"), "is not Parquet, and Spark counts Parquet"),
        ("postgresql://me:secret@127.0.0.1:1/warehouse", (), "cannot be reached"),
        (postgres.dsn("auditor"), ("--table", "nowhere"), "cannot be read"),
        (postgres.dsn("auditor"), ("--table", "facts; DROP TABLE facts"), "is not the name of a table"),
    ):
        ran = run(capsys, "compare", source, "--indicator", "R3", "--out", "-", *(words or ("--year", "2024-25")))
        assert ran.code == 2 and says in ran.err, (source, ran.err)
        assert "secret" not in ran.err and "Traceback" not in ran.err
    twice = compared(capsys, good, as_csv(ROWS, tmp_path / "again.csv"), "--indicator", "R3")
    assert twice.code == 2 and "holds returns of Hartlepool, and so does a.parquet" in twice.err


def test_it_says_which_column_is_missing_and_counts_the_rest(tmp_path, capsys):
    facts = as_parquet(ROWS, tmp_path / "a.parquet", "SELECT * EXCLUDE (within_72_hours) FROM facts")
    ran = compared(capsys, facts, "--indicator", "D3", "--indicator", "R3")
    assert "a.parquet: cannot say, because there is no column within_72_hours." in ran.out
    assert "Hartlepool: 30 of 40" in ran.out


def test_it_counts_a_parquet_file_and_a_database_as_it_counts_a_file(tmp_path, capsys, warehouse):
    folder = tmp_path / "folder"
    folder.mkdir()
    as_parquet(ROWS, folder / "one.parquet")
    sources = (as_csv(ROWS, tmp_path / "a.csv"), as_parquet(ROWS, tmp_path / "a.parquet"), folder, warehouse)
    found = []
    for source in sources:
        ran = run(capsys, "count", source, "--by", "authority", "--csv")
        assert ran.code == 0, ran.err
        found.append([row.split(",", 1)[1] for row in ran.out.splitlines()])
    assert all(each == found[0] for each in found[1:])


@pytest.mark.java
def test_it_says_the_same_on_spark(tmp_path, capsys):
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    from tests.generative.test_engines_agree import local_spark

    session = local_spark()
    try:
        facts = as_parquet(ROWS, tmp_path / "a.parquet")
        here, there = (compared(capsys, facts, "--indicator", "D3", "--engine", name) for name in ("duckdb", "spark"))
        assert here.code == there.code == 0, there.err
        assert here.out == there.out
    finally:
        session.stop()


def test_every_command_of_the_guide_runs(tmp_path, capsys, warehouse):
    as_parquet([row for row in ROWS if row.authority != REDCAR], tmp_path / "facts.parquet")
    as_csv([row for row in ROWS if row.authority == REDCAR], tmp_path / "more.csv")
    (tmp_path / "meanings.csv").write_text(f"authority,offered_means\n{HARTLEPOOL},letter_sent\n")
    text = HOW_TO.read_text("utf-8").replace("/elsewhere", str(tmp_path))
    commands = re.findall(r"^wayhome (.*)$", text, re.MULTILINE)
    assert len(commands) == 7
    for command in commands:
        ran = run(capsys, *shlex.split(command.replace("postgresql://reader@db.example/warehouse", warehouse)))
        assert ran.code == 0, (command, ran.err)
