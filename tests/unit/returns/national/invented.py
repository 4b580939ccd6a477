"""An invented file of published answers, of the shape that real ones have. Nobody published any of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from wayhome.benchmarking.peers import authorities
from wayhome.returns.national.reading import Line, Read, read_answers

EASTMERE, NORTHBY, SOUTHAM = "E06000001", "E06000002", "E06000003"
WELSH = "W06000015"
COUNTS_RETURNS = {
    "counts": "eligible_returns", "offered_means": "child_told", "undertaken_means": "talk_held", "clock_means": "from_return",
}  # fmt: skip


def answer(
    measure: str = "missing_incidents", value: float | None = 120, code: str = EASTMERE, **more: Any
) -> dict[str, Any]:
    """One line, as a council of the real list, with figures that are invented."""
    words = "null" if value is None else value if isinstance(value, str) else f"{value:,}"
    return {
        "authority": authorities()[code].name if code else "Nowhere Police", "ons_code": code, "area_type": "authority",
        "period_start": "2022-04-01", "period_end": "2023-03-31", "measure": measure, "published_wording": f"we counted {words}",
        "group": "all", "value": value, "unit": "count", "raw": words, "qualifier": "", "source_format": "table", "note": "",
        "url": "https://council.example/answers/1",
    } | more  # fmt: skip


def written(folder: Path, *lines: dict[str, Any] | str) -> Path:
    """A file of these lines; words stand as they are."""
    path = folder / "answers.jsonl"
    path.write_text("".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in lines), "utf-8")
    return path


def read(folder: Path, *lines: dict[str, Any] | str) -> Read:
    """What is read from these lines."""
    return read_answers(written(folder, *lines))


def sound(folder: Path, *lines: dict[str, Any]) -> tuple[Line, ...]:
    """The lines, every one of which can be used."""
    found = read(folder, *lines)
    assert not found.faults
    return found.lines


def bands(group: str, numbers: list[int | None], **more: Any) -> list[dict[str, Any]]:
    """Children by how often they went missing: once, twice, three to five times, and more."""
    return [
        answer(f"children_by_episode_count[{band}]", number, group=group, **more)
        for band, number in zip(("1", "2", "3-5", ">5"), numbers, strict=True)
    ]


def a_round() -> list[dict[str, Any]]:
    """Two councils that count what the measure counts, one that does not, and a force."""
    return [
        answer("eligible_returns", 50), answer("rhi_offered", 40, **COUNTS_RETURNS),
        answer("rhi_undertaken", 30, **COUNTS_RETURNS),
        answer("eligible_returns", 100, NORTHBY), answer("rhi_offered", 30, NORTHBY, **COUNTS_RETURNS),
        answer("rhi_offered", 90, SOUTHAM, qualifier="proxy: letters sent"), answer("eligible_returns", 150, SOUTHAM),
        answer("rhi_undertaken", None, SOUTHAM, qualifier="s.12 cost limit"),
        answer("children_missing", 900, "", authority="Cleveland Police", area_type="police force"),
    ]  # fmt: skip
