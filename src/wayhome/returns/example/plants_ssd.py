"""A breach for every rule of SSD ssd_missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from wayhome.returns.example.council import Row
from wayhome.returns.example.planting import PLANTS, Plant, Planted, plant
from wayhome.returns.example.tables import SSD, Tables
from wayhome.returns.profiles import ssd


def _ssd_victim(tables: Tables, victim: int) -> tuple[int, Row]:
    """A closed, missing row of a person who has only that one."""
    rows = tables[SSD].rows
    often = Counter(row[ssd.PERSON] for row in rows)
    fit = [
        place
        for place, row in enumerate(rows)
        if row[ssd.TYPE] == "M"
        and row[ssd.END]
        and often[row[ssd.PERSON]] == 1
        and row[ssd.PERSON] not in tables.touched
    ]
    place = fit[victim % len(fit)]
    tables.touched.add(rows[place][ssd.PERSON])
    return place, rows[place]


def _ssd_cell(rule: str, column: str, value: str, more: Row | None = None) -> None:
    def spoil(tables: Tables, victim: int) -> Planted:
        place, row = _ssd_victim(tables, victim)
        row[column] = value
        row.update(more or {})
        return Planted(SSD, place + 2, column)

    PLANTS[rule] = Plant(rule, spoil)


_ssd_cell("SSD01", ssd.ID, "")
_ssd_cell("SSD03", ssd.PERSON, "")
_ssd_cell("SSD04", ssd.START, "last Tuesday")
_ssd_cell("SSD05", ssd.END, "45123")
_ssd_cell("SSD06", ssd.TYPE, "UNAUTHORISED")
_ssd_cell("SSD07", ssd.TYPE, "Missing")
_ssd_cell("SSD08", ssd.END, "2019-06-10 12:00:00")
_ssd_cell("SSD09", ssd.START, "2094-06-10 12:00:00", {ssd.END: ""})
_ssd_cell("SSD12", ssd.OFFERED, "Maybe", {ssd.ACCEPTED: ""})
_ssd_cell("SSD13", ssd.ACCEPTED, "Perhaps", {ssd.OFFERED: "Y"})
_ssd_cell("SSD14", ssd.ACCEPTED, "Y", {ssd.OFFERED: "N"})
_ssd_cell("SSD15", ssd.ACCEPTED, "Y", {ssd.OFFERED: ""})
_ssd_cell("SSD16", ssd.END, "2024-12-24 12:00:00", {ssd.START: "2024-06-10 21:30:00"})
_ssd_cell("SSD17", ssd.START, "2024-06-10 00:00:00", {ssd.END: "2024-06-10 21:30:00"})
_ssd_cell("SSD18", ssd.START, "10/06/2024 19:30", {ssd.END: "2024-06-10 21:30:00"})


@plant("SSD02")
def id_stands_twice(tables: Tables, victim: int) -> Planted:
    place, row = _ssd_victim(tables, victim)
    other = next(p for p, each in enumerate(tables[SSD].rows) if each[ssd.PERSON] not in tables.touched)
    row[ssd.ID] = tables[SSD].rows[other][ssd.ID]
    return Planted(SSD, max(place, other) + 2, ssd.ID)


@plant("SSD10")
def episodes_overlap(tables: Tables, victim: int) -> Planted:
    _, row = _ssd_victim(tables, victim)
    row.update({ssd.START: "2024-06-10 21:30:00", ssd.END: "2024-06-11 12:00:00"})
    tables[SSD].rows.append({**row, ssd.ID: "EP9001", ssd.START: "2024-06-11 09:00:00", ssd.END: "2024-06-11 15:00:00"})
    return Planted(SSD, len(tables[SSD].rows) + 1, ssd.START)


@plant("SSD11")
def episode_stands_twice(tables: Tables, victim: int) -> Planted:
    _, row = _ssd_victim(tables, victim)
    tables[SSD].rows.append({**row, ssd.ID: "EP9002"})
    return Planted(SSD, len(tables[SSD].rows) + 1, ssd.START)


def _whole_file(rule: str, column: str, change: Callable[[Row], Row]) -> None:
    def spoil(tables: Tables, victim: int) -> Planted:
        for row in tables[SSD].rows:
            row.update(change(row))
        return Planted(SSD, 1, column)

    PLANTS[rule] = Plant(rule, spoil)


_whole_file("SSD20", ssd.START, lambda row: {ssd.START: row[ssd.START][:10], ssd.END: row[ssd.END][:10]})
_whole_file("SSD21", ssd.END, lambda row: {ssd.END: row[ssd.END] or row[ssd.START][:11] + "23:59:00"})
_whole_file("SSD22", ssd.OFFERED, lambda row: {ssd.OFFERED: "N", ssd.ACCEPTED: ""})
_whole_file("SSD23", ssd.TYPE, lambda row: {ssd.TYPE: "M"})
