"""SSDA903: the MISSING table of the looked-after children return, and the tables its rules compare it with.

Dates only, dd/mm/yyyy; the end is the day a missing child was located, or an away child returned (domain reference §4.3, §14.2).
"""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.returns.cells import Day, day_of
from wayhome.returns.columns import Column, Kind, Layout

CHILD = Column(
    "CHILD", "which child", required=True, also_called=("CHILDID", "Child ID", "LA Child ID"), fills=("child",)
)

MISSING = Layout(
    "ssda903_missing",
    "SSDA903 MISSING",
    "One row for each time a looked-after child was missing or away from the placement, in a collection year.",
    (
        CHILD,
        Column("DOB", "when the child was born", Kind.DAY, also_called=("Date of birth",), fills=("born",)),
        Column("MISSING", "whether the child was missing or away", Kind.CODE, codes=("M", "A"), fills=("kind",)),
        Column("MIS_START", "when the child went missing", Kind.DAY, required=True, fills=("missing_from",)),
        Column("MIS_END", "when the child was located (M) or returned (A)", Kind.DAY, fills=("located",)),
    ),
    takes_more=True,
)

EPISODES = Layout(
    "ssda903_episodes",
    "SSDA903 EPISODES",
    "One row for each episode of care; the rules compare the MISSING table with it.",
    (
        CHILD,
        Column("DECOM", "when the episode of care started", Kind.DAY, required=True),
        Column("DEC", "when the episode of care ended", Kind.DAY, required=True),
        Column("REC", "why the episode of care ended"),
        *(
            Column(name, says)
            for name, says in (
                ("RNE", "why the episode started"),
                ("LS", "the legal status"),
                ("CIN", "the category of need"),
                ("PLACE", "the placement type"),
                ("PLACE_PROVIDER", "the placement provider"),
                ("REASON_PLACE_CHANGE", "why the placement changed"),
                ("HOME_POST", "the home postcode"),
                ("PL_POST", "the placement postcode"),
                ("URN", "the registration number of the placement"),
            )
        ),
    ),
    companion=True,
    complete=False,
)

HEADER = Layout(
    "ssda903_header",
    "SSDA903 HEADER",
    "One row for each child of the return.",
    (
        CHILD,
        Column("DOB", "when the child was born", Kind.DAY, required=True),
        Column("SEX", "the child's sex"),
        Column("ETHNIC", "the child's ethnicity"),
        Column("UPN", "the unique pupil number"),
        Column("MOTHER", "whether the child is a mother"),
        Column("MC_DOB", "when the child's own child was born"),
    ),
    companion=True,
    complete=False,
)


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One row of the MISSING table, as written."""

    file: str
    row: int
    child: str
    born: Day
    kind: str
    start: Day
    end: Day


@dataclass(frozen=True, slots=True)
class CareRow:
    """One episode of care."""

    file: str
    row: int
    child: str
    decom: Day
    dec: Day
    rec: str


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One child of the return."""

    file: str
    row: int
    child: str
    born: Day


def missing_row(file: str, row: int, cell: dict[str, str]) -> MissingRow:
    """Build a row from its cells by column name; a column that is not in the file reads as blank."""
    return MissingRow(
        file,
        row,
        cell.get("CHILD", "").strip(),
        day_of(cell.get("DOB", "")),
        cell.get("MISSING", "").strip(),
        day_of(cell.get("MIS_START", "")),
        day_of(cell.get("MIS_END", "")),
    )


def care_row(file: str, row: int, cell: dict[str, str]) -> CareRow:
    """Build an episode of care from its cells by column name."""
    return CareRow(
        file,
        row,
        cell.get("CHILD", "").strip(),
        day_of(cell.get("DECOM", "")),
        day_of(cell.get("DEC", "")),
        cell.get("REC", "").strip(),
    )


def header_row(file: str, row: int, cell: dict[str, str]) -> HeaderRow:
    """Build a child of the return from its cells by column name."""
    return HeaderRow(file, row, cell.get("CHILD", "").strip(), day_of(cell.get("DOB", "")))
