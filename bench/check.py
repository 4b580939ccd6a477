"""How long `wayhome check` and `count` take over 100,000 rows, and how much memory: ratios to 10 s and 300 MB."""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

WAYHOME = (sys.executable, "-c", "from wayhome.cli.main import app; app()")
ROWS = 100_000
MOST_SECONDS = 10.0
MOST_MEGABYTES = 300.0
YEAR_STARTS = date(2024, 4, 1)


def write_return(folder: Path, rows: int, seed: int = 1) -> None:
    """A MISSING table of so many rows with its EPISODES and HEADER, every hundredth row with a fault."""
    random = Random(seed)
    with (
        (folder / "missing.csv").open("w", newline="", encoding="utf-8") as missing,
        (folder / "episodes.csv").open("w", newline="", encoding="utf-8") as episodes,
        (folder / "header.csv").open("w", newline="", encoding="utf-8") as header,
    ):
        to_missing, to_episodes, to_header = csv.writer(missing), csv.writer(episodes), csv.writer(header)
        to_missing.writerow(["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"])
        to_episodes.writerow(["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "DEC", "REC"])
        to_header.writerow(["CHILD", "SEX", "DOB", "ETHNIC", "UPN"])
        written, child = 0, 100_000
        while written < rows:
            child += 1
            born = date(2008, 1, 1) + timedelta(days=random.randrange(2_000))
            to_header.writerow([child, 1, _british(born), "WBRI", ""])
            to_episodes.writerow([child, "01/03/2021", "S", "C2", "N1", "U4", "", ""])
            start = YEAR_STARTS + timedelta(days=random.randrange(60))
            for _ in range(min(random.randrange(1, 8), rows - written)):
                end = start + timedelta(days=random.randrange(4))
                written += 1
                kind = "X" if written % 100 == 0 else "M"
                to_missing.writerow([child, _british(born), kind, _british(start), _british(end)])
                start = end + timedelta(days=random.randrange(1, 30))


def _british(day: date) -> str:
    return day.strftime("%d/%m/%Y")


COMMANDS = {
    "check": ("check", "missing.csv", "episodes.csv", "header.csv", "--year", "2024-25", "--json"),
    "count": ("count", "missing.csv", "--json"),
}


def measure(rows: int) -> dict[str, dict[str, float]]:
    """Seconds and peak megabytes of each command, in a process of its own."""
    figures = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_return(folder, rows)
        for command, words in COMMANDS.items():
            started = time.perf_counter()
            done = subprocess.run([*WAYHOME, *words], cwd=folder, capture_output=True, text=True, check=False)
            seconds = time.perf_counter() - started
            _must_be_right(command, json.loads(done.stdout), rows)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            figures[command] = {
                "rows": rows,
                "seconds": seconds,
                "megabytes": peak,
                "seconds_ratio": seconds / MOST_SECONDS,
                "memory_ratio": peak / MOST_MEGABYTES,
            }
    return figures


def _must_be_right(command: str, said: Any, rows: int) -> None:
    """A fast wrong answer is no figure."""
    planted = rows // 100
    found = said["faults"] if command == "check" else rows - said[0]["indicators"][0]["numerator"]
    if found != planted:
        raise SystemExit(f"{command} found {found} of {planted} planted faults")


def main() -> int:
    """Print the figures; 1 when a limit is passed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    options.add_argument("--rows", type=int, default=ROWS)
    given = options.parse_args()
    figures = measure(given.rows)
    if given.json:
        print(json.dumps(figures))
    for command, figure in figures.items() if not given.json else ():
        print(
            f"{command}: {figure['rows']:,} rows in {figure['seconds']:.1f} s, {figure['seconds_ratio']:.2f} of {MOST_SECONDS:.0f} s"
        )
        print(
            f"{command}: peak memory {figure['megabytes']:.0f} MB, {figure['memory_ratio']:.2f} of {MOST_MEGABYTES:.0f} MB"
        )
    return int(any(max(figure["seconds_ratio"], figure["memory_ratio"]) > 1 for figure in figures.values()))


if __name__ == "__main__":
    sys.exit(main())
