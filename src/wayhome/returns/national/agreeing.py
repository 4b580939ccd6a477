"""Do the figures of one council agree with each other? Bands are added up against their total, parts held against the whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wayhome.returns.national.reading import AUTHORITY, Line
from wayhome.returns.national.using import Subject, counted_once, in_dispute, subject, whose
from wayhome.returns.national.words import BANDS, Answer, group_of, measure_of, within_group

TOTAL = "children_missing"
EXACT = frozenset({Answer.NUMBER, Answer.ZERO})
NEVER_MORE = (
    ("children_missing", "missing_incidents"),
    ("children_missing", "cla_during_year"),
    ("rhi_completed", "rhi_offered"),
    ("rhi_undertaken", "rhi_offered"),
    ("rhi_completed_72h", "rhi_completed"),
    ("rhi_completed_72h", "rhi_undertaken"),
)
"""Of each pair the first cannot be more than the second."""

Days = tuple[str, date | None, date | None]


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of a council's own figures. `agrees` is None where it cannot be made."""

    authority: str
    first_day: date | None
    last_day: date | None
    says: str
    agrees: bool | None
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Banded:
    """A total in bands: how many children went missing once, twice, and so on. `adds_to` is None where a band is missing."""

    authority: str
    first_day: date | None
    last_day: date | None
    group: str
    bands: tuple[tuple[str, Line], ...]
    adds_to: int | None


def bands_of(lines: Sequence[Line]) -> tuple[Banded, ...]:
    """Every set of bands, each in the order of how often."""
    found: dict[tuple[Days, str], list[Line]] = defaultdict(list)
    for line in counted_once(lines):
        if BANDS.fullmatch(line.measure) and line.area_type == AUTHORITY:
            found[_days(line), line.group].append(line)
    return tuple(_banded(each) for each in found.values())


def checks(lines: Sequence[Line]) -> tuple[Check, ...]:
    """Every comparison that the lines allow, by council and then by days."""
    disputed = in_dispute(lines)
    sound = [
        line for line in counted_once(lines)
        if line.answer in EXACT and line.area_type == AUTHORITY and subject(line) not in disputed
    ]  # fmt: skip
    at = {subject(line): line for line in sound}
    bands = bands_of(lines)
    found = [*_bands_and_totals(bands, at), *_groups_and_whole(bands, at), *_parts(sound), *_never_more(sound, at)]
    return tuple(sorted(found, key=lambda each: (each.authority, str(each.first_day))))


def _days(line: Line) -> Days:
    return (whose(line), line.first_day, line.last_day)


def _banded(lines: list[Line]) -> Banded:
    named = sorted(((_range(line), line) for line in lines), key=lambda each: each[0])
    whole = (
        named[0][0][0] == 1
        and named[-1][0][1] is None
        and all(before[1] is not None and after[0] == before[1] + 1 for (before, _), (after, _) in pairwise(named))
        and all(line.answer in EXACT for line in lines)
    )
    first = lines[0]
    titles = tuple((measure_of(line.measure).title.removeprefix("Children missing "), line) for _, line in named)
    adds = sum(int(line.value or 0) for line in lines) if whole else None
    return Banded(first.authority, first.first_day, first.last_day, first.group, titles, adds)


def _range(line: Line) -> tuple[int, int | None]:
    """The least and the most of a band; None for no most. A band we cannot read stands first, so that nothing is added."""
    match = BANDS.fullmatch(line.measure)
    band = match["band"] if match else ""
    if over := re.fullmatch(r"> ?(\d+)|(\d+)\+", band):
        return (int(over[1]) + 1 if over[1] else int(over[2]), None)
    if within := re.fullmatch(r"(\d+)(?:-(\d+))?", band):
        return (int(within[1]), int(within[2] or within[1]))
    return (0, 0)


def _bands_and_totals(bands: Sequence[Banded], at: Mapping[Subject, Line]) -> Iterator[Check]:
    for each in bands:
        total = at.get((whose(each.bands[0][1]), each.first_day, each.last_day, TOTAL, each.group))
        numbers = tuple(line.number for _, line in each.bands) + ((total.number,) if total else ())
        if each.adds_to is None:
            yield _check(
                each,
                f"The bands of {group_of(each.group)} do not cover every child, so they are not added up.",
                None,
                numbers,
            )
            continue
        said = " + ".join(line.figure for _, line in each.bands) + f" = {each.adds_to:,}"
        words = f"The bands of {group_of(each.group)} add up: {said}."
        if total is None:
            yield _check(each, f"{words} No total of them alone is published.", None, numbers)
        elif total.value == each.adds_to:
            yield _check(each, f"{words} That is the published total.", True, numbers)
        else:
            yield _check(each, f"{words} The published total is {total.figure}. Neither is used.", False, numbers)


def _groups_and_whole(bands: Sequence[Banded], at: Mapping[Subject, Line]) -> Iterator[Check]:
    """Those looked after and those not are all children: the two parts make the whole."""
    adds = {((whose(each.bands[0][1]), each.first_day, each.last_day), each.group): each.adds_to for each in bands}
    for line in at.values():
        if line.measure != TOTAL or line.group != "all":
            continue
        parts: list[int] = []
        for group in ("not_looked_after", "looked_after"):
            part = at.get((*_days(line), TOTAL, group))
            size = int(part.value or 0) if part else adds.get((_days(line), group))
            if size is not None:
                parts.append(size)
        if len(parts) < 2:
            continue
        said = f"Children not looked after and looked-after children make the total: {parts[0]:,} + {parts[1]:,} = {sum(parts):,}."
        agrees = sum(parts) == line.value
        end = (
            "That is the published total of all children."
            if agrees
            else f"The published total is {line.figure}. Neither is used."
        )
        yield _check(line, f"{said} {end}", agrees, (line.number,))


def _parts(sound: Sequence[Line]) -> Iterator[Check]:
    alike: dict[object, list[Line]] = defaultdict(list)
    for line in sound:
        if line.first_day and not BANDS.fullmatch(line.measure):
            alike[_days(line), line.measure, line.unit].append(line)
    for lines in alike.values():
        for part in lines:
            for whole in lines:
                if within_group(part.group, whole.group):
                    yield _no_more(part, whole, f"{part.about.title}, {group_of(part.group)}", group_of(whole.group))


def _never_more(sound: Sequence[Line], at: Mapping[Subject, Line]) -> Iterator[Check]:
    for less, more in NEVER_MORE:
        for line in sound:
            other = at.get((*_days(line), more, line.group)) if line.measure == less else None
            if other and other.unit == line.unit:
                yield _no_more(line, other, f"{line.about.title}, {group_of(line.group)}", other.about.title.lower())


def _no_more(less: Line, more: Line, named: str, other: str) -> Check:
    agrees = (less.value or 0) <= (more.value or 0)
    told = f"{named}: {less.figure}, against {more.figure} for {other}."
    end = "It is not more, as it should be." if agrees else "It is more, which cannot be. Neither is used."
    return _check(less, f"{told} {end}", agrees, (less.number, more.number))


def _check(of: Line | Banded, says: str, agrees: bool | None, lines: tuple[int, ...]) -> Check:
    return Check(of.authority, of.first_day, of.last_day, says, agrees, lines)
