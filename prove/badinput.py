"""Every file that goes wrong ends in a sentence, exit code and time that a person can live with; the large ones too."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.unit.returns.bad_files import BAD, TABLE

SECONDS_WITHOUT_A_WORD = 2.0
MOST_MEGABYTES = 300
ONE_GIGABYTE = 1 << 30


def _zeros(path: Path) -> None:
    """A gigabyte of the digit 0 on one line, which is not one of the empty bytes that are refused at sight."""
    with path.open("wb") as file:
        for _ in range(ONE_GIGABYTE >> 20):
            file.write(b"0" * (1 << 20))


def _short_rows(path: Path) -> None:
    """A good header, one good row, and a million rows of one cell."""
    path.write_bytes(TABLE.encode() + b"0\n" * 1_000_000)


LARGE = {"gigabyte-of-noughts.csv": (_zeros, {2}), "million-short-rows.csv": (_short_rows, {1})}


def _tried(path: Path, codes: set[int]) -> dict[str, object]:
    command = [sys.executable, "-c", "from wayhome.cli.main import app; app()", "check", path.name]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    spoke = seconds <= SECONDS_WITHOUT_A_WORD or "Reading: " in done.stderr
    fine = done.returncode in codes and "Traceback" not in done.stderr and spoke
    return {"file": path.name, "seconds": round(seconds, 2), "code": done.returncode, "fine": fine}


def main() -> int:
    """Print what each file came to; 1 when one of them ended badly."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = options.parse_args()
    tried = []
    with tempfile.TemporaryDirectory() as folder:
        for name, make, codes in (
            *((bad.name, bad.make, {bad.code}) for bad in BAD),
            *((name, make, codes) for name, (make, codes) in LARGE.items()),
        ):
            path = Path(folder) / name
            make(path)
            tried.append(_tried(path, codes))
            path.unlink()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    fine = all(each["fine"] for each in tried) and peak <= MOST_MEGABYTES
    if given.json:
        print(json.dumps({"files": tried, "peak_megabytes": peak, "fine": fine}))
    else:
        for each in tried:
            print(f"{'ok ' if each['fine'] else 'BAD'} {each['seconds']:>6} s  exit {each['code']}  {each['file']}")
        print(
            f"{sum(bool(each['fine']) for each in tried)} of {len(tried)} ended well; peak memory {peak:.0f} MB of {MOST_MEGABYTES}"
        )
    return int(not fine)


if __name__ == "__main__":
    sys.exit(main())
