"""A breach for every rule of the SSDA903 MISSING table."""

from __future__ import annotations

from collections import Counter

from wayhome.returns.example.council import Row
from wayhome.returns.example.planting import PLANTS, Plant, Planted, plant
from wayhome.returns.example.tables import EPISODES, HEADER, LAST_YEAR, MISSING, Tables, days


def _victim(tables: Tables, victim: int, *, moved: bool = False) -> tuple[int, Row]:
    """The place and row of a closed period of a missing child who has only that one, in the first placement or the only one."""
    rows = tables[MISSING].rows
    often = Counter(row["CHILD"] for row in rows)
    carers = Counter(row["CHILD"] for row in tables[EPISODES].rows)
    spoilt = {row["CHILD"] for row in tables[LAST_YEAR].rows}
    fit = [
        place
        for place, row in enumerate(rows)
        if row["MISSING"] == "M" and row["MIS_END"] and row["MIS_START"] != row["MIS_END"] and row["CHILD"] not in spoilt | tables.touched
        and often[row["CHILD"]] == 1 and (carers[row["CHILD"]] == 2) is moved
    ]  # fmt: skip
    if moved:
        ended = {row["CHILD"]: row["DEC"] for row in tables[EPISODES].rows if row.get("DEC")}
        fit = [place for place in fit if _key(rows[place]["MIS_START"]) < _key(ended[rows[place]["CHILD"]])]
    place = fit[victim % len(fit)]
    tables.touched.add(rows[place]["CHILD"])
    return place, rows[place]


def _key(text: str) -> str:
    return text[6:] + text[3:5] + text[:2]


def _cell(rule: str, column: str, value: str, **more: str) -> None:
    """A breach that one cell makes; `more` are other cells of the row that it needs."""

    def spoil(tables: Tables, victim: int) -> Planted:
        place, row = _victim(tables, victim)
        row[column] = value
        row.update(more)
        return Planted(MISSING, place + 2, column)

    PLANTS[rule] = Plant(rule, spoil)


_cell("1004", "MIS_START", "31/02/2024")
_cell("1005", "MIS_END", "soon")
_cell("1006", "MISSING", "X")
_cell("564", "MIS_START", "")
_cell("565", "MISSING", "", MIS_END="")
_cell("566", "MISSING", "")
_cell("570", "MIS_START", "05/04/2025", MIS_END="")
_cell("571", "MIS_END", "02/04/2025")
_cell("WH03", "MIS_START", "2024-06-10", MIS_END="12/06/2024")
_cell("WH04", "CHILD", "")
_cell("WH05", "DOB", "")
PLANTS["WH05"] = Plant("WH05", PLANTS["WH05"].spoil, without=(HEADER,))


@plant("567")
def ends_before_it_starts(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim)
    row["MIS_END"] = days(row["MIS_START"], -1)
    return Planted(MISSING, place + 2, "MIS_END")


@plant("574")
def overlaps(tables: Tables, victim: int) -> Planted:
    _, row = _victim(tables, victim)
    tables[MISSING].rows.append({**row, "MIS_END": days(row["MIS_END"], 2)})
    return Planted(MISSING, len(tables[MISSING].rows) + 1, "MIS_START")


@plant("WH01")
def stands_twice(tables: Tables, victim: int) -> Planted:
    _, row = _victim(tables, victim)
    row["MIS_END"] = row["MIS_START"]
    tables[MISSING].rows.append(dict(row))
    return Planted(MISSING, len(tables[MISSING].rows) + 1, "MIS_START")


@plant("575")
def placement_ended_while_missing(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim, moved=True)
    row["MIS_END"] = ""
    return Planted(MISSING, place + 2, "MIS_END")


@plant("576")
def left_open_last_year(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim)
    tables[LAST_YEAR].rows.append({**row, "MIS_START": "20/03/2024", "MIS_END": ""})
    return Planted(MISSING, place + 2, "CHILD")


def _care_of(tables: Tables, child: str) -> tuple[int, Row]:
    return next((place, row) for place, row in enumerate(tables[EPISODES].rows) if row["CHILD"] == child)


@plant("577")
def care_ended_while_missing(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim)
    _care_of(tables, row["CHILD"])[1].update(DEC=row["MIS_START"], REC="E13")
    return Planted(MISSING, place + 2, "MIS_END")


@plant("578")
def missing_after_care(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim)
    _care_of(tables, row["CHILD"])[1].update(DEC=days(row["MIS_START"], -5), REC="E13")
    return Planted(MISSING, place + 2, "MIS_START")


@plant("581")
def missing_before_care(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim)
    _care_of(tables, row["CHILD"])[1]["DECOM"] = days(row["MIS_START"], 1)
    return Planted(MISSING, place + 2, "MIS_START")


@plant("580")
def turned_18_while_missing(tables: Tables, victim: int) -> Planted:
    _, row = _victim(tables, victim)
    end = row["MIS_END"]
    _born(tables, row["CHILD"], f"{end[:6]}{int(end[6:]) - 18}")
    place, care = _care_of(tables, row["CHILD"])
    care.update(DEC=end, REC="E13")
    return Planted(EPISODES, place + 2, "REC")


@plant("586")
def missing_before_birth(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim)
    _born(tables, row["CHILD"], days(row["MIS_START"], 1))
    return Planted(MISSING, place + 2, "MIS_START")


def _born(tables: Tables, child: str, day: str) -> None:
    for table in (MISSING, HEADER):
        for row in tables[table].rows:
            if row["CHILD"] == child:
                row["DOB"] = day


@plant("1012", with_it=("WH02",))
def has_no_episode(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim)
    tables[EPISODES].rows = [each for each in tables[EPISODES].rows if each["CHILD"] != row["CHILD"]]
    return Planted(MISSING, place + 2, "CHILD")


@plant("WH02")
def has_no_readable_episode(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim)
    _care_of(tables, row["CHILD"])[1]["DECOM"] = "unknown"
    return Planted(MISSING, place + 2, "MIS_START")


@plant("INT04")
def is_not_in_the_header(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim)
    tables[HEADER].rows = [each for each in tables[HEADER].rows if each["CHILD"] != row["CHILD"]]
    return Planted(MISSING, place + 2, "CHILD")


@plant("INT13")
def was_born_on_another_day(tables: Tables, victim: int) -> Planted:
    place, row = _victim(tables, victim)
    next(each for each in tables[HEADER].rows if each["CHILD"] == row["CHILD"])["DOB"] = days(row["DOB"], 1)
    return Planted(MISSING, place + 2, "DOB")
