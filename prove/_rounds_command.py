"""The command, which sees the returns and nothing else, and what it said: read from the open data beside its pages."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import typer

from wayhome.cli import national

AS_OF = "2025-06-30"
Range = tuple[float, float]


@dataclass(frozen=True)
class Spoken:
    """What the command said of one figure."""

    period: tuple[str, str]
    answered: int
    of: int
    share_of_children: float
    pooled: float | None
    median: float | None
    cluster: Range | None
    ten_points: Range
    worst: Range
    unsized: Range
    weighed_by: str
    silent: dict[str, str]
    reasons: dict[str, str]


@dataclass(frozen=True)
class Site:
    """Everything that was read back."""

    figures: dict[str, Spoken]
    used: dict[str, list[tuple[str, str, str]]]
    """Whose lines are in a national figure: measure, group and last day, by code."""
    sources: dict[str, dict[str, str]]
    """For each figure where each council's count comes from."""
    slider: dict[str, dict[int, Range]]
    front: str
    """The first page as words."""


def run(
    lines: Sequence[dict[str, Any]], folder: Path, *, as_process: bool, files: Mapping[str, str] | None = None
) -> Site:
    """Write the answers, run the command on them, and read back what it wrote. Raises RuntimeError where it failed.

    With `files` beside the answers the command is given the folder.
    """
    asked, out = folder / "round", folder / "site"
    asked.mkdir()
    answers = asked / "answers.jsonl"
    answers.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    for name, text in (files or {}).items():
        (asked / name).write_text(text, "utf-8")
    if files:
        answers = asked
    if as_process:
        command = [
            sys.executable,
            "-m",
            "wayhome.cli.main",
            "national",
            str(answers),
            "--out",
            str(out),
            "--as-of",
            AS_OF,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        code, said = done.returncode, done.stderr
    else:
        code, said = _by_its_function(answers, out)
    if code:
        raise RuntimeError(f"the command ended with {code}: {said.strip()[-300:]}")
    return _read(out)


def _by_its_function(answers: Path, out: Path) -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        try:
            national.national(answers, out, AS_OF)
        except typer.Exit as ended:
            return ended.exit_code, said.getvalue()
    return 0, said.getvalue()


def _read(out: Path) -> Site:
    silent: dict[str, dict[str, str]] = defaultdict(dict)
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows(out, "why-not"):
        silent[row["indicator"]][row["ons_code"]] = row["silence"]
        reasons[row["indicator"]][row["ons_code"]] = row["reason"]
    used: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in _rows(out, "answers"):
        if row["use"] == "national":
            used[row["ons_code"]].append((row["measure"], row["group"], row["period_end"]))
    sources: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows(out, "sources"):
        if row["used"] == "true":
            sources[row["indicator"]][row["ons_code"]] = row["source"]
    slider: dict[str, dict[int, Range]] = defaultdict(dict)
    for row in _rows(out, "differing"):
        slider[row["indicator"]][int(row["points"])] = float(row["low"]), float(row["high"])
    figures = {
        row["indicator"]: _spoken(row, silent[row["indicator"]], reasons[row["indicator"]])
        for row in _rows(out, "national")
    }
    page = (out / "index.html").read_text("utf-8")
    words = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))
    return Site(figures, dict(used), dict(sources), dict(slider), words)


def _spoken(row: dict[str, str], silent: dict[str, str], reasons: dict[str, str]) -> Spoken:
    def number(name: str) -> float | None:
        return float(row[name]) if row[name] else None

    def both(name: str) -> Range:
        return float(row[f"{name}_low"]), float(row[f"{name}_high"])

    return Spoken(
        (row["period_start"], row["period_end"]), int(row["councils_that_could_say"]), int(row["councils"]),
        float(row["share_of_children"]), number("those_who_answered"), number("median"),
        both("alike") if row["alike_low"] else None, both("ten_points"), both("worst"), both("unsized"), row["weighed_by"],
        silent, reasons,
    )  # fmt: skip


def _rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
