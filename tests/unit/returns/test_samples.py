"""Files that others made, read only where `--samples DIR` says they are. Without it these tests are not run, and say so."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import parse

from tests.unit.cli.running import run
from wayhome.returns.writing import RETURN, Part

SCHEMA = "{http://www.w3.org/2001/XMLSchema}"


@pytest.fixture
def samples(request) -> Path:
    folder = request.config.getoption("--samples")
    if not folder:
        pytest.skip("not run: no --samples")
    return Path(folder)


def of_schema(element: Element) -> Part:
    """An element of the schema as our own table would have it."""
    inside = element.findall(f"{SCHEMA}complexType/{SCHEMA}sequence/{SCHEMA}element")
    most = element.get("maxOccurs", "1")
    return Part(
        element.get("name"), int(element.get("minOccurs", "1")), int(most), inside=tuple(map(of_schema, inside))
    )


def shape(part: Part) -> object:
    return part.name, part.least, [shape(inner) for inner in part.inside]


def most(part: Part) -> dict[str, int | None]:
    return {inner.name: inner.most for inner in part.inside} | {
        k: v for inner in part.inside for k, v in most(inner).items()
    }


def test_it_has_the_elements_of_the_schema_in_order(samples):
    schema = of_schema(parse(samples / "ssda903" / "CLA.xsd").getroot().find(f"{SCHEMA}element"))
    theirs, ours = shape(schema), shape(RETURN)
    assert ours == theirs
    assert {k: v for k, v in most(RETURN).items() if k != "CHILD"} == {
        k: v for k, v in most(schema).items() if k != "CHILD"
    }


def counted(capsys, *words: object) -> dict[str, dict]:
    ran = run(capsys, "count", *words, "--json")
    assert ran.code == 0, ran.err
    return {each["id"]: each for each in json.loads(ran.out)[0]["indicators"]}


def test_it_counts_the_903_sample_as_plain_reading_does(samples, capsys):
    path = samples / "ssda903" / "missing.csv"
    rows = list(csv.DictReader(path.open(newline="", encoding="utf-8-sig")))
    assert counted(capsys, path)["R1"]["numerator"] == sum(row["MISSING"] == "M" for row in rows) > 0


def test_it_counts_the_xml_sample_as_its_elements(samples, capsys):
    path = samples / "ssda903" / "fake_903.xml"
    kinds = Counter(element.text for element in parse(path).iter("MISSING"))
    assert counted(capsys, path)["R1"]["numerator"] == kinds["M"] > 0


def test_it_counts_the_ssd_sample_as_plain_reading_does(samples, capsys):
    path = samples / "ssd" / "ssd_missing.csv"
    rows = list(csv.DictReader(path.open(newline="", encoding="utf-8-sig")))
    answers = counted(capsys, path)
    missing = [r for r in rows if r["miss_missing_episode_type"] in ("M", "Missing") and r["miss_person_id"]]
    assert answers["R1"]["numerator"] + answers["R1"]["unplaced"] == len(missing) > 0
    assert "when the child returned" in answers["R3b"]["cannot_say"]


def test_it_checks_the_903_sample_against_its_other_tables(samples, capsys):
    folder = samples / "ssda903"
    ran = run(
        capsys,
        "check",
        folder / "missing.csv",
        folder / "episodes.csv",
        folder / "header.csv",
        "--year",
        "2017-18",
        "--json",
    )
    found = json.loads(ran.out)
    assert ran.code == 1 and not found["cannot_read"]
    assert {f["rule"] for f in found["findings"]} >= {"574", "577", "578", "1012"}


def test_it_finds_the_faults_of_the_ssd_sample(samples, capsys):
    ran = run(capsys, "check", samples / "ssd" / "ssd_missing.csv", "--json")
    found = json.loads(ran.out)
    assert ran.code == 1 and {f["rule"] for f in found["findings"]} >= {"SSD06", "SSD10", "SSD13", "SSD15"}
