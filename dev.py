#!/usr/bin/env python3
"""The one runner of Wayhome. `python3 dev.py` lists what it can do; it needs Python and nothing else.

This file keeps to what Python 3.8 can read, so that it can speak where Python is too old. What it runs is in devtools/.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NEEDED = (3, 11)
ENOUGH = ("python3.13", "python3.12", "python3.11")


def newer_python() -> str | None:
    """The first Python on PATH that is new enough and really runs (a shim of pyenv may not), or None."""
    for name in ENOUGH:
        path = shutil.which(name)
        if path and subprocess.call([path, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def this_system() -> str:
    """The name of the operating system as it says it itself: Ubuntu 22.04.4 LTS."""
    try:
        with open("/etc/os-release") as release:
            names = dict(line.rstrip().split("=", 1) for line in release if "=" in line)
        return names["PRETTY_NAME"].strip('"')
    except (OSError, KeyError):
        return "this machine"


def start_again_or_say_why_not(arguments: list[str]) -> int:
    """Hand over to a newer Python, or say which to install and stop before anything is touched."""
    found = newer_python()
    if found:
        os.execv(found, [found, os.path.abspath(__file__), *arguments])
    print(
        "Wayhome needs Python 3.11 or newer; this is {}.\n"
        "On {}: `sudo apt install python3.11 python3.11-venv`, then `python3.11 dev.py {}`.".format(
            ".".join(str(part) for part in sys.version_info[:3]), this_system(), " ".join(arguments) or "demo"
        ),
        file=sys.stderr,
    )
    return 2


def main(arguments: list[str]) -> int:
    """Run one command with a Python that is new enough; its exit code."""
    if sys.version_info < NEEDED:
        return start_again_or_say_why_not(arguments)
    from devtools.commands import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
