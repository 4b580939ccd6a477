"""What councils reply when they are asked: numbers, and every way of giving none; as lines that `wayhome national` reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from prove._rounds_world import FIGURES, Council, Country

MEASURES = {"R3": "rhi_offered", "D1": "rhi_undertaken", "D3": "rhi_completed_72h"}
OURS = {
    "counts": "eligible_returns",
    "offered_means": "child_told",
    "undertaken_means": "talk_held",
    "clock_means": "from_return",
}
NEVER_ASKED = "never asked"
BLANK = "left blank"
SAID = {
    "not held": ("not_held", "not held"),
    "not recorded": ("not_recorded", "not recorded"),
    "refused on cost": ("cost_limit", "s.12 cost limit"),
    "refused, other": ("refused", "exempt s.40(2)"),
    "not yet due": ("waiting", "answer not yet due"),
    "late": ("no_answer", "no answer; overdue"),
    "answered something else": ("something_else", "answered something else"),
    BLANK: ("not_said", ""),
}
"""Each way of giving no number: the word for it in the open data, and how the line says it."""
SAYS_A_NUMBER = {
    "counts another thing": "another_meaning",
    "does not say what it counts": "another_meaning",
    "an estimate": "another_meaning",
    "a percentage": "another_meaning",
    "other days": "other_days",
}
"""Each way of giving a number that is in no figure, and the word for it."""
SILENCES = (*SAID, *SAYS_A_NUMBER, NEVER_ASKED)
RARE = {"other days": 0.2, NEVER_ASKED: 4.0}
"""How often a way is met, the others once."""
ANOTHER = {
    "R3": {"offered_means": "letter_sent"},
    "D1": {"counts": "interviews"},
    "D3": {"clock_means": "from_notice"},
}
Period = tuple[str, str]
YEAR: Period = ("2023-04-01", "2024-03-31")
YEAR_BEFORE: Period = ("2022-04-01", "2023-03-31")
Line = dict[str, Any]


@dataclass(frozen=True)
class Round:
    """One round of asking: what each council replies to each question, and nothing of what is true besides."""

    period: Period
    told: Mapping[str, frozenset[str]]
    """For each figure the codes of the councils that answer with what it counts."""
    silent: Mapping[tuple[str, str], str]
    """For each figure and every other council, how it gives none."""
    sized: frozenset[str]
    """The codes of councils that say how many returns they had."""
    lines: tuple[Line, ...]


def ask(
    country: Country,
    told: Mapping[str, frozenset[str]],
    chance: np.random.Generator,
    *,
    period: Period = YEAR,
    sized: float = 0.3,
    other_days: bool = True,
) -> Round:
    """Ask everybody. `sized` is the chance that a council which answers nothing else says how many returns it had."""
    ways = [way for way in SILENCES if other_days or way != "other days"]
    weights = np.array([RARE.get(way, 1.0) for way in ways])
    likely = weights / weights.sum()
    silent = {
        (figure, each.code): str(chance.choice(ways, p=likely))
        for figure in FIGURES
        for each in country.councils
        if each.code not in told[figure]
    }
    says = frozenset.union(*told.values())
    sizes = frozenset(each.code for each in country.councils if each.code in says or chance.random() < sized)
    lines: list[Line] = []
    for each in country.councils:
        lines += _replies(each, told, silent, each.code in sizes, period, chance)
    return Round(period, told, silent, sizes, tuple(lines[at] for at in chance.permutation(len(lines))))


def _replies(
    council: Council,
    told: Mapping[str, frozenset[str]],
    silent: Mapping[tuple[str, str], str],
    sized: bool,
    period: Period,
    chance: np.random.Generator,
) -> list[Line]:
    lines = []
    if sized:
        lines.append(_line(council, "eligible_returns", council.own.returns, period))
    for figure in FIGURES:
        measure, number = MEASURES[figure], council.own.counted[figure]
        if council.code in told[figure]:
            lines.append(_line(council, measure, number, period, **OURS))
            if chance.random() < 0.2:
                lines.append(_line(council, measure, number, period, url="https://council.example/again", **OURS))
        elif (way := silent[figure, council.code]) != NEVER_ASKED:
            lines += _no_figure(council, figure, way, period)
    if council.code in told["R3"]:
        lines += _beside(council, period, chance)
    return lines


def _no_figure(council: Council, figure: str, way: str, period: Period) -> list[Line]:
    """What answers the question and gives nothing that a figure counts."""
    measure, counted = MEASURES[figure], council.own.counted
    if way in SAID:
        return [_line(council, measure, None, period, qualifier=SAID[way][1])]
    number = council.own.returns if figure == "R3" else counted[figure]
    if way == "counts another thing":
        return [_line(council, measure, number, period, **OURS | ANOTHER[figure])]
    if way == "does not say what it counts":
        return [_line(council, measure, number, period)]
    if way == "an estimate":
        return [_line(council, measure, number, period, qualifier="estimate", **OURS)]
    if way == "a percentage":
        percent = round(100 * council.share(figure), 1)
        return [_line(council, measure, percent, period, unit="percent", **OURS)]
    sized = _line(council, "eligible_returns", council.own.returns, YEAR_BEFORE)
    return [sized, _line(council, measure, number, YEAR_BEFORE, **OURS)]


def _beside(council: Council, period: Period, chance: np.random.Generator) -> list[Line]:
    """What stands beside a good answer, and must be added to nothing: hosted children, a part of the whole, other counts."""
    hosted, part = council.hosted, council.looked_after
    lines = [
        _line(council, "eligible_returns", hosted.returns, period, group="hosted"),
        _line(council, "rhi_offered", hosted.counted["R3"], period, group="hosted", **OURS),
        _line(council, "eligible_returns", part.returns, period, group="looked_after"),
        _line(council, "rhi_offered", part.counted["R3"], period, group="looked_after", **OURS),
    ]
    if chance.random() < 0.5:
        incidents = council.own.returns + int(chance.integers(0, 40))
        lines.append(_line(council, "missing_incidents", incidents, period))
        lines.append(_line(council, "children_missing", int(0.6 * incidents), period))
    return lines


def _line(council: Council, measure: str, value: float | None, period: Period, **more: Any) -> Line:
    words = "" if value is None else f"{value:,}"
    return {
        "authority": council.name, "ons_code": council.code, "area_type": "authority", "period_start": period[0],
        "period_end": period[1], "measure": measure, "published_wording": f"{measure}: {words}", "group": "all",
        "value": value, "unit": "count", "raw": words, "qualifier": "", "source_format": "table", "note": "",
        "url": f"https://council.example/{council.code}",
    } | more  # fmt: skip
