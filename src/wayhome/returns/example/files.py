"""Writes the example council to a folder: every layout clean, the same files with planted faults, and a list of the faults."""

from __future__ import annotations

import json
from pathlib import Path

from wayhome.returns.columns import Kind, Layout
from wayhome.returns.example.council import NAME, Council, council
from wayhome.returns.example.plants import PLANTS
from wayhome.returns.example.tables import (
    EPISODES,
    EVENTS,
    FACTS,
    HEADER,
    LAST_YEAR,
    LIST,
    MISSING,
    PERSONS,
    SSD,
    Tables,
    children_of_return,
    tables_of,
)
from wayhome.returns.profiles import episodes, events, facts
from wayhome.returns.writing import xml_text

PLACES = {
    MISSING: "ssda903/missing.csv", EPISODES: "ssda903/episodes.csv", HEADER: "ssda903/header.csv",
    LAST_YEAR: "ssda903/last-year/missing.csv", SSD: "ssd/ssd_missing.csv", PERSONS: "ssd/ssd_person.csv", LIST: "wayhome/episodes.csv",
    EVENTS: "wayhome/events.csv", FACTS: "wayhome/facts.csv",
}  # fmt: skip
WHOLE_FILE = frozenset({"SSD20", "SSD21", "SSD22", "SSD23"})
"""Rules of a whole file: planted together they would hide each other, so the faulty example leaves them out."""


def write_example(folder: Path, seed: int) -> list[Path]:
    """Write everything, and say which files were written. The same seed writes the same bytes."""
    made = council(seed)
    texts = {f"clean/{path}": text for path, text in _clean(made).items()}
    texts |= {f"faulty/{path}": text for path, text in _faulty(made).items()}
    texts["README.txt"] = READ_ME.format(name=NAME, seed=seed)
    written = []
    for path, text in texts.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
        written.append(target)
    return written


def small_example() -> dict[str, str]:
    """The few rows kept under examples/ in the repository, by path: a council of twelve children, clean."""
    tables = tables_of(council(7, children=12))
    return {place: tables[name].text() for name, place in PLACES.items() if name not in (EVENTS, FACTS)}


READ_ME = """{name}: invented files, made from the seed {seed}. Nobody in them is real.

clean/    passes every check
faulty/   the same, spoilt; faulty/planted.txt lists what was spoilt and where
"""


def _clean(made: Council) -> dict[str, str]:
    tables = tables_of(made)
    texts = {place: tables[name].text() for name, place in PLACES.items()}
    texts["ssda903-xml/return.xml"] = xml_text(children_of_return(tables))
    texts["wayhome/datapackage.json"] = json.dumps(data_package(), indent=1, ensure_ascii=False) + "\n"
    return texts


def _faulty(made: Council) -> dict[str, str]:
    tables = tables_of(made)
    planted = ["file,row,column,rule"]
    for rule, plant in PLANTS.items():
        if plant.without or rule in WHOLE_FILE:
            continue
        at = plant.spoil(tables, 0)
        planted.append(f"{PLACES[at.table]},{at.row},{at.column},{rule}")
    texts = {place: tables[name].text() for name, place in PLACES.items()}
    texts["ssda903-xml/return.xml"] = _cut_off(tables)
    texts["planted.txt"] = "\r\n".join(planted) + "\r\n"
    return texts


def _cut_off(tables: Tables) -> str:
    """The return in XML as it looks when a copy stopped half-way."""
    whole = xml_text(children_of_return(tables))
    return whole[: len(whole) * 3 // 5]


def data_package() -> dict[str, object]:
    """The tabular data package that describes Wayhome's own layouts: names, types, meanings, code lists."""
    return {
        "profile": "tabular-data-package",
        "name": "wayhome-example",
        "title": "Wayhome's own layouts",
        "description": f"{NAME}. Nobody in these files is real.",
        "licenses": [{"name": "MIT"}],
        "resources": [_resource(name, layout, key) for name, layout, key in OWN_LAYOUTS],
    }


TYPES = {Kind.DAY: "date", Kind.YES_NO: "boolean", Kind.WHOLE: "integer", Kind.NUMBER: "number"}
YES_NO = {
    "wayhome_episodes": {"trueValues": ["Y"], "falseValues": ["N"]},
    "wayhome_events": {"trueValues": ["Y"], "falseValues": ["N"]},
    "wayhome_facts": {"trueValues": ["true"], "falseValues": ["false"]},
}


OWN_LAYOUTS = (
    ("episodes", episodes.LIST, ["episode", "authority"]),
    ("events", events.LAYOUT, ["event"]),
    ("facts", facts.LAYOUT, ["episode", "authority"]),
)


def _resource(name: str, layout: Layout, key: list[str]) -> dict[str, object]:
    fields = []
    for column in layout.columns:
        entry: dict[str, object] = {
            "name": column.name,
            "type": TYPES.get(column.kind, "string"),
            "description": column.says,
        }
        if column.kind is Kind.YES_NO:
            entry |= YES_NO[layout.name]
        if column.kind is Kind.CODE:
            entry["constraints"] = {"enum": list(column.codes)}
        if column.required:
            entry["constraints"] = {**dict(entry.get("constraints", {})), "required": True}  # type: ignore[call-overload]
        fields.append(entry)
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": layout.title,
        "description": layout.says,
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": key},
    }
