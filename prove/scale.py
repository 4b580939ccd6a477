"""A hundred million rows counted within 512 MB by one process, with the right answer; about ten minutes and 3 GB of disk."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench._facts import CACHE, COUNTED, connect, rows_of_facts
from prove._scale_child import BY
from wayhome.engines import duckdb as engine

ROWS, PIECE = 100_000_000, 5_000_000
MOST_MB = 512
FREE_BYTES_A_ROW = 100
FOLDER = CACHE / "scale"
ROOT = Path(__file__).resolve().parents[1]

Answer = dict[tuple[Any, ...], list[int]]


def pieces(rows: int) -> list[Path]:
    """The rows in files of a few millions, made one after another so that making them takes little memory either."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = []
    with connect() as connection:
        connection.execute("SET memory_limit = '1GB'")
        piece = min(PIECE, rows // 4)
        for number, first in enumerate(range(0, rows, piece)):
            file = FOLDER / f"piece-{number:03}.parquet"
            some = rows_of_facts(rows, first=first, last=min(rows, first + piece))
            connection.execute(f"COPY ({some}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")
            made.append(file)
    return made


def counted(pattern: str, how: str = "carefully") -> dict[str, Any]:
    """What a process of its own finds, and the most memory it held."""
    command = [sys.executable, "-m", "prove._scale_child", pattern, how, str(FOLDER / "spill")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"counting stopped with {done.returncode}: {done.stderr[-600:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    found["answer"] = {tuple(row[:3]): row[3:] for row in found["answer"]}
    return found


def added_up(files: list[Path]) -> Answer:
    """The answer the long way: each piece counted by itself, and the numbers added."""
    whole: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for file in files:
        with connect() as connection:
            for (number, stratum), count in engine.count(file, COUNTED, BY, connection=connection).items():
                parts = (count.numerator, count.denominator or 0, count.not_known, count.unplaced)
                key = (number.id, *stratum)
                whole[key] = [a + b for a, b in zip(whole[key], parts, strict=True)]
    return dict(whole)


def by_hand(files: list[Path]) -> tuple[int, int]:
    """How many eligible returns, and how many of them were heard, by a question that no definition wrote."""
    heard = returned = 0
    for file in files:
        with connect() as connection:
            asked = "count(*) FILTER (eligible), count(*) FILTER (eligible AND undertaken)"
            one, other = connection.execute(f"SELECT {asked} FROM {engine.parquet(file)}").fetchall()[0]
            returned, heard = returned + one, heard + other
    return heard, returned


def faults(found: dict[str, Any], wanted: Answer, hand: tuple[int, int]) -> list[str]:
    """What does not hold, in words."""
    said = []
    if found["most_held"] > MOST_MB:
        said.append(f"it held {found['most_held']} MB, at most {MOST_MB}")
    answer = {key: [number or 0 for number in numbers] for key, numbers in found["answer"].items()}
    wrong = [key for key in answer.keys() | wanted.keys() if answer.get(key) != wanted.get(key)]
    if wrong:
        said.append(f"{len(wrong)} of {len(wanted)} counts are not the sum of the pieces, {wrong[0]} for one")
    heard = [numbers for key, numbers in answer.items() if key[0] == "D1"]
    if (sum(n[0] for n in heard), sum(n[1] for n in heard)) != hand:
        said.append("D1 is not what was counted by hand")
    return said


def proof(rows: int) -> dict[str, Any]:
    """Count everything in one process; then the planted faults, each of which must be noticed."""
    files = pieces(rows)
    pattern = str(FOLDER / "*.parquet")
    started = time.perf_counter()
    found = counted(pattern)
    seconds = time.perf_counter() - started
    wanted, hand = added_up(files), by_hand(files)
    short = faults(found, wanted, hand)
    hidden = files[-1].rename(files[-1].with_suffix(".lost"))
    without_one = faults(counted(pattern), wanted, hand)
    hidden.rename(files[-1])
    careless = counted(pattern.replace("*", "piece-00[01]"), "carelessly")["most_held"]
    planted = {"a piece is left out": bool(without_one), "rows are brought into memory": careless > MOST_MB}
    return {
        "rows": rows, "pieces": len(files), "counts": len(found["answer"]), "seconds": seconds, "most_held_mb": found["most_held"],
        "at_most_mb": MOST_MB, "careless_mb": careless, "faults": short, "caught": planted,
    }  # fmt: skip


def main() -> int:
    """Print what was found; 1 when it took more memory, the answer is not right, or a planted fault went unnoticed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    options.add_argument("--rows", type=int, default=ROWS, help="rows to count")
    given = options.parse_args()
    shutil.rmtree(FOLDER, ignore_errors=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(CACHE).free < given.rows * FREE_BYTES_A_ROW:
        raise SystemExit(f"{given.rows * FREE_BYTES_A_ROW / 1e9:.0f} GB of free disk are needed")
    try:
        figures = proof(given.rows)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    if given.json:
        print(json.dumps(figures))
    else:
        print(
            f"{figures['rows']:,} rows in {figures['pieces']} files: {figures['counts']:,} counts in {figures['seconds']:.0f} s, "
            f"{figures['most_held_mb']} MB held at the most, at most {MOST_MB}"
        )
        for name, caught in figures["caught"].items():
            print(f"planted: {name}: {'noticed' if caught else 'NOT NOTICED'}")
        for fault in figures["faults"]:
            print(f"short: {fault}")
    return int(bool(figures["faults"]) or not all(figures["caught"].values()))


if __name__ == "__main__":
    sys.exit(main())
