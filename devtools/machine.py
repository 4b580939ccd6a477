"""What this machine has besides Python: a browser, Java, and the way to install what it lacks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from devtools.steps import Failed, in_ci, quiet, say, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OLDEST_JAVA = 17
REMEDY = "Install it (`sudo apt install chromium`), then run the same command again."


def browser() -> str | None:
    """The path of Chromium by any of its names."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def java() -> str | None:
    """The path of Java, if it is new enough for Spark."""
    path = shutil.which("java")
    if path is None:
        return None
    told = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    return path if version and int(version[1]) >= OLDEST_JAVA else None


def ensure_browser() -> None:
    """Install Chromium where that can be done; else say how, loudly, and stop where nothing may be left out."""
    if browser():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with step("Chromium, for the tests in the browser"):
            for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
                quiet("apt-get", *command, otherwise=REMEDY, env={"DEBIAN_FRONTEND": "noninteractive"})
        return
    if in_ci():
        raise Failed(f"There is no Chromium. {REMEDY}")
    say(f"! No Chromium: the tests in the browser are LEFT OUT. {REMEDY}")
