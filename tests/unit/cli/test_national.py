"""`wayhome national` as a person runs it: a folder that opens without a server or a script, whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.unit.cli.running import run
from tests.unit.returns.national.invented import NORTHBY, a_round, answer, bands, written

LINES = [
    *a_round(),
    *bands("not_looked_after", [30, 20, 10, 0]),
    *bands("looked_after", [10, 10, 15, 5]),
    answer("children_missing", 100),
    answer("children_missing", 100, url="https://council.example/again"),
    answer("rhi_offered", None, NORTHBY, period_start="", period_end="", raw="This is no … excerpt ends"),
    answer("provider_in_house", 1, unit="flag"),
    answer("missing_incidents", 7, published_wording="=7 & <b>seven</b>"),
]


class Page(HTMLParser):
    """The ids, links and texts of a page."""

    def __init__(self, path: Path):
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []


@pytest.fixture
def site(tmp_path, capsys) -> Path:
    ran = run(capsys, "national", written(tmp_path, *LINES), "--out", tmp_path / "site")
    assert ran.code == 0, ran.err
    return tmp_path / "site"


def pages(site: Path) -> dict[str, Page]:
    return {path.name: Page(path) for path in sorted(site.glob("*.html"))}


def test_it_writes_pages_that_hold_together_in_a_folder_without_a_script(site):
    every = pages(site)
    for name, page in every.items():
        assert not page.tags & {"script", "iframe", "form", "img"}, name
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            if link.startswith("https://council.example/"):
                continue
            file, _, place = link.partition("#")
            assert (site / (file or name)).is_file(), f"{name}: {link}"
            if place:
                assert place in every[file or name].ids, f"{name}: {link}"


def test_it_shows_every_value_with_its_words_and_its_address(site):
    told = "".join(path.read_text("utf-8") for path in site.glob("of-*.html"))
    for number, line in enumerate(LINES, 1):
        assert f'id="line-{number}"' in told
        assert line["url"] in told
    assert "=7 &amp; &lt;b&gt;seven&lt;/b&gt;" in told and "<b>seven" not in told


def test_it_says_what_cannot_be_said_and_gives_no_rate_for_it(site):
    page = re.sub(r"<[^>]+>", "", (site / "index.html").read_text("utf-8"))
    assert "Asked. 2 of 153 councils" in page
    assert "Cannot say. In this file 0 of 153 councils, with 0% of children" in page
    assert "60 + 40 = 100. That is the published total of all children." in page


def test_it_gives_every_rung_as_data_and_says_when_the_hopeful_one_is_right(site):
    with (site / "data" / "national.csv").open(encoding="utf-8", newline="") as file:
        asked = next(csv.DictReader(file))
    assert (asked["councils_that_could_say"], asked["councils"], asked["weighed_by"]) == ("2", "153", "children")
    rungs = [float(asked[f"{name}_low"]) for name in ("ten_points", "alike", "worst", "unsized")]
    assert rungs == sorted(rungs, reverse=True)
    with (site / "data" / "differing.csv").open(encoding="utf-8", newline="") as file:
        steps = {int(row["points"]): row for row in csv.DictReader(file) if row["indicator"] == "R3"}
    assert list(steps) == list(range(0, 101, 5)) and steps[10]["low"] == asked["ten_points_low"]
    page = re.sub(r"<[^>]+>", "", (site / "index.html").read_text("utf-8"))
    assert "right only if who answers has nothing to do with the figure" in page
    assert "provided that returns are spread over councils as children are" in page


def test_it_ranks_no_council(site):
    every = " ".join(path.read_text("utf-8") for path in site.glob("*.html"))
    assert not re.search(
        r"\b(best|worst|top|bottom|fail\w*|rank(ed)? \d)\b", re.sub(r"<[^>]*>", " ", every), re.IGNORECASE
    )


def test_it_describes_its_data_as_it_lies_there(site):
    package = json.loads((site / "datapackage.json").read_text("utf-8"))
    assert {path.name for path in (site / "data").iterdir()} == {
        Path(each["path"]).name for each in package["resources"]
    }
    for resource in package["resources"]:
        data = (site / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}" and resource["bytes"] == len(data)
        header = next(csv.reader(data.decode().splitlines()))
        assert header == [field["name"] for field in resource["schema"]["fields"]]


def test_it_gives_every_line_as_data_with_its_one_use_and_no_blank_as_nought(site):
    with (site / "data" / "answers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["line"]) for row in rows] == list(range(1, len(LINES) + 1))
    assert all(row["use"] and row["use_says"] for row in rows)
    for row, line in zip(rows, LINES, strict=True):
        assert row["value"] == ("" if line["value"] is None else str(line["value"]))
    assert rows[-1]["published_wording"] == "'=7 & <b>seven</b>"


def test_it_writes_the_same_files_for_the_same_answers(site, tmp_path, capsys):
    run(capsys, "national", tmp_path / "answers.jsonl", "--out", tmp_path / "again")
    for path in site.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "again" / path.relative_to(site)).read_bytes()


def test_it_ends_with_one_and_uses_the_rest_where_a_line_cannot_be_read(tmp_path, capsys):
    file = written(tmp_path, *LINES, "{broken", answer(value=-3))
    ran = run(capsys, "national", file, "--out", tmp_path / "site")
    assert ran.code == 1
    assert f"line {len(LINES) + 2}, value [-3]: a count is not below nought" in ran.err
    assert f"line {len(LINES) + 1} [{{broken]: this is not JSON" in ran.err
    assert f"{len(LINES)} used, 2 left out" in ran.out
    assert "a count is not below nought" in (tmp_path / "site" / "method.html").read_text("utf-8")


@pytest.mark.parametrize("lines", [["{broken"], [""], ["%PDF-1.7"]])
def test_it_writes_nothing_where_nothing_can_be_read(lines, tmp_path, capsys):
    ran = run(capsys, "national", written(tmp_path, *lines), "--out", tmp_path / "site")
    assert ran.code == 2 and ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["answers.jsonl"]


def test_it_replaces_a_site_of_its_own_whole_and_leaves_anything_else_alone(site, tmp_path, capsys):
    (site / "stale.html").write_text("of an earlier run")
    assert run(capsys, "national", tmp_path / "answers.jsonl", "--out", site).code == 0
    assert not (site / "stale.html").exists() and (site / "index.html").is_file()
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("mine")
    ran = run(capsys, "national", tmp_path / "answers.jsonl", "--out", theirs)
    assert ran.code == 2 and [path.name for path in theirs.iterdir()] == ["letter.txt"]
    assert run(capsys, "national", tmp_path / "answers.jsonl", "--out", theirs / "letter.txt").code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.jsonl", "site", "theirs"]


def test_it_puts_the_earlier_site_back_where_the_new_one_cannot_be_put_in_its_place(
    site, tmp_path, capsys, monkeypatch
):
    real = Path.rename

    def refuse(self, target):
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    ran = run(capsys, "national", tmp_path / "answers.jsonl", "--out", site)
    assert ran.code == 2 and "No space left" in ran.err
    assert (site / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.jsonl", "site"]


def test_it_gives_two_councils_two_pages_though_their_names_are_nearly_one(tmp_path, capsys):
    lines = [answer(authority="West Mere"), answer(authority="West-Mere", code=NORTHBY)]
    assert run(capsys, "national", written(tmp_path, *lines), "--out", tmp_path / "site").code == 0
    assert {"of-west-mere.html", "of-west-mere_2.html"} <= {path.name for path in (tmp_path / "site").iterdir()}


def test_it_says_what_to_install_where_the_statistics_are_not_there(tmp_path):
    without = "import sys; sys.modules['numpy'] = None; from wayhome.cli.main import app; app()"
    command = [
        sys.executable,
        "-c",
        without,
        "national",
        str(written(tmp_path, *LINES)),
        "--out",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "wayhome[compare]" in done.stderr and "Traceback" not in done.stderr
