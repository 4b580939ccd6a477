"""A fresh clone in an empty home: the demonstration comes up in time, cold and warm, as root and as an ordinary user."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STEPS = {
    "cold": ("demo", "--detach"),
    "stopped": ("demo", "--stop"),
    "warm": ("demo", "--detach"),
    "stopped again": ("demo", "--stop"),
    "one journey": ("demo", "--check"),
    "files": ("demo", "files"),
}
MOST_SECONDS = {"cold": 180, "warm": 10}
NOBODY = 65534
ORDINARY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
KEPT = ("PIP_", "UV_", "SSL_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
"""What says how this machine reaches its packages; nothing else of the caller's environment comes along."""


def users() -> dict[str, tuple[str, ...]]:
    """Who tries it, and the words before a command that make it theirs."""
    if os.geteuid() == 0 and shutil.which("setpriv"):
        return {"root": (), "an ordinary user": ORDINARY}
    return {"root" if os.geteuid() == 0 else "an ordinary user": ()}


def clone(home: Path, owner: int | None) -> Path:
    """The files that a clone would have, in a home that only its owner may enter."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (home / "wayhome" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, home / "wayhome" / name)
    if owner is not None:
        for path in (home, *home.rglob("*")):
            os.chown(path, owner, owner)
    return home / "wayhome"


def tries(who: tuple[str, ...]) -> dict[str, float]:
    """Seconds of each step. Raises CalledProcessError, with what was printed, at the first that fails."""
    home = Path(tempfile.mkdtemp(prefix="wayhome-fresh-"))
    reach = {name: value for name, value in os.environ.items() if name.upper().startswith(KEPT)}
    surroundings = {**reach, "PATH": os.defpath, "HOME": str(home)}
    project = clone(home, NOBODY if who else None)

    def run(words: tuple[str, ...], *, must: bool = True) -> float:
        began = time.perf_counter()
        with tempfile.TemporaryFile("w+") as said:  # a file, because what is detached keeps a pipe open
            command = [*who, "python3", "dev.py", *words]
            code = subprocess.call(
                command, cwd=project, env=surroundings, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
            said.seek(0)
            if code and must:
                raise subprocess.CalledProcessError(code, command, said.read())
        return round(time.perf_counter() - began, 1)

    try:
        return {name: run(words) for name, words in STEPS.items()}
    finally:
        run(("demo", "--stop"), must=False)
        shutil.rmtree(home)


def in_words(name: str, seconds: float) -> str:
    """cold 61.2 s of 180."""
    return f"{name} {seconds} s" + (f" of {MOST_SECONDS[name]}" if name in MOST_SECONDS else "")


def main() -> int:
    """Try it as everyone this machine lets us be; 1 when it fails or takes too long."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="print one line of JSON")
    as_json = arguments.parse_args().json
    told: dict[str, dict[str, float]] = {}
    for name, who in users().items():
        try:
            told[name] = tries(who)
        except subprocess.CalledProcessError as failure:
            print(failure.stdout, file=sys.stderr)
            told[name] = {}
        if not as_json:
            print(f"{name}: " + (", ".join(in_words(*step) for step in told[name].items()) or "failed"), flush=True)
    holds = all(seconds.get(when, most + 1) <= most for seconds in told.values() for when, most in MOST_SECONDS.items())
    if as_json:
        print(json.dumps({"seconds": told, "most": MOST_SECONDS, "holds": holds}))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
