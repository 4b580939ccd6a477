"""What a release says in public: each printed figure or sign as one statement, and all of them as a record to keep.

A record holds nothing that was not published. It is what an attacker has, and what later releases are attacked with.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wayhome.benchmarking.disclosure.frame import ALL, Cell, Frame, NotInFrame, Unit
from wayhome.benchmarking.disclosure.profiles import PROFILES, Sign, profile_called

LAYOUT = "wayhome release record 1"


class NotARecord(ValueError):
    """A record of a release that cannot be read, in words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Those in one cell and not in another that lies inside it."""

    outer: Cell
    inner: Cell

    def __str__(self) -> str:
        return f"those in ({self.outer}) and not in ({self.inner})"


Target = Cell | Difference
"""What an attacker may be after."""


@dataclass(frozen=True, slots=True)
class Said:
    """One count as printed: a number, or the sign in its place. `of` is its denominator.

    `revised`: in an earlier release, what the count is now, where it has since been corrected.
    """

    cell: Cell
    number: int | None
    sign: Sign | None = None
    step: int = 1
    of: Cell | None = None
    revised: int | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether a number exists and is not shown."""
        return self.sign in (Sign.HIDDEN, Sign.HIDDEN_IN_WALES)


@dataclass(frozen=True, slots=True)
class SaidRate:
    """One quotient as printed: scale × number ÷ of, in units of 10 to the minus `decimals`, halves rounded up.

    `is_low`: printed as low, more than nothing although it rounds to it.
    """

    number: Cell
    of: Cell | int
    scale: int
    decimals: int
    value: int
    is_low: bool = False


@dataclass(frozen=True)
class Publication:
    """Everything that one release says."""

    name: str
    profile: str
    counts: tuple[Said, ...]
    rates: tuple[SaidRate, ...] = ()
    groups: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None
    """What the names of groups meant, by dimension, so that a later release can tell when one has changed its meaning."""

    def record(self) -> dict[str, Any]:
        """As plain values, for a file or a column."""
        return {
            "layout": LAYOUT,
            "name": self.name,
            "profile": self.profile,
            "groups": {
                name: {group: list(v) for group, v in each.items()} for name, each in (self.groups or {}).items()
            },
            "counts": [
                {
                    "cell": _plain(said.cell),
                    "number": said.number,
                    "sign": said.sign,
                    "step": said.step,
                    "of": _plain(said.of) if said.of else None,
                }
                for said in self.counts
            ],
            "rates": [
                {
                    "number": _plain(rate.number),
                    "of": _plain(rate.of) if isinstance(rate.of, Cell) else rate.of,
                    "scale": rate.scale,
                    "decimals": rate.decimals,
                    "value": rate.value,
                    "low": rate.is_low,
                }
                for rate in self.rates
            ],
        }

    def to_json(self) -> str:
        """As text."""
        return json.dumps(self.record(), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Publication:
        """Read a record back. Raises NotARecord."""
        try:
            return cls.from_record(json.loads(text))
        except json.JSONDecodeError as fault:
            raise NotARecord(f"The record of the release is not JSON: {fault}.") from fault

    @classmethod
    def from_record(cls, plain: Any) -> Publication:
        """Read a record back. Raises NotARecord."""
        if not isinstance(plain, dict) or plain.get("layout") != LAYOUT:
            raise NotARecord(f"This is not a record of a release: it should say “{LAYOUT}” as its layout.")
        if plain.get("profile") not in PROFILES:
            raise NotARecord(f"The record speaks of the profile {plain.get('profile')}, which nobody knows.")
        try:
            return cls(
                name=str(plain["name"]),
                profile=profile_called(plain["profile"]).name,
                counts=tuple(map(_said, plain["counts"])),
                rates=tuple(map(_rate, plain["rates"])),
                groups={name: {g: tuple(v) for g, v in each.items()} for name, each in plain["groups"].items()},
            )
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise NotARecord(f"The record of the release is damaged: {fault!r}.") from fault


def meanings(frame: Frame, cells: Iterable[Cell]) -> dict[str, dict[str, tuple[str, ...]]]:
    """What every group that the cells use means, to be kept with them."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, value in sorted({pair for cell in cells for pair in cell.where}):
        if value in frame[name].groups:
            found.setdefault(name, {})[value] = tuple(sorted(frame[name].meaning(value)))
    return found


def reread(publication: Publication, frame: Frame) -> Publication:
    """An earlier publication in the words of a later frame. Raises NotInFrame where a name is unknown or means something else."""
    groups = publication.groups or {}
    for name, named in groups.items():
        for group, meant in named.items():
            known = frame[name]
            now = known.meaning(group) if group in known.groups else frozenset(meant)
            if set(meant) <= set(known.values) and now != set(meant):
                raise NotInFrame(
                    f"In the earlier release “{publication.name}” {group} meant other values of {name} than it does now."
                )

    def again(cell: Cell) -> Cell:
        where = {}
        for name, value in cell.where:
            meant = groups.get(name, {}).get(value)
            known = value == ALL or value in frame[name].groups or value in frame[name].values
            where[name] = value if known or not meant else frame[name].name_of(_all_of(frame, name, meant))
        return frame.cell(cell.population, cell.unit, where)

    counts = (
        replace(said, cell=again(said.cell), of=again(said.of) if said.of else None) for said in publication.counts
    )
    rates = (
        replace(rate, number=again(rate.number), of=again(rate.of) if isinstance(rate.of, Cell) else rate.of)
        for rate in publication.rates
    )
    return Publication(publication.name, publication.profile, tuple(counts), tuple(rates), publication.groups)


def _all_of(frame: Frame, name: str, meant: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(frame[name].meaning(value) for value in meant))


def _plain(cell: Cell) -> list[Any]:
    return [cell.population, cell.unit.value, [list(pair) for pair in cell.where]]


def _cell(plain: Any) -> Cell:
    population, unit, where = plain
    return Cell(str(population), Unit(unit), tuple((str(name), str(value)) for name, value in where))


def _whole(plain: Any) -> int:
    if not isinstance(plain, int) or isinstance(plain, bool) or plain < 0:
        raise ValueError(f"{plain!r} is not a number of anything")
    return plain


def _said(plain: Any) -> Said:
    sign = Sign(plain["sign"]) if plain["sign"] is not None else None
    number = _whole(plain["number"]) if plain["number"] is not None else None
    if (number is None) == (sign is None):
        raise ValueError("a figure has either a number or a sign")
    return Said(_cell(plain["cell"]), number, sign, _whole(plain["step"]), _cell(plain["of"]) if plain["of"] else None)


def _rate(plain: Any) -> SaidRate:
    of = plain["of"] if isinstance(plain["of"], int) else _cell(plain["of"])
    scale, decimals, value = (_whole(plain[name]) for name in ("scale", "decimals", "value"))
    return SaidRate(_cell(plain["number"]), of, scale, decimals, value, plain["low"] is True)
