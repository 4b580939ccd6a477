"""The example council as tables: what each system of the council would export, before it is written to files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

from wayhome.indicators.facts import EPISODE_COLUMNS as FACT_COLUMNS
from wayhome.returns.cells import day_of
from wayhome.returns.example.council import YEAR, Child, Council, Row
from wayhome.returns.example.events import COLUMNS as EVENT_COLUMNS
from wayhome.returns.example.events import event_rows
from wayhome.returns.journeys import facts_from, journey_of
from wayhome.returns.profiles import episodes, facts, ssd
from wayhome.returns.writing import COLUMNS_903, ChildOfReturn, Period, british, cells_903, csv_text, for_year

MADE = datetime(2025, 4, 30, 17, 0, tzinfo=UTC)
"""When the example council made its files: the facts are as of this moment."""

EPISODE_COLUMNS = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
                   "HOME_POST", "PL_POST", "URN")  # fmt: skip
HEADER_COLUMNS = ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
SSD_COLUMNS = tuple(column.name for column in ssd.MISSING.columns)
PERSON_COLUMNS = ("pers_person_id", "pers_sex", "pers_ethnicity", "pers_dob", "pers_single_unique_id", "pers_upn")

MISSING, EPISODES, HEADER, LAST_YEAR = "missing", "episodes", "header", "last_year"
SSD, PERSONS = "ssd_missing", "ssd_person"
LIST, EVENTS, FACTS = "episode_list", "events", "facts"


@dataclass
class Table:
    """One table: its columns and its rows. Row 2 of the file is `rows[0]`."""

    columns: tuple[str, ...]
    rows: list[Row]

    def text(self) -> str:
        """The table as CSV."""
        return csv_text(self.columns, self.rows)


class Tables(dict[str, Table]):
    """Tables by name. `touched` are the children whose rows a planted breach already uses."""

    def __init__(self, tables: dict[str, Table]):
        super().__init__(tables)
        self.touched: set[str] = set()


def tables_of(council: Council) -> Tables:
    """Every table of the example, clean. Call it again for a fresh copy to spoil."""
    children = council.looked_after
    periods = [period for child in children for period in _periods(child, council.of(child))]
    last = [p for p in periods if p.start < YEAR.first]
    return Tables({
        MISSING: Table(COLUMNS_903, [cells_903(p) for p in for_year(periods, YEAR)]),
        EPISODES: Table(EPISODE_COLUMNS, [row for child in children for row in _care(child)]),
        HEADER: Table(HEADER_COLUMNS, [_header(child) for child in children]),
        LAST_YEAR: Table(COLUMNS_903, [{**cells_903(p), "MIS_END": ""} for p in last]),
        SSD: Table(SSD_COLUMNS, [_ssd(row) for child in children for row in council.of(child)]),
        PERSONS: Table(PERSON_COLUMNS, [_person(child) for child in children]),
        LIST: Table(_used(council.episodes), [dict(row) for row in council.episodes]),
        EVENTS: Table(EVENT_COLUMNS, list(event_rows(council))),
        FACTS: Table(tuple(c.name for c in FACT_COLUMNS), [_facts(row) for row in council.episodes]),
    })  # fmt: skip


def _used(rows: Iterable[Row]) -> tuple[str, ...]:
    used = {name for row in rows for name in row}
    return tuple(name for name in episodes.NAMES if name in used)


def _day(text: str) -> date | None:
    return datetime.fromisoformat(text).date() if text else None


def _periods(child: Child, rows: Iterable[Row]) -> Iterable[Period]:
    for row in rows:
        kind = "M" if row["kind"] == "missing" else "A"
        start = datetime.fromisoformat(row["missing_from"]).date()
        yield Period(child.id, child.born, kind, start, _day(row.get("located" if kind == "M" else "returned", "")))


def _care(child: Child) -> list[Row]:
    assert child.in_care_since is not None
    area = "NM1" if child.group == "care_in" else "SW9"
    common = {
        "CHILD": child.id,
        "LS": "C2",
        "CIN": "N1",
        "PLACE_PROVIDER": "PR1",
        "HOME_POST": "NM1 2AB",
        "URN": "9999999",
    }
    first = {**common, "DECOM": british(child.in_care_since), "RNE": "S", "PLACE": "U4", "PL_POST": f"{area} 4CD"}
    if child.moved_on is None:
        return [first]
    moved = british(child.moved_on)
    return [
        {**first, "DEC": moved, "REC": "X1", "REASON_PLACE_CHANGE": "CARPL"},
        {**common, "DECOM": moved, "RNE": "P", "PLACE": "K2", "PL_POST": f"{area} 7EF"},
    ]


def _header(child: Child) -> Row:
    return {
        "CHILD": child.id,
        "SEX": "2" if child.sex == "F" else "1",
        "DOB": british(child.born),
        "ETHNIC": child.ethnicity,
        "MOTHER": "0",
    }


def _person(child: Child) -> Row:
    return {
        "pers_person_id": f"P{child.id}",
        "pers_sex": child.sex,
        "pers_ethnicity": child.ethnicity,
        "pers_dob": f"{child.born} 00:00:00",
    }


def _ssd(row: Row) -> Row:
    end = row.get("located" if row["kind"] == "missing" else "returned", "")
    offered = row.get("offered", "")
    answer = {"accepted": "Y", "declined": "N"}.get(row.get("answer", ""), "NA" if offered == "N" else "")
    return {
        ssd.ID: row["episode"], ssd.PERSON: f"P{row['child']}", ssd.TYPE: "M" if row["kind"] == "missing" else "A",
        ssd.START: f"{row['missing_from']}:00", ssd.END: f"{end}:00" if end else "", ssd.OFFERED: offered, ssd.ACCEPTED: answer,
    }  # fmt: skip


def _facts(row: Row) -> Row:
    """The facts of an episode, as cells of the fact layout."""
    read = journey_of(row, episode=row["episode"], authority=row["authority"])
    assert read is not None
    return {name: facts.as_text(value) for name, value in asdict(facts_from(read, as_of=MADE)).items()}


def children_of_return(tables: Tables) -> list[ChildOfReturn]:
    """The same return for the XML writer: the tables' rows by child, under the element names."""
    found = []
    for header in tables[HEADER].rows:
        child = header["CHILD"]
        about = {**header, "CHILDID": child, "UPN": "", "UASC": "0"}
        missing = [row for row in tables[MISSING].rows if row["CHILD"] == child]
        care = [{**row, "PL": row["PLACE"]} for row in tables[EPISODES].rows if row["CHILD"] == child]
        found.append(ChildOfReturn(about, missing, care))
    return found


def days(text: str, more: int) -> str:
    """A date of the return, moved by so many days."""
    day = day_of(text).day
    assert day is not None, f"{text!r} is not a date"
    return british(day + timedelta(days=more))
