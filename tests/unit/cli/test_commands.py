"""The commands as a person runs them: words in, exit code and words out."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.unit.cli.running import run
from wayhome.indicators.catalogue import EVERY, INDICATORS
from wayhome.returns.example.files import small_example

ROOT = Path(__file__).resolve().parents[3]
WAYHOME = [sys.executable, "-c", "from wayhome.cli.main import app; app()"]
ROW = "410137,05/05/2010,M,10/06/2024,11/06/2024"
TABLE = f"CHILD,DOB,MISSING,MIS_START,MIS_END\n{ROW}\n"


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    subprocess.run([*WAYHOME, "example", str(folder), "--seed", "1"], check=True, capture_output=True)
    return folder


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".csv", ".xml"))


@pytest.mark.parametrize(
    ("text", "code"),
    [(TABLE, 0), (TABLE.replace(",M,", ",X,"), 1), ("nothing,here\n1,2\n", 2)],
    ids=["clean", "faulty", "unreadable"],
)
def test_it_ends_with_a_code_that_a_script_can_read(text, code, tmp_path):
    (tmp_path / "missing.csv").write_text(text)
    done = subprocess.run([*WAYHOME, "check", "missing.csv"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_it_finds_no_fault_in_the_clean_example(example, capsys):
    ran = run(capsys, "check", *files(example / "clean"), "--year", "2024-25")
    assert ran.code == 0, ran.out
    assert "0 faults" not in ran.out and ran.out.count("no fault") == len(files(example / "clean")) - 3


def test_it_finds_every_planted_fault_at_its_place(example, capsys):
    last = example / "faulty/ssda903/last-year/missing.csv"
    here = [path for path in files(example / "faulty") if path != last and path.suffix == ".csv"]
    ran = run(capsys, "check", *here, "--year", "2024-25", "--last-year", last, "--json")
    assert ran.code == 1
    found = {(f["file"].rpartition("/")[2], f["row"], f["column"], f["rule"]) for f in json.loads(ran.out)["findings"]}
    planted = list(csv.DictReader(io.StringIO((example / "faulty/planted.txt").read_text("utf-8"))))
    assert len(planted) > 50
    missed = [p for p in planted if (p["file"].rpartition("/")[2], int(p["row"]), p["column"], p["rule"]) not in found]
    assert missed == []


def test_it_reads_what_was_whole_in_a_return_that_was_cut_off(example, capsys):
    ran = run(capsys, "check", example / "faulty/ssda903-xml/return.xml")
    assert ran.code == 1 and re.search(
        r"stops being XML at line \d+ .*; the \d+ children before that were read", ran.out
    )


def test_it_writes_the_same_example_for_the_same_seed(example, tmp_path, capsys):
    assert run(capsys, "example", tmp_path / "again", "--seed", "1").code == 0
    assert run(capsys, "example", tmp_path / "other", "--seed", "2").code == 0
    again = {p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert again == {p.relative_to(example): p.read_bytes() for p in example.rglob("*") if p.is_file()}
    assert (tmp_path / "other/clean/ssda903/missing.csv").read_bytes() != again[Path("clean/ssda903/missing.csv")]


def test_it_describes_its_own_layouts_as_a_data_package(example):
    folder = example / "clean/wayhome"
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert [resource["path"] for resource in package["resources"]] == ["episodes.csv", "events.csv", "facts.csv"]
    for resource in package["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        with (folder / resource["path"]).open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert set(rows[0]) <= set(fields) and rows
        for row in rows:
            for name, text in row.items():
                allowed = fields[name].get("constraints", {}).get("enum")
                assert not text or allowed is None or text in allowed, (name, text)
        keys = [tuple(row[part] for part in resource["schema"]["primaryKey"]) for row in rows]
        assert len(keys) == len(set(keys))


def test_it_prints_a_figure_or_the_missing_column_for_every_indicator(example, capsys):
    ran = run(capsys, "count", example / "clean/ssda903/missing.csv")
    assert ran.code == 0
    for indicator in INDICATORS:
        assert re.search(
            rf"  {indicator.id:<5}{re.escape(indicator.title)}\n       (\d|cannot say, because no column says )",
            ran.out,
        )
    assert "To say it, add: returned, held." in ran.out
    assert "Do not publish them as they are." in ran.out


def test_it_prints_what_an_ssd_files_columns_mean(example, capsys):
    ran = run(capsys, "count", example / "clean/ssd/ssd_missing.csv", "--profile", "mosaic-letters")
    assert "a letter was sent: a try, not an offer to the child" in ran.out


def test_it_takes_the_birth_dates_from_the_table_of_persons_beside_it(example, capsys):
    folder = example / "clean/ssd"
    alone = run(capsys, "count", folder / "ssd_missing.csv").out
    beside = run(capsys, "count", folder / "ssd_missing.csv", folder / "ssd_person.csv").out
    assert "when the child was born" in alone and "when the child was born" not in beside


def test_it_prints_counts_as_csv_by_group(example, capsys):
    ran = run(capsys, "count", example / "clean/wayhome/episodes.csv", "--csv", "--by", "group")
    rows = [row for row in csv.DictReader(io.StringIO(ran.out)) if row["indicator"] == "D1"]
    assert {row["stratum"] for row in rows} == {"home", "care_in", "care_out", "hosted"}
    heard = next(row for row in rows if row["stratum"] == "home")
    assert int(heard["numerator"]) <= int(heard["known"]) <= int(heard["denominator"])
    assert float(heard["share"]) == pytest.approx(int(heard["numerator"]) / int(heard["known"]))


def test_it_prints_counts_as_json_with_what_is_not_known(example, capsys):
    (said,) = json.loads(run(capsys, "count", example / "clean/wayhome/episodes.csv", "--json").out)
    heard = next(each for each in said["indicators"] if each["id"] == "D1")
    assert heard["known"] + heard["not_known"] == heard["denominator"]
    assert heard["least"] < heard["share"] < heard["most"]


def test_it_counts_as_of_the_day_named(example, capsys):
    path = example / "clean/wayhome/episodes.csv"
    early, late = (
        json.loads(run(capsys, "count", path, "--json", "--as-of", day).out)[0] for day in ("2024-06-30", "2025-06-30")
    )
    mature = [next(e["denominator"] for e in said["indicators"] if e["id"] == "D3") for said in (early, late)]
    assert mature[0] < mature[1]


class Page(HTMLParser):
    """What the test of the report asks of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links, self.words = [], [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.ids.extend(value for name, value in attributes if name == "id")
        self.links.extend(value for name, value in attributes if name in ("href", "src"))

    def handle_data(self, data):
        self.words.append(data)


def test_it_leaves_a_report_that_stands_alone_and_runs_no_script(example, tmp_path, capsys):
    names = [example / "clean/ssda903/missing.csv", example / "clean/wayhome/episodes.csv"]
    assert run(capsys, "count", *names, "--html", tmp_path / "deep/report.html").code == 0
    text = (tmp_path / "deep/report.html").read_text("utf-8")
    page = Page()
    page.feed(text)
    tags = [tag for tag, _ in page.tags]
    assert "script" not in tags and all(link.startswith("#") for link in page.links)
    assert "@import" not in text and "url(http" not in text and "://" not in text
    assert len(page.ids) == len(set(page.ids)) and tags.count("h1") == 1 and dict(page.tags)["html"]["lang"] == "en-GB"
    assert all(attributes.get("aria-label") for tag, attributes in page.tags if tag == "svg")
    assert "no column says when the child returned" in " ".join(page.words)


def test_it_escapes_what_a_file_is_called(tmp_path, capsys):
    name = tmp_path / "<b>bold&.csv"
    name.write_text(TABLE)
    run(capsys, "count", name, "--html", tmp_path / "report.html")
    assert "<b>bold" not in (tmp_path / "report.html").read_text("utf-8")


def test_it_counts_a_column_that_the_person_names(tmp_path, capsys):
    text = f"CHILD,DOB,MISSING,MIS_START,MIS_END,Home again,Talk\n{ROW},2024-06-11 10:00,2024-06-12 10:00\n"
    (tmp_path / "m.csv").write_text(text)
    named = ("--column", "Home again=returned", "--column", "Talk=held")
    (said,) = json.loads(run(capsys, "count", tmp_path / "m.csv", *named, "--json").out)
    assert next(each["numerator"] for each in said["indicators"] if each["id"] == "D3") == 1


@pytest.mark.parametrize("indicator", EVERY, ids=lambda indicator: indicator.id)
def test_it_explains_an_indicator(indicator, capsys):
    ran = run(capsys, "explain", indicator.id.lower())
    assert ran.code == 0 and indicator.title in ran.out and " ".join(indicator.why.split()[:5]) in ran.out


def test_it_lists_the_indicators(capsys):
    assert all(f"{indicator.id:<5}{indicator.title}" in run(capsys, "explain").out for indicator in EVERY)


def test_it_says_which_indicators_there_are_when_asked_for_none_such(capsys):
    ran = run(capsys, "explain", "Z9")
    assert ran.code == 2 and "D3b" in ran.err


@pytest.mark.parametrize("engine", ["duckdb", "postgres", "spark"])
def test_it_prints_the_statement_that_counts_an_indicator(engine, capsys):
    ran = run(capsys, "sql", "D3", "--engine", engine, "--by", "group")
    assert ran.code == 0 and "SELECT" in ran.out and "GROUP BY facts.group" in ran.out


def test_it_prints_a_statement_that_counts_what_count_counts(example, capsys):
    duckdb = pytest.importorskip("duckdb")
    path = example / "clean/wayhome/facts.csv"
    statement = run(capsys, "sql", "D1").out
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW facts AS FROM read_csv('{path}')")
    numbers = connection.execute(statement).fetchone()
    (said,) = json.loads(run(capsys, "count", path, "--json").out)
    heard = next(each for each in said["indicators"] if each["id"] == "D1")
    assert {heard["numerator"], heard["denominator"]} <= set(numbers)


@pytest.mark.parametrize(
    "words", [("--by", "shoe_size"), ("--profile", "nobody"), ("--as-of", "yesterday"), ("--column", "no equals sign")]
)
def test_it_says_what_it_does_not_understand(words, tmp_path, capsys):
    (tmp_path / "m.csv").write_text(TABLE)
    ran = run(capsys, "count", tmp_path / "m.csv", *words)
    assert ran.code == 2 and "Traceback" not in ran.err and ran.err


def test_it_refuses_a_table_name_that_is_no_name(capsys):
    assert run(capsys, "sql", "D3", "--table", "facts; DROP TABLE facts").code == 2


def test_it_refuses_a_folder_that_cannot_be_written_to(tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    ran = run(capsys, "example", tmp_path / "file")
    assert ran.code == 2 and "cannot be written to" in ran.err


def test_it_works_without_the_case_system_installed(tmp_path):
    (tmp_path / "m.csv").write_text(TABLE)
    blocked = "import sys; sys.modules['django'] = None; sys.modules['psycopg'] = None; "
    command = [sys.executable, "-c", blocked + WAYHOME[2], "count", "m.csv"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_it_stops_politely_and_shows_how_far_it_is(tmp_path):
    rows = "".join(
        f"{100_000 + n // 4},05/05/2010,M,{n % 4 * 7 + 1:02d}/06/2024,{n % 4 * 7 + 2:02d}/06/2024\n"
        for n in range(400_000)
    )
    (tmp_path / "big.csv").write_text(TABLE + rows)
    running = subprocess.Popen([*WAYHOME, "check", "big.csv"], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    first = running.stderr.readline()
    running.send_signal(signal.SIGINT)
    rest = running.stderr.read()
    assert running.wait(timeout=20) == 130
    assert first.startswith("Reading: ") and "Stopped." in rest and "Traceback" not in rest


def test_it_keeps_the_examples_of_the_repository_as_the_generator_writes_them():
    kept = {path: (ROOT / "examples" / path).read_bytes() for path in small_example()}
    assert kept == {path: text.encode() for path, text in small_example().items()}


def test_it_does_what_the_examples_say(capsys):
    folder = ROOT / "examples"
    last = folder / "ssda903/last-year/missing.csv"
    ran = run(capsys, "check", *(folder / "ssda903").glob("*.csv"), "--year", "2024-25", "--last-year", last)
    assert ran.code == 0 and "no fault" in ran.out
    assert run(capsys, "count", *(folder / "ssd").glob("*.csv")).code == 0
    assert run(capsys, "count", folder / "wayhome/episodes.csv", "--by", "group").code == 0
