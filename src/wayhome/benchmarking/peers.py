"""Authorities to stand beside: the ten statistical neighbours that the Department for Education publishes for each.

Facts, sources and licences are in authorities.csv and AUTHORITIES.md beside this module. Nothing is computed here: an
authority without published neighbours, as in Wales, has none.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType


class Closeness(StrEnum):
    """How near a neighbour is said to be in what children and families of the two areas are like."""

    EXTREMELY_CLOSE = "Extremely close"
    VERY_CLOSE = "Very close"
    CLOSE = "Close"
    SOMEWHAT_CLOSE = "Somewhat close"
    NOT_CLOSE = "Not close"


@dataclass(frozen=True, slots=True)
class Authority:
    """One local authority with children's services. Numbers are None where none is published."""

    code: str
    """GSS code."""
    dfe_code: str | None
    name: str
    nation: str
    region: str
    kind: str
    police_force_code: str
    police_force: str
    children: int | None
    """Residents aged 0 to 17, mid-2024."""
    looked_after: int | None
    """Children looked after on 31 March 2025."""
    closeness: Mapping[str, Closeness]
    """The published neighbours by GSS code, nearest first, and how near each is."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A statistical neighbour, and how near it is."""

    authority: Authority
    closeness: Closeness


def neighbours(code: str) -> tuple[Neighbour, ...]:
    """The statistical neighbours of an authority by its GSS code, in the order of names; none where none are published.

    Neighbours are not mutual: who stands near one authority may have ten nearer of its own. Raises KeyError for an unknown code.
    """
    near = authorities()[code].closeness
    found = (Neighbour(authorities()[other], closeness) for other, closeness in near.items())
    return tuple(sorted(found, key=lambda neighbour: neighbour.authority.name))


@cache
def authorities() -> Mapping[str, Authority]:
    """Every authority of England and Wales by its GSS code, in the order of codes."""
    text = resources.files(__package__).joinpath("authorities.csv").read_text("utf-8")
    return MappingProxyType({row["code"]: _authority(row) for row in csv.DictReader(text.splitlines())})


def children_of(nation: str = "England") -> Mapping[str, int]:
    """Residents aged 0 to 17 of every authority of a nation, by GSS code: what a national figure is weighed by.

    Raises ValueError where they are not held for all of them.
    """
    found = {code: each.children for code, each in authorities().items() if each.nation == nation}
    held = {code: children for code, children in found.items() if children is not None}
    if not held or len(held) < len(found):
        raise ValueError(f"the number of children is not held for every authority of {nation}")
    return held


def _authority(row: Mapping[str, str]) -> Authority:
    near = zip(_list(row["neighbours_2025"]), map(Closeness, _list(row["closeness_2025"])), strict=True)
    return Authority(
        row["code"],
        row["dfe_code"] or None,
        row["name"],
        row["nation"],
        row["region"],
        row["kind"],
        row["police_force_code"],
        row["police_force"],
        _number(row["children_2024"]),
        _number(row["looked_after_2025"]),
        MappingProxyType(dict(near)),
    )


def _list(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def _number(cell: str) -> int | None:
    return int(cell) if cell.isdecimal() else None
